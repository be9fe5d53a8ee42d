"""Lines of one make in a Chinese body (parallel heads, items, signatures), given one kind.

One line alone cannot tell a head from an item or a signature; all lines of its make together can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.blocks import BlockKind
from documents.seed_store.layouts._chinese_lines import CENTRED, RIGHT, ChineseLine
from documents.text import letters_only, read_numeral
from documents.typesetting import chinese_line_kinds as says

_LONGEST_HEAD = 24
_LONGEST_NUMBERED_HEAD = 30
_LONGEST_ITEM = 40
_GREETING = re.compile(
    r"(?:敬|谨|謹|恭|同|致|鞠躬)?(?:贺|賀|祝|祝贺|祝賀|启|啟|上|题|題|识|識|挽|輓|拜|订|訂|告|鞠躬)?"
)
_GREETED = re.compile(
    r".{2,24}(?:敬|谨|謹|恭|同|致)(?:贺|賀|祝|启|啟|上|题|題|挽|輓)|.{2,24}[会會部局社厂廠校院府司团團队隊组組处處全体體](?:祝|贺|賀)"
)
# How an item is numbered; lines with one of these forms in common are of one make.
_NUMBER_FORMS = (
    re.compile(r"[（(](?P<number>[甲乙丙丁戊己庚辛壬癸])[）)]"),
    re.compile(r"(?P<number>[甲乙丙丁戊己庚辛壬癸])[、．.]"),
    re.compile(r"[（(](?P<number>[子丑寅卯辰巳午未申酉戌亥])[）)]"),
    re.compile(r"(?P<number>[子丑寅卯辰巳午未申酉戌亥])[、．.]"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十百]{1,4})[）)]"),
    re.compile(r"(?P<number>[一二三四五六七八九十百]{1,4})(?:[、．.]|[\s\u3000])"),
    re.compile(r"[（(](?P<number>[\d１-９０]{1,3})[）)]"),
    re.compile(r"(?P<number>[\d１-９０]{1,3})(?:[、．]|\.(?!\d)|[\s\u3000])"),
    re.compile(r"(?P<number>[①-⑳])"),
    re.compile(r"第(?P<number>[一二三四五六七八九十百零〇\d]{1,5})[条條款]"),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_BY_STEMS = range(4)  # of the forms: what no line of a poem begins with


def find_signatures(lines: Sequence[ChineseLine], authors: Sequence[str]) -> set[int]:
    """Places of the lines that sign the pieces of a text, wherever they are indented.

    The header's authors, with a greeting or without; and bodies, names and greetings below each of
    several pieces, the last line among them.
    """
    names = {letters_only(author) for author in authors} - {""}
    found = {place for place, line in enumerate(lines) if _signs_as(line.text, names)}
    if len(lines) > 1 and _ends_with(lines[-1].text, names):
        found.add(len(lines) - 1)
    signed = [place for place in range(1, len(lines)) if _may_sign(lines, place)]
    said = [
        place
        for place, line in enumerate(lines)
        if not says.is_note(line.text) and not says.DATE_LINE.fullmatch(line.text)
    ]
    if len(signed) > 1 and signed[-1] == said[-1] and not says.is_person(lines[0].text):
        found.update(signed)
    below = {place + 1 for place in found if place + 1 < len(lines)}
    return found | {place for place in below if says.DATE_LINE.fullmatch(lines[place].text)}


def _signs_as(text: str, names: set[str]) -> bool:
    letters = letters_only(text)
    return len(text) <= 40 and any(
        letters.startswith(name) and _GREETING.fullmatch(letters[len(name) :]) for name in names
    )


def _ends_with(text: str, names: set[str]) -> bool:
    """Whether a line is where someone is from and, behind a gap, an author: 某县读者　王小河."""
    before, *parts = re.split(r"[\s\u3000]+", text)
    return (
        len(text) <= _LONGEST_HEAD
        and not re.search(r"[，。！？；：]", text)
        and len(before) > 1
        and letters_only("".join(parts)) in names
    )


def _may_sign(lines: Sequence[ChineseLine], place: int) -> bool:
    text, above = lines[place].text, lines[place - 1].text
    if len(text) > 30 or not above.endswith(says.SENTENCE_ENDS):
        return False
    is_body = says.is_signed_surely(text) and not says.DATE_LINE.fullmatch(text)
    return says.is_person(text) or is_body or _GREETED.fullmatch(text) is not None


def level_kinds(lines: Sequence[ChineseLine], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """The kinds of a body's lines, those of one make made one."""
    levelled = list(kinds)
    for run in _numbered_runs(lines, kinds):
        _level_numbered(lines, levelled, run)
        if any(kinds[place] == "verse" for place in run):
            for place in run:
                _level_below(levelled, place)
    _level_heads(lines, levelled)
    return levelled


# -- numbered lines --------------------------------------------------------------------------------


def _numbered_runs(lines: Sequence[ChineseLine], kinds: Sequence[BlockKind]) -> Iterator[list[int]]:
    """Places of lines numbered in one form, as far as their numbers rise."""
    open_runs: dict[tuple[int, bool], tuple[int, list[int]]] = {}
    for place, line in enumerate(lines):
        if kinds[place] not in {"paragraph", "subhead", "list", "quotation", "signature", "verse"}:
            continue
        numbered = _number_of(line.text)
        if numbered is None or (kinds[place] == "verse" and numbered[0] not in _BY_STEMS):
            continue
        form, number = numbered
        make = form, line.indent >= CENTRED
        last, run = open_runs.get(make, (0, []))
        if run and number <= last:
            yield run
            run = []
        run.append(place)
        open_runs[make] = number, run
    for _, run in open_runs.values():
        yield run


def _level_below(kinds: list[BlockKind], place: int) -> None:
    """Turn into paragraphs the lines below an item that were taken for a poem with it."""
    for below in range(place + 1, len(kinds)):
        if kinds[below] != "verse":
            return
        kinds[below] = "paragraph"


def _number_of(text: str) -> tuple[int, int] | None:
    """Which form a line's number has, and the number."""
    for form, pattern in enumerate(_NUMBER_FORMS):
        if match := pattern.match(text):
            number = match["number"]
            if number in _STEMS or number in _BRANCHES:
                return form, (_STEMS if number in _STEMS else _BRANCHES).index(number) + 1
            if "①" <= number <= "⑳":
                return form, ord(number) - ord("①") + 1
            return form, read_numeral(number) or 0
    return None


def _level_numbered(
    lines: Sequence[ChineseLine], kinds: list[BlockKind], run: Sequence[int]
) -> None:
    texts = [lines[place].text for place in run]
    if len(run) == 1 and kinds[run[0]] != "subhead":
        return
    adjacent = sum(below == place + 1 and lines[below].follows for place, below in pairwise(run))
    headlike = sum(map(_may_be_numbered_head, texts))
    if headlike * 2 <= len(run) or any(map(_is_told, texts)):
        kind: BlockKind = "paragraph"
    elif adjacent * 2 >= len(run) and all(len(text) <= _LONGEST_ITEM for text in texts):
        kind = "list"
    elif any(kinds[place] == "subhead" for place in run) or _heads_something(lines, run):
        kind = "subhead"
    else:
        kind = "paragraph"
    for place in run:
        kinds[place] = kind


def _may_be_numbered_head(text: str) -> bool:
    return (
        len(text) <= _LONGEST_NUMBERED_HEAD
        and not text.endswith(says.STOPS)
        and re.search(r"[。！？；]", text) is None
        and not text.startswith("第")
    )


def _is_told(text: str) -> bool:
    """Whether a line holds more than one sentence, or a long one."""
    return len(text) > _LONGEST_ITEM or re.search(r"[。！？；].", text) is not None


def _heads_something(lines: Sequence[ChineseLine], run: Sequence[int]) -> bool:
    """Whether something of another make stands below each of the lines."""
    places = set(run)
    return all(place + 1 < len(lines) and place + 1 not in places for place in run)


# -- heads -----------------------------------------------------------------------------------------


def _level_heads(lines: Sequence[ChineseLine], kinds: list[BlockKind]) -> None:
    """Short lines, each above prose and below its end, are heads if one of them is."""
    heads = [place for place in range(len(lines)) if _may_head(lines, kinds, place)]
    if len(heads) < 2:
        return
    shortest = min(len(lines[place].text) for place in heads)
    alike = [place for place in heads if len(lines[place].text) <= 2 * shortest + 6]
    if len(alike) < 2:
        return
    if any(kinds[place] == "subhead" for place in alike) or alike[0] == 0:
        for place in alike:
            kinds[place] = "subhead"


def _may_head(lines: Sequence[ChineseLine], kinds: Sequence[BlockKind], place: int) -> bool:
    line = lines[place]
    if line.indent >= RIGHT or kinds[place] not in {
        "paragraph",
        "subhead",
        "quotation",
        "signature",
    }:
        return False
    if line.signs or len(line.text) > _LONGEST_HEAD or line.text.endswith(says.STOPS):
        return False
    if kinds[place] != "subhead" and "，" in line.text:
        return False  # a sentence that lost its stop, more often than a head
    if _number_of(line.text) or says.ATTRIBUTION.fullmatch(line.text) or place + 1 == len(lines):
        return False
    if kinds[place] == "signature" and not says.is_person(line.text):
        return False
    below = lines[place + 1].text
    is_below_an_end = not place or lines[place - 1].text.endswith(says.SENTENCE_ENDS)
    is_above_prose = kinds[place + 1] == "paragraph" and below.endswith(says.SENTENCE_ENDS)
    return is_below_an_end and is_above_prose
