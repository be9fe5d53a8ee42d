"""The command ``check_seeds``: reads seeds as an ingest would, without a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from documents.management.commands.ingest import Progress, add_reading_arguments, print_report
from documents.management.faults import ArchiveCommand
from documents.seed_store.check import check_seeds


class Command(ArchiveCommand):
    help = "Read seeds as ingest does, and say what is wrong with them. Opens no database."
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_reading_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            with Progress() as progress:
                report = check_seeds(options["paths"], Path(settings.ARCHIVE_SEEDS), progress.show)
        except FileNotFoundError as error:
            raise CommandError(f"{error}: no such file or folder", returncode=2) from error
        print_report(self, report, as_json=options["json"])
        if report.fault_count:
            sys.exit(1)
