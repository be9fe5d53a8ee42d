"""Writes a first ``sources.toml`` for a folder of converted seeds; compares one that is there."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from documents.conversion.language_tags import guess_language

NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_HEAD = """\
# What each source is, and which files belong to it: see docs/editing.md.
# Keys stand in addresses and are permanent. Say here what the collection is called in each
# language, and what its rights are: this file was written with what the converted files say.
# Citations go by the kind: newspaper, periodical, encyclopedia, book (its chapters are the
# articles), or documents (letters, reports, minutes of a collection).
"""


def write_sources_table(
    names: Mapping[str, str],
    languages: Sequence[str],
    kinds: Mapping[str, str],
    rights: str,
    files: Mapping[str, Sequence[str]],
    layouts: Sequence[str] = ("document",),
) -> str:
    """The text of a ``sources.toml`` with a table for each key of ``names`` and ``kinds``.

    ``files`` has the patterns of a source whose files do not name it, ``layouts`` those of all.
    """
    tables = [
        f"""
[{key}]
kind = {json.dumps(kinds[key])}
layout = {json.dumps(layouts[0] if len(layouts) == 1 else list(layouts))}
languages = {json.dumps(list(languages))}
rights = {json.dumps(rights or NOT_EVALUATED)}
names = {{ {_names(name)} }}
{_files(files.get(key, ()))}"""
        for key, name in names.items()
    ]
    return _HEAD + "".join(tables)


def _files(patterns: Sequence[str]) -> str:
    return f"files = {json.dumps(list(patterns), indent=2)}\n" if patterns else ""


def _names(name: str) -> str:
    """A name by language: English is needed; of Han it is the Chinese one too."""
    written = json.dumps(name, ensure_ascii=False)
    tag = guess_language(name)
    return f"en = {written}" + (f", {tag} = {written}" if tag.startswith("zh") else "")


def name_unlisted_languages(path: Path, languages: Iterable[str]) -> list[str]:
    """What to say of languages that no source of a sources.toml lists; nothing of a broken one."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []  # its reader says what is wrong with it
    listed = {
        tag
        for table in tables.values()
        if isinstance(table, dict) and isinstance(table.get("languages"), list)
        for tag in table["languages"]
    }
    if not (unlisted := [tag for tag in languages if tag not in listed]):
        return []
    said = ", ".join(f'"{tag}"' for tag in unlisted)
    return [f"{path}: no source has texts in {said}: add that to its languages"]
