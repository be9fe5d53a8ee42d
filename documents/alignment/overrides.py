"""Parses hand-made alignments: ``NNN_<accession>.align.toml`` into beads, or its faults.

The form is in docs/alignment.md. Blocks are numbered from 1, as the page numbers them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

from documents.alignment.beads import Bead

_KEYS = {"language", "beads", "note"}
_NUMBERS = re.compile(r"(\d+)(?:-(\d+))?")


class BadOverride(ValueError):
    """The error for a hand-made alignment that does not fit. Carries every fault, as sentences."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def read_override(
    text: str, source_blocks: int, target_blocks: int, language: str | None = None
) -> list[Bead]:
    """Parse a hand-made alignment into beads, each with confidence 1.

    ``language`` chooses from a file that has beads for several translations.
    Raises `BadOverride` if the TOML cannot be read, if a number is unknown, left out, named twice
    or out of order: a hand-made file says of every block what answers it, or that nothing does.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadOverride([f"not TOML: {error}"]) from None
    faults = [
        f"unknown key {key!r}: expected {', '.join(sorted(_KEYS))}"
        for key in sorted(set(data) - _KEYS)
    ]
    lines = data.get("beads")
    if isinstance(lines, dict) and language is not None:
        lines = lines.get(language)
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise BadOverride([*faults, 'beads: expected a list of strings such as "1-2 = 1"'])
    beads: list[Bead] = []
    for place, line in enumerate(lines, start=1):
        left, equals, right = line.partition("=")
        source, target = _numbers(left), _numbers(right)
        if not equals or source is None or target is None or not (source or target):
            faults.append(f'bead {place}: found {line!r} expected "3 = 2-4", "3 =" or "= 5"')
            continue
        beads.append(Bead(tuple(k - 1 for k in source), tuple(k - 1 for k in target), 1.0))
    if not faults:
        faults += _gaps("original", [k + 1 for b in beads for k in b.source], source_blocks)
        faults += _gaps("translation", [k + 1 for b in beads for k in b.target], target_blocks)
    if faults:
        raise BadOverride(faults)
    return beads


def override_languages(text: str) -> list[str | None]:
    """The translations that an override is for; None for the only one that an article has."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadOverride([f"not TOML: {error}"]) from None
    language, beads = data.get("language"), data.get("beads")
    if isinstance(beads, dict):
        if language is not None:
            raise BadOverride(["language: beads are given by language already"])
        if not beads:
            raise BadOverride(["beads: expected a language, such as [beads] en = […]"])
        return list(beads)
    if language is not None and not isinstance(language, str):
        raise BadOverride([f'language: found {language!r} expected a language tag such as "en"'])
    return [language]


def _numbers(text: str) -> list[int] | None:
    """Parse ``3`` or ``3-5``; an empty list for nothing, None if it is neither."""
    text = text.strip()
    if not text:
        return []
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return list(range(first, last + 1)) if first <= last else None


def _gaps(side: str, numbers: list[int], count: int) -> Iterator[str]:
    """The faults in the numbers named of one text, in the order of the file."""
    for number in sorted({number for number in numbers if not 1 <= number <= count}):
        yield f"{side}: block {number} is unknown: the text has {count}"
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield f"{side}: block {number} is named twice"
    for number in sorted(set(range(1, count + 1)) - set(numbers)):
        yield f"{side}: block {number} is missing: pair it, or write it alone"
    if numbers != sorted(numbers):
        yield f"{side}: blocks are out of order: a bead may not reach behind the one before it"
