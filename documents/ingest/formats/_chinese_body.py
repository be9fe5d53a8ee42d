"""The body of a Chinese newspaper transcription, where indentation says what a line is.

Four spaces (or two ideographic ones) begin a paragraph; five set off quotations and verse; about
twelve centre a subhead or a poem; twenty and more push a signature to the right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from documents.blocks import BlockKind
from documents.ingest.formats._blocks import Piece
from documents.ingest.formats._lines import RULE, Ledger
from documents.text import HAN, han_runs, strip_spaces

_WIDTHS = {" ": 1, "\u00a0": 1, "\u3000": 2, "\t": 4}
_CENTRED, _RIGHT = 8, 20  # columns from which a line is centred, or pushed to the right
_RUN_REACH = 40  # lines either side that say what a run is; long tables and poems stay linear

_MERGED: frozenset[BlockKind] = frozenset({"verse", "signature", "table", "list"})
_STOPS = tuple("。！？!?；;：:，,、…”」』")
_VERSE_STOPS = tuple("，。！？；、：…,!?;”")
_BOX = re.compile(r"[┌┬┐├┼┤└┴┘│┃┏┓┗┛╔╗╚╝║]|[─━═]{4,}|\|.*\|")
_CELLS = re.compile(r" {2,}|\t+|\u3000+ *")
_FIGURE = re.compile(r"\d")
_NOTE = re.compile(
    r"[（(【［\[]?\s*(?:(?:译|譯|编|編|作)者)?(?:注|註|附注|附註|脚注)\s*\d*\s*[）)】］\]]?\s*[:：]|"
    r"[（(【［\[]?\s*(?:编者|編者|记者|本报|编辑部)?(?:按|编者按|編者按|编者注|編者註|附记|附記|后记|後記)\s*[:：]|"
    r"[（(【［\[](?:本文|原文|原载|原載|此文|这篇|本篇|未完|待续|待續|续完|續完|完[）)]|全文完|下转|下轉|上接|转第|轉第|"
    r"续前|續前|附图|附圖|见图|写于|寫於|题图|文内|连载|連載|摘自|转载|据.{1,20}(?:整理|改写))|"
    r"(?:勘误|勘誤|更正)\s*[:：]|(?:写作日期|寫作日期|作于|题解)\s*[:：]"
)
_CAPTION = re.compile(
    r"(?:图为|圖為|[上下左右题]图|图[一二三四五六七八九十\d])[:：是为]?.{2,}|"
    r".*(?:记者|記者|通讯员|本报|新华社|特约|摄影|照片)\s*.{0,16}(?:摄|攝)(?:影)?\s*[）)]?|"
    r".*[（(][^（()）]{1,16}(?:摄|攝)(?:影)?[）)]|"
    r".{0,200}(?:新华社|本报)(?:稿|照片|传真照片|发|资料照片)\s*[）)]?",
    re.DOTALL,
)
_ATTRIBUTION = re.compile(r"(?:—{1,3}|─{1,3}|－{1,3}|--+)\s*[^—。]{1,24}")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d１-９]{1,4}(?:[）)、．.]|[\s\u3000]|$)|第[一二三四五六七八九十百]+[章节節编編部篇]"
)
_BY_HAND = re.compile(r"[（(][签簽][字名][）)]")
_DATE_LINE = re.compile(
    r"[（(]?(?:.{0,12}?[年])?\s*(?:[\d０-９〇○零一二三四五六七八九十元正]{1,3}\s*月)\s*"
    r"(?:[\d０-９〇○零一二三四五六七八九十廿卅初]{1,3}\s*[日号號]?)?\S{0,6}[）)]?"
)
_NAME_LINE = re.compile(rf"[{HAN}](?:[\s\u3000]*[{HAN}]){{1,3}}")
_SIGNED = re.compile(
    rf"[{HAN}\s\u3000]{{2,30}}(?:敬贺|敬賀|敬上|谨启|謹啟|启|啟|谨上|敬礼|敬禮|敬挽|同启|全体|全體|读者|"
    r"委员会|委員會|会|會|部|局|社|厂|廠|校|院|政府|公司|团|團|队|隊|小组|支部|大使馆|大使館)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    indent: int
    text: str
    raw: str
    follows: bool  # whether the line before it is not blank


def read_body(ledger: Ledger, indexes: Sequence[int]) -> list[Piece]:
    """The pieces of a body, in order. Rules and lines of nothing but spaces become furniture."""
    lines: list[_Line] = []
    previous = -2
    for index in indexes:
        if ledger.is_blank(index):
            continue
        raw = ledger.texts[index]
        text = strip_spaces(raw)
        if not text or RULE.fullmatch(text):
            ledger.enter(index, "furniture", "zh")
            continue
        lines.append(_Line(index, _indent(raw), text, raw, previous == index - 1))
        previous = index
    return _merge(lines, [_kind(lines, place) for place in range(len(lines))])


def _indent(raw: str) -> int:
    width = 0
    for character in raw:
        if character not in _WIDTHS:
            break
        width += _WIDTHS[character]
    return width


def _merge(lines: list[_Line], kinds: list[BlockKind]) -> list[Piece]:
    groups: list[tuple[BlockKind, list[_Line]]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if groups and line.follows and kind in _MERGED and groups[-1][0] == kind:
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return [
        Piece(kind, _joined(kind, group), tuple(line.index for line in group))
        for kind, group in groups
    ]


def _joined(kind: BlockKind, group: list[_Line]) -> str:
    if kind != "table":
        return "\n".join(_unmarked(line.text) for line in group)
    margin = min(len(line.raw) - len(line.raw.lstrip(" \u3000\t\u00a0")) for line in group)
    return "\n".join(line.raw[margin:].rstrip() for line in group)


def _unmarked(text: str) -> str:
    """The text without the number signs of a Markdown heading; they told the layout what it is."""
    return re.sub(r"^#{1,6}\s+", "", text)


# -- what a line is --------------------------------------------------------------------------------


def _kind(lines: list[_Line], place: int) -> BlockKind:
    line = lines[place]
    if _is_table(lines, place):
        return "table"
    if _NOTE.match(line.text):
        return "note"
    if len(line.text) < 400 and _CAPTION.fullmatch(line.text):
        return "caption"
    if line.text.startswith("#") and _unmarked(line.text) != line.text:
        return "subhead"
    if place and _ATTRIBUTION.fullmatch(line.text):
        return "signature"
    if place < 2 and line.text[0] in "（(" and _DATE_LINE.fullmatch(line.text):
        return "note"  # the day a speech was given, below its title
    if line.indent >= _RIGHT:
        return _kind_at_right(lines, place)
    if line.indent >= _CENTRED:
        return _kind_centred(lines, place)
    if line.indent >= 5 and line.indent != _usual_indent(lines):
        run = _run(lines, place, 5, _CENTRED)
        if len(run) > 1 and _are_short(run, 30):
            return "verse"
        return "signature" if place and _closes(lines, place) else "quotation"
    return _kind_at_margin(lines, place)


def _kind_at_right(lines: list[_Line], place: int) -> BlockKind:
    run = _run(lines, place, _RIGHT, 1000)
    if len(run) >= 3 and _are_short(run, 30) and _end_like_verse(run):
        return "verse"
    line = lines[place]
    return "paragraph" if len(line.text) > 40 and line.text.endswith(_STOPS) else "signature"


def _kind_centred(lines: list[_Line], place: int) -> BlockKind:
    line = lines[place]
    run = _run(lines, place, _CENTRED, _RIGHT)
    if _NUMBERED.match(line.text) and len(line.text) <= 30 and not line.text.endswith("。"):
        return "subhead"
    if len(run) > 1 and _are_short(run, 40) and (len(run) > 2 or _end_like_verse(run)):
        return "verse"
    if place and _closes(lines, place):
        return "signature"
    if line.text.endswith(_VERSE_STOPS):
        return "verse" if len(line.text) <= 30 else "paragraph"
    return "subhead" if len(line.text) <= 40 else "paragraph"


def _kind_at_margin(lines: list[_Line], place: int) -> BlockKind:
    line = lines[place]
    if _is_name_list(line.text):
        return "list"
    if len(line.text) > 30:
        return "paragraph"
    run = _run(lines, place, 0, _CENTRED)
    if len(run) >= 4 and _are_short(run, 20) and _end_like_verse(run) and not _is_speech(run):
        return "verse"
    if line.text.endswith(_STOPS):
        return "paragraph"
    follows = _paragraph_follows(lines, place)
    if follows and len(line.text) <= 24 and _NUMBERED.match(line.text):
        return "subhead"
    if place and _closes(lines, place):
        return "signature"
    is_first_name = place == 0 and len(line.text) <= 8 and _NAME_LINE.fullmatch(line.text)
    if is_first_name and follows:
        return "signature"  # a name under the headline that the header does not repeat
    next_is_text = place + 1 < len(lines) and len(lines[place + 1].text) > 30
    return "subhead" if next_is_text and len(line.text) <= 20 else "paragraph"


def _is_table(lines: list[_Line], place: int) -> bool:
    line = lines[place]
    if _BOX.search(line.text):
        return True
    cells = len(_CELLS.split(line.text))
    if cells < 3 or line.text.endswith("。"):
        return False
    neighbours = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
    return any(
        _BOX.search(other.text)
        or (len(_CELLS.split(other.text)) == cells and _FIGURE.search(line.text + other.text))
        for other in neighbours
    )


def _is_name_list(text: str) -> bool:
    names = re.split(r"[\s\u3000]{1,}", text)
    return len(names) >= 4 and all(len(name) <= 4 and _only_han(name) for name in names)


def _only_han(text: str) -> bool:
    return han_runs(text) == [text]


def _is_signed(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_NAME_LINE, _DATE_LINE, _SIGNED)) or bool(
        len(text) <= 40 and _BY_HAND.search(text)
    )


def _is_speech(run: list[_Line]) -> bool:
    return any(line.text[0] in "“「『—" or "：“" in line.text for line in run)


def _are_short(run: list[_Line], length: int) -> bool:
    return all(len(line.text) <= length for line in run)


def _end_like_verse(run: list[_Line]) -> bool:
    ending = sum(line.text.endswith(_VERSE_STOPS) for line in run)
    return ending * 2 >= len(run) and not all(line.text.endswith("。") for line in run)


def _usual_indent(lines: list[_Line]) -> int:
    """The indentation most long lines have: what a paragraph has in this file."""
    indents = Counter(line.indent for line in lines if len(line.text) > 30)
    return indents.most_common(1)[0][0] if indents else 4


def _run(lines: list[_Line], place: int, low: int, high: int) -> list[_Line]:
    """The lines around a place whose indentation is within bounds; blanks and ——name end a run."""

    def belongs(line: _Line) -> bool:
        return low <= line.indent < high and not _ATTRIBUTION.fullmatch(line.text)

    first = last = place
    low_end, high_end = max(place - _RUN_REACH, 0), min(place + _RUN_REACH, len(lines) - 1)
    while first > low_end and lines[first].follows and belongs(lines[first - 1]):
        first -= 1
    while last < high_end and lines[last + 1].follows and belongs(lines[last + 1]):
        last += 1
    return lines[first : last + 1]


def _paragraph_follows(lines: list[_Line], place: int) -> bool:
    """Whether prose comes after this line, not too far below."""
    later = lines[place + 1 : place + 1 + _RUN_REACH]
    return any(len(line.text) > 30 or line.text.endswith("。") for line in later)


def _closes(lines: list[_Line], place: int) -> bool:
    """Whether this line and all after it sign, date or annotate the text."""
    if len(lines) - place > _RUN_REACH or not _is_closing(lines[place]):
        return False
    return all(_is_closing(line) or _NOTE.match(line.text) for line in lines[place + 1 :])


def _is_closing(line: _Line) -> bool:
    side_by_side = len(line.text) <= 30 and len(re.split(r" {3,}", line.text)) == 2
    return (
        line.indent >= _RIGHT
        or _is_signed(line.text)
        or (side_by_side and not line.text.endswith(_STOPS))
    )
