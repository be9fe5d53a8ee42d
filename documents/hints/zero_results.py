"""Suggestions when a search has no results: each a link with its count.

Every count is one search of the index, made here: a link shown finds exactly what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from documents.hints.suggested_search import SearchSuggester, SuggestedSearch, list_words
from documents.presentation.labels import (
    Names,
    name_primary_language,
    quote_words,
    say_range,
)
from documents.presentation.text_languages import guess_language, held_in_latin_letters
from documents.query.filter_types import NameFilter
from documents.query.filters import FACET_FILTERS, VALUES_FILTERS
from documents.results.edition_search import EditionSearch
from documents.search import count_articles
from documents.search.clauses import Clause, FuzzyWord, Phrase, Word, write
from documents.search.query import parse
from documents.search.request import SearchRequest

MAX_SUGGESTIONS = 10  # ways out that are shown
_MAX_CLAUSES = 6  # of a query that are looked at one by one
_SHOWN = 3  # spellings and parts proposed for one word


@dataclass(frozen=True, slots=True)
class ClauseHelp:
    """What one part of the query finds alone in the whole archive; ``way`` is None for nothing.

    ``only_titles`` says that it was looked for in headlines alone.
    """

    words: SafeString
    language: str
    way: SuggestedSearch | None
    only_titles: bool


class RenderingsLink(NamedTuple):
    """The words of a query that the archive holds, and the page of their renderings."""

    words: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class ZeroResultsHelp:
    """Why nothing was found, part by part, with searches that find something."""

    verdicts: tuple[ClauseHelp, ...] = ()
    ways: tuple[SuggestedSearch, ...] = ()
    renderings: tuple[RenderingsLink, ...] = ()


def help_with_zero_results(
    found: EditionSearch, asked: SearchRequest, names: Names
) -> ZeroResultsHelp:
    """Explain an empty result, with searches near it that find something, nearest first."""
    if found.index is None:
        return ZeroResultsHelp()
    guide = SearchSuggester(found.index, names)
    clauses = parse(asked.q).clauses[:_MAX_CLAUSES]
    required = [clause for clause in clauses if not clause.excluded]
    verdicts = tuple(_verdict(guide, clause) for clause in required)
    missing = [
        clause for clause, verdict in zip(required, verdicts, strict=True) if not verdict.way
    ]
    candidates = _candidates(guide, asked, clauses, missing)
    ways: dict[str, SuggestedSearch] = {}
    for said, request in candidates:
        way = guide.suggest(said, request)
        if way and way.url not in ways:
            ways[way.url] = way
        if len(ways) == MAX_SUGGESTIONS:
            break
    return ZeroResultsHelp(
        verdicts if len(clauses) > 1 or missing else (),
        tuple(ways.values()),
        tuple(_link_renderings(required, verdicts)),
    )


def _link_renderings(
    clauses: list[Clause], verdicts: tuple[ClauseHelp, ...]
) -> Iterator[RenderingsLink]:
    """The parts that are in the archive: the other language's word for them may be what to ask."""
    for clause, verdict in zip(clauses, verdicts, strict=True):
        if verdict.way and not verdict.only_titles:
            query = urlencode({"q": write([clause])})
            yield RenderingsLink(verdict.words, f"{reverse('documents:renderings')}?{query}")


def _verdict(guide: SearchSuggester, clause: Clause) -> ClauseHelp:
    words = quote_words(write([clause]))
    way = guide.suggest(words, SearchRequest(q=write([clause])))
    only_titles = all(leaf.field == "title" for leaf in clause.leaves)
    return ClauseHelp(words, _say_script(clause), way, only_titles)


def _say_script(clause: Clause) -> str:
    """The language that a part of the query can only be found in, by its script."""
    text = write([clause])
    languages = [guess_language(text)]
    if re.search("[a-z]", text.replace("title:", "")):
        languages += held_in_latin_letters()
    names = [name_primary_language(one) for one in languages if one]
    if len(names) == 2:
        return gettext("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    return gettext(", ").join(names) or gettext("any language")


def _candidates(
    guide: SearchSuggester,
    asked: SearchRequest,
    clauses: tuple[Clause, ...],
    missing: list[Clause],
) -> Iterator[tuple[SafeString, SearchRequest]]:
    """Searches that may find something, those that change least first."""
    yield from _by_other_names(asked)
    yield from _without_filters(asked, guide.names)
    for clause in missing:
        for variant in islice(_variants(guide, clause), 2 * _SHOWN + 4):
            changed = tuple(variant if one == clause else one for one in clauses)
            q = write([part for one in changed for part in _as_clauses(one)])
            yield quote_words(q), replace(asked, q=q)
            if asked != SearchRequest(q=asked.q, sort=asked.sort):
                yield _everywhere(q), SearchRequest(q=q)
    if len(missing) > 1:
        yield from _all_mended(guide, asked, clauses, missing)
    required = [clause for clause in clauses if not clause.excluded]
    if len(clauses) > 1:
        for clause in clauses:
            q = write([one for one in clauses if one != clause])
            if q:
                yield quote_words(q), replace(asked, q=q)
    if len(missing) > 1 and len(required) > len(missing):
        q = write([one for one in clauses if one not in missing])
        yield quote_words(q), replace(asked, q=q)
    if len(required) > 1:
        leaves = tuple(leaf for clause in required for leaf in clause.leaves)
        q = write([Clause(leaves)])
        yield (
            format_html(gettext("any of the words: {words}"), words=quote_words(q)),
            replace(asked, q=q),
        )
        yield _everywhere(q), SearchRequest(q=q)


def _all_mended(
    guide: SearchSuggester, asked: SearchRequest, clauses: tuple[Clause, ...], missing: list[Clause]
) -> Iterator[tuple[SafeString, SearchRequest]]:
    """The query with several unknown words each corrected, or left out."""
    mended = {clause: _first_held(guide, clause) for clause in missing}
    changed = [mended.get(clause, (clause,)) for clause in clauses]
    q = write([part for one in changed for part in one])
    if any(not part.excluded for one in changed for part in one):
        yield quote_words(q), replace(asked, q=q)
        yield _everywhere(q), SearchRequest(q=q)
    for parts in mended.values():
        if parts:
            q = write(parts)
            yield _everywhere(q), SearchRequest(q=q)


def _first_held(guide: SearchSuggester, clause: Clause) -> tuple[Clause, ...]:
    """The nearest variant of a part that finds something by itself; empty for none."""
    for variant in islice(_variants(guide, clause), 2 * _SHOWN + 4):
        parts = _as_clauses(variant)
        if parts and count_articles(guide.index, SearchRequest(q=write(parts)), guide.allowance):
            return parts
    return ()


def _by_other_names(asked: SearchRequest) -> Iterator[tuple[SafeString, SearchRequest]]:
    """A filter's values by another of their names: Moscow is 莫斯科."""
    for facet, declared in FACET_FILTERS.items():
        if not isinstance(declared, NameFilter):
            continue
        chosen = getattr(asked, facet)
        meant = dict.fromkeys(
            value for name in chosen for value in declared.find_values_by_name(name) or (name,)
        )
        if meant.keys() != {*chosen}:
            said = format_html(str(declared.suggestion), values=list_words(meant))
            changes: dict[str, Any] = {facet: tuple(meant)}
            yield said, replace(asked, **changes)


def _everywhere(q: str) -> SafeString:
    return format_html(gettext("{words} in the whole archive"), words=quote_words(q))


def _without_filters(
    asked: SearchRequest, names: Names
) -> Iterator[tuple[SafeString, SearchRequest]]:
    """The same words with one filter less each, and with none."""
    for name in VALUES_FILTERS:
        values = getattr(asked, name)
        if values:
            labels = list_words(str(names.label(name, value).text) for value in values)
            changes: dict[str, Any] = {name: (), **({"month": ()} if name == "year" else {})}
            yield (
                format_html(gettext("without the filter {filter}"), filter=labels),
                replace(asked, **changes),
            )
    if asked.date_from or asked.date_to:
        dates = say_range(asked.date_from, asked.date_to)
        yield (
            format_html(gettext("without the filter {filter}"), filter=list_words([dates])),
            replace(asked, date_from=None, date_to=None),
        )
    if asked != SearchRequest(q=asked.q, sort=asked.sort):
        yield (
            format_html("{}", gettext("the same words without any filter")),
            SearchRequest(q=asked.q),
        )


def _variants(guide: SearchSuggester, clause: Clause) -> Iterator[Clause | tuple[Clause, ...]]:
    """Variants of a part that the archive does not have: what may have been meant."""
    if len(clause.leaves) > 1:
        return
    leaf = clause.leaves[0]
    if leaf.field == "title":
        yield Clause((replace(leaf, field="all"),))
    if isinstance(leaf, Word | FuzzyWord):
        yield from (
            Clause((Word(near, leaf.field),)) for near in guide.spellings(leaf.text, _SHOWN)
        )
    elif isinstance(leaf, Phrase) and leaf.is_han_run:
        yield from _shorter(leaf)
    elif isinstance(leaf, Phrase):
        words = [_unit(unit, leaf) for unit in leaf.units if unit[0].isalnum()]
        yield tuple(Clause((word,)) for word in words)
        for length in range(len(leaf.units) - 1, 1, -1):
            for start in (0, len(leaf.units) - length):
                yield Clause((Phrase(leaf.units[start : start + length], leaf.field),))
        yield tuple(Clause((word,)) for word in words if guide.holds(word))


def _unit(word: str, leaf: Phrase) -> Word | Phrase:
    han = "\u3400" <= word <= "\u9fff"
    return Phrase((word,), leaf.field) if han else Word(word, leaf.field)


def _shorter(leaf: Phrase) -> Iterator[Clause | tuple[Clause, ...]]:
    """A run of Han characters cut into two parts, anywhere; then less and less of it."""
    units = leaf.units
    for cut in sorted(range(1, len(units)), key=lambda place: abs(2 * place - len(units))):
        yield tuple(Clause((Phrase(part, leaf.field),)) for part in (units[:cut], units[cut:]))
    for length in range(len(units) - 1, 0, -1):
        for start in (0, len(units) - length):
            yield Clause((Phrase(units[start : start + length], leaf.field),))


def _as_clauses(one: Clause | tuple[Clause, ...]) -> tuple[Clause, ...]:
    return one if isinstance(one, tuple) else (one,)
