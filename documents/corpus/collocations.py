"""Collocations: the words that stand near the hits of a query more often than chance lets expect.

Near is within five words of an alphabet, or eight characters of Chinese, to either side and within
the line's context. Ranked by Dunning's log-likelihood ratio (1993); log Dice (Rychlý 2008) says how
exclusively two words go together, whatever the size of the archive.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.chinese.scripts import is_chinese
from documents.chinese.simplified import simplify
from documents.corpus.concordance import Concordance, ConcordanceLine, build_concordance
from documents.corpus.counterpart_words import LineLanguages, primary_language
from documents.corpus.sentence_frequency import SENTENCES, SentenceFrequency
from documents.csv_tables import Cells, write_table
from documents.renderings.association import SIGNIFICANT, log_likelihood
from documents.renderings.han_pieces import find_pieces
from documents.renderings.words import SMALL_WORDS, read_words
from documents.results.edition_search import EditionSearch
from documents.search import OpenIndex
from documents.search.request import SearchRequest
from documents.text import han_share

WORDS = 5  # to either side
CHARACTERS = 8  # of Chinese
MOST = 50  # collocates shown of one language
LONGEST_PIECE = 4  # characters of a Chinese collocate
_A_WINDOW = 0.5  # of a sentence, that both sides of a hit hold together
_REMEMBERED = 4  # each holds all lines of its concordance, half a megabyte
COLUMNS = ("language", "collocate", "lines", "expected", "log_likelihood", "log_dice")


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near the hits: in ``lines`` of them, where chance would put it in ``expected``."""

    text: str
    lines: int
    expected: float
    likelihood: float
    log_dice: float


@dataclass(frozen=True, slots=True)
class LanguageCollocates:
    """The collocates among the hits in one language, of ``lines`` hits."""

    language: str
    lines: int
    items: tuple[Collocate, ...]


@dataclass(frozen=True, slots=True)
class Collocations:
    """The collocates of a query, the language with most hits first."""

    groups: tuple[LanguageCollocates, ...]
    concordance: Concordance

    def languages_of(self, group: LanguageCollocates) -> LineLanguages:
        """The language that a group's lines are chosen by; none where it is the only one."""
        return LineLanguages() if len(self.groups) == 1 else LineLanguages(group.language)


@dataclass(frozen=True, slots=True)
class _Window:
    """The two sides of a hit; ``keys`` are the words there, each with how it is written.

    ``whole`` is the context that sides of Chinese were cut from.
    """

    sides: tuple[str, str]
    keys: Mapping[str, str]
    whole: str = ""


def build_collocations(asked: SearchRequest) -> tuple[Collocations, EditionSearch]:
    """The collocates of the words of a request, from the lines of its concordance."""
    concordance, found = build_concordance(asked)
    return _build(concordance, found.index), found


@lru_cache(maxsize=_REMEMBERED)
def _build(concordance: Concordance, index: OpenIndex | None) -> Collocations:
    by_language: dict[str, list[ConcordanceLine]] = defaultdict(list)
    for line in concordance.lines:
        by_language[primary_language(line.language)].append(line)
    groups = [
        LanguageCollocates(language, len(lines), _rank(lines, index))
        for language, lines in by_language.items()
    ]
    groups.sort(key=lambda group: (-group.lines, group.language))
    return Collocations(tuple(groups), concordance)


def select_near(concordance: Concordance, words: Sequence[str]) -> Concordance:
    """The lines near whose hits all of some words stand."""
    if not words:
        return concordance
    lines = tuple(line for line in concordance.lines if _stands_near(line, words))
    return replace(concordance, lines=lines)


def _stands_near(line: ConcordanceLine, words: Iterable[str]) -> bool:
    window = _window(line)
    for one in words:
        if han_share(one) > 0:
            plain = simplify(one) if is_chinese(line.language) else one
            if not any(plain in side for side in window.sides):
                return False
        elif not all(word.key in window.keys for word in read_words(one)):
            return False
    return True


def _window(line: ConcordanceLine) -> _Window:
    """What stands near a hit."""
    if han_share(line.left + line.right) > 0.3:
        left, right = line.left, line.right
        if is_chinese(line.language):
            left, right = simplify(left), simplify(right)
        return _Window((left[-CHARACTERS:], right[:CHARACTERS]), {}, f"{left}\n{right}")
    before, after = read_words(line.left)[-WORDS:], read_words(line.right)[:WORDS]
    keys = {word.key: line.right[word.start : word.end] for word in after}
    keys |= {word.key: line.left[word.start : word.end] for word in before}
    left = line.left[before[0].start :] if before else ""
    return _Window((left, line.right[: after[-1].end] if after else ""), keys)


def _rank(lines: Sequence[ConcordanceLine], index: OpenIndex | None) -> tuple[Collocate, ...]:
    if index is None:
        return ()
    frequency = SentenceFrequency(index)
    windows = [_window(line) for line in lines]
    every = max(len(windows), round(index.searcher.num_docs * SENTENCES / _A_WINDOW))
    found = []
    for text, key, count in [*_words(windows), *_pieces(windows)]:
        usual = min(frequency(key) * _A_WINDOW, 1.0)
        others = max(round(every * usual), count)
        likelihood = log_likelihood(count, len(windows), others, max(every, others))
        expected = len(windows) * usual
        if count >= 2 and count > expected and likelihood >= SIGNIFICANT:
            dice = 14 + math.log2(2 * count / (len(windows) + others))
            found.append(Collocate(text, count, expected, likelihood, dice))
    found.sort(key=lambda one: (-one.likelihood, one.text))
    return tuple(found[:MOST])


def _words(windows: Sequence[_Window]) -> Iterable[tuple[str, str, int]]:
    """The words of an alphabet: as mostly written, by key, with the windows they stand in."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for window in windows:
        for key, form in window.keys.items():
            if key not in SMALL_WORDS:
                written[key][form.lower()] += 1
    for key, forms in written.items():
        yield max(forms, key=lambda form: (forms[form], form)), key, forms.total()


def _pieces(windows: Sequence[_Window]) -> Iterable[tuple[str, str, int]]:
    """The pieces of Chinese: found in the whole contexts, where none is cut, counted near by.

    They are counted in windows that are mostly an alphabet's too, as `_stands_near` finds them.
    """
    for piece in find_pieces([window.whole for window in windows if window.whole]):
        if len(piece) <= LONGEST_PIECE:
            near = sum(any(piece in side for side in window.sides) for window in windows)
            if near:
                yield piece, piece, near


def write_collocations(collocations: Collocations, cells: Cells = "text") -> str:
    """Write the collocates as CSV."""
    rows = [
        (
            *(group.language, item.text, str(item.lines), f"{item.expected:.2f}"),
            *(f"{item.likelihood:.1f}", f"{item.log_dice:.2f}"),
        )
        for group in collocations.groups
        for item in group.items
    ]
    return write_table([COLUMNS, *rows], ",", cells)
