"""Checks of the database's own storage: SQLite's `integrity_check`, PostgreSQL's `amcheck`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.utils import Error

_MOST = 100  # lines of SQLite's check
_INDEXES = """
    SELECT c.oid, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am a ON a.oid = c.relam
    WHERE t.relname LIKE 'documents\\_%%' AND a.amname = 'btree' AND i.indisvalid ORDER BY c.relname
"""
_TABLES = "SELECT oid, relname FROM pg_class WHERE relname LIKE 'documents\\_%%' AND relkind = 'r'"


def check_storage() -> Iterator[str]:
    """What the database finds wrong with its own files, a line each."""
    checks = _check_sqlite if connection.vendor == "sqlite" else _check_postgresql
    try:
        yield from checks()
    except (Error, UnicodeDecodeError) as error:  # what SQLite says may quote what is damaged
        yield str(error).strip().partition("\n")[0]


def can_check_storage() -> bool:
    """Whether the database can check itself; PostgreSQL needs the extension amcheck."""
    if connection.vendor == "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
    except Error:
        return False
    return True


def rebuild_indexes() -> None:
    """Build the database's own indexes again from its tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("REINDEX")
            return
        cursor.execute(_TABLES)
        for _, name in cursor.fetchall():
            cursor.execute(f"REINDEX TABLE {connection.ops.quote_name(name)}")


def _check_sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({_MOST})")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield str(line)
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchmany(_MOST):
            yield f"row {row} of {table} names no row of {parent}"


def _check_postgresql() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
        cursor.execute(_TABLES)
        tables = cursor.fetchall()
    for oid, name in indexes:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT bt_index_check(%s::regclass, true)", [oid])
        except Error as error:
            yield f"{name}: {str(error).strip().partition(chr(10))[0]}"
    for oid, name in tables:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT blkno, msg FROM verify_heapam(%s::regclass)", [oid])
            for block, said in cursor.fetchmany(_MOST):
                yield f"{name}, block {block}: {said}"
