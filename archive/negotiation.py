"""Content negotiation: the one place where ``Accept`` chooses what an address answers with.

A page names its other representations, each with a route of its own (RFC 9110, 12.5.1). The page
wins every tie but one: a client that names a format, and HTML by ``*/*`` alone, gets the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils.cache import patch_vary_headers

from archive.query_parameters import View, read_view_inputs

HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"
ACCEPT = "Accept"
_OTHER_NAMES = {"application/xhtml+xml": HTML}
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Representation:
    """Another representation of a page: its media type, and its route.

    The route takes the page's own arguments, and ``arguments`` beside them.
    """

    media_type: str
    route: str
    arguments: Mapping[str, object] = field(default_factory=dict)


def prefers_html(accept: str) -> bool:
    """Whether a header prefers HTML at first sight, as every browser's and most programs' does."""
    return accept in {"", "*/*", HTML} or accept.startswith(f"{HTML},")


def choose_media_type(accept: str, offered: Sequence[str]) -> str:
    """The media type that an ``Accept`` header likes best; the first where it likes none.

    Of equal qualities the one named more exactly, then the one offered first.
    """
    wishes = dict(_read_wishes(accept))
    best, chosen = (0.0, 0), offered[0]
    for kind in offered:
        main = kind.partition("/")[0]
        for exactness, name in ((2, kind), (1, f"{main}/*"), (0, "*/*")):
            if name in wishes:
                found = (wishes[name], exactness)
                if wishes[name] and found > best:
                    best, chosen = found, kind
                break
    return chosen


def _read_wishes(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        kind, *parameters = part.split(";")
        found = [match for each in parameters if (match := _QUALITY.fullmatch(each))]
        name = kind.strip().lower()
        yield _OTHER_NAMES.get(name, name), float(found[0][1]) if found else 1.0


def negotiated(*others: Representation, unless: str = "") -> Callable[[View], View]:
    """A decorator of a page that is also answered in other representations, by ``Accept``.

    A request with the header ``unless`` goes to the page whatever it accepts.
    """
    varies = (ACCEPT, unless) if unless else (ACCEPT,)
    offered = (HTML, *(other.media_type for other in others))
    key = f"HTTP_{unless.upper().replace('-', '_')}"

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            accept = request.META.get("HTTP_ACCEPT", "")
            response = None
            if not prefers_html(accept) and not (unless and key in request.META):
                chosen = choose_media_type(accept, offered)
                if chosen != HTML:
                    response = _represent(request, others[offered.index(chosen) - 1], arguments)
            if response is None:
                response = view(request, **arguments)
            patch_vary_headers(response, varies)
            return response

        answer.inputs = replace(read_view_inputs(view), varies=varies)  # type: ignore[attr-defined]
        answer.representations = others  # type: ignore[attr-defined]
        return cast("View", answer)

    return decorate


def _represent(
    request: HttpRequest, chosen: Representation, arguments: Mapping[str, Any]
) -> HttpResponseBase | None:
    """The answer in another representation; None where it cannot have such an address."""
    arguments = {**arguments, **chosen.arguments}
    try:
        path = reverse(chosen.route, kwargs=arguments)
    except NoReverseMatch:
        return None
    view, defaults = _views(settings.ROOT_URLCONF)[chosen.route]
    response = view(request, **{**defaults, **arguments})
    if response.status_code == 200:
        query = request.GET.urlencode()
        response.headers["Content-Location"] = f"{path}?{query}" if query else path
        if "Content-Disposition" in response.headers:  # to save is what its own address is for
            del response.headers["Content-Disposition"]
    return response


@cache
def _views(urlconf: str) -> Mapping[str, tuple[Callable[..., HttpResponseBase], dict[str, Any]]]:
    """The views of all unprefixed routes, by name."""
    found = {}
    for included in get_resolver(urlconf).url_patterns:
        for pattern in getattr(included, "url_patterns", ()):
            if isinstance(pattern, URLPattern) and not getattr(included, "namespace", None):
                found[str(pattern.name)] = (pattern.callback, dict(pattern.default_args))
    return found


def representations_of(view: Callable[..., Any]) -> tuple[Representation, ...]:
    """The other representations that a page declares."""
    declared: tuple[Representation, ...] = getattr(view, "representations", ())
    return declared


def json_address(request: HttpRequest) -> str:
    """The address of this page's JSON, its query kept; "" where it has none."""
    match = request.resolver_match
    if match is None:
        return ""
    for other in representations_of(match.func):
        if other.media_type == JSON:
            path = reverse(other.route, kwargs={**match.kwargs, **other.arguments})
            query = request.GET.urlencode()
            return f"{path}?{query}" if query else path
    return ""


def negotiates(request: HttpRequest) -> bool:
    """Whether ``Accept`` changes the answer: of a page that declares so, and where nothing is."""
    match = request.resolver_match
    return match is None or ACCEPT in read_view_inputs(match.func).varies


def is_json_request(request: HttpRequest) -> bool:
    """Whether a request asks for JSON, by its address or by ``Accept``: its errors are JSON too."""
    if request.path_info.endswith((".json", ".jsonld")):
        return True
    accept = request.META.get("HTTP_ACCEPT", "")
    if prefers_html(accept) or not negotiates(request):
        return False
    return choose_media_type(accept, (HTML, PROBLEM, JSON)) != HTML
