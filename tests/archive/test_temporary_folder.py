"""Temporary files: where the system has a folder for them, else beside the database."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from archive import temporary_folder
from archive.temporary_folder import can_write_temporary_files, choose_temporary_folder
from documents.search.damage import IndexMissing
from documents.search.open_index import _link_files
from tests.helpers.site_process import serve_seeds


def test_a_folder_that_can_be_written_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    choose_temporary_folder(tmp_path / "other")
    assert os.environ["TMPDIR"] == tempfile.gettempdir() == str(tmp_path)


def test_where_none_can_be_written_temporary_files_lie_beside_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [os.environ["TMPDIR"]])
    var = tmp_path / "var"
    choose_temporary_folder(var)
    assert not can_write_temporary_files()  # the first command makes it
    var.mkdir()
    assert can_write_temporary_files()
    with tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == var


@pytest.mark.site
def test_a_site_goes_on_when_its_folder_for_temporary_files_is_gone(tmp_path: Path) -> None:
    """A new index is opened beside links in such a folder: every page answered 503."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serve_seeds(tmp_path / "var", TMPDIR=str(temporary)) as site:
        assert site.ask("/articles/?q=steel").status == 200
        shutil.rmtree(temporary)
        assert site.manage("reindex", "--anew").returncode == 0
        for path in ("/", "/articles/?q=furnace", "/concordance/?q=the"):
            assert site.ask(path).status == 200
        assert site.ask("/readyz").status == 200


def test_without_any_folder_for_temporary_files_an_index_counts_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that need no search are then made without it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr(temporary_folder, "_USUAL", (str(tmp_path / "gone, too"),))
    index = tmp_path / "index" / "one"
    index.mkdir(parents=True)
    (index / "file").touch()
    with _link_files(index) as links:  # the last resort: beside the index
        assert Path(links).parent == index.parent
        assert (Path(links) / "file").resolve() == index / "file"
    assert [*index.parent.iterdir()] == [index]
    with pytest.raises(IndexMissing, match="cannot be read"):
        _link_files(tmp_path / "no index")
    monkeypatch.setitem(_link_files.__globals__, "list_temporary_folders", lambda _: [])
    with pytest.raises(IndexMissing, match="no temporary file can be written"):
        _link_files(index)
