"""Static files made of a collection's own look, for ``collectstatic``: seal, icon, colours.

They are named by their digest and kept by browsers as all static files are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.timezone import now

COLOURS = "colours.css"


@cache
def theme_files() -> Mapping[str, str]:
    """The files of this archive's look by name; none where archive.toml says nothing of it."""
    files = {}
    if settings.ARCHIVE_SEAL:
        files["seal.svg"] = files["favicon.svg"] = settings.ARCHIVE_SEAL.svg()
    if settings.ARCHIVE_ACCENT:
        files[COLOURS] = settings.ARCHIVE_ACCENT.css()
    return files


class ThemeStorage(Storage):
    """Generated files, read only."""

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        return ContentFile(theme_files()[name].encode(), name)

    def exists(self, name: str) -> bool:
        return name in theme_files()

    def path(self, name: str) -> str:
        """Where a file comes from, as ``collectstatic`` names it."""
        return f"archive.toml: {name}"

    def get_modified_time(self, name: str) -> datetime:
        """The present: they are always copied."""
        return now()


class ThemeFinder(BaseFinder):
    """Finds the generated files; they go before files of the same names."""

    storage = ThemeStorage()

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        return []  # they lie nowhere

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, ThemeStorage]]:
        for name in theme_files():
            yield name, self.storage
