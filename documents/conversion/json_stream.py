"""Parses JSON as a stream: the records of a list of any length, or a line each (JSONL)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple

_CHUNK = 1 << 16  # characters
_LARGEST = 16_000_000  # characters of one record: a seed of that size would be refused
_LONGEST_SIGN = 16  # characters: false, null, \\u4e00\\u4e00
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


class JsonItem(NamedTuple):
    """A value found in a stream: the key of its list ("" for the file's own), and its line."""

    key: str
    line: int
    value: Any
    fault: str = ""


class JsonFault(ValueError):
    """The error for JSON that cannot be read on, with its line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def _refuse_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one record")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_refuse_double_keys)


def read_lines(file: IO[str]) -> Iterator[JsonItem]:
    """The records of JSONL. A broken line is one item with a fault; the next goes on."""
    for number, line in enumerate(file, start=1):
        if not line.strip(" \t\r\n\ufeff"):
            continue
        try:
            yield JsonItem("", number, _DECODER.decode(line.strip(" \t\r\n\ufeff")))
        except (ValueError, RecursionError) as error:
            yield JsonItem("", number, None, _say(error))


def read_items(file: IO[str]) -> Iterator[JsonItem]:
    """The items of a JSON list, or of the lists of objects in a JSON object, one at a time.

    An object without such a list is one item itself. Raises `JsonFault`.
    """
    stream = _Stream(file)
    sign = stream.peek()
    if sign == "[":
        yield from stream.items("")
    elif sign == "{":
        yield from _members(stream)
    else:
        line = stream.line
        yield JsonItem("", line, stream.value())
    if sign := stream.peek():
        # Records one below the other, each over several lines.
        while sign:
            line = stream.line
            yield JsonItem("", line, stream.value())
            sign = stream.peek()


def read_listed(file: IO[str], path: Sequence[str], beside: set[str]) -> Iterator[JsonItem]:
    """The items of the list that a path of keys leads to; names of what lies beside it go to
    ``beside``. In a list of objects on the way there each has such a list. Raises `JsonFault`.
    """
    stream = _Stream(file)
    if not stream.peek():
        return
    yield from _descend(stream, path, beside, "")


def _descend(
    stream: _Stream, path: Sequence[str], beside: set[str], shown: str
) -> Iterator[JsonItem]:
    sign = stream.peek()
    if not path:
        if sign != "[":
            raise JsonFault(stream.line, f"{shown} is no list")
        yield from stream.items(shown)
        return
    if sign == "[":
        stream.expect("[")
        while (item := stream.peek()) != "]":
            if item != "{":  # so that no nesting is followed deeper than the path is long
                raise JsonFault(stream.line, f"{shown or 'the file'} is no list of objects")
            yield from _descend(stream, path, beside, shown)
            if stream.peek() != "]":
                stream.expect(",")
        stream.expect("]")
        return
    if sign != "{":
        raise JsonFault(stream.line, f"{shown or 'the file'} is no object")
    found = False
    stream.expect("{")
    while stream.peek() != "}":
        key = stream.value()
        stream.expect(":")
        name = f"{shown}.{key}" if shown else str(key)
        if key == path[0]:
            found = True
            yield from _descend(stream, path[1:], beside, name)
        else:
            stream.value()
            beside.add(name)
        if stream.peek() != "}":
            stream.expect(",")
    stream.expect("}")
    if not found:
        raise JsonFault(stream.line, f"there is no {'.'.join([*filter(None, [shown]), path[0]])}")


def _members(stream: _Stream) -> Iterator[JsonItem]:
    """Of an object: its lists of objects as items, and what is left as one item, if it is any."""
    rest: dict[str, Any] = {}
    first, listed = stream.line, False
    stream.expect("{")
    while stream.peek() != "}":
        key = stream.value()
        if not isinstance(key, str):
            raise JsonFault(stream.line, "a key in quotation marks is missing")
        if key in rest:
            raise JsonFault(stream.line, f"the key {key!r} stands twice in one record")
        stream.expect(":")
        if stream.peek() == "[" and stream.begins_with_objects():
            held: list[JsonItem] = []
            for item in stream.items(key):
                held.append(item)
                if len(held) > 1000:  # too many for the parts of one record: these are records
                    listed = True
                if listed:
                    yield from held
                    held = []
            if held and not listed:
                if len(rest) + 1 and _are_records(held):
                    listed = True
                    yield from held
                else:
                    rest[key] = [item.value for item in held]
        else:
            rest[key] = stream.value()
        if stream.peek() == ",":
            stream.expect(",")
            if stream.peek() == "}":
                raise JsonFault(stream.line, "a comma before the closing brace")
        elif stream.peek() != "}":
            raise JsonFault(stream.line, "a comma or a closing brace is missing")
    stream.expect("}")
    if listed:
        return
    named = [JsonItem(key, first, value) for key, value in rest.items()]
    if len(named) > 1 and _are_records(named):  # records by their identifiers
        for item in named:
            yield JsonItem("", first, {**item.value, "id": item.value.get("id") or item.key})
    else:
        yield JsonItem("", first, rest)


def _are_records(items: list[JsonItem]) -> bool:
    """Whether objects of a list are records themselves, not parts of one: each has a title."""
    marks = {"title", "headline", "标题", "id", "text", "body", "content", "contents", "正文"}
    return all(
        isinstance(item.value, dict)
        and len(item.value) >= 3
        and any(key.split(".")[0].split("_")[0].lower() in marks for key in item.value)
        and any(key.lower().startswith(("title", "headline", "标题")) for key in item.value)
        for item in items
    )


class _Stream:
    """A buffer over a file, from which whole JSON values are parsed."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._line = 1
        self._counted = 0
        self._ended = False

    @property
    def line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _more(self, size: int = _CHUNK) -> bool:
        if self._ended:
            return False
        _ = self.line
        piece = self._file.read(size)
        self._text = self._text[self._at :] + piece
        self._at = self._counted = 0
        self._ended = not piece
        return bool(piece)

    def peek(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            found = repr(self.peek()) if self.peek() else "the end of the file"
            raise JsonFault(self.line, f"found {found} where {sign!r} is expected")
        self._at += 1

    def begins_with_objects(self) -> bool:
        """Whether the list that begins here has an object first."""
        while True:
            match = re.compile(r"\[[ \t\r\n]*(.)").match(self._text, self._at)
            if match:
                return match[1] == "{"
            if not self._more():
                return False

    def items(self, key: str) -> Iterator[JsonItem]:
        """The items of the list that begins here, and its closing bracket."""
        self.expect("[")
        if self.peek() == "]":
            self.expect("]")
            return
        while True:
            self.peek()
            yield JsonItem(key, self.line, self.value())
            if self.peek() == "]":
                self.expect("]")
                return
            self.expect(",")

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether more of the file might mend what is wrong: the fault is where the buffer ends."""
        is_near_end = error.pos > len(self._text) - _LONGEST_SIGN or "Unterminated" in error.msg
        return is_near_end and len(self._text) - self._at < _LARGEST

    def _fault(self, error: json.JSONDecodeError) -> JsonFault:
        line = self.line
        if self._ended and (error.pos >= len(self._text.rstrip()) or "Unterm" in error.msg):
            return JsonFault(line, "the value that begins here is not closed: the file is cut off")
        return JsonFault(line + self._text.count("\n", self._at, error.pos), _say(error))

    def value(self) -> Any:
        """The value that begins here; more is read until it is whole."""
        if not self.peek():
            raise JsonFault(self.line, "the file ends in the midst of a value: it is cut off")
        size = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise JsonFault(self.line, "values nested too deep") from None
            except json.JSONDecodeError as error:
                if not self._ended and self._may_go_on(error):
                    self._more(size)
                    size *= 2
                    continue
                raise self._fault(error) from None
            except ValueError as error:
                raise JsonFault(self.line, str(error)) from None
            if end == len(self._text) and not self._ended:  # a number may go on
                self._more(size)
                continue
            self._at = end
            return value


def _say(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"broken JSON: {error.msg[0].lower()}{error.msg[1:]} (column {error.colno})"
    if isinstance(error, RecursionError):
        return "values nested too deep"
    return str(error)
