"""How pages are cached: a strong ETag for each, 304 for a reader who has it, and compression.

A page is a function of the edition, the code, the settings, its address, the negotiated headers and
on some pages the day, so its bytes stand for all of them: the ETag is their digest. An answer given
without making the page belongs before ``get_response`` here, and nowhere else.
"""

from __future__ import annotations

import gzip
import hashlib
import re

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from archive.middleware import Handler

PAGE_CACHE_CONTROL = "public, no-cache"
SMALLEST_COMPRESSED = 512  # bytes; below it the headers cost more than is won
ENCODINGS = ("br", "gzip")  # in the order we like them

_COMPRESSIBLE = re.compile(r"(?:text/|application/(?:[^;]+\+)?(?:json|xml)\b|image/svg)")


def conditional_pages(get_response: Handler) -> Handler:
    """Adds Cache-Control to what has none, and to whole answers an ETag, an encoding, a 304."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", PAGE_CACHE_CONTROL)
        if not isinstance(response, HttpResponse):
            return response
        if "no-store" not in response.headers["Cache-Control"] and response.status_code == 200:
            return _answer_conditionally(request, response)
        return _without_body(request, response)

    return middleware


def _answer_conditionally(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    encoding = ""
    if _COMPRESSIBLE.match(response.headers.get("Content-Type", "")):
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) >= SMALLEST_COMPRESSED:
            encoding = choose_encoding(request.headers.get("Accept-Encoding", ""))
    # Two encodings of one page differ in bytes, so their strong ETags differ (RFC 9110, 8.8.3.3).
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    etag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not response:
        assert answer is not None  # noqa: S101 - it is None only for a response of None
        return answer
    if encoding:
        response.content = compress(response.content, encoding)
        response.headers["Content-Encoding"] = encoding
    return _without_body(request, response)


def _without_body(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Sets the true length; a HEAD answer keeps it and loses its body."""
    response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


def choose_encoding(accept: str) -> str:
    """The encoding we like best among those the header allows, "" for none."""
    allowed: dict[str, bool] = {}
    for item in accept.lower().split(","):
        name, _, parameters = item.partition(";")
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameters)
        allowed[name.strip()] = weight is None or float(weight[1]) > 0
    return next((name for name in ENCODINGS if allowed.get(name, allowed.get("*", False))), "")


def compress(body: bytes, encoding: str) -> bytes:
    """The same bytes always give the same bytes: gzip's clock is stopped."""
    if encoding == "br":
        compressed: bytes = brotli.compress(body, quality=5)
        return compressed
    return gzip.compress(body, compresslevel=6, mtime=0)
