"""Headings that begin a text of a document: ``## [en]``, or ``## [en] James Legge, 1879``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from documents.dates import PartialDate, read_date
from documents.seed_store.layouts._document_facts import split_names
from documents.seed_store.layouts._language_tags import read_tag
from documents.text import strip_spaces
from documents.translation_tags import name_translation_tag, translation_name

_HEADING = re.compile(
    r" {0,3}##[ \t]+\[(?P<tag>[A-Za-z][A-Za-z0-9-]*)\](?P<name>(?:[ \t]+[^#\s]\S*)*)[ \t]*#*[ \t]*"
)
_LAST_PART = re.compile(r"(?P<names>.*\S)\s*[,，]\s*(?P<date>[^,，]+)")


@dataclass(frozen=True, slots=True)
class LanguageHeading:
    """A heading as it is written; ``name`` is what stands behind the tag, a translator's name."""

    index: int
    written: str
    name: str = ""
    translators: tuple[str, ...] = ()
    translated: str = ""  # when, in EDTF

    @property
    def tag(self) -> str:
        """The tag of the text; empty where what is written is none."""
        tag = read_tag(self.written)
        if not tag or not self.translators or translation_name(tag):
            return tag
        return name_translation_tag(tag, " ".join(self.translators)) or tag


def find_headings(lines: list[str], start: int = 0) -> Iterator[LanguageHeading]:
    """The headings that begin texts, from a line on.

    Words behind a tag are a translator's name where the tag has two letters or a script, or stands
    in several headings: ``## [sic] in the copy`` is a heading of the text.
    """
    found = []
    for index in range(start, len(lines)):
        match = _HEADING.fullmatch(lines[index]) if "[" in lines[index] else None
        if match:
            found.append(_read(index, match["tag"], strip_spaces(match["name"])))
    times = Counter(read_tag(one.written) for one in found)
    for one in found:
        tag = read_tag(one.written)
        is_language = len(tag.partition("-")[0]) == 2 or "-" in tag or times[tag] > 1
        if not one.name or (tag and is_language):
            yield one


def _read(index: int, written: str, name: str) -> LanguageHeading:
    parts = _LAST_PART.fullmatch(name)
    day = _read_day(parts["date"]) if parts else _read_day(name)
    names = (parts["names"] if parts else "") if day else name
    return LanguageHeading(index, written, name, split_names((names,)), day)


def _read_day(text: str) -> str:
    """A date in EDTF, by the same or as printed; empty for what is none."""
    for read in (PartialDate.parse, read_date):
        try:
            day = read(strip_spaces(text))
        except ValueError:
            continue
        if day:
            return day.edtf
    return ""
