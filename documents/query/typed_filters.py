"""Reads filters typed into the search box: ``source:``, 年份：, and "people's daily 1958".

A field is always taken as the filter it names. So is a date that is more than four digits, where
nothing in the query asks for exactness. A source's name is taken as one only where a date stands
with it: names, bare years and 五十年代 are words of texts too, and the other reading is offered.
Pages say which reading was taken. A filter behind NOT or a minus stays in the query, as an
`Exclusion` with its value as the index has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from documents.models import Source
from documents.query.date_bounds import write_bound
from documents.query.filter_types import ArticleFilter, KnownValues
from documents.query.filters import FILTERS
from documents.query.typed_dates import find_dates
from documents.query.typed_values import source_names, without_punctuation
from documents.search.clauses import Clause, FilterValue, write
from documents.search.filter_syntax import declare_filters, is_filter_value
from documents.search.folding import HAN, fold_text
from documents.search.query import HALF_WIDTH, MINUS
from documents.search.request import SearchRequest

# What a filter is called in a query, in every interface language.
_NAMED: Mapping[str, ArticleFilter] = {
    name: one for one in FILTERS.values() for name in one.all_typed_names
}
# The search language stands below; it excludes values, and names what stays unread.
declare_filters({name: one.field_name for name, one in _NAMED.items()})
_QUOTED = r"\"[^\"]*\"?|“[^”]*”?|「[^」]*」?|『[^』]*』?|«[^»]*»?|＂[^＂]*＂?"
# What turns a filter into its opposite. A dash is one that a word processor made of a minus.
_NO = rf"(?i:not)(?:\s+|(?=[(（]))|[{MINUS}‐‑–—﹣!！]|非|不是|不"
_OPENING = "(（[，,、；;"
# A field begins at the first of its brackets, and no bracket is given back: ten thousand of them
# are looked at once, not once for each.
_FIRST_BRACKET = rf"(?:(?![(（])|(?<![\s{_OPENING}][(（])(?<!^[(（]))"
_BRACKETS = r"(?:[(（]++\s*+)?+"
_WIDE_NAME = rf"[{HAN}](?:[ \u3000]+[{HAN}])+(?!\S)"  # 鞠 鹏
_PART = re.compile(
    rf"(?P<quoted>{_QUOTED})"
    rf"|(?<![^\s{_OPENING}]){_FIRST_BRACKET}(?P<no>(?:{_NO}){_BRACKETS})?{_BRACKETS}"
    rf"(?P<name>(?i:{'|'.join(_NAMED)}))[:：]\s*"
    rf"(?P<value>{_QUOTED}|{_WIDE_NAME}|[^\s\"“「『«＂]+)"
)
_MARKS = '"“”「」『』«»＂'
_CLOSING = ")）]，,、；;"
_EXACT = re.compile(rf"[{_MARKS}*~]|(?<!\S)[-－−]|(?<!\S)(?:OR|NOT)(?!\S)")


@dataclass(frozen=True, slots=True)
class TypedFilters:
    """A query split into filters and words. ``taken`` are the parts read as filters, as typed."""

    request: SearchRequest
    taken: tuple[str, ...]
    literal: SearchRequest  # everything typed as words, exactly
    offered: bool = False  # not what was searched: the page may propose it


def read_typed_filters(
    request: SearchRequest, sources: Iterable[Source], languages: Iterable[str]
) -> TypedFilters | None:
    """Read a request's words as filters where possible; None if all of them are words."""
    known = KnownValues(tuple(sources), frozenset(languages))
    changes: dict[str, Any] = {}
    taken: list[str] = []
    words = "".join(_read_fields(request.q, known, changes, taken))
    offered = False
    if not _EXACT.search(words):
        free, rest, said = _read_freely(words, known.sources)
        if free:
            offered = not taken and "source" not in free and _is_bare_date(said)
            offered = offered or (not taken and free.keys() == {"source"})
            changes = free | changes
            taken += said
            words = rest
    if not taken:
        return None
    q = " ".join(words.split())
    literal = replace(request, q=_quoted(request.q, taken), offset=0)
    return TypedFilters(_changed(request, changes, q), tuple(taken), literal, offered)


def _is_bare_date(taken: Iterable[str]) -> bool:
    """Whether all that was read is a year of four digits or a decade without its century.

    Texts hold the one as a number too, the other in these very words.
    """
    return all([one.bare for one in find_dates(_flat(part))] == [True] for part in taken)


def _changed(request: SearchRequest, changes: dict[str, Any], q: str) -> SearchRequest:
    """The request with typed filters in place of its filters of the same kind."""
    if "year" in changes:
        changes = {"month": ()} | changes
    return replace(request, q=q, **changes)


def _quoted(q: str, taken: Iterable[str]) -> str:
    """The query with parts that could be filters between quotation marks: as words."""
    for part in taken:
        no = re.match(_NO, part)
        words = without_punctuation(part[no.end() if no else 0 :].strip(_MARKS), " ").strip(_MARKS)
        q = q.replace(part, f' {"-" if no else ""}"{words.strip()}" ', 1)
    return " ".join(q.split())


def _read_fields(
    q: str, known: KnownValues, changes: dict[str, Any], taken: list[str]
) -> Iterator[str]:
    """The query without its typed fields; what these say goes into ``changes``.

    A field whose value means nothing stays where it is: the search names it as unread.
    """
    reached = 0
    for match in _PART.finditer(q.translate(HALF_WIDTH)):
        if match["quoted"]:
            continue
        typed_name = match["name"].lower()
        read_typed = _NAMED[typed_name].read_typed
        value = match["value"].rstrip(_CLOSING).strip(_MARKS + " ")
        read = read_typed(value, known) if read_typed else {}
        if not read:
            continue
        excluded = _exclude(typed_name, read) if match["no"] else ""
        if match["no"] and not excluded:
            continue
        if excluded:
            taken.append(q[match.start() : match.end()])
            yield f"{q[reached : match.start()]} {excluded} "
            reached = match.end()
            continue
        for name, said in read.items():
            both = isinstance(said, tuple)
            changes[name] = (*changes.get(name, ()), *said) if both else said
        taken.append(q[match.start() : match.end()])
        yield q[reached : match.start()]
        reached = match.end()
    yield q[reached:]


def _exclude(typed_name: str, read: Mapping[str, Any]) -> str:
    """The words that exclude what was read behind a filter's name, "" if there are none."""
    column = _NAMED[typed_name].field_name
    if {"date_from", "date_to"} <= read.keys():
        values = [f"{read['date_from'].year:04}-{read['date_to'].year:04}"]
    elif column in {"date_from", "date_to"}:
        values = [write_bound(read[column], last=column == "date_to")]
    else:
        values = list(read[column])
    if not all(is_filter_value(column, value) for value in values):
        return ""
    leaves = [FilterValue(column, value, typed_name) for value in values]
    return write([Clause((leaf,), excluded=True) for leaf in leaves])


def _read_freely(words: str, sources: Iterable[Source]) -> tuple[dict[str, Any], str, list[str]]:
    """A source's name and a date found among plain words, what is left, and the parts as typed."""
    changes: dict[str, Any] = {}
    taken: list[str] = []
    named = _find_source(words, sources)
    if named:
        key, start, end = named
        changes["source"] = (key,)
        taken.append(words[start:end])
        words = f"{words[:start]} {words[end:]}"
    dates = find_dates(_flat(words))
    if len(dates) == 1:
        one = dates[0]
        changes |= date_filters(one.first, one.last)
        taken.append(words[one.start : one.end].strip())
        words = f"{words[: one.start]} {words[one.end :]}"
    return changes, words, taken


def date_filters(first: date, last: date) -> dict[str, Any]:
    """The fields of a request that select a stretch of days: a year as one, else both ends."""
    if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
        return {"year": (f"{first.year:04}",)}
    return {"date_from": first, "date_to": last}


def _find_source(words: str, sources: Iterable[Source]) -> tuple[str, int, int] | None:
    """The longest source name in the words; case, width, script, apostrophes do not count."""
    best: tuple[str, int, int] | None = None
    flat = _flat(words)
    for source in sources:
        for name in {*source_names(source), source.key.replace("-", " ")}:
            pattern = _pattern(name)
            for match in pattern.finditer(flat) if pattern else ():
                if best is None or match.end() - match.start() > best[2] - best[1]:
                    best = (source.key, match.start(), match.end())
    return best


def _flat(text: str) -> str:
    """A text folded one character for one, so that places in it are places in the text."""
    return "".join((fold_text(character) or " ")[0] for character in text)


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str] | None:
    """A pattern of a name as typed: apostrophes optional, any space, no letter around it."""
    letters = [re.escape(letter) for letter in fold_text(name) if letter not in "'’"]
    body = "['’]?".join(r"\s+" if letter == r"\ " else letter for letter in letters)
    edge = r"[a-z0-9]"
    pattern = rf"(?<!{edge}){body}(?!{edge})" if name[:1].isascii() else body
    return re.compile(pattern) if pattern else None
