"""Preconditions of a request (RFC 9110, 13): what its headers say of the page they expect."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from wsgiref.types import StartResponse, WSGIEnvironment

from archive.middleware import SECURITY_HEADERS

ANY = "*"
_REFUSAL = b"The page is another one than your If-Match or If-Unmodified-Since expects.\n"


def read_tags(header: str) -> set[str]:
    """The ETags of an ``If-None-Match`` header, for weak comparison (RFC 9110, 13.1.2)."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")} - {""}


def has_precondition(environ: WSGIEnvironment) -> bool:
    """Whether a request is only meant for a page as its reader knows it."""
    return "HTTP_IF_MATCH" in environ or "HTTP_IF_UNMODIFIED_SINCE" in environ


def is_expected(environ: WSGIEnvironment, etag: str, modified: datetime | None) -> bool:
    """Whether a page (status 200) is what ``If-Match`` or ``If-Unmodified-Since`` expects.

    ``modified`` is when what is shown was published. The second header counts only without the
    first, and neither a date that cannot be read nor one without a page's own says anything.
    """
    expected: str | None = environ.get("HTTP_IF_MATCH")
    if expected is not None:
        tags = {tag.strip() for tag in expected.split(",")}
        return ANY in tags or (etag != "" and etag in tags)  # a weak tag never matches
    since = _read_date(environ.get("HTTP_IF_UNMODIFIED_SINCE", ""))
    return since is None or modified is None or modified.replace(microsecond=0) <= since


def _read_date(header: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(header)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def refuse(start: StartResponse, vary: str, *, is_head: bool) -> list[bytes]:
    """Answer 412: the reader's page is not the one that is shown."""
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(_REFUSAL))),
        ("Vary", vary),
        ("Cache-Control", "no-store"),
        *SECURITY_HEADERS.items(),
    ]
    start("412 Precondition Failed", headers)
    return [] if is_head else [_REFUSAL]
