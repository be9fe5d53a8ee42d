"""Folders of dictionaries, as a collection brings them."""

from __future__ import annotations

from pathlib import Path

DESCRIPTION = """name = "{name}"
languages = ["{headwords}", "{glosses}"]
licence = "CC0 1.0"
licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
source = "https://words.example/"
"""


def write_dictionary(
    folder: Path,
    words: str,
    languages: tuple[str, str] = ("ru", "en"),
    name: str = "Words of the village",
    file: str = "words.tsv",
) -> Path:
    """Write a dictionary; returns its folder."""
    folder.mkdir(parents=True)
    said = DESCRIPTION.format(name=name, headwords=languages[0], glosses=languages[1])
    (folder / "dictionary.toml").write_text(said, "utf-8")
    (folder / file).write_text(words, "utf-8")
    return folder
