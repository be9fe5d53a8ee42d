"""The difference between two versions of a text, paragraph by paragraph. Pure: no Django.

Paragraphs that stayed are counted and not shown; one that was changed is set beside the one it most
resembles and marked word by word (Han text character by character).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from documents.blocks import Block

Operation: TypeAlias = Literal["same", "gone", "new"]

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
# Thai, Lao, Tibetan, Burmese and Khmer: a letter with the signs that stand on it.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0f40-\u0fbc\u1000-\u103f\u1050-\u109f\u1780-\u17dd"
)
_SIGNS = "".join(
    chr(code) for code in range(0xE00, 0x1800) if unicodedata.category(chr(code))[0] == "M"
)
_TOKEN = re.compile(
    rf"[{_HAN}{_KANA}]|[{_UNSPACED}][{_SIGNS}]*|[^\W{_HAN}{_KANA}{_UNSPACED}]+|\s+|[^\w\s]|_"
)
_ALIKE = 0.4  # below it two paragraphs have too little in common to mark words in
_NEAR = 12  # old paragraphs ahead in which a changed one is looked for
_LONGEST = 6_000  # tokens of both that differ: past it they are shown whole, before and after


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A stretch of text: in both versions, in the old one only, or in the new one only."""

    operation: Operation
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A changed paragraph; a number is None where that version has no such paragraph."""

    before: int | None
    after: int | None
    pieces: tuple[ChangedText, ...]
    kinds: tuple[str, str] | None = None  # what it was set as, and is now, where that changed


@dataclass(frozen=True, slots=True)
class UnchangedRun:
    """A run of unchanged paragraphs, by their new numbers."""

    first: int
    last: int


def compare_texts(before: str, after: str) -> tuple[ChangedText, ...]:
    """Two texts merged word by word; empty where they are the same."""
    if before == after:
        return ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    ends = range(shortest - head)
    tail = next((i for i in ends if old[-1 - i] != new[-1 - i]), shortest - head)
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [ChangedText("same", "".join(old[:head]))]
    pieces += _compare(ours, theirs)
    pieces.append(ChangedText("same", "".join(old[len(old) - tail :])))
    return tuple(piece for piece in pieces if piece.text)


def _compare(old: list[str], new: list[str]) -> Iterator[ChangedText]:
    if len(old) + len(new) > _LONGEST:
        yield from _whole("".join(old), "".join(new))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield ChangedText("same", "".join(old[i1:i2]))
        else:
            yield from _whole("".join(old[i1:i2]), "".join(new[j1:j2]))


def _whole(before: str, after: str) -> tuple[ChangedText, ...]:
    pieces = (ChangedText("gone", before), ChangedText("new", after))
    return tuple(piece for piece in pieces if piece.text)


def compare_blocks(before: Sequence[Block], after: Sequence[Block]) -> list[Change | UnchangedRun]:
    """The paragraphs of both versions in order: changed, or in an unchanged run."""
    old = [(block.kind, block.text) for block in before]
    new = [(block.kind, block.text) for block in after]
    found: list[Change | UnchangedRun] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(UnchangedRun(j1 + 1, j2))
        else:
            found += _changed(before, after, (i1, i2), (j1, j2))
    return found


def _changed(
    before: Sequence[Block],
    after: Sequence[Block],
    gone: tuple[int, int],
    new: tuple[int, int],
) -> Iterator[Change]:
    """The changes of a stretch: similar paragraphs are paired in order, others stand alone."""
    taken = gone[0]
    for j in range(*new):
        ahead = range(taken, min(gone[1], taken + _NEAR))
        match = next((i for i in ahead if _are_alike(before[i].text, after[j].text)), None)
        if match is None:
            yield Change(None, j + 1, (ChangedText("new", after[j].text),))
            continue
        yield from _gone(before, taken, match)
        yield _pair(before, after, match, j)
        taken = match + 1
    yield from _gone(before, taken, gone[1])


def _gone(before: Sequence[Block], start: int, end: int) -> Iterator[Change]:
    for i in range(start, end):
        yield Change(i + 1, None, (ChangedText("gone", before[i].text),))


def _pair(before: Sequence[Block], after: Sequence[Block], i: int, j: int) -> Change:
    pieces = compare_texts(before[i].text, after[j].text) or (ChangedText("same", after[j].text),)
    kinds = (before[i].kind, after[j].kind)
    return Change(i + 1, j + 1, pieces, kinds if kinds[0] != kinds[1] else None)


def _are_alike(one: str, other: str) -> bool:
    """Whether two paragraphs share enough words and Han characters, in order."""
    if one == other:
        return True
    ours, theirs = (
        [token for token in _TOKEN.findall(text[:2000]) if not token.isspace()]
        for text in (one, other)
    )
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _ALIKE:
        return False
    return matcher.ratio() >= _ALIKE
