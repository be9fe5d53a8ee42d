"""The report of an ingest: counts by outcome, and every fault (past the first few on disk)."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import islice
from typing import IO, TypeAlias

from documents.other_formats import format_by_name, way_out
from documents.seed_store.records import Fault

OnProgress: TypeAlias = Callable[[int, int], None]  # files read, and of how many

SHOWN = 200  # faults printed on a terminal; all of them are in the JSON
_IN_MEMORY = 1 << 20


class Outcome(StrEnum):
    """The outcome of one version: new, unchanged, corrected, refused and so on."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    REMOVED = "removed"
    REFUSED = "refused"


def first_outcome(kind: str, version: int) -> Outcome:
    """The outcome of a version published for the first time."""
    if kind == "withdrawal":
        return Outcome.WITHDRAWN
    return Outcome.CORRECTED if kind == "article" and version > 1 else Outcome.NEW


class Spool:
    """A list of JSON rows that moves to disk when it grows."""

    def __init__(self) -> None:
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as this
        weakref.finalize(self, file.close)
        self._file: IO[bytes] = file
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, row: object) -> None:
        self._file.seek(0, 2)
        self._file.write(json.dumps(row, ensure_ascii=True).encode() + b"\n")
        self._count += 1

    def __iter__(self) -> Iterator[object]:
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """The near-duplicates a run found: how many new articles, and the first pairs in per cent.

    ``compared`` is 0 where there were more new articles than ``limit``: they were not looked up.
    """

    compared: int
    limit: int
    articles: int = 0
    found: int = 0
    pairs: tuple[tuple[str, str, int], ...] = ()

    def lines(self) -> Iterator[str]:
        if not self.compared:
            yield f"near-duplicates were not looked for: more than {self.limit} articles are new"
            return
        has = "has" if self.articles == 1 else "have"
        new = count_of(self.compared, "new article")
        yield f"near-duplicates: {self.articles} of {new} {has} nearly the text of another"
        for one, other, share in self.pairs:
            yield f"  {one} and {other} share {share} % of their text"
        if self.found > len(self.pairs):
            yield f"  … and {count_of(self.found - len(self.pairs), 'more pair')}"


@dataclass(slots=True)
class Report:
    """The report of a run. ``edition`` is the digest served afterwards, "" if there is none."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    not_understood: int = 0  # lines no field and no known furniture accounts for
    kinds: Counter[str] = field(default_factory=Counter)  # faults by field
    edition: str = ""
    changed: bool = False
    published: bool = False
    not_looked_at: int = 0  # files of a sources.toml that was refused
    is_empty: bool = False  # whether nothing was there to be read
    near_duplicates: NearDuplicates | None = None  # None where nothing new was published
    _faults: Spool = field(default_factory=Spool)
    _skipped: Spool = field(default_factory=Spool)

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome] += 1

    def refuse_file(self, faults: Iterable[Fault]) -> None:
        """Add the faults of a file and count it as refused, once."""
        self.counts[Outcome.REFUSED] += 1
        self.add_faults(faults)

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """Add faults that refuse no file of their own: a gap, something gone."""
        for fault in faults:
            self.kinds[fault.field] += 1
            self._faults.append(asdict(fault))

    def skip(self, shown: str) -> None:
        """Add a file that is no seed by its name."""
        self._skipped.append(shown)

    @property
    def faults(self) -> Iterator[Fault]:
        """Every fault, in the order met."""
        return (Fault(**row) for row in self._faults)  # type: ignore[arg-type]

    @property
    def skipped(self) -> Iterator[str]:
        return (str(row) for row in self._skipped)

    @property
    def fault_count(self) -> int:
        return len(self._faults)

    def lines(self) -> Iterator[str]:
        """The report as lines of text, for a terminal."""
        for fault in islice(self.faults, SHOWN):
            yield str(fault)
        if self.fault_count > SHOWN:
            yield f"… and {self.fault_count - SHOWN} more (all of them with --json)"
        if self.kinds:
            by_kind = ", ".join(f"{name} {count}" for name, count in self.kinds.most_common())
            yield f"{count_of(self.fault_count, 'fault')}: {by_kind}"
        if self.not_looked_at:
            were = "was" if self.not_looked_at == 1 else "were"
            yield (
                f"{count_of(self.not_looked_at, 'file')} {were} not looked at: "
                "the sources.toml that speaks for what lies beside it was refused"
            )
        if self.is_empty:
            yield "Nothing was read: there is no seed file."
        for shown in islice(self.skipped, SHOWN):
            other = format_by_name(shown)
            yield f"skipped: {shown}" + (f" (expected {way_out(other)})" if other else "")
        if len(self._skipped) > SHOWN:
            yield f"… and {len(self._skipped) - SHOWN} more skipped"
        if removed := self.counts[Outcome.REMOVED]:
            yield f"removed: {count_of(removed, 'file')} of withdrawn articles"
        if self.near_duplicates:
            yield from self.near_duplicates.lines()
        counts = ", ".join(f"{self.counts[outcome]} {outcome}" for outcome in Outcome)
        yield f"{counts}; {count_of(self.not_understood, 'line')} not understood"

    def json(self) -> Iterator[str]:
        """The whole report as one JSON object, in pieces."""
        head = {
            "edition": self.edition,
            "published": self.published,
            "changed": self.changed,
            "counts": {str(outcome): self.counts[outcome] for outcome in Outcome},
            "not_understood": self.not_understood,
            "not_looked_at": self.not_looked_at,
            "fault_kinds": dict(self.kinds),
            "near_duplicates": asdict(self.near_duplicates) if self.near_duplicates else None,
        }
        yield json.dumps(head, ensure_ascii=False)[:-1]
        for name, rows in (("faults", self._faults), ("skipped", self._skipped)):
            yield f', "{name}": ['
            for place, row in enumerate(rows):
                yield (", " if place else "") + json.dumps(row, ensure_ascii=False)
            yield "]"
        yield "}\n"


def count_of(number: int, noun: str) -> str:
    """A number with its noun: ``1 fault``, ``2 faults``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
