"""Faults of disks, files and databases as a command says them: the place, and the way out."""

from __future__ import annotations

import errno
import os
import re
import traceback
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.utils import Error
from zstandard import ZstdError

from archive.database import explain_missing_file
from archive.temporary_folder import can_write_temporary_files

_FULL = "free some room there, or name another place; what was published before stands"
_TEMPORARY = "name a folder for temporary files that this user may write (TMPDIR)"
_WAYS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "raise the limit of a file's size (`ulimit -f`, `LimitFSIZE=` of a service)",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`, `LimitNOFILE=` of a service)",
    errno.EACCES: "run this as the user who owns it, or give this user the right to it",
    errno.EPERM: "run this as the user who owns it",
    errno.EROFS: "name a place that can be written (ARCHIVE_VAR)",
    errno.ENOENT: "look at the path, and at ARCHIVE_VAR and ARCHIVE_SEEDS",
    errno.EEXIST: "a file, or a link that leads nowhere, stands there: move it away",
    errno.ENOTDIR: "look at the path: a file stands where a folder is wanted",
    errno.EISDIR: "look at the path: a folder stands where a file is wanted",
    errno.EIO: "the disk cannot be read: look at the system's log, then run `manage.py verify`",
}
_ANY = "look at the system's log, and at limits of this user and its disk"
_OF_TANTIVY = re.compile(r"(?i).*\bos error (\d+)\b|.*index writer was killed|.*\bIO error\b", re.S)
_ANEW = (
    "put a backup in its place, or move it away and make it anew from the seeds "
    "(`manage.py migrate`, `manage.py ingest`)"
)
_SLOTS = "end other connections, or raise max_connections or this account's limit"
_OF_DATABASE = (
    ("malformed", _ANEW),
    ("not a database", _ANEW),
    ("a stored value is damaged", f"`manage.py verify` says what else is; {_ANEW}"),
    ("no such table", "run `manage.py migrate`"),
    ("no such column", "run `manage.py migrate`"),
    ("does not exist", "create the database, or run `manage.py migrate`"),
    ("locked", "another program holds it: try again when that has ended"),
    ("readonly", "run this as the user who owns the file and its folder"),
    ("session is read-only", "no server may be written: promote one, then try again"),
    ("read-only", "use an account that may write"),
    ("unable to open", "look at the folder and its permissions (ARCHIVE_VAR, DATABASE_URL)"),
    ("disk is full", f"{_FULL}; temporary files need room too (TMPDIR)"),
    (
        "disk i/o error",
        "the disk, or the folder for temporary files (TMPDIR), cannot be read or written: look at "
        "the system's log",
    ),
    ("too many connections", _SLOTS),
    ("too many clients", _SLOTS),
    ("connection slots", _SLOTS),
    ("connect", "start the server, or correct DATABASE_URL"),
    ("password", "correct the password in DATABASE_URL"),
)


class ArchiveCommand(BaseCommand):
    """A command that tells of a fault in one line: the place, and the way out."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (KeyboardInterrupt, SystemExit):
            raise
        except CommandError as error:
            _let_go(error.__context__)
            raise
        except BaseException as error:  # what panics in a library written in Rust is no Exception
            place = str(options.get("folder") or "")  # what the command writes into
            said = "" if options.get("traceback") else explain_fault(error, place)
            if not said:
                raise
            _let_go(error)
            raise CommandError(said) from error


def _let_go(error: BaseException | None) -> None:
    """End what a fault interrupted: a query that ends after its connection prints a traceback."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def explain_fault(error: BaseException, place: str = "") -> str:
    """What failed, where, and the way out; "" for a fault that is the program's own.

    ``place`` is what was written into, for a fault that does not name its file.
    """
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if told := _as_database_error(error):
        return _explain_database(told)
    if isinstance(error, OSError) and error.errno:
        if error.filename is None and not can_write_temporary_files():
            return f"{error.strerror}: {_TEMPORARY}"
        way = _WAYS.get(error.errno, _ANY)
        return f"{error.filename or place or settings.ARCHIVE_VAR}: {error.strerror}: {way}"
    if isinstance(error, ValueError) and (found := _OF_TANTIVY.match(str(error))):
        said = os.strerror(int(found[1])) if found[1] else str(error).partition("\n")[0]
        way = _WAYS.get(int(found[1]), _ANY) if found[1] else _ANY
        return f"{settings.INDEX_ROOT}: the index cannot be written: {said}: {way}"
    if isinstance(error, ZstdError | UnicodeDecodeError):
        return f"what the database holds cannot be read ({error}): {_ANEW}"
    if damage := _find_damage():
        said = f"{type(error).__name__}: {error}".strip().partition("\n")[0]
        return f"{damage} (met as {said}): {_ANEW}"
    return ""


def _as_database_error(error: BaseException) -> Error | None:
    """A fault as Django's error of a database, where it is one or its driver's."""
    try:
        with connection.wrap_database_errors:
            raise error
    except Error as told:
        return told
    except BaseException:  # any other fault
        return None


def _find_damage() -> str:
    """What SQLite finds wrong with its file's structure, in a line; "" where nothing is."""
    if connection.vendor != "sqlite" or explain_missing_file(settings.DATABASES["default"]):
        return ""  # a connection would make an empty file
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            found = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    except Error as error:
        found = error
    said = " ".join(str(found).split())
    return "" if said == "ok" else f"{connection.settings_dict['NAME']}: {said}"


def _explain_database(error: Error) -> str:
    database = settings.DATABASES["default"]
    if missing := explain_missing_file(database):
        return missing
    said = str(error).strip().partition("\n")[0]
    place = database["NAME"] or database["HOST"] or "the database"
    ways = (way for words, way in _OF_DATABASE if words in said.lower())
    return f"{place}: {said}: {next(ways, 'run `manage.py doctor`')}"
