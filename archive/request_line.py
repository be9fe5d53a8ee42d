"""WSGI middleware for a request's first line and Host, before anything else reads them.

Health checks are answered whatever Host they name; overlong addresses are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from archive.middleware import SECURITY_HEADERS

PROBED = ("/healthz", "/readyz")  # asked by balancers: by a number, by HTTP/1.0, with no Host
LONGEST_ADDRESS = 32_768  # bytes: four times what browsers and proxies are sure to carry
_NO_METHOD = "OTHER"
_BODY = b"The address is longer than any of this site.\n" + "地址过长。\n".encode()


def check_request_line(application: WSGIApplication) -> WSGIApplication:
    """Wrap a WSGI application; its requests have a Host where they are health checks."""
    host = _own_host()

    def checked(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path in PROBED:
            environ["HTTP_HOST"] = host
        if len(path) + len(environ.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
            return _refuse(start, is_head=method == "HEAD")
        if not method.isupper():  # Django takes "get" for GET, which is another method
            environ["REQUEST_METHOD"] = _NO_METHOD
        return application(environ, start)

    return checked


def _own_host() -> str:
    """A host that the settings allow."""
    named = [one.removeprefix(".") for one in settings.ALLOWED_HOSTS if one != "*"]
    return next(iter(named), "localhost")


def _refuse(start: StartResponse, *, is_head: bool) -> list[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(_BODY))),
        ("Cache-Control", "no-store"),
        *SECURITY_HEADERS.items(),
    ]
    start("414 URI Too Long", headers)
    return [] if is_head else [_BODY]
