"""The answers 503 and 429, made once by Django for each language and sent from memory.

A refusal must cost next to nothing, or a flood is answered no faster refused than served.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from archive.admission.connection_set import ConnectionSet
from archive.languages import remove_language_prefix
from archive.negotiation import prefers_html

REFUSAL = "archive.refusal"  # in a request's environment: Django is only asked for the refusal
_PROGRAM = "/articles.json"  # an address whose errors are problems (RFC 9457)
_DROPPED = ("HTTP_ACCEPT", "HTTP_ORIGIN", "QUERY_STRING", "CONTENT_LENGTH", "CONTENT_TYPE")


class Refusal(Enum):
    """Why a request is refused: too many wait already, or its client has taken too much."""

    BUSY = "503 Service Unavailable"
    TOO_MUCH = "429 Too Many Requests"


@dataclass(frozen=True, slots=True)
class _Page:
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class RefusalPages:
    """Refusals by reason, language and form; at first each is asked of Django."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._making = Lock()
        self._own = ConnectionSet()
        self._pages: dict[tuple[object, ...], _Page] = {}

    def answer(
        self, environ: WSGIEnvironment, start: StartResponse, refusal: Refusal, wait: int
    ) -> list[bytes]:
        """Refuse a request, and say after how many seconds it may come again."""
        path = environ.get("PATH_INFO", "")
        is_program = "." in path.rpartition("/")[2] or not prefers_html(
            environ.get("HTTP_ACCEPT", "")
        )
        bare = remove_language_prefix(path)
        home = _PROGRAM if is_program else path[: len(path) - len(bare)] + "/"
        name, _ = settings.SECURE_PROXY_SSL_HEADER
        key = (refusal, home, environ.get(name), environ.get("wsgi.url_scheme"))
        page = self._pages.get(key)
        if page is None:
            with self._making:
                page = self._pages.get(key) or self._make(environ, home, refusal)
                if page.status.startswith(refusal.value[:3]):  # no redirect, no bad host's page
                    self._pages[key] = page
        body = _name_instance(page.body, environ) if is_program else page.body
        kept = [pair for pair in page.headers if pair[0] not in ("Retry-After", "Content-Length")]
        head = [("Retry-After", str(wait)), ("Content-Length", str(len(body)))]
        start(page.status, [*kept, *head])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _make(self, environ: WSGIEnvironment, path: str, refusal: Refusal) -> _Page:
        told = {name: value for name, value in environ.items() if name not in _DROPPED}
        told |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, REFUSAL: refusal}
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> object:
            started.append((status, headers))
            return lambda piece: None

        with self._own.lent():
            pieces = self._application(told, remember)  # type: ignore[arg-type]
            try:
                body = b"".join(pieces)
            finally:
                getattr(pieces, "close", lambda: None)()
        status, headers = started[-1]
        return _Page(status, tuple(headers), body)


def _name_instance(body: bytes, environ: WSGIEnvironment) -> bytes:
    """A problem with the address that was asked for in the place of the one it was made for."""
    try:
        problem = json.loads(body)
    except ValueError:
        return body
    query = environ.get("QUERY_STRING", "")
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    problem["instance"] = f"{path}?{query}" if query else path
    return json.dumps(problem, indent=1).encode()
