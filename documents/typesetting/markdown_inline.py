"""The inside of a Markdown paragraph as text with marks: emphasis, links, notes, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from documents.blocks import Mark, MarkKind
from documents.text import decode_entities
from documents.typesetting.marked_text import MarkedTextPen

_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong"}


@dataclass(frozen=True, slots=True)
class InlineText:
    """A text and its marks; ``is_picture`` of a paragraph that is nothing but pictures."""

    text: str
    marks: tuple[Mark, ...] = ()
    is_picture: bool = False
    has_hard_breaks: bool = False

    def behind(self, before: str) -> InlineText:
        """The same text behind another one."""
        return replace(self, text=before + self.text, marks=self.shifted(len(before)))

    def shifted(self, by: int) -> tuple[Mark, ...]:
        """The marks, so many characters further on."""
        return tuple(replace(one, start=one.start + by, end=one.end + by) for one in self.marks)


def write_inline(tokens: Sequence[Token]) -> InlineText:
    """The text of a paragraph's tokens, with marks."""
    pen = _Pen()
    pen.write(tokens)
    pictures = {token.type for token in tokens if token.type != "softbreak"}
    return InlineText(
        pen.text,
        pen.sorted_marks(),
        pictures == {"image"},
        any(token.type == "hardbreak" for token in tokens),
    )


@dataclass(slots=True)
class _Pen(MarkedTextPen):
    """A text while it is written from a parser's tokens."""

    open: list[tuple[int, int, Token]] = field(default_factory=list)
    inside: Counter[str] = field(default_factory=Counter)

    def write(self, tokens: Sequence[Token]) -> None:
        for place, token in enumerate(tokens):
            match token.type:
                case "softbreak":
                    self.break_line()
                case "hardbreak":
                    self.add("\n")
                case "em_open" | "strong_open" | "link_open":
                    self.settle(_first_character(tokens[place + 1 : place + 4]))
                    self.open.append((self.open_mark(), self.length, token))
                    self.inside[token.tag] += 1
                case "em_close" | "strong_close":
                    mark, start, opening = self.open.pop()
                    self.inside[opening.tag] -= 1
                    if not self.inside[opening.tag]:  # emphasis inside emphasis is no more of it
                        self.close_mark(mark, _MARKS[opening.tag], start)
                case "link_close":
                    self._close_link(*self.open.pop())
                case "image":
                    self.write(token.children or ())
                    self._add_address(token, token.attrs.get("src"))
                case "footnote_ref":
                    label = str(token.meta["label"])
                    self.settle("[")
                    start = self.length
                    self.add(f"[{decode_entities(label)}]")
                    self.add_mark("note", start, label)
                case _:
                    self.add(decode_entities(token.content))

    def _close_link(self, place: int, start: int, token: Token) -> None:
        address = str(token.attrs.get("href", ""))
        has_words = start < self.length
        self.close_mark(place, "link", start, address)
        if token.info != "auto":
            self._add_address(token, address)
        if not has_words:
            self.close_mark(place, "link", start, address)

    def _add_address(self, token: Token, address: object) -> None:
        """The address behind a link's words; one that stands below, under a label, is not said."""
        label = token.meta.get("label")
        if label:
            words = decode_entities(str(label))
            if self._end(len(words)).casefold() != words.casefold():
                self.add(f" [{words.lower()}]")
            return
        title = str(token.attrs.get("title", ""))
        said = " ".join(
            part for part in (str(address or ""), f"“{title}”" if title else "") if part
        )
        if said:
            space = " " if self.last.strip() else ""
            self.add(f"{space}({decode_entities(said)})")

    def _end(self, length: int) -> str:
        """The last characters written."""
        found: list[str] = []
        for part in reversed(self.parts):
            found.append(part)
            length -= len(part)
            if length <= 0:
                break
        return "".join(reversed(found))[max(-length, 0) :]


def _first_character(tokens: Sequence[Token]) -> str:
    return next((token.content[0] for token in tokens if token.content), "a")
