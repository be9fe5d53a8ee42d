"""Builds the arrays of a bilingual dictionary: its lines, and where its keys stand. Pure.

A key is the stems of a headword, or the words of a gloss by stem; kept are 64 bits of its digest,
which are the same in every process.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from documents.alignment.stems import stem
from documents.array_file import Arrays
from documents.dictionaries.description import primary_subtag
from documents.dictionaries.pair_table import strip_asides
from documents.dictionaries.word_list import WordListEntry
from documents.dictionaries.word_units import MOST_UNITS, split_units, word_stems
from documents.search.folding import fold_text

PART_SEPARATOR, GLOSS_SEPARATOR = "\x1f", "\x1e"  # of an entry's parts, and of its glosses
SENSE_DECAY = 0.85  # of each further sense, as the aligner counts it
LONGEST_GLOSS = 4  # words of a gloss that is found
PART_OF_GLOSS = 0.25  # what a headword counts for a word that is only a part of its gloss
_BATCH = 5_000  # entries whose words are stemmed in one go

# Words that a headword may lead with, as dictionaries print it: an article, or the sign of an
# infinitive. Folded.
_LEADING = {
    "de": {"der", "die", "das", "ein", "eine", "sich"},
    "en": {"the", "a", "an", "to"},
    "es": {"el", "la", "los", "las", "un", "una"},
    "fr": {"le", "la", "les", "un", "une", "se"},
    "it": {"il", "lo", "la", "i", "gli", "le", "un", "uno", "una"},
    "nl": {"de", "het", "een"},
    "pt": {"o", "a", "os", "as", "um", "uma"},
    "sv": {"en", "ett", "att"},
}
_TRAILING = re.compile(r",\s*(\w+)\s*$")  # Haus, das
# Latin letters that stand for Cyrillic ones in words with a stress mark: рекá.
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TWINS = str.maketrans("aeiopcyx", "аеіорсух")


def hash_key(key: str) -> int:
    """The first 64 bits of a key's digest."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def headword_keys(headwords: Sequence[str], language: str) -> list[tuple[str, ...]]:
    """The keys of each headword, all stemmed in one go: as it is, and without its article."""
    forms = [[*_forms(headword, primary_subtag(language))] for headword in headwords]
    every = sorted({word for several in forms for words in several for word in words})
    stems = dict(zip(every, word_stems(every, language), strict=True))
    return [
        tuple(dict.fromkeys(" ".join(stems[word] for word in words) for words in several))
        for several in forms
    ]


def _forms(headword: str, language: str) -> Iterator[list[str]]:
    leading = _LEADING.get(language, set())
    words = [*map(_in_one_script, split_units(strip_asides(headword) or headword))]
    if not words or len(words) > MOST_UNITS:
        return
    yield words
    if len(words) > 1 and words[0] in leading:
        yield words[1:]
    elif len(words) > 1 and words[-1] in leading and _TRAILING.search(headword):
        yield words[:-1]


def _in_one_script(word: str) -> str:
    return word.translate(_TWINS) if _CYRILLIC.search(word) else word


def without_article(headword: str, language: str) -> str:
    """A headword as texts write it: without what stands in brackets, and without its article."""
    leading = _LEADING.get(primary_subtag(language), set())
    words = (strip_asides(headword) or headword).split()
    if len(words) > 1 and fold_text(words[0]) in leading:
        words = words[1:]
    elif len(words) > 1 and words[-2].endswith(",") and fold_text(words[-1]) in leading:
        words = words[:-1]
    return " ".join(words).rstrip(",")


def content_words(gloss: str, language: str) -> list[str]:
    """The words of a gloss, folded, without what stands in brackets; small ones aside."""
    words = split_units(strip_asides(gloss))
    small = _small_words(words, language)
    return [word for word in words if word not in small] or words


def gloss_words(gloss: str, language: str) -> list[str]:
    """The words of a gloss by stem, without what stands in brackets; small ones aside."""
    return _gloss_words([gloss], language)[0]


def _gloss_words(glosses: Sequence[str], language: str) -> list[list[str]]:
    """The same of several, all stemmed in one go."""
    split = [split_units(strip_asides(gloss)) for gloss in glosses]
    every = sorted({word for words in split for word in words})
    stems = dict(zip(every, word_stems(every, language), strict=True))
    small = _small_words(every, language)
    return [
        [stems[word] for word in words if word not in small] or [stems[word] for word in words]
        for words in split
    ]


def _small_words(words: Iterable[str], language: str) -> set[str]:
    """Those of some words that say nothing by themselves: articles, of English all small ones."""
    primary = primary_subtag(language)
    leading = _LEADING.get(primary, set())
    return {one for one in words if one in leading or (primary == "en" and not stem(one))}


def build_arrays(
    entries: Iterable[tuple[int, WordListEntry]], languages: tuple[str, str]
) -> Arrays:
    """Build the arrays from entries, each with the number of its list; linear in their length."""
    data = bytearray()
    hashes, starts = array("Q"), array("q")
    gloss_hashes, gloss_starts, gloss_shares = array("Q"), array("q"), array("f")
    reach: dict[int, int] = {}
    for batch in _batches(entries):
        headwords = [form for _, one in batch for form in (one.headword, one.other_form)]
        keys = headword_keys(headwords, languages[0])
        senses = [[s for g in one.glosses for s in g.split(";")] for _, one in batch]
        words = iter(_gloss_words([one for some in senses for one in some], languages[1]))
        for place, (number, entry) in enumerate(batch):
            for key in dict.fromkeys((*keys[2 * place], *keys[2 * place + 1])):
                hashes.append(hash_key(key))
                starts.append(len(data))
                first, _, rest = key.partition(" ")
                begins = hash_key(first)
                reach[begins] = max(reach.get(begins, 0), 1 + rest.count(" ") + bool(rest))
            for key, share in _gloss_keys([next(words) for _ in senses[place]]).items():
                gloss_hashes.append(hash_key(key))
                gloss_starts.append(len(data))
                gloss_shares.append(share)
            parts = (str(number), entry.headword, entry.other_form, entry.reading)
            line = PART_SEPARATOR.join((*parts, GLOSS_SEPARATOR.join(entry.glosses)))
            data += line.encode() + b"\n"
    order = np.argsort(np.frombuffer(hashes, np.uint64), kind="stable")
    gloss_order = np.argsort(np.frombuffer(gloss_hashes, np.uint64), kind="stable")
    reach_hashes = np.fromiter(reach, np.uint64, len(reach))
    reach_order = np.argsort(reach_hashes)
    return {
        "hashes": np.frombuffer(hashes, np.uint64)[order],
        "starts": np.frombuffer(starts, np.int64)[order],
        "reach_hashes": reach_hashes[reach_order],
        "reaches": np.fromiter(reach.values(), np.int8, len(reach))[reach_order],
        "gloss_hashes": np.frombuffer(gloss_hashes, np.uint64)[gloss_order],
        "gloss_starts": np.frombuffer(gloss_starts, np.int64)[gloss_order],
        "gloss_shares": np.frombuffer(gloss_shares, np.float32)[gloss_order],
        "data": np.frombuffer(bytes(data), np.uint8),
    }


def _gloss_keys(senses: Sequence[Sequence[str]]) -> dict[str, float]:
    """The keys of an entry's senses, and of the words of longer ones, with their shares."""
    found: dict[str, float] = {}
    told = [words for words in senses if words]
    total = sum(SENSE_DECAY**rank for rank in range(len(told)))
    for rank, words in enumerate(told):
        share = SENSE_DECAY**rank / total
        if len(words) <= LONGEST_GLOSS:
            key = " ".join(words)
            found[key] = max(share, found.get(key, 0.0))
        if len(words) > 1:
            for word in words:
                part = PART_OF_GLOSS * share / len(words)
                found[word] = max(part, found.get(word, 0.0))
    return found


def _batches(
    entries: Iterable[tuple[int, WordListEntry]],
) -> Iterator[list[tuple[int, WordListEntry]]]:
    batch: list[tuple[int, WordListEntry]] = []
    for one in entries:
        batch.append(one)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
