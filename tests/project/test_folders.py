"""Tests lie in folders that mirror the rooms of the code; long files say why they are not split."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.helpers.project_code import modules, read_tree
from tests.helpers.site_process import ROOT

LONGEST = 300  # lines of a file that need no reason
REASON = "The file is longer than others because "
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


def test_a_file_of_more_than_three_hundred_lines_says_why_and_no_other_does() -> None:
    files = modules("archive", "documents", "tools")
    lines = {name: len(file.read_text("utf-8").splitlines()) for name, file in files.items()}
    said = {name: ast.get_docstring(read_tree(file)) or "" for name, file in files.items()}
    with_reason = {name for name, text in said.items() if REASON in " ".join(text.split())}
    assert with_reason == {name for name, count in lines.items() if count > LONGEST}
