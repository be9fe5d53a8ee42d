"""Every command on a machine where nothing has been made: it works, or says what to run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT, clean_environment

WORKING = (
    ("check_seeds",),
    ("migrate",),
    ("migrate", "--verbosity=0"),
    ("check", "--deploy"),
    ("makemigrations", "--check", "--dry-run"),
    ("shell", "-c", "pass"),
    ("collectstatic", "--noinput", "--verbosity=0"),
)
NEEDING_A_DATABASE = (
    ("ingest",),
    ("reindex",),
    ("export", "seeds", "nowhere"),
    ("showmigrations",),
    ("sqlmigrate", "documents", "0001"),
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(folder) | {"DATABASE_URL": ""}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests' own
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("arguments", WORKING, ids=" ".join)
def test_a_command_that_needs_no_database_works(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = run(tmp_path / "not" / "yet", *arguments)
    assert outcome.returncode == 0, outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize("arguments", NEEDING_A_DATABASE, ids=" ".join)
def test_a_command_that_needs_a_database_says_how_to_make_it(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    folder = tmp_path / "not" / "yet"
    outcome = run(folder, *arguments)
    assert outcome.returncode != 0
    assert outcome.stderr.count("\n") == 1
    assert f"there is no database {folder / 'archive.sqlite3'}: run" in outcome.stderr
    assert "manage.py migrate" in outcome.stderr
    assert not folder.exists()


def test_serve_says_how_to_collect_what_pages_need(tmp_path: Path) -> None:
    """Without a database it serves: ``/readyz`` then says what is missing."""
    refused = run(tmp_path, "serve", "--port=0")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "run `manage.py collectstatic`, or serve with --prepare" in refused.stderr


def test_migrate_makes_the_folder_and_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    assert run(folder, "migrate").returncode == 0
    assert (folder / "archive.sqlite3").is_file()
