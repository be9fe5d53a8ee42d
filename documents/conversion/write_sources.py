"""Writes a first ``sources.toml`` for a folder of converted seeds. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_HEAD = """\
# What each source is, and which files belong to it: see docs/editing.md.
# Keys stand in addresses and are permanent. Say here what the collection is called in each
# language, and what its rights are: this file was written with what the converted files say.
"""


def write_sources_table(
    names: Mapping[str, str], languages: Sequence[str], kind: str, rights: str
) -> str:
    """The text of a ``sources.toml`` with a table for each key of ``names``."""
    tables = [
        f"""
[{key}]
kind = {json.dumps(kind)}
layout = "document"
languages = {json.dumps(list(languages))}
rights = {json.dumps(rights or NOT_EVALUATED)}
names = {{ en = {json.dumps(name, ensure_ascii=False)} }}
"""
        for key, name in names.items()
    ]
    return _HEAD + "".join(tables)
