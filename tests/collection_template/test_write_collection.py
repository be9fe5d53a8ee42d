"""``manage.py new``: what it writes, and where it writes nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.archive_toml import KEYS, read_archive_toml
from documents.collection_template.write_collection import FILES


def new(folder: Path) -> str:
    out = StringIO()
    call_command("new", str(folder), stdout=out)
    return out.getvalue()


def test_a_new_collection_has_no_fault_and_an_example_of_each_layout(tmp_path: Path) -> None:
    said = new(tmp_path / "mine")
    assert said.splitlines()[-1].startswith("Serve it: make run SEEDS=")
    written = {file.name for file in (tmp_path / "mine").iterdir()}
    assert written == {
        *("README.md", "archive.toml", "sources.toml", ".gitignore"),
        *("first-letter.md", "second-letter.xml"),
    }
    out = StringIO()
    call_command("check_seeds", str(tmp_path / "mine"), stdout=out)
    assert out.getvalue().startswith("2 new, 0 unchanged")
    assert "0 refused; 0 lines not understood" in out.getvalue()
    assert "skipped" not in out.getvalue()


def test_its_archive_toml_names_every_key(tmp_path: Path) -> None:
    new(tmp_path)
    said = read_archive_toml(tmp_path / "archive.toml")
    assert (said.names["en"], said.seal is None, said.accent is None) == (
        "My Archive",
        False,
        False,
    )
    text = (tmp_path / "archive.toml").read_text("utf-8")
    shown = {key for key in KEYS if f"\n{key} = " in text or f"\n[{key}]" in text}
    assert shown == KEYS - {"dictionaries"}
    assert '\n# [[dictionaries]]\n# folder = "dictionary-ru-en"\n' in text


@pytest.mark.parametrize("held", ["a.txt", ".hidden"])
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, held: str) -> None:
    (tmp_path / held).write_text("mine")
    with pytest.raises(CommandError, match=rf"not empty \({held}\): nothing was written") as fault:
        new(tmp_path)
    assert fault.value.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == [held]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match="is a file; name a folder that is new or empty"):
        new(tmp_path / "file")


def test_the_template_holds_no_hidden_file() -> None:
    """A ``.gitignore`` in it would speak for the repository."""
    assert [file.name for file in FILES.iterdir() if file.name.startswith(".")] == []
