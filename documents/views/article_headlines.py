"""The headlines of an article's page: a text's titles and its byline, above its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.languages import interface_tag
from documents.chinese.scripts import script_tag
from documents.models import Article, Translation
from documents.presentation.labels import name_language
from documents.presentation.titles import (
    gloss_title,
    order_texts,
    title_width,
    write_phrases,
)
from documents.presentation.translation_names import describe_translations, name_translations
from documents.reading.byline import link_names
from documents.reading.markup import BlockMarkup
from documents.reading.view_options import ONE_TEXT, ViewState

# Characters, a Han one counting twice, past which a headline is set smaller, and smaller still.
LONG_TITLE = 200
HUGE_TITLE = 400


@dataclass(frozen=True, slots=True)
class Headline:
    """A text's headline, line by line, with its byline.

    ``gloss`` stands for a title in the interface's language where none is held.
    """

    language: str
    anchor: str  # the language as printed, whatever script it is shown in
    lines: tuple[SafeString, ...]
    byline: SafeString
    width: int  # characters, a Han one counting twice
    column: int  # of the view, from 1
    gloss: str = ""
    translation: str = ""  # which translation, where there are several into one language

    @property
    def size(self) -> str:
        """The size class: "", "long", or "long huge"."""
        return "long huge" if self.width > HUGE_TITLE else "long" if self.width > LONG_TITLE else ""


def list_headlines(
    shown: Article, translations: Sequence[Translation], showing: ViewState, pen: BlockMarkup
) -> list[Headline]:
    """The headlines of a view, the one in the interface's language first: it is the page's.

    Each knows its column, so that it stands above its text all the same.
    """
    view, beside = showing.view, showing.beside
    texts: list[Article | Translation] = [] if view == "translation" else [shown]
    if beside is not None and view not in ONE_TEXT:
        texts.append(beside)
    if showing.translation_first:
        texts.reverse()
    return [
        _head(text, shown, pen, texts.index(text) + 1, _name_several(text, shown, translations))
        for text in order_texts(texts)
    ]


def _name_several(
    text: Article | Translation, shown: Article, translations: Sequence[Translation]
) -> str:
    """Which translation a text is, and of when; "" where its language alone says it."""
    for one, name in zip(translations, name_translations(translations), strict=True):
        if one is text and name != name_language(text.language):
            return describe_translations(shown, translations)[translations.index(one)]
    return ""


def _head(
    text: Article | Translation, shown: Article, pen: BlockMarkup, column: int, translation: str
) -> Headline:
    lines = tuple(text.headline) or (text.title or gettext("[untitled]"),)
    return Headline(
        script_tag(text.language, pen.helps.script) if text.title else interface_tag(),
        text.language,
        tuple(write_phrases(pen.text(line, text.language)) for line in lines),
        pen.byline(text.byline, text.language, link_names(shown, text)),
        title_width(lines),
        column,
        gloss_title(shown) if text is shown else "",
        translation,
    )
