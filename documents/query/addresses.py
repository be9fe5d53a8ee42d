"""The address of a result list: the same for the same question, whoever writes it.

The parameters' names and their order in an address, and what each field of a `SearchRequest` is in
it. Reading an address is `filters`' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.urls import reverse
from django.utils.translation import get_language

from documents.search.request import SearchRequest, Sort

PAGE_SIZE = 20
DEEPEST_HIT = 10_000  # past it a reader narrows: an index pages deep results ever more slowly
LAST_PAGE = DEEPEST_HIT // PAGE_SIZE
SORTS: tuple[Sort, ...] = ("relevance", "oldest", "newest", "title")

# The parameters that take several values.
MULTIPLE: tuple[str, ...] = (
    "source",
    "year",
    "month",
    "dated",
    "mentions",
    "language",
    "translation",
    "newspaper_page",
    "place",
)

# Those that take one; words are searched for however often they are given.
SINGLE: tuple[str, ...] = ("from", "to", "sort", "page")

# All of them, as they stand in every address we print.
PARAMETERS: tuple[str, ...] = ("q", *MULTIPLE, *SINGLE)


def default_sort(q: str) -> Sort:
    """Best match first where there are words to match, else in order of date."""
    return "relevance" if q else "oldest"


def query_string(request: SearchRequest, **changes: Any) -> str:
    """A request as an address says it, without ``?``: canonical order, shortest dates, no defaults.

    ``changes`` are fields of `SearchRequest`; any change but of ``offset`` goes back to page 1.
    """
    said = _said(request)
    if changes:
        new = {_PARAMETER_OF.get(name, name): value for name, value in changes.items()}
        said = said | {"page": ""} | {name: _say(name, value) for name, value in new.items()}
        if "q" in new or "sort" in new:  # the usual order hangs on there being words
            q, sort = new.get("q", request.q), new.get("sort", request.sort)
            said["sort"] = _say("sort", _unusual(q, sort))
    return "&".join(filter(None, said.values()))


# Where a field of a request is called otherwise in addresses, and the other way round.
_PARAMETER_OF: Mapping[str, str] = {"date_from": "from", "date_to": "to", "offset": "page"}

_FIELD_OF: Mapping[str, str] = {parameter: field for field, parameter in _PARAMETER_OF.items()}


@lru_cache(maxsize=64)
def _said(request: SearchRequest) -> dict[str, str]:
    """What each parameter is in a request's address: a page links to it a hundred times."""
    return {name: _say(name, _value(name, request)) for name in PARAMETERS}


def _say(name: str, value: Any) -> str:
    return "&".join([f"{name}={_quoted(one)}" for one in _written(name, value)])


_quoted = lru_cache(maxsize=4096)(quote_plus)


def _value(name: str, request: SearchRequest) -> Any:
    """What a request has in the field behind a parameter."""
    if name == "sort":
        return _unusual(request.q, request.sort)
    return getattr(request, _FIELD_OF.get(name, name))


def _unusual(q: str, sort: Sort) -> str:
    """An order, "" where it is the default."""
    return "" if sort == default_sort(q) else sort


def _written(name: str, value: Any) -> list[str]:
    """A field's value as a parameter says it; nothing where it is the default."""
    match name:
        case "from" | "to":
            values = [write_bound(value, last=name == "to")]
        case "page":
            number = value // PAGE_SIZE + 1
            values = [str(number) if number > 1 else ""]
        case "q" | "sort":
            values = [value]
        case _:
            values = sorted(value)
    return [one for one in values if one]


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """The query string's pairs in order; a form repeats them as hidden fields."""
    return [(name, value) for name in PARAMETERS for value in _written(name, _value(name, request))]


def list_address(request: SearchRequest, **changes: Any) -> str:
    """The address of the article list that answers a request, as `query_string` says it."""
    query = query_string(request, **changes)
    path = _list_path(get_language() or "")
    return f"{path}?{query}" if query else path


def years_address(request: SearchRequest, years: tuple[str, ...]) -> str:
    """The list of what is dated within one of some years, or by one of some spans of them.

    Months stay chosen that lie in these years.
    """
    months = tuple(month for month in request.month if month[:4] in years)
    return list_address(request, year=years, month=months)


def addresses_by(request: SearchRequest, name: str) -> Callable[[Iterable[str]], str]:
    """`list_address` for requests that differ in the values of one parameter, as a facet's do.

    For years it is `years_address`.
    """
    if name == "year" and request.month:
        return lambda years: years_address(request, tuple(years))
    said = _said(request) | {"page": ""}
    path, place = _list_path(get_language() or ""), PARAMETERS.index(name)
    before = "".join([f"{said[one]}&" for one in PARAMETERS[:place] if said[one]])
    after = "".join([f"&{said[one]}" for one in PARAMETERS[place + 1 :] if said[one]])

    def address(values: Iterable[str]) -> str:
        if new := _say(name, values):
            return f"{path}?{before}{new}{after}"
        query = f"{before[:-1]}{after}" if before else after[1:]
        return f"{path}?{query}" if query else path

    return address


@lru_cache(maxsize=16)
def _list_path(language: str) -> str:
    """The list's own path; a page of results links to it more than a hundred times."""
    return reverse("documents:articles")


def page_of(request: SearchRequest) -> int:
    """The number of the page of results a request asks for, from 1."""
    return request.offset // PAGE_SIZE + 1


def write_bound(day: date | None, *, last: bool) -> str:
    """A bound as shortly as it can be said: the year it opens (or closes), the month, else the day.

    >>> write_bound(date(1958, 1, 1), last=False), write_bound(date(1958, 1, 31), last=True)
    ('1958', '1958-01')
    """
    if day is None:
        return ""
    text = day.isoformat()
    if last and (day.month, day.day) == (12, 31):
        return text[:4]
    opens = day + timedelta(days=1) if last else day  # a month's last day comes before a first
    if not last and (day.month, day.day) == (1, 1):
        return text[:4]
    return text[:7] if opens.day == 1 else text


def write_dates(first: date, last: date) -> str:
    """The days between two, as shortly as EDTF can say them: one day, one month, 1970/1979."""
    if first == last:
        return first.isoformat()
    start, end = write_bound(first, last=False), write_bound(last, last=True)
    return start if start == end else f"{start}/{end}"
