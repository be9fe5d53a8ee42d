"""The decoder of seed files: bytes in, numbered lines out, nothing lost. Opens no file.

A file is UTF-8 (with or without a byte-order mark), UTF-16 or UTF-32 with one, or GB18030 where it
is not valid UTF-8 and reads as Chinese. Everything else is refused by line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from documents.seed_store.records import Fault, Refused
from documents.text import MOST_MARKS, find_piled_marks


class NumberedLine(NamedTuple):  # thirty an article: made in a third of a frozen dataclass's time
    """A line, numbered from 1. ``end`` is its line ending; empty for a last line without one."""

    number: int
    text: str
    end: str


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """A decoded file. Its lines' texts and ends, joined in order, are ``text`` again."""

    path: str
    text: str  # without the byte-order mark
    encoding: str  # "utf-8", "utf-8-sig", "utf-16", "utf-32" or "gb18030"
    lines: tuple[NumberedLine, ...]


# The budget of one file. A line costs what its length does, a file what its lines do; no article is
# near either, and what is over it is no article.
LONGEST_LINE = 100_000  # characters
MOST_LINES = 100_000

# Longer marks first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile("(\r\n|[\r\n\u2028\u2029])")
_BYTE_LINE = re.compile(b"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+$")
_RARE_ENDS = "\r\u2028\u2029"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# 锟斤拷 is U+FFFD twice, written as UTF-8 and read as GBK.
_LOST = re.compile("锟斤拷|(?:锟|斤|拷){4,}|ï¿½")
_SIGNS_OF_LOSS = ("锟", "拷", "斤斤斤斤", "ï¿½")  # one of them is in whatever `_LOST` finds
# Characters that the bytes of UTF-8 become when they are read as Windows-1252 or Latin-1.
_LATIN_RUN = re.compile("[\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")
_SHARE_OF_COMMON_CHARACTERS = 0.8


def decode(data: bytes, path: str) -> DecodedFile:
    """Decode a file's bytes. Raises `Refused` with the lines at fault and what was found there."""
    text, encoding = _decode(data, path)
    lines = _split(text)
    _refuse_oversize(lines, path)
    if piled := find_piled_marks(text):
        found, expected = f"{len(piled)} marks on one letter", f"at most {MOST_MARKS}"
        raise Refused(Fault(path, _line_after(text[: piled.start]), "encoding", found, expected))
    if _may_be_unreadable(text):
        _refuse_unreadable(lines, path)
    return DecodedFile(path, text, encoding, lines)


def _refuse_oversize(lines: tuple[NumberedLine, ...], path: str) -> None:
    """Refuse a file with more lines, or longer ones, than an article has: the reading's budget."""
    if len(lines) > MOST_LINES:
        found, expected = f"{len(lines)} lines", f"at most {MOST_LINES}: one article for each file"
        raise Refused(Fault(path, MOST_LINES + 1, "size", found, expected))
    faults = [
        Fault(
            path,
            line.number,
            "size",
            f"a line of {len(line.text)} characters",
            f"at most {LONGEST_LINE}: each paragraph on a line of its own",
        )
        for line in lines
        if len(line.text) > LONGEST_LINE
    ]
    if faults:
        raise Refused(*faults)


def _decode(data: bytes, path: str) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_gb18030(data, path, error), "gb18030"


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_after(data[: error.start].decode(encoding, "ignore"))
        raise _refusal(
            path, line, f"bytes that are not {encoding.upper()}", "text its mark promises"
        ) from error


def _decode_gb18030(data: bytes, path: str, not_utf8: UnicodeDecodeError) -> str:
    start = not_utf8.start
    line = _line_after(data[:start].decode("utf-8"))
    wrong = f"the byte 0x{data[start]:02X}, which is not UTF-8"
    repaired = data.decode("utf-8", "replace")
    outside = sum(character > "\x7f" for character in repaired)
    if outside and repaired.count("\ufffd") <= outside // 10:
        raise _refusal(path, line, wrong, "valid UTF-8, as the rest of the file is")
    texts, faults = _decode_by_line(data, path)
    text = "".join(texts)
    if text.isascii() or not reads_as_chinese(text):
        expected = "UTF-8; read as GB18030 it gives no Chinese text"
        if faults:
            expected = "text saved as UTF-8, UTF-16 with a mark, or GB18030"
        raise _refusal(path, line, wrong, expected)
    if faults:
        raise Refused(*faults)
    return text


def _decode_by_line(data: bytes, path: str) -> tuple[list[str], list[Fault]]:
    """A file's lines as GB18030, and a fault for each that is not: it is left out of the texts.

    No character of GB18030 holds the byte of a line end, so a bad byte spoils its own line only.
    """
    texts: list[str] = []
    faults: list[Fault] = []
    number = 1
    for line in _BYTE_LINE.findall(data):
        try:
            texts.append(line.decode("gb18030"))
            number += len(_LINE_END.findall(texts[-1]))  # two of them are characters, not bytes
        except UnicodeDecodeError as error:
            found = f"the byte 0x{line[error.start]:02X}, which is not GB18030"
            expected = "valid GB18030, as the rest of the file is"
            faults.append(Fault(path, number, "encoding", found, expected))
            number += 1
    return texts, faults


def _line_after(text: str) -> int:
    """The number of the line that goes on where a text ends."""
    return len(_LINE_END.findall(text)) + 1


def reads_as_chinese(text: str) -> bool:
    """Whether the characters outside ASCII are mostly common ones, in either script."""
    outside = [character for character in text if character > "\x7f"]
    return sum(map(_is_common, outside)) >= _SHARE_OF_COMMON_CHARACTERS * len(outside)


def _is_common(character: str) -> bool:
    """Whether GB 2312 or Big5 has the character on its first level or among its signs."""
    for encoding, low, high in (("gb2312", 0xA1, 0xD7), ("big5", 0xA1, 0xC6)):
        try:
            if low <= character.encode(encoding)[0] <= high:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _split(text: str) -> tuple[NumberedLine, ...]:
    """The lines of a text, ended by LF, CR LF, CR, U+2028 or U+2029, in any mixture."""
    if any(end in text for end in _RARE_ENDS):
        parts = _LINE_END.split(text)  # a line and its end in turn
        texts, ends = parts[::2], parts[1::2]
    else:  # as most files have it, in a tenth of the time
        texts = text.split("\n")
        ends = ["\n"] * (len(texts) - 1)
    if texts[-1]:
        ends.append("")
    # Else nothing stands behind the last line end, and there is one text more than ends.
    return tuple(map(NumberedLine, range(1, len(ends) + 1), texts, ends))


def _may_be_unreadable(text: str) -> bool:
    """Whether any line may be unreadable: a quick test of the whole text, before its lines."""
    if _CONTROL.search(text) or any(sign in text for sign in _SIGNS_OF_LOSS):
        return True
    return not text.isascii() and any(map(_meant, _LATIN_RUN.findall(text)))


def _refuse_unreadable(lines: tuple[NumberedLine, ...], path: str) -> None:
    faults = [fault for line in lines if (fault := _unreadable(line, path))]
    if faults:
        raise Refused(*faults)


def _unreadable(line: NumberedLine, path: str) -> Fault | None:
    if control := _CONTROL.search(line.text):
        name = "a NUL" if control[0] == "\0" else f"the control character U+{ord(control[0]):04X}"
        return Fault(path, line.number, "encoding", name, "text; the file may be damaged")
    if lost := _LOST.search(line.text):
        return Fault(
            path,
            line.number,
            "encoding",
            f"{lost[0]!r}, what is left of characters lost in a conversion",
            "a copy made before the loss: it cannot be undone",
        )
    for run in _LATIN_RUN.finditer(line.text):
        if meant := _meant(run[0]):
            return Fault(
                path,
                line.number,
                "encoding",
                f"{run[0][:20]!r}, UTF-8 read as if it were Windows-1252",
                f"{meant[:20]!r}: convert the file again from its original",
            )
    return None


@lru_cache(maxsize=1024)
def _meant(run: str) -> str:
    """The text behind a run of wrongly decoded Latin characters; empty if it is none."""
    for encoding in ("cp1252", "latin-1"):
        try:
            meant = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # IPA letters and the like: É» is more often a quotation's end than a wrongly read ɻ.
        if not any("\u0180" <= character < "\u0370" for character in meant):
            return meant
    return ""


def _refusal(path: str, line: int, found: str, expected: str) -> Refused:
    return Refused(Fault(path, line, "encoding", found, expected))
