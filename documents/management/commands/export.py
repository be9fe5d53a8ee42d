"""The command ``export``: writes the seed store, or the archive's tables, into a folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from documents.bulk.export_tables import ExportOrder, ExportRefused, export_table
from documents.bulk.formats import FORMATS
from documents.bulk.tables import TABLES
from documents.csv_tables import CELLS
from documents.ingest.export_bag import export_bag
from documents.ingest.export_seeds import export_seeds
from documents.management.commands.ingest import Progress, tables_needed
from documents.management.faults import ArchiveCommand
from documents.models import Source
from documents.seed_store.report import count_of

_SEED_STORE = {"seeds": export_seeds, "bag": export_bag}
_FOR_TABLES = {
    "--format": "formats",
    "--source": "source",
    "--per-source": "per_source",
    "--cells": "cells",
    "--replace": "replace",
}


class Command(ArchiveCommand):
    help = (
        "Write out what the archive was made from (seeds, or a BagIt bag of them), or what it "
        "holds as tables (texts, pairs, metadata) with the cards that describe them. "
        "Exit status 2 for bad use."
    )
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=[*_SEED_STORE, *TABLES])
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="a new or empty folder; for tables also one that has such tables already",
        )
        tables = parser.add_argument_group("for tables")
        tables.add_argument(
            "--format",
            nargs="+",
            choices=list(FORMATS),
            dest="formats",
            help="one or several, made in one go (default: jsonl.zst)",
        )
        tables.add_argument(
            "--source", action="append", metavar="KEY", help="only this source; may be repeated"
        )
        tables.add_argument(
            "--per-source", action="store_true", help="a file for each source, not one for all"
        )
        tables.add_argument(
            "--cells",
            choices=CELLS,
            help="of CSV: text (the default) has an apostrophe before what a spreadsheet would run",
        )
        tables.add_argument(
            "--replace", action="store_true", help="remove the folder's tables of another edition"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["what"] in TABLES:
            self._export_table(options)
        else:
            self._export_seed_store(options)

    def _export_seed_store(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        for flag, name in _FOR_TABLES.items():
            if options[name]:
                raise CommandError(f"{flag}: is for {', '.join(TABLES)}", returncode=2)
        try:
            with tables_needed():
                count = _SEED_STORE[options["what"]](folder)
        except (FileExistsError, NotADirectoryError) as error:
            raise CommandError(f"{folder}: not an empty folder", returncode=2) from error
        self.stdout.write(f"Wrote {count_of(count, 'file')} to {folder}.")

    def _export_table(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        with Progress(" articles") as progress:
            try:
                with tables_needed():
                    order = ExportOrder(
                        options["what"],
                        list(dict.fromkeys(options["formats"] or ["jsonl.zst"])),
                        _sources(options["source"] or [], per_source=options["per_source"]),
                        options["cells"] or "text",
                        options["replace"],
                    )
                    files = export_table(order, folder, progress.show)
            except ExportRefused as error:
                raise CommandError(str(error), returncode=2) from error
            except (FileExistsError, NotADirectoryError) as error:
                raise CommandError(f"{folder}: not a folder", returncode=2) from error
        for file in files:
            self.stdout.write(f"{file.name}: {count_of(file.rows, 'row')}, {file.bytes} bytes")
            self.stdout.write(f"  SHA-256 {file.sha256}")


def _sources(wanted: list[str], *, per_source: bool) -> list[str]:
    """The sources that have a file each; "" stands for all in one."""
    known = sorted(Source.objects.values_list("key", flat=True))
    for key in wanted:
        if key not in known:
            raise ExportRefused(f"--source: found {key!r} expected {', '.join(known)}")
    return list(dict.fromkeys(wanted)) or (known if per_source else [""])
