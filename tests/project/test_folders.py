"""Tests lie in folders that mirror the rooms of the code."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.site_process import ROOT

# Folders of tests that belong to no one room.
SHARED = {"benchmarks", "browser", "deployment", "helpers", "project", "tools"}


def rooms() -> set[Path]:
    """The folder that tests of each folder of code would lie in."""
    code = (ROOT / "archive", ROOT / "documents")
    folders = {file.parent for root in code for file in root.rglob("*.py")}
    return {
        folder.relative_to(ROOT / "documents" if code[1] in folder.parents else ROOT)
        for folder in folders
    }


def test_every_folder_of_tests_mirrors_a_room() -> None:
    tests = ROOT / "tests"
    folders = {file.parent.relative_to(tests) for file in tests.rglob("*.py")} - {Path(".")}
    assert Path("archive/page_cache") in folders
    assert {folder for folder in folders if folder.parts[0] not in SHARED} - rooms() == set()
