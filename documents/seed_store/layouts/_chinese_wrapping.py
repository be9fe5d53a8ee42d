"""Joins the lines of Chinese paragraphs that were wrapped by hand.

Only a body that shows it as a whole is joined: no line of it is wider than its breaks, and these
mostly fall where no punctuation stands. Otherwise a line stays a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.seed_store.layouts._chinese_lines import QUOTED, ChineseLine
from documents.typesetting import chinese_line_kinds as says

_NARROWEST = 20  # characters; narrower lines may be verse
_SLACK = 3  # characters a full line may be short of the widest: an indent, a mark kept from a head
_LOOSE = 1  # a single space before a line is where the line was cut, and indents nothing
_FEWEST = 3  # breaks that prove it where nothing is indented
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "…", "”", "」", "』", "）", ")", "：", ":")
_LATIN = re.compile(r"[!-~]+")

Measure = Callable[[str], float]


def unwrap(lines: list[ChineseLine]) -> list[ChineseLine]:
    """Join the lines of wrapped paragraphs; the body stays as it is where in any doubt."""
    for measure in (len, _cells):
        wrapping = _find_wrapping(lines, measure)
        if wrapping:
            return _join(lines, wrapping)
    return lines


def _cells(text: str) -> float:
    """A text's width in Chinese characters: two Latin letters or digits count as one."""
    return len(text) - sum(map(len, _LATIN.findall(text))) / 2


def _find_wrapping(lines: list[ChineseLine], measure: Measure) -> set[int]:
    """The indexes of lines that continue the one above; none where the body is not wrapped."""
    prose = [line for line in lines if line.indent < QUOTED]
    widest = max((measure(line.text) for line in prose), default=0)
    if widest < _NARROWEST:
        return set()
    indented = any(line.indent > _LOOSE for line in prose)
    full: list[int] = []
    loose = 0
    for place, (above, line) in enumerate(pairwise(lines), start=1):
        if (
            line.indent > _LOOSE
            or not line.follows
            or above.indent >= QUOTED
            or _is_set(above, line)
        ):
            continue
        word = _LATIN.match(line.text)
        reached = measure(above.text) + (measure(word[0]) if word else 0)
        if reached >= widest - _SLACK:
            full.append(place)
        elif indented or not above.text.endswith(_SENTENCE_ENDS):
            loose += 1
    inside = sum(not lines[place - 1].text.endswith(says.STOPS) for place in full)
    enough, share = (1, 1 / 2) if indented else (_FEWEST, 2 / 3)
    if len(full) < enough or 2 * loose > len(full) or inside < share * len(full):
        return set()
    return {place for place in full if _goes_on(lines, place, indented, measure, widest)}


def _is_set(above: ChineseLine, line: ChineseLine) -> bool:
    """Whether a line is one of a table, or of a list of names."""
    return any(
        says.has_box(one.text) or says.count_cells(one.text) >= 3 or says.count_names(one.text) >= 2
        for one in (above, line)
    )


def _goes_on(
    lines: list[ChineseLine], place: int, indented: bool, measure: Measure, widest: float
) -> bool:
    """Whether a line below a full one continues its paragraph.

    Below the end of a sentence only an indentation that is lacking says so, and not for what may
    be a signature or a note.
    """
    line = lines[place]
    if not lines[place - 1].text.endswith(_SENTENCE_ENDS):
        return True
    is_prose = (
        line.text.rstrip("”」』").endswith(("。", "！", "？"))
        or measure(line.text) >= widest - _SLACK
    )
    return indented and is_prose and not says.is_note(line.text)


def _join(lines: Sequence[ChineseLine], going_on: set[int]) -> list[ChineseLine]:
    paragraphs: list[list[ChineseLine]] = []
    for place, line in enumerate(lines):
        if place in going_on:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_join_one(some) if len(some) > 1 else some[0] for some in paragraphs]


def _join_one(lines: Sequence[ChineseLine]) -> ChineseLine:
    parts = [lines[0].text]
    for above, line in pairwise(lines):
        parts += [_between(above.text, line.text), line.text]
    more = tuple(line.index for line in lines[1:])
    return replace(lines[0], text="".join(parts), more=more)


def _between(above: str, below: str) -> str:
    """The separator of two joined lines: a space between Latin words, nothing in Chinese."""
    latin = above[-1:].isascii() and above[-1:].isalpha() and below[0].isascii()
    return " " if latin and below[0].isalpha() else ""
