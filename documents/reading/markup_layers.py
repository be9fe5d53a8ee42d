"""Layers of markup over a text: stretches of it in tags, each layer nested in the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.safe_html import EMPTY, HtmlPattern, join_html, literal
from documents.chinese.dictionary import dictionary
from documents.chinese.scripts import is_chinese
from documents.reading.dictionary_links import link_dictionary_words
from documents.reading.rows import DATELINE_MARKS, NumberedBlock

Stretch: TypeAlias = tuple[int, int, SafeString, SafeString]  # start, end, opening tag, closing tag
# Tags that open and close a stretch of a text.
_SPAN_END, _LINK_END = literal("</span>"), literal("</a>")
_ANSWERING = literal('<span class="answering">')
_SENTENCE = HtmlPattern('<span data-s="{}">')
_DATELINE = literal('<span class="dateline">')
_LINK_ADDRESS = literal('<span class="link-address">')
_NOTE = HtmlPattern('<a class="note" href="#{}{}">')
_LINK = HtmlPattern('<a href="{}" rel="nofollow">')
_DICTIONARY_LINK = HtmlPattern('<a class="w" href="{}" rel="nofollow">')
_PAGE = HtmlPattern('<span class="pb ui">{}</span>')
_TAGS = {
    "strong": (literal("<strong>"), literal("</strong>")),
    "emphasis": (literal("<em>"), literal("</em>")),
}
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)  # no other is made a link


def block_layers(item: NumberedBlock) -> list[list[Stretch]]:
    """A block's own layers: its sentences, and inside them its datelines, links and emphasis."""
    sentences = [(one.start, one.end, _SENTENCE(one.pair), _SPAN_END) for one in item.sentences]
    marks = [
        (run.start, run.end, _DATELINE, _SPAN_END) for run in item.runs if run.mark == "dateline"
    ]
    if all(mark.kind in DATELINE_MARKS for mark in item.block.marks):
        return [sentences, marks]
    layers = [sentences, marks, _pages(item), _links(item)]
    for kind, tags in _TAGS.items():
        spans = sorted((one.start, one.end) for one in item.block.marks if one.kind == kind)
        layers.append([(start, end, *tags) for start, end in spans])
    return layers


def glossary_layer(text: str, language: str, layers: Iterable[list[Stretch]]) -> list[Stretch]:
    """The layer of a text's words that a dictionary has, where no other layer has a link."""
    linked = [one for layer in layers for one in layer if one[2].startswith("<a ")]
    return _outside(_words(text, language), linked)


def counterpart_layer(spans: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The layer of the words that answer those a search found in the text beside."""
    return [(first, last, _ANSWERING, _SPAN_END) for first, last in spans]


def _links(item: NumberedBlock) -> list[Stretch]:
    """Links to other sites, and between a note and the place that it is about."""
    made: list[Stretch] = []
    for mark in item.block.marks:
        if mark.kind == "note" and mark.target:
            opening = _NOTE(item.anchor[0], mark.target)
        elif mark.kind == "link" and _ADDRESS.fullmatch(mark.target):
            opening = _LINK(mark.target)
        else:
            continue
        made.append((mark.start, mark.end, opening, _LINK_END))
        if mark.kind == "link" and item.block.text.startswith(f" ({mark.target}", mark.end):
            start = mark.end + 2
            made.append((start, start + len(mark.target), _LINK_ADDRESS, _SPAN_END))
    return sorted(made)


def _pages(item: NumberedBlock) -> list[Stretch]:
    """Where printed pages begin: each before a character, or behind a text's last one."""
    last = len(item.block.text) - 1
    signs: dict[int, tuple[SafeString, SafeString]] = {}
    for mark in item.block.marks:
        if mark.kind == "page":
            said = gettext("page %(number)s") % {"number": mark.target or "?"}
            place = min(mark.start, last)
            before, behind = signs.get(place, (EMPTY, EMPTY))
            if mark.start <= last:
                signs[place] = join_html("", (before, _PAGE(said), " ")), behind
            else:
                signs[place] = before, behind + _PAGE(said)
    return [(place, place + 1, *pair) for place, pair in sorted(signs.items())]


def _outside(words: Iterable[Stretch], links: Sequence[Stretch]) -> list[Stretch]:
    """The words, in order, that overlap no link: none may stand inside another."""
    kept, place = [], 0
    for word in words:
        while place < len(links) and links[place][1] <= word[0]:
            place += 1
        if place == len(links) or word[1] <= links[place][0]:
            kept.append(word)
    return kept


def _words(text: str, language: str) -> Iterable[Stretch]:
    """The words of a text that a dictionary has, each in a link to the glossary."""
    found: Iterable[tuple[int, int, str]] = (
        ((word.start, word.end, word.form) for word in dictionary().words(text))
        if is_chinese(language)
        else link_dictionary_words(text, language)
    )
    pattern = reverse("documents:glossary", args=("WORD",))
    for start, end, word in found:
        yield start, end, _DICTIONARY_LINK(pattern.replace("WORD", quote(word))), _LINK_END


def nest_layers(
    start: int, end: int, layers: Sequence[list[Stretch]], write: Callable[[int, int], SafeString]
) -> SafeString:
    """A stretch of text in the tags of the first layer around what the others make of it."""
    if not layers:
        return write(start, end) if start < end else EMPTY
    written, reached = [], start
    for first, last, opening, closing in layers[0]:
        first, last = max(first, reached), min(last, end)
        if first >= last:
            continue
        written.append(nest_layers(reached, first, layers[1:], write))
        written += [opening, nest_layers(first, last, layers[1:], write), closing]
        reached = last
    written.append(nest_layers(reached, end, layers[1:], write))
    return join_html("", written)
