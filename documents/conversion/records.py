"""The records that readers of collections yield, and the documents that seeds are made of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


class BadInput(Exception):
    """The error for a file that cannot be read, or cannot be read on: with place and way out."""


class BadOutput(BadInput):
    """The error for a folder that takes no file any more: a full disk, a right that is missing."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text that is Markdown already: its signs are not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from: the file's name as shown, and the SHA-256 of its bytes.

    ``others`` are further files that went into the same record, by name.
    """

    file: str
    sha256: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class CollectionRecord:
    """One record of a collection: its values by column, or by key for JSON.

    ``identity`` is the name the file itself gives the record (a file's stem), empty if it has none.
    ``fault`` says why a record could not be read; then ``values`` is empty. ``remarks`` are what
    the reader has to say of the record.
    """

    number: int  # from 1, in its file
    place: str  # as messages name it: "row 17"
    origin: Origin
    values: dict[str, Any] = field(default_factory=dict)
    identity: str = ""
    fault: str = ""
    remarks: list[str] = field(default_factory=list)
    # Pairs of block ranges of the original and a translation, by language, as the input has them.
    beads: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    source_kind: str = ""  # of the source, where the form of the input says it

    @property
    def shown(self) -> str:
        """The place in its file: ``articles.csv: row 17``."""
        return f"{self.origin.file}: {self.place}" if self.place else self.origin.file


class CollectionReader(Protocol):
    """A reader of one form. Its records can be read again and again, each time from the start."""

    form: str
    remarks: list[str]  # what was decided about the input: its encoding, its delimiter

    def records(self) -> Iterator[CollectionRecord]:
        """Every record, in order. Raises `BadInput` where the file cannot be read on."""
        ...

    def identities(self) -> Iterator[CollectionRecord]:
        """Every record as far as its accession needs it: cheap where reading is dear."""
        ...


@dataclass(slots=True)
class SeedDocument:
    """A document as a seed of the layout ``document`` holds it."""

    accession: str
    titles: dict[str, str]  # by language; "" where no language is known
    facts: dict[str, Any]  # in the order they are written
    texts: list[tuple[str, str]]  # language, Markdown
    origin: dict[str, Any]
    alignment: str = ""  # the text of an align.toml
