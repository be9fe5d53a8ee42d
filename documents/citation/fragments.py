"""Text fragments (``#p4:~:text=…``), with which a browser marks the passage cited.

Both languages stand in one document, and a browser marks the first match it meets; so a directive
is grown, or given a prefix, until its first match is the block meant. Where that cannot be had,
there is no directive, and the anchor alone leads to the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

_WHOLE = 80  # characters: a block no longer than this is quoted whole
_WORDS = (4, 6, 9, 14, 20)
_CLAUSES = (1, 2, 3, 5, 8)
# Browsers match at word boundaries, and find those of Chinese by dictionary: only punctuation is a
# boundary for certain.
_CLAUSE = re.compile("[，。；：？！、…—“”‘’（）《》「」『』\u3000,.;:?!()]+")
_HAN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def directive(visible: Sequence[str], chosen: Sequence[int]) -> str:
    """``:~:text=…&text=…`` for blocks of a page, empty if none can be told apart.

    ``visible`` are the page's blocks of text in the order of the document, both languages, headings
    too; ``chosen`` are places in it, from 0. Each block gets a directive of its own, since a range
    over several would mark the other column's rows between them.
    """
    flat = [_flat(text) for text in visible]
    terms = [term for place in sorted(set(chosen)) if (term := _term(flat, place))]
    return ":~:text=" + "&text=".join(terms) if terms else ""


def encode(term: str) -> str:
    """Text percent-encoded for a directive, its own signs ``-``, ``,`` and ``&`` too."""
    return quote(term, safe="").replace("-", "%2D")


def _term(flat: Sequence[str], place: int) -> str:
    """The shortest directive whose first match in the page is this block; a prefix if need be."""
    page = "\n".join(flat).casefold()
    start = sum(len(text.casefold()) + 1 for text in flat[:place])
    block = (start, start + len(flat[place].casefold()))
    for prefix in ("", _tail(flat[:place])):
        for first, last in _candidates(flat[place]):
            if first and _match(page, prefix, first, last) == block:
                return _joined(prefix, first, last)
    return ""


def _match(page: str, prefix: str, first: str, last: str) -> tuple[int, int] | None:
    """Where a browser finds a directive: the first ``first`` behind the prefix, then ``last``."""
    prefix, first, last = prefix.casefold(), first.casefold(), last.casefold()
    start = page.find(first)
    while start >= 0 and prefix and not page[:start].rstrip().endswith(prefix):
        start = page.find(first, start + 1)
    if start < 0:
        return None
    end = start + len(first)
    if last:
        found = page.find(last, end)
        end = found + len(last) if found >= 0 else -1
    return (start, end) if end >= 0 else None


def _candidates(block: str) -> Iterator[tuple[str, str]]:
    """Starts and ends of a block, growing; the whole block last (first if it is short)."""
    if len(block) <= _WHOLE:
        yield block, ""
        return
    units = _units(block)
    for count in _CLAUSES if _HAN.search(block) else _WORDS:
        if 2 * count < len(units):
            yield (
                block[: units[count - 1][1]].rstrip(" \u3000"),
                block[units[-count][0] :].lstrip(" \u3000"),
            )
    yield block, ""


def _units(block: str) -> list[tuple[int, int]]:
    """The spans at which a term may be cut: words, or clauses where words have no spaces."""
    pattern = _CLAUSE if _HAN.search(block) else re.compile(r"\s+")
    spans, start = [], 0
    for gap in pattern.finditer(block):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(block):
        spans.append((start, len(block)))
    return spans


def _tail(earlier: Sequence[str]) -> str:
    """The last words of the nearest text before a block."""
    nearest = next((text for text in reversed(earlier) if text), "")
    units = _units(nearest)
    return nearest[units[-min(4, len(units))][0] :] if units else ""


def _joined(prefix: str, start: str, end: str) -> str:
    text = (encode(prefix) + "-," if prefix else "") + encode(start)
    return text + ("," + encode(end) if end else "")


def _flat(text: str) -> str:
    return re.sub(r"[^\S\u3000]+", " ", text).strip()
