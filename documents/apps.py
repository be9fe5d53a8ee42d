"""The configuration of the app ``documents``."""

from __future__ import annotations

from contextlib import suppress

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Let the collection's own Chinese–English dictionary stand for CC-CEDICT, if it has one.

        What is wrong with a dictionary is said by the commands that need one.
        """
        from documents.dictionaries.installed import replace_cedict

        with suppress(ImproperlyConfigured):
            replace_cedict()
