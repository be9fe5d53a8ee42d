"""The two answers that need no page: 304 Not Modified and 406 Not Acceptable."""

from __future__ import annotations

from wsgiref.types import StartResponse, WSGIEnvironment

from archive.middleware import SECURITY_HEADERS
from archive.page_cache.compression import ENCODINGS


def not_acceptable(start: StartResponse, *, is_head: bool) -> list[bytes]:
    """Answer 406: the reader refuses every encoding there is, and doing without as well."""
    body = f"Accept-Encoding: accepted are {', '.join(ENCODINGS)}, identity.\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", "no-store"),
        *SECURITY_HEADERS.items(),
    ]
    start("406 Not Acceptable", headers)
    return [] if is_head else [body]


def not_modified(
    environ: WSGIEnvironment, start: StartResponse, etag: str, vary: str, control: str
) -> list[bytes]:
    """304. A script of another site may read that nothing has changed; there is nothing in it."""
    headers = [("ETag", etag), ("Vary", vary), ("Cache-Control", control)]
    if "HTTP_ORIGIN" in environ:
        headers.append(("Access-Control-Allow-Origin", "*"))
    start("304 Not Modified", headers)
    return []
