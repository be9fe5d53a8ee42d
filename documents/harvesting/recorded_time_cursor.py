"""Cursors by recorded time: a place in that order, written for an address and read back."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from documents import identifiers
from documents.search import RecordedPlace

_TIME = "%Y%m%dT%H%M%SZ"
_PLACE = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-z]+)", re.ASCII)


def write_place(place: RecordedPlace) -> str:
    """A place as a word that needs no escaping: ``20261123T033700Z-xt66nzthbgz``."""
    return f"{place.recorded_at.astimezone(UTC):{_TIME}}-{place.identifier}"


def read_place(text: str) -> RecordedPlace | None:
    """The place that a word says; None for a word that says none."""
    match = _PLACE.fullmatch(text)
    if match is None or not identifiers.is_well_formed(match[2]):
        return None
    try:
        moment = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return RecordedPlace(moment, match[2])
