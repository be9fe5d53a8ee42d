"""What `manage.py doctor` looks at: settings, files, database, index, room, clock, proxy.

Each check gives findings: whether all is well, what was seen, and the way out where it is not.
"""

from __future__ import annotations

import http.client
import importlib.metadata
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from archive.archive_toml import FILE_NAME, list_given_keys
from archive.collected_files import MANIFEST, find_stale_file
from archive.database import find_file
from archive.temporary_folder import can_write_temporary_files
from documents.dictionaries.installed import check_dictionaries, dictionaries_digest
from documents.edition import current_edition
from documents.management.faults import explain_fault
from documents.management.migration_state import list_missing_migrations
from documents.search import WAY_OUT, find_fault, index_path, newest_index
from documents.seed_store.seed_names import DICTIONARY_NAME

_COLLECT = "run `manage.py collectstatic`"
_ROOM = 1 << 30  # bytes that should be free beside twice the index, which an ingest builds anew
_PIN = re.compile(r"^([a-zA-Z0-9_.-]+)==([^ ;\\]+)", re.MULTILINE)
_SHOWN = 3  # names of a list


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was seen; the way out where that is not well."""

    about: str
    said: str
    way_out: str = ""

    def __str__(self) -> str:
        mark = "FAULT" if self.way_out else "ok   "
        return f"{mark} {self.about}: {self.said}" + (f" -> {self.way_out}" if self.way_out else "")


def diagnose() -> Iterator[Finding]:
    """Every finding; a check that fails itself is one too."""
    checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("versions", _check_versions),
        ("settings", _check_settings),
        ("archive.toml", _check_archive_toml),
        ("folders", _check_folders),
        ("modes", _check_modes),
        ("database", _check_database),
        ("index", _check_index),
        ("dictionaries", _check_dictionaries),
        ("room", _check_room),
        ("clock", _check_clock),
        ("proxy", _check_proxy),
    )
    for about, check in checks:
        try:
            yield from check()
        except Exception as error:  # the other checks are wanted all the same
            said = explain_fault(error) or f"{type(error).__name__}: {error}"
            what, _, way_out = said.rpartition(": ")
            yield Finding(about, what or said, way_out if what else "look at the line before")


def _check_versions() -> Iterator[Finding]:
    pins: dict[str, set[str]] = {}  # a package may be pinned anew for each Python
    for name, pin in _PIN.findall((settings.BASE_DIR / "requirements.lock").read_text("utf-8")):
        pins.setdefault(name, set()).add(pin)
    wrong = []
    for name, wanted in pins.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of another platform
        if found not in wanted:
            wrong.append(f"{name} {found}, pinned {' or '.join(sorted(wanted))}")
    python = ".".join(map(str, sys.version_info[:3]))
    said = f"Python {python}, {len(pins)} packages as pinned"
    if wrong:
        yield Finding("versions", _list(wrong), "run .ci/install.sh again")
    else:
        yield Finding("versions", said)


def _check_settings() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("settings", "ARCHIVE_DEBUG is on", "unset it where readers come")
    if settings.ARCHIVE_BASE_URL:
        yield Finding("settings", f"public address {settings.ARCHIVE_BASE_URL}")
    else:
        yield Finding("settings", "no ARCHIVE_BASE_URL: citations say that the address is local")


def _check_archive_toml() -> Iterator[Finding]:
    """What is read of it. A key that nobody knows stops every command before this one looks."""
    file = Path(settings.ARCHIVE_SEEDS) / FILE_NAME
    if not file.exists():
        yield Finding("archive.toml", f"there is none in {file.parent}: the usual name and look")
        return
    try:
        said = list_given_keys(file)
    except ImproperlyConfigured as error:
        for line in str(error).splitlines():
            found, _, way_out = line.partition("; ")
            yield Finding("archive.toml", found, way_out or "correct it")
        return
    yield Finding("archive.toml", f"{file}: {', '.join(said) or 'nothing'}")
    variables = {f"ARCHIVE_{key.partition(' ')[0].upper()}" for key in said}
    over = sorted(
        name
        for name in os.environ
        if any(name == one or name.startswith(f"{one}_") for one in variables)
    )
    if over:
        yield Finding("archive.toml", f"{', '.join(over)}: set, and goes before it")


def _check_folders() -> Iterator[Finding]:
    wanted = {
        "ARCHIVE_SEEDS": (
            settings.ARCHIVE_SEEDS,
            os.R_OK | os.X_OK,
            "name the folder of the seeds",
        ),
        "ARCHIVE_VAR": (settings.ARCHIVE_VAR, os.R_OK | os.X_OK, "run `manage.py migrate`"),
        "static files": (settings.STATIC_ROOT / MANIFEST, os.R_OK, _COLLECT),
    }
    for name, (path, access, way_out) in wanted.items():
        if not os.path.exists(path):
            yield Finding("folders", f"{name}: there is no {path}", way_out)
        elif not os.access(path, access):
            yield Finding("folders", f"{name}: {path} cannot be read", _say_owner(Path(path)))
        else:
            writable = "" if os.access(path, os.W_OK) else ", which this user cannot write"
            yield Finding("folders", f"{name}: {path}{writable}")
    if can_write_temporary_files():
        yield Finding("folders", f"temporary files: {tempfile.gettempdir()}")
    else:
        said = "temporary files: there is no folder that this user may write"
        yield Finding("folders", said, "set TMPDIR to one")
    stale = find_stale_file()
    if stale and stale != MANIFEST:
        said = f"static files: {stale} in {settings.STATIC_ROOT} is not that of this release"
        yield Finding("folders", said, _COLLECT)


def _check_modes() -> Iterator[Finding]:
    roots = (settings.INDEX_ROOT, settings.STATIC_ROOT, settings.ARCHIVE_DATA)
    unreadable, count = [], 0
    for root in roots:
        for folder, folders, files in os.walk(root):
            for name in (*folders, *files):
                count += 1
                path = Path(folder, name)
                if not os.access(path, os.R_OK | (os.X_OK if name in folders else 0)):
                    unreadable.append(path)
    if unreadable:
        names = _list([str(path) for path in unreadable])
        yield Finding("modes", f"cannot be read: {names}", _say_owner(unreadable[0]))
    else:
        yield Finding("modes", f"{count} derived files and folders, all can be read")


def _check_dictionaries() -> Iterator[Finding]:
    """Each dictionary that `archive.toml` names, and those that lie beside it and are not named."""
    try:
        read = check_dictionaries()
    except ImproperlyConfigured as error:
        for line in str(error).splitlines():
            said, _, way = line.rpartition(" expected ")
            yield Finding("dictionaries", said.rstrip(","), f"expected {way}")
        return
    for folder, count in read:
        yield Finding("dictionaries", folder.say(count))
    edition, digest = current_edition(), dictionaries_digest()
    if edition is not None and edition.dictionaries != digest:
        said = "other than those that the edition's rows were made with"
        yield Finding("dictionaries", said, "run `manage.py ingest`")
    named = set(settings.ARCHIVE_DICTIONARIES)
    for file in sorted(Path(settings.ARCHIVE_SEEDS).glob(f"*/{DICTIONARY_NAME}")):
        if file.parent.resolve() not in named:
            way = f'add [[dictionaries]] with folder = "{file.parent.name}" to archive.toml'
            yield Finding("dictionaries", f"{file.parent.name} is not named, so not read", way)


def _check_database() -> Iterator[Finding]:
    file = find_file(settings.DATABASES["default"])
    if file is not None and not file.exists():
        yield Finding("database", f"there is no {file}", "run `manage.py migrate`")
        return
    connection.ensure_connection()
    place = file or settings.DATABASES["default"]["HOST"] or "local"
    if missing := list_missing_migrations():
        said = f"migrations are missing: {_list(missing)}"
        yield Finding("database", said, "run `manage.py migrate`")
        return
    edition = current_edition()
    if edition is None:
        yield Finding("database", "nothing has been ingested", "run `manage.py ingest`")
        return
    version = ".".join(map(str, connection.get_database_version()))
    said = f"{connection.display_name} {version} ({place}), edition {edition.digest[:12]}"
    yield Finding("database", f"{said}, {edition.articles} articles")


def _check_index() -> Iterator[Finding]:
    edition = current_edition()
    if edition is None:
        return
    if fault := find_fault(index_path(settings.INDEX_ROOT, edition.digest)):
        other = newest_index(settings.INDEX_ROOT)
        until = f"; edition {other[:12]} answers until then" if other else ""
        yield Finding("index", f"{fault}{until}", WAY_OUT)
    else:
        yield Finding("index", f"that of edition {edition.digest[:12]} stands")


def _check_room() -> Iterator[Finding]:
    places = (settings.ARCHIVE_VAR, *settings.ARCHIVE_VAR.parents)
    place = next(path for path in places if path.exists())
    index = sum(
        os.stat(os.path.join(folder, name)).st_size
        for folder, _, files in os.walk(settings.INDEX_ROOT)
        for name in files
    )
    free, wanted = shutil.disk_usage(place).free, _ROOM + 2 * index
    said = f"{free // 2**20} MB free at {place}"
    if free < wanted:
        yield Finding("room", said, f"an ingest may need {wanted // 2**20} MB: free some")
    else:
        yield Finding("room", said)


def _check_clock() -> Iterator[Finding]:
    now, edition = datetime.now(UTC), current_edition()
    if edition is not None and now < edition.published_at:
        said = f"it is {now:%Y-%m-%d %H:%M} UTC, before the edition was published"
        yield Finding("clock", said, "set the system's clock; exports print its day")
    else:
        yield Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _check_proxy() -> Iterator[Finding]:
    host, port = settings.ARCHIVE_HOST, settings.ARCHIVE_PORT
    if settings.ARCHIVE_HTTPS and host not in {"127.0.0.1", "::1", "localhost"}:
        said = f"serves on {host}, where anybody can claim X-Forwarded-Proto"
        yield Finding("proxy", said, "set ARCHIVE_HOST=127.0.0.1, or close the port to the outside")
    try:
        status = _ask(host, port, {"X-Forwarded-Proto": "https"})
    except OSError:
        yield Finding("proxy", f"no site answers on {host}:{port}: nothing to look at")
        return
    if status != 200:
        said = f"{host}:{port} answers {status} to what came by HTTPS"
        yield Finding("proxy", said, "look at /readyz, and let the proxy set X-Forwarded-Proto")
    else:
        yield Finding("proxy", f"{host}:{port} takes X-Forwarded-Proto")


def _ask(host: str, port: int, headers: dict[str, str]) -> int:
    anywhere = "0.0.0.0"  # noqa: S104  # nosec B104  # it is what is looked for
    asked = http.client.HTTPConnection("127.0.0.1" if host == anywhere else host, port, timeout=5)
    try:
        asked.request("GET", "/help/", headers=headers)
        return asked.getresponse().status
    finally:
        asked.close()


def _say_owner(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "let this user enter the folder it lies in"
    mode = oct(found.st_mode & 0o777)[2:]
    whose = f"it belongs to user {found.st_uid}, mode {mode}"
    return f"{whose}: let this user read it, and build with a umask of 022"


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
