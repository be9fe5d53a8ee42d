"""Stored values that cannot be read: 503 for who asks, and a line for who runs a command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection, models
from django.test import Client
from pytest_django.fixtures import Settings

from archive.database import is_unavailable
from documents.fields import CompressedField, DamagedValue
from documents.management import faults
from documents.management.faults import ArchiveCommand, explain_fault
from documents.models import Article, SeedFile, Source, Translation
from documents.raw_queries import fetch_newest, fetch_sources
from tests.helpers.invented_reports import NEWSPAPER, publish

pytestmark = pytest.mark.django_db
DAMAGED = [
    (model, field)
    for model in (Article, SeedFile, Source, Translation)
    for field in model._meta.concrete_fields
    if isinstance(field, CompressedField) or field.attname == "stored_blocks"
]


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> str:
    publish([], tmp_path, settings)
    return NEWSPAPER


def damage(model: type[models.Model], field: models.Field[Any, Any], stored: bytes) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{field.column}" = %s', [stored])


@pytest.mark.parametrize(
    ("model", "field"), DAMAGED, ids=lambda one: getattr(one, "__name__", None) or one.attname
)
def test_a_page_of_a_damaged_value_is_answered_503_or_without_it(
    archive: str, model: type[models.Model], field: models.Field[Any, Any]
) -> None:
    damage(model, field, b"\x28\xb5\x2f\xfd" + b"\x07" * 20)  # a frame that ends too soon
    client = Client(raise_request_exception=False)
    pages = (
        *(f"/articles/{archive}/", f"/articles/{archive}/source/", f"/articles/{archive}.tmx"),
        *("/articles/?q=science", "/"),
    )
    asked = set()
    for page in pages:
        answer = client.get(page)
        assert answer.status_code in {200, 503}, page
        asked.add(answer.status_code)
        assert (answer.status_code == 503) == ("Retry-After" in answer.headers), page
    assert 503 in asked


def test_a_seed_that_is_no_text_any_more_is_damage(archive: str) -> None:
    damage(SeedFile, SeedFile._meta.get_field("content"), CompressedField().pack(b"\xff\xe6\xff"))
    answer = Client(raise_request_exception=False).get(f"/articles/{archive}/source/")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


def test_files_that_cannot_be_read_are_answered_503(
    archive: str, tmp_path: Path, settings: Settings
) -> None:
    settings.ARCHIVE_DATA = tmp_path / "data"
    client = Client(raise_request_exception=False)
    assert client.get("/data/").status_code == 200
    settings.ARCHIVE_DATA.write_text("a file where a folder is wanted")
    for page in ("/data/", "/data.json", "/data/README.md"):
        answer = client.get(page)
        assert (answer.status_code, "Retry-After" in answer.headers) == (503, True), page
    assert is_unavailable(FileNotFoundError())
    assert not is_unavailable(ConnectionResetError())  # the reader is


def test_rows_that_others_name_and_that_are_gone_are_damage(archive: str) -> None:
    assert fetch_newest([archive])[archive].identifier == archive
    for rows in (fetch_newest([archive]), fetch_sources()):
        with pytest.raises(DamagedValue, match="none is not held") as caught:
            rows["none"]
        assert is_unavailable(caught.value)
        assert rows.get("none") is None


def test_json_that_is_cut_is_damage_and_a_fault_of_ours_is_not(archive: str) -> None:
    if connection.vendor == "sqlite":  # the other refuses to store it
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("UPDATE documents_source SET languages = '[\"a'")
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        with pytest.raises(DamagedValue, match="JSONDecodeError") as caught:
            fetch_sources()
        assert is_unavailable(caught.value)
        assert "`manage.py verify`" in explain_fault(caught.value)
    assert not is_unavailable(ValueError("ours"))


def test_a_fault_met_in_a_damaged_file_is_told_as_the_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert explain_fault(KeyError("ours")) == ""
    monkeypatch.setattr(faults, "_find_damage", lambda: "some.sqlite3: page 7 is never used")
    said = explain_fault(KeyError("theirs"))
    assert said.startswith("some.sqlite3: page 7 is never used (met as KeyError: 'theirs')")
    assert "put a backup in its place" in said
    assert "\n" not in said


class _Reading(ArchiveCommand):
    requires_system_checks = ()

    def handle(self, *_: object, **options: Any) -> None:
        for word in options["rows"]():
            raise DamagedValue.of(ValueError(word))


def test_a_query_that_a_fault_interrupts_is_ended_before_the_command_is() -> None:
    ended = []

    def rows() -> Iterator[str]:
        try:
            yield "word"
        finally:
            ended.append("word")

    with pytest.raises(CommandError, match="a stored value is damaged") as caught:
        _Reading(no_color=True).execute(
            rows=rows, force_color=False, no_color=True, skip_checks=True, traceback=False
        )
    assert caught.value.__cause__ is not None  # which still holds the frames it came from
    assert ended == ["word"]
