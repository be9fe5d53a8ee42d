"""The sentence pairs of a concordance's lines, copies of one sentence once.

What is printed again and again (a notice, a slogan, a report that several papers have) says once
how its words were rendered: counted each time, whatever stands in it would answer the words asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from documents.corpus.concordance import ConcordanceLine
from documents.renderings import SentencePair
from documents.text import is_han

LONGEST_COUNTERPART = 600  # characters of a counterpart read
ALIKE = 36  # characters on one side of two hits, by which their sentences are copies
ALIKE_IN_CHINESE = 12
_FIGURES = re.compile(r"\d+")  # the same notice has another date
_ENDS = re.compile(r"[。！？!?；;…\n]|\.(?=\s|$)")

Span = tuple[int, int]
_Texts = tuple[str, str]


def find_distinct_pairs(lines: Iterable[ConcordanceLine]) -> list[SentencePair]:
    """The pairs of some lines, in order, each with all hits in its sentence.

    Of the copies of a sentence the shortest pair is taken: others have more beside it.
    """
    groups: dict[str, dict[_Texts, list[Span]]] = {}
    distinct: list[dict[_Texts, list[Span]]] = []
    for line in lines:
        contexts = [_FIGURES.sub("0", one) for one in _contexts(line.sentence, line.hit)]
        group = next((groups[one] for one in contexts if one in groups), None)
        if group is None:
            distinct.append(group := {})
        groups |= dict.fromkeys(contexts, group)
        group.setdefault((line.sentence, line.counterpart), []).append(line.hit)
    hits: dict[_Texts, set[Span]] = defaultdict(set)
    for group in distinct:
        pair = min(group, key=lambda texts: len(texts[0]) + len(texts[1]))
        hits[pair] |= {*group[pair]}
    return [
        SentencePair(sentence, counterpart[:LONGEST_COUNTERPART], tuple(sorted(spans)))
        for (sentence, counterpart), spans in hits.items()
    ]


def _contexts(text: str, hit: Span) -> Iterator[str]:
    """What copies of a hit's sentence have in common: either side of it, or all if it is short."""
    start, end = _own_sentence(text, hit)
    room = ALIKE_IN_CHINESE if is_han(text[hit[0]]) else ALIKE
    if hit[0] - start >= room:
        yield text[hit[0] - room : hit[1]]
    if end - hit[1] >= room:
        yield text[hit[0] : hit[1] + room]
    if hit[0] - start < room and end - hit[1] < room:
        yield text[start:end].strip()


def _own_sentence(text: str, hit: Span) -> Span:
    """The sentence about a hit, out of several that were paired together."""
    start = 0
    for end in _ENDS.finditer(text):
        if end.start() >= hit[1]:
            return start, end.start()
        if end.end() <= hit[0]:
            start = end.end()
    return start, len(text)
