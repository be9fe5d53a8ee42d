"""A digest of code, libraries and visible settings: the part of an ETag that is not seeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

# Settings that pages show. A new one belongs here, or readers keep pages that do not know it.
SHOWN_SETTINGS = (
    "ARCHIVE_LANGUAGES",
    "ARCHIVE_NAMES",
    "ARCHIVE_BASE_URL",
    "ARCHIVE_NAAN",
    "ARCHIVE_CONTACT",
    "ARCHIVE_NOTICES",
    "ARCHIVE_PICTURE",
    "ARCHIVE_HTTPS",
    "ARCHIVE_HOME",
    "ARCHIVE_ABOUT",
    "ARCHIVE_SEAL",
    "ARCHIVE_ACCENT",
)
_CODE = ("archive/**/*.py", "documents/**/*.py", "documents/**/*.txt", "documents/**/*.mo")
_TEMPLATES = "templates/**/*.html"
_LIBRARIES = "requirements.lock"


def fingerprint() -> str:
    """One digest over code, templates, translations, libraries, static names and settings shown.

    Dictionaries that the settings name are read too: their glosses stand on pages.
    """
    digest = hashlib.sha256()
    for file in _files():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(settings.BASE_DIR)} {len(content)}\n".encode())
        digest.update(content)
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    digest.update(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode())
    for folder in settings.ARCHIVE_DICTIONARIES:
        for file in sorted(path for path in folder.iterdir() if path.is_file()):
            digest.update(f"{folder.name}/{file.name}\n".encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for pattern in (*_CODE, _TEMPLATES, _LIBRARIES):
        yield from sorted(settings.BASE_DIR.glob(pattern))
