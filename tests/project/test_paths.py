"""Every path that documents and code name exists, and the map of the rooms is the folders'."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT
from tests.project.test_docs import PAGES

PATH = re.compile(r"[\w./-]+(?:/|\.(?:py|html|css|js|toml|yml|po|sh))")
IN_CODE = re.compile(r"\b(?:archive|documents|docs|tests|tools)/[\w/.-]*\.(?:py|md)\b")
DOTTED = re.compile(r"`(?!archive\.toml`)((?:archive|documents|tests|tools)(?:\.\w+)+)`")
# What a collection or a language brings, and folders that are made.
EXAMPLES = re.compile(
    r"(?:sources|align|dictionary)\.toml|(?:\.\./letters/)?(?:\.var/|archive\.toml)|DIR/.*|var/.*|\.venv/"
    r"|root/|translation/|html/"
    r"|(?:archive/number_formats|documents/locale)/de/.*"
)
CODE = [
    file
    for folder in ("archive", "documents", "tools", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in file.parts
]


def named_in(page: str) -> list[str]:
    """The paths between backticks in a page."""
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    prose = re.sub(r"^The .*`[^`\n]+`.*:$", "", prose, flags=re.MULTILINE)  # an example's files
    return [
        name
        for name in re.findall(r"`([^`\s]+)`", prose)
        if not name.startswith("/") and PATH.fullmatch(name) and not EXAMPLES.fullmatch(name)
    ]


def exists(name: str, folders: list[Path]) -> bool:
    return any((folder / name).exists() for folder in folders)


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_a_document_names_exists(document: Path) -> None:
    """A bare name counts from a folder that the same page names in full."""
    names = named_in(document.read_text("utf-8"))
    folders = [ROOT, *(ROOT / name for name in names if name.endswith("/"))]
    assert [name for name in names if not exists(name, folders)] == []


def test_every_path_that_code_names_exists() -> None:
    missing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in CODE
        for name in IN_CODE.findall(file.read_text("utf-8"))
        if not (ROOT / name).exists()
    }
    assert sorted(missing) == []


def is_there(dotted: str) -> bool:
    """Whether a dotted name is a module's, or that of something in one."""
    module, _, attribute = dotted.rpartition(".")
    path = ROOT.joinpath(*dotted.split("."))
    if path.with_suffix(".py").exists() or path.is_dir():
        return True
    file = ROOT.joinpath(*module.split("."))
    if not (file.with_suffix(".py").exists() or file.is_dir()):
        return False
    return hasattr(importlib.import_module(module), attribute)


def test_every_dotted_name_leads_to_something() -> None:
    missing = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in (*PAGES, *CODE)
        for name in DOTTED.findall(file.read_text("utf-8"))
        if not is_there(name)
    ]
    assert missing == []


def drawn() -> dict[str, str]:
    """What the map in docs/architecture.md has: a path, and what it is for."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    block = page.partition("## The rooms")[2].split("```")[1]
    found: dict[str, str] = {}
    above: list[str] = []
    for line in block.strip().splitlines():
        name, _, purpose = line.strip().partition(" ")
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [name]
        found["".join(above)] = purpose.strip()
    return found


def rooms() -> set[str]:
    """Every folder of the code, and the modules that lie in the two topmost ones."""
    found = {"archive/", "documents/"}
    for root in (ROOT / "archive", ROOT / "documents"):
        folders = {file.parent for file in root.rglob("*.py")} | {root / "locale"}
        found |= {f"{folder.relative_to(ROOT)}/" for folder in folders if folder.is_dir()}
        found |= {str(file.relative_to(ROOT)) for file in root.glob("[!_]*.py")}
    return {name for name in found if not name.startswith("archive/number_formats/zh")}


def test_the_map_has_every_room_and_nothing_else() -> None:
    assert "documents/seed_store/layouts/" in rooms()
    assert set(drawn()) == rooms()


def test_the_map_says_of_every_room_what_it_is_for() -> None:
    assert [name for name, purpose in drawn().items() if len(purpose.split()) < 2] == []
