"""Markdown read into blocks: CommonMark, tables, footnotes, and line blocks for verse.

Its signs are read and not shown; its words are kept, addresses of links and pictures too, and every
line belongs to one block. A block whose letters would not be its lines' is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from documents.blocks import Block, BlockKind, Mark
from documents.text import decode_entities, letters_only, strip_spaces
from documents.typesetting.markdown_inline import InlineText, write_inline
from documents.typesetting.markdown_parser import MARKDOWN_PARSER
from documents.typesetting.text_tables import set_table

_HIDDEN = "inline"
_FENCE = {*"`~> "}  # the signs of a fence's line, in a quotation too
_DEFINITION = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]:")


@dataclass(frozen=True, slots=True)
class MarkdownPiece:
    """A block and the indexes of its lines; ``level`` is a heading's, else 0.

    ``label`` names a footnote, or what a link refers to; marks of the kind ``note`` have labels for
    targets until `number_notes` gives them the numbers of blocks.
    """

    kind: BlockKind
    text: str
    indexes: tuple[int, ...]
    marks: tuple[Mark, ...] = ()
    level: int = 0
    label: str = ""


def read_markdown(lines: Sequence[str], indexes: range) -> list[MarkdownPiece]:
    """The blocks of some lines of a file, in order."""
    env: dict[str, Any] = {}
    text = "\n".join(lines[index] for index in indexes)
    tree = SyntaxTreeNode(_hide_inline(MARKDOWN_PARSER.parse(text, env)))
    reader = _Reader(lines, indexes)
    pieces = [*reader.read_definitions(env), *reader.read(tree.children, "paragraph")]
    pieces.sort(key=lambda piece: piece.indexes[0])
    return [reader.keep_letters(piece) for piece in pieces]


def number_notes(pieces: Sequence[MarkdownPiece]) -> list[Block]:
    """The blocks, with the numbers of the blocks that notes stand in and are about."""
    notes: dict[str, str] = {}
    about: dict[str, str] = {}
    for number, piece in enumerate(pieces, start=1):
        if piece.label:
            notes.setdefault(piece.label, str(number))
        for mark in piece.marks:
            if mark.kind == "note" and mark.target != piece.label:
                about.setdefault(mark.target, str(number))
    blocks = []
    for piece in pieces:
        marks = []
        for mark in piece.marks:
            if mark.kind == "note":
                target = (about if mark.target == piece.label else notes).get(mark.target, "")
                if target:
                    marks.append(replace(mark, target=target))
            else:
                marks.append(mark)
        blocks.append(Block(piece.kind, piece.text, tuple(marks)))
    return blocks


@dataclass(slots=True)
class _Reader:
    """A reader of one text's tree."""

    lines: Sequence[str]
    indexes: range
    taken: set[int] = field(default_factory=set)

    def read(self, nodes: Sequence[SyntaxTreeNode], kind: BlockKind) -> Iterator[MarkdownPiece]:
        """The blocks of some nodes; ``kind`` is what a paragraph among them is."""
        for node in nodes:
            match node.type:
                case "paragraph":
                    yield from self._paragraph(node, kind)
                case "heading":
                    level = int(node.tag[1:])
                    yield from self._piece("subhead", _inline(node), node, level=level)
                case "blockquote":
                    yield from self.read(node.children, "quotation")
                case "bullet_list" | "ordered_list":
                    yield from self._piece("list", _join(self._items(node, "")), node)
                case "table":
                    yield from self._piece("table", InlineText(_table(node)), node)
                case "fence":
                    text = InlineText(decode_entities(node.content.rstrip("\n")))
                    yield from self._piece("table", text, node, fenced=True)
                case "line_block":
                    yield from self._stanzas(node)
                case "footnote_reference":
                    yield from self._footnote(node)

    def read_definitions(self, env: dict[str, Any]) -> Iterator[MarkdownPiece]:
        """What links and pictures refer to by a label: each a note where it stands."""
        found = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
        for one in found:
            start, end = one["map"]
            indexes = self._free(start, end)
            raw = " ".join(strip_spaces(self.lines[index]) for index in indexes)
            if not indexes or not (label := _DEFINITION.search(raw)):
                continue
            text = f"[{decode_entities(label[1])}] "
            mark = Mark("link", len(text), len(text) + len(one["href"]), one["href"])
            text += one["href"] + (f" “{one['title']}”" if one["title"] else "")
            self.taken.update(indexes)
            yield MarkdownPiece("note", text, indexes, (mark,) if one["href"] else ())

    def keep_letters(self, piece: MarkdownPiece) -> MarkdownPiece:
        """The piece, or its lines as they are written where a letter would be lost or moved."""
        written = [decode_entities(self.lines[index]) for index in piece.indexes]
        if letters_only("".join(written)) == letters_only(piece.text):
            return piece
        text = "\n".join(map(strip_spaces, written))
        return replace(piece, text=text, marks=(), kind="quotation" if piece.level else piece.kind)

    def _free(self, start: int, end: int) -> tuple[int, ...]:
        """The indexes of lines that are not blank and that no block has yet."""
        rows = (self.indexes[row] for row in range(start, min(end, len(self.indexes))))
        return tuple(row for row in rows if row not in self.taken and strip_spaces(self.lines[row]))

    def _piece(
        self,
        kind: BlockKind,
        inline: InlineText,
        node: SyntaxTreeNode,
        *,
        level: int = 0,
        fenced: bool = False,
    ) -> Iterator[MarkdownPiece]:
        start, end = node.map or (0, 0)
        indexes = self._free(start, end)
        if fenced:
            inner = self._free(start + 1, end)
            is_closed = inner and set(strip_spaces(self.lines[inner[-1]])) <= _FENCE
            indexes = inner[:-1] if is_closed else inner
        text = inline.text.strip("\n")
        if not strip_spaces(text) or not indexes:
            return
        self.taken.update(indexes)
        shift = len(inline.text) - len(inline.text.lstrip("\n"))
        marks = tuple(
            replace(mark, start=mark.start - shift, end=min(mark.end - shift, len(text)))
            for mark in inline.marks
            if shift <= mark.start < min(mark.end - shift, len(text)) + shift
        )
        yield MarkdownPiece(kind, text, indexes, marks, level)

    def _paragraph(self, node: SyntaxTreeNode, kind: BlockKind) -> Iterator[MarkdownPiece]:
        inline = _inline(node)
        if inline.is_picture:
            kind = "caption"
        elif inline.has_hard_breaks and kind != "note":
            kind = "verse"
        yield from self._piece(kind, inline, node)

    def _stanzas(self, node: SyntaxTreeNode) -> Iterator[MarkdownPiece]:
        """The stanzas of a line block, parted by its empty lines."""
        start = (node.map or (0, 0))[0]
        stanza: list[InlineText] = []
        begun = start
        lines = [*map(_write_line, node.children), None]
        for row, line in enumerate(lines, start=start):
            if line is not None and strip_spaces(line.text):
                begun = begun if stanza else row
                stanza.append(line)
            elif stanza:
                indexes = self._free(begun, row)
                self.taken.update(indexes)
                whole = _join(stanza)
                if indexes:
                    yield MarkdownPiece("verse", whole.text, indexes, whole.marks)
                stanza = []

    def _footnote(self, node: SyntaxTreeNode) -> Iterator[MarkdownPiece]:
        """A footnote's blocks; the first begins with its label."""
        label = str(node.meta["label"])
        first = True
        for piece in self.read(node.children, "note"):
            if first:
                sign = f"[{decode_entities(label)}]"
                whole = InlineText(piece.text, piece.marks).behind(f"{sign} ")
                marks = (Mark("note", 0, len(sign), label), *whole.marks)
                text = whole.text
                piece = replace(piece, text=text, marks=marks, label=label)
                first = False
            yield replace(piece, kind="note") if piece.kind == "subhead" else piece

    def _items(self, node: SyntaxTreeNode, indent: str) -> list[InlineText]:
        """The lines of a list: each item's, with its number or a bullet, and what it holds."""
        made: list[InlineText] = []
        for item in node.children:
            ordered = node.type == "ordered_list"
            sign = f"{item.info}{item.markup} " if ordered else "• "
            lines = [*self._held(item.children, indent + "\u2003")]
            if not lines:
                lines = [InlineText("")]
            made.append(lines[0].behind(indent + sign))
            made += lines[1:]
        return made

    def _held(self, nodes: Sequence[SyntaxTreeNode], indent: str) -> Iterator[InlineText]:
        """The lines of what stands inside an item; the first is without its indentation."""
        first = True
        for node in nodes:
            if node.type in {"bullet_list", "ordered_list"}:
                if first:
                    yield InlineText("")
                yield from self._items(node, indent)
            else:
                for line in self._lines(node, indent):
                    yield line if first else line.behind(indent)
                    first = False
            first = False

    def _lines(self, node: SyntaxTreeNode, indent: str) -> Iterator[InlineText]:
        if node.type in {"paragraph", "heading"}:
            yield _inline(node)
        elif node.type == "table":
            yield from map(InlineText, _table(node).split("\n"))
        elif node.type == "fence":
            for line in [node.info, *node.content.rstrip("\n").split("\n")]:
                yield InlineText(decode_entities(line))
        elif node.type == "line_block":
            yield from map(_write_line, node.children)
        else:
            if node.type == "footnote_reference":
                yield InlineText(f"[{decode_entities(str(node.meta['label']))}]")
            yield from self._held(node.children, indent)


def _inline(node: SyntaxTreeNode) -> InlineText:
    """The text of a paragraph, a heading or a cell."""
    return next((_write_line(one) for one in node.children if one.type == "inline"), InlineText(""))


def _write_line(node: SyntaxTreeNode) -> InlineText:
    """The text of an inline token."""
    return write_inline(node.meta.get(_HIDDEN, ()))


def _hide_inline(tokens: list[Token]) -> list[Token]:
    """Tokens of blocks alone: emphasis inside emphasis may be deeper than a tree is built."""
    for token in tokens:
        if token.type == "inline":
            token.meta[_HIDDEN], token.children = token.children or (), None
    return tokens


def _join(lines: Sequence[InlineText]) -> InlineText:
    """Lines as one text, parted by line breaks."""
    marks: list[Mark] = []
    reached = 0
    for line in lines:
        marks += line.shifted(reached)
        reached += len(line.text) + 1
    return InlineText("\n".join(line.text for line in lines), tuple(marks))


def _table(node: SyntaxTreeNode) -> str:
    rows = [
        [_inline(cell).text.replace("\n", " ") for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    return set_table(rows)
