"""BibLaTeX (and with it BibTeX) entries, in UTF-8, one an article and version."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from documents.citation.language_tags import base
from documents.citation.names import Name, read_authors, read_names
from documents.citation.pieces import archive_name, identifier_text
from documents.citation.quotations import passage_text
from documents.citation.record import CitedArticle
from documents.citation.runs import one_line
from documents.translation_tags import written_language

MEDIA_TYPE = "application/x-bibtex"

# What TeX and BibTeX read as their own. BibTeX counts braces even behind a backslash, and one alone
# would break the entry: each brings an invisible partner.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(r"[\\{}&%#_$~^]")
_TYPES = {"encyclopedia": "inreference", "book": "incollection", "documents": "misc"}
_SUBTYPES = {"newspaper": "newspaper", "periodical": "magazine"}

# babel's names, which langid and origlanguage ask for.
_LANGUAGES = {
    "bg": "bulgarian",
    "cs": "czech",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "mn": "mongolian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sq": "albanian",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese",
}


def escape(text: str) -> str:
    """Text as a BibTeX field's value: TeX's characters escaped, one line, balanced braces."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], one_line(text))


def escape_url(address: str) -> str:
    """An address for a verbatim field: only what would break the entry is percent-encoded."""
    return "".join(f"%{ord(c):02X}" if c in "{}\\ \n" else c for c in address)


def entry(article: CitedArticle, *, accessed: date | None = None) -> str:
    """One entry. Its key is the identifier and version, in ASCII, and never changes."""
    lead = article.lead
    authors = read_authors(article)
    container = "booktitle" if article.is_in_a_book else "journaltitle"
    if article.is_a_document:
        container = "howpublished"
    fields = {
        "author": _names(authors),
        # Printed behind the author's name: BibLaTeX has no field for a name in another script.
        "nameaddon": escape(", ".join(name.characters for name in authors if name.characters)),
        "title": _kept(lead.title),
        "titleaddon": _kept(article.original_title),
        "translator": _names(read_names(article.translators, article.language)),
        container: _kept(article.in_lead(article.source_names)),
        "date": _date(article),
        "pages": str(article.page) if article.page is not None else escape(article.page_label),
        "edition": str(article.source_edition or ""),
        "publisher": escape(article.in_lead(article.publisher)),
        # BibLaTeX's name and BibTeX's: Zotero reads the second. So with the language's two.
        "location": escape(article.in_lead(article.place)),
        "address": escape(article.in_lead(article.place)),
        "langid": _LANGUAGES.get(base(lead.language), ""),
        "language": _LANGUAGES.get(base(lead.language), escape(written_language(lead.language))),
        "origlanguage": _original_language(article),
        "url": "" if article.is_local else escape_url(article.cited_address),
        "urldate": accessed.isoformat() if accessed and not article.is_local else "",
        "library": escape(archive_name(article)),
        "abstract": escape(lead.abstract),
        "annotation": escape(passage_text(article)),
        "note": escape(_note(article)),
    }
    fields = {"entrysubtype": _SUBTYPES.get(article.source_kind, ""), **fields}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    head = f"@{_TYPES.get(article.source_kind, 'article')}{{{article.record_id},"
    return "\n".join([head, *lines, "}"]) + "\n"


def entries(articles: Iterable[CitedArticle], *, accessed: date | None = None) -> str:
    """Several entries, an empty line between them."""
    return "\n".join(entry(article, accessed=accessed) for article in articles)


def _kept(text: str) -> str:
    """Text in its own braces, so that no style changes its capitals."""
    return f"{{{escape(text)}}}" if one_line(text) else ""


def _date(article: CitedArticle) -> str:
    """A date in EDTF, as BibLaTeX reads it; of ``1958-XX`` only what is known."""
    return article.date.edtf.replace("-XX", "") if article.date else ""


def _names(names: list[Name]) -> str:
    """Names as ``Family, Given``; one that is not to be divided stands in braces."""
    return " and ".join(
        f"{escape(name.family)}, {escape(name.given)}"
        if name.family
        else f"{{{escape(name.literal)}}}"
        for name in names
    )


def _original_language(article: CitedArticle) -> str:
    if base(article.language) == base(article.lead.language):
        return ""
    return _LANGUAGES.get(base(article.language), escape(article.language))


def _note(article: CitedArticle) -> str:
    parts = [
        f"{word}{one_line(value)}"
        for word, value in (("section ", article.section), ("column ", article.column))
        if one_line(value)
    ]
    # Not the field "version": styles print that as the newspaper's.
    parts += [f"version {article.version}", identifier_text(article)]
    if article.is_local:
        parts.append(f"local address {article.cited_address}")
    return ", ".join(parts)
