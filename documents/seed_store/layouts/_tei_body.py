"""The text of a TEI document as blocks: paragraphs, verse, lists, tables, figures, notes.

The file is longer than others because one reader walks all kinds of elements, each inside others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from documents.blocks import Block, BlockKind, Mark
from documents.seed_store.layouts._tei_elements import (
    BETWEEN,
    BLOCKS,
    CONTAINERS,
    HELD,
    KINDS,
    ORDERED,
)
from documents.seed_store.layouts._tei_lines import LineField
from documents.seed_store.layouts._tei_phrases import OpenBlock, PhraseReader
from documents.seed_store.layouts._tei_xml import XML_ID, local_name
from documents.typesetting.text_tables import set_table


@dataclass(frozen=True, slots=True)
class TeiText:
    """One text, as read. ``targets`` are the numbers of its blocks by ``xml:id``."""

    language: str
    headline: tuple[str, ...]
    byline: str
    references: tuple[str, ...]
    blocks: tuple[Block, ...]
    sections: tuple[int, ...]
    targets: dict[str, int]


@dataclass(slots=True)
class TeiReader(PhraseReader):
    """A reader of one text's blocks."""

    headline: tuple[str, ...] = ()
    byline: str = ""
    references: list[str] = field(default_factory=list)
    verse: OpenBlock | None = None  # that a line which follows goes on

    def read(self, element: etree._Element) -> TeiText:
        """Read a ``text`` element, or another that holds one text."""
        self._container(element, None)
        return self._finish()

    def _container(self, element: etree._Element, kind: BlockKind | None) -> None:
        """Read what holds blocks; ``kind`` is what a paragraph in it is, its own if None."""
        self._meet(element)
        loose = self._loose(element.text, None, kind)
        for child in element:
            if local_name(child) and not _is_phrase(child):
                loose = None
                self.read_child(child, kind)
            elif local_name(child):
                loose = self.phrase(child, loose, kind or "paragraph")
            else:
                self.comment(child)
            loose = self._loose(child.tail, loose, kind)
        self.verse = None

    def _loose(
        self, text: str | None, block: OpenBlock | None, kind: BlockKind | None
    ) -> OpenBlock | None:
        """Text that stands between blocks: a paragraph of its own."""
        if text is None or not text.strip():
            self.cursor.read(text, LineField("furniture"), block.pen if block else None)
            return block
        block = block or self.start(kind or "paragraph")
        self.cursor.read(text, block.what, block.pen)
        return block

    def read_child(self, child: etree._Element, kind: BlockKind | None) -> None:
        """Read a block, or what holds blocks."""
        name = local_name(child)
        if name != "l":
            self.verse = None
        if name in BETWEEN:
            self._between(child, name)
        elif name == "head" and not self.open and not self.headline:
            self.headline = tuple(self._aside(child, "title").split("\n"))
        elif name == "byline" and not self.open and not self.byline:
            self.byline = self._aside(child, "author")
        elif name == "bibl" and local_name(child.getparent()) == "listBibl":
            self.references.append(self._aside(child, "references"))
        elif name == "l":
            self._line(child)
        elif name == "lg":
            self._container(child, "verse")
        elif name == "list":
            self._list(child)
        elif name == "table":
            self._table(child)
        elif name == "figure":
            self._figure(child)
        elif name in BLOCKS:
            self._block(child, name, kind)
        else:
            if name not in CONTAINERS:
                self.unknown[name] += 1
            self._container(child, kind)

    def _block(self, element: etree._Element, name: str, kind: BlockKind | None) -> None:
        own: BlockKind = BLOCKS[name]
        said = element.get("type", "")
        if name == "ab" and said in KINDS:
            own = said  # type: ignore[assignment]  # one of the kinds
        elif own == "paragraph" and kind is not None:
            own = kind
        if name not in {"p", "ab"} and any(local_name(one) in HELD for one in element):
            self._container(element, own if own in {"quotation", "note"} else kind)
            return
        self._meet(element)
        self.inside(element, self.start(own))

    def _meet(self, element: etree._Element) -> None:
        self.cursor.meet(element)
        if name := element.get(XML_ID):
            self.waiting_ids.append(name)

    def _between(self, element: etree._Element, name: str) -> None:
        """A sign between blocks: it belongs to the next one."""
        self._meet(element)
        if name == "pb":
            self.waiting_pages.append(element.get("n", ""))
        elif name == "milestone" and element.get("unit") == "entry":
            self.waiting_section = True
        self._aside(element, "furniture")

    def _aside(self, element: etree._Element, field_name: str) -> str:
        """The text of an element that is no block."""
        self.cursor.meet(element)
        block = OpenBlock("paragraph", LineField(field_name, self.language), aside=True)
        self.inside(element, block)
        return block.pen.text

    def _line(self, element: etree._Element) -> None:
        """A line of verse; those that stand one below the other are one block."""
        self._meet(element)
        if self.verse is None:
            self.verse = self.start("verse")
        else:
            self.verse.pen.is_broken = False
            self.verse.pen.add("\n")
            for name in self.waiting_ids:
                self.ids.setdefault(name, self.verse)
            for page in self.waiting_pages:
                self.verse.pen.add_point("page", page)
            self.waiting_ids, self.waiting_pages = [], []
        self.verse = self.inside(element, self.verse)

    def _stray(
        self, text: str | None, block: OpenBlock | None, kind: BlockKind
    ) -> OpenBlock | None:
        """Text where none should stand: it goes on the block there, or begins it."""
        if text is None or not text.strip():
            self.cursor.skip(text)
            return block
        block = block or self.start(kind)
        block.pen.break_line()
        self.cursor.read(text, block.what, block.pen)
        return block

    def _list(self, element: etree._Element) -> None:
        self._meet(element)
        block = self._stray(element.text, None, "list")
        place = 0
        for child in element:
            if local_name(child) == "head":
                self._block(child, "head", None)
            elif local_name(child):
                block = block or self.start("list")
                place += local_name(child) == "item"
                self._item(element, child, block, "", place)
            else:
                self.comment(child)
            block = self._stray(child.tail, block, "list")

    def _item(
        self,
        holder: etree._Element,
        child: etree._Element,
        block: OpenBlock,
        indent: str,
        place: int,
    ) -> None:
        """A line of a list: an item with its number or its label, and the lists inside it."""
        pen, what = block.pen, block.what
        self.cursor.meet(child)
        if identifier := child.get(XML_ID):
            self.ids.setdefault(identifier, block)
        before = child.getprevious()
        if before is not None and local_name(before) == "label":
            pen.add(" ")
        else:
            pen.is_broken = False
            pen.add("\n" if pen.length else "")
            pen.add(indent + ("" if local_name(child) == "label" else _sign(holder, child, place)))
        inner_block = replace(block, aside=True)
        self.cursor.read(child.text, what, pen)
        for inner in child:
            if local_name(inner) == "list":
                self.cursor.meet(inner)
                self._stray(inner.text, block, "list")
                number = 0
                for one in inner:
                    if local_name(one):
                        number += local_name(one) == "item"
                        self._item(inner, one, block, indent + "\u2003", number)
                    else:
                        self.comment(one)
                    self._stray(one.tail, block, "list")
            else:
                self.phrase(inner, inner_block, "list")
            self.cursor.read(inner.tail, what, pen)

    def _table(self, element: etree._Element) -> None:
        self._meet(element)
        block: OpenBlock | None = None
        self._stray(element.text, None, "paragraph")
        for child in element:
            if local_name(child) == "row":
                block = block or self.start("table")
                if block.table is None:
                    block.table = []
                block.table.append([*self._cells(child, block)])
            elif local_name(child):
                self.read_child(child, None)
            else:
                self.comment(child)
            self._stray(child.tail, None, "paragraph")

    def _cells(self, row: etree._Element, block: OpenBlock) -> Iterator[str]:
        """The texts of a row; what stands between its cells is one of its own."""
        self.cursor.meet(row)
        for element in (row, *row):
            cell = OpenBlock("table", block.what, aside=True)
            if element is not row:
                self.phrase(element, cell, "table")
                yield cell.pen.text.replace("\n", " ")
                cell = OpenBlock("table", block.what, aside=True)
            between = row.text if element is row else element.tail
            self._stray(between, cell, "table")
            if cell.pen.length:
                yield cell.pen.text.strip()

    def _figure(self, element: etree._Element) -> None:
        """A picture's caption: all that is said of it."""
        self._meet(element)
        if any(local_name(one) in {"table", "lg", "list"} for one in element):
            self._container(element, None)
            return
        block = self._stray(element.text, None, "caption")
        for child in element:
            if local_name(child):
                block = block or self.start("caption")
                block.pen.break_line()
                self.phrase(child, replace(block, aside=True), "caption")
            else:
                self.comment(child)
            block = self._stray(child.tail, block, "caption")

    # -- the end -----------------------------------------------------------------------------------

    def _finish(self) -> TeiText:
        """Number the blocks that have a text; what leads to another gets its number."""
        kept: list[tuple[OpenBlock, str]] = []
        for block in self.open:
            text = set_table(block.table) if block.table is not None else block.pen.text
            if block.kind == "paragraph":
                text = text.rstrip(" ")
                block.indent = len(text) - len(text.lstrip(" "))
                text = text[block.indent :]
            if text.strip():
                kept.append((block, text))
                block.number = block.what.block = len(kept)
        blocks = [Block(one.kind, text, tuple(self._marks(one, len(text)))) for one, text in kept]
        if blocks and self.waiting_pages:
            end = len(blocks[-1].text)
            points = [Mark("page", end, end, page) for page in self.waiting_pages]
            blocks[-1] = replace(blocks[-1], marks=(*blocks[-1].marks, *points))
        return TeiText(
            self.language,
            self.headline,
            self.byline,
            tuple(self.references),
            tuple(blocks),
            tuple(block.number for block in self.section_starts if block.number > 1),
            {name: block.number for name, block in self.ids.items() if block.number},
        )

    def _marks(self, block: OpenBlock, length: int) -> Iterator[Mark]:
        if block.table is not None:
            return
        for written in block.pen.sorted_marks():
            ends = (max(end - block.indent, 0) for end in (written.start, written.end))
            start, end = (min(place, length) for place in ends)
            mark = replace(written, start=start, end=end)
            if mark.start == mark.end and mark.kind != "page":
                continue
            held = self.ids.get(mark.target[1:]) if mark.kind == "note" else None
            if mark.kind != "note":
                yield mark
            elif held is not None and held.number:
                yield replace(mark, target=str(held.number))


def _is_phrase(element: etree._Element) -> bool:
    """Whether an element that stands between blocks is a phrase: no block, and without any."""
    name = local_name(element)
    known = name in BLOCKS or name in CONTAINERS or name in BETWEEN or name in HELD
    return not known and not any(
        local_name(one) in BLOCKS or local_name(one) in CONTAINERS for one in element
    )


def _sign(holder: etree._Element, item: etree._Element, place: int) -> str:
    if number := item.get("n"):
        return f"{number} "
    is_ordered = holder.get("type") in ORDERED or holder.get("rend") in ORDERED
    return f"{place}. " if is_ordered else "• "
