"""What the dictionary says beforehand: what a word may be in the other language, and the others.

Two uses. The *prior* is the share of each rendering in the glosses of the word asked. The
*explained* strength is how well a word of the counterpart answers another word of the sentence:
what answers another is not likely to answer the word asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from documents.alignment.stems import stem
from documents.chinese.dictionary import dictionary, is_pointer
from documents.chinese.simplified import simplify
from documents.renderings.gloss_table import gloss_table
from documents.renderings.han_pieces import plain_texts
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.words import SMALL_WORDS, Word, read_words
from documents.text import HAN, is_han

SENSE_DECAY = 0.85  # of each further sense, as the aligner counts it
LEAST_CHANCE = 0.1  # that a Chinese word means the words asked, to be a rendering by the dictionary

_AT_ONCE = 8192  # characters of texts cut together

_ASIDE = re.compile(r"\([^)]*\)|\S*\|[^\s\[]*(?:\[[^\]]*\])?|\[[^\]]*\]")
_HAN_RUN = re.compile(f"[{HAN}]+")


def strip_asides(sense: str) -> str:
    """A sense of a gloss without what stands in brackets, and without words cited."""
    return _ASIDE.sub(" ", sense)


def chinese_prior(text: str) -> dict[str, float]:
    """The shares of English words in the glosses of a Chinese word; of no word, of its parts."""
    whole = _gloss_shares(text)
    if whole:
        return dict(whole)
    mixed: dict[str, float] = defaultdict(float)
    parts = [word for run in _HAN_RUN.findall(text) for _, _, word in dictionary_words(run)]
    for part in parts:
        for key, share in _gloss_shares(part).items():
            mixed[key] += share / len(parts)
    return dict(mixed)


def may_spell_name(text: str) -> bool:
    """Whether Chinese may spell a name by sound: no word of the dictionary, and not made of some.

    Characters that are words by themselves must be among its parts.
    """
    parts = dictionary_words(text)
    return not _gloss_shares(text) and any(end - start == 1 for start, end, _ in parts)


def find_unknown(pieces: Iterable[str]) -> list[str]:
    """Those of some pieces of Chinese that are no words of the dictionary."""
    every = list(pieces)
    rows = gloss_table().find_rows(every)
    return [piece for piece, row in zip(every, rows, strict=True) if row < 0]


@lru_cache(maxsize=4096)
def _gloss_shares(word: str) -> Mapping[str, float]:
    weights: dict[str, float] = defaultdict(float)
    rank = 0
    for entry in dictionary().entries(word):
        for gloss in entry.glosses:
            for sense in gloss.split(";"):
                if is_pointer(sense.strip()):
                    continue
                every = [found.key for found in read_words(strip_asides(sense))]
                keys = [key for key in every if key not in SMALL_WORDS] or every
                for key in keys:
                    weights[key] += SENSE_DECAY**rank / len(keys)
                rank += bool(keys)
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def english_prior(words: Iterable[str], candidates: Iterable[str]) -> dict[str, float]:
    """How much of the glosses of each Chinese candidate's words is the English words asked.

    Of several words asked, a candidate that answers more of them counts more than its parts.
    """
    asked = sorted({found for word in words if (found := stem(word.lower()))})
    every = list(candidates)
    if not asked or not every:
        return {}
    cuts = cut_texts(plain_texts(every)) if len(asked) > 1 else [[] for _ in every]
    rows: list[int] = []
    starts: list[int] = []  # of each candidate's own row, behind which those of its words stand
    for row, parts in zip(gloss_table().find_rows(every), cuts, strict=True):
        starts.append(len(rows))
        rows += [row, *(part for _, _, part in parts)]
    held = np.stack([gloss_table().find_chances(one, rows) for one in asked])
    # Of several words side by side each must answer: *he on climate* is more than was asked.
    answers = held.max(axis=0) > 0
    answers[starts] = True
    answered = np.logical_and.reduceat(answers, starts)
    best = np.where(answered, np.maximum.reduceat(held, starts, axis=1), held[:, starts])
    chances = best.sum(axis=0) * (best >= LEAST_CHANCE).sum(axis=0)
    prior = {
        candidate: chance
        for candidate, chance in zip(every, chances.tolist(), strict=True)
        if chance >= LEAST_CHANCE
    }
    total = sum(prior.values())
    return {candidate: chance / total for candidate, chance in prior.items()}


def explained_in_english(
    pairs: Sequence[SentencePair], words: Sequence[Sequence[Word]]
) -> list[dict[str, float]]:
    """How well the English ``words`` of counterparts answer other words of Chinese sentences."""
    rows: list[int] = []
    row_places: list[int] = []
    cuts = cut_texts(plain_texts([pair.sentence for pair in pairs]))
    for place, (pair, cut) in enumerate(zip(pairs, cuts, strict=True)):
        others = [row for start, end, row in cut if not _overlaps(start, end, pair.spans)]
        rows += others
        row_places += [place] * len(others)
    columns = _Columns()
    said = [
        [columns.add(place, pair.counterpart[one.start : one.end]) for one in own]
        for place, (pair, own) in enumerate(zip(pairs, words, strict=True))
    ]
    _, met, chances = gloss_table().meet(rows, row_places, columns.numbers, columns.places)
    gains = [*np.bincount(met, chances, len(columns.numbers)).tolist(), 0.0]
    explained: list[dict[str, float]] = []
    for own, numbers in zip(words, said, strict=True):
        best: dict[str, float] = {}
        for one, number in zip(own, numbers, strict=True):
            best[one.key] = max(gains[number], best.get(one.key, 0.0))
        explained.append(best)
    return explained


def explained_in_chinese(
    pairs: Sequence[SentencePair], named: Sequence[Mapping[str, int]]
) -> list[dict[str, float]]:
    """How well the dictionary's words of Chinese counterparts answer other words of sentences.

    ``named`` are those words, each with its row.
    """
    columns = _Columns()
    for place, pair in enumerate(pairs):
        for word in read_words(pair.sentence):
            if not _overlaps(word.start, word.end, pair.spans):
                columns.add(place, pair.sentence[word.start : word.end])
    rows = [row for own in named for row in own.values()]
    places = [place for place, own in enumerate(named) for _ in own]
    met, _, chances = gloss_table().meet(rows, places, columns.numbers, columns.places)
    gains = iter(np.bincount(met, chances, len(rows)).tolist())
    return [{word: next(gains) for word in own} for own in named]


class _Columns:
    """The columns of the stems that stand in some places, each once a place."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.places: list[int] = []
        self._known: dict[tuple[int, int], int] = {}

    def add(self, place: int, written: str) -> int:
        """The rank of a word's column; -1 where no gloss has its stem."""
        column = _column_of(written.lower())
        if column < 0:
            return -1
        rank = self._known.setdefault((place, column), len(self.numbers))
        if rank == len(self.numbers):
            self.numbers.append(column)
            self.places.append(place)
        return rank


@lru_cache(maxsize=16_384)
def _column_of(word: str) -> int:
    found = gloss_table().find_column(stem(word))
    return -1 if found is None else found


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < high and low < end for low, high in spans)


def cut_texts(texts: Sequence[str]) -> list[list[tuple[int, int, int]]]:
    """The dictionary's words in plain texts, the longest from the left: start, end, row."""
    found: list[list[tuple[int, int, int]]] = [[] for _ in texts]
    place = 0
    while place < len(texts):
        first, size = place, 0
        while place < len(texts) and size < _AT_ONCE:
            size += len(texts[place])
            place += 1
        whole = "\n".join(texts[first:place])
        rank, offset = first, 0
        for start, end, row in gloss_table().find_words(whole):
            while start >= offset + len(texts[rank]):
                offset += len(texts[rank]) + 1
                rank += 1
            if _HAN_RUN.match(whole, start):
                found[rank].append((start - offset, end - offset, row))
    return found


@lru_cache(maxsize=256)  # of some four kilobytes each
def dictionary_words(text: str) -> Sequence[tuple[int, int, str]]:
    """The dictionary's words in a sentence, the longest from the left: start, end, word."""
    return cut_dictionary_words(text)


def cut_dictionary_words(text: str) -> Sequence[tuple[int, int, str]]:
    """The same of a text of any length, which is not remembered."""
    plain = simplify(text)
    text = plain if len(plain) == len(text) else text
    return tuple(
        (start, end, text[start:end])
        for start, end in gloss_table().cut(text)
        if is_han(text[start])
    )
