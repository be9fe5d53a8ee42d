"""The bilingual grammar of the demo: patterns with slots, filled alike in both languages."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from random import Random

from tools.demo.terms import FOLDER, Term, draw_name, read_lines, read_terms

ANY = "any"  # sentences that fit every subject

_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)((?:\.[a-z]+)*)(?: (\d+)-(\d+))?\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeioAEIO])")
_DIGITS = "零一二三四五六七八九"
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence or a headline with slots, in both languages."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What articles are about: its patterns by part, and when it is written about."""

    key: str
    section: str
    years: tuple[tuple[int, float], ...]
    months: tuple[float, ...]
    patterns: Mapping[str, Sequence[Pattern]]

    def weight(self, year: int, month: int) -> float:
        """How much is written about it in a month: a line between the years given, by season."""
        points = self.years
        height = points[0][1] if year <= points[0][0] else points[-1][1]
        for (first, low), (last, high) in pairwise(points):
            if first <= year <= last:
                height = low + (high - low) * (year - first) / (last - first)
                break
        return height * self.months[month - 1]


@cache
def read_subjects() -> Sequence[Subject]:
    """The subjects of ``subjects.toml`` with their patterns; those of any subject at the end."""
    patterns: dict[str, dict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    subject = ""
    for line in read_lines("sentences.txt"):
        if line.startswith("["):
            subject = line.strip("[]")
        else:
            part, chinese, english = line.split(" | ")
            patterns[subject][part].append(Pattern(chinese, english))
    table = tomllib.loads((FOLDER / "subjects.toml").read_text(encoding="utf-8"))
    return [
        Subject(
            key,
            entry["section"],
            tuple((int(year), float(weight)) for year, weight in entry["years"].items()),
            tuple(map(float, entry.get("months", [1] * 12))),
            {part: tuple(found) for part, found in patterns[key].items()},
        )
        for key, entry in table.items()
    ] + [Subject(ANY, "", ((0, 0.0),), (0.0,) * 12, patterns[ANY])]


@dataclass(slots=True)
class Binding:
    """The terms that one article speaks of: a slot stands for the same throughout."""

    rng: Random
    bound: dict[str, Term] = field(default_factory=dict)

    def fill(self, pattern: Pattern) -> tuple[str, str]:
        """The pattern in both languages, its slots filled; English begins with a capital."""
        numbers: dict[str, tuple[str, str]] = {}
        chinese = _SLOT.sub(lambda slot: self._value(slot, numbers)[0], pattern.chinese)
        english = _SLOT.sub(lambda slot: self._value(slot, numbers)[1], pattern.english)
        return chinese, capitalised(_ARTICLE.sub(r"\1n ", english))

    def _value(self, slot: re.Match[str], numbers: dict[str, tuple[str, str]]) -> tuple[str, str]:
        kind, place, forms, low, high = slot.groups()
        if low is not None:
            return self._number(kind, int(low), int(high), numbers)
        term = self._term(kind, place)
        chinese, english = term.chinese, term.english
        for form in forms.split(".")[1:]:
            if form == "title":
                english = title_case(english)
            elif form == "start":
                english = capitalised(english)
            elif form == "article":
                english = f"a {english}"
            else:
                chinese, english = term.forms[form]
        return chinese, english

    def _term(self, kind: str, place: str) -> Term:
        slot = kind + place
        if slot not in self.bound:
            if kind == "person":
                self.bound[slot] = Term(*draw_name(self.rng), {})
            else:
                taken = [term.chinese for name, term in self.bound.items() if name[:-1] == kind]
                taken += [self.bound[kind].chinese] if kind in self.bound else []
                self.bound[slot] = self.rng.choice(
                    [term for term in read_terms()[kind] if term.chinese not in taken]
                )
        return self.bound[slot]

    def _number(
        self, kind: str, low: int, high: int, numbers: dict[str, tuple[str, str]]
    ) -> tuple[str, str]:
        """A number, the same in both languages; its range tells the numbers of a pattern apart."""
        slot = f"{kind.lower()} {low}-{high}"
        if slot not in numbers:
            value = self.rng.randint(low, high)
            if kind == "n":
                value = _rounded(value)
            numbers[slot] = _NUMBERS[kind.lower()](value)
        chinese, english = numbers[slot]
        return chinese, capitalised(english) if kind[0].isupper() else english


def _rounded(value: int) -> int:
    digits = len(str(value))
    step: int = 10 ** max(0, digits - 2)
    return value // step * step


def _count(value: int) -> tuple[str, str]:
    chinese = f"{value // 10000}万" if value >= 10000 and value % 10000 == 0 else str(value)
    return chinese, f"{value:,}"


def _percentage(value: int) -> tuple[str, str]:
    return f"百分之{chinese_number(value)}", f"{value} percent"


def _small(value: int) -> tuple[str, str]:
    return "两" if value == 2 else _DIGITS[value], _WORDS[value]


_NUMBERS: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "n": _count,
    "pct": _percentage,
    "k": _small,
    "score": lambda value: (_DIGITS[value], _WORDS[value]),
    "age": lambda value: (str(value), str(value)),
}


def chinese_number(value: int) -> str:
    """A number below a hundred in Chinese numerals."""
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def capitalised(text: str) -> str:
    """A text with a capital at its head."""
    return text[:1].upper() + text[1:]


def title_case(text: str) -> str:
    """English as it stands within a headline: all words capital but the small ones."""
    return " ".join(
        word if word in _SMALL_WORDS else word[:1].upper() + word[1:] for word in text.split(" ")
    )
