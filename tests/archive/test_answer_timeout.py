"""A database that says nothing: connections wait only so long, and readers get 503."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from archive import answer_timeout
from archive.answer_timeout import limit_silence
from archive.database import configure_database, is_away, read_only
from tests.helpers.site_process import Served, clean_environment, serve

Connect: TypeAlias = Callable[[], BaseDatabaseWrapper]


@pytest.fixture
def connect(
    postgresql: str, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Connect]:
    """Opens reading connections that believe in an answer for a third of a second."""
    monkeypatch.setattr(answer_timeout, "SILENCE", 0.3)
    opened: list[BaseDatabaseWrapper] = []

    def open_one() -> BaseDatabaseWrapper:
        entry = read_only(configure_database(postgresql, Path("none")))
        connection = ConnectionHandler({"default": entry})["default"]
        connection.ensure_connection()
        limit_silence(connection=connection)
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield open_one
        for connection in opened:
            connection.close()


def ask(connection: BaseDatabaseWrapper, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


@pytest.mark.postgresql
def test_a_silent_server_is_given_up_and_asked_anew(connect: Connect) -> None:
    connection = connect()
    began = time.monotonic()
    with pytest.raises(OperationalError, match="no answer in") as raised:
        ask(connection, "SELECT pg_sleep(20)")
    assert time.monotonic() - began < 5
    assert is_away(raised.value)
    connection.close()
    assert ask(connection, "SELECT 1") == [(1,)]


@pytest.mark.postgresql
def test_an_answer_that_comes_in_parts_may_take_longer(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connect()
    monkeypatch.setattr(answer_timeout, "SILENCE", 0.2)
    rows = ask(connection, "SELECT length(repeat('x', 8000)) FROM generate_series(1, 50000)")
    assert len(rows) == 50_000
    assert ask(connection, "SELECT 1") == [(1,)]


@pytest.mark.site
def test_readers_of_a_server_that_never_answers_get_503_soon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        host = f"127.0.0.1:{mute.getsockname()[1]}"
        url = f"postgresql://reader@{host}/archive?connect_timeout=2"
        environment = clean_environment(tmp_path, DATABASE_URL=url)
        Served(0, environment).manage("collectstatic", "--no-input", "--verbosity=0")
        with serve(environment) as site:
            for path in ("/articles/", "/readyz"):
                answer = site.ask(path)
                assert answer.status == 503, path
                assert int(answer.headers["retry-after"]) > 0
            began = time.monotonic()
            assert site.ask("/healthz").status == 200
            assert time.monotonic() - began < 1.5  # it asks no database
