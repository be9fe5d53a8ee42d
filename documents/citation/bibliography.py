"""A formatted bibliography: articles in one style, in the order given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from documents.citation.language_tags import base
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation
from documents.citation.styles import STYLES, CitationStyle, StyleForm

# Every form that a list can be set in, by the key that the JSON export has for it.
FORMS: dict[str, tuple[CitationStyle, StyleForm]] = {
    form.export_key: (style, form) for style in STYLES for form in style.forms if form.export_key
}


def usual_form(language: str) -> str:
    """The form that readers of a language expect first."""
    at_home = (key for key, (style, _) in FORMS.items() if base(style.language) == base(language))
    return next(at_home, next(iter(FORMS)))


def cite_each(
    articles: Iterable[CitedArticle], key: str, *, language: str, accessed: date | None = None
) -> list[Citation]:
    """The citation of each article, or of its passage, in one form; ``language`` the reader's.

    Raises KeyError for a key that `FORMS` has not.
    """
    _, form = FORMS[key]
    return [
        form.write(article, language=language, passage=article.passage, accessed=accessed)
        for article in articles
    ]


def write_bibliography(citations: Iterable[Citation]) -> str:
    """The citations as plain text, one a line."""
    return "".join(f"{citation.text}\n" for citation in citations)
