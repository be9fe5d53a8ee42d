"""Faults of disks, files and databases: a line with the place and the way out, no traceback."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.base import CommandError
from django.db.utils import DatabaseError, OperationalError
from pytest_django.fixtures import Settings

from documents.management import faults
from documents.management.diagnosis import diagnose
from documents.management.faults import ArchiveCommand, explain_fault
from tests.helpers.command_server import CommandServer, command_server
from tests.helpers.seed_workshop import SOURCES, accession_of, article_text
from tests.helpers.site_process import clean_environment

COMMANDS = (
    ("ingest",),
    ("reindex",),
    ("reindex", "--anew"),
    ("verify",),
    ("verify", "--repair"),
    ("export", "seeds", "OUT"),
    ("export", "texts", "OUT"),
    ("doctor",),
    ("migrate", "--verbosity=0"),
)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, CommandServer]]:
    """The folder of a small archive on SQLite, and its commands."""
    folder = tmp_path_factory.mktemp("faults") / "archive"
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "sources.toml").write_text(SOURCES)
    (seeds / f"000_{accession_of('rye')}.txt").write_text(article_text("rye"))
    environment = clean_environment(folder / "var", ARCHIVE_SEEDS=str(seeds))
    with command_server(environment, folder.parent / "written") as server:
        for command in (["migrate", "--verbosity=0"], ["ingest"]):
            status, said = server.run(*command)
            assert status == 0, said
        yield folder, server


@pytest.mark.process
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("left", [100, 20_000])
def test_a_truncated_database_is_said_in_a_line(
    commands: tuple[Path, CommandServer], tmp_path: Path, command: tuple[str, ...], left: int
) -> None:
    folder, server = commands
    file = folder / "var" / "archive.sqlite3"
    shutil.copy(file, tmp_path / "kept")
    os.truncate(file, left)
    try:
        out = str(tmp_path / "out")
        status, said = server.run(*[out if word == "OUT" else word for word in command])
    finally:
        for other in file.parent.glob("archive.sqlite3*"):
            other.unlink()
        shutil.copy(tmp_path / "kept", file)
    assert status in {1, 2}
    assert "Traceback" not in said
    assert "archive.sqlite3" in said
    assert "a backup" in said


@pytest.mark.process
@pytest.mark.parametrize("command", [("reindex", "--anew"), ("verify",), ("migrate", "--fake")])
def test_zeroed_pages_of_a_database_are_said_in_lines(
    commands: tuple[Path, CommandServer], tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder, server = commands
    file = folder / "var" / "archive.sqlite3"
    shutil.copy(file, tmp_path / "kept")
    with file.open("r+b") as opened:  # all but the first, which has the names of tables
        opened.seek(16_384)
        opened.write(bytes(file.stat().st_size - 16_384))
    try:
        status, said = server.run(*command)
    finally:
        for other in file.parent.glob("archive.sqlite3*"):
            other.unlink()
        shutil.copy(tmp_path / "kept", file)
    assert status in {1, 2}
    assert "Traceback" not in said
    assert "malformed" in said or "damaged" in said


@pytest.mark.process
def test_an_index_folder_that_is_a_link_to_nowhere_is_said_in_a_line(
    commands: tuple[Path, CommandServer], tmp_path: Path
) -> None:
    folder, server = commands
    index = folder / "var" / "index"
    index.rename(tmp_path / "kept")
    index.symlink_to(tmp_path / "none")
    try:
        status, said = server.run("reindex")
    finally:
        index.unlink()
        (tmp_path / "kept").rename(index)
    assert (status, "Traceback" in said) == (1, False)
    assert f"{index}: File exists: a file, or a link that leads nowhere, stands there" in said


@pytest.mark.process
def test_a_folder_that_is_a_file_is_said_in_a_line(
    commands: tuple[Path, CommandServer], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for command in (["export", "seeds"], ["export", "texts"]):
        status, said = commands[1].run(*command, str(tmp_path / "file"))
        assert (status, "Traceback" in said, str(tmp_path / "file") in said) == (2, False, True)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), ("/x/y", "free some room")),
        (PermissionError(errno.EACCES, "Permission denied", "/x/y"), ("/x/y", "who owns it")),
        (OSError(errno.EROFS, "Read-only file system", "/x/y"), ("/x/y", "ARCHIVE_VAR")),
        (ValueError("IoError(Os error 28, No space left on device)"), ("index", "free some room")),
        (ValueError("An IO error: 'No space left (os error 28)'"), ("index", "free some room")),
        (ValueError("An IO error occurred: 'x (os error 27)'"), ("index", "File too large", "-f")),
        (ValueError("An index writer was killed.. A worker"), ("index", "killed", "limits")),
        (OSError(errno.EFBIG, "File too large", "/x/y"), ("/x/y", "ulimit -f")),
        (OSError(errno.ELOOP, "Too many levels", "/x/y"), ("/x/y", "system's log")),
        (DatabaseError("database disk image is malformed"), ("manage.py ingest",)),
        (OperationalError("database or disk is full"), ("free some room",)),
        (OperationalError("connection failed: sorry, too many clients already"), ("max_conn",)),
        (OperationalError("connection failed: too many connections for role"), ("max_conn",)),
        (OperationalError("connection refused: could not connect"), ("DATABASE_URL",)),
    ],
)
def test_a_fault_is_explained_with_its_place_and_the_way_out(
    error: Exception, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        faults, "explain_missing_file", lambda database: ""
    )  # these tests' own is no file
    said = explain_fault(error)
    assert "\n" not in said
    assert all(word in said for word in words)


@pytest.mark.django_db
def test_a_fault_that_names_no_file_is_said_of_what_was_written_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert explain_fault(full, "/out/folder").startswith("/out/folder: No space left on device: ")
    assert explain_fault(full).startswith(f"{settings.ARCHIVE_VAR}: ")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/none"])
    with pytest.raises(FileNotFoundError) as nowhere:
        tempfile.gettempdir()
    said = explain_fault(nowhere.value, "/out/folder")
    assert said.startswith("No usable temporary directory found")
    assert said.endswith("(TMPDIR)")
    assert any("set TMPDIR" in str(one) for one in diagnose() if one.about == "folders")


class _Failing(ArchiveCommand):
    requires_system_checks = ()

    def handle(self, *_: Any, **options: Any) -> None:
        raise options["error"]


@pytest.mark.django_db
def test_a_command_tells_of_a_fault_and_lets_its_own_errors_through() -> None:
    with pytest.raises(CommandError, match="/x: No space left"):
        _run(OSError(errno.ENOSPC, "No space left on device", "/x"))
    with pytest.raises(ValueError, match="ours"):
        _run(ValueError("ours"))


def _run(error: Exception) -> None:
    _Failing(no_color=True).execute(
        error=error, force_color=False, no_color=True, skip_checks=True, traceback=False
    )


@pytest.mark.django_db
def test_the_doctor_says_what_is_read_of_archive_toml_and_what_goes_before_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[str]:
        return [str(one) for one in diagnose() if one.about == "archive.toml"]

    settings.ARCHIVE_SEEDS = tmp_path
    assert told() == [f"ok    archive.toml: there is none in {tmp_path}: the usual name and look"]
    file = tmp_path / "archive.toml"
    file.write_text('contact = "a@b.example"\n[name]\nen = "A"\n[seal]\ntext = "A"\n', "utf-8")
    monkeypatch.setenv("ARCHIVE_NAME_EN", "B")
    assert told() == [
        f"ok    archive.toml: {file}: contact, name (en), seal (text)",
        "ok    archive.toml: ARCHIVE_NAME_EN: set, and goes before it",
    ]
    file.write_text('nam = "A"\n', "utf-8")
    (said,) = told()
    assert said.startswith("FAULT archive.toml: ")
    assert f"{file}:1: nam: no such key -> expected one of about" in said
    assert said.endswith("did you mean name?")


@pytest.mark.django_db
def test_the_doctor_names_each_fault_with_its_way_out(settings: Settings, tmp_path: Path) -> None:
    settings.ARCHIVE_SEEDS = tmp_path / "none"
    settings.INDEX_ROOT = tmp_path / "index"
    settings.ARCHIVE_PORT = 1
    settings.DEBUG = True
    lines = [str(finding) for finding in diagnose()]
    assert {line[6:].partition(":")[0] for line in lines} >= {
        *("versions", "settings", "folders", "modes", "database", "room", "clock", "proxy")
    }
    wrong = [line for line in lines if line.startswith("FAULT")]
    assert all(" -> " in line for line in wrong)
    assert any(f"there is no {tmp_path / 'none'}" in line for line in wrong)
    assert any("ARCHIVE_DEBUG" in line for line in wrong)
    assert any("manage.py ingest" in line for line in wrong)
