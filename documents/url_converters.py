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


class Digits:
    """A path converter of part of a date: a fixed number of digits, as an ``int``."""

    width = 2
    regex = r"[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):0{self.width}d}"


class FourDigits(Digits):
    """Part of a date of four digits."""

    width = 4
    regex = r"[0-9]{4}"


register_converter(FourDigits, "yyyy")
register_converter(Digits, "mm")
register_converter(Digits, "dd")
register_converter(VersionNumber, "version_no")
