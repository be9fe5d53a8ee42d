"""WSGI middleware that sends ``Strict-Transport-Security`` (HSTS) with every answer by HTTPS.

Django adds it to what passes its own middleware: not to ``OPTIONS``, ``304``, ``406``, ``414`` and
whatever else is answered before. By HTTP it is never sent (RFC 6797, 7.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

NAME = "Strict-Transport-Security"


def add_transport_security(application: WSGIApplication, seconds: int) -> WSGIApplication:
    """Wrap a WSGI application; browsers then ask by HTTPS only, for so many seconds."""
    said = (NAME, f"max-age={seconds}")

    def secured(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not _is_secure(environ):
            return application(environ, start)

        def start_secured(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if not any(name == NAME for name, _ in headers):
                headers = [*headers, said]
            return start(status, headers, *rest)

        return application(environ, start_secured)

    return secured


def _is_secure(environ: WSGIEnvironment) -> bool:
    """Whether a request came by HTTPS: as the proxy says, else as the server does."""
    name, secure = settings.SECURE_PROXY_SSL_HEADER
    told = environ.get(name)
    if told is None:
        return bool(environ.get("wsgi.url_scheme") == "https")
    return bool(told.partition(",")[0].strip() == secure)
