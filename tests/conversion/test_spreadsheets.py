"""Spreadsheets made into seeds, by the command: days, numbers, what is refused."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.conversion.conftest import Desk


def book(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.create_sheet("Scratch")
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def test_days_and_numbers_of_a_spreadsheet_are_read_as_meant(desk: Desk) -> None:
    content = book(
        ["id", "title.en", "date", "page", "text.en"], [7, "One", datetime(1970, 1, 25), 3.0, "T."]
    )
    desk.put("t.xlsx", content)
    run = desk.convert("t.xlsx")
    assert run.status == 0
    assert run.said("sheet 'Scratch': not read")
    front, _ = desk.read("7.md")
    assert front["date"] == "1970-01-25"
    assert front["page"] == "3"


def test_a_spreadsheet_that_is_cut_off_or_none_is_refused(desk: Desk) -> None:
    whole = book(["id", "title.en", "text.en"], ["a", "One", "T."])
    for content in (whole[: len(whole) // 2], b"no zip", b""):
        desk.put("t.xlsx", content)
        run = desk.convert("t.xlsx")
        assert run.status == 1
        assert run.said("t.xlsx: is no")


def test_a_zip_that_unpacks_without_end_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.conversion.input_files.SMALL_UNPACKED", 1 << 20)
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (2 << 20))
    desk.put("t.xlsx", held.getvalue())
    run = desk.convert("t.xlsx")
    assert run.status == 1
    assert run.said("larger than is read here")


LONG = b" <" * 600_000


@pytest.mark.parametrize(
    "markup", [b"<!--%s-->" % LONG, b"<?a %s?>" % LONG, b"<a b='%s'/>" % LONG.replace(b"<", b" ")]
)
def test_a_spreadsheet_with_markup_without_end_is_refused(desk: Desk, markup: bytes) -> None:
    held = BytesIO()
    with (
        ZipFile(BytesIO(book(["id", "title.en"], ["a", "b"]))) as whole,
        ZipFile(held, "w", ZIP_DEFLATED) as made,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<sheetData>", b"<!-- short -->" + markup + b"<sheetData>")
            made.writestr(name, data)
    desk.put("t.xlsx", held.getvalue())
    run = desk.convert("t.xlsx")
    assert run.status == 1
    assert run.said("has a cell, a tag or a comment of more than 1,000,000 bytes")


def test_a_spreadsheet_that_declares_entities_is_refused(desk: Desk) -> None:
    held = BytesIO()
    with (
        ZipFile(BytesIO(book(["id", "title.en"], ["a", "b"]))) as whole,
        ZipFile(held, "w") as made,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            made.writestr(name, data)
    desk.put("t.xlsx", held.getvalue())
    run = desk.convert("t.xlsx")
    assert run.status == 1
    assert run.said("declares entities")
