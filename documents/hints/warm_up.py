"""What searches read once a process: the dictionaries of glosses, words and sounds."""

from __future__ import annotations

import subprocess  # nosec B404  # our own interpreter
import sys
from pathlib import Path

from django.conf import settings

from documents.chinese.dictionary import dictionary
from documents.dictionaries.installed import list_dictionaries
from documents.hints.autocomplete import read_words
from documents.renderings.gloss_index import gloss_index
from documents.renderings.gloss_table import gloss_table, table_file

_BUILD = "import django; django.setup(); from documents.hints import warm_up; warm_up.read_tables()"


def warm_up() -> None:
    """Read the dictionaries that a search would read when it is the first."""
    build_missing()
    read_tables()
    read_words()


def read_tables() -> None:
    """Read the tables of the dictionaries; build those that are missing, and keep them."""
    gloss_table()
    gloss_index()
    dictionary()
    list_dictionaries()


def build_missing() -> None:
    """Build missing tables in a process of its own: the heap that this takes would stay here.

    Where it fails, they are built here after all.
    """
    if not table_file(Path(settings.ARCHIVE_CACHE_DIR)).exists():
        subprocess.run([sys.executable, "-c", _BUILD], cwd=settings.BASE_DIR, check=False)  # noqa: S603  # nosec B603  # our own interpreter
