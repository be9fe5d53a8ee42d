"""The cache key of a request: path, known query parameters, negotiated headers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django.http.request import split_domain_port, validate_host

from archive.middleware import READING
from archive.negotiation import prefers_html
from archive.page_cache.compression import read_accepted
from archive.query_parameters import ViewInputs, drop_unknown_parameters
from archive.request_line import PROBED

FindInputs: TypeAlias = Callable[[str], ViewInputs | None]

_FILES = (settings.STATIC_URL, settings.DATA_URL)  # of any size, read in parts
_LONGEST = 8_000  # bytes of a query, and characters of a negotiating header, that are looked at


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The cache key. Requests that differ in nothing here get the same answer.

    ``query`` is canonical, ``variant`` the values of the headers the address negotiates by (empty
    for a reader who takes any page), ``encoding`` the one chosen. ``plain`` is false for a reader
    who takes nothing without an encoding.
    """

    path: str
    query: str
    variant: tuple[str, ...]
    encoding: str
    secure: bool
    plain: bool = True


def read_request_key(environ: WSGIEnvironment, find_inputs: FindInputs) -> RequestKey | None:
    """The key of a request; None for what only Django may answer: files, checks, wrong hosts."""
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] not in READING or path.startswith(_FILES) or path in PROBED:
        return None
    if not _is_our_host(environ.get("HTTP_HOST", "")):
        return None
    query = environ.get("QUERY_STRING", "")
    negotiates = "HTTP_ACCEPT_DATETIME" in environ or not prefers_html(
        environ.get("HTTP_ACCEPT", "")
    )
    variant: tuple[str, ...] = ()
    if query or negotiates:
        inputs = find_inputs(path)
        variant = tuple(_value(environ, name) for name in inputs.varies) if inputs else ()
        if inputs is None or max(map(len, (query, *variant))) > _LONGEST:
            return None
        try:
            if not inputs.is_protocol:
                query = canonical_query(query, inputs.parameters)
        except TooManyFieldsSent:
            return None
        variant = variant if negotiates else ()
    accepted = read_accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
    whole = environ.get("SCRIPT_NAME", "") + path
    secure = _is_secure(environ)
    return RequestKey(whole, query, variant, accepted.best, secure, accepted.identity)


def canonical_query(query: str, names: tuple[str, ...]) -> str:
    """The parameters named, in their order. Raises `TooManyFieldsSent`."""
    return (
        drop_unknown_parameters(QueryDict(query.encode("latin-1")), names).urlencode()
        if query
        else ""
    )


def _value(environ: WSGIEnvironment, header: str) -> str:
    value: str = environ.get(f"HTTP_{header.upper().replace('-', '_')}", "")
    return value


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
