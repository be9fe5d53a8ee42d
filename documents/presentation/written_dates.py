"""The date of an article in its source's words, where they say more than the date."""

from __future__ import annotations

from documents.citation.language_tags import base
from documents.models import Article
from documents.presentation.labels import Label
from documents.presentation.text_languages import guess_language, held_in_latin_letters
from documents.source_dates.reader import WRITTEN_NOTE, tells_more


def label_written_date(article: Article) -> Label | None:
    """The words that the source writes its date in: 25 October 1917 (O.S.), 昭和20年."""
    said = article.notes.get(WRITTEN_NOTE, ())
    written = said if isinstance(said, str) else next(iter(said), "")
    date = article.partial_date if written else None
    if not written or (date and not tells_more(written, date)):
        return None
    return Label(written, _language_of(written, article.language))


def _language_of(written: str, original: str) -> str:
    """The language of a date: the original's where it is written in its letters."""
    guess = guess_language(written)
    if not guess:
        return original if base(original) in held_in_latin_letters() else "en"
    is_own = base(original) == guess or {base(original), guess} <= {"zh", "ja"}
    return original if is_own else guess
