"""A small archive of three sources' articles, and the command that exports it."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.helpers.seed_workshop import SOURCES, Workshop, article_text, publish_once, workshop

__all__ = ["export", "shelf", "workshop"]

FORMULA = "=1+1"


@pytest.fixture
def shelf(workshop: Workshop) -> Workshop:
    """Six articles of two sources, one of them corrected, one with a formula for a title."""
    publish_once(workshop, ingest_shelf)
    return workshop


def ingest_shelf(workshop: Workshop) -> None:
    morning = SOURCES.replace("evening-paper", "morning-paper").replace("Evening", "Morning")
    workshop.write(
        "seeds/sources.toml", SOURCES + 'files = ["0*"]\n' + morning + 'files = ["1*"]\n'
    )
    for word in ("wheat", "rye", "oats"):
        workshop.article(word)
    workshop.article("wheat", version=2)
    workshop.article("noon", number=100)
    workshop.write(f"seeds/003_{'f' * 16}.txt", article_text(FORMULA).replace("On =", "="))
    report = workshop.ingest()
    assert report.fault_count == 0


@pytest.fixture
def export(shelf: Workshop, tmp_path: Path) -> Callable[..., Path]:
    """`manage.py export TABLE`, into a folder below the test's own, with any options."""

    def run(table: str, *options: str, folder: str = "made") -> Path:
        call_command("export", table, str(tmp_path / folder), *options, stdout=StringIO())
        return tmp_path / folder

    return run
