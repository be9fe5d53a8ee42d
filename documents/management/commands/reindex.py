"""The command ``reindex``: builds the edition's index where it is missing or damaged."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import close_old_connections

from documents.ingest.publication import ensure_index, remove_leftovers
from documents.management.commands.ingest import tables_needed
from documents.management.faults import ArchiveCommand

_PAUSE = 2.0  # seconds between two looks at the edition


class Command(ArchiveCommand):
    help = "Build the search index of the edition in the database where it is missing or damaged."
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--follow", action="store_true", help="go on doing so, beside a replica of the database"
        )
        parser.add_argument("--anew", action="store_true", help="build it whatever stands")

    def handle(self, *_: Any, **options: Any) -> None:
        follow, anew, proved = options["follow"], options["anew"], True
        while True:
            try:
                with tables_needed():
                    folder = ensure_index(proved=proved, anew=anew)
                    anew = proved = False  # once is enough: what is built now was written now
            except RuntimeError as error:
                if not follow:
                    raise CommandError(str(error)) from error
            else:
                if folder and follow:
                    remove_leftovers()  # beside a replica nothing else does, and nothing ingests
                if folder:
                    self.stdout.write(f"Built {folder.name}.")
                elif not follow:
                    self.stdout.write("The index stands already.")
            if not follow:
                return
            close_old_connections()
            time.sleep(_PAUSE)
