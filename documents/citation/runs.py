"""Formatted citations as runs of text, so that a page can mark language, italics and links.

Nothing here is HTML: a template escapes each run and wraps it by its kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from documents.text_direction import RIGHT_TO_LEFT_WORDS, direction_beside, text_direction

Kind: TypeAlias = Literal["text", "italic", "url", "access"]
_Mark: TypeAlias = tuple[Kind, str, str]  # a run's kind, language and pattern

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MLA_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_PATTERN = re.compile(r"\{(YYYY|MMMM|MMM|MM|DD|D)\}")
# What a line may not have, and what opens a change of writing direction; most lines have neither.
_ODD = re.compile(r"[^\S\u3000 ]|[\x00-\x1f\x7f-\x9f\u2028\u2029]|  |[\u202a-\u202e\u2066-\u2069]")
_TERMINAL = (".", "?", "!", "…", "。", "？", "！")


class Run(NamedTuple):
    """A stretch of a citation.

    ``language`` is set where it differs from the citation's. An ``access`` run says which edition
    was read until a reader's day is known; ``pattern`` then replaces its text, with ``{YYYY}``,
    ``{MMMM}`` (January), ``{MMM}`` (Jan.), ``{MM}``, ``{DD}`` and ``{D}`` filled in.
    """

    text: str
    kind: Kind = "text"
    language: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one style. ``text`` is for copying, ``bare_text`` for values of a format."""

    style: str
    form: str  # one of its style's in `citation.styles`
    language: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words on one line, those that run the other way isolated, as a page does."""
        return "".join(_isolate_run(run, self.language) for run in self.runs)

    @property
    def bare_text(self) -> str:
        return "".join(run.text for run in self.runs)


def isolate_words(text: str, language: str = "en") -> str:
    """A line of plain text with its words from right to left between isolates (UAX 9).

    Without them a number or a bracket behind such words would stand before them. A line of a
    language that runs to the left itself stays as it is.
    """
    if text.isascii() or text_direction(language) == "rtl":
        return text
    return RIGHT_TO_LEFT_WORDS.sub(lambda found: f"\u2068{found[0]}\u2069", text)


def _isolate_run(run: Run, around: str) -> str:
    if run.language and direction_beside(run.language, around) == "rtl":
        return f"\u2068{run.text}\u2069"
    return isolate_words(run.text, around)


def fill(pattern: str, day: date) -> str:
    """Fill an access pattern with a day.

    >>> fill("accessed {MMMM} {D}, {YYYY}", date(2026, 11, 2))
    'accessed November 2, 2026'
    """
    values = {
        "YYYY": f"{day.year:04}",
        "MMMM": MONTHS[day.month - 1],
        "MMM": MLA_MONTHS[day.month - 1],
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
        "D": str(day.day),
    }
    return _PATTERN.sub(lambda found: values[found[1]], pattern)


def access(pattern: str, fallback: str, day: date | None) -> Run:
    """The access statement: dated if the day is known, else the edition and the pattern to fill."""
    return Run(fill(pattern, day) if day else fallback, "access", pattern=pattern)


@lru_cache(maxsize=512)  # a page writes its titles and names in a dozen places
def one_line(text: str) -> str:
    """Text for a citation: control characters and line breaks become single spaces.

    An ideographic space stays: newspapers set it between the lines of a headline. A change of
    writing direction that the text leaves open is closed, so that it turns nothing behind it.
    """
    if not _ODD.search(text):
        return text.strip()
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    line = re.sub(r"[^\S\u3000]+", " ", spaced).strip()
    return line + _closing(line)


def _closing(line: str) -> str:
    """The characters that close embeddings and isolates still open at a line's end (UAX 9)."""
    awaited: list[str] = []
    for character in line:
        if character in "\u202a\u202b\u202d\u202e":
            awaited.append("\u202c")
        elif character in "\u2066\u2067\u2068":
            awaited.append("\u2069")
        elif character == "\u2069" and "\u2069" in awaited:
            while awaited.pop() != "\u2069":
                pass  # an isolate's end closes what was opened inside it
        elif character == "\u202c" and awaited[-1:] == ["\u202c"]:
            awaited.pop()
    return "".join(reversed(awaited))


def quoted(text: str) -> str:
    """Text in curly double quotes, its own double quotes made single."""
    inner = one_line(text).replace("“", "‘").replace("”", "’")
    if '"' not in inner:
        return f"“{inner}”"
    opening = True
    out = ""
    for character in inner:
        if character == '"':
            out += "‘" if opening else "’"
            opening = not opening
        else:
            out += character
    return f"“{out}”"


class Line:
    """A builder of a citation, run by run, which minds the punctuation between runs."""

    def __init__(self, style: str, form: str, language: str) -> None:
        self._style, self._form, self._language = style, form, language
        # The runs' texts, and beside each what the run is besides: pieces alike become one run.
        self._texts: list[str] = []
        self._marks: list[_Mark] = []

    def add(self, text: str, kind: Kind = "text", language: str = "") -> Line:
        """Append text. ``language`` equal to the citation's own is left out of the run."""
        if text:
            shown = "" if language == self._language else language
            self._append(text, (kind, shown, ""))
        return self

    def add_run(self, run: Run) -> Line:
        if run.text or run.pattern:
            self._append(run.text, (run.kind, run.language, run.pattern))
        return self

    def stop(self, mark: str = ".") -> Line:
        """End a sentence: no full stop after one, nor after a question or exclamation mark."""
        last = self._texts[-1].rstrip("”’") if self._texts else ""
        ended = (last or self.text.rstrip("”’")).endswith(_TERMINAL)
        if not ended:
            self._close(mark)
        return self

    def comma(self) -> Line:
        """Append a comma, inside closing quotes as American usage has it; a full stop gives way."""
        text = self.text
        if text.endswith((".”", ".’")):
            last = self._texts[-1]
            self._texts[-1] = f"{last[:-2]},{last[-1]}"
        elif not text.endswith(","):
            self._close(",")
        return self.add(" ")

    def space(self) -> Line:
        return self.add(" ") if self._texts and not self._texts[-1].endswith(" ") else self

    def finish(self) -> Citation:
        runs = tuple(
            Run(text, kind, language, pattern)
            for text, (kind, language, pattern) in zip(self._texts, self._marks, strict=True)
        )
        return Citation(self._style, self._form, self._language, runs)

    @property
    def text(self) -> str:
        return "".join(self._texts)

    def _append(self, text: str, mark: _Mark) -> None:
        if self._marks and mark[0] == "text" and self._marks[-1] == mark:
            self._texts[-1] += text
        else:
            self._texts.append(text)
            self._marks.append(mark)

    def _close(self, mark: str) -> None:
        last = self._texts[-1]
        if self._marks[-1][0] == "text" and last.endswith("”"):
            self._texts[-1] = f"{last[:-1]}{mark}”"
        else:
            self.add(mark)
