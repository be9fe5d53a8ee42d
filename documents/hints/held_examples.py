"""Examples for help page and manual made of what is held, where the project's own seeds are not.

Words come from titles, so that every example finds something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from archive.languages import interface_tag
from documents.hints.help_topics import HELP_TOPICS, Example, HelpTopic
from documents.hints.topics_without_chinese import adapt_topics
from documents.models import Article, Source
from documents.query.filters import FILTERS
from documents.results.entries import with_titles

SAMPLE = 50  # articles whose titles are looked at
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{5,}")  # shorter ones are mostly grammar
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_FEW = 4  # letters of a word that an asterisk may end
# Topics whose examples find something, or are understood, in every archive.
_EVERYWHERE = frozenset({"order", "follow"})


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Words of titles that are held, "" where there are none; the name of a source and a year."""

    latin: str = ""
    other: str = ""  # a second word of the same title
    han: str = ""
    source: str = ""
    source_key: str = ""
    year: str = ""  # of the title with the Latin word


def help_topics() -> tuple[HelpTopic, ...]:
    """The topics of the help page, with examples that this archive answers."""
    if holds_seeds():
        return HELP_TOPICS
    held = find_held_words()
    return tuple(
        one if one.anchor in _EVERYWHERE else replace(one, examples=_examples(one.anchor, held))
        for one in adapt_topics(HELP_TOPICS)
    )


def holds_seeds() -> bool:
    """Whether the newspaper is held that the written examples are about."""
    keys = [key for one in FILTERS["source"].examples for key in one.asks["source"]]
    return Source.objects.filter(key__in=keys).exists()


def find_held_words() -> HeldWords:
    """Words for examples, out of the titles of the first articles by identifier."""
    found = HeldWords()
    for article in with_titles(Article.objects.newest().order_by("identifier"))[:SAMPLE]:
        titles = [article.title, *(one.title for one in article.translations.all())]
        for title in titles:
            words = list(dict.fromkeys(_LATIN.findall(title)))
            if len(words) > bool(found.latin) and not found.other:
                begun = article.partial_date.bounds[0] if article.partial_date else None
                year = f"{begun.year:04}" if begun else ""
                other = words[1] if len(words) > 1 else ""
                found = replace(found, latin=words[0], other=other, year=year)
            if not found.han and (han := _HAN.search(title)):
                found = replace(found, han=han[0])
        if found.other and found.han:
            break
    for source in Source.objects.order_by("key")[:1]:
        found = replace(found, source=source.name_in(interface_tag()), source_key=source.key)
    return found


def _examples(anchor: str, held: HeldWords) -> tuple[Example, ...]:
    latin, other, han, year = held.latin, held.other, held.han, held.year
    made: dict[str, tuple[Example | None, ...]] = {
        "words": (
            _typed(f"{latin} {other}", gettext_lazy("both words, anywhere in an article"))
            if other
            else None,
        ),
        "chinese": (
            _typed(han[:2], gettext_lazy("words of a title")) if han else None,
            _typed(han[:1], gettext_lazy("a single character")) if han else None,
        ),
        "nearly": (
            _typed(
                f"{latin[:_FEW]}*",
                gettext_lazy("every word that begins with these letters"),
            )
            if latin
            else None,
        ),
        "title": (
            _typed(f"title:{latin}", gettext_lazy("a word of the title")) if latin else None,
            _typed(f"title:{han[:2]}", gettext_lazy("words of a title")) if han else None,
        ),
        "fields": (
            _typed(f"year:{year} {latin}", gettext_lazy("a word in articles of that year"))
            if year and latin
            else None,
        ),
        "facets": (
            Example(held.source, gettext_lazy("one source"), {"source": (held.source_key,)})
            if held.source
            else None,
            Example(year, gettext_lazy("one year"), {"year": (year,)}) if year else None,
        ),
        "in-use": _words_in_use(latin, other, han),
    }
    return tuple(one for one in made.get(anchor, ()) if one)


def _typed(q: str, does: str | Promise) -> Example:
    return Example(q, does, {"q": q})


def _words_in_use(latin: str, other: str, han: str) -> tuple[Example | None, ...]:
    word = han[:2] or latin
    pair = (latin, other or han[:2])
    return (
        Example(word, gettext_lazy("every occurrence in context"), {"q": word}, "concordance")
        if word
        else None,
        Example(
            word,
            gettext_lazy("each translation with its share and its lines"),
            {"q": word},
            "renderings",
        )
        if word
        else None,
        Example(" · ".join(pair), gettext_lazy("two words compared"), {"q": pair}, "trends")
        if all(pair)
        else None,
    )
