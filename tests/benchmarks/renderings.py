"""Measures how well renderings are found in aligned documents, against the dictionary.

usage: python -m tests.benchmarks.renderings --gold FILE.jsonl

Each line of the file is a document: ``source`` (Chinese) and ``target`` (English) paragraphs, and
``gold``, beads of their numbers. Asked are the 200 commonest words of two characters and more that
the dictionary has (those found in 20 sentences or more); from English, the 200 commonest words that
a gloss has. A rendering is right if a gloss has it, by stem.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import django

MOST_WORDS = 200
LEAST_HITS = 20
SHOWN = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--wrong", action="store_true", help="show the words whose first is wrong")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()

    from documents.chinese.dictionary import dictionary
    from documents.renderings import SentencePair, find_renderings
    from documents.renderings.dictionary_prior import chinese_prior, english_prior
    from documents.renderings.words import SMALL_WORDS, read_words

    pairs = list(_read_pairs(options.gold))
    held = dictionary()
    counts = Counter(
        word
        for chinese, _ in pairs
        for word in {token.form for token in held.words(chinese)}
        if len(word) > 1 and word in held and chinese_prior(word)
    )
    words = [word for word, count in counts.most_common(MOST_WORDS) if count >= LEAST_HITS]

    def spans_of(word: str, text: str) -> tuple[tuple[int, int], ...]:
        starts = [start for start in range(len(text)) if text.startswith(word, start)]
        return tuple((start, start + len(word)) for start in starts)

    def right_in_english(word: str, said: str) -> bool:
        glosses = chinese_prior(word)
        return any(one.key in glosses for one in read_words(said) if one.key not in SMALL_WORDS) or (
            all(one.key in glosses for one in read_words(said))
        )

    print(f"{options.gold}: {len(pairs)} sentence pairs")
    for label, with_dictionary in (("dictionary", True), ("withheld", False)):
        results = []
        started = time.process_time()
        for word in words:
            found = [
                SentencePair(chinese, english, spans_of(word, chinese))
                for chinese, english in pairs
                if word in chinese
            ]
            rest = [english for chinese, english in pairs if word not in chinese]
            items = find_renderings(found, rest, with_dictionary=with_dictionary).items
            results.append((word, [(item.text, item.count) for item in items]))
        _report(f"Chinese to English, {label}", results, right_in_english, started, options.wrong)

    english = Counter(
        one.key for _, text in pairs for one in {word.key: word for word in read_words(text)}.values()
    )
    forms: dict[str, Counter[str]] = {}
    for _, text in pairs:
        for one in read_words(text):
            forms.setdefault(one.key, Counter())[text[one.start : one.end].lower()] += 1
    named = {word for chinese, _ in pairs for word in {token.form for token in held.words(chinese)}}
    asked = [
        key
        for key, count in english.most_common(1000)
        if count >= LEAST_HITS
        and key not in SMALL_WORDS
        and not key.isdigit()
        and english_prior([forms[key].most_common(1)[0][0]], named)
    ][:MOST_WORDS]

    def right_in_chinese(key: str, said: str) -> bool:
        return bool(english_prior([forms[key].most_common(1)[0][0]], [said])) or (
            key in chinese_prior(said)
        )

    for label, with_dictionary in (("dictionary", True), ("withheld", False)):
        results = []
        started = time.process_time()
        for key in asked:
            found, rest = [], []
            for chinese, text in pairs:
                spans = tuple((one.start, one.end) for one in read_words(text) if one.key == key)
                if spans:
                    found.append(SentencePair(text, chinese, spans))
                else:
                    rest.append(chinese)
            items = find_renderings(found, rest, with_dictionary=with_dictionary).items
            results.append((key, [(item.text, item.count) for item in items]))
        _report(f"English to Chinese, {label}", results, right_in_chinese, started, options.wrong)


def _report(
    label: str,
    results: Sequence[tuple[str, Sequence[tuple[str, int]]]],
    is_right: Callable[[str, str], bool],
    started: float,
    show_wrong: bool,
) -> None:
    first = sum(bool(items) and is_right(word, items[0][0]) for word, items in results)
    three = sum(any(is_right(word, said) for said, _ in items[:3]) for word, items in results)
    taken = 1000 * (time.process_time() - started) / max(1, len(results))
    size = max(1, len(results))
    print(
        f"{label}: {len(results)} words, first {first / size:.3f}, one of three {three / size:.3f}, "
        f"{taken:.1f} ms a word"
    )
    if show_wrong:
        for word, items in results:
            if not items or not is_right(word, items[0][0]):
                print("   ", word, items[:4])


def _read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Sentence pairs, paired within the gold beads."""
    from documents.alignment import align_sentences_within

    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        for ours, theirs in document["gold"]:
            if not ours or not theirs:
                continue
            source = tuple(document["source"][place] for place in ours)
            target = tuple(document["target"][place] for place in theirs)
            for pair in align_sentences_within(source, target, "zh-Hans", "en"):
                chinese = "".join(source[place][low:high] for place, low, high in pair.source)
                english = " ".join(target[place][low:high] for place, low, high in pair.target)
                if chinese and english:
                    yield chinese, english


if __name__ == "__main__":
    main()
