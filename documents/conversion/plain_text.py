"""Plain text written as Markdown, so that every sign comes out as it was. Pure.

A paragraph becomes one line, parted by blank lines; short lines that belong together become the
lines of a verse (``| …``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from documents.text import drop_piled_marks

_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_PAGE_ENDS = re.compile("\x0c")
_LOST = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_INLINE = re.compile(
    r"\\|\*|`|\[|~(?=~)|(?<=~)~"  # always signs
    r"|<(?=[A-Za-z/!?])"  # a tag, or an address
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; inside a word it is none
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(
    r"#{1,6}(?=\s|$)"
    r"|>|\||:::|\+\+\+|~~~"
    r"|[-+](?=\s|$)|-(?=[-\s]*$)|=(?=[=\s]*$)"
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_SENTENCE_END = re.compile(r"[.!?。！？…:：;；”’\"')）》」』]\s*$")
_STOP = re.compile(r"[.。;；,，:：]\s*$")
_LONGEST_TITLE = 100  # characters of a first line that is a title
_WIDTH = 45  # characters: what is wrapped by hand is wider, what is verse mostly narrower


def clean_text(text: str) -> tuple[str, int]:
    """A text with line ends as LF and without control characters; and how many were taken out.

    So are marks on a letter beyond what any writing has: a seed with them would be refused.
    """
    text = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text, lost = _LOST.subn("", text)
    kept = drop_piled_marks(text)
    return kept, lost + len(text) - len(kept)


def write_plain_text(text: str) -> str:
    """A plain text as Markdown: the paragraphs that blank lines part, or else its lines.

    >>> write_plain_text("1. One *star*\\n\\n# two")
    '1\\\\. One \\\\*star\\\\*\\n\\n\\\\# two'
    """
    return "\n\n".join(_blocks(text))


def looks_like_title(line: str) -> bool:
    """Whether a line that stands alone above a text may be its title: short, without a stop."""
    return 0 < len(line) <= _LONGEST_TITLE and not _STOP.search(line)


def escape_line(line: str) -> str:
    """One line of plain text as a paragraph of Markdown."""
    return escape_start(escape_verse(line.strip()))


def escape_start(line: str) -> str:
    """A line of Markdown, with what would make it a heading, an item or a rule escaped."""
    if _LEADING.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def escape_verse(line: str) -> str:
    """One line of plain text as a line of verse, behind its bar."""
    return _INLINE.sub(lambda match: "\\" + match[0], _ENTITY.sub("&amp;", line))


def join_lines(lines: Iterable[str]) -> str:
    """Lines wrapped by hand as one: with a space, but none between Han characters."""
    joined = ""
    for line in lines:
        line = line.strip()
        if joined and line and not (_HAN.match(joined[-1]) and _HAN.match(line[0])):
            joined += " "
        joined += line
    return joined


def _blocks(text: str) -> Iterator[str]:
    parts = [part for part in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text) if part.strip()]
    if len(parts) == 1 and not _is_wrapped(_lines(parts[0])):
        parts = _lines(parts[0])  # nothing parts them but line ends, as in most spreadsheets
        if is_verse(parts):
            yield _verse(parts)
            return
    for part in parts:
        lines = _lines(part)
        if len(lines) == 1:
            yield escape_line(lines[0])
        elif _is_wrapped(lines):
            yield escape_line(join_lines(lines))
        elif is_verse(lines):
            yield _verse(lines)
        else:
            yield from map(escape_line, lines)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are wrapped by hand: all but the last are nearly as wide as the widest."""
    if len(lines) < 2:
        return False
    widest = max(map(_width, lines))
    if widest < _WIDTH or widest > 3 * _WIDTH:
        return False
    full = [line for line in lines[:-1] if _width(line) >= 0.75 * widest]
    ends = sum(1 for line in lines[:-1] if _SENTENCE_END.search(line))
    return len(full) >= 0.9 * (len(lines) - 1) and 2 * ends <= len(lines) - 1


def is_verse(lines: list[str]) -> bool:
    """Whether these are lines of a verse or an address: all short, few of them sentences."""
    if len(lines) < 2 or max(map(_width, lines)) > _WIDTH + 15:
        return False
    stops = sum(1 for line in lines[:-1] if re.search(r"[.!?。！？]\W*$", line))
    return 2 * stops <= len(lines) - 1


def _width(line: str) -> int:
    """Columns on a line: a Han character takes two."""
    return len(line) + len(_HAN.findall(line))


def _verse(lines: list[str]) -> str:
    return "\n".join(f"| {escape_verse(line)}" for line in lines)


_LONGEST_INCIPIT = 60  # units of width: a Han character or a kana is two
_MARKDOWN_SIGNS = re.compile(r"^(?:[#>|*+-]+ |\d+[.)] )+|\\(?=[^\w\s])|\*\*|(?<!\\)[*_](?=\w)")


def read_incipit(markdown: str) -> str:
    """The first words of a text in Markdown, as catalogues call what has no title.

    >>> read_incipit("To my *dear* friend.\\n\\nI write"), read_incipit("一" * 50)[-2:]
    ('To my dear friend.', '一…')
    """
    line = next((one for one in markdown.split("\n") if one.strip()), "")
    words = re.sub(r"\s+", " ", re.sub(r"(?<=\w)[*_]", "", _MARKDOWN_SIGNS.sub("", line))).strip()
    width = end = 0
    for place, sign in enumerate(words):
        width += (
            2 if unicodedata.east_asian_width(sign) in "WF" else not unicodedata.combining(sign)
        )
        if width > _LONGEST_INCIPIT:
            break
        if sign == " " or unicodedata.east_asian_width(sign) in "WF":
            end = place + (sign != " ")
    else:
        return words
    return words[: end or place].rstrip(" ,;:،、，；：") + "…"
