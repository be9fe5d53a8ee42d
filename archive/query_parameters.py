"""The query parameters of a view: declared beside it, kept in one order, all others stripped.

The page cache strips them for its key, the middleware for whoever asks Django without the cache
(tests, ``ARCHIVE_DEBUG``); both by `drop_unknown_parameters`, so a view sees the same from either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation

from archive.languages import remove_language_prefix

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class ViewInputs:
    """The query parameters a view reads, in canonical order, and the headers it negotiates by.

    Encodings and the interface's language are negotiated everywhere and alike: they are not named.
    """

    parameters: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()
    is_protocol: bool = False  # sees every parameter, and takes them in a form too (POST)
    is_costly: bool = False  # takes several times as long as other pages


_NO_INPUTS = ViewInputs()


def query_parameters(*names: str) -> Callable[[View], View]:
    """A decorator that declares a view's query parameters.

    A view without it has none: it sees no parameter.
    """

    def decorate(view: View) -> View:
        view.inputs = replace(read_view_inputs(view), parameters=names)  # type: ignore[attr-defined]
        return view

    return decorate


def protocol_arguments(view: View) -> View:
    """A decorator for the view of a protocol that has its own rules for arguments.

    It sees every parameter as it was sent, and answers POST with them in a form as well as GET.
    """
    view.inputs = replace(read_view_inputs(view), is_protocol=True)  # type: ignore[attr-defined]
    return view


def costly(view: View) -> View:
    """A decorator for a view that searches, or takes as long: it waits in the queue of searches."""
    view.inputs = replace(read_view_inputs(view), is_costly=True)  # type: ignore[attr-defined]
    return view


def read_view_inputs(view: Callable[..., Any]) -> ViewInputs:
    """The inputs that a view declares."""
    declared: ViewInputs = getattr(view, "inputs", _NO_INPUTS)
    return declared


def find_inputs(path: str) -> ViewInputs | None:
    """The inputs of the view at an address; None where there is no view."""
    with translation.override(None):
        try:
            return read_view_inputs(resolve(remove_language_prefix(path)).func)
        except Resolver404:
            return None


def drop_unknown_parameters(query: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """A query without parameters that are not named, in the order of the names.

    The same object where it holds just these.
    """
    if list(query) == [name for name in names if name in query]:
        return query
    kept = QueryDict(mutable=True)
    for name in names:
        if name in query:
            kept.setlist(name, query.getlist(name))
    kept._mutable = False
    return kept


class UnknownParameters:
    """Middleware that strips the query parameters that the view does not declare."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponseBase | None:
        """Between address and view; an address where nothing stands keeps its query."""
        inputs = read_view_inputs(view)
        if request.META.get("QUERY_STRING") and not inputs.is_protocol:
            known = drop_unknown_parameters(request.GET, inputs.parameters)
            if known is not request.GET:
                request.GET = known  # type: ignore[assignment]
                request.META["QUERY_STRING"] = known.urlencode()
        return None
