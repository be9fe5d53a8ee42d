"""Writes a text's blocks as HTML: sentences, datelines, search marks, pinyin and other aids.

Written here and not in templates, since a long text has thousands of pieces. Everything from a seed
is escaped; the characters of a text are never changed, but by a display in the other script.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.safe_html import EMPTY, HtmlPattern, join_html, literal, rewrite_html
from documents.chinese.scripts import Script, convert_script, is_chinese
from documents.chinese.word_readings import WordReading, read_over_words
from documents.reading.gloss_markup import write_glosses
from documents.reading.glosses import TextGlosses
from documents.reading.markup_layers import (
    Stretch,
    block_layers,
    counterpart_layer,
    glossary_layer,
    nest_layers,
)
from documents.reading.rows import NumberedBlock

Link: TypeAlias = tuple[int, int, str]  # start, end, address
Finder: TypeAlias = Callable[[str, str], Iterable[tuple[int, int]]]  # text, language -> hits


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """The reading aids asked for: for Chinese, the glossary for other languages too."""

    script: Script = ""
    pinyin: bool = False
    glossary: bool = False


NO_HELPS = ReadingAids()


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's words in the rows of a page; looked up once a page."""

    paragraph: str
    paragraph_of_translation: str
    this_row_in: str
    cite: str

    @classmethod
    def here(cls) -> Words:
        return cls(
            gettext("Paragraph %(number)s"),
            gettext("Paragraph %(number)s of the translation"),
            gettext("View this paragraph:"),
            gettext("Cite ¶%(number)s"),
        )


@dataclass(frozen=True, slots=True)
class BlockMarkup:
    """The writer of a page's blocks. ``permalink`` stands before ``#p3`` in a block's number."""

    helps: ReadingAids = NO_HELPS
    permalink: str = ""
    hits: Finder | None = None  # what a search found in a text
    answers: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)  # by text
    glosses: TextGlosses | None = None  # of the blocks' words
    words: Words = field(default_factory=Words.here)

    def text(self, text: str, language: str) -> SafeString:
        """The HTML of a headline."""
        return self._write(text, language, 0, len(text), ())

    def byline(self, text: str, language: str, links: Iterable[Link]) -> SafeString:
        """The HTML of a byline; its ``links`` in order.

        No link stands inside another: a name leads to no dictionary, and a hit in it is the whole.
        """
        name_pen = replace(self, helps=replace(self.helps, glossary=False))
        written, reached = [], 0
        for start, end, href in links:
            inside = name_pen._write(text, language, start, end, ())
            name = rewrite_html(inside, _MARK_TAG, lambda _: EMPTY)
            link = _NAME_LINK(href, name)
            written.append(self._write(text, language, reached, start, ()))
            written.append(link if name == inside else _MARK(link))
            reached = end
        written.append(self._write(text, language, reached, len(text), ()))
        return join_html("", written)

    def block(self, item: NumberedBlock, language: str) -> SafeString:
        """The HTML of a block with its number."""
        kind, anchor = item.block.kind, item.anchor
        text = item.block.text
        number = self.number(item)
        if kind == "table":
            shown = convert_script(text, self.helps.script if is_chinese(language) else "")
            inner = _TABLE(number, shown)
        elif kind in {"list", "verse"}:
            inner = self._lines(item, language, number)
        else:
            inner = number + self._write(text, language, 0, len(text), block_layers(item))
        return _BLOCKS.get(kind, _PARAGRAPH)(kind, anchor, inner)

    def number(self, item: NumberedBlock) -> SafeString:
        """A block's number in the gutter: a link to its permanent address."""
        words = self.words
        label = words.paragraph if item.anchor[0] == "p" else words.paragraph_of_translation
        label %= {"number": item.number}
        href = f"{self.permalink}#{item.anchor}"
        return _NUMBER(href, label, item.number)

    def _lines(self, item: NumberedBlock, language: str, number: SafeString) -> SafeString:
        """The lines of a list or a verse, each an element; the number leads them."""
        line_of = _ITEM if item.block.kind == "list" else _VERSE_LINE
        layers = block_layers(item)
        written, start = [], 0
        for line in item.lines:
            inner = self._write(item.block.text, language, start, start + len(line), layers)
            written.append(line_of(number, inner))
            start += len(line) + 1
            number = EMPTY
        return join_html("\n", written)

    def _write(
        self, text: str, language: str, start: int, end: int, layers: Sequence[list[Stretch]]
    ) -> SafeString:
        """A part of a text inside its layers, the outermost first."""
        layers = [layer for layer in layers if layer]
        if self.hits is not None:
            found = sorted(self.hits(text, language))
            layers.append([(first, last, *_MARK_TAGS) for first, last in found])
        if answering := self.answers.get(text):
            layers.append(counterpart_layer(answering))
        if self.helps.glossary:
            layers.append(glossary_layer(text, language, layers))
        if is_chinese(language):
            return nest_layers(start, end, layers, self._characters(text))
        glosses = self.glosses.of(text) if self.glosses else ()
        if not glosses:
            return nest_layers(start, end, layers, lambda first, last: _TEXT(text[first:last]))
        of = self.glosses.language if self.glosses else ""

        def write(first: int, last: int) -> SafeString:
            return write_glosses(text[first:last], first, glosses, (), of)

        return nest_layers(start, end, layers, write)

    def _characters(self, text: str) -> Callable[[int, int], SafeString]:
        """A stretch of Chinese in the script and with the readings asked for."""
        script = self.helps.script
        whole = convert_script(text, script)
        # Where a conversion changes lengths, places would shift: it then goes stretch by stretch.
        level = len(whole) == len(text)
        readings = read_over_words(text) if self.helps.pinyin else []
        glosses = self.glosses.of(text) if self.glosses else ()

        def write(first: int, last: int) -> SafeString:
            shown = whole[first:last] if level else convert_script(text[first:last], script)
            if glosses and len(shown) == last - first:
                of = self.glosses.language if self.glosses else ""
                return write_glosses(shown, first, glosses, readings, of)
            if not readings or len(shown) != last - first:
                return _TEXT(shown)
            return _write_readings(shown, first, readings)

        return write


_PARAGRAPH = HtmlPattern('<p class="b k-{}" id="{}">{}</p>')
_BLOCKS = {
    "subhead": HtmlPattern('<h2 class="b k-{}" id="{}">{}</h2>'),
    "quotation": HtmlPattern('<blockquote class="b k-{}" id="{}">{}</blockquote>'),
    "table": HtmlPattern('<div class="b k-{}" id="{}">{}</div>'),
    "list": HtmlPattern('<ul class="b k-{}" id="{}">{}</ul>'),
}
_NUMBER = HtmlPattern('<a class="n" href="{}" aria-label="{}">{}</a>')
_TABLE = HtmlPattern('{}<pre tabindex="0">{}</pre>')
_ITEM = HtmlPattern('<li class="l">{}{}</li>')
_VERSE_LINE = HtmlPattern('<span class="l">{}{}</span>')
_NAME_LINK = HtmlPattern('<a href="{}">{}</a>')
_MARK = HtmlPattern("<mark>{}</mark>")
_MARK_TAG = re.compile("</?mark>")

_TEXT = HtmlPattern("{}")
_RUBY = HtmlPattern("<ruby>{}<rt{}>{}</rt></ruby>")
_TIGHT = HtmlPattern(' class="c{}"')

_MARK_TAGS = literal("<mark>"), literal("</mark>")


def _write_readings(shown: str, first: int, readings: Sequence[WordReading]) -> SafeString:
    """A stretch of text, from character ``first`` on, with the reading over each word."""
    last, reached, written = first + len(shown), first, []
    here = bisect_right(readings, first, key=lambda one: one.end)
    while here < len(readings) and readings[here].start < last:
        one = readings[here]
        start, end = max(one.start, first), min(one.end, last)
        # A tag that parts a word leaves its reading over the first part.
        reading = one.text if start == one.start else ""
        tight = _TIGHT(one.tenths) if one.tenths < 10 else EMPTY
        written.append(_TEXT(shown[reached - first : start - first]))
        word = _TEXT(shown[start - first : end - first])
        written.append(_RUBY(word, tight, reading) if reading else word)
        reached, here = end, here + 1
    written.append(_TEXT(shown[reached - first :]))
    return join_html("", written)
