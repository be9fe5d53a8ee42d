"""Language tags: their primary subtag, and the value of a mapping for a language."""

from __future__ import annotations

from collections.abc import Mapping


def base(language: str) -> str:
    """The primary subtag of a language tag: ``zh`` of ``zh-Hans``."""
    return language.partition("-")[0].lower()


def nearest_tag(values: Mapping[str, str], language: str) -> str:
    """The best tag for a language among those there are: itself, its kin, ``en``, the first."""
    if language in values:
        return language
    kin = (tag for tag in values if base(tag) == base(language))
    return next(kin, "") or ("en" if "en" in values else next(iter(values), ""))


def in_language(values: Mapping[str, str], language: str) -> str:
    """The value for a language, or the nearest there is; empty where there is none."""
    return values.get(nearest_tag(values, language), "")
