"""Prompts of search boxes: which languages can be typed, said by what the archive holds."""

from __future__ import annotations

from django.utils.translation import gettext

from archive.languages import cache_per_language, interface_tag
from documents.edition import held_languages
from documents.presentation.labels import name_primary_language

_MOST_IN_BOX, _MOST_IN_LABEL = 2, 6  # languages named
_USUAL = frozenset({"en", "zh"})  # have words of their own, in both scripts


def search_placeholder() -> str:
    """What a search box shows while it is empty: Search in English or Arabic."""
    return _fill(held_languages())[0]


def search_label() -> str:
    """The label of a search box."""
    return _fill(held_languages())[1]


def word_placeholder() -> str:
    """What a box for one word shows while it is empty: A word in English or Arabic."""
    return _fill(held_languages())[2]


@cache_per_language(maxsize=16)
def _fill(held: tuple[str, ...]) -> tuple[str, str, str]:
    primary = {tag.partition("-")[0] for tag in held}
    if primary == _USUAL:
        return (
            gettext("Search in English or 中文"),
            gettext("Search the articles, in English or Chinese"),
            gettext("A word in English or 中文"),
        )
    own = interface_tag().partition("-")[0]
    names = map(name_primary_language, sorted(primary, key=lambda tag: (tag != own, tag)))
    languages = _list_names(list(dict.fromkeys(names)))
    count = len(primary)
    whole = gettext("Search the articles")
    return (
        gettext("Search in %(languages)s") % languages if 0 < count <= _MOST_IN_BOX else whole,
        gettext("Search the articles, in %(languages)s") % languages
        if 0 < count <= _MOST_IN_LABEL
        else whole,
        gettext("A word in %(languages)s") % languages
        if 0 < count <= _MOST_IN_BOX
        else gettext("A word"),
    )


def _list_names(names: list[str]) -> dict[str, str]:
    """Names as one list: Arabic, English or Persian."""
    *first, last = names or [""]
    said = gettext(" or ").join([gettext(", ").join(first), last]) if first else last
    return {"languages": said}
