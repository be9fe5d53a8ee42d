"""The command ``check_seeds``: reads seeds as an ingest would, without a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from documents.dictionaries.folder import open_folder
from documents.management.commands.ingest import Progress, add_reading_arguments, print_report
from documents.management.faults import ArchiveCommand
from documents.seed_store.check import check_seeds
from documents.seed_store.records import Refused
from documents.seed_store.report import Report
from documents.seed_store.seed_names import DICTIONARY_NAME


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
        paths = options["paths"] or [Path(settings.ARCHIVE_SEEDS)]
        read = [self._read_dictionary(one, report) for one in _dictionaries_in(paths)]
        print_report(self, report, as_json=options["json"])
        if not options["json"]:
            for said in filter(None, read):
                self.stdout.write(said)
        if report.fault_count:
            sys.exit(1)

    def _read_dictionary(self, folder: Path, report: Report) -> str:
        """What a dictionary is, in a line; "" where it has faults, which go into the report."""
        try:
            found = open_folder(folder)
            return found.say(sum(1 for _ in found.entries()))
        except Refused as refused:
            report.add_faults(refused.faults)
            return ""


def _dictionaries_in(paths: Iterable[Path]) -> list[Path]:
    files = (file for path in paths for file in sorted(path.glob(f"*/{DICTIONARY_NAME}")))
    return [file.parent for file in files]
