"""The database settings: ``DATABASE_URL`` as an entry of Django's ``DATABASES``.

SQLite by default, PostgreSQL by its address.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit
from weakref import WeakKeyDictionary

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.utils import (
    DataError,
    Error,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# A page's questions are the same for every article: the server plans each once a connection, which
# takes it longer than to answer. Not for an ingest: its plans would be those of empty tables.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
WAITED = 5  # seconds that a connection waits for a server, or a reader's for SQLite's lock
# A host that vanishes says nothing: the connection is given up after 25 seconds, and after 15 where
# something was sent that no one acknowledges. Any of these may stand in the address.
NETWORK = {
    "connect_timeout": WAITED,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_UNDEFINED_TABLE = "42P01"
_opened_on: WeakKeyDictionary[BaseDatabaseWrapper, tuple[int, int] | None] = WeakKeyDictionary()


def configure_database(url: str, default_file: Path) -> dict[str, Any]:
    """The entry for an empty URL (SQLite at ``default_file``), ``sqlite:///PATH`` or ``postgresql://…``.

    A PostgreSQL address is handed to libpq whole, so several hosts and every libpq parameter work.
    Raises `ImproperlyConfigured` for any other scheme.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(default_file) if not url else unquote(parts.path[1:]),
            "ATOMIC_REQUESTS": True,  # one snapshot a request
            "OPTIONS": {
                "timeout": 20,
                # A row of a text takes some kilobytes: larger pages leave less of the file empty.
                "init_command": "PRAGMA page_size=16384; PRAGMA journal_mode=WAL;"
                " PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL: found scheme {parts.scheme!r} expected postgresql or sqlite"
        )
    userinfo, _, hosts = parts.netloc.rpartition("@")
    user, _, password = userinfo.partition(":")
    pairs = [_split_host(entry) for entry in hosts.split(",")]
    # An empty place in a list of ports is the standard port; one port alone would be everybody's.
    ports = ",".join(port for _, port in pairs) if any(port for _, port in pairs) else ""
    options: dict[str, Any] = NETWORK | dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        # libpq takes lists of hosts and ports, parted by commas, in the same order.
        "HOST": options.pop("host", "") or ",".join(unquote(host) for host, _ in pairs),
        "PORT": str(options.pop("port", "")) or ports,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,  # after a restart of the server, no reader meets a dead one
        "OPTIONS": options,
    }


def is_unavailable(error: BaseException | None) -> bool:
    """Whether an error says that database or files cannot be read now, not that we asked wrongly.

    Stopped, locked, damaged, replaced by one without tables: another moment may find it well.
    """
    if isinstance(error, OSError):  # a folder gone, a disk full or failing, rights taken away
        return not isinstance(error, ConnectionError)
    if not isinstance(error, Error):
        return False
    if isinstance(error, ProgrammingError):
        return getattr(error.__cause__, "sqlstate", None) == _UNDEFINED_TABLE
    return not isinstance(error, DataError | IntegrityError | NotSupportedError)


def find_file(database: Mapping[str, Any]) -> Path | None:
    """The file of an entry of ``DATABASES``; None for PostgreSQL and for a database in memory."""
    name = str(database["NAME"])
    if not database["ENGINE"].endswith("sqlite3") or ":memory:" in name or "mode=memory" in name:
        return None
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def explain_missing_file(database: Mapping[str, Any]) -> str:
    """What to run where an entry's SQLite file is not there; "" where it is, and for PostgreSQL."""
    file = find_file(database)
    if file is None or file.exists():
        return ""
    return f"there is no database {file}: run `manage.py migrate`"


def remember_database_file(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    """Receive ``connection_created``: remember which SQLite file a connection was opened on."""
    file = find_file(connection.settings_dict)
    _opened_on[connection] = _identify(file) if file else None


def close_connections_to_replaced_file(**_: object) -> None:
    """Close this thread's connections to SQLite files in whose place another one lies now.

    A backup put back is then read by the next request. A file that is only gone is read on.
    """
    for connection in connections.all(initialized_only=True):
        file = find_file(connection.settings_dict)
        now = _identify(file) if file and connection.connection is not None else None
        if now is not None and now != _opened_on.get(connection, now):
            connection.close()


def _identify(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _split_host(entry: str) -> tuple[str, str]:
    """Host and port out of ``host:port``, ``host`` or ``[::1]:port``; "" for an absent port."""
    if entry.startswith("["):
        host, _, port = entry[1:].partition("]")
        return host, port.removeprefix(":")
    host, _, port = entry.partition(":")
    return host, port


def read_only(database: dict[str, Any]) -> dict[str, Any]:
    """The same settings for connections that only read: the database itself refuses every write.

    One request is one transaction (``ATOMIC_REQUESTS``) and sees one snapshot. Where SQLite's
    folder cannot be written, nothing ingests there, and the file is opened as immutable: SQLite
    could not make its shared-memory file. A write-ahead log lying beside it forbids that, since an
    immutable file is read without its log.
    """
    options = dict(database["OPTIONS"])
    if database["ENGINE"].endswith("sqlite3"):
        file = Path(database["NAME"])
        log = file.with_name(f"{file.name}-wal")
        logged = log.exists() and log.stat().st_size > 0
        fixed = not os.access(file.parent, os.W_OK) and not logged
        name = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if fixed else ''}"
        # Structure that flipped bits have changed is an error, not another answer.
        options["init_command"] = "PRAGMA query_only=1; PRAGMA cell_size_check=1;"
        options["timeout"] = WAITED
        return database | {"NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}
    settings = (
        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    )
    options["options"] = f"{options.get('options', '')} {settings}".strip()
    options |= PREPARED
    return database | {"OPTIONS": options}
