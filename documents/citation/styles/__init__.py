"""The registry of citation styles: each style and its forms, declared once.

Pages, the JSON export and names in the interface take them from here; a new style is a file beside
this one and an entry in `STYLES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from documents.citation.language_tags import base
from documents.citation.passage import Passage
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation
from documents.citation.styles import apa, chicago, gbt, mla


class Writer(Protocol):
    """The protocol of a function that writes a citation. Not every form needs every argument."""

    def __call__(
        self,
        article: CitedArticle,
        *,
        language: str,
        passage: Passage | None,
        accessed: date | None,
    ) -> Citation: ...


@dataclass(frozen=True, slots=True)
class StyleForm:
    """One form of a style. ``name`` is "" where the style has one form beside the parenthetical.

    ``export_key`` names it among the JSON export's citations, "" leaves it out of them.
    """

    key: str
    write: Writer
    name: str = ""
    export_key: str = ""
    needs_passage: bool = False  # without one it says no more than the style's entry


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A citation style. ``language`` is its readers': pages in that language show it first."""

    key: str
    name: str
    language: str
    forms: tuple[StyleForm, ...]


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues; whoever shows it translates it."""
    return message


def _in_english(write: Any) -> Writer:
    """A writer that ignores the interface's language: the style is always in English."""
    return lambda article, *, language, passage, accessed: write(
        article, passage=passage, accessed=accessed
    )


def _in_text(write: Any) -> StyleForm:
    """A writer of the parenthetical form: of a passage, without an access date."""
    return StyleForm(
        "in-text",
        lambda article, *, language, passage, accessed: write(article, passage=passage),
        name=gettext_noop("in the text"),
        needs_passage=True,
    )


# In the order of a page whose language is none of theirs.
STYLES = (
    CitationStyle(
        "chicago",
        gettext_noop("Chicago"),
        "en",
        (
            StyleForm(
                "bibliography",
                _in_english(chicago.bibliography),
                name=gettext_noop("bibliography"),
                export_key="chicago",
            ),
            StyleForm(
                "note",
                _in_english(chicago.note),
                name=gettext_noop("note"),
                export_key="chicago_note",
            ),
        ),
    ),
    CitationStyle(
        "apa",
        "APA",
        "en",
        (
            StyleForm("reference", _in_english(apa.reference), export_key="apa"),
            _in_text(apa.in_text),
        ),
    ),
    CitationStyle(
        "mla",
        "MLA",
        "en",
        (
            StyleForm("reference", _in_english(mla.reference), export_key="mla"),
            _in_text(mla.in_text),
        ),
    ),
    CitationStyle(
        "gbt7714",
        "GB/T 7714",
        "zh-Hans",
        (StyleForm("reference", gbt.reference, export_key="gbt7714"),),
    ),
)
NAMES = {(style.key, form.key): (style.name, form.name) for style in STYLES for form in style.forms}


def cite(
    article: CitedArticle,
    *,
    language: str = "en",
    passage: Passage | None = None,
    accessed: date | None = None,
) -> list[Citation]:
    """Every citation of an article; ``language`` is the interface's and puts its own styles first.

    Parenthetical citations come only with a passage: without one they say no more than an entry.
    """
    return [
        form.write(article, language=language, passage=passage, accessed=accessed)
        for style in sorted(STYLES, key=lambda style: base(style.language) != base(language))
        for form in style.forms
        if passage or not form.needs_passage
    ]


def exported_citations(article: CitedArticle) -> dict[str, str]:
    """Plain citations by their keys in the JSON export, each in its style's language."""
    return {
        form.export_key: form.write(
            article, language=style.language, passage=None, accessed=None
        ).text
        for style in STYLES
        for form in style.forms
        if form.export_key
    }
