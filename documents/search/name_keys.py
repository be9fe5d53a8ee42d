"""Index terms by which a facet's names are found: as written, as translated, by their sound.

A term is the facet, a mark, what the name is found by, and the value; or the value and what it is
called in a translation. So a name is looked up without a search (`completions`).
"""

from __future__ import annotations

from collections.abc import Iterator

from documents.search.folding import fold_text
from documents.search.request import IndexedName

WRITTEN, SOUND, TRANSLATED = "=", "~", ">"  # the marks
END = "\t"  # no name has one


def name_keys(name: IndexedName) -> Iterator[str]:
    """The index terms of a name."""
    for written in (name.value, *(written for written, _ in name.translations)):
        yield f"{name.facet}{WRITTEN}{plain_name(written)}{END}{name.value}"
    for sound in name.sounds:
        yield f"{name.facet}{SOUND}{sound}{END}{name.value}"
    for written, language in name.translations:
        yield f"{name.facet}{TRANSLATED}{name.value}{END}{written}{END}{language}"


def plain_name(name: str) -> str:
    """A name as it is compared: folded, without spaces and marks."""
    return "".join(character for character in fold_text(name) if character.isalnum())
