"""Finds the bibliography at the end of an encyclopedia entry, with or without a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.seed_store.layouts._lines import LineLedger
from documents.text import strip_spaces
from documents.typesetting.english_wrapping import join_lines

_HEADING = re.compile(
    r"[*_#\s]*(?:references?|works|sources?|bibliography|literature|collected works|publications|"
    r"editions?|further reading|discography)\s*[:.]?[*_\s]*",
    re.IGNORECASE,
)
# An imprint at the end: "Moscow, 1971.", "vols. 1–3. Leningrad-Moscow, 1960–64.", "no. 5, 1968."
_IMPRINT = re.compile(
    r"(?:(?:^|[.;,:)\]–—]\s+)[A-Z][\w.’'-]*(?:[ –—-]+[A-Z][\w.’'-]*){0,4}|"
    r"(?:nos?|vols?)\. ?[\d–-]+|\)),\s*"
    r"\[?1[5-9]\d\d(?:[–-]\d{1,4})?(?:\s*\(\d+\))?\]?[.;,]?"
    r"(?:\s*(?:Pages?|pp?\.|nos?\.|vols?\.|issues?|parts?)\s[^.]{1,40}|\s*\([^)]{1,60}\))*\.?\s*$"
)
_CITES = re.compile(
    r"^.{0,300}\b(?:vols?|nos?|eds?|soch|sobr|ch|pp?|vyp)\.(?!.{200})", re.IGNORECASE
)
_NEXT_ENTRY = re.compile(
    r"(?<=[.)])\s+(?=[A-ZÀ-ÞА-Я“\"\[])(?!In:|Pages?\b|Vols?\b|Nos?\b|Pp?\.|Parts?\b)"
)
_UNENDED = re.compile(r"[^.;:)\]?!”\"]$")
_CITED = re.compile(r",\s*\[?1[5-9]\d\d|\b(?:vols?|nos?|eds?|soch|sobr|pp|ch|vyp)\.", re.IGNORECASE)
_LONGEST_UNCITED = 120  # longer, and without a year or volume, a line is prose again
_LONGEST_ENTRY = 500  # an unheaded paragraph longer than this is prose, whatever ends it


@dataclass(frozen=True, slots=True)
class References:
    """The lines of a bibliography (indexes from 0): its headings and its entries."""

    headings: list[int]
    entries: list[int]


def is_references_heading(text: str) -> bool:
    """Whether a line is a bibliography's heading: ``REFERENCES``, ``Works``, alone on a line."""
    return _HEADING.fullmatch(text) is not None


def find_references(
    ledger: LineLedger, indexes: Sequence[int], is_signature: Callable[[LineLedger, int], bool]
) -> References:
    """Find the bibliography among an entry's lines, signatures left out of it.

    With headings, what follows each until prose begins again: a long entry has a bibliography
    for each of its sections. Without one, the last lines that end in an imprint.
    """
    headed = _find_headed(ledger, [index for index in indexes if not is_signature(ledger, index)])
    if headed.headings:
        return headed
    entries: list[int] = []  # the last one first
    for index in reversed(indexes):
        text = strip_spaces(ledger.texts[index])
        if len(text) <= _LONGEST_ENTRY and _IMPRINT.search(text):
            entries.append(index)
        elif not (is_signature(ledger, index) and not entries):
            break
    known = set(indexes)
    while entries and (above := entries[-1] - 1) in known and _CITES.search(ledger.texts[above]):
        entries.append(above)  # an entry without an imprint, in the same run of lines
    return References([], entries[::-1])


def _find_headed(ledger: LineLedger, indexes: Sequence[int]) -> References:
    found = References([], [])
    cited: list[int] | None = None  # the entries below the latest heading, while they go on
    for index in indexes:
        text = strip_spaces(ledger.texts[index])
        if is_references_heading(text):
            found.headings.append(index)
            found.entries.extend(cited or ())
            cited = []
        elif cited is not None and len(text) > _LONGEST_UNCITED and not _CITED.search(text):
            while cited and _UNENDED.search(ledger.texts[cited[-1]].rstrip()[-1:]):
                cited.pop()  # the heading of the section that begins
            found.entries.extend(cited)
            cited = None
        elif cited is not None:
            cited.append(index)
    found.entries.extend(cited or ())
    return found


def read_entries(ledger: LineLedger, indexes: Sequence[int]) -> list[str]:
    """Split lines into entries: wrapped ones joined, several in one paragraph separated.

    A paragraph is parted after each imprint that another entry follows; no character changes but
    the spaces between.
    """
    lines: list[list[str]] = []
    previous = -2
    for index in indexes:
        text = strip_spaces(ledger.texts[index])
        if lines and index == previous + 1 and _UNENDED.search(lines[-1][-1][-1:]):
            lines[-1].append(text)
        else:
            lines.append([text])
        previous = index
    return [entry for parts in lines for entry in _part(join_lines(parts))]


def _part(line: str) -> list[str]:
    entries: list[str] = []
    start = 0
    for gap in _NEXT_ENTRY.finditer(line):
        if _IMPRINT.search(line[max(start, gap.start() - _LONGEST_ENTRY) : gap.start()]):
            entries.append(line[start : gap.start()])
            start = gap.end()
    return [*entries, line[start:]]
