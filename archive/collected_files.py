"""The static files that ``collectstatic`` gathers: the storage, and whether they are up to date.

A page never fails for one of them: without its digest in the list a file is named plainly.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

MANIFEST = "staticfiles.json"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_log = logging.getLogger("django.archive.static")


def find_stale_file() -> str:
    """The name of a static file that is not collected as this release has it; "" where all are."""
    try:
        names = _read_names((settings.STATIC_ROOT / MANIFEST).read_bytes())
    except OSError:
        return MANIFEST
    for name, storage in _list_sources():
        hashed = names.get(name)
        if hashed is None or not (settings.STATIC_ROOT / hashed).is_file():
            return name
        if not _is_collected(name, storage):
            return name
    return ""


class CollectedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """The collected static files. A damaged list of them counts as none.

    A name that is not in the list is then made of the file itself, and the next ``collectstatic``
    writes the list anew. A name of no file is left as it is: the page stands, its picture does not.
    """

    manifest_strict = False

    def load_manifest(self) -> tuple[dict[str, str], str]:
        """The hashed names by the plain ones, and the digest of all."""
        try:
            return _read_names(self.read_manifest() or ""), ""
        except (ValueError, OSError) as fault:
            _log.error("The list of static files cannot be read: %s", fault)
            return {}, ""

    def save_manifest(self) -> None:
        """Write the list aside and rename it: on a full disk that of before stands."""
        listed = {"version": self.manifest_version, "paths": self.hashed_files, "hash": ""}
        aside = Path(self.path(f"{MANIFEST}.part"))
        try:
            aside.write_text(json.dumps(listed), "utf-8")
            aside.replace(self.path(MANIFEST))
        except OSError:
            aside.unlink(missing_ok=True)
            raise

    def stored_name(self, name: str) -> str:
        """The hashed name of a file; the plain one where there is no such file."""
        try:
            stored: str = super().stored_name(name)
            if name in self.hashed_files or Path(self.path(stored)).is_file():
                return stored
        except (ValueError, OSError):
            pass
        self.hashed_files[name] = name  # said once
        if any(found == name for found, _ in _list_sources()):  # else of a release before
            where = self.location
            _log.error("No static file %s in %s: run `manage.py collectstatic`", name, where)
        return name

    def get_modified_time(self, name: str) -> datetime:
        """Long ago for a file that is not as its source: ``collectstatic`` copies it.

        It compares times alone, and an earlier release's files may be the newer ones.
        """
        source = next((storage for found, storage in _list_sources() if found == name), None)
        if source is not None and not _is_collected(name, source):
            return _LONG_AGO
        found: datetime = super().get_modified_time(name)
        return found


def _list_sources() -> Iterator[tuple[str, Storage]]:
    """Each static file of this release by name, with the storage that has it."""
    seen = set()
    for finder in get_finders():
        for name, storage in finder.list(None):
            if name not in seen:
                seen.add(name)
                yield name, storage


def _is_collected(name: str, source: Storage) -> bool:
    """Whether a collected file has the bytes of its source."""
    try:
        collected = (settings.STATIC_ROOT / name).read_bytes()
    except OSError:
        return False
    with source.open(name) as file:
        return bool(file.read() == collected)


def _read_names(manifest: str | bytes) -> dict[str, str]:
    """The hashed names by the plain ones, out of the list; none of what is damaged."""
    try:
        stored = json.loads(manifest)
    except ValueError:
        return {}
    names = stored.get("paths") if isinstance(stored, dict) else None
    if not isinstance(names, dict):
        return {}
    return {name: hashed for name, hashed in names.items() if isinstance(hashed, str)}
