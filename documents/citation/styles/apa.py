"""APA, 7th edition: reference and parenthetical citation.

Titles keep their printed capitals: sentence case needs to know which words are
names.
"""

from __future__ import annotations

from datetime import date

from documents.citation import dating
from documents.citation.names import Name, apa_list, read_authors, read_names
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
    """A reference-list entry; without an author the title stands first."""
    line = Line("apa", "reference", _LANGUAGE)
    authors = read_authors(article)
    if authors:
        line.add(apa_list(authors)).stop().space()
        line.add(f"({dating.year_month_day(article.date)}). ")
        _title(line, article)
    else:
        _title(line, article)
        line.add(f" ({dating.year_month_day(article.date)}).")
    line.space()
    if article.is_in_a_book:
        add_source(line.add("In "), article, brackets=True)
        _edition_and_page(line, article)
        publisher = one_line(article.in_lead(article.publisher))
        if publisher:
            line.stop().space().add(publisher)
    else:
        add_source(line, article, brackets=True, plain=article.is_a_document)
        if article.page is not None or article.page_label:
            add_page(line.comma(), article, before="", brackets="[]")
        add_place_in_issue(line, article)
    line.stop().space()
    details = (f"Version {article.version}", locator(passage), identifier_text(article))
    line.add(f"{archive_name(article)} ({'; '.join(part for part in details if part)}). ")
    fallback = edition_read(article)
    line.add_run(
        access(
            "Retrieved {MMMM} {D}, {YYYY}, from ",
            f"{fallback[0].upper()}{fallback[1:]}. ",
            accessed,
        )
    )
    return add_address(line, article, passage).finish()


def _edition_and_page(line: Line, article: CitedArticle) -> None:
    """Edition and page behind a book's title: ``(3rd ed., p. 12)``."""
    edition = f"{ordinal(article.source_edition)} ed." if article.source_edition else ""
    has_page = article.page is not None or article.page_label
    if edition or has_page:
        line.add(" (").add(edition)
        if has_page:
            add_page(line.add(", " if edition else ""), article, brackets="[]")
        line.add(")")


def in_text(article: CitedArticle, *, passage: Passage | None = None) -> Citation:
    """A parenthetical citation: ``(Ivanov, 1958, paras. 3–4)``; a short title without author."""
    line = Line("apa", "in-text", _LANGUAGE).add("(")
    authors = read_authors(article)
    if authors:
        line.add(_surnames(authors)).comma()
    else:
        line.add(quoted(short_title(article)), language=article.lead.language).comma()
    line.add(dating.years(article.date) or "n.d.")
    if passage:
        line.comma().add(locator(passage))
    return line.add(")").finish()


def _title(line: Line, article: CitedArticle) -> Line:
    add_title(line, article, quotes=False)
    translators = read_names(article.translators, article.language)
    if translators:
        names = _joined([_initials_first(name) for name in translators])
        line.add(f" ({names}, Trans.{when_translated(article)})")
    return line.stop()


def _initials_first(name: Name) -> str:
    return f"{name.initials} {name.family}" if name.family else name.literal


def _surnames(names: list[Name]) -> str:
    surnames = [name.family or name.literal for name in names]
    return f"{surnames[0]} et al." if len(surnames) > 2 else _joined(surnames)


def _joined(texts: list[str]) -> str:
    if len(texts) < 3:
        return " & ".join(texts)
    return ", ".join(texts[:-1]) + f", & {texts[-1]}"
