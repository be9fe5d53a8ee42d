"""``manage.py migrate``: Django's, after making the folder that everything derived lies in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        settings.ARCHIVE_VAR.mkdir(parents=True, exist_ok=True)
        super().handle(*args, **options)
