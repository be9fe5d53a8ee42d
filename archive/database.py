"""The database settings: ``DATABASE_URL`` as an entry of Django's ``DATABASES``.

SQLite by default, PostgreSQL by its address.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A page's questions are the same for every article: the server plans each once a connection, which
# takes it longer than to answer. Not for an ingest: its plans would be those of empty tables.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}


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
    options: dict[str, Any] = dict(parse_qsl(parts.query))
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


def say_missing(database: dict[str, Any]) -> str:
    """What to run where an entry's SQLite file is not there; "" where it is, and for PostgreSQL."""
    name = str(database["NAME"])
    if not database["ENGINE"].endswith("sqlite3") or name == ":memory:" or name.startswith("file:"):
        return ""
    return "" if Path(name).exists() else f"there is no database {name}: run `manage.py migrate`"


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
        options["init_command"] = "PRAGMA query_only=1;"
        return database | {"NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}
    settings = (
        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    )
    options["options"] = f"{options.get('options', '')} {settings}".strip()
    options |= PREPARED
    return database | {"OPTIONS": options}
