"""Reads CSV and TSV: a row a record, as a stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from documents.conversion.input_files import InputFile, detect_encoding, report_read_errors
from documents.conversion.records import BadInput, CollectionRecord, Origin
from documents.conversion.table_header import TableHeader, find_header

_LARGEST_CELL = 16_000_000  # characters: a seed of that size would be refused
_DELIMITERS = ",\t;|"
_LOOKED_AT = 64  # lines


class DelimitedTable:
    """A CSV or TSV file as records. The delimiter and encoding are found, unless named."""

    form = "table"

    def __init__(self, file: InputFile, *, encoding: str = "", delimiter: str = "") -> None:
        csv.field_size_limit(_LARGEST_CELL)
        self._file = file
        self._encoding = detect_encoding(file, encoding)
        self._delimiter = delimiter or self._sniff()
        self._quoting = self._find_quoting()
        self.remarks = [
            f"{file.shown}: read as {self._encoding}, columns parted by {_name(self._delimiter)}"
        ]
        self._header = self._find_header()
        self.remarks += self._header.remarks

    def identities(self) -> Iterator[CollectionRecord]:
        return self.records()

    def records(self) -> Iterator[CollectionRecord]:
        origin = Origin(self._file.shown, self._file.sha256)
        for number, line, cells, fault in self._rows():
            if number <= self._header.row:
                continue
            record = CollectionRecord(number, f"row {number}", origin)
            if fault:
                record.fault = f"line {line}: {fault}"
            else:
                self._header.fill(record, cells)
            if record.values or record.fault:
                yield record

    def _rows(self) -> Iterator[tuple[int, int, list[str], str]]:
        """Number (from 1), line, cells and fault of every row; rows of nothing count too."""
        with report_read_errors(self._file.shown), self._open() as text:
            rows = csv.reader(text, delimiter=self._delimiter, quoting=self._quoting, strict=True)
            number = 0
            while True:
                number += 1
                line = rows.line_num + 1
                try:
                    cells = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield number, line, [], _explain(str(error), rows.line_num - line + 1)
                    continue
                yield number, line, cells, ""

    def _find_quoting(self) -> Literal[0, 3]:
        """Whether quotation marks part cells. In TSV mostly not: there a line is a row.

        They do where any line has more or fewer tabs than the first (a cell goes over its end), or
        where all that open a cell are closed at its end.
        """
        if self._delimiter != "\t":
            return csv.QUOTE_MINIMAL
        with report_read_errors(self._file.shown), self._open() as text:
            width = text.readline().count("\t")
            is_stray = False
            for line in text:
                line = line.rstrip("\r\n")
                if line and line.count("\t") != width:
                    return csv.QUOTE_MINIMAL
                for cell in line.split("\t") if '"' in line else ():
                    inner = cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
                    is_stray = is_stray or inner.replace('""', "").startswith('"')
                    is_stray = is_stray or (inner is not cell and '"' in inner.replace('""', ""))
        return csv.QUOTE_NONE if is_stray else csv.QUOTE_MINIMAL

    def _open(self) -> io.TextIOWrapper:
        return self._file.path.open(encoding=self._encoding, newline="")

    def _find_header(self) -> TableHeader:
        rows = [(number, cells) for number, _, cells, _ in islice(self._rows(), 10)]
        if not any(any(cells) for _, cells in rows):
            raise BadInput(f"{self._file.shown}: has no rows")
        return find_header(rows, self._file.shown)

    def _sniff(self) -> str:
        """The sign that parts the first lines into most columns, as many on each."""
        with report_read_errors(self._file.shown), self._open() as text:
            start = "".join(islice(text, _LOOKED_AT))[: 1 << 20]
        best, best_score = ",", 0.0
        for sign in _DELIMITERS:
            try:
                rows = [row for row in csv.reader(io.StringIO(start), delimiter=sign) if row]
            except csv.Error:
                continue
            widths = [len(row) for row in rows[:20]]
            if not widths or widths[0] < 2:
                continue
            score = widths[0] * sum(1 for width in widths if width == widths[0]) / len(widths)
            if score > best_score:
                best, best_score = sign, score
        return best


def _name(delimiter: str) -> str:
    return {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}.get(
        delimiter, repr(delimiter)
    )


def _explain(error: str, lines: int) -> str:
    if "unexpected end of data" in error:
        return (
            f"a quotation mark that opens here is not closed: {lines} lines to the end of the file "
            "are in it"
        )
    if "field larger" in error:
        return f"a cell of more than {_LARGEST_CELL:,} characters: a quotation mark is not closed"
    return f"not a row of a table: {error}"
