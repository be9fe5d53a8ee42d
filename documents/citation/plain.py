"""Exports for people: plain text, Markdown, and JSON with stable keys (docs/citation.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from documents.blocks import Block, Mark
from documents.citation import dating
from documents.citation.language_tags import in_language
from documents.citation.names import name_contributors
from documents.citation.pieces import archive_name, identifier_text
from documents.citation.record import CitedArticle, CitedText, anchor_letter
from documents.citation.runs import isolate_words, one_line
from documents.citation.styles import exported_citations
from documents.source_dates.reader import tells_more

MEDIA_TYPE_TEXT = "text/plain"
MEDIA_TYPE_MARKDOWN = "text/markdown"
MEDIA_TYPE_JSON = "application/json"

FORMAT = "parallel-archive/article"
FORMAT_VERSION = 1  # raised when a key changes its meaning or goes; a new key leaves it

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>()#|~$^&!@\"'])")
_LINE_START = re.compile(r"^([+\-=:]|\d+(?=[.)]))", re.MULTILINE)
# GitHub links bare addresses and draws :smile:; a backslash before the colon leaves both as text.
_COLON = re.compile(r":(?=//|[\w+-]+:)")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def text(article: CitedArticle) -> str:
    """The article as plain text: title, facts, every text held. Nothing is left out."""
    parts = [article.lead.title or "[Untitled]"]
    if article.original_title:
        parts.append(article.original_title)
    parts.append("\n".join(f"{name}: {isolate_words(value)}" for name, value in _facts(article)))
    for held in article.texts:
        parts.append(f"== {held.language} ==")
        parts.extend(_body(held))
    return "\n\n".join(parts) + "\n"


def markdown(article: CitedArticle) -> str:
    """The article as CommonMark: a heading a text, verse with hard breaks, tables unchanged."""
    parts = [f"# {escape_markdown(one_line(article.lead.title) or '[Untitled]')}"]
    if article.original_title:
        parts.append(escape_markdown(one_line(article.original_title)))
    parts.append(
        "\n".join(
            f"- {name}: {f'<{value}>' if _is_link(value) else escape_markdown(value)}"
            for name, value in _facts(article)
        )
    )
    for held in article.texts:
        title = escape_markdown(one_line(held.title) or held.language)
        parts.append(f"## {title} ({held.language})")
        parts.extend(escape_markdown(one_line(line)) for line in _credits(held))
        parts.extend(_markdown_block(block) for block in held.blocks)
        if held.references:
            parts.append("### References")
            parts.append("\n".join(f"- {escape_markdown(one_line(r))}" for r in held.references))
    return "\n\n".join(parts) + "\n"


def escape_markdown(value: str) -> str:
    """Text escaped for CommonMark; indentation becomes no-break spaces."""
    escaped = _COLON.sub(r"\:", _PUNCTUATION.sub(r"\\\1", value))
    escaped = _LINE_START.sub(_escape_start, escaped)
    return _INDENT.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), escaped)


def data(article: CitedArticle) -> dict[str, Any]:
    """The article as JSON values. Every key is always there; an unknown value is null or empty."""
    date = article.date
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "identifier": article.identifier,
        "version": article.version,
        "edition": article.edition,
        "recorded_at": article.recorded_utc,
        "permalink": article.permalink,
        "version_address": article.version_address,
        "cite_as": article.cite_as,
        "ark": article.ark or None,
        "ark_is_trial": article.ark_is_trial,
        "source": {
            "key": article.source_key,
            "kind": article.source_kind,
            "names": dict(article.source_names),
            "publisher": dict(article.publisher),
            "place": dict(article.place),
            "edition": article.source_edition,
        },
        "language": article.language,
        "original_held": article.original_held,
        "date": {
            "edtf": date.edtf,
            "from": _iso_day(date.bounds[0]),
            "to": _iso_day(date.bounds[1]),
            "as_written": article.written_date,
        }
        if date
        else None,
        "page": article.page,
        "page_label": article.page_label,
        "section": article.section,
        "column": article.column,
        "rights": {"uri": article.rights_uri, "statement": article.rights_line},
        "sha256": article.sha256,
        "texts": [_text_data(article, held) for held in article.texts],
        "citations": exported_citations(article),
    }


def _iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def twin(article: CitedArticle) -> str:
    """The article as a JSON document."""
    return json.dumps(data(article), ensure_ascii=False, indent=1) + "\n"


def _text_data(article: CitedArticle, held: CitedText) -> dict[str, Any]:
    letter = anchor_letter(article, held)
    dateline = held.dateline
    return {
        "language": held.language,
        "is_original": held.is_original,
        "title": held.title,
        "headline": list(held.headline),
        "byline": held.byline,
        "authors": list(held.authors),
        "translators": list(held.translators),
        "translated": held.translated.edtf if held.translated else None,
        "contributors": name_contributors(held),
        "dateline": {"agency": dateline.agency, "place": dateline.place, "day": dateline.day}
        if dateline
        else None,
        "blocks": [
            {
                "id": f"{letter}{number}",
                "kind": block.kind,
                "text": block.text,
                "marks": [_mark_data(mark) for mark in block.marks],
            }
            for number, block in enumerate(held.blocks, start=1)
        ],
        "references": list(held.references),
        "alignment": [
            {"original": list(left), "translation": list(right), "confidence": confidence}
            for left, right, confidence in held.alignment
        ],
    }


def _mark_data(mark: Mark) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": mark.kind, "start": mark.start, "end": mark.end}
    return data | {"target": mark.target} if mark.target else data


def _facts(article: CitedArticle) -> Iterator[tuple[str, str]]:
    """What a reader of a bare file needs to know, in English as all exports are."""
    name = article.in_lead(article.source_names)
    own = in_language(article.source_names, article.source_text.language)
    yield "Source", name if own == name else f"{name} / {own}"
    if article.date:
        said = dating.month_day_year(article.date)
        shown = article.written_date if tells_more(article.written_date, article.date) else ""
        yield "Date", f"{one_line(shown)} [{said}]" if shown else said
    if article.page is not None or article.page_label:
        yield "Page", one_line(article.page_label) or str(article.page)
    for name, value in (("Section", article.section), ("Column", article.column)):
        if one_line(value):
            yield name, one_line(value)
    yield "Archive", archive_name(article)
    yield "Identifier", f"{identifier_text(article)}, version {article.version}"
    yield "Archive edition", article.edition
    yield "Local address" if article.is_local else "Address", article.version_address
    for name, value in (
        ("Rights", article.rights_line),
        ("Rights statement", article.rights_uri),
    ):
        if one_line(value):
            yield name, one_line(value)
    if article.sha256:
        yield "SHA-256 of the source file", article.sha256


def _body(held: CitedText) -> Iterator[str]:
    yield held.title or "[Untitled]"
    yield from _credits(held)
    for block in held.blocks:
        yield block.text
    yield from held.references


def _credits(held: CitedText) -> Iterator[str]:
    if held.byline.strip():
        yield held.byline
    if held.translators:
        when = f", {held.translated.edtf}" if held.translated else ""
        yield f"Translated by {', '.join(held.translators)}{when}"


def _markdown_block(block: Block) -> str:
    if block.kind == "subhead":
        return f"### {escape_markdown(one_line(block.text))}"
    if block.kind == "table":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    lines = escape_markdown(block.text).split("\n")
    if block.kind == "quotation":
        return "\n".join(f"> {line}" for line in "\\\n".join(lines).split("\n"))
    return "\\\n".join(lines)


def _is_link(value: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", value) is not None


def _escape_start(found: re.Match[str]) -> str:
    """The start of a line escaped, where it would begin a list or a rule."""
    start = found[1]
    return f"{start}\\" if start.isdigit() else f"\\{start}"
