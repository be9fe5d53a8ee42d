"""The inside of a TEI block: its text with marks, notes, printed lines and pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from documents.blocks import BlockKind, MarkKind
from documents.seed_store.layouts._tei_elements import (
    IN_DATELINE,
    INSIDE_PARAGRAPHS,
    MARKS,
    PHRASES,
)
from documents.seed_store.layouts._tei_lines import LineCursor, LineField
from documents.seed_store.layouts._tei_xml import XML_ID, local_name
from documents.typesetting.marked_text import MarkedTextPen


@dataclass(slots=True)
class OpenBlock:
    """A block while it is written; one that is ``aside`` is a headline, a cell or the like."""

    kind: BlockKind
    what: LineField
    aside: bool = False
    pen: MarkedTextPen = field(default_factory=MarkedTextPen)
    table: list[list[str]] | None = None
    number: int = 0
    indent: int = 0  # spaces at the beginning of a paragraph, which are none of its text


@dataclass(slots=True)
class PhraseReader:
    """A reader of what stands inside blocks; the cursor follows it over the file's lines.

    ``ids`` are the blocks that elements with an ``xml:id`` stand in. What ``waits`` belongs to the
    next block: identifiers, printed pages, the beginning of an entry.
    """

    cursor: LineCursor
    language: str
    unknown: Counter[str]
    open: list[OpenBlock] = field(default_factory=list)
    ids: dict[str, OpenBlock] = field(default_factory=dict)
    waiting_ids: list[str] = field(default_factory=list)
    waiting_pages: list[str] = field(default_factory=list)
    waiting_section: bool = False
    section_starts: list[OpenBlock] = field(default_factory=list)
    notes: int = 0
    in_dateline: bool = False

    def read_child(self, child: etree._Element, kind: BlockKind | None) -> None:
        """Read an element that is a block or holds some."""
        raise NotImplementedError

    def start(self, kind: BlockKind) -> OpenBlock:
        """Begin a block; what waited for one is its own."""
        block = OpenBlock(kind, LineField("body", self.language))
        self.open.append(block)
        for name in self.waiting_ids:
            self.ids.setdefault(name, block)
        for page in self.waiting_pages:
            block.pen.add_point("page", page)
        if self.waiting_section:
            self.section_starts.append(block)
        self.waiting_ids, self.waiting_pages, self.waiting_section = [], [], False
        return block

    def comment(self, node: etree._Element) -> None:
        """Move over a comment or an instruction to a program."""
        self.cursor.skip(node.text)

    def inside(self, element: etree._Element, block: OpenBlock) -> OpenBlock | None:
        """Write the text and the phrases of an element into a block.

        Returns the block that goes on behind it; None where another stood inside and ended it.
        """
        kind = block.kind
        self.cursor.read(element.text, block.what, block.pen)
        going: OpenBlock | None = block
        for child in element:
            going = self.phrase(child, going, kind)
            going = self.tail(child, going, kind)
        return going

    def tail(
        self, child: etree._Element, block: OpenBlock | None, kind: BlockKind
    ) -> OpenBlock | None:
        """Write what stands behind an element, into a new block where the old one has ended."""
        text = child.tail
        if block is None and (text is None or not text.strip()):
            self.cursor.skip(text)
            return None
        if block is None and text:
            block, inner = self.start(kind), text.lstrip()
            self.cursor.skip(text[: len(text) - len(inner)])
            text = inner
        if block is not None:
            self.cursor.read(text, block.what, block.pen)
        return block

    def phrase(
        self, element: etree._Element, block: OpenBlock | None, kind: BlockKind
    ) -> OpenBlock | None:
        """Write an element that stands inside a block; returns the block that goes on."""
        name = local_name(element)
        if not name:
            if isinstance(element, etree._Entity):
                block = block or self.start(kind)
                block.pen.add(element.text or "")
            else:
                self.comment(element)
            return block
        is_aside = block is not None and block.aside
        if name in INSIDE_PARAGRAPHS and not is_aside:
            self.read_child(element, None)
            return None
        block = block or self.start(kind)
        self.cursor.meet(element)
        if identifier := element.get(XML_ID):
            self.ids.setdefault(identifier, block)
        if name in {"lb", "pb", "gap", "graphic", "ptr"}:
            self._sign(element, name, block)
        elif name == "note":
            self._note(element, block)
        else:
            return self._marked(element, name, block)
        return block

    def _sign(self, element: etree._Element, name: str, block: OpenBlock) -> None:
        """An element that has no text: a line's or a page's beginning, a gap, a picture."""
        pen = block.pen
        if name == "pb":
            pen.add_point("page", element.get("n", ""))
        elif name == "gap":
            pen.add("[…]")
        elif name != "lb":
            address = element.get("url") or element.get("target") or ""
            start = pen.length
            pen.add(address)
            pen.add_mark("link", start, address)
        elif local_name(element.getparent()) != "p" or element.get("rend") == "newline":
            pen.is_broken = False
            pen.add("\n")
        elif element.get("break") != "no":  # in prose a printed line's end is a space at most
            pen.break_line()
        self.cursor.read(element.text, block.what, pen)

    def _marked(self, element: etree._Element, name: str, block: OpenBlock) -> OpenBlock | None:
        kind, target = self._mark(element, name)
        pen = block.pen
        if name not in PHRASES and name not in MARKS:
            self.unknown[name] += 1
        if kind is None:
            is_second = name in {"corr", "reg", "expan"} and _has_first(element)
            pen.add(" [" if is_second else "")
            going = self.inside(element, block)
            pen.add("]" if is_second else "")
            return going
        pen.settle(_first_character(element))
        place, start = pen.open_mark(), pen.length
        was_in_dateline, self.in_dateline = self.in_dateline, self.in_dateline or kind == "dateline"
        going = self.inside(element, block)
        self.in_dateline = was_in_dateline
        pen.close_mark(place, kind, start, target)
        return going

    def _mark(self, element: etree._Element, name: str) -> tuple[MarkKind | None, str]:
        """The mark that an element is, and what it leads to."""
        if name == "seg" and element.get("type") == "dateline":
            return "dateline", ""
        if self.in_dateline and name in IN_DATELINE:
            return IN_DATELINE[name], ""
        if name == "hi":
            rend = f"{element.get('rend', '')} {element.get('rendition', '')}"
            return ("strong" if "bold" in rend else "emphasis"), ""
        if name == "ref":
            target = element.get("target", "")
            return ("note" if target.startswith("#") else "link" if target else None), target
        return MARKS.get(name), ""

    def _note(self, element: etree._Element, block: OpenBlock) -> None:
        """A note inside a text: a block of its own behind, each leading to the other."""
        if block.aside:
            block.pen.add(" [")
            self.inside(element, block)
            block.pen.add("]")
            return
        self.notes += 1
        label = f"[{element.get('n') or self.notes}]"
        here, there = f"\0about {self.notes}", f"\0note {self.notes}"
        start = block.pen.length
        block.pen.add(label)
        block.pen.add_mark("note", start, f"#{there}")
        note = self.start("note")
        self.ids |= {here: block, there: note}
        note.pen.add(label)
        note.pen.add_mark("note", 0, f"#{here}")
        note.pen.add(" ")
        self.inside(element, note)


def _has_first(element: etree._Element) -> bool:
    """Whether an element is the second reading of two: what an editor would have."""
    return element.getprevious() is not None and local_name(element.getparent()) == "choice"


def _first_character(element: etree._Element) -> str:
    return next((text.lstrip()[0] for text in element.itertext() if text.strip()), " ")
