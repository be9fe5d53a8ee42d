"""HTML in a cell or a value of JSON as Markdown: paragraphs, headings, emphasis, lists. Pure.

Only what such fragments have is read; files of HTML go through pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from documents.conversion.pandoc_cleaning import open_ruby
from documents.conversion.plain_text import (
    escape_start,
    escape_verse,
    is_verse,
    write_plain_text,
)
from documents.text import decode_entities, letters_only

_TAGS = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote|span|em|i|b|strong)\b[^<>]*>", re.I)
_CLOSED = re.compile(r"</(?:p|div|h[1-6]|ul|ol|blockquote|span|em|i|b|strong)>|<br\s*/?>", re.I)
_CODE = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.I | re.DOTALL)
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_SKIPPED = frozenset({"script", "style", "head", "template", "noscript"})
_BLOCKS = frozenset(
    {"p", "div", "blockquote", "li", "ul", "ol", "table", "tr", "section", "article", "header"}
    | {"footer", "main", "body", "pre", "dl", "dt", "dd", "figure", "figcaption", "td", "th", "hr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_DEEPEST = 100  # tags inside each other
_BREAK = "\n"


def is_html(text: str) -> bool:
    """Whether a text is a fragment of HTML: it has tags of paragraphs or of emphasis, closed."""
    return _TAGS.search(text) is not None and _CLOSED.search(text) is not None


def write_html_text(text: str) -> str:
    """A fragment of HTML as Markdown; the text as it is where letters would be lost so."""
    try:
        text = open_ruby(text)
        root = html.fragment_fromstring(_CODE.sub("", text), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return write_plain_text(text)
    pen = _Pen()
    pen.write(root, "", 0)
    pen.flush("")
    written = "\n\n".join(pen.blocks)
    wanted = decode_entities(_TAG.sub("", _CODE.sub("", text)))
    if letters_only(decode_entities(written)) != letters_only(wanted):
        return write_plain_text(text)
    return written


class _Pen:
    """The blocks written so far, and the line being written."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._line: list[tuple[str, bool]] = []  # pieces, and whether they are Markdown's signs

    def write(self, node: html.HtmlElement, before: str, depth: int) -> None:
        """Write what an element holds; ``before`` is the sign of the block it stands in."""
        self._add(node.text)
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _SKIPPED or not tag:
                pass
            elif tag == "br":
                self._line.append((_BREAK, True))
            elif tag in _HEADINGS or tag in _BLOCKS:
                self.flush(before)
                inner = "### " if tag in _HEADINGS else "> " if tag == "blockquote" else before
                inner = "- " if tag == "li" else inner
                if depth < _DEEPEST:
                    self.write(child, inner, depth + 1)
                else:
                    self._add("".join(child.itertext()))
                self.flush(inner)
            else:
                self._write_inline(child, before, depth)
            self._add(child.tail)

    def flush(self, before: str) -> None:
        """End a block."""
        written = "\n".join(self._lines()).strip("\n")
        self._line = []
        for part in re.split(r"\n{2,}", written):
            lines = [line for line in part.split("\n") if line.strip("* ")]
            if before in {"### ", "- "} and lines:
                lines = [" ".join(lines)]
            if not before and is_verse(lines):
                self.blocks.append("\n".join(f"| {line}" for line in lines))
                continue
            for line in lines:
                if before == "- " and self.blocks and self.blocks[-1].startswith("- "):
                    self.blocks[-1] += f"\n- {line}"
                else:
                    self.blocks.append(f"{before}{line}")

    def _write_inline(self, node: html.HtmlElement, before: str, depth: int) -> None:
        sign = _SIGNS.get(str(node.tag), "")
        words = "".join(node.itertext())
        holds_blocks = any(one.tag in _BLOCKS or one.tag == "br" for one in node.iter())
        if sign and words.strip() and not holds_blocks and words == words.strip():
            self._line.append((f"{sign}{escape_verse(' '.join(words.split()))}{sign}", True))
        elif depth < _DEEPEST:
            self.write(node, before, depth + 1)
        else:
            self._add(words)

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append((re.sub(r"\s+", " ", text), False))

    def _lines(self) -> Iterator[str]:
        line: list[str] = []
        for piece, is_written in [*self._line, (_BREAK, True)]:
            if piece == _BREAK:
                yield escape_start("".join(line).strip())
                line = []
            else:
                line.append(piece if is_written else escape_verse(piece))
