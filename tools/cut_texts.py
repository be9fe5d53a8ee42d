"""Pairs of texts whose counts stay equal though rows no longer answer each other.

What a quick look at counts, lengths and some words may take for a plain pairing by position.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

# A passage, with the names of the passages that it was made of.
Passage: TypeAlias = tuple[str, tuple[str, ...]]
Cut: TypeAlias = Callable[["CutText", Sequence["CutText"], random.Random], None]

_ENDS = re.compile("""[.!?]["”]? """)


@dataclass(slots=True)
class CutText:
    """Two texts while they are cut; those with the same names at the same place are a pair."""

    source: list[Passage]
    target: list[Passage]

    def rows(self) -> list[bool]:
        """Of each row, whether its two passages are a pair."""
        return [ours[1] == theirs[1] for ours, theirs in zip(self.source, self.target, strict=True)]

    def texts(self) -> tuple[list[str], list[str]]:
        """The passages' words."""
        return [text for text, _ in self.source], [text for text, _ in self.target]


def name_passages(name: str, source: Sequence[str], target: Sequence[str]) -> CutText:
    """Two texts that are paired by position."""
    return CutText(
        [(text, (f"{name}/{row}",)) for row, text in enumerate(source)],
        [(text, (f"{name}/{row}",)) for row, text in enumerate(target)],
    )


def _merge(side: list[Passage], place: int, between: str) -> None:
    (first, names), (second, others) = side[place : place + 2]
    side[place : place + 2] = [(f"{first}{between}{second}", names + others)]


def _places(text: CutText, chance: random.Random) -> tuple[int, int]:
    one, other = chance.sample(range(len(text.source) - 1), 2)
    return one, other


def _merge_both(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    _merge(text.source, one, "")
    _merge(text.target, other, " ")


def _merge_and_drop(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    if other in (one, one + 1):  # what is dropped is a part of the merge: still a pair
        return
    if chance.random() < 0.5:
        _merge(text.source, one, "")
        del text.target[other]
    else:
        _merge(text.target, one, " ")
        del text.source[other]


def _drop_both(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    del text.source[one]
    del text.target[other]


def _insert_both(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    first, second = chance.sample(strangers, 2)
    text.source.insert(one, chance.choice(first.source))
    text.target.insert(other, chance.choice(second.target))


def _insert_first_lines(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    first, second = chance.sample(strangers, 2)
    text.source.insert(0, first.source[0])
    text.target.insert(0, second.target[0])


def _replace(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    text.target[_places(text, chance)[0]] = chance.choice(chance.choice(strangers).target)


def _drop_and_insert(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    del text.target[one]
    text.target.insert(other, chance.choice(chance.choice(strangers).target))


def _exchange(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    text.target[one], text.target[other] = text.target[other], text.target[one]


def _exchange_neighbours(
    text: CutText, strangers: Sequence[CutText], chance: random.Random
) -> None:
    one, _ = _places(text, chance)
    text.target[one], text.target[one + 1] = text.target[one + 1], text.target[one]


def _split_and_merge(text: CutText, strangers: Sequence[CutText], chance: random.Random) -> None:
    one, other = _places(text, chance)
    passage, names = text.target[one]
    ends = [found.end() for found in _ENDS.finditer(passage)]
    if not ends or other in (one - 1, one):
        return
    end = chance.choice(ends)
    halves = [(passage[:end].strip(), (*names, "1")), (passage[end:], (*names, "2"))]
    if one < other:
        _merge(text.target, other, " ")
        text.target[one : one + 1] = halves
    else:
        text.target[one : one + 1] = halves
        _merge(text.target, other, " ")


CUTS: dict[str, Cut] = {
    "merged on both sides": _merge_both,
    "merged on one, dropped on the other": _merge_and_drop,
    "dropped on both sides": _drop_both,
    "inserted on both sides": _insert_both,
    "unrelated first lines": _insert_first_lines,
    "replaced": _replace,
    "dropped and inserted on one side": _drop_and_insert,
    "exchanged": _exchange,
    "exchanged with its neighbour": _exchange_neighbours,
    "split and merged on one side": _split_and_merge,
}


def cut_every_way(
    texts: Sequence[CutText], times: int, chance: random.Random
) -> list[tuple[str, CutText]]:
    """Every text cut in every way so many times, where its counts are equal and a row is wrong."""
    found = []
    for text in texts:
        strangers = [other for other in texts if other is not text]
        if len(text.source) < 4 or len(strangers) < 2:
            continue
        for name, cut in CUTS.items():
            for _ in range(times):
                copy = CutText(list(text.source), list(text.target))
                cut(copy, strangers, chance)
                if len(copy.source) == len(copy.target) and not all(copy.rows()):
                    found.append((name, copy))
    return found
