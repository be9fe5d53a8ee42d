"""The WSGI failure guard: 500 with the site's headers where everything else has failed.

Django answers for failures of views. What fails outside of them, a cache's or a middleware's own
fault or what is no `Exception`, would leave a reader the server's empty page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from archive.middleware import SECURITY_HEADERS

_BODY = (
    b"The archive failed to make this page. The fault has been recorded: try again later.\n"
    + "此页未能生成。故障已记录，请稍后再试。\n".encode()
)
_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(_BODY))),
    ("Cache-Control", "no-store"),
    *SECURITY_HEADERS.items(),
]
_log = logging.getLogger("django.request")


def guard_failures(application: WSGIApplication) -> WSGIApplication:
    """Wrap a WSGI application so that whatever it raises is answered 500."""

    def guarded(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        try:
            return application(environ, start)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # a panic in a library written in Rust is no `Exception`
            _log.exception("Outside Django: %s", environ.get("PATH_INFO", ""))
            start("500 Internal Server Error", list(_HEADERS))
            return [] if environ.get("REQUEST_METHOD") == "HEAD" else [_BODY]

    return guarded
