"""The command ``migrate``: Django's, after making the folder of everything derived."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from documents.management.faults import ArchiveCommand


class _FolderFirst(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        # Not in `handle`: Django's checks come before it, and they open the database.
        settings.ARCHIVE_VAR.mkdir(parents=True, exist_ok=True)
        return super().execute(*args, **options)


class Command(ArchiveCommand, _FolderFirst):
    """Django's command, with this archive's words for faults."""
