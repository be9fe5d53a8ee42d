"""Serving only reads: the database itself refuses a write, and a request sees one snapshot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from archive.database import PREPARED, configure_database, read_only
from tests.helpers.postgresql import create_database
from tests.helpers.site_process import ROOT, Served, clean_environment

NOBODY = 65534
SHOW_CONNECTION = """
import archive.wsgi
from django.db import connection
print(connection.settings_dict["NAME"])
"""
WRITES = (
    "INSERT INTO word VALUES ('new')",
    "UPDATE word SET text = 'other'",
    "DELETE FROM word",
    "DROP TABLE word",
    "CREATE TABLE other (text text)",
)
QUESTION = "SELECT text FROM word ORDER BY text"

Connect: TypeAlias = Callable[[dict[str, Any]], BaseDatabaseWrapper]


@pytest.fixture
def connect(django_db_blocker: Any) -> Iterator[Connect]:
    """Opens a database as Django would with that ``DATABASES`` entry."""
    opened: list[BaseDatabaseWrapper] = []

    def open_one(database: dict[str, Any]) -> BaseDatabaseWrapper:
        connection = ConnectionHandler({"default": database})["default"]
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield open_one
        for connection in opened:
            connection.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder every user may enter, which pytest's own is not."""
    path = Path(tempfile.mkdtemp(prefix="archive-readonly-"))
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


@pytest.fixture
def sqlite(folder: Path) -> dict[str, Any]:
    return configure_database("", folder / "archive 1.sqlite3")


def fill(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text text)")
        cursor.execute("INSERT INTO word VALUES ('old')")


def read(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        return [text for (text,) in cursor.fetchall()]


def write(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write into any folder, so for a moment we are not root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("statement", WRITES)
def test_sqlite_refuses_a_write(sqlite: dict[str, Any], connect: Connect, statement: str) -> None:
    fill(connect(sqlite))
    reader = connect(read_only(sqlite))
    with pytest.raises(DatabaseError, match="readonly"):
        write(reader, statement)
    assert read(reader) == ["old"]


def test_sqlite_serves_while_another_process_writes(
    sqlite: dict[str, Any], connect: Connect
) -> None:
    writer = connect(sqlite)
    fill(writer)
    reader = connect(read_only(sqlite))
    with writer.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO word VALUES ('uncommitted')")
        assert read(reader) == ["old"]
        cursor.execute("COMMIT")
    assert read(reader) == ["old", "uncommitted"]


def one_snapshot(writer: BaseDatabaseWrapper, reader: BaseDatabaseWrapper) -> None:
    # As Django's `atomic` begins a transaction, which ATOMIC_REQUESTS puts around a view.
    reader.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first = read(reader)
    write(writer, "INSERT INTO word VALUES ('meanwhile')")
    assert read(reader) == first
    reader.rollback()
    reader.set_autocommit(True)
    assert read(reader) == ["meanwhile", *first]


def test_one_transaction_on_sqlite_sees_one_snapshot(
    sqlite: dict[str, Any], connect: Connect
) -> None:
    writer = connect(sqlite)
    fill(writer)
    one_snapshot(writer, connect(read_only(sqlite)))


def test_a_folder_that_cannot_be_written_is_served(
    sqlite: dict[str, Any], connect: Connect, folder: Path
) -> None:
    writer = connect(sqlite)
    fill(writer)
    writer.close()
    folder.chmod(0o555)
    with ordinary_user():
        database = read_only(sqlite)
        assert "immutable=1" in database["NAME"]
        assert read(connect(database)) == ["old"]
        assert os.listdir(folder) == ["archive 1.sqlite3"]


def test_a_log_left_beside_the_file_is_read_too(
    sqlite: dict[str, Any], connect: Connect, folder: Path
) -> None:
    """Opened as immutable, the file would show the state before the log."""
    writer = connect(sqlite)
    fill(writer)
    copy = folder / "copy"
    copy.mkdir()
    for name in os.listdir(folder):
        if name != "copy":
            shutil.copy(folder / name, copy / name)
    copy.chmod(0o555)
    with ordinary_user():
        database = read_only(configure_database("", copy / "archive 1.sqlite3"))
        assert read(connect(database)) == ["old"]
    copy.chmod(0o755)


def test_an_ingest_leaves_no_log_behind(sqlite: dict[str, Any], connect: Connect) -> None:
    """Closing the last connection folds the log in, which a copy of the file relies on."""
    writer = connect(sqlite)
    fill(writer)
    file = Path(sqlite["NAME"])
    assert file.with_name(f"{file.name}-wal").exists()
    writer.close()
    assert not file.with_name(f"{file.name}-wal").exists()
    with sqlite3.connect(file) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


@pytest.fixture
def on_server(postgresql: str) -> dict[str, Any]:
    return configure_database(create_database(postgresql, "readonly"), Path("unused"))


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", WRITES)
def test_postgresql_refuses_a_write(
    on_server: dict[str, Any], connect: Connect, statement: str
) -> None:
    fill(connect(on_server))
    reader = connect(read_only(on_server))
    with pytest.raises(DatabaseError, match="read-only transaction"):
        write(reader, statement)
    assert read(reader) == ["old"]


@pytest.mark.postgresql
def test_one_transaction_on_postgresql_sees_one_snapshot(
    on_server: dict[str, Any], connect: Connect
) -> None:
    writer = connect(on_server)
    fill(writer)
    one_snapshot(writer, connect(read_only(on_server)))


@pytest.mark.postgresql
def test_postgresql_plans_a_reader_s_questions_once_and_a_writer_s_each_time(
    on_server: dict[str, Any], connect: Connect
) -> None:
    writer = connect(on_server)
    fill(writer)
    for connection, planned in ((writer, []), (connect(read_only(on_server)), [QUESTION])):
        for _ in range(PREPARED["prepare_threshold"] + 2):
            assert read(connection) == ["old"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements")
            assert [statement for (statement,) in cursor.fetchall()] == planned


@pytest.mark.process
def test_whatever_runs_the_application_runs_it_reading_only() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", SHOW_CONNECTION],
        cwd=ROOT,
        env=clean_environment(ROOT / "var", DJANGO_SETTINGS_MODULE="archive.settings"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "mode=ro" in outcome.stdout


def test_the_served_site_cannot_write_its_rows(served: Served) -> None:
    outcome = served.manage(
        "shell",
        "--settings=archive.serving",
        "--no-imports",
        "--command=from documents.models import Edition; Edition.objects.all().delete()",
    )
    assert outcome.returncode != 0
    assert "readonly" in outcome.stderr or "read-only transaction" in outcome.stderr
