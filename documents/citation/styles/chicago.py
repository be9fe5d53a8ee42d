"""Chicago Manual of Style, 18th edition, notes and bibliography.

A newspaper article without an author is listed under the newspaper; an entry of a reference work is
cited ``s.v.`` in notes, under the work's title in a bibliography unless it is signed.
"""

from __future__ import annotations

from datetime import date

from documents.citation import dating
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
    when_translated,
)
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation, Line, access, one_line

_LANGUAGE = "en"


def note(
    article: CitedArticle, *, passage: Passage | None = None, accessed: date | None = None
) -> Citation:
    """A full note, without its number."""
    line = Line("chicago", "note", _LANGUAGE)
    authors = read_authors(article)
    translated = _translated(article, "trans. ", limit=2)
    if article.genre == "encyclopedia":
        _reference_work(line, article)
        line.comma().add("s.v. ")
        add_title(line, article)
        if authors:
            line.comma().add(f"by {note_list(authors, limit=2)}")
    else:
        if authors:
            line.add(note_list(authors, limit=2)).comma()
        add_title(line, article).comma()
        if _is_part(article) and translated:
            line.add(translated).comma()
        if article.is_in_a_book:
            _reference_work(line.add("in "), article)
            if article.page is not None or article.page_label:
                add_page(line.comma(), article, before="")
        elif article.is_a_document:
            _issue(line, article).comma()
            add_source(line, article, plain=True)
        else:
            _issue(add_source(line, article).comma(), article)
    if translated and not _is_part(article):
        line.comma().add(translated)
    line.comma()
    _archive(line, article, passage).comma()
    line.add_run(access("accessed {MMMM} {D}, {YYYY}", edition_read(article), accessed)).comma()
    return add_address(line, article, passage).stop().finish()


def bibliography(
    article: CitedArticle, *, passage: Passage | None = None, accessed: date | None = None
) -> Citation:
    """A bibliography entry."""
    line = Line("chicago", "bibliography", _LANGUAGE)
    authors = read_authors(article)
    translated = _translated(article, "Translated by ", limit=6)
    if authors:
        line.add(bibliography_list(authors, limit=6, shown=3)).stop().space()
    if _is_part(article):
        add_title(line, article).stop().space()
        if translated:
            line.add(translated).stop().space()
    if article.is_in_a_book:
        if authors and not _is_part(article):
            add_title(line, article).stop().space()
        if authors or _is_part(article):
            line.add("In ")
        add_source(line, article).stop()
        _imprint(line, article)
        if not authors and not _is_part(article):
            add_title(line.space().add("S.v. "), article).stop()
    elif article.is_a_document:
        _issue(line, article).stop().space()
        add_source(line, article, plain=True).stop()
    elif authors:
        add_title(line, article).stop().space()
        _issue(add_source(line, article).comma(), article).stop()
    else:
        add_source(line, article).stop().space()
        add_title(line, article).stop().space()
        _issue(line, article).stop()
    if translated and not _is_part(article):
        line.space().add(translated).stop()
    _archive(line.space(), article, passage).stop().space()
    fallback = edition_read(article)
    line.add_run(
        access("Accessed {MMMM} {D}, {YYYY}", fallback[0].upper() + fallback[1:], accessed)
    )
    line.stop().space()
    return add_address(line, article, passage, "Local address").stop().finish()


def _is_part(article: CitedArticle) -> bool:
    """Whether the title stands for a chapter or a document, with its translators behind it."""
    return article.is_a_document or (article.is_in_a_book and article.genre != "encyclopedia")


def _translated(article: CitedArticle, before: str, *, limit: int) -> str:
    """Who translated the leading text, and when; "" where nobody is named."""
    translators = read_names(article.translators, article.language)
    if not translators:
        return ""
    return f"{before}{note_list(translators, limit=limit)}{when_translated(article)}"


def _issue(line: Line, article: CitedArticle) -> Line:
    """The issue: date, page, section and column."""
    line.add(dating.month_day_year(article.date) or "n.d.")
    if article.page is not None or article.page_label:
        add_page(line.comma(), article)
    return add_place_in_issue(line, article)


def _reference_work(line: Line, article: CitedArticle) -> Line:
    """The work and its imprint: ``*Title*, 3rd ed. (Moscow: Publisher, 1970–1979)``, as known."""
    add_source(line, article)
    if article.source_edition:
        line.comma().add(f"{ordinal(article.source_edition)} ed.")
    imprint = _imprint_text(article)
    return line.add(f" ({imprint})") if imprint else line


def _imprint(line: Line, article: CitedArticle) -> Line:
    if article.source_edition:
        line.add(f" {ordinal(article.source_edition)} ed.")
    imprint = _imprint_text(article)
    return line.add(f" {imprint}").stop() if imprint else line


def _imprint_text(article: CitedArticle) -> str:
    made = ": ".join(
        part
        for part in (
            one_line(article.in_lead(article.place)),
            one_line(article.in_lead(article.publisher)),
        )
        if part
    )
    return ", ".join(part for part in (made, dating.month_day_year(article.date)) if part)


def _archive(line: Line, article: CitedArticle, passage: Passage | None) -> Line:
    parts = (
        archive_name(article),
        identifier_text(article),
        f"version {article.version}",
        locator(passage),
    )
    return line.add(", ".join(part for part in parts if part))
