"""A word list gives a pair of languages better rows: measured on sentences of our own."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from documents.alignment import align
from documents.alignment.aligner import Unit
from documents.alignment.lexicon import unpack
from documents.alignment.pair_lexicon import PairLexicon
from documents.dictionaries.pair_lexicons import make_pair_lexicon
from documents.dictionaries.pair_table import build_table
from documents.dictionaries.word_list import read_word_list
from tests.benchmarks.alignment import Tally

HERE = Path(__file__).parent
PAIRS = [
    tuple(line.split("\t")) for line in (HERE / "sentence_pairs.tsv").read_text("utf-8").split("\n")
][:-1]
Beads: TypeAlias = list[tuple[list[int], list[int]]]


def read_lexicon(rows: str, languages: tuple[str, str] = ("ru", "en")) -> PairLexicon:
    entries = read_word_list(io.BytesIO(rows.encode()), "words.tsv")
    return make_pair_lexicon(unpack(build_table(entries, languages)), languages)


@cache
def russian() -> PairLexicon:
    return read_lexicon((HERE / "russian_words.tsv").read_text("utf-8"))


def cut_text(first: int, chance: random.Random) -> tuple[list[str], list[str], Beads]:
    """Twelve pairs from one on, some merged in one language, some left out of the other."""
    source: list[str] = []
    target: list[str] = []
    gold: Beads = []
    place = first
    while place < first + 12:
        how = chance.choices(("one", "merged", "untranslated", "added"), (60, 20, 10, 10))[0]
        ours, theirs = ([PAIRS[place % len(PAIRS)][side]] for side in (0, 1))
        place += 1
        if how == "merged":
            other = PAIRS[place % len(PAIRS)]
            place += 1
            if chance.random() < 0.5:
                ours, theirs = [f"{ours[0]} {other[0]}"], [*theirs, other[1]]
            else:
                ours, theirs = [*ours, other[0]], [f"{theirs[0]} {other[1]}"]
        ours, theirs = ([] if how == "added" else ours), ([] if how == "untranslated" else theirs)
        left = range(len(source), len(source) + len(ours))
        right = range(len(target), len(target) + len(theirs))
        gold.append((list(left), list(right)))
        source, target = source + ours, target + theirs
    return source, target, gold


def measure(
    dictionary: PairLexicon | None, unit: Unit = "paragraph", *, turned: bool = False
) -> Tally:
    tally, chance = Tally(), random.Random(1958)
    for first in range(0, len(PAIRS), 2):
        source, target, gold = cut_text(first, chance)
        beads = {(tuple(ours), tuple(theirs)) for ours, theirs in gold}
        texts, languages = (source, target), ("ru", "en")
        if turned:
            texts, languages = (target, source), ("en", "ru")
            beads = {(theirs, ours) for ours, theirs in beads}
        tally.add(align(*texts, *languages, unit, dictionary=dictionary), beads)
        tally.characters += 1
    return tally


@pytest.mark.parametrize(("unit", "least"), [("paragraph", 0.75), ("sentence", 0.6)])
def test_a_word_list_of_ninety_words_gives_better_rows(unit: Unit, least: float) -> None:
    """A sentence is seldom left out, and the weights of sentences hardly expect it."""
    without, found = measure(None, unit), measure(russian(), unit)
    assert found.f1 > without.f1 + 0.1
    assert found.f1 > least
    assert found.in_blocks < without.in_blocks
    assert found.sure_precision >= without.sure_precision


def test_a_dictionary_serves_translations_from_either_language() -> None:
    assert measure(russian(), turned=True).f1 == pytest.approx(measure(russian()).f1)


def test_a_dictionary_of_other_languages_changes_nothing() -> None:
    source, target, _ = cut_text(0, random.Random(1))
    plain = align(source, target, "ru", "en", "sentence")
    other = read_lexicon("maison\thouse\n", ("fr", "en"))
    assert align(source, target, "ru", "en", "sentence", dictionary=other) == plain


def test_the_seeds_pair_is_read_by_its_own_dictionary() -> None:
    chinese, english = ["春天来了。", "河水涨了。"], ["Spring has come.", "The river has risen."]
    usual = align(chinese, english, "zh-Hans", "en")
    assert align(chinese, english, "zh-Hans", "en", dictionary=russian()) == usual


@pytest.mark.parametrize(
    ("languages", "words", "text", "headwords"),
    [
        (
            ("ja", "en"),
            "川\triver\n食べる\tto eat\n橋\tbridge\n",
            "川で食べました。",
            ["川", "食 べ"],
        ),
        (("de", "fr"), "Haus\tmaison\nBrücke\tpont\n", "Häuser und Brücken", ["haus", "bruck"]),
        (("fr", "de"), "eau\tWasser\nmaison\tHaus\n", "L’eau des maisons", ["eau", "maison"]),
        (("uk", "en"), "дитина\tchild\nрічка\triver\n", "Дитину", ["дитин"]),
        (("zh", "ru"), "河水\tречная вода\n", "江邊的河水", ["河 水"]),
        (("th", "en"), "แม่น้ำ\triver\n", "ที่แม่น้ำใหญ่", ["แ ม ่ น ้ ํ า"]),
        (("en", "ru"), "child\tребёнок\n", "The children", ["child"]),
    ],
)
def test_words_meet_in_their_inflected_forms(
    languages: tuple[str, str], words: str, text: str, headwords: list[str]
) -> None:
    assert list(read_lexicon(words, languages).read_headwords(text)) == headwords


def test_a_phrase_is_one_word() -> None:
    lexicon = russian()
    assert list(lexicon.read_headwords("По железной дороге.")) == ["железн дорог"]
    assert list(lexicon.read_headwords("По дороге.")) == ["дорог"]
