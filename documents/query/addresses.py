"""Writes the address of a result list: the same request always gives the same address.

Names, their order and how a value is written are the filters' own. Reading an address is
`read_request`'s work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.urls import reverse

from archive.languages import cache_per_language
from documents.query.date_bounds import write_ends
from documents.query.filters import FILTERS
from documents.query.paging import PAGE_SIZE, default_sort
from documents.search.request import SearchRequest, Sort

# The parameters, as they stand in every address we print.
PARAMETERS: tuple[str, ...] = tuple(FILTERS)
_ENDS = ("from", "to")
_PARAMETER_OF: Mapping[str, str] = {one.field_name: name for name, one in FILTERS.items()}


def query_string(request: SearchRequest, **changes: Any) -> str:
    """A request as a query string: canonical order, shortest dates, no defaults.

    ``changes`` are fields of `SearchRequest`; any change but of ``offset`` goes back to page 1.
    """
    said = _said(request)
    if changes:
        new = {_PARAMETER_OF[name]: value for name, value in changes.items()}
        if new.keys() & set(_ENDS):  # each end is written as exactly as the other
            ends = (new.get("from", request.date_from), new.get("to", request.date_to))
            new |= {"from": ends, "to": ends}
        said = said | {"page": ""} | {name: _say(name, value) for name, value in new.items()}
        if "q" in new or "sort" in new:  # the usual order hangs on there being words
            q, sort = new.get("q", request.q), new.get("sort", request.sort)
            said["sort"] = _say("sort", _unusual(q, sort))
    return "&".join(filter(None, said.values()))


@lru_cache(maxsize=64)
def _said(request: SearchRequest) -> dict[str, str]:
    """The encoded parameters of a request by name, cached: a page links to it a hundred times."""
    return {name: _say(name, _value(name, request)) for name in PARAMETERS}


def _say(name: str, value: Any) -> str:
    return "&".join([f"{name}={_quoted(one)}" for one in _write(name, value)])


def _write(name: str, value: Any) -> list[str]:
    """A parameter's values in an address; an end of the range of dates is given both ends."""
    if name in _ENDS:
        written = write_ends(*value)[_ENDS.index(name)]
        return [written] if written else []
    return FILTERS[name].write(value)


_quoted = lru_cache(maxsize=4096)(quote_plus)


def _value(name: str, request: SearchRequest) -> Any:
    """The value of the request's field behind a parameter."""
    if name == "sort":
        return _unusual(request.q, request.sort)
    if name in _ENDS:
        return request.date_from, request.date_to
    return getattr(request, FILTERS[name].field_name)


def _unusual(q: str, sort: Sort) -> str:
    """An order, "" where it is the default."""
    return "" if sort == default_sort(q) else sort


def query_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """The pairs of the query string, in order; a form repeats them as hidden fields."""
    return [(name, value) for name in FILTERS for value in _write(name, _value(name, request))]


def list_address(request: SearchRequest, **changes: Any) -> str:
    """The address of the article list for a request."""
    query = query_string(request, **changes)
    path = _list_path()
    return f"{path}?{query}" if query else path


def is_from_form(query: QueryDict) -> bool:
    """Whether a query is as the form of filters sends it: both dates, and an empty page number."""
    return query.get("page") == "" and all(end in query for end in _ENDS)


def drop_empty_parameters(query: QueryDict) -> str:
    """The list's address for a query as typed, without the empty values that forms send."""
    pairs = [
        (name, value)
        for name in PARAMETERS
        for value in dict.fromkeys(query.getlist(name))
        if value.strip()
    ]
    return f"{_list_path()}?{urlencode(pairs)}" if pairs else _list_path()


def years_address(request: SearchRequest, years: tuple[str, ...]) -> str:
    """The list of articles dated in some years, or by some spans of years.

    Months stay chosen that lie in these years.
    """
    months = tuple(month for month in request.month if month[:4] in years)
    return list_address(request, year=years, month=months)


def list_address_builder(request: SearchRequest, name: str) -> Callable[[Iterable[str]], str]:
    """`list_address` for many values of one parameter, as a facet needs it.

    For years it is `years_address`.
    """
    if name == "year" and request.month:
        return lambda years: years_address(request, tuple(years))
    said = _said(request) | {"page": ""}
    path, place = _list_path(), PARAMETERS.index(name)
    before = "".join([f"{said[one]}&" for one in PARAMETERS[:place] if said[one]])
    after = "".join([f"&{said[one]}" for one in PARAMETERS[place + 1 :] if said[one]])

    def address(values: Iterable[str]) -> str:
        if new := _say(name, values):
            return f"{path}?{before}{new}{after}"
        query = f"{before[:-1]}{after}" if before else after[1:]
        return f"{path}?{query}" if query else path

    return address


@cache_per_language(maxsize=16)
def _list_path() -> str:
    """The list's path; a page of results links to it more than a hundred times."""
    return reverse("documents:articles")


def page_number(request: SearchRequest) -> int:
    """The page number that a request asks for, from 1."""
    return request.offset // PAGE_SIZE + 1
