"""Writes the words of a text with their glosses under them, as ruby annotations in HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from django.utils.safestring import SafeString

from archive.safe_html import EMPTY, HtmlPattern, join_html
from documents.chinese.headline_gloss import GLOSS_LANGUAGE
from documents.chinese.word_readings import WordReading
from documents.presentation.text_languages import language_attributes
from documents.reading.glosses import WordGloss

_RUBY = HtmlPattern("<ruby>{}{}<rt{}>{}</rt></ruby>")
_OVER = HtmlPattern('<rt class="over">{}</rt>')
_WHOLE = HtmlPattern('<span class="whole">{}{}{}</span>')
# What may not be parted from the word before it at the end of a line, and from the one behind it.
_CLOSING = re.compile(r"[，。、；：？！”’」』》〉）\])…—,.;:?!%％]+")
_OPENING = re.compile(r"[“‘「『《〈（\[(]+$")


def write_glosses(
    shown: str,
    first: int,
    glosses: Sequence[WordGloss],
    readings: Sequence[WordReading],
    language: str = GLOSS_LANGUAGE,
) -> SafeString:
    """A stretch of text, from character ``first`` on, each word with its gloss.

    A tag that parts a word leaves its gloss under the first part. With ``readings`` each word has
    its pinyin too. Punctuation stays on the line of its word. ``language`` is that of the glosses.
    """
    last, reached = first + len(shown), first
    written: list[object] = []
    attributes = language_attributes(language)
    here = bisect_right(glosses, first, key=lambda one: one.end)
    while here < len(glosses) and glosses[here].start < last:
        one = glosses[here]
        start, end = max(one.start, first), min(one.end, last)
        before = shown[reached - first : start - first]
        behind = _CLOSING.match(shown, end - first)
        opening = _OPENING.search(before)
        lead = opening[0] if opening else ""
        written.append(before[: len(before) - len(lead)])
        word: object = shown[start - first : end - first]
        if start == one.start:
            reading = _reading(readings, one.start, one.end)
            over = _OVER(reading) if reading else EMPTY
            word = _RUBY(word, over, attributes, one.sense)
        tail = behind[0] if behind else ""
        written.append(_WHOLE(lead, word, tail) if lead or tail else word)
        reached, here = end + len(tail), here + 1
    written.append(shown[reached - first :])
    return join_html("", written)


def _reading(readings: Sequence[WordReading], start: int, end: int) -> str:
    """The pinyin of what stands in a word, which may be read as several."""
    here = bisect_right(readings, start, key=lambda one: one.end)
    parts = []
    while here < len(readings) and readings[here].start < end:
        if readings[here].start >= start:
            parts.append(readings[here].text)
        here += 1
    return " ".join(parts)
