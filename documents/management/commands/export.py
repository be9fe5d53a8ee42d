"""The command ``export seeds DIR``: writes the seed store as a folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.ingest.export_seeds import export_seeds
from documents.management.commands.ingest import tables_needed
from documents.seed_store.report import count_of


class Command(BaseCommand):
    help = "Write out what the archive was made from; `ingest` of it gives the same edition."
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["seeds"])
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")

    def handle(self, *_: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            with tables_needed():
                count = export_seeds(folder)
        except (FileExistsError, NotADirectoryError) as error:
            raise CommandError(f"{folder}: not an empty folder", returncode=2) from error
        self.stdout.write(f"Wrote {count_of(count, 'file')} to {folder}.")
