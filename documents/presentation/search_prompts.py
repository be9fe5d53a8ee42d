"""Prompts of search boxes: which languages can be typed, said by what the archive holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext

from archive.languages import cache_per_language, interface_tag
from documents.edition import held_languages
from documents.presentation.labels import name_primary_language
from documents.presentation.titles import title_width

_MOST_IN_BOX, _MOST_IN_LABEL = 2, 6  # languages named
_USUAL = frozenset({"en", "zh"})  # have words of their own, in both scripts


def search_placeholder() -> str:
    """What a search box shows while it is empty: Search in English or Arabic."""
    return _fill(held_languages())[0]


def short_search_placeholder() -> str:
    """What the masthead's search box shows, which is narrow on a phone: In English or Arabic."""
    return _fill(held_languages())[3]


def search_label() -> str:
    """The label of a search box."""
    return _fill(held_languages())[1]


def word_placeholder() -> str:
    """What a box for one word shows while it is empty: A word in English or Arabic."""
    return _fill(held_languages())[2]


@cache_per_language(maxsize=16)
def _fill(held: tuple[str, ...]) -> tuple[str, str, str, str]:
    primary = {tag.partition("-")[0] for tag in held}
    if primary == _USUAL:
        return (
            gettext("Search in English or 中文"),
            gettext("Search the articles, in English or Chinese"),
            gettext("A word in English or 中文"),
            gettext("In English or 中文"),
        )
    own = interface_tag().partition("-")[0]
    tags = sorted(primary, key=lambda tag: (tag != own, tag))
    languages = _list_names(map(name_primary_language, tags))
    short = _list_names(map(_short_name, tags))
    count = len(primary)
    whole = gettext("Search the articles")
    return (
        gettext("Search in %(languages)s") % short if 0 < count <= _MOST_IN_BOX else whole,
        gettext("Search the articles, in %(languages)s") % languages
        if 0 < count <= _MOST_IN_LABEL
        else whole,
        gettext("A word in %(languages)s") % short
        if 0 < count <= _MOST_IN_BOX
        else gettext("A word"),
        gettext("In %(languages)s") % short if 0 < count <= _MOST_IN_BOX else whole,
    )


def _short_name(tag: str) -> str:
    """A language's name, or its own name for itself where that is shorter: 日本語."""
    name = name_primary_language(tag)
    own = str(LANG_INFO.get(tag, {}).get("name_local", name))
    return min(name, own, key=lambda text: title_width([text]))


def _list_names(said: Iterable[str]) -> dict[str, str]:
    """Names as one list: Arabic, English or Persian."""
    *first, last = list(dict.fromkeys(said)) or [""]
    names = gettext(" or ").join([gettext(", ").join(first), last]) if first else last
    return {"languages": names}
