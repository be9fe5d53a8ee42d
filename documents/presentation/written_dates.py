"""The date of an article in its source's words, where they say more than the date."""

from __future__ import annotations

from documents.citation.language_tags import base
from documents.models import Article
from documents.presentation.labels import Label
from documents.presentation.text_languages import guess_language
from documents.source_dates.reader import WRITTEN_NOTE, tells_more


def label_written_date(article: Article) -> Label | None:
    """The words that the source writes its date in: 25 October 1917 (O.S.), 昭和20年."""
    said = article.notes.get(WRITTEN_NOTE, ())
    written = said if isinstance(said, str) else next(iter(said), "")
    date = article.partial_date if written else None
    if not written or (date and not tells_more(written, date)):
        return None
    if guess_language(written):
        return Label(written, article.language if base(article.language) in {"zh", "ja"} else "zh")
    return Label(written, "en" if written.isascii() else article.language)
