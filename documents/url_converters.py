"""URL path converters that pages' and machines' addresses share."""

from __future__ import annotations

from django.urls import register_converter


class VersionNumber:
    """A version's number, from 1. ``v01`` does not match: it is no second address of ``v1``."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(VersionNumber, "version_no")
