"""Every command on a machine where nothing has been made: it works, or says what to run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.command_server import CommandServer, command_server
from tests.helpers.site_process import ROOT, clean_environment

pytestmark = pytest.mark.process

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


def environment_of(folder: Path) -> dict[str, str]:
    environment = clean_environment(folder) | {"DATABASE_URL": ""}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests' own
    return environment


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment_of(folder), capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandServer]:
    place = tmp_path_factory.mktemp("fresh")
    with command_server(environment_of(place / "not" / "yet"), place / "written") as server:
        yield server


@pytest.fixture
def folder(commands: CommandServer) -> Path:
    """The archive's folder, which is not there yet."""
    folder = Path(commands.environment["ARCHIVE_VAR"])
    shutil.rmtree(folder.parent, ignore_errors=True)
    return folder


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", WORKING, ids=" ".join)
def test_a_command_that_needs_no_database_works(
    commands: CommandServer, arguments: tuple[str, ...]
) -> None:
    status, words = commands.run(*arguments)
    assert status == 0, words
    assert "Traceback" not in words


@pytest.mark.parametrize("arguments", NEEDING_A_DATABASE, ids=" ".join)
def test_a_command_that_needs_a_database_says_how_to_make_it(
    commands: CommandServer, folder: Path, arguments: tuple[str, ...]
) -> None:
    status, words = commands.run(*arguments)
    assert status != 0
    assert words.count("\n") == 1
    assert f"there is no database {folder / 'archive.sqlite3'}: run" in words
    assert "manage.py migrate" in words
    assert not folder.exists()


def test_serve_says_how_to_collect_what_pages_need(tmp_path: Path) -> None:
    """Without a database it serves: ``/readyz`` then says what is missing."""
    refused = run(tmp_path, "serve", "--port=0")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "run `manage.py collectstatic`, or serve with --prepare" in refused.stderr


def test_serve_says_which_migration_a_database_of_an_earlier_release_lacks(
    commands: CommandServer, folder: Path
) -> None:
    commands.run("collectstatic", "--noinput", "--verbosity=0")
    assert commands.run("migrate", "documents", "0007", "--verbosity=0")[0] == 0
    status, words = commands.run("serve", "--port=0")
    assert (status, words.count("\n")) == (1, 1)
    assert "the database lacks the migration documents.0008_" in words
    assert "run `manage.py migrate`, or serve with --prepare" in words


def test_migrate_makes_the_folder_and_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    assert run(folder, "migrate").returncode == 0
    assert (folder / "archive.sqlite3").is_file()
