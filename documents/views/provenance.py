"""The file an article came from: line by line with what each became, and byte for byte."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from documents.ingest.files import decode
from documents.models import Article
from documents.views.machine import machine_response
from documents.views.resolving import resolve
from documents.wording import name_language

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (with a byte-order mark)",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "gb18030": "GB 18030",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; ``href`` leads to the block it went into."""

    number: int
    text: str
    field: str
    language: str
    href: str
    understood: bool
    silent: bool  # blank or furniture: nothing of the article


def source_view(request: HttpRequest, identifier: str, version: int | None = None) -> HttpResponse:
    """The file of an article's newest version, or of the one asked for."""
    wanted = resolve(request, identifier, version, _address)
    if isinstance(wanted, HttpResponse):
        return wanted
    article = wanted.shown
    content = bytes(article.seed.content)
    file = decode(content, article.seed.path)
    path = _article_path(article, version)
    context = {
        "article": article,
        "newest": wanted.newest,
        "article_path": path,
        "filename": PurePosixPath(article.seed.path).name,
        "encoding": ENCODINGS[file.encoding],
        "size": len(content),
        "lines": [
            _line(article, path, line.number, line.text, *reading)
            for line, reading in zip(file.lines, article.lines, strict=True)
        ],
    }
    return render(request, "documents/source_view.html", context)


def source_file(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The exact bytes of one version's file, to save."""
    wanted = resolve(request, identifier, version, _file_address)
    if isinstance(wanted, HttpResponse):
        return wanted
    seed = wanted.shown.seed
    response = machine_response("", "application/octet-stream")
    response.content = bytes(seed.content)
    name = PurePosixPath(seed.path).name
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    digest = b64encode(bytes.fromhex(seed.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"  # RFC 9530
    return response


def _line(
    article: Article, path: str, number: int, text: str, field: str, language: str, block: int
) -> Line:
    return Line(
        number=number,
        text=text,
        field=_say_field(field, language),
        language=language or article.language,
        href=f"{path}#{_letter(article, language)}{block}" if block else "",
        understood=field != "unknown",
        silent=field in {"blank", "furniture"},
    )


def _say_field(field: str, language: str) -> str:
    """A field's name as a reader knows it; the file's own name for what only one layout has."""
    names = {
        "title": gettext("headline"),
        "author": gettext("byline"),
        "date": gettext("date"),
        "page": gettext("page"),
        "column": gettext("column"),
        "body": gettext("text"),
        "references": gettext("references"),
        "rights": gettext("rights"),
        "disclaimer": gettext("disclaimer"),
        "translation": gettext("translation"),
        "blank": gettext("blank"),
        "furniture": gettext("furniture"),
        "unknown": gettext("not understood"),
    }
    name = names.get(field, field.replace("_", " "))
    if not language:
        return name
    parts = {"name": name, "language": name_language(language)}
    return gettext("%(name)s, %(language)s") % parts


def _letter(article: Article, language: str) -> str:
    """Which text's numbers a block of this language counts in."""
    return "p" if not article.original_held or language == article.language else "t"


def _article_path(article: Article, version: int | None) -> str:
    if version is None:
        return reverse("documents:article", args=(article.identifier,))
    return reverse("documents:article_version", args=(article.identifier, version))


def _address(identifier: str, version: int | None) -> str:
    if version is None:
        return reverse("documents:source_view", args=(identifier,))
    return reverse("documents:source_view_version", args=(identifier, version))


def _file_address(identifier: str, version: int | None) -> str:
    return reverse("source_file", args=(identifier, version or 1))
