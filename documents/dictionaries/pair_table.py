"""Builds the aligner's table of a dictionary: which words of the glosses a headword may become."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from documents.alignment.glosses import KEPT, SENSE_DECAY
from documents.alignment.lexicon import Arrays, pack_lines
from documents.alignment.pair_lexicon import GLOSS, HEADWORD
from documents.dictionaries.word_list import WordListEntry
from documents.dictionaries.word_units import MOST_UNITS, is_kana, loose_stems, split_units

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Share of all words in glosses, and their number, from which one is a function word, which answers
# nothing.
COMMON, LEAST_COMMON = 0.003, 30
# Words that all glosses are taken to have at least: of a small list each would else seem common.
LEAST_TOTAL = 100_000
_BATCH = 5_000  # entries whose words are stemmed in one go


def build_table(entries: Iterable[WordListEntry], languages: tuple[str, str]) -> Arrays:
    """Build the arrays of a `Lexicon` from a word list's entries; linear in their length.

    The r-th sense counts 0.85^r, each of the k words of a sense 1/√k, as in CC-CEDICT's table.
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: Counter[str] = Counter()
    batch: list[WordListEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BATCH:
            _weigh(batch, languages, weights, counts)
            batch = []
    _weigh(batch, languages, weights, counts)
    if languages[0] == "ja":
        _add_uninflected(weights)
    return _pack(weights, counts)


def _weigh(
    entries: list[WordListEntry],
    languages: tuple[str, str],
    weights: dict[str, dict[str, float]],
    counts: Counter[str],
) -> None:
    headwords = _stemmed(
        [form for one in entries for form in (one.headword, one.other_form)], languages[0]
    )
    senses = _stemmed(
        [strip_asides(gloss) for one in entries for gloss in one.glosses], languages[1]
    )
    place = 0
    for number, entry in enumerate(entries):
        forms = headwords[2 * number : 2 * number + 2]
        keys = {headword_key(units) for units in forms} - {""}
        found = senses[place : place + len(entry.glosses)]
        place += len(entry.glosses)
        for rank, words in enumerate(
            filter(None, ([s for w, s in one if s and not w.isdigit()] for one in found))
        ):
            counts.update(words)
            share = SENSE_DECAY**rank / math.sqrt(len(words))
            for key in keys:
                row = weights[key]
                for word in words:
                    row[word] += share


def headword_key(units: list[tuple[str, str]]) -> str:
    """The key of a headword for alignment; "" of a function word alone, and of a long phrase."""
    if len(units) > MOST_UNITS or not any(stem for _, stem in units):
        return ""
    return " ".join(stem or word for word, stem in units)


def _stemmed(texts: list[str], language: str) -> list[list[tuple[str, str]]]:
    """The words of each text with their stems, all stemmed in one go."""
    words = [split_units(text) if text else [] for text in texts]
    every = sorted({word for row in words for word in row})
    stems = dict(zip(every, loose_stems(every, language), strict=True))
    return [[(word, stems[word]) for word in row] for row in words]


def strip_asides(gloss: str) -> str:
    """A gloss without what stands in brackets."""
    return _ASIDE.sub(" ", gloss) if "(" in gloss or "[" in gloss else gloss


def _add_uninflected(weights: dict[str, dict[str, float]]) -> None:
    """Japanese words without their last kana, where verbs and adjectives inflect."""
    for key in list(weights):
        units = key.split(" ")
        if len(units) > 1 and is_kana(units[-1]) and not all(map(is_kana, units)):
            short = " ".join(units[:-1])
            if short not in weights:
                weights[short] = weights[key]


def _pack(weights: dict[str, dict[str, float]], counts: Counter[str]) -> Arrays:
    total = max(1, sum(counts.values()))
    common = {name for name, count in counts.items() if count > max(LEAST_COMMON, COMMON * total)}
    best = {
        key: _best({name: weight for name, weight in row.items() if name not in common})
        for key, row in weights.items()
        if not common.issuperset(row)
    }
    keys = sorted(best)
    names = sorted(counts.keys() - common)
    column = {name: place for place, name in enumerate(names)}
    reach: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        reach[first] = max(reach.get(first, 0), 1 + rest.count(" ") + bool(rest))
    lengths = [len(best[key]) for key in keys]
    return {
        "forms": pack_lines(HEADWORD + key for key in keys),
        "rows": np.arange(len(keys), dtype=np.int32),
        "reach": pack_lines(reach),
        "reaches": np.array(list(reach.values()), np.int8),
        "stems": pack_lines(GLOSS + name for name in names),
        "starts": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        "columns": np.array([column[name] for key in keys for name in best[key]], np.int32),
        "chances": np.array([share for key in keys for share in best[key].values()], np.float32),
        "shares": np.array([counts[name] / max(total, LEAST_TOTAL) for name in names], np.float32),
        "readings": pack_lines(()),
    }


def _best(row: dict[str, float]) -> dict[str, float]:
    kept = sorted(sorted(row), key=row.__getitem__, reverse=True)[:KEPT]
    total = sum(row[name] for name in kept)
    return {name: row[name] / total for name in kept}
