"""The records parsers return: an article with every line of its file accounted for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from documents.alignment.beads import Bead
from documents.blocks import Block, Dateline
from documents.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in the input, printed as ``path:line: field: found … expected …``.

    ``line`` counts from 1; 0 means the file as a whole. ``field`` is the name a reader of
    ``docs/layouts.md`` finds (``date``, ``page``, ``encoding``, ``accession``, ``source``…).
    """

    path: str
    line: int
    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: found {self.found} expected {self.expected}"


class Refused(ValueError):
    """The exception for a file that is not what it claims to be. Carries all its faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class NamedSource(NamedTuple):
    """The source a file says it is of, and the line that says so (from 1)."""

    line: int
    name: str


class Recognition(NamedTuple):
    """What a file shows before it is read: the layouts it looks like, the source it names."""

    layouts: tuple[str, ...]
    source: NamedSource | None = None


class LineReading(NamedTuple):
    """One line of a file with what it became: a field, blank, furniture or unknown.

    ``field`` names the record's field the line went to (``title``, ``date``, ``body``…); or it is
    ``blank``, ``furniture`` (rules, labels, site chrome, a headline said again) or ``unknown``
    (not understood: kept here, shown in the source view, counted in the report).
    ``block`` is the 1-based number of the block the line went into, 0 if none, counted within the
    text whose language is ``language`` (empty for lines that belong to the whole file).
    """

    number: int
    field: str
    language: str = ""
    block: int = 0


@dataclass(frozen=True, slots=True)
class TextRecord:
    """The article's text in one language, as parsed from the file.

    ``headline`` holds the headline's lines in order (the first is not necessarily the main one:
    the layout does not say). ``authors`` are names in printed order, ``byline`` the line they came
    from. ``translators`` are those the file names for this text, whether it is a translation here
    or was one when first printed. ``sections`` gives the block numbers (1-based) where a further
    entry under the same headword begins; empty for a text in one piece. ``alignment`` pairs a
    translation's blocks with the original's (indexes from 0) where the file does; else it is empty.
    """

    language: str  # BCP 47: "zh-Hans", "en", "ru"
    headline: tuple[str, ...]
    blocks: tuple[Block, ...]
    byline: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    dateline: Dateline | None = None
    references: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    alignment: tuple[Bead, ...] = ()

    @property
    def title(self) -> str:
        """The headline as one string: Han lines joined by U+3000, as newspapers set them."""
        joiner = "\u3000" if self.language.startswith("zh") else " "
        return joiner.join(self.headline)


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as parsed from its file, not yet saved.

    ``language`` is the language the article was first printed in. ``original`` is None where that
    text is not held (the encyclopedia's Russian); then ``translations`` has the text we do hold.
    ``date`` is None where the file gives none. ``page`` is the printed page as a number, None if
    not given; ``page_label`` what the source prints (``第6版``). ``notes`` keeps what the file says
    about itself, by name: ``rights``, ``disclaimer``, ``date`` (a second, differing date),
    ``pages`` (continued on …). ``marks`` are the lines by which a file that names no source is
    known for its source's. ``lines`` covers every line of the file exactly once, in order.
    """

    layout: str
    language: str
    original: TextRecord | None
    translations: tuple[TextRecord, ...]
    date: PartialDate | None
    lines: tuple[LineReading, ...]
    page: int | None = None
    page_label: str = ""
    section: str = ""
    column: str = ""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[TextRecord, ...]:
        """Every text held, the original first."""
        return ((self.original,) if self.original else ()) + self.translations

    @property
    def not_understood(self) -> tuple[int, ...]:
        """The numbers of lines that are neither a field nor known furniture."""
        return tuple(line.number for line in self.lines if line.field == "unknown")
