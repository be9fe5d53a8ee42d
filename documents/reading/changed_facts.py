"""What two versions differ by: facts, headlines, bylines and paragraphs, by language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from documents.models import Article, Translation
from documents.presentation.labels import name_language
from documents.reading.version_changes import (
    Change,
    ChangedText,
    UnchangedRun,
    compare_blocks,
    compare_texts,
)


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that changed: its name for programs, and for readers."""

    name: str
    label: str
    language: str
    pieces: tuple[ChangedText, ...]


@dataclass(frozen=True, slots=True)
class TextChanges:
    """The changes in one language: its headline and byline, and its paragraphs."""

    language: str
    name: str
    letter: str
    facts: list[ChangedFact]
    blocks: list[Change | UnchangedRun]

    @property
    def is_empty(self) -> bool:
        return not self.facts and not any(isinstance(block, Change) for block in self.blocks)


def compare_facts(before: Article, after: Article) -> Iterator[ChangedFact]:
    """The changed facts of the article as a whole."""
    rows = (
        ("date", gettext("Date"), before.date, after.date, ""),
        ("page", gettext("Page"), _page(before), _page(after), after.language),
        ("section", gettext("Section"), before.section, after.section, after.language),
        ("column", gettext("Column"), before.column, after.column, after.language),
    )
    for name, label, old, new, language in rows:
        if pieces := compare_texts(old, new):
            yield ChangedFact(name, label, language, pieces)


def _page(article: Article) -> str:
    number = "" if article.page is None else str(article.page)
    return f"{number} {article.page_label}".strip()


def compare_versions(before: Article, after: Article) -> Iterator[TextChanges]:
    """The changes by language, the original first; a text of one version alone is new or gone."""
    old, new = held_texts(before), held_texts(after)
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


def held_texts(article: Article) -> dict[str, Article | Translation]:
    """The texts of a version by language, the original's first."""
    return {text.language: text for text in article.texts}


def _text_facts(
    old: Article | Translation | None, new: Article | Translation | None, language: str
) -> Iterator[ChangedFact]:
    for label, name in ((gettext("Headline"), "headline"), (gettext("Byline"), "byline")):
        if pieces := compare_texts(_said(old, name), _said(new, name)):
            yield ChangedFact(name, label, language, pieces)
    if pieces := compare_texts(_said(old, "references"), _said(new, "references")):
        yield ChangedFact("references", gettext("References"), language, pieces)


def _said(text: Article | Translation | None, name: str) -> str:
    value = getattr(text, name) if text else ""
    return "\n".join(value) if isinstance(value, list) else str(value)
