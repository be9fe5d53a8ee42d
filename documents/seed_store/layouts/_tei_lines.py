"""The lines of a TEI file while its tree is walked: which field or block each became."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from documents.seed_store.layouts._lines import LineLedger
from documents.seed_store.layouts._tei_xml import recorded_line
from documents.typesetting.marked_text import MarkedTextPen


@dataclass(slots=True)
class LineField:
    """What a line's text became: a field, in a language; ``block`` is numbered at the end."""

    name: str
    language: str = ""
    block: int = 0


@dataclass(slots=True)
class LineCursor:
    """A cursor that moves over the file's lines with the text of its elements."""

    place: int = 0  # index from 0
    fields: dict[int, LineField] = field(default_factory=dict)

    def meet(self, element: etree._Element) -> None:
        """Move to an element's start tag."""
        self.place = max(self.place, recorded_line(element) - 1)

    def read(self, text: str | None, what: LineField, pen: MarkedTextPen | None = None) -> None:
        """Move over a text, note what its lines are, and write it."""
        pieces = (text or "").split("\n")
        for number, piece in enumerate(pieces):
            if number:
                self.place += 1
            if piece.strip():
                before = self.fields.get(self.place)
                if before is None or (what.name == "body" and before.name != "body"):
                    self.fields[self.place] = what
            if pen is not None:
                if number:
                    pen.break_line()
                    piece = piece.lstrip(" \t\r")
                pen.add(piece if number == len(pieces) - 1 else piece.rstrip(" \t\r"))

    def skip(self, text: str | None) -> None:
        """Move over a comment."""
        self.place += (text or "").count("\n")

    def enter(self, ledger: LineLedger) -> None:
        """Enter every line: what was written on it, or that it has markup alone."""
        for index in range(len(ledger)):
            if ledger.is_blank(index):
                continue
            what = self.fields.get(index)
            if what is None:
                ledger.enter(index, "furniture")
            else:
                ledger.enter(index, what.name, what.language, what.block)
