"""Collected static files: damaged, missing or of an earlier release, they never fail a page."""

from __future__ import annotations

import os
import re
import resource
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from archive.collected_files import MANIFEST, CollectedStorage, find_stale_file
from documents.management.commands.serve import refuse_stale_files
from documents.management.diagnosis import diagnose
from tests.helpers.site_process import ROOT, serve_seeds


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    """A folder of this release's static files, collected from a copy that may be changed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "own"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "archive.collected_files.CollectedStorage"}}
    (tmp_path / "own").mkdir()
    for name in ("archive.css", "archive.js"):
        (tmp_path / "own" / name).write_text("/* of this release */\n", "utf-8")
    collect()
    return tmp_path / "static"


def collect() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)


def open_storage(folder: Path) -> CollectedStorage:
    return CollectedStorage(location=folder, base_url="/static/")


@pytest.mark.parametrize("written", ["", "{", "[]", '{"version": "1.1", "paths": []}', "\udcff"])
def test_a_damaged_list_of_static_files_is_made_anew(collected: Path, written: str) -> None:
    whole = open_storage(collected)
    names = whole.hashed_files
    assert "archive.css" in names
    (collected / MANIFEST).write_bytes(written.encode("utf-8", "surrogateescape"))
    damaged = open_storage(collected)
    assert damaged.hashed_files == {}
    assert damaged.url("archive.css") == whole.url("archive.css")
    assert find_stale_file()
    collect()
    assert open_storage(collected).hashed_files == names
    assert find_stale_file() == ""


@pytest.mark.parametrize("fault", ["no file", "no entry", "no folder", "a folder in its place"])
def test_a_static_file_that_is_not_collected_fails_no_page(
    collected: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    if fault == "no folder":
        shutil.rmtree(collected)
    else:
        (collected / MANIFEST).write_text('{"version": "1.1", "paths": {"archive.css": 5}}')
        (collected / "archive.css").unlink()
        if fault == "a folder in its place":
            (collected / "archive.css").mkdir()
        if fault == "no entry":
            (collected / "archive.css").write_text("p { margin: 0 }")
    storage = open_storage(collected)
    assert storage.url("archive.css") == "/static/archive.css"
    assert storage.url("archive.css") == "/static/archive.css"
    said = [one for one in caplog.messages if "archive.css" in one]
    assert len(said) == 1
    assert "manage.py collectstatic" in said[0]
    assert storage.url("of-an-earlier-release.css") == "/static/of-an-earlier-release.css"
    assert not any("earlier" in one for one in caplog.messages)


@pytest.mark.django_db
@pytest.mark.parametrize("younger", [True, False])
def test_static_files_of_another_release_are_refused_and_made_anew(
    collected: Path, tmp_path: Path, younger: bool
) -> None:
    refuse_stale_files()
    source = tmp_path / "own" / "archive.js"
    source.write_text(source.read_text("utf-8") + "// another release\n", "utf-8")
    if not younger:  # a release unpacked with the times it was made at
        os.utime(source, (1_000_000_000, 1_000_000_000))
    with pytest.raises(CommandError, match=r"not those of this release \(archive\.js\).*--prepare"):
        refuse_stale_files()
    (said,) = (str(one) for one in diagnose() if "is not that of this release" in one.said)
    assert said.startswith("FAULT folders: static files: archive.js in ")
    assert said.endswith("-> run `manage.py collectstatic`")
    collect()
    refuse_stale_files()


def test_a_new_static_file_that_is_not_collected_is_refused(
    collected: Path, tmp_path: Path
) -> None:
    (tmp_path / "own" / "words.css").write_text("p { margin: 0 }")
    with pytest.raises(CommandError, match=r"\(words\.css\)"):
        refuse_stale_files()


def test_a_full_disk_leaves_the_list_of_before(collected: Path, tmp_path: Path) -> None:
    before = (collected / MANIFEST).read_bytes()
    (tmp_path / "own" / "words.css").write_text("p {}")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 1, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (collected / MANIFEST).read_bytes() == before
    assert not list(collected.glob("*.part"))
    collect()
    assert "words.css" in open_storage(collected).hashed_files


@pytest.mark.site
def test_static_files_that_cannot_be_collected_do_not_keep_a_site_from_starting(
    tmp_path: Path,
) -> None:
    in_the_way = tmp_path / "static" / "archive.css"
    (in_the_way / "folder").mkdir(parents=True)
    with serve_seeds(tmp_path) as site:
        assert site.ask("/").status == 200
        assert "/static/archive.css" in site.ask("/articles/").text
    said = (tmp_path / "serve.log").read_text("utf-8")
    assert str(in_the_way) in said
    assert "Serving without new static files" in said
    assert "Traceback" not in said


def test_every_static_file_that_a_template_names_is_there() -> None:
    named = {
        name
        for file in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"static\('([^']*)'\)", file.read_text("utf-8"))
    }
    assert "archive.css" in named
    assert {name for name in named if not (ROOT / "static" / name).is_file()} == set()
