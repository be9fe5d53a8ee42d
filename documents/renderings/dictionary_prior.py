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

from documents.alignment.stems import stem
from documents.chinese.dictionary import dictionary, is_pointer
from documents.chinese.simplified import simplify
from documents.renderings.gloss_table import gloss_table
from documents.renderings.words import SMALL_WORDS, Word, read_words
from documents.text import HAN, is_han

SENSE_DECAY = 0.85  # of each further sense, as the aligner counts it
LEAST_CHANCE = 0.1  # that a Chinese word means the words asked, to be a rendering by the dictionary

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
    asked = {found for word in words if (found := stem(word.lower()))}
    prior = {}
    for candidate in candidates:
        parts = [word for _, _, word in dictionary_words(candidate)] if len(asked) > 1 else []
        tables = [_chances(word) for word in {candidate, *parts}]
        best = [max(table.get(one, 0.0) for table in tables) for one in asked]
        chance = sum(best) * sum(found >= LEAST_CHANCE for found in best)
        if chance >= LEAST_CHANCE:
            prior[candidate] = chance
    total = sum(prior.values())
    return {candidate: chance / total for candidate, chance in prior.items()}


def explained_in_english(
    sentence: str, spans: Sequence[tuple[int, int]], words: Sequence[Word], text: str
) -> dict[str, float]:
    """How well the English ``words`` of ``text`` answer other words of a Chinese sentence."""
    stems = [stem(text[one.start : one.end].lower()) for one in words]
    standing = frozenset(stems)  # what else a gloss has is not asked for
    chances: dict[str, float] = defaultdict(float)
    for start, end, word in dictionary_words(sentence):
        if not any(start < high and low < end for low, high in spans):
            said = _chances(word)
            for found in standing & said.keys():
                chances[found] += said[found]
    explained: dict[str, float] = {}
    for one, found in zip(words, stems, strict=True):
        chance = chances.get(found, 0.0)
        explained[one.key] = max(explained.get(one.key, 0.0), chance)
    return explained


def explained_in_chinese(
    sentence: str, spans: Sequence[tuple[int, int]], counterpart: str
) -> dict[str, float]:
    """How well the dictionary's words of a Chinese text answer other words of the sentence."""
    rest = {
        stem(sentence[word.start : word.end].lower())
        for word in read_words(sentence)
        if not any(word.start < high and low < word.end for low, high in spans)
    }
    explained: dict[str, float] = {}
    for _, _, word in dictionary_words(counterpart):
        chances = _chances(word)
        explained[word] = sum(chances[found] for found in rest & chances.keys())
    return explained


@lru_cache(maxsize=1024)  # of some two kilobytes each
def dictionary_words(text: str) -> Sequence[tuple[int, int, str]]:
    """The dictionary's words in a text, the longest from the left: start, end, word."""
    plain = simplify(text)
    text = plain if len(plain) == len(text) else text
    return tuple(
        (start, end, text[start:end])
        for start, end in gloss_table().cut(text)
        if is_han(text[start])
    )


@lru_cache(maxsize=1024)  # of some two kilobytes each, as above
def _chances(word: str) -> Mapping[str, float]:
    """The aligner's table t(e|z) of one Chinese word, by stem; none of a word it lacks."""
    row = gloss_table().find_row(word)
    return {} if row is None else gloss_table().read_chances(row)
