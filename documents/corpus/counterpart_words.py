"""Selects the lines of a concordance by words of their counterparts, and by their languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.corpus.concordance import Concordance, ConcordanceLine
from documents.search.folded_texts import FoldedTexts
from documents.search.text_matches import Matcher


@dataclass(frozen=True, slots=True)
class CounterpartWords:
    """Words that counterparts must hold, all of each entry, and words that they must not.

    Each entry is written as in the search box: words, phrases in quotation marks.
    """

    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.included or self.excluded)


@dataclass(frozen=True, slots=True)
class LineLanguages:
    """The language of a line's text, and that of its counterpart; "" for any, without its script.

    A word may stand in texts of both languages (2016, AGL): each is then counted by itself.
    """

    text: str = ""
    counterpart: str = ""

    def select(self, concordance: Concordance) -> Concordance:
        """The lines in these languages."""
        if not self.text and not self.counterpart:
            return concordance
        lines = tuple(
            line
            for line in concordance.lines
            if self.text in {"", primary_language(line.language)}
            and self.counterpart in {"", primary_language(line.counterpart_language)}
        )
        return replace(concordance, lines=lines)


def primary_language(language: str) -> str:
    """A language tag without script and variant: Simplified and Traditional Chinese are one."""
    return language.partition("-")[0]


def select_lines(concordance: Concordance, words: CounterpartWords) -> Concordance:
    """The lines whose counterparts fit; a line without a counterpart never does."""
    if not words:
        return concordance
    lines = [line for line in concordance.lines if line.counterpart]
    for one in words.included:
        held = CounterpartTexts(lines).places_holding(one)
        lines = [line for place, line in enumerate(lines) if place in held]
    for one in words.excluded:
        held = CounterpartTexts(lines).places_holding(one)
        lines = [line for place, line in enumerate(lines) if place not in held]
    return replace(concordance, lines=tuple(lines))


class CounterpartTexts:
    """The counterparts of some lines, in which several words may be looked for."""

    def __init__(self, lines: Sequence[ConcordanceLine]) -> None:
        places: dict[str, list[int]] = {}
        for place, line in enumerate(lines):
            places.setdefault(line.counterpart_language, []).append(place)
        self._by_language = [
            (language, own, FoldedTexts([lines[place].counterpart for place in own]))
            for language, own in places.items()
        ]

    def places_holding(self, words: str) -> frozenset[int]:
        """The places (from 0) of the lines whose counterparts hold all of some words."""
        matcher = Matcher(words)
        if not matcher:
            return frozenset()
        return frozenset(
            own[place]
            for language, own, texts in self._by_language
            for place in matcher.in_language(language).full_holders(texts)
        )


def quote_for_search(text: str) -> str:
    """A rendering as the search box takes it: several words as a phrase."""
    plain = text.replace('"', " ").strip()
    return f'"{plain}"' if any(not part.isalnum() for part in plain) else plain


def quoted_words(words: Iterable[str]) -> str:
    """Words as a sentence names them."""
    return " · ".join(word.strip('"') for word in words)
