"""Reads XLSX: a row a record, as a stream."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from documents.conversion.input_files import InputFile, check_zip
from documents.conversion.records import BadInput, CollectionRecord, Origin
from documents.conversion.table_header import TableHeader, find_header

_MOST_COLUMNS = 1000
_MOST_EMPTY_ROWS = 10_000  # in a run; a sheet that goes on so is formatted to its end, not filled


class Spreadsheet:
    """A sheet of an XLSX file as records: the first that is visible, unless one is named."""

    form = "spreadsheet"

    def __init__(self, file: InputFile, *, sheet: str = "") -> None:
        check_zip(file, "XLSX")
        self._file = file
        self.remarks: list[str] = []
        with self._opened() as book:
            visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
            names = [one.title for one in book.worksheets]
            if sheet and sheet not in names:
                raise BadInput(f"{file.shown}: has no sheet {sheet!r}: {', '.join(names)}")
            if not names:
                raise BadInput(f"{file.shown}: has no sheet with cells")
            self._sheet = sheet or (visible or names)[0]
            for other in names:
                if other != self._sheet:
                    self.remarks.append(
                        f"{file.shown}: sheet {other!r}: not read (--sheet names another)"
                    )
        rows = [
            (number, [_text(cell) for cell in cells]) for number, cells in islice(self._rows(), 10)
        ]
        if not any(any(cells) for _, cells in rows):
            raise BadInput(f"{file.shown}: sheet {self._sheet!r} has no rows")
        self._header: TableHeader = find_header(rows, file.shown)
        self.remarks += self._header.remarks

    def identities(self) -> Iterator[CollectionRecord]:
        return self.records()

    def records(self) -> Iterator[CollectionRecord]:
        origin = Origin(self._file.shown, self._file.sha256)
        for number, cells in self._rows():
            if number > self._header.row:
                record = CollectionRecord(number, f"row {number}", origin)
                self._header.fill(record, [_text(cell) for cell in cells])
                if record.values or record.fault:
                    yield record

    def _rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        with self._opened() as book:
            sheet = book[self._sheet]
            empty = 0
            for number, cells in enumerate(
                sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), start=1
            ):
                empty = 0 if any(cell is not None for cell in cells) else empty + 1
                if empty > _MOST_EMPTY_ROWS:
                    return
                yield number, cells

    @contextmanager
    def _opened(self) -> Iterator[Workbook]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions that hold no text
                book = openpyxl.load_workbook(
                    self._file.path, read_only=True, data_only=True, keep_links=False
                )
                try:
                    yield book
                finally:
                    book.close()
        except (BadInput, GeneratorExit):
            raise
        except Exception as error:  # whatever a broken file makes openpyxl or its parsers say
            raise BadInput(f"{self._file.shown}: is no whole XLSX file ({error})") from error


def _text(cell: Any) -> str:
    """A cell as text: days and numbers as they are meant, not as they are kept."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
