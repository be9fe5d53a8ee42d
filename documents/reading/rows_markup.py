"""Writes rows as HTML: original beside translation, doubts, links to the other views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.safe_html import EMPTY, HtmlPattern, join_html, literal
from documents.chinese.scripts import script_tag
from documents.presentation.text_languages import language_attributes
from documents.reading.markup import BlockMarkup
from documents.reading.rows import NumberedBlock, Row

_SECTION = literal('<hr class="section">')
_ANCHOR = HtmlPattern('<span class="anchor" id="{}"></span>')
_DOUBT = HtmlPattern('<p class="doubt ui">{}</p>')
_ROW = HtmlPattern('{}<div class="{}">{}</div>')
_SIDE = HtmlPattern('<div class="{}"{}>{}</div>')
_SILENT = HtmlPattern('<div class="{} silent ui"><p class="b">{}</p></div>')
_CITE = HtmlPattern('<a class="cite-this" href="{}">{}</a>')
_VIEW = HtmlPattern('<a href="{}#{}"{}>{}</a>')
_VIEWS = HtmlPattern("<span>{} {}</span>")
_WHERE = HtmlPattern('<p class="where ui">{}</p>')


@dataclass(frozen=True, slots=True)
class RowsMarkup:
    """The writer of a page's rows."""

    pen: BlockMarkup
    languages: tuple[str, str]  # the original's and the translation's
    two_columns: bool
    translation_first: bool = False
    is_long: bool = False
    # Other views: address, words, ``lang`` attribute.
    elsewhere: tuple[tuple[str, str, SafeString], ...] = ()
    cite: str = ""  # the address of the page that cites a passage

    def rows(self, rows: Iterable[Row]) -> SafeString:
        """The HTML of every row."""
        return join_html("\n", map(self.row, rows))

    def row(self, row: Row) -> SafeString:
        """One row: its anchors, its doubt, its texts, its links to the other views."""
        sides = [
            self._side("o", row, row.original, self.languages[0]),
            self._side("t", row, row.translation, self.languages[1]),
        ]
        if self.translation_first:
            sides.reverse()
        section = _SECTION if row.opens_section else EMPTY
        anchors = map(_ANCHOR, row.anchors)
        doubtful = self.two_columns and row.uncertain
        doubt = _DOUBT(say_doubt(row)) if doubtful else EMPTY
        kind = "row doubtful" if doubtful else "row"
        if self.is_long:
            kind += f" z{_guess_height(row)}"
        return _ROW(section, kind, join_html("", [*anchors, doubt, *sides, self._where(row)]))

    def _side(
        self, column: str, row: Row, blocks: Sequence[NumberedBlock], language: str
    ) -> SafeString:
        if blocks:
            inner = join_html("", [self.pen.block(item, language) for item in blocks])
            tag = script_tag(language, self.pen.helps.script)
            return _SIDE(column, language_attributes(tag), inner)
        if not self.two_columns:
            return EMPTY
        words = gettext("Not in the original") if column == "o" else gettext("Not translated")
        if row.near_doubt:  # what answers it may stand in the uncertain row
            words = gettext("No counterpart found here")
        return _SILENT(column, words)

    def _where(self, row: Row) -> SafeString:
        """The links that a paragraph's number opens: to cite it, to see it in another view.

        The views are for readers without script, which keeps the place by itself.
        """
        blocks = row.original or row.translation
        if not blocks:
            return EMPTY
        first, words = blocks[0], self.pen.words
        numbers = [f"{one.number}" for one in (first, *blocks[-1:])]
        spans = {mark: mark.join(dict.fromkeys(numbers)) for mark in "-–"}
        label = words.cite % {"number": spans["–"]}
        further = "&" if "?" in self.cite else "?"
        href = f"{self.cite}{further}{first.anchor[0]}={spans['-']}"
        links = [_CITE(href, label)]
        if self.elsewhere:
            views = [
                _VIEW(address, first.anchor, language, name)
                for address, name, language in self.elsewhere
            ]
            links.append(_VIEWS(words.this_row_in, join_html(" ", views)))
        return _WHERE(join_html(" ", links))


def _guess_height(row: Row) -> int:
    """The estimated height of a row, in steps of 4rem up to 12, before it is drawn."""
    lines = max(
        sum(-(-len(item.block.text) // width) + 1 for item in side)
        for side, width in ((row.original, 20), (row.translation, 46))
    )
    return min(max(round(lines * 1.9 / 4), 1), 12)


def say_doubt(row: Row) -> str:
    """The note that the texts of a row could not be divided further, and why."""
    reasons = {
        "length": gettext("lengths differ"),
        "no shared words": gettext("few words in common"),
        "count": gettext("paragraphs divided differently"),
        "order": gettext("perhaps in another order"),
    }
    told = [reasons[reason] for reason in row.reasons if reason in reasons]
    words = gettext("Alignment uncertain")
    return words + gettext(": ") + gettext(", ").join(told) if told else words
