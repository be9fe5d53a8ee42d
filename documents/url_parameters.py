"""What every address listens to: the one place where its query parameters are named.

A parameter that is not named here never reaches a view, and enters no cache key.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import Resolver404, resolve
from django.utils import translation

from archive.languages import unprefixed
from archive.page_cache.route import Route
from documents.query.addresses import PARAMETERS
from documents.reading.view_options import SHOWN_BY
from documents.results.navigation import RANK

# What an article's address carries along from the results it was reached from.
CARRIED = (*PARAMETERS, RANK)
_READING = (*CARRIED, *SHOWN_BY)
# Of pages that show no list of articles.
_WITHOUT_ORDER = tuple(name for name in PARAMETERS if name not in {"sort", "page"})

ROUTES: Mapping[str, Route] = {
    "articles": Route(PARAMETERS),
    "export_list": Route(PARAMETERS),
    "article": Route(_READING, varies=("Accept", "Accept-Datetime")),
    "article_version": Route(_READING, varies=("Accept",)),
    "cite": Route(("p", "t")),
    "ark": Route(("info",)),
    "source": Route(("page",)),
    "concordance": Route((*_WITHOUT_ORDER, "page", "order")),
    "concordance_table": Route((*_WITHOUT_ORDER, "order")),
    "suggest": Route(("q",)),
    "trends": Route(_WITHOUT_ORDER),
    "trends_table": Route(_WITHOUT_ORDER),
    "trends_drawing": Route(_WITHOUT_ORDER),
}
_SILENT = Route()


def route_of(path: str) -> Route | None:
    """What an address listens to; None where nothing stands."""
    with translation.override(None):
        try:
            match = resolve(unprefixed(path))
        except Resolver404:
            return None
    return ROUTES.get(match.url_name or "", _SILENT)


def known_parameters(path: str) -> tuple[str, ...]:
    """The query parameters an address listens to, in canonical order."""
    route = route_of(path)
    return route.parameters if route else ()
