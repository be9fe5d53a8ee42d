"""The header of a table: which row names the columns, and what each column is called. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.conversion.column_names import recognise_column
from documents.conversion.records import CollectionRecord


@dataclass(slots=True)
class TableHeader:
    """The names of a table's columns, and the number of the row that they stand in."""

    row: int
    names: list[str]
    remarks: list[str] = field(default_factory=list)

    def fill(self, record: CollectionRecord, cells: Sequence[str]) -> None:
        """Give a record the values of its row. A row that is longer than the header is a fault."""
        if len(cells) > len(self.names) and any(cell.strip() for cell in cells[len(self.names) :]):
            record.fault = (
                f"{len(cells)} cells, where the header has {len(self.names)}: "
                "a delimiter or a quotation mark is out of place"
            )
            return
        for name, cell in zip(self.names, cells, strict=False):
            if cell and not cell.isspace():
                record.values[name] = cell


def find_header(rows: Sequence[tuple[int, Sequence[str]]], shown: str) -> TableHeader:
    """The header among a table's first rows: the first with two columns known, else the first."""
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    number, cells = next(
        (
            (number, cells)
            for number, cells in filled
            if sum(1 for cell in cells if recognise_column(cell)) >= 2
        ),
        filled[0],
    )
    remarks = [
        f"{shown}: row {above} stands above the header: left out"
        for above, _ in filled
        if above < number
    ]
    names: list[str] = []
    times: dict[str, int] = {}
    used = {place for _, row in filled for place, value in enumerate(row, start=1) if value}
    for place, cell in enumerate(cells, start=1):
        name = cell.strip().lstrip("\ufeff") or f"column-{place}"
        if not cell.strip() and place in used:
            remarks.append(f"{shown}: column {place} has no name: called {name}")
        if name in times:
            while (again := f"{name}-{times[name] + 1}") in times:
                times[name] += 1
            times[name] += 1
            remarks.append(f"{shown}: column {place} is {name!r} again: called {again!r}")
            name = again
        names.append(name)
        times[name] = 1
    return TableHeader(number, names, remarks)
