"""Titles of an article in every language held: the interface's own first.

Where none is in the interface's language, and a dictionary has glosses in it, one has a gloss: a
Chinese one in English, and what the collection's own dictionaries are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeAlias, TypeVar

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.languages import interface_tag
from archive.safe_html import EMPTY, HtmlPattern, escape_html, join_html, literal, split_html
from documents.chinese.headline_gloss import GLOSS_LANGUAGE, gloss_headline
from documents.chinese.scripts import is_chinese
from documents.dictionaries.installed import find_dictionary
from documents.dictionaries.word_senses import gloss_title_words
from documents.models import Article, Translation
from documents.presentation.text_languages import language_attributes
from documents.translation_tags import written_language

Text: TypeAlias = Article | Translation

LONG_TITLE = 240  # the width past which a list shows the beginning of a title
MOST_PHRASES = 8  # of a headline; a line with more is no headline but a text, and runs on

# A phrase of a headline with the ideographic space that ends it, or a word marked across one.
_PHRASE = re.compile(r"((?:<mark\b[^>]*>.*?</mark>|(?!<mark\b)[^\u3000])*\u3000+)")

_SPAN = HtmlPattern("<span>{}</span>")
_TITLE = HtmlPattern("<span{}{}>{}</span>")
_CLAMPED = literal(' class="clamped"')
_OTHER_TITLE = HtmlPattern('<span class="other-title">{}</span>')
_ONE_PHRASE = HtmlPattern('<span class="phrase">{}</span>')


class HasLanguage(Protocol):
    """A text that says its language as a BCP 47 tag."""

    @property
    def language(self) -> str: ...


TextT = TypeVar("TextT", bound=HasLanguage)


def order_texts(texts: Iterable[TextT], language: str = "") -> list[TextT]:
    """Texts with those in a language first, by default the interface's; the others as they came.

    A text in the same language otherwise written (``zh-Hant``) comes before one in another.
    """
    tag = language or interface_tag()
    return sorted(texts, key=lambda text: _distance(text.language, tag))


def titled_texts(article: Article) -> list[Text]:
    """The texts of an article that have a title, the interface's language first.

    Of several translations into a language that bear one title, the first.
    """
    once: dict[tuple[str, str], Text] = {}
    for one in article.texts:
        if one.title:
            once.setdefault((written_language(one.language), one.title), one)
    return order_texts(once.values())


def plain_titles(article: Article) -> list[str]:
    """Every title of an article, the interface's own first; "[untitled]" where there is none."""
    titles = [" ".join(one.title.split()) for one in titled_texts(article)]
    return titles or [f"{gettext('[untitled]')} {article.identifier}"]


def write_titles(article: Article) -> SafeString:
    """Every title as HTML, each with its language; "[untitled]" where there is none."""
    spans = []
    for text in titled_texts(article):
        clamped = _CLAMPED if title_width([text.title]) > LONG_TITLE else EMPTY
        html = write_phrases(text.title)
        spans.append(_TITLE(language_attributes(text.language), clamped, html))
    spans[1:] = map(_OTHER_TITLE, spans[1:])
    return join_html(" ", spans) if spans else _SPAN(gettext("[untitled]"))


def write_phrases(line: str) -> SafeString:
    """A line of a headline as HTML that breaks first where the printer left an ideographic space.

    Each phrase keeps the space that ends it: at the end of a line it hangs.
    """
    html = escape_html(line)
    if not 0 < html.count("\u3000") <= MOST_PHRASES:
        return html
    return join_html("", [_ONE_PHRASE(piece) for piece in split_html(html, _PHRASE) if piece])


def title_width(lines: Iterable[str]) -> int:
    """The width of a headline in characters, a Han one counting twice."""
    return sum(2 if "\u2e80" <= c <= "\uffef" else 1 for line in lines for c in line)


def gloss_title(article: Article) -> str:
    """The gloss of a title where none is in the interface's language; "" without a dictionary.

    A program makes it: for pages that people read, never for metadata, citations or exports.
    """
    reader = _base(interface_tag())
    if reader != GLOSS_LANGUAGE and not settings.ARCHIVE_DICTIONARIES:
        return ""
    titled = [text for text in article.texts if text.title]
    if any(_base(text.language) == reader for text in titled):
        return ""
    for one in titled:
        if reader == GLOSS_LANGUAGE and is_chinese(one.language):
            return gloss_headline(one.title)
        if (dictionary := find_dictionary(one.language, reader)) is not None:
            return gloss_title_words(dictionary, one.title)
    return ""


def _distance(language: str, wanted: str) -> int:
    language = written_language(language)
    return 0 if language == wanted else 1 if _base(language) == _base(wanted) else 2


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
