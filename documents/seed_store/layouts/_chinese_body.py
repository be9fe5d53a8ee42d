"""Parses the body of a Chinese newspaper transcription, where indentation tells kinds of lines.

Four spaces (or two ideographic ones) begin a paragraph; five set off quotations and verse; about
twelve centre a subhead or a poem; twenty and more push a signature to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.blocks import BlockKind
from documents.seed_store.layouts._blocks import BodyPiece
from documents.seed_store.layouts._chinese_lines import (
    CENTRED,
    QUOTED,
    RIGHT,
    RUN_REACH,
    ChineseLine,
    begins_closing_lines,
    find_indented_run,
    indent_of,
    is_epigraph,
    is_signature_line,
    kind_by_own_words,
    paragraph_follows,
    usual_indent_of,
)
from documents.seed_store.layouts._chinese_verse import (
    are_short,
    end_like_verse,
    is_dialogue_or_law,
    is_line_of_song,
    is_poem,
    is_song_verse,
    is_title_in_verse,
)
from documents.seed_store.layouts._chinese_wrapping import unwrap
from documents.seed_store.layouts._lines import RULE, LineLedger
from documents.seed_store.layouts._parallel_lines import find_signatures, level_kinds
from documents.typesetting import chinese_line_kinds as says
from documents.typesetting.table_rows import has_lost_rows, restore_rows

_UNEVEN = 3  # quotations in one text are fewer
_MERGED: frozenset[BlockKind] = frozenset({"verse", "signature", "table", "list"})


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of one body, and what only all of them together tell."""

    lines: list[ChineseLine]
    usual_indent: int  # what a paragraph has in this file
    is_poem: bool
    is_uneven: bool  # whether its paragraphs are set now four spaces deep, now five


def read_body(
    ledger: LineLedger, indexes: Sequence[int], authors: Sequence[str] = ()
) -> list[BodyPiece]:
    """Cut a body into pieces, in order.

    Rules and lines of nothing but spaces become furniture. ``authors`` are those already known.
    """
    lines: list[ChineseLine] = []
    previous = -2
    for index in indexes:
        if ledger.is_blank(index):
            continue
        raw, text = ledger.texts[index], ledger.stripped[index]
        if not text or RULE.fullmatch(text):
            ledger.enter(index, "furniture", "zh")
            continue
        lines.append(ChineseLine(index, indent_of(raw), text, raw, previous == index - 1))
        previous = index
    lines = unwrap(lines)
    for place in find_signatures(lines, authors):
        lines[place].signs = True
    usual = usual_indent_of(lines)
    page = _Page(lines, usual, is_poem(lines), _is_uneven(lines, usual))
    kinds = [_kind(page, place) for place in range(len(lines))]
    return _merge(lines, level_kinds(lines, kinds))


def _merge(lines: list[ChineseLine], kinds: list[BlockKind]) -> list[BodyPiece]:
    groups: list[tuple[BlockKind, list[ChineseLine]]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if groups and line.follows and kind in _MERGED and groups[-1][0] == kind:
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return [
        BodyPiece(
            kind,
            _joined(kind, group),
            tuple(index for line in group for index in (line.index, *line.more)),
        )
        for kind, group in groups
    ]


def _joined(kind: BlockKind, group: list[ChineseLine]) -> str:
    if kind != "table":
        return "\n".join(says.unmarked(line.text) for line in group)
    margin = min(len(line.raw) - len(line.raw.lstrip(" \u3000\t\u00a0")) for line in group)
    rows = (line.text if line.more else line.raw[margin:].rstrip() for line in group)
    return "\n".join(restore_rows(row) if has_lost_rows(row) else row for row in rows)


# -- what a line is --------------------------------------------------------------------------------


def _kind(page: _Page, place: int) -> BlockKind:
    lines, line = page.lines, page.lines[place]
    if _is_table(lines, place):
        return "table"
    if kind := kind_by_own_words(lines, place):
        return kind
    if line.signs:
        return "signature"
    if not page.is_poem and is_epigraph(lines, place):
        return "quotation"
    if line.indent >= RIGHT:
        return _kind_at_right(lines, place)
    if page.is_poem:
        return _kind_in_poem(lines, place)
    if place and is_signature_line(lines, place):
        return "signature"
    if line.indent >= CENTRED:
        return _kind_centred(lines, place)
    if line.indent >= QUOTED and line.indent != page.usual_indent:
        return _kind_set_off(page, place)
    return _kind_at_margin(lines, place)


def _kind_at_right(lines: list[ChineseLine], place: int) -> BlockKind:
    run = find_indented_run(lines, place, RIGHT, 1000)
    if len(run) >= 3 and are_short(run, 30) and end_like_verse(run):
        return "verse"
    line = lines[place]
    return "paragraph" if len(line.text) > 40 and line.text.endswith(says.STOPS) else "signature"


def _kind_in_poem(lines: list[ChineseLine], place: int) -> BlockKind:
    line = lines[place]
    is_part = says.is_only_number(line.text) or says.is_set_wide(line.text)
    if is_part or is_title_in_verse(lines, place):
        return "subhead"
    is_last_name = place == len(lines) - 1 and says.is_person(line.text)
    if place and begins_closing_lines(lines, place) and says.is_signed_surely(line.text):
        return "signature"
    is_below_an_end = place > 0 and lines[place - 1].text.endswith(says.SENTENCE_ENDS)
    return "signature" if is_last_name and is_below_an_end else "verse"


def _kind_centred(lines: list[ChineseLine], place: int) -> BlockKind:
    line = lines[place]
    run = find_indented_run(lines, place, CENTRED, RIGHT)
    if says.is_numbered(line.text) and len(line.text) <= 30 and not line.text.endswith("。"):
        return "subhead"
    if _is_first_name(lines, place):
        return "signature"
    if len(run) > 1 and are_short(run, 40) and (len(run) > 2 or end_like_verse(run)):
        return "subhead" if is_title_in_verse(lines, place) else "verse"
    if place and begins_closing_lines(lines, place):
        return "signature"
    if line.text.endswith(says.VERSE_STOPS):
        if place + 1 < len(lines) and says.ATTRIBUTION.fullmatch(lines[place + 1].text):
            return "quotation"
        return "verse" if len(line.text) <= 30 else "paragraph"
    return "subhead" if len(line.text) <= 40 else "paragraph"


def _is_uneven(lines: list[ChineseLine], usual: int) -> bool:
    """Whether long lines are set off so often that it means nothing."""
    long = [line for line in lines if len(line.text) > 30]
    changes = [
        below
        for above, below in pairwise(long)
        if QUOTED <= below.indent < CENTRED and below.indent != usual and above.indent == usual
    ]
    return len(changes) >= _UNEVEN


def _kind_set_off(page: _Page, place: int) -> BlockKind:
    """Verse, quotation, or prose that was only set a space too deep."""
    lines = page.lines
    run = find_indented_run(lines, place, QUOTED, CENTRED)
    after = next((at for at in range(place, len(lines)) if lines[at] is run[-1]), place) + 1
    if after < len(lines) and says.ATTRIBUTION.fullmatch(lines[after].text):
        return "quotation"
    if len(run) > 1 and are_short(run, 30) and is_song_verse(run):
        leads_in = lines[place] is run[0] and run[0].text.endswith(("：", ":"))
        return "paragraph" if leads_in else "verse"
    if place and begins_closing_lines(lines, place):
        return "signature"
    is_long = not page.is_uneven and all(len(line.text) > 30 for line in run)
    return "quotation" if is_long and not is_dialogue_or_law(run) else "paragraph"


def _kind_at_margin(lines: list[ChineseLine], place: int) -> BlockKind:
    line = lines[place]
    if _is_name_list(lines, place):
        return "list"
    if _begins_song(lines, place):
        return "verse"
    if len(line.text) > 30:
        return "paragraph"
    run = find_indented_run(lines, place, 0, CENTRED)
    if len(run) >= 4 and are_short(run, 20) and end_like_verse(run) and not is_dialogue_or_law(run):
        return "subhead" if is_title_in_verse(lines, place) else "verse"
    if is_line_of_song(lines, place):
        return "verse"
    if line.text.endswith(says.STOPS):
        return "paragraph"
    follows = paragraph_follows(lines, place)
    if follows and len(line.text) <= 24 and says.is_numbered(line.text):
        return "subhead"
    if (place and begins_closing_lines(lines, place)) or (follows and _is_first_name(lines, place)):
        return "signature"
    heads = place + 1 < len(lines) and len(line.text) <= 20 and _is_headed(lines, place + 1)
    return "subhead" if heads else "paragraph"


def _begins_song(lines: list[ChineseLine], place: int) -> bool:
    """Whether a line that does not end its sentence stands right above the verse it begins."""
    if place + 1 == len(lines) or not lines[place + 1].follows:
        return False
    text, below = lines[place].text, lines[place + 1]
    if not QUOTED <= below.indent < CENTRED or text.endswith((*says.SENTENCE_ENDS, "：", ":")):
        return False
    run = find_indented_run(lines, place + 1, QUOTED, CENTRED)
    is_alike = len(text) <= max(len(line.text) for line in run) + 2
    has_stops = any(line.text.endswith(says.VERSE_STOPS) for line in run)
    return is_alike and has_stops and len(run) > 1 and are_short(run, 30) and is_song_verse(run)


def _is_headed(lines: list[ChineseLine], place: int) -> bool:
    """Whether a line may stand right below a subhead: prose, a letter's salutation, a table."""
    text = lines[place].text
    return (
        len(text) > 30
        or (text.endswith(("：", ":")) and len(text) <= 14)
        or says.SUBTITLE.match(text) is not None
        or _is_table(lines, place)
    )


def _is_table(lines: list[ChineseLine], place: int) -> bool:
    line = lines[place]
    if says.has_box(line.text) or has_lost_rows(line.text):
        return True
    cells = says.count_cells(line.text)
    if cells < 2:
        return False
    neighbours = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
    if cells == 2:
        beside_rows = any(says.is_row_of_two(other.text) for other in neighbours)
        return beside_rows and says.has_two_cells(line.text)
    if cells < 3 or line.text.endswith("。"):
        return False
    return any(
        says.has_box(other.text)
        or has_lost_rows(other.text)
        or (says.count_cells(other.text) == cells and says.FIGURE.search(line.text + other.text))
        for other in neighbours
    )


def _is_name_list(lines: list[ChineseLine], place: int) -> bool:
    """Four names and more on a line, or two and more on a line that goes on such a list."""
    for line in reversed(lines[max(place - RUN_REACH, 0) : place + 1]):
        names = says.count_names(line.text)
        if names >= 4 or names < 2 or not line.follows:
            return names >= 4
    return False


def _is_first_name(lines: list[ChineseLine], place: int) -> bool:
    """A person's name under the headline that the header does not repeat."""
    return place == 0 and says.is_person(lines[0].text) and paragraph_follows(lines, 0)
