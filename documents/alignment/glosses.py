"""Translation probabilities t(e|z) from dictionary glosses: what a word may be in English."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from documents.alignment.stems import stem
from documents.cedict import DictionaryEntry

KEPT = 24  # stems kept of one word's glosses
SENSE_DECAY = 0.85  # of each further sense
SURNAME_WEIGHT = 0.3
PARTS_WEIGHT = 0.2  # of what a word's parts mean in what the word means

_REFERENCE = re.compile(
    r"^(?:CL:|also written|also pr|(?:old |erroneous |archaic |Japanese )?variant of|see "
    r"|abbr\. for|Taiwan pr)"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*\|\S*")
_WORD = re.compile(r"[a-zà-ÿ]+")
_SYLLABLE = re.compile(r"[a-zü:]+")


@dataclass(frozen=True, slots=True)
class GlossTable:
    """The table t(e|z) by word, the frequency of each stem in glosses, a reading a character."""

    senses: dict[str, dict[str, float]]  # simplified word -> stem -> probability
    traditional: dict[str, str]  # traditional form -> simplified, where they differ
    stem_counts: Counter[str]
    readings: dict[str, str]  # character -> its commonest syllable, without tone


def tabulate(entries: Iterable[DictionaryEntry]) -> GlossTable:
    """Compute the table: sense r counts 0.85^r, each of the k words of a gloss 1/√k."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    traditional: dict[str, str] = {}
    stem_counts: Counter[str] = Counter()
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        word = entry.simplified
        if entry.traditional != word:
            traditional.setdefault(entry.traditional, word)
        syllables = _SYLLABLE.findall(entry.reading.lower())
        if len(syllables) == len(word):
            for form in {word, entry.traditional}:
                for character, syllable in zip(form, syllables, strict=False):
                    readings[character][syllable.replace("u:", "v")] += 1
        row = weights[word]
        rank = 0
        for gloss in entry.glosses:
            for sense in gloss.split(";"):
                stems = gloss_stems(sense)
                if not stems:
                    continue
                share = SENSE_DECAY**rank / math.sqrt(len(stems))
                if sense.startswith("surname "):
                    share *= SURNAME_WEIGHT
                for found in stems:
                    row[found] += share
                stem_counts.update(stems)
                rank += 1
    senses = {word: _best(row) for word, row in weights.items()}
    return GlossTable(
        {word: _mix_parts(word, row, senses) for word, row in senses.items()},
        traditional,
        stem_counts,
        {character: counts.most_common(1)[0][0] for character, counts in readings.items()},
    )


def gloss_stems(sense: str) -> list[str]:
    """The stems of one sense; none where it only points to another entry."""
    sense = sense.strip()
    if _REFERENCE.match(sense):
        return []
    return [
        found for word in _WORD.findall(_ASIDE.sub(" ", sense).lower()) if (found := stem(word))
    ]


def _best(row: dict[str, float]) -> dict[str, float]:
    """The heaviest stems as shares of one; of equal ones the first by letters."""
    kept = sorted(sorted(row), key=row.__getitem__, reverse=True)[:KEPT]
    weights = [row[found] for found in kept]
    total = sum(weights)
    return {found: weight / total for found, weight in zip(kept, weights, strict=True)}


def _mix_parts(
    word: str, row: dict[str, float], senses: dict[str, dict[str, float]]
) -> dict[str, float]:
    """The stems of a word mixed with those of its parts.

    A translator of 供水 may write of water only.
    """
    parts = [part for part in _parts(word, senses) if senses.get(part)]
    if not parts:
        return row
    share = PARTS_WEIGHT / len(parts) if row else 1 / len(parts)
    mixed = {found: (1 - PARTS_WEIGHT) * chance for found, chance in row.items()}
    for part in parts:
        for found, chance in senses[part].items():
            mixed[found] = mixed.get(found, 0.0) + share * chance
    return _best(mixed)


def _parts(word: str, senses: dict[str, dict[str, float]]) -> list[str]:
    """The parts of a word: the longest shorter words from the left; else characters."""
    parts: list[str] = []
    place = 0
    while place < len(word) > 1:
        length = min(len(word) - place, len(word) - 1)
        while length > 1 and word[place : place + length] not in senses:
            length -= 1
        parts.append(word[place : place + length])
        place += length
    return parts
