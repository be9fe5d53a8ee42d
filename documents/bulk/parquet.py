"""Parquet files of the bulk data, by pyarrow: ``pip install .[parquet]``.

Rows are kept until they are a row group, so that memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from documents.bulk.tables import BLOCK_KEYS, BulkTable, Row
from documents.citation.record import CitedArticle

try:
    import pyarrow
    import pyarrow.parquet
except ImportError as error:  # pragma: no cover - the tests' environment has it
    raise ImportError("Parquet needs pyarrow: pip install .[parquet]") from error

_GROUP = 10_000  # rows in a group, at most
_GROUP_SIZE = 3_000_000  # characters in a group, about


class ParquetWriter:
    """A Parquet file, compressed by zstd; lists and blocks are lists and records."""

    def __init__(self, file: Path, table: BulkTable) -> None:
        self._table = table
        self._schema = pyarrow.schema(
            [
                pyarrow.field(
                    column.name,
                    _types()[column.kind],
                    nullable=column.kind == "integer",
                    metadata={"description": column.description},
                )
                for column in table.columns
            ]
        )
        self._out = pyarrow.parquet.ParquetWriter(
            file, self._schema, compression="zstd", compression_level=9
        )
        self._rows: list[Row] = []
        self._size = 0

    def write(self, _: CitedArticle, rows: Sequence[Row]) -> int:
        self._rows += rows
        self._size += sum(
            len(value) for row in rows for value in row.values() if isinstance(value, str)
        )
        if len(self._rows) >= _GROUP or self._size >= _GROUP_SIZE:
            self._write_group()
        return len(rows)

    def close(self) -> None:
        if self._rows:
            self._write_group()
        self._out.close()

    def _write_group(self) -> None:
        columns = {
            column.name: [row[column.name] for row in self._rows] for column in self._table.columns
        }
        self._out.write_table(pyarrow.table(columns, schema=self._schema))
        self._rows.clear()
        self._size = 0


def _types() -> dict[str, Any]:
    text = pyarrow.string()
    block = pyarrow.struct([pyarrow.field(key, text, nullable=False) for key in BLOCK_KEYS])
    return {
        "string": text,
        "integer": pyarrow.int32(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "strings": pyarrow.list_(text),
        "blocks": pyarrow.list_(block),
    }
