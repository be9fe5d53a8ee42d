"""The source view: an article's file, each line with what it became."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext

from documents.fields import DamagedValue
from documents.models import Article
from documents.presentation.labels import name_language
from documents.seed_store.files import decode
from documents.seed_store.records import Refused

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (with a byte-order mark)",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "gb18030": "GB 18030",
}


@dataclass(frozen=True, slots=True)
class InterpretedLine:
    """A line of the file; ``href`` leads to the block it became part of."""

    number: int
    text: str
    field: str
    language: str
    href: str
    block: int  # its number, 0 for none
    understood: bool
    silent: bool  # blank or furniture: nothing of the article


@dataclass(frozen=True, slots=True)
class File:
    """A seed file as text; ``size`` is in bytes."""

    name: str
    encoding: str
    size: int
    lines: list[InterpretedLine]


def open_file(article: Article, path: str) -> File:
    """The file of one version; ``path`` is the article's address, to which its lines link."""
    content = bytes(article.seed.content)
    try:
        file = decode(content, article.seed.path)
    except Refused as error:  # it was read when it was taken in
        raise DamagedValue.of(error) from error
    return File(
        name=file_name(article),
        encoding=ENCODINGS[file.encoding],
        size=len(content),
        lines=[
            _line(article, path, line.number, line.text, *reading)
            for line, reading in zip(file.lines, article.lines, strict=True)
        ],
    )


def file_name(article: Article) -> str:
    """The file's name, without its folders."""
    return PurePosixPath(article.seed.path).name


def _line(
    article: Article, path: str, number: int, text: str, field: str, language: str, block: int
) -> InterpretedLine:
    return InterpretedLine(
        number=number,
        text=text,
        field=_say_field(field, language),
        language=language or article.language,
        href=f"{path}{_beside(article, language)}#{_letter(article, language)}{block}"
        if block
        else "",
        block=block,
        understood=field != "unknown",
        silent=field in {"blank", "furniture"},
    )


def _say_field(field: str, language: str) -> str:
    """A field's name in words; the file's own name for a field of one layout only."""
    names = {
        "title": gettext("headline"),
        "author": gettext("byline"),
        "translator": gettext("translator"),
        "place": gettext("place"),
        "section": gettext("section"),
        "language": gettext("language"),
        "source": gettext("source"),
        "notes": gettext("notes"),
        "fields": gettext("other fields"),
        "origin": gettext("where the record comes from"),
        "header": gettext("header"),
        "idno": gettext("identifiers"),
        "headword": gettext("headword"),
        "other_entry": gettext("another entry"),
        "date": gettext("date"),
        "date_as_written": gettext("date in the source's words"),
        "page": gettext("page"),
        "column": gettext("column"),
        "body": gettext("text"),
        "references": gettext("references"),
        "rights": gettext("rights"),
        "disclaimer": gettext("disclaimer"),
        "translation": gettext("translation"),
        "translated": gettext("date of translation"),
        "blank": gettext("blank"),
        "furniture": gettext("layout line"),
        "unknown": gettext("not understood"),
    }
    name = names.get(field, field.replace("_", " "))
    if not language:
        return name
    parts = {"name": name, "language": name_language(language)}
    return gettext("%(name)s, %(language)s") % parts


def _letter(article: Article, language: str) -> str:
    """The letter of block numbers for a language: ``p`` or ``t``."""
    return "p" if not article.original_held or language == article.language else "t"


def _beside(article: Article, language: str) -> str:
    """The part of an address that shows a translation, where the page does not by itself."""
    others = [one.language for one in article.translated[1:]]
    return f"?beside={language}" if language in others else ""
