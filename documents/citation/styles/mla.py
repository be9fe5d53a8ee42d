"""MLA Handbook, 9th edition: works-cited entry and parenthetical citation.

The publication is the first container, this archive the second.
"""

from __future__ import annotations

from datetime import date

from documents.citation import dating
from documents.citation.language_tags import nearest_tag
from documents.citation.names import bibliography_list, note_list, read_authors, read_names
from documents.citation.passage import Passage
from documents.citation.pieces import (
    add_address,
    add_page,
    add_place_in_issue,
    add_source,
    add_title,
    archive_name,
    edition_read,
    identifier_text,
    locator,
    ordinal,
    short_title,
    when_translated,
)
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation, Line, access, one_line, quoted

_LANGUAGE = "en"


def reference(
    article: CitedArticle, *, passage: Passage | None = None, accessed: date | None = None
) -> Citation:
    """A works-cited entry; three authors or more are the first and ``et al.``"""
    line = Line("mla", "reference", _LANGUAGE)
    authors = read_authors(article)
    if authors:
        line.add(bibliography_list(authors, limit=2, shown=1)).stop().space()
    add_title(line, article).stop().space()
    when = dating.day_month_year(article.date)
    if article.is_a_document and when:
        line.add(when).stop().space()
    add_source(line, article, brackets=True, plain=article.is_a_document)
    translators = read_names(article.translators, article.language)
    if translators:
        names = note_list(translators, limit=2)
        line.comma().add(f"translated by {names}{when_translated(article)}")
    if article.is_in_a_book:
        if article.source_edition:
            line.comma().add(f"{ordinal(article.source_edition)} ed.")
        publisher = one_line(article.in_lead(article.publisher))
        if publisher:
            line.comma().add(publisher)
    if when and not article.is_a_document:
        line.comma().add(when)
    if article.page is not None or article.page_label:
        add_page(line.comma(), article)
    add_place_in_issue(line, article).stop().space()
    line.add(
        archive_name(article), "italic", nearest_tag(article.archive_names, article.lead.language)
    )
    details = (f"version {article.version}", locator(passage, "par.", "pars."))
    for part in (*details, identifier_text(article)):
        if part:
            line.comma().add(part)
    add_address(line.comma(), article, passage).stop().space()
    fallback = edition_read(article)
    line.add_run(access("Accessed {D} {MMM} {YYYY}", fallback[0].upper() + fallback[1:], accessed))
    return line.stop().finish()


def in_text(article: CitedArticle, *, passage: Passage | None = None) -> Citation:
    """A parenthetical citation: ``(Ivanov, pars. 3–4)``; a short title without author."""
    line = Line("mla", "in-text", _LANGUAGE).add("(")
    authors = read_authors(article)
    if len(authors) > 2:
        line.add(f"{authors[0].family or authors[0].literal} et al.")
    elif authors:
        line.add(" and ".join(name.family or name.literal for name in authors))
    else:
        line.add(quoted(short_title(article)), language=article.lead.language)
    if passage:
        line.comma().add(locator(passage, "par.", "pars."))
    return line.add(")").finish()
