"""The report of a conversion: what became of every column and of every record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.seed_store.report import Spool, count_of

SHOWN = 100  # records printed on a terminal; all of them are in the JSON
REFUSED = "refused"
_ORDER = ("new", "corrected", "unchanged", "withdrawn", REFUSED)


class RecordOutcome(NamedTuple):
    """What became of a record: where it stood, its file, and what there is to say of it."""

    place: str
    outcome: str
    file: str = ""
    remark: str = ""


@dataclass(slots=True)
class ConversionReport:
    """The report of one run. ``fault`` is what ended it before the end of the input."""

    counts: Counter[str] = field(default_factory=Counter)
    columns: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    _records: Spool = field(default_factory=Spool)
    _told: list[RecordOutcome] = field(default_factory=list)
    _untold: int = 0

    def add(self, record: RecordOutcome) -> None:
        self.counts[record.outcome] += 1
        self._records.append(record)
        if record.remark or record.outcome in {REFUSED, "corrected"}:
            # What was refused goes before what is only remarked on.
            if record.outcome == REFUSED and self._untold and len(self._told) >= SHOWN:
                self._make_room()
            if len(self._told) < SHOWN:
                self._told.append(record)
            else:
                self._untold += 1

    def _make_room(self) -> None:
        for place, record in enumerate(self._told):
            if record.outcome != REFUSED:
                del self._told[place]
                self._untold += 1
                return

    @property
    def is_whole(self) -> bool:
        """Whether everything was read and nothing was refused."""
        return not self.faults and not self.counts[REFUSED]

    def lines(self) -> Iterator[str]:
        """The report as printed."""
        yield from self.remarks
        yield from self.columns
        for record in self._told:
            yield _say(record)
        if self._untold:
            yield f"… and {count_of(self._untold, 'more record')} with remarks: --json has them all"
        yield from (f"{path}: skipped" for path in self.skipped[:SHOWN])
        if len(self.skipped) > SHOWN:
            yield f"… and {count_of(len(self.skipped) - SHOWN, 'more file')} skipped"
        yield from self.faults
        counts = ", ".join(f"{self.counts[one]} {one}" for one in _ORDER if self.counts[one])
        yield f"{count_of(sum(self.counts.values()), 'record')}: {counts or 'none'}"

    def as_json(self) -> Iterator[dict[str, object]]:
        """The report as lines of JSON: one for the run, then one for each record."""
        yield {
            "counts": dict(self.counts),
            "columns": self.columns,
            "remarks": self.remarks,
            "faults": self.faults,
            "skipped": self.skipped,
        }
        for row in self._records:
            yield dict(zip(RecordOutcome._fields, row, strict=True))  # type: ignore[call-overload]


def _say(record: RecordOutcome) -> str:
    head = f"{record.place}: {record.outcome}"
    if record.outcome == REFUSED:
        return f"{record.place}: refused: {record.remark}"
    named = f"{head}: {record.file}" if record.file else head
    return f"{named} ({record.remark})" if record.remark else named
