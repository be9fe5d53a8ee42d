"""DATABASE_URL as Django's ``DATABASES`` entry: SQLite by default, PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


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
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL: found scheme {parts.scheme!r} expected postgresql or sqlite"
        )
    userinfo, _, hosts = parts.netloc.rpartition("@")
    user, _, password = userinfo.partition(":")
    pairs = [entry.rpartition(":") if ":" in entry else (entry, "", "") for entry in hosts.split(",")]
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        # libpq takes lists of hosts and ports, parted by commas, in the same order.
        "HOST": options.pop("host", "") or ",".join(unquote(host) for host, _, _ in pairs),
        "PORT": str(options.pop("port", "")) or ",".join(port for _, _, port in pairs).strip(","),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }
