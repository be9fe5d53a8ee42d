"""The page of changes: one version of an article compared with the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from documents.models import Article, Translation
from documents.presentation.dates import say_date
from documents.presentation.labels import name_language
from documents.presentation.titles import titled_texts
from documents.reading.version_changes import (
    Change,
    ChangedText,
    Unchanged,
    compare_blocks,
    compare_texts,
)
from documents.views.resolve import resolve


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that changed."""

    label: str
    language: str
    pieces: tuple[ChangedText, ...]


@dataclass(frozen=True, slots=True)
class TextChanges:
    """The changes in one language: its headline and byline, and its paragraphs."""

    language: str
    name: str
    letter: str
    facts: list[Fact]
    blocks: list[Change | Unchanged]

    @property
    def is_empty(self) -> bool:
        return not self.facts and not any(isinstance(block, Change) for block in self.blocks)


def changes(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The changes of a version against the one before; of the first, that there is none."""

    def address(identifier: str, version: int | None) -> str:
        if version is None:
            return reverse("documents:article", args=(identifier,))
        return reverse("documents:changes", args=(identifier, version))

    wanted = resolve(request, identifier, version, address)
    if isinstance(wanted, HttpResponse):
        return wanted
    shown, before = wanted.shown, wanted.before
    facts = list(_facts(before, shown)) if before else []
    texts = list(_texts(before, shown)) if before else []
    context = {
        "article": shown,
        "before": before,
        "versions": wanted.versions,
        "recorded": say_date(shown.seed.recorded_at.date().isoformat()),
        "titles": titled_texts(shown),
        "facts": facts,
        "texts": texts,
        "is_same": not facts and all(text.is_empty for text in texts),
    }
    return render(request, "documents/changes.html", context)


def _facts(before: Article, after: Article) -> Iterator[Fact]:
    """The changed facts of the article as a whole."""
    rows = (
        (gettext("Date"), before.date, after.date, ""),
        (gettext("Page"), _page(before), _page(after), after.language),
        (gettext("Section"), before.section, after.section, after.language),
        (gettext("Column"), before.column, after.column, after.language),
    )
    for label, old, new, language in rows:
        if pieces := compare_texts(old, new):
            yield Fact(label, language, pieces)


def _page(article: Article) -> str:
    number = "" if article.page is None else str(article.page)
    return f"{number} {article.page_label}".strip()


def _texts(before: Article, after: Article) -> Iterator[TextChanges]:
    """The changes by language, the original first; a text of one version alone is new or gone."""
    old, new = _held(before), _held(after)
    counted = next(iter(new), "")
    for language in dict.fromkeys((*new, *old)):
        one, other = old.get(language), new.get(language)
        yield TextChanges(
            language,
            name_language(language),
            "p" if language == counted else "t",
            list(_text_facts(one, other, language)),
            compare_blocks(one.blocks if one else (), other.blocks if other else ()),
        )


def _held(article: Article) -> dict[str, Article | Translation]:
    return {text.language: text for text in article.texts}


def _text_facts(
    old: Article | Translation | None, new: Article | Translation | None, language: str
) -> Iterator[Fact]:
    for label, name in ((gettext("Headline"), "headline"), (gettext("Byline"), "byline")):
        if pieces := compare_texts(_said(old, name), _said(new, name)):
            yield Fact(label, language, pieces)
    if pieces := compare_texts(_said(old, "references"), _said(new, "references")):
        yield Fact(gettext("References"), language, pieces)


def _said(text: Article | Translation | None, name: str) -> str:
    value = getattr(text, name) if text else ""
    return "\n".join(value) if isinstance(value, list) else str(value)
