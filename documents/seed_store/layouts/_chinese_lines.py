"""Tests of a Chinese body's lines by the lines around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from documents.blocks import BlockKind
from documents.credits.chinese_bylines import is_byline, is_byline_by_office, is_translators_line
from documents.credits.datelines import find_chinese_dateline, is_closing_dateline
from documents.typesetting import chinese_line_kinds as says

_WIDTHS = {" ": 1, "\u00a0": 1, "\u3000": 2, "\t": 4}
QUOTED, CENTRED, RIGHT = 5, 8, 20  # columns from which a line is set off, centred, pushed right
_LONGEST_EPIGRAPH, _LONGEST_EPIGRAPH_TEXT = 6, 300  # lines, and characters
RUN_REACH = 40  # lines either side that say what a run is; long tables and poems stay linear


@dataclass(slots=True)
class ChineseLine:
    index: int
    indent: int
    text: str
    raw: str
    follows: bool  # whether the line before it is not blank
    more: tuple[int, ...] = ()  # the lines that go it on, where it was wrapped by hand
    signs: bool = False  # whether it signs a piece of the text, wherever it is indented


def indent_of(raw: str) -> int:
    width = 0
    for character in raw:
        if character not in _WIDTHS:
            break
        width += _WIDTHS[character]
    return width


def usual_indent_of(lines: list[ChineseLine]) -> int:
    """The usual indentation of a body: that of most long lines."""
    indents = Counter(line.indent for line in lines if len(line.text) > 30)
    return indents.most_common(1)[0][0] if indents else 4


def find_indented_run(
    lines: list[ChineseLine], place: int, low: int, high: int
) -> list[ChineseLine]:
    """The run of lines around a place with an indentation within bounds.

    Blanks and signatures end it.
    """

    def belongs(line: ChineseLine) -> bool:
        is_signature = line.signs or says.ATTRIBUTION.fullmatch(line.text)
        return low <= line.indent < high and not is_signature

    first = last = place
    low_end, high_end = max(place - RUN_REACH, 0), min(place + RUN_REACH, len(lines) - 1)
    while first > low_end and lines[first].follows and belongs(lines[first - 1]):
        first -= 1
    while last < high_end and lines[last + 1].follows and belongs(lines[last + 1]):
        last += 1
    return lines[first : last + 1]


def paragraph_follows(lines: list[ChineseLine], place: int) -> bool:
    """Whether a paragraph follows this line, not too far below."""
    later = lines[place + 1 : place + 1 + RUN_REACH]
    return any(len(line.text) > 30 or line.text.endswith("。") for line in later)


def begins_closing_lines(lines: list[ChineseLine], place: int) -> bool:
    """Whether this line and all after it sign, date or annotate the text."""
    if len(lines) - place > RUN_REACH or not _is_closing(lines[place]):
        return False
    return all(_is_closing(line) or says.is_note(line.text) for line in lines[place + 1 :])


def _is_closing(line: ChineseLine) -> bool:
    by_words = (says.is_signed, says.is_side_by_side, is_byline_by_office)
    return line.indent >= RIGHT or any(form(line.text) for form in by_words)


def is_signature_line(lines: list[ChineseLine], place: int) -> bool:
    """Whether a set-off line belongs to the closing signature: office, name and date."""
    if lines[place].indent < QUOTED or len(lines) - place > RUN_REACH:
        return False
    rest = lines[place:]
    if any(line.text.endswith(says.STOPS) or len(line.text) > 60 for line in rest):
        return False
    last = [line for line in rest if not says.is_note(line.text)][-1:]
    return any(says.is_signed_surely(line.text) or says.is_side_by_side(line.text) for line in last)


def is_epigraph(lines: list[ChineseLine], place: int) -> bool:
    """Whether a line belongs to the words of another that stand, with ——name, above a text."""
    end = next(
        (at for at in range(place + 1, place + 1 + _LONGEST_EPIGRAPH) if _is_named_at(lines, at)),
        len(lines),
    )
    if end >= len(lines) - 1:
        return False
    start = place
    while start and end - start <= _LONGEST_EPIGRAPH and not _heads_part(lines[start - 1].text):
        start -= 1
    words = lines[start:end]
    return (
        len(words) <= _LONGEST_EPIGRAPH
        and len({line.indent for line in words}) == 1
        and lines[end - 1].text.endswith(says.VERSE_STOPS + says.SENTENCE_ENDS)
        and sum(len(line.text) for line in words) <= _LONGEST_EPIGRAPH_TEXT
        and not any(
            line.signs or _heads_part(line.text) or says.ATTRIBUTION.fullmatch(line.text)
            for line in words
        )
    )


def _is_subtitle(lines: list[ChineseLine], place: int) -> bool:
    """Whether ——记… goes on a headline above it."""
    return (
        place <= 2
        and says.SUBTITLE.match(lines[place].text) is not None
        and not lines[place - 1].text.endswith(says.VERSE_STOPS)
        and paragraph_follows(lines, place)
    )


def _is_named_at(lines: list[ChineseLine], place: int) -> bool:
    return (
        place < len(lines)
        and says.ATTRIBUTION.fullmatch(lines[place].text) is not None
        and says.SUBTITLE.match(lines[place].text) is None
    )


def _heads_part(text: str) -> bool:
    """Whether a line numbers a part of the text, above which nothing belongs to what is below."""
    return says.is_only_number(text) or (says.is_numbered(text) and len(text) <= 30)


def kind_by_own_words(lines: list[ChineseLine], place: int) -> BlockKind | None:
    """The kind of a line by its own words; None where only its surroundings tell."""
    text = lines[place].text
    if says.is_note(text):
        return "note"
    if says.is_caption(text):
        return "caption"
    if says.is_credit(text) or is_byline(text) or is_translators_line(text):
        return "signature"
    if place and is_closing_dateline(text):
        return "signature"
    is_at_an_end = place < 3 or place == len(lines) - 1
    if is_at_an_end and says.is_bracketed(text) and not find_chinese_dateline(text):
        return "note"  # below a title, the day of a speech or how a song is sung
    if text.startswith("#") and says.unmarked(text) != text:
        return "subhead"
    if says.ATTRIBUTION.fullmatch(text):
        return "signature" if place and not _is_subtitle(lines, place) else "subhead"
    return None
