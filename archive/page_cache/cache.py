"""The page cache: WSGI middleware that answers known pages from memory, or with 304, unqueried.

A page is a function of what is served (edition and index), of the code's release, of the settings
that show, its address and the negotiated headers, and of the UTC day where it prints that. All of
these are known before a page is made; so its ETag is too. Whatever a page must not depend on
(unknown parameters, cookies, other headers) is taken off the request before Django sees it.

The file is longer than others because finding, making and keeping a page must agree on its key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import close_old_connections, connections
from django.db.utils import Error
from django.utils.module_loading import import_string

from archive.admission.connection_set import ConnectionSet
from archive.clock import DAY, PRINTED, utc_today
from archive.context import EDITION, INDEX
from archive.database import close_connections_to_replaced_file
from archive.middleware import PAGE_CACHE_CONTROL
from archive.negotiation import ACCEPT
from archive.page_cache import preconditions
from archive.page_cache.compression import (
    compress,
    is_worth_compressing,
    read_accepted,
)
from archive.page_cache.fingerprint import fingerprint
from archive.page_cache.memory_store import CachedResponse, MemoryStore
from archive.page_cache.polled_value import PolledValue
from archive.page_cache.preconditions import read_tags
from archive.page_cache.request_key import FindInputs, RequestKey, read_request_key
from archive.page_cache.status_answers import not_acceptable, not_modified
from archive.query_parameters import ViewInputs, find_inputs
from archive.request_record import read_record

PageState: TypeAlias = tuple[str, ...]

# Answers that stay true for an edition. Redirects may name the host asked for; faults pass.
_KEPT = ("200", "400", "404", "410")
_CHEAP = ("429", "503")  # nothing is spent on an answer to a flood
# What no page depends on: it is not told to Django.
_HIDDEN = frozenset(
    {
        "HTTP_ACCEPT_ENCODING",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_COOKIE",
        "HTTP_IF_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
        "HTTP_REFERER",
        "HTTP_USER_AGENT",
        "RAW_URI",
        "REQUEST_URI",
        "wsgi.file_wrapper",
    }
)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A request as the cache sees it: key, what is served then (None: unknown), and UTC day."""

    address: RequestKey
    state: PageState | None
    day: date


class PageCache:
    """The WSGI application in front of Django: stored answers, ETags, 304, HEAD, compression.

    ``read_state`` tells what pages are derived from: the edition, its index, and when it was
    published (ISO 8601); ``find_inputs`` what the view at an address declares, None for an address
    that is not to be kept.
    """

    def __init__(
        self,
        application: WSGIApplication,
        read_state: Callable[[], PageState],
        find_inputs: FindInputs,
        release: str,
        max_bytes: int,
    ) -> None:
        self._application = application
        self._polled = PolledValue(read_state)
        self._release = release
        self._stored_for: PageState | None = None
        self.pages = MemoryStore(max_bytes)
        # Apart, so that nobody can drive pages out with wrong addresses.
        self.refusals = MemoryStore(max_bytes // 8)

        @lru_cache(maxsize=4096)
        def cached_inputs(path: str) -> ViewInputs | None:
            try:
                return find_inputs(path.encode("latin-1").decode("utf-8"))
            except UnicodeDecodeError:
                return None

        self._find_inputs = cached_inputs

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        address = None if settings.DEBUG else read_request_key(environ, self._find_inputs)
        record = read_record(environ)
        if address is None:
            record.cached = "bypass"
            return self._application(_with_accepted(environ), start)
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        if not address.plain and not address.encoding:
            return not_acceptable(start, is_head=is_head)
        lookup = _Lookup(address, self._polled.get(), utc_today())
        self._drop_outdated(lookup.state)
        tags = read_tags(environ.get("HTTP_IF_NONE_MATCH", ""))
        expects_page = preconditions.has_precondition(environ)
        answer = self._find(lookup)
        record.cached = "hit"
        if answer is None:
            record.cached = "miss"
            if not expects_page and (known := tags & self._possible_tags(lookup) if tags else None):
                vary = _vary(self._varies(address))
                record.cached = "revalidated"
                return not_modified(environ, start, known.pop(), vary, PAGE_CACHE_CONTROL)
            made = self._make(lookup, environ, start)
            if not isinstance(made, CachedResponse):
                return made
            answer = made
        etag = answer.header("ETag")
        if expects_page and answer.status.startswith("200"):
            modified = _publication_time(lookup.state)
            if not preconditions.is_expected(environ, etag, modified):
                return preconditions.refuse(start, answer.header("Vary"), is_head=is_head)
        if etag and (etag in tags or "*" in tags):
            vary, control = answer.header("Vary"), answer.header("Cache-Control")
            record.cached = "revalidated" if record.cached == "hit" else record.cached
            return not_modified(environ, start, etag, vary, control)
        start(answer.status, list(answer.headers))
        return [] if is_head else [answer.body]

    def find_page_state(self) -> PageState | None:
        """What is served just now; None where that was never known."""
        return self._polled.get()

    def _drop_outdated(self, state: PageState | None) -> None:
        """Drop the stored pages of other editions: nobody will ask for them any more."""
        if state is not None and state != self._stored_for:
            self._stored_for = state
            self.pages.clear()
            self.refusals.clear()

    def _find(self, lookup: _Lookup) -> CachedResponse | None:
        key = (lookup.state, lookup.address)
        answer = self.pages.get(key) or self.refusals.get(key)
        return answer if answer is not None and answer.day in (None, lookup.day) else None

    def _make(
        self, lookup: _Lookup, environ: WSGIEnvironment, start: StartResponse
    ) -> CachedResponse | Iterable[bytes]:
        """Ask Django for a page and store it where allowed.

        What comes in pieces is passed on as it comes.
        """
        forwarded = {name: value for name, value in environ.items() if name not in _HIDDEN}
        forwarded |= {
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": lookup.address.query,
            DAY: lookup.day,
        }
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            started.append((status, headers))
            return lambda piece: None

        pieces = self._application(forwarded, remember)
        status, headers = started[-1]
        if not any(name.lower() == "content-length" for name, _ in headers):
            start(status, headers)
            return pieces
        try:
            body = b"".join(pieces)
        finally:
            getattr(pieces, "close", lambda: None)()
        return self._keep(lookup, forwarded, status, headers, body)

    def _keep(
        self,
        lookup: _Lookup,
        forwarded: WSGIEnvironment,
        status: str,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> CachedResponse:
        said = {name.lower(): value for name, value in headers}
        varies = [name.strip() for name in said.get("vary", "").split(",") if name.strip()]
        day = lookup.day if forwarded.get(PRINTED) else None
        encoding = lookup.address.encoding
        lasts = (
            lookup.state is not None
            and status[:3] in _KEPT
            and "no-store" not in said.get("cache-control", "")
            and "set-cookie" not in said
            # Made from a newer edition than we know of, or from an older one by a slow replica?
            and forwarded.get(EDITION, lookup.state[0]) == lookup.state[0]
            # Or with an index that came, or was set aside, since we looked?
            and forwarded.get(INDEX, lookup.state[1]) == lookup.state[1]
            and _same_names(varies, self._varies(lookup.address))
        )
        changed = {"vary", "etag", "content-length"}
        headers = [(name, value) for name, value in headers if name.lower() not in changed]
        headers.append(("Vary", _vary(varies)))
        if lasts and status.startswith("200"):
            headers.append(("ETag", self._etag(lookup, day)))
        if encoding and (
            not lookup.address.plain
            or (
                status[:3] not in _CHEAP
                and is_worth_compressing(said.get("content-type", ""), len(body))
            )
        ):
            body = compress(body, encoding)
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        answer = CachedResponse.build(status, headers, body, day)
        if lasts:
            store = self.pages if status.startswith("200") else self.refusals
            store.put((lookup.state, lookup.address), answer)
        return answer

    def _varies(self, address: RequestKey) -> tuple[str, ...]:
        inputs = self._find_inputs(address.path)
        return inputs.varies if inputs else (ACCEPT,)  # so is what is said where nothing stands

    def _possible_tags(self, lookup: _Lookup) -> set[str]:
        """The two ETags a page may have: of one that prints the day, and of one that does not.

        Whoever has one of them had it from us, for what is served now.
        """
        if lookup.state is None:
            return set()
        return {self._etag(lookup, None), self._etag(lookup, lookup.day)}

    def _etag(self, lookup: _Lookup, day: date | None) -> str:
        """A strong ETag, another for each encoding, since bytes differ (RFC 9110, 8.8.3.3)."""
        address = lookup.address
        parts = (lookup.state, self._release, address.path, address.query, address.variant)
        said = repr((*parts, day and day.isoformat(), *(() if address.plain else ("encoded",))))
        digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        return f'"{digest}-{address.encoding}"' if address.encoding else f'"{digest}"'


def add_page_cache(application: WSGIApplication) -> PageCache:
    """Wrap a WSGI application in the page cache, as the settings have it."""
    look_up = import_string(settings.ARCHIVE_PAGE_STATE)

    own = ConnectionSet()  # whichever thread asks

    def read_state() -> PageState:
        with own.lent():
            close_old_connections()  # before a request, Django has not looked for dead ones yet
            close_connections_to_replaced_file()
            try:
                found: PageState = look_up()
            except (Error, UnicodeDecodeError):
                connections.close_all()  # what comes back may be another file or server
                raise
            return found

    return PageCache(
        application,
        read_state=read_state,
        find_inputs=find_inputs,
        release=fingerprint(),
        max_bytes=settings.ARCHIVE_CACHE_MB * 2**20,
    )


def _same_names(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two ``Vary`` lists name the same headers, encodings apart: the cache does these."""
    first, second = ({name.lower() for name in names} for names in (some, others))
    return first - {"accept-encoding"} == second - {"accept-encoding"}


def _vary(names: Iterable[str]) -> str:
    """A ``Vary`` header: the names given, then the encoding."""
    listed = [name for name in names if name.lower() != "accept-encoding"]
    return ", ".join([*listed, "Accept-Encoding"])


def _publication_time(state: PageState | None) -> datetime | None:
    """When the edition shown was published, where that is told."""
    try:
        return datetime.fromisoformat(state[2]) if state and state[2:] else None
    except ValueError:  # a damaged database: the page itself says so
        return None


def _with_accepted(environ: WSGIEnvironment) -> WSGIEnvironment:
    """A request past the cache, its encodings named without the ones it refuses.

    Whoever serves static files does not read quality values.
    """
    accepted = read_accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return environ | {"HTTP_ACCEPT_ENCODING": ", ".join(accepted.encodings) or "identity"}
