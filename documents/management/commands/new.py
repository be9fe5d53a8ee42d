"""The command ``new``: writes a collection to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from documents.collection_template.write_collection import FolderInUse, write_collection
from documents.management.faults import ArchiveCommand


class Command(ArchiveCommand):
    help = (
        "Write a collection to start from: archive.toml (name, look, words), sources.toml, an "
        "example in Markdown and one in TEI, a README. DIR must be new or empty."
    )
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")

    def handle(self, *_: Any, **options: Any) -> None:
        folder: Path = options["folder"].expanduser()
        try:
            for written in write_collection(folder):
                self.stdout.write(f"{written}: written")
        except FolderInUse as fault:
            raise CommandError(str(fault), returncode=2) from fault
        self.stdout.write(f"Serve it: make run SEEDS={folder}")
