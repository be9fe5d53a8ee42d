"""Memento (RFC 7089): an article's versions by the time they were recorded.

The article's own address is its TimeGate (pattern 1.1); version links are those of RFC 5829.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from documents.citation.signposting import Link, header

TIMEMAP_TYPE = "application/link-format"
TIMEMAP_SUFFIX = "timemap"

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_FORM = re.compile(
    rf"(?P<name>{'|'.join(_DAYS)}), (?P<day>\d\d) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}) "
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) GMT",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Memento:
    """A memento: a version's address and the UTC time it was recorded."""

    version: int
    address: str
    recorded_at: datetime


def http_date(moment: datetime) -> str:
    """A time as an HTTP date (RFC 1123): ``Fri, 20 Nov 2026 08:30:00 GMT``."""
    utc = moment.astimezone(UTC)
    return (
        f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc.year:04} "
        f"{utc:%H:%M:%S} GMT"
    )


def parse_accept_datetime(value: str) -> datetime:
    """Parse ``Accept-Datetime``. Raises ValueError for all but an RFC 1123 date in GMT."""
    expected = "expected a date like Thu, 31 May 2007 20:35:00 GMT"
    found = _FORM.fullmatch(value.strip())
    if not found:
        raise ValueError(f"Accept-Datetime: found {value!r} {expected}")
    month = _MONTHS.index(found["month"]) + 1
    year, day, hour, minute, second = (
        int(found[part]) for part in ("year", "day", "hour", "minute", "second")
    )
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"Accept-Datetime: found {value!r}, {error}; {expected}") from error
    if _DAYS[moment.weekday()] != found["name"]:
        raise ValueError(f"Accept-Datetime: found {value!r}, not a {found['name']}; {expected}")
    return moment


def choose(mementos: Sequence[Memento], when: datetime) -> Memento:
    """The version that was current at a time; before the first, the first (RFC 7089, 4.5.3)."""
    ordered = _ordered(mementos)
    earlier = [each for each in ordered if each.recorded_at.replace(microsecond=0) <= when]
    return earlier[-1] if earlier else ordered[0]


def article_links(permalink: str, timemap: str, mementos: Sequence[Memento]) -> list[Link]:
    """Links of the article's page, its own TimeGate; send ``Vary: Accept-Datetime`` with them."""
    newest = _ordered(mementos)[-1]
    return [
        Link(permalink, "original timegate"),
        Link(timemap, "timemap", TIMEMAP_TYPE),
        *_range(mementos, None),
        Link(newest.address, "latest-version"),
        Link(timemap, "version-history", TIMEMAP_TYPE),
    ]


def memento_links(
    permalink: str, timemap: str, mementos: Sequence[Memento], current: Memento
) -> list[Link]:
    """Links of a version's page; send ``Memento-Datetime: http_date(current.recorded_at)``."""
    ordered = _ordered(mementos)
    place = ordered.index(current)
    links = [
        Link(permalink, "original timegate"),
        Link(timemap, "timemap", TIMEMAP_TYPE),
        *_range(mementos, current),
        Link(ordered[-1].address, "latest-version"),
        Link(timemap, "version-history", TIMEMAP_TYPE),
    ]
    if place:
        links.append(Link(ordered[place - 1].address, "predecessor-version"))
    if place + 1 < len(ordered):
        links.append(Link(ordered[place + 1].address, "successor-version"))
    return links


def time_map(permalink: str, timemap: str, mementos: Sequence[Memento]) -> str:
    """The TimeMap as ``application/link-format``, one link a line, oldest version first."""
    ordered = _ordered(mementos)
    span = (
        ("from", http_date(ordered[0].recorded_at)),
        ("until", http_date(ordered[-1].recorded_at)),
    )
    links = [
        Link(permalink, "original timegate"),
        Link(timemap, "self", TIMEMAP_TYPE, span),
        *(_memento_link(each, ordered) for each in ordered),
    ]
    return ",\n".join(header([link]) for link in links) + "\n"


def _range(mementos: Sequence[Memento], current: Memento | None) -> list[Link]:
    """First and last memento, and for one of them its neighbours, each once."""
    ordered = _ordered(mementos)
    wanted = {0, len(ordered) - 1}
    place = ordered.index(current) if current else -1
    if current:
        wanted |= {place - 1, place, place + 1} & set(range(len(ordered)))
    links = []
    for index in sorted(wanted):
        near = {place - 1: "prev", place + 1: "next"}.get(index, "") if current else ""
        links.append(_memento_link(ordered[index], ordered, near))
    return links


def _memento_link(memento: Memento, ordered: Sequence[Memento], near: str = "") -> Link:
    words = [
        word
        for word, holds in (
            ("first", memento is ordered[0]),
            ("last", memento is ordered[-1]),
            (near, near),
            ("memento", True),
        )
        if holds
    ]
    when = (("datetime", http_date(memento.recorded_at)),)
    return Link(memento.address, " ".join(words), extra=when)


def _ordered(mementos: Sequence[Memento]) -> list[Memento]:
    if not mementos:
        raise ValueError("mementos: found none expected at least one version")
    return sorted(mementos, key=lambda each: each.version)
