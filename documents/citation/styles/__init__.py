"""The four styles. `cite` gives them all, in the order a page shows them."""

from __future__ import annotations

from datetime import date

from documents.citation.record import CitedArticle, Passage
from documents.citation.runs import Citation
from documents.citation.styles import apa, chicago, gbt, mla


def cite(
    article: CitedArticle,
    *,
    language: str = "en",
    passage: Passage | None = None,
    accessed: date | None = None,
) -> list[Citation]:
    """Every citation of an article; ``language`` is the interface's and puts its own style first.

    Parenthetical citations come only with a passage: without one they say no more than an entry.
    """
    english = [
        chicago.bibliography(article, passage=passage, accessed=accessed),
        chicago.note(article, passage=passage, accessed=accessed),
        apa.reference(article, passage=passage, accessed=accessed),
        *([apa.in_text(article, passage=passage)] if passage else []),
        mla.reference(article, passage=passage, accessed=accessed),
        *([mla.in_text(article, passage=passage)] if passage else []),
    ]
    chinese = gbt.reference(article, language=language, passage=passage, accessed=accessed)
    return [chinese, *english] if language.startswith("zh") else [*english, chinese]
