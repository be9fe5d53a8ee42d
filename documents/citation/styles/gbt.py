"""GB/T 7714-2015, numbered system (顺序编码制), for resources read online: [N/OL] and [M/OL].

The standard asks for the language of the text itself, so an entry's terms (等, et al.; 版, ed.)
follow that; only the archive's own note follows the interface. An unknown author is left out, as
the numbered system allows.
"""

from __future__ import annotations

from datetime import date

from documents.citation import dating
from documents.citation.language_tags import base, in_language, nearest_tag
from documents.citation.names import gbt_list, read_names
from documents.citation.passage import Passage
from documents.citation.pieces import (
    add_address,
    archive_name,
    edition_read,
    identifier_text,
    locator,
    ordinal,
)
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation, Line, access, one_line

# Types of resource: monograph, newspaper, journal, archival document; Z for any other.
_CODES = {"newspaper": "N", "encyclopedia": "M", "book": "M", "periodical": "J", "documents": "A"}


def reference(
    article: CitedArticle,
    *,
    language: str = "zh-Hans",
    passage: Passage | None = None,
    accessed: date | None = None,
) -> Citation:
    """A reference-list entry, its number apart. ``language`` is the interface's."""
    entry = article.source_text
    chinese = base(entry.language) == "zh"
    line = Line("gbt7714", "reference", language)
    authors = read_names(article.authors_of(entry), article.language)
    if authors:
        line.add(gbt_list(authors, entry.language), language=entry.language).stop().space()
    untitled = "[无题名]" if chinese else "[Untitled]"
    line.add(one_line(entry.title) or untitled, language=entry.language)
    line.add(f"[{_CODES.get(article.source_kind, 'Z')}/OL]")
    # Of a translation that is cited by its own address the translator is named, too.
    named = entry.translators if not article.beside else article.lead.translators
    translators = read_names(named, article.language)
    if translators:
        line.add(f". {gbt_list(translators, entry.language)}, {'译' if chinese else 'trans'}")
    line.add("//" if article.is_in_a_book else ". ")
    name = one_line(in_language(article.source_names, entry.language))
    line.add(name, language=nearest_tag(article.source_names, entry.language))
    if article.is_in_a_book:
        _imprint(line, article, entry.language)
    else:
        unknown = "[出版日期不详]" if chinese else "[n.d.]"
        line.add(f", {dating.iso(article.date) or unknown}")
    if article.page is not None:
        line.add(f": {article.page}" if article.is_in_a_book else f"({article.page})")
    line.add_run(access("[{YYYY}-{MM}-{DD}]", f"[{edition_read(article, language)}]", accessed))
    local = "本机地址" if base(language) == "zh" else "Local address"
    add_address(line.add(". "), article, passage, local).add(". ")
    return line.add(_note(article, language, passage)).finish()


def _imprint(line: Line, article: CitedArticle, language: str) -> Line:
    """Edition and imprint: ``. 3版. 北京: 出版社, 1958``; unknown parts are left out."""
    edition = article.source_edition or 1  # a first edition is not recorded
    if edition > 1:
        line.add(f". {edition}版" if base(language) == "zh" else f". {ordinal(edition)} ed")
    made = ": ".join(
        one_line(part)
        for part in (in_language(article.place, language), in_language(article.publisher, language))
        if one_line(part)
    )
    parts = [part for part in (made, dating.iso(article.date)) if part]
    return line.add(f". {', '.join(parts)}") if parts else line


def _note(article: CitedArticle, language: str, passage: Passage | None) -> str:
    """The note at the end: archive, identifier, version and paragraphs, last as in ISO 690."""
    if base(language) != "zh":
        parts = [identifier_text(article), f"version {article.version}", locator(passage)]
        return f"{archive_name(article, 'en')}: {', '.join(part for part in parts if part)}."
    identifier = (
        f"{article.ark}[试用NAAN]" if article.ark_is_trial else article.ark or article.identifier
    )
    parts = [identifier, f"版本{article.version}"]
    if passage:
        whose = "译文" if passage.of_translation else ""
        parts.append(f"{whose}第{passage.numerals('—')}段")
    return f"{archive_name(article, 'zh-Hans')}: {', '.join(parts)}."
