"""The ingest lock: an exclusive transaction, so that only one ingest runs at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext

_ADVISORY_KEY = 1958_01_24_1979  # any number, the same in every release
_PATIENCE = 1000  # milliseconds: a passing lock is waited for, another ingest is not

# Kibibytes of SQLite's pages held: rows come in any order, so every index is written everywhere.
_CACHE = 256 * 1024


class IngestRunning(RuntimeError):
    """The error that another ingest is writing to this database."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Another ingest is running on this database: try again when it has ended.")
        )


@contextmanager
def exclusive_transaction() -> Iterator[None]:
    """A transaction with the right to write from its first moment. Raises `IngestRunning`."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ADVISORY_KEY])
                if cursor.fetchone() != (True,):
                    raise IngestRunning
            yield
    else:
        yield from _immediate()


def _immediate() -> Iterator[None]:
    """SQLite's write lock, taken by BEGIN IMMEDIATE and not only at the first write."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        cursor.execute(f"PRAGMA cache_size=-{_CACHE}")
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "IMMEDIATE"  # type: ignore[attr-defined]
    begun = False
    try:
        with transaction.atomic():
            begun = True
            yield
    except OperationalError as error:
        if begun or "locked" not in str(error):
            raise
        raise IngestRunning from error
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout={patience}")
