"""TMX 1.4b export: aligned pairs as a translation memory.

A unit is a pair with words on both sides; what nothing answers is in the table of pairs alone. The
document names no DTD: programs that cannot reach one refuse the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape as escape_markup  # nosec B406  # it only writes
from xml.sax.saxutils import quoteattr  # nosec B406  # it only writes

from documents.citation.aligned_pairs import LEVELS, AlignedPair, Level, list_pairs
from documents.citation.record import CitedArticle
from documents.citation.xml_elements import escape

MEDIA_TYPE = "application/x-tmx+xml"
PROGRAM = "parallel-archive"
PROGRAM_VERSION = "1"  # of how pairs are written here


def document(articles: CitedArticle | Iterable[CitedArticle], *, level: Level | None = None) -> str:
    """The pairs of an article, or of several, as a whole document; ``level`` leaves one kind."""
    listed = [articles] if isinstance(articles, CitedArticle) else list(articles)
    edition = listed[0].edition if listed else ""
    levels = (level,) if level else LEVELS
    units = (unit for article in listed for unit in write_units(article, levels))
    return "".join([write_head(edition, levels), *units, FOOT])


def write_head(edition: str, levels: Iterable[Level] = LEVELS) -> str:
    """What stands before the units. Units name their own source language."""
    kinds = tuple(levels)
    segments = kinds[0] if len(kinds) == 1 else "block"
    said = f'<prop type="x-edition">{escape_markup(edition)}</prop>\n' if edition else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{PROGRAM}" creationtoolversion="{PROGRAM_VERSION}"'
        f' segtype="{segments}" o-tmf="{PROGRAM}" adminlang="en" srclang="*all*"'
        f' datatype="plaintext">\n{said}</header>\n<body>\n'
    )


FOOT = "</body>\n</tmx>\n"


def write_units(article: CitedArticle, levels: Iterable[Level] = LEVELS) -> Iterator[str]:
    """The translation units of an article."""
    for pair in list_pairs(article, levels):
        if pair.is_answered:
            yield _unit(article, pair)


def _unit(article: CitedArticle, pair: AlignedPair) -> str:
    key = f"{article.identifier}-v{article.version}-{pair.key}"
    letter, number = "p", pair.numbers[0][0]
    props = {
        "x-level": pair.level,
        "x-confidence": f"{pair.confidence:.4f}",
        "x-doubt": pair.doubt,
        "x-address": f"{article.version_address}#{letter}{number}",
        "x-source": article.source_key,
        "x-date": article.date.edtf if article.date else "",
    }
    written = "".join(
        f'<prop type="{name}">{_text(value)}</prop>\n' for name, value in props.items() if value
    )
    sides = "".join(
        f"<tuv xml:lang={quoteattr(language)}><seg>{_text(text)}</seg></tuv>\n"
        for language, text in zip(pair.languages, pair.texts, strict=True)
    )
    head = f"<tu tuid={quoteattr(key)} segtype={quoteattr(pair.level)} srclang="
    return f"{head}{quoteattr(pair.languages[0])}>\n{written}{sides}</tu>\n"


def _text(value: str) -> str:
    return escape_markup(escape(value))
