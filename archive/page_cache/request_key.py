"""From a request to what it asks for: path, known parameters, negotiated headers, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlencode
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django.http.request import split_domain_port, validate_host

from archive.middleware import READING
from archive.page_cache.compression import choose_encoding
from archive.page_cache.route import Route

RouteOf: TypeAlias = Callable[[str], Route | None]

_LONGEST = 8_000  # bytes of a query, and characters of a negotiating header, that are looked at


@dataclass(frozen=True, slots=True)
class RequestKey:
    """What is asked for. Two requests with one address get one answer.

    ``query`` is canonical, ``variant`` the values of the headers the address negotiates by (empty
    for a reader who takes any page), ``encoding`` the one chosen.
    """

    path: str
    query: str
    variant: tuple[str, ...]
    encoding: str
    secure: bool


def read_request_key(environ: WSGIEnvironment, route_of: RouteOf) -> RequestKey | None:
    """What a request asks for; None for what only Django may answer: static files, wrong hosts."""
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] not in READING or path.startswith(settings.STATIC_URL):
        return None
    if not _is_our_host(environ.get("HTTP_HOST", "")):
        return None
    query = environ.get("QUERY_STRING", "")
    negotiates = "HTTP_ACCEPT_DATETIME" in environ or not _takes_a_page(environ)
    variant: tuple[str, ...] = ()
    if query or negotiates:
        route = route_of(path)
        variant = tuple(_value(environ, name) for name in route.varies) if route else ()
        if route is None or max(map(len, (query, *variant))) > _LONGEST:
            return None
        try:
            query = canonical_query(query, route)
        except TooManyFieldsSent:
            return None
        variant = variant if negotiates else ()
    encoding = choose_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    whole = environ.get("SCRIPT_NAME", "") + path
    return RequestKey(whole, query, variant, encoding, _is_secure(environ))


def canonical_query(query: str, route: Route) -> str:
    """The parameters an address listens to, in its order. Raises `TooManyFieldsSent`."""
    if not query:
        return ""
    said = QueryDict(query.encode("latin-1"))
    return urlencode([(name, value) for name in route.parameters for value in said.getlist(name)])


def _value(environ: WSGIEnvironment, header: str) -> str:
    value: str = environ.get(f"HTTP_{header.upper().replace('-', '_')}", "")
    return value


def _takes_a_page(environ: WSGIEnvironment) -> bool:
    """Whether a page is what the reader likes best, as every browser and most programs say."""
    accept: str = environ.get("HTTP_ACCEPT", "*/*")
    return accept in {"", "*/*", "text/html"} or accept.startswith("text/html,")


def _is_secure(environ: WSGIEnvironment) -> bool:
    name, secure = settings.SECURE_PROXY_SSL_HEADER
    said: str | None = environ.get(name)
    if said is None:
        return bool(environ.get("wsgi.url_scheme") == secure)
    return said.split(",", 1)[0].strip() == secure


@lru_cache(maxsize=256)
def _is_our_host(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
