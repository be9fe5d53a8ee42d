"""Measures how well renderings are found in aligned documents, against the dictionary.

usage: python -m tests.benchmarks.renderings --gold FILE.jsonl [--half even|odd] [--wrong]

Each line of the file is a document: ``source`` (Chinese) and ``target`` (English) paragraphs, and
``gold``, beads of their numbers. Asked are the 200 commonest words of two characters and more that
the dictionary has, found in 20 sentences or more; from English, the 200 commonest words that a
gloss has. A rendering is right if a gloss has it, by stem. *Withheld* means that what the
dictionary says of the word asked is kept from the finder. With ``--half`` only documents of even or
odd number are read: what is fitted on one half is judged by the other.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.alignment import align_sentences_within
from documents.chinese.dictionary import dictionary
from documents.renderings import SentencePair, find_renderings
from documents.renderings.dictionary_prior import chinese_prior, english_prior
from documents.renderings.words import SMALL_WORDS, read_words

MOST_WORDS = 200
LEAST_HITS = 20
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """What is asked in one direction: words, where they stand, and which rendering is right."""

    label: str
    words: list[str]
    pairs: list[tuple[str, str]]
    find: Callable[[str, str], Spans]
    is_right: Callable[[str, str], bool]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--wrong", action="store_true", help="show the words whose first is wrong")
    parser.add_argument("--half", choices=("even", "odd"), help="the documents read")
    options = parser.parse_args()
    pairs = list(read_pairs(options.gold, {"even": (0,), "odd": (1,)}.get(options.half, (0, 1))))
    sys.stdout.write(f"{len(pairs)} sentence pairs\n")
    for direction in (from_chinese(pairs), from_english(pairs)):
        for with_dictionary in (True, False):
            measure(direction, with_dictionary=with_dictionary, show_wrong=options.wrong)


def measure(direction: Direction, *, with_dictionary: bool, show_wrong: bool) -> None:
    """Write how many first renderings are right, and how many of the first three."""
    first = three = 0
    wrong = []
    started = time.process_time()
    for word in direction.words:
        found, rest = [], []
        for sentence, counterpart in direction.pairs:
            if spans := direction.find(word, sentence):
                found.append(SentencePair(sentence, counterpart, spans))
            else:
                rest.append(counterpart)
        items = find_renderings(found, rest, with_dictionary=with_dictionary).items
        right = [direction.is_right(word, item.text) for item in items[:3]]
        first += right[:1] == [True]
        three += any(right)
        if right[:1] != [True]:
            wrong.append((word, [(item.text, item.count) for item in items[:4]]))
    size = max(1, len(direction.words))
    taken = 1000 * (time.process_time() - started) / size
    told = "with the dictionary" if with_dictionary else "withheld"
    sys.stdout.write(
        f"{direction.label}, {told}: {len(direction.words)} words, first {first / size:.3f}, "
        f"one of three {three / size:.3f}, {taken:.1f} ms a word\n"
    )
    for word, said in wrong if show_wrong else ():
        sys.stdout.write(f"    {word} {said}\n")


def from_chinese(pairs: list[tuple[str, str]]) -> Direction:
    """The commonest dictionary words of the Chinese sentences."""
    held = dictionary()
    counts = Counter(
        word
        for chinese, _ in pairs
        for word in {token.form for token in held.words(chinese)}
        if len(word) > 1 and word in held and chinese_prior(word)
    )

    def find(word: str, text: str) -> Spans:
        starts = [start for start in range(len(text)) if text.startswith(word, start)]
        return tuple((start, start + len(word)) for start in starts)

    def is_right(word: str, said: str) -> bool:
        glosses = chinese_prior(word)
        keys = [one.key for one in read_words(said)]
        return any(key in glosses for key in _own(keys))

    words = [word for word, count in counts.most_common(MOST_WORDS) if count >= LEAST_HITS]
    return Direction("Chinese to English", words, pairs, find, is_right)


def from_english(pairs: list[tuple[str, str]]) -> Direction:
    """The commonest English words that a gloss of the Chinese sentences' words has."""
    turned = [(english, chinese) for chinese, english in pairs]
    forms: dict[str, Counter[str]] = {}
    for text, _ in turned:
        for key, form in {one.key: text[one.start : one.end] for one in read_words(text)}.items():
            forms.setdefault(key, Counter())[form.lower()] += 1
    form_of = {key: counts.most_common(1)[0][0] for key, counts in forms.items()}
    named = {token.form for chinese, _ in pairs for token in dictionary().words(chinese)}
    counted = sorted(forms, key=lambda key: (-forms[key].total(), key))
    words = [
        key
        for key in counted
        if forms[key].total() >= LEAST_HITS
        and key not in SMALL_WORDS
        and key.isalpha()
        and english_prior([form_of[key]], named)
    ]

    def find(key: str, text: str) -> Spans:
        return tuple((one.start, one.end) for one in read_words(text) if one.key == key)

    def is_right(key: str, said: str) -> bool:
        return bool(english_prior([form_of[key]], [said])) or key in chinese_prior(said)

    return Direction("English to Chinese", words[:MOST_WORDS], turned, find, is_right)


def _own(keys: Iterable[str]) -> list[str]:
    """The keys that mean something by themselves; all, where none does."""
    every = list(keys)
    return [key for key in every if key not in SMALL_WORDS] or every


def read_pairs(path: Path, halves: Sequence[int] = (0, 1)) -> Iterator[tuple[str, str]]:
    """Sentence pairs, paired within the gold beads, of the documents of some halves."""
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if number % 2 not in halves:
            continue
        document = json.loads(line)
        for ours, theirs in document["gold"]:
            source = tuple(document["source"][place] for place in ours)
            target = tuple(document["target"][place] for place in theirs)
            for pair in align_sentences_within(source, target, "zh-Hans", "en"):
                chinese = "".join(source[place][low:high] for place, low, high in pair.source)
                english = " ".join(target[place][low:high] for place, low, high in pair.target)
                if chinese and english:
                    yield chinese, english


if __name__ == "__main__":
    main()
