"""Temporary files: where the system has a folder for them, else beside the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from archive.temporary_folder import can_write_temporary_files, choose_temporary_folder


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
