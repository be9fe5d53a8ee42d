"""The file formats of bulk data: writers that take an article at a time, and keep none.

A file is a function of its rows: no date, no name of a machine and no chance enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

import orjson
import zstandard

from documents.bulk.tables import BulkTable, Column, Row
from documents.citation import tmx
from documents.citation.record import CitedArticle
from documents.csv_tables import Cells, write_rows

_LINE = orjson.OPT_APPEND_NEWLINE
_LEVEL = 9  # of zstd: twice as small as its fastest, at a fifth of the time an article takes


class BulkWriter(Protocol):
    """A file being written. `write` takes an article and its rows; returns how many it wrote."""

    def write(self, article: CitedArticle, rows: Sequence[Row]) -> int: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class WriterOptions:
    """What a writer is told: the edition, and how cells of text tables are written."""

    edition: str
    cells: Cells = "text"


@dataclass(frozen=True, slots=True)
class BulkFormat:
    """A file format: its suffix, its media type, and what opens a file of a table in it.

    ``tables`` are the tables that have this form.
    """

    suffix: str
    media_type: str
    open: Callable[[Path, BulkTable, WriterOptions], BulkWriter]
    tables: Sequence[str] = ("texts", "pairs", "metadata")


class _CompressedText:
    """A text file compressed by zstd, its checksum in it."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("wb")
        compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self._stream: IO[bytes] = compressor.stream_writer(self._file)

    def write(self, text: bytes) -> None:
        self._stream.write(text)

    def close(self) -> None:
        self._stream.close()
        self._file.close()


class JsonLinesWriter:
    """JSON Lines: an object a row, every key in each."""

    def __init__(self, file: Path, table: BulkTable, _: WriterOptions) -> None:
        self._out = _CompressedText(file)
        self._table = table

    def write(self, _: CitedArticle, rows: Sequence[Row]) -> int:
        ordered = (_in_order(row, self._table) for row in rows)
        self._out.write(b"".join(orjson.dumps(row, option=_LINE) for row in ordered))
        return len(rows)

    def close(self) -> None:
        self._out.close()


class CsvWriter:
    """CSV (RFC 4180): lists as ``a; b``, truth as ``true``, the unknown empty; no blocks."""

    def __init__(self, file: Path, table: BulkTable, options: WriterOptions) -> None:
        self._out = _CompressedText(file)
        self._table, self._cells = table, options.cells
        self._columns = text_columns(table)
        self._out.write(write_rows([[column.name for column in self._columns]]).encode())

    def write(self, _: CitedArticle, rows: Sequence[Row]) -> int:
        table = [[_cell(row[column.name]) for column in self._columns] for row in rows]
        self._out.write(write_rows(table, cells=self._cells).encode())
        return len(rows)

    def close(self) -> None:
        self._out.close()


class TmxWriter:
    """TMX 1.4b: the pairs with words on both sides."""

    def __init__(self, file: Path, _: BulkTable, options: WriterOptions) -> None:
        self._out = file.open("w", encoding="utf-8", newline="")
        self._out.write(tmx.write_head(options.edition))

    def write(self, article: CitedArticle, _: Sequence[Row]) -> int:
        units = list(tmx.write_units(article))
        self._out.writelines(units)
        return len(units)

    def close(self) -> None:
        self._out.write(tmx.FOOT)
        self._out.close()


def text_columns(table: BulkTable) -> list[Column]:
    """The columns of a table in a form that has no records inside cells."""
    return [column for column in table.columns if column.kind != "blocks"]


def _in_order(row: Row, table: BulkTable) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.columns}


def _cell(value: Any) -> str | int | float:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    cell: str | int | float = "" if value is None else value
    return cell


def _open_parquet(file: Path, table: BulkTable, options: WriterOptions) -> BulkWriter:
    from documents.bulk.parquet import ParquetWriter  # an optional dependency

    return ParquetWriter(file, table)


FORMATS: dict[str, BulkFormat] = {
    one.suffix: one
    for one in (
        BulkFormat("jsonl.zst", "application/zstd", JsonLinesWriter),
        BulkFormat("csv.zst", "application/zstd", CsvWriter),
        BulkFormat("tmx", tmx.MEDIA_TYPE, TmxWriter, tables=("pairs",)),
        BulkFormat("parquet", "application/vnd.apache.parquet", _open_parquet),
    )
}
