"""Reads JSON and JSONL: an object a record, as a stream."""

from __future__ import annotations

from collections.abc import Iterator

from documents.conversion.input_files import InputFile, detect_encoding, report_read_errors
from documents.conversion.json_stream import (
    JsonFault,
    JsonItem,
    read_items,
    read_lines,
    read_listed,
)
from documents.conversion.records import BadInput, CollectionRecord, Origin


class JsonRecords:
    """A JSON file (a list, an object with a list, one object) or a JSONL file as records.

    ``identity`` is for a file that is one record: its name stands in for an identifier. ``listed``
    is the path of keys to the list whose objects are the records.
    """

    form = "JSON"

    def __init__(
        self, file: InputFile, *, encoding: str = "", identity: str = "", listed: str = ""
    ) -> None:
        self._file = file
        self._path = listed.split(".") if listed else []
        self._beside: set[str] = set()
        self._identity = identity
        self._encoding = detect_encoding(file, encoding)
        self._is_lines = file.path.suffix.lower() in {".jsonl", ".ndjson", ".jsonlines"}
        self.remarks: list[str] = []

    def identities(self) -> Iterator[CollectionRecord]:
        return self.records()

    def records(self) -> Iterator[CollectionRecord]:
        origin = Origin(self._file.shown, self._file.sha256)
        number = 0
        self._beside.clear()
        held: CollectionRecord | None = (
            None  # the first, which may go by the file's name, or the last
        )
        try:
            for item in self._items():
                number += 1
                record = _record(item, number, origin)
                if held:
                    yield held
                held = record if number == 1 or self._path else None
                if not held:
                    yield record
        except JsonFault as fault:
            if held:
                yield held
            raise BadInput(
                f"{self._file.shown}:{fault.line}: {fault.reason}; {number} records before it "
                "were read"
            ) from fault
        if held:
            if number == 1:
                held.identity = self._identity
            if self._beside:
                names = ", ".join(sorted(self._beside))
                held.remarks.append(f"left out beside {'.'.join(self._path)}: {names}")
            yield held
        elif not number:
            raise BadInput(f"{self._file.shown}: has no records")

    def _items(self) -> Iterator[JsonItem]:
        with (
            report_read_errors(self._file.shown),
            self._file.path.open(encoding=self._encoding) as text,
        ):
            if self._path:
                yield from read_listed(text, self._path, self._beside)
            else:
                yield from read_lines(text) if self._is_lines else read_items(text)


def _record(item: JsonItem, number: int, origin: Origin) -> CollectionRecord:
    record = CollectionRecord(number, f"record {number} (line {item.line})", origin)
    if item.fault:
        record.fault = item.fault
    elif isinstance(item.value, dict):
        record.values = item.value
    else:
        record.fault = f"{type(item.value).__name__} where an object {{…}} is expected"
    return record
