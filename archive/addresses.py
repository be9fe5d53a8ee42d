"""A faster ``reverse``: named addresses, their routes found once a language and filled in.

``reverse`` looks a name up and tries its patterns anew for every link. Here a name's route is found
once a language and filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver
from django.utils.translation import get_language

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_KEPT = "!$&'()*+,;=/~:@"  # what stands in a path as it is: RFC 3986


@dataclass(frozen=True, slots=True)
class _Route:
    """A route with placeholders for its arguments, and the converter that writes each of them."""

    template: str
    converters: tuple[Any, ...]


def address(name: str, *parts: object) -> str:
    """The address of a named route, in the interface's language; what ``reverse`` would give.

    The parts are written and not checked: whether a word may stand in its place, the caller knows.
    """
    route = _routes(settings.ROOT_URLCONF, get_language() or "").get((name, len(parts)))
    if route is None:
        raise NoReverseMatch(f"no address is called {name!r} and has {len(parts)} parts")
    if not parts:
        return route.template
    written = zip(route.converters, parts, strict=True)
    return route.template % tuple(quote(one.to_url(part), safe=_KEPT) for one, part in written)


@cache
def _routes(urlconf: str, language: str) -> Mapping[tuple[str, int], _Route]:
    """Every named route in the language in force, by name."""
    return dict(_walk(get_resolver(urlconf), "", "/"))


def _walk(
    resolver: URLResolver, space: str, before: str
) -> Iterator[tuple[tuple[str, int], _Route]]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            names = _PLACE.findall(here)
            template = _PLACE.sub("%s", here.replace("%", "%%"))
            converters = tuple(pattern.pattern.converters[name] for name in names)
            yield (f"{space}{pattern.name}", len(names)), _Route(template, converters)
        else:
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inside, here)
