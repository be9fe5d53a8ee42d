"""The examples of docs/collections.md do what the page says."""

from __future__ import annotations

import re
import shlex
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command

from tests.helpers.site_process import ROOT

PAGE = (ROOT / "docs" / "collections.md").read_text("utf-8")
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([^`\n]+)`[^`\n]*:\n\n```(\w+)\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n\$ manage\.py ([^\n]+)\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    """A section of the page: the files it shows in order, and what is typed."""

    name: str
    text: str


EXAMPLES = [
    pytest.param(
        Example(match[1], match[2]),
        id=match[1],
        marks=[pytest.mark.process] if "pandoc" in match[2] else [],
    )
    for match in _SECTION.finditer(PAGE)
    if "```console" in match[2]
]


def test_every_form_has_an_example() -> None:
    assert len(EXAMPLES) == 9


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_does_what_the_page_says(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files above a command are its input; those below are what it wrote."""
    monkeypatch.chdir(tmp_path)
    for piece in re.split(r"(?=```console)", example.text):
        if typed := _CONSOLE.match(piece):
            out = StringIO()
            try:
                call_command(*shlex.split(typed[1]), stdout=out)
            except SystemExit as error:
                out.write(f"(exit status {error.code})\n")
            said = out.getvalue().splitlines()
            assert [line for line in typed[2].splitlines() if line not in said] == []
            piece = piece[typed.end() :]
        for name, _, content in _FILE.findall(piece):
            path = tmp_path / name
            if path.exists():
                assert path.read_text("utf-8") == content
            else:
                is_input = "dictionary" in name or name == "seeds/archive.toml"
                assert is_input or not name.startswith("seeds/"), f"{name} was not written"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8")
