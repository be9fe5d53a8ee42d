"""The tool `quote`: a passage in both languages, with the address and the citations that pin it."""

from __future__ import annotations

from typing import Any

from documents.assistants.find_article import find_article
from documents.assistants.refusals import ToolRefused
from documents.citation.passage import Passage
from documents.citation.quotations import Quotation, quotations, read_passage
from documents.citation.record import CitedArticle
from documents.citation.styles import STYLES, cite
from documents.exchange.citation_records import permanent_url, typeset_names

SURE = 0.9  # the confidence from which the reading page shows a pairing as true


def quote_passage(
    identifier: str, paragraphs: str, version: int | None, *, of_translation: bool, style: str
) -> dict[str, Any]:
    """Paragraphs of the original, or of the translation, and what answers them.

    ``paragraphs`` are numbers as ``3``, ``3-4`` or ``3-4,7``. Raises `ToolRefused`.
    """
    known = [one.key for one in STYLES]
    if style and style not in known:
        raise ToolRefused(f"style: found {style!r} expected one of {', '.join(known)}")
    article = find_article(identifier, version)
    if of_translation and len(article.texts) < 2:
        raise ToolRefused("of_translation: no translation stands beside this text")
    try:
        passage = read_passage(article, paragraphs, of_translation=of_translation)
    except ValueError as error:
        raise ToolRefused(f"paragraphs: {str(error).partition(': ')[2]}") from error
    quoted = quotations(article, passage)
    confidence = _confidence(article, quoted)
    letter = "t" if of_translation else "p"
    page = permanent_url("cite", article.identifier, article.version)
    return {
        "edition": article.edition,
        "permalink": article.pinned_address(passage),
        "citation_page": f"{page}?{letter}={passage.numerals('-').replace(' ', '')}",
        "identifier": article.identifier,
        "version": article.version,
        "quotations": [_quotation(article, one) for one in quoted],
        "confidence": confidence,
        "answers_are_certain": confidence is None or confidence >= SURE,
        "citations": list(_citations(article, passage, style)),
    }


def _quotation(article: CitedArticle, quotation: Quotation) -> dict[str, Any]:
    original = article.original
    return {
        "language": quotation.language,
        "is_original": original is not None and quotation.language == original.language,
        "ids": list(quotation.anchors),
        "text": "\n\n".join(quotation.blocks),
    }


def _confidence(article: CitedArticle, quoted: list[Quotation]) -> float | None:
    """The least confidence of the beads quoted; None where nothing stands beside the text."""
    beside = next((text for text in article.texts if text is not article.source_text), None)
    numbers = {anchor for one in quoted for anchor in one.anchors}
    found = [
        confidence
        for ours, theirs, confidence in (beside.alignment if beside else ())
        if numbers & {*(f"p{number}" for number in ours), *(f"t{number}" for number in theirs)}
    ]
    return round(min(found), 2) if found else None


def _citations(article: CitedArticle, passage: Passage, style: str) -> list[dict[str, str]]:
    return [
        {"style": citation.style, "form": citation.form, "text": citation.text}
        for citation in cite(typeset_names(article), passage=passage)
        if not style or citation.style == style
    ]
