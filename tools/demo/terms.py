"""The terms of the demo: words of the period and names of persons, in Chinese and in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the period in both languages; ``forms`` are further ones, an adjective say."""

    chinese: str
    english: str
    forms: Mapping[str, tuple[str, str]]


def read_lines(name: str) -> list[str]:
    """The lines of a table beside this file, without comments."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def read_terms() -> Mapping[str, Sequence[Term]]:
    """The terms of ``terms.tsv``, by class."""
    terms: dict[str, list[Term]] = defaultdict(list)
    for line in read_lines("terms.tsv"):
        kind, chinese, english, *more = line.split("\t")
        forms = {}
        for one in more:
            name, _, values = one.partition("=")
            in_chinese, _, in_english = values.partition("|")
            forms[name] = (in_chinese, in_english)
        terms[kind].append(Term(chinese, english, forms))
    return terms


def draw_name(rng: Random) -> tuple[str, str]:
    """A person's name in Chinese and in pinyin, of one given character or two."""
    surname = rng.choice(read_terms()["surname"])
    given = [rng.choice(read_terms()["given"]) for _ in range(rng.choice((1, 2, 2, 2)))]
    spelt = given[0].english
    for character in given[1:]:
        spelt += ("'" if character.english[0] in "aeo" else "") + character.english
    chinese = surname.chinese + "".join(character.chinese for character in given)
    return chinese, f"{surname.english} {spelt.capitalize()}"


def make_authors(rng: Random, count: int) -> list[tuple[str, str]]:
    """Authors of the demo, each once, in Chinese and in pinyin."""
    names: dict[str, str] = {}
    while len(names) < count:
        chinese, spelt = draw_name(rng)
        names[chinese] = spelt
    return list(names.items())
