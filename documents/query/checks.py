"""Validators of parameters: each raises `ValidationError` with what to write instead.

`value_schema` says in JSON Schema what each takes, as far as a schema can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from documents.dates import PartialDate
from documents.query.filter_types import ON, Check, KnownValues, Text
from documents.query.form_fields import CONTROL
from documents.query.paging import LAST_PAGE, SORTS
from documents.query.translated_names import LONGEST_NAME

LONGEST_COLUMN = 400  # characters, as many as a row holds of a column's name

_YEAR = re.compile(
    r"(?!0000)([0-9]{4})(?:/([0-9]{4}))?|(?!0000)[0-9]{4}/\.\.|\.\./(?!0000)[0-9]{4}", re.ASCII
)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_SPOKEN_OF = re.compile(r"[0-9]{4}|[0-9]{3}X", re.ASCII)
_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATED = re.compile(rf"{_DATE}(?:/{_DATE})?", re.ASCII)
_LONGEST: dict[Check, int] = {}  # characters of the names that each validator takes
_NUMBER = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


def check_source(value: str, known: KnownValues) -> None:
    """Refuse a key that no source has: an address that silently finds nothing misleads."""
    if all(source.key != value for source in known.sources):
        raise ValidationError(
            gettext("There is no source with the key “%(value)s”.") % {"value": value}
        )


def check_language(value: str, known: KnownValues) -> None:
    """Refuse a language in which nothing is held, for the same reason."""
    if value not in known.languages:
        raise ValidationError(
            gettext("No text in the language “%(value)s” is held; the languages are %(known)s.")
            % {"value": value, "known": gettext(", ").join(sorted(known.languages))}
        )


def check_switch(value: str, _: KnownValues) -> None:
    """Refuse what is not the one value of a switch."""
    if value != ON:
        raise ValidationError(gettext("Write 1, or leave it out."))


def check_year(value: str, _: KnownValues) -> None:
    match = _YEAR.fullmatch(value)
    if match is None or (match[2] and match[1] >= match[2]):
        raise ValidationError(
            gettext("“%(value)s” is not a year: write four digits, as in 1958.") % {"value": value}
        )


def check_month(value: str, _: KnownValues) -> None:
    if not _MONTH.fullmatch(value) or value.startswith("0000"):
        raise ValidationError(
            gettext("“%(value)s” is not a month: write it as in 1958-01.") % {"value": value}
        )


def check_dated(value: str, _: KnownValues) -> None:
    try:
        if not _DATED.fullmatch(value):
            raise ValueError(value)
        PartialDate.parse(value)
    except ValueError:
        raise ValidationError(
            gettext("“%(value)s” is not a date: write 1958-01-24, 1958-01, 1958 or 1970/1979.")
            % {"value": value}
        ) from None


def check_mentions(value: str, _: KnownValues) -> None:
    if not _SPOKEN_OF.fullmatch(value) or value.startswith("000"):
        raise ValidationError(
            gettext(
                "“%(value)s” is neither a year nor a decade: write 1957, or 195X for the 1950s."
            )
            % {"value": value}
        )


def check_translation(value: str, _: KnownValues) -> None:
    if value not in {"held", "none"}:
        raise ValidationError(
            gettext("“%(value)s” cannot be chosen: choose held or none.") % {"value": value}
        )


def check_newspaper_page(value: str, _: KnownValues) -> None:
    if not _NUMBER.fullmatch(value):
        raise ValidationError(
            gettext("“%(value)s” is not a page number: write it as in 6.") % {"value": value}
        )


def check_name(message: Text, longest: int = LONGEST_NAME) -> Check:
    """A validator of names as texts write them: ``message`` refuses what can be none."""

    def check(value: str, _: KnownValues) -> None:
        if CONTROL.search(value) or len(value) > longest:
            raise ValidationError(str(message))

    _LONGEST[check] = longest
    return check


def check_sort(value: str, _: KnownValues) -> None:
    if value not in SORTS:
        raise ValidationError(
            gettext("“%(value)s” is not an order; the orders are %(known)s.")
            % {"value": value, "known": gettext(", ").join(SORTS)}
        )


def check_page(value: str, _: KnownValues) -> None:
    if not _NUMBER.fullmatch(value):
        raise ValidationError(
            gettext("“%(value)s” is not the number of a page of results.") % {"value": value}
        )
    if int(value) > LAST_PAGE:
        raise ValidationError(
            gettext("Lists end at page %(last)s; narrow the search to see what lies beyond.")
            % {"last": LAST_PAGE}
        )


_Values = Mapping[str, object]
_ONE_YEAR = {"pattern": "^(?!0000)[0-9]{4}$"}
_ONE_MONTH = {"pattern": "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$"}
_SPAN = {"pattern": "^(?!0000)[0-9]{4}/[0-9]{4}$", "description": "begun in one year, ended later"}
_OPEN_SPAN = {
    "pattern": r"^((?!0000)[0-9]{4}/\.\.|\.\./(?!0000)[0-9]{4})$",
    "description": "begun in a year, with no end; or ended, with no beginning",
}
_DAY = {"format": "date"}
_SCHEMAS: Mapping[Check, _Values] = {
    check_year: {"anyOf": [_ONE_YEAR, _SPAN, _OPEN_SPAN]},
    check_month: _ONE_MONTH,
    check_dated: {"anyOf": [_ONE_YEAR, _ONE_MONTH, _DAY, _SPAN]},
    check_mentions: {"pattern": "^(?!000)[0-9]{3}[0-9X]$"},
    check_translation: {"enum": ["held", "none"]},
    check_newspaper_page: {"pattern": f"^{_NUMBER.pattern}$"},
    check_sort: {"enum": list(SORTS)},
}
_NONE = {"const": ""}  # as if it were not given
BOUND_SCHEMA: _Values = {"type": "string", "anyOf": [_ONE_YEAR, _ONE_MONTH, _DAY, _NONE]}
PAGE_SCHEMA: _Values = {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}


def value_schema(check: Check | None, known: KnownValues) -> dict[str, object]:
    """The JSON Schema of a value that a validator takes; of any text where nothing narrows it."""
    if check is check_source:
        found: _Values = {"enum": [source.key for source in known.sources]}
    elif check is check_language:
        found = {"enum": sorted(known.languages)}
    else:
        found = _SCHEMAS.get(check, {}) if check else {}
    if check in _LONGEST:
        found = {"pattern": "^[^\\u0000-\\u001f\\u007f]*$", "maxLength": _LONGEST[check]}
    return {"type": "string", **found}
