"""Form fields for query strings: words, lists of values, one end of a date range."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from documents.dates import parse_bound

MAX_VALUES = 60  # of one parameter: the index counts a facet anew for what is chosen of it
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class _SharedField(forms.Field):
    """A field shared by all forms: none changes it, and copying takes longer than reading."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class _AllWords(forms.TextInput):
    """A widget that joins all values of a parameter, however often it is given."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return " ".join(data.getlist(name))


class OneValue(forms.TextInput):
    """A widget that takes the last non-empty value of a parameter."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return next((text for text in reversed(data.getlist(name)) if text.strip()), "")


class OneValueField(_SharedField, forms.CharField):
    """A field for a parameter with one value."""

    widget = OneValue


class WordsField(_SharedField, forms.CharField):
    """A field for the search box. Anything typed is searched for: never an error."""

    default_validators = []
    widget = _AllWords

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = []  # CharField's own would refuse a NUL

    def to_python(self, value: Any) -> str:
        return CONTROL.sub(" ", str(value or "")).strip()


class ValuesField(_SharedField):
    """A field for several values, sorted, each once; empty ones do not count."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[str, ...]:
        values = tuple(sorted({text for text in (value or ()) if text.strip()}))
        if len(values) > MAX_VALUES:
            raise ValidationError(
                gettext("Choose at most %(most)s values at a time; a range of dates takes any.")
                % {"most": MAX_VALUES}
            )
        return values


class BoundField(_SharedField):
    """A field for one end of a date range: the first or last day of 1958, 1958-01, 1958-01-24."""

    widget = OneValue

    def __init__(self, *, last: bool, **options: Any) -> None:
        super().__init__(**options)
        self.last = last

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            bound = parse_bound(text)
        except ValueError:
            raise ValidationError(
                gettext("“%(value)s” is not a date: write 1958, 1958-01 or 1958-01-24.")
                % {"value": text}
            ) from None
        return bound.upper if self.last else bound.lower
