"""The configuration of the app ``documents``."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Let a dictionary of the collection's own take the place of CC-CEDICT."""
        if settings.ARCHIVE_DICTIONARIES:
            import_string(settings.ARCHIVE_DICTIONARY_SETUP)()
