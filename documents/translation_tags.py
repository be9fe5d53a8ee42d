"""Language tags of translations: a language, and the name of one of several translations into it.

``en-x-legge`` is English in James Legge's translation: BCP 47 leaves what follows ``x`` to whoever
writes the tag. The whole tag names the text, in addresses and exports; its language is what the
text is written in, for readers, browsers and the search. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

DATES_NOTE = "translated"  # the note of an article that says when its translations were made

_PRIVATE = "-x-"
_SUBTAG = 8  # characters that BCP 47 allows to one
_LONGEST = 35  # characters of a tag, as the database keeps it
_DAY = re.compile(r"[0-9X/~?%.-]*[0-9X][0-9X/~?%.-]*")  # EDTF, as layouts write it
_RUNS = re.compile(r"[a-z0-9]+|[^\W_]")  # of Latin letters, or one other


def written_language(tag: str) -> str:
    """The language that a text is written in: ``en`` of ``en-x-legge``; a plain tag as it is."""
    return tag.partition(_PRIVATE)[0] if _PRIVATE in tag else tag


def translation_name(tag: str) -> str:
    """What tells one of several translations into a language apart: ``legge``; "" without it."""
    return tag.partition(_PRIVATE)[2]


def name_translation_tag(language: str, name: str) -> str:
    """A tag for somebody's translation: the language, and the name in letters that a tag may have.

    James Legge's into English is ``en-x-james-legge``. Letters that no accent makes of Latin ones
    stand as their code points in hexadecimal, so that a name gives the same tag for ever. Empty
    for a name without a letter.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    parts: list[str] = []
    for run in _RUNS.findall(plain):
        if run.isascii():
            parts += [run[start : start + _SUBTAG] for start in range(0, len(run), _SUBTAG)]
        else:
            parts.append(f"{ord(run):x}")
    tag = f"{language}{_PRIVATE}"
    for part in parts:
        if len(tag) + len(part) > _LONGEST:
            break
        tag += f"{part}-"
    return tag.rstrip("-") if parts else ""


def read_translation_dates(notes: Mapping[str, Sequence[str] | str]) -> dict[str, str]:
    """When translations were made, in EDTF, by tag: an article's notes keep it as ``en: 1879``."""
    said = notes.get(DATES_NOTE, ())
    lines = (said,) if isinstance(said, str) else said
    parted = (line.partition(": ") for line in lines)
    return {tag: day for tag, _, day in parted if _DAY.fullmatch(day)}
