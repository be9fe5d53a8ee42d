"""The Markdown parser: CommonMark with tables, footnotes, and line blocks for verse."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin

_DELIMITER_ROW = re.compile(r"[\s|:-]*-[\s|:-]*")
_SHORTEST_TABLE_LINE = 2  # characters: "||"


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: lines that begin with a bar and a space are verse, as they are set."""
    if not _is_verse(state, start) or _begins_table(state, start, end):
        return False
    if silent:
        return True
    opening = state.push("line_block_open", "div", 1)
    row = start
    while row < end and _is_verse(state, row):
        text = _row(state, row)[2:]
        line = state.push("inline", "", 0)
        line.content = "\u00a0" * (len(text) - len(text.lstrip(" "))) + text.strip(" ")
        line.map, line.children = [row, row + 1], []
        row += 1
    state.push("line_block_close", "div", -1)
    opening.map = [start, row]
    state.line = row
    return True


def _row(state: StateBlock, row: int) -> str:
    return state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]].rstrip(" ")


def _is_verse(state: StateBlock, row: int) -> bool:
    if state.sCount[row] < state.blkIndent:
        return False
    text = _row(state, row)
    is_row_of_cells = len(text) >= _SHORTEST_TABLE_LINE and text.endswith("|")
    return (text == "|" or text.startswith("| ")) and not is_row_of_cells


def _begins_table(state: StateBlock, row: int, end: int) -> bool:
    below = _row(state, row + 1) if row + 1 < end else ""
    return "|" in below and _DELIMITER_ROW.fullmatch(below) is not None


class _Parser(MarkdownIt):
    """A parser that leaves addresses as they are written: pages decide which become links."""

    def normalizeLink(self, url: str) -> str:  # named by the library
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        del url
        return True


def _make_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "store_labels": True})
    parser.enable("table").use(footnote_plugin, inline=False, move_to_end=False)
    # An indented line is a paragraph of a printed text; references are decoded by the archive.
    parser.disable(["code", "entity"])
    parser.block.ruler.before(
        "table", "line_block", _line_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    return parser


MARKDOWN_PARSER = _make_parser()
