"""Compression of answers by brotli or gzip, as ``Accept-Encoding`` allows."""

from __future__ import annotations

import gzip
import re

import brotli

SMALLEST_COMPRESSED = 512  # bytes; below it the headers cost more than is won
QUALITY = 2  # of brotli: 2 % larger than at 3, in two thirds of the time
ENCODINGS = ("br", "gzip")  # in the order we like them

_COMPRESSIBLE = re.compile(r"(?:text/|application/(?:[^;]+\+)?(?:json|xml)\b|image/svg)")


def choose_encoding(accept: str) -> str:
    """The best encoding that an ``Accept-Encoding`` header allows, "" for none."""
    allowed: dict[str, bool] = {}
    for item in accept.lower().split(","):
        name, _, parameters = item.partition(";")
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameters)
        allowed[name.strip()] = weight is None or float(weight[1]) > 0
    return next((name for name in ENCODINGS if allowed.get(name, allowed.get("*", False))), "")


def is_worth_compressing(content_type: str, length: int) -> bool:
    """Whether compression makes a body of this type and length smaller."""
    return length >= SMALLEST_COMPRESSED and _COMPRESSIBLE.match(content_type) is not None


def compress(body: bytes, encoding: str) -> bytes:
    """Compress a body; the same bytes always give the same bytes (gzip's clock is stopped)."""
    if encoding == "br":
        # A window no larger than the page: the same size for two thirds of the time.
        window = min(max(len(body).bit_length(), 16), 22)
        compressed: bytes = brotli.compress(body, quality=QUALITY, lgwin=window)
        return compressed
    return gzip.compress(body, compresslevel=6, mtime=0)
