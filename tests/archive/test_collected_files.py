"""The list of collected static files: damaged, it counts as none."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from archive.theme_files import CollectedStorage


@pytest.mark.parametrize("written", ["", "{", "[]", '{"version": "1.1", "paths": []}', "\udcff"])
def test_a_damaged_list_of_static_files_is_made_anew(
    tmp_path: Path, settings: Settings, written: str
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "own"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "archive.theme_files.CollectedStorage"}}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "words.css").write_text("p { margin: 0 }")
    call_command("collectstatic", verbosity=0, interactive=False)
    whole = CollectedStorage(location=settings.STATIC_ROOT, base_url="/static/")
    names = whole.hashed_files
    assert "words.css" in names
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    manifest.write_bytes(written.encode("utf-8", "surrogateescape"))
    damaged = CollectedStorage(location=settings.STATIC_ROOT, base_url="/static/")
    assert damaged.hashed_files == {}
    assert damaged.url("words.css") == whole.url("words.css")
    call_command("collectstatic", verbosity=0, interactive=False)
    again = CollectedStorage(location=settings.STATIC_ROOT, base_url="/static/")
    assert again.hashed_files == names
