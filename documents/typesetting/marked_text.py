"""A text while it is written, with marks: line ends become spaces, or nothing between Han."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.blocks import Mark, MarkKind

# Characters between which a line's end is no space: Han, kana, and full-width signs.
_WIDE = re.compile("[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class MarkedTextPen:
    """A pen that writes a text piece by piece and remembers its marks in the order they open."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=list)
    length: int = 0
    last: str = ""
    is_broken: bool = False  # a line ended, and what follows decides whether a space stands there

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def break_line(self) -> None:
        """End a line of the file: what follows decides what stands for it."""
        self.is_broken = True

    def add(self, text: str) -> None:
        if not text:
            return
        self.settle(text[0])
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def settle(self, following: str) -> None:
        """Write the space that a line's end stands for; none between Han characters."""
        if not self.is_broken:
            return
        self.is_broken = False
        is_edge = not self.last or self.last.isspace() or following.isspace()
        if not is_edge and not (_WIDE.match(self.last) and _WIDE.match(following)):
            self.parts.append(" ")
            self.length += 1
            self.last = " "

    def open_mark(self) -> int:
        """Keep a place for a mark that begins before another; `close_mark` takes it."""
        self.marks.append(None)
        return len(self.marks) - 1

    def close_mark(self, place: int, kind: MarkKind, start: int, target: str = "") -> None:
        """Enter a mark from its start to where the text ends now; none without length."""
        if start < self.length:
            self.marks[place] = Mark(kind, start, self.length, target)

    def add_mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        """A mark from its start to where the text ends now."""
        self.close_mark(self.open_mark(), kind, start, target)

    def add_point(self, kind: MarkKind, target: str = "") -> None:
        """A mark without length, where the text ends now."""
        self.marks.append(Mark(kind, self.length, self.length, target))

    def sorted_marks(self) -> tuple[Mark, ...]:
        """The marks in order, the outer before the inner."""
        kept = [mark for mark in self.marks if mark is not None]
        return tuple(sorted(kept, key=lambda mark: (mark.start, -mark.end)))
