"""The renderings of a query: how its words were said in the other language, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from documents.corpus.concordance import Concordance, ConcordanceLine, build_concordance
from documents.corpus.counterpart_words import (
    CounterpartTexts,
    LineLanguages,
    primary_language,
    quote_for_search,
)
from documents.corpus.distinct_pairs import find_distinct_pairs
from documents.corpus.hit_contexts import one_line
from documents.corpus.sentence_frequency import SentenceFrequency
from documents.csv_tables import Cells, write_table
from documents.renderings import Rendering, find_renderings
from documents.results.edition_search import EditionSearch
from documents.search import OpenIndex
from documents.search.request import SearchRequest
from documents.search.text_matches import Matcher
from documents.sentences import sentences
from documents.text import is_han

MOST_RENDERINGS = 20  # of one language, shown and counted
MOST_PAIRS = 240  # sentence pairs that renderings are read from, spread over all
_MOST_OTHERS = 300  # sentences without a hit that they are compared with
_REMEMBERED = 4  # each holds all lines of its concordance, half a megabyte
_SHOWN = 220  # characters of a counterpart shown; of Chinese half as many

COLUMNS = (
    *("language", "other_language", "rendering", "in_dictionary", "lines_with", "lines", "share"),
    *("sentence", "counterpart", "article", "version", "paragraph", "date", "source"),
)

Languages = tuple[str, str]  # of the words asked, and of their renderings


@dataclass(frozen=True, slots=True)
class RenderingCount:
    """One rendering with the lines whose counterparts hold it.

    ``search`` is how it is written in the search box, ``example`` a line typical of it.
    """

    text: str
    search: str
    count: int
    share: float
    in_dictionary: bool
    example: ConcordanceLine
    years: Mapping[int, int]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LanguageRenderings:
    """The renderings of the words in one language in another.

    ``lines`` have a counterpart; in ``unrecognised`` of them none of the renderings stands.
    """

    language: str
    other: str
    lines: int
    unrecognised: int
    items: tuple[RenderingCount, ...]
    years: Mapping[int, int]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueryRenderings:
    """The renderings of a query, by pair of languages, the one with most lines first."""

    groups: tuple[LanguageRenderings, ...]
    concordance: Concordance
    without_counterpart: int

    def languages_of(self, group: LanguageRenderings) -> LineLanguages:
        """The languages that a group's lines are chosen by; none where it is the only one."""
        if len(self.groups) == 1:
            return LineLanguages()
        return LineLanguages(group.language, group.other)


def build_renderings(asked: SearchRequest) -> tuple[QueryRenderings, EditionSearch]:
    """The renderings of the words of a request, from the lines of its concordance."""
    concordance, found = build_concordance(asked)
    return _build(concordance, found.index), found


@lru_cache(maxsize=_REMEMBERED)
def _build(concordance: Concordance, index: OpenIndex | None) -> QueryRenderings:
    by_languages: dict[Languages, list[ConcordanceLine]] = {}
    for line in concordance.lines:
        if line.counterpart:
            # Simplified and Traditional Chinese are one language here.
            key = (primary_language(line.language), primary_language(line.counterpart_language))
            by_languages.setdefault(key, []).append(line)
    groups = [
        _count(languages, lines, concordance, index) for languages, lines in by_languages.items()
    ]
    groups.sort(key=lambda group: (-group.lines, group.language, group.other))
    silent = sum(not line.counterpart for line in concordance.lines)
    return QueryRenderings(tuple(groups), concordance, silent)


def _count(
    languages: Languages,
    lines: Sequence[ConcordanceLine],
    concordance: Concordance,
    index: OpenIndex | None,
) -> LanguageRenderings:
    pairs = find_distinct_pairs(line for line in lines if line.is_sure)
    step = max(1, -(-len(pairs) // MOST_PAIRS))
    found = find_renderings(
        pairs[::step],
        _background(languages[1], concordance),
        frequency=SentenceFrequency(index) if index else None,
        languages=languages,
    )
    counterparts = CounterpartTexts(lines)
    counts = []
    recognised: set[int] = set()
    for item in found.items[:MOST_RENDERINGS]:
        written = quote_for_search(item.text)
        held = counterparts.places_holding(written)
        if held:
            counts.append(_counted(item, written, [lines[place] for place in sorted(held)], lines))
            recognised |= held
    return LanguageRenderings(
        *languages,
        len(lines),
        len(lines) - len(recognised),
        tuple(counts),
        _years(lines),
        Counter(line.source for line in lines),
    )


def _counted(
    item: Rendering,
    written: str,
    held: Sequence[ConcordanceLine],
    lines: Sequence[ConcordanceLine],
) -> RenderingCount:
    sure = [line for line in held if line.is_sure] or list(held)
    # Neither a fragment nor a whole paragraph: a typical sentence is of middling length.
    by_length = sorted(sure, key=lambda line: len(line.sentence) + len(line.counterpart))
    return RenderingCount(
        text=item.text,
        search=written,
        count=len(held),
        share=len(held) / len(lines),
        in_dictionary=item.in_dictionary,
        example=by_length[(len(by_length) - 1) // 3],
        years=_years(held),
        sources=Counter(line.source for line in held),
    )


def _years(lines: Sequence[ConcordanceLine]) -> dict[int, int]:
    """Lines by the year their article is dated to; by none where it is not one year's."""
    years = Counter(line.date[:4] for line in lines if line.date[:4].isdigit())
    return {int(year): years[year] for year in sorted(years)}


def _background(language: str, concordance: Concordance) -> list[str]:
    every = (
        text[start:end]
        for held, text in concordance.others
        if primary_language(held) == language
        for start, end in sentences(text, language)
    )
    return list(islice(_distinct(every), _MOST_OTHERS))


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    met: set[str] = set()
    for text in texts:
        if text not in met:
            met.add(text)
            yield text


class RenderingMarker:
    """Marks the rendering in the counterpart of a line, and shortens what is too long to show."""

    def __init__(self, renderings: QueryRenderings) -> None:
        self._matchers = {
            (group.language, group.other): {
                item.search: Matcher(item.search) for item in group.items
            }
            for group in renderings.groups
        }

    def pieces(self, line: ConcordanceLine, search: str = "") -> list[tuple[str, bool]]:
        """The counterpart in pieces, each with whether it is the rendering.

        Of several that it has it is the one that is written so in the search box, else the first.
        """
        text = one_line(line.counterpart)
        languages = (primary_language(line.language), primary_language(line.counterpart_language))
        spans: list[tuple[int, int]] = []
        if line.is_sure:
            held = self._matchers.get(languages, {})
            for matcher in [held[search]] if search in held else held.values():
                if spans := matcher.in_language(line.counterpart_language).spans(text):
                    break
        text, spans = _shortened(text, spans)
        pieces: list[tuple[str, bool]] = []
        reached = 0
        for start, end in spans:
            pieces += [(text[reached:start], False), (text[start:end], True)]
            reached = end
        return [*pieces, (text[reached:], False)]


def _shortened(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """A text of at most `_SHOWN` letters about its first span, with the spans left in it."""
    room = _SHOWN // 2 if any(map(is_han, text[:40])) else _SHOWN
    if len(text) <= room:
        return text, list(spans)
    start = max(0, min(spans[0][0] - room // 3, len(text) - room)) if spans else 0
    if start and not is_han(text[start]):
        start = text.find(" ", start, start + 30) + 1 or start
    before = "…" if start else ""
    after = "…" if start + room < len(text) else ""
    moved = [
        (low - start + len(before), high - start + len(before))
        for low, high in spans
        if low >= start and high <= start + room
    ]
    return before + text[start : start + room] + after, moved


def write_renderings(renderings: QueryRenderings, cells: Cells = "text") -> str:
    """Write the renderings as CSV; the last row of a pair of languages has those unrecognised."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for group in renderings.groups:
        for item in group.items:
            line = item.example
            rows.append(
                (
                    *(group.language, group.other, item.text, str(int(item.in_dictionary))),
                    *(str(item.count), str(group.lines), f"{item.share:.4f}"),
                    *(one_line(line.sentence), one_line(line.counterpart), line.identifier),
                    *(str(line.version), line.anchor, line.date, line.source),
                )
            )
        share = group.unrecognised / group.lines
        rest = (str(group.unrecognised), str(group.lines), f"{share:.4f}")
        rows.append((group.language, group.other, "", "", *rest, *[""] * 7))
    return write_table(rows, ",", cells)
