"""Addresses worked out from their routes are those that Django gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from archive.addresses import _routes, address

# A part that any place takes, by the place's kind; the rest are identifiers and words.
PARTS: dict[str, list[object]] = {
    "VersionNumber": [1, 12],
    "FourDigits": [958, 1958],
    "Digits": [1, 24],
    "SlugConverter": ["peoples-daily"],
    "StringConverter": ["nr63p6d168p", "科学 技术", "a?b#c%d&e=f;g'h(i)~!@:+"],
    "_Identifier": ["nr63p6d168p"],
    "PathConverter": ["99999/nr63p6d168p/科学"],
}


def parts_for(converter: Any) -> list[object]:
    named = PARTS.get(type(converter).__name__)
    return named or [one.replace("\\", "") for one in converter.regex.split("|")]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_named_address_is_the_one_that_django_gives(language: str) -> None:
    with override(language):
        routes = _routes("archive.urls", language)
        assert ("documents:article", 1) in routes
        assert ("export_version", 3) in routes
        for (name, _), route in routes.items():
            choices = [parts_for(converter) for converter in route.converters]
            for turn in range(max(map(len, choices), default=1)):
                parts = [choice[turn % len(choice)] for choice in choices]
                assert address(name, *parts) == reverse(name, args=parts)


def test_a_name_that_nobody_has_is_a_fault() -> None:
    with pytest.raises(NoReverseMatch):
        address("documents:nothing")
    with pytest.raises(NoReverseMatch):
        address("documents:article")
