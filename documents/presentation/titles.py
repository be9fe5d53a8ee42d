"""Titles of an article in every language held: the interface's own first.

Where none is in the interface's language and that is English, a Chinese one has a gloss.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol, TypeAlias, TypeVar

from django.utils.safestring import SafeString

from archive.languages import interface_tag
from documents.chinese.headline_gloss import GLOSS_LANGUAGE, gloss_headline
from documents.chinese.scripts import is_chinese
from documents.models import Article, Translation

Text: TypeAlias = Article | Translation


class InLanguage(Protocol):
    """A text that says its language as a BCP 47 tag."""

    @property
    def language(self) -> str: ...


TextT = TypeVar("TextT", bound=InLanguage)


def order_texts(texts: Iterable[TextT], language: str = "") -> list[TextT]:
    """Texts with those in a language first, by default the interface's; the others as they came.

    A text in the same language otherwise written (``zh-Hant``) comes before one in another.
    """
    tag = language or interface_tag()
    return sorted(texts, key=lambda text: _distance(text.language, tag))


def titled_texts(article: Article) -> list[Text]:
    """The texts of an article that have a title, the interface's language first."""
    return order_texts(text for text in article.texts if text.title)


def plain_titles(article: Article) -> list[str]:
    """Every title of an article, the interface's own first; the identifier where there is none."""
    return [" ".join(one.title.split()) for one in titled_texts(article)] or [article.identifier]


def write_titles(article: Article) -> SafeString:
    """Every title as HTML, each with its language; the identifier where there is none."""
    spans = [
        f'<span lang="{escape(text.language)}">{escape(text.title)}</span>'
        for text in titled_texts(article)
    ]
    spans[1:] = [f'<span class="other-title">{span}</span>' for span in spans[1:]]
    return SafeString(" ".join(spans) or f"<span>{escape(article.identifier)}</span>")


def gloss_title(article: Article) -> str:
    """The gloss of a Chinese title where no title is in English, the interface's language; or "".

    A program makes it: for pages that people read, never for metadata, citations or exports.
    """
    if _base(interface_tag()) != GLOSS_LANGUAGE:
        return ""
    titled = [text for text in article.texts if text.title]
    if any(_base(text.language) == GLOSS_LANGUAGE for text in titled):
        return ""
    return next((gloss_headline(one.title) for one in titled if is_chinese(one.language)), "")


def _distance(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if _base(language) == _base(wanted) else 2


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
