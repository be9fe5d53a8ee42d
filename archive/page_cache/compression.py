"""Compression of answers by brotli or gzip, as ``Accept-Encoding`` allows."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from typing import NamedTuple

import brotli

SMALLEST_COMPRESSED = 512  # bytes; below it the headers cost more than is won
QUALITY = 5  # of brotli: below it, pages come out larger than by gzip
DENSEST = 11
ENCODINGS = ("br", "gzip")  # in the order we like them
_IDENTITY = "identity"
_COMPARED = 4096  # bytes up to which brotli may be larger than gzip, or where little is won
_LITTLE = 0.45  # of the size that is left

_COMPRESSIBLE = re.compile(r"(?:text/|application/(?:[^;]+\+)?(?:json|xml)\b|image/svg)")
_QUALITY_VALUE = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.ASCII)


class AcceptedEncodings(NamedTuple):
    """The encodings that a reader accepts, best first, and whether an answer may do without one."""

    encodings: tuple[str, ...]
    identity: bool

    @property
    def best(self) -> str:
        """The encoding to use; "" for none."""
        return self.encodings[0] if self.encodings else ""


@lru_cache(maxsize=256)
def read_accepted(accept: str) -> AcceptedEncodings:
    """What an ``Accept-Encoding`` header accepts, by its quality values (RFC 9110, 12.5.3).

    Of one quality, brotli before gzip before none; what is not named is not used, but for ``*``.
    """
    wishes: dict[str, float] = {}
    for item in accept.lower().split(","):
        name, _, weight = item.partition(";")
        found = _QUALITY_VALUE.fullmatch(weight)
        if found or not weight.strip():
            wishes[name.strip().removeprefix("x-")] = float(found[1]) if found else 1.0
    others = wishes.get("*", 0.0)
    plain = wishes.get(_IDENTITY, wishes.get("*", 1.0))
    # A reader who says nothing of plain answers takes them where nothing better is accepted.
    least = wishes.get(_IDENTITY, 0.0)
    liked = {name: wishes.get(name, others) for name in ENCODINGS}
    encodings = sorted(
        (name for name, quality in liked.items() if quality > 0 and quality >= least),
        key=lambda name: -liked[name],
    )
    return AcceptedEncodings(tuple(encodings), plain > 0)


def is_worth_compressing(content_type: str, length: int) -> bool:
    """Whether compression makes a body of this type and length smaller."""
    return length >= SMALLEST_COMPRESSED and _COMPRESSIBLE.match(content_type) is not None


def compress(body: bytes, encoding: str) -> bytes:
    """Compress a body; the same bytes always give the same bytes (gzip's clock is stopped).

    Brotli never makes more of it than gzip does.
    """
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    compressed = _brotli(body, QUALITY)
    if len(body) <= _COMPARED or len(compressed) > _LITTLE * len(body):
        limit = len(compress(body, "gzip"))
        if len(compressed) > limit:
            compressed = min(compressed, _brotli(body, DENSEST), key=len)
    return compressed


def _brotli(body: bytes, quality: int) -> bytes:
    # A window no larger than the page: the same size for two thirds of the time.
    window = min(max(len(body).bit_length(), 16), 22)
    compressed: bytes = brotli.compress(body, quality=quality, lgwin=window)
    return compressed
