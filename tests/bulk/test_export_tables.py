"""Tables of the archive in files: the same rows in every form, and the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
import zstandard
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.bulk import archive_articles
from documents.bulk.formats import FORMATS
from documents.bulk.tables import TABLES
from documents.edition import current_edition
from documents.models import Article
from tests.bulk.conftest import FORMULA
from tests.helpers.seed_workshop import Workshop

pytestmark = pytest.mark.django_db

Export = Callable[..., Path]


def unpack(file: Path) -> str:
    with zstandard.open(file, "rt", encoding="utf-8", newline="") as text:
        written: str = text.read()
    return written


def json_rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in unpack(file).splitlines()]


def csv_rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(unpack(file), newline="")))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("table", TABLES)
def test_every_form_has_the_same_rows(export: Export, table: str) -> None:
    folder = export(table, "--format", "jsonl.zst", "csv.zst", "parquet", "--cells", "raw")
    rows = json_rows(folder / f"{table}.jsonl.zst")
    assert pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist() == rows
    columns = [column for column in TABLES[table].columns if column.kind != "blocks"]
    assert csv_rows(folder / f"{table}.csv.zst") == [
        {column.name: as_cell(row[column.name]) for column in columns} for row in rows
    ]
    keys = [tuple(row[name] for name in TABLES[table].key) for row in rows]
    assert len(set(keys)) == len(keys) > 0


def as_cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_the_newest_version_of_every_article_is_there_once(export: Export) -> None:
    newest = {row.identifier: row for row in Article.objects.newest()}
    rows = json_rows(export("metadata") / "metadata.jsonl.zst")
    assert [row["identifier"] for row in rows] == sorted(newest)
    assert {row["identifier"]: row["version"] for row in rows} == {
        name: row.version for name, row in newest.items()
    }
    texts = json_rows(export("texts") / "texts.jsonl.zst")
    told = {(row["identifier"], row["language"]): row["text"] for row in texts}
    for name, row in newest.items():
        assert told[name, "zh-Hans"] == "\n\n".join(row.passages)
        assert told[name, "en"] == "\n\n".join(row.translated[0].passages)


def test_pairs_are_those_of_each_article_and_tmx_has_the_answered_ones(export: Export) -> None:
    folder = export("pairs", "--format", "jsonl.zst", "tmx")
    rows = json_rows(folder / "pairs.jsonl.zst")
    units = ElementTree.parse(folder / "pairs.tmx").getroot().findall("body/tu")
    answered = [row["pair"] for row in rows if row["original"] and row["translation"]]
    assert [unit.get("tuid") for unit in units] == answered
    assert {row["identifier"] for row in rows} == set(
        Article.objects.newest().values_list("identifier", flat=True)
    )


def test_one_edition_gives_the_same_bytes_however_it_is_exported(export: Export) -> None:
    forms = ["jsonl.zst", "csv.zst", "parquet"]
    export("texts", "--format", *forms, folder="first")
    first = contents(export("metadata", folder="first"))
    export("metadata", folder="second")
    for form in reversed(forms):
        second = export("texts", "--format", form, folder="second")
    assert contents(second) == first
    assert contents(export("texts", "--format", *forms, folder="first")) == first


def test_what_is_said_of_a_file_is_true_of_it(export: Export) -> None:
    export("texts")
    folder = export("pairs", "--format", "tmx", "parquet")
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    listed = json.loads((folder / "datapackage.json").read_text())["resources"]
    assert [one["path"] for one in listed] == ["pairs.parquet", "pairs.tmx", "texts.jsonl.zst"]
    assert [one["bytes"] for one in listed] == [
        (folder / one["path"]).stat().st_size for one in listed
    ]
    counted = pyarrow.parquet.read_metadata(folder / "pairs.parquet").num_rows
    assert listed[0]["archive"]["rows"] == counted


def test_sources_have_files_of_their_own_where_that_is_asked(export: Export) -> None:
    folder = export("metadata", "--per-source")
    whole = json_rows(export("metadata", folder="other") / "metadata.jsonl.zst")
    parts = {
        key: json_rows(folder / f"metadata-{key}.jsonl.zst")
        for key in ("evening-paper", "morning-paper")
    }
    assert {key: {row["source"] for row in rows} for key, rows in parts.items()} == {
        key: {key} for key in parts
    }
    assert sorted(chain(*parts.values()), key=lambda row: row["identifier"]) == whole
    alone = export("metadata", "--source", "morning-paper", folder="third")
    name = "metadata-morning-paper.jsonl.zst"
    assert (alone / name).read_bytes() == (folder / name).read_bytes()
    assert not list(alone.glob("*evening*"))


def test_a_title_that_is_a_formula_is_text_in_csv_and_itself_elsewhere(export: Export) -> None:
    folder = export("metadata", "--format", "csv.zst", "jsonl.zst")
    titles = {row["title"] for row in csv_rows(folder / "metadata.csv.zst")}
    assert f"'{FORMULA}" in titles
    assert FORMULA in {row["title"] for row in json_rows(folder / "metadata.jsonl.zst")}


def test_articles_are_read_some_at_a_time(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = contents(export("texts"))
    monkeypatch.setattr(archive_articles, "_AT_ONCE", 2)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert contents(export("texts", folder="slowly")) == whole
    assert len([one for one in captured if "stored_blocks" in one["sql"]]) == 6


def test_another_editions_files_are_replaced_only_where_that_is_asked(
    export: Export, shelf: Workshop
) -> None:
    folder = export("texts", "--format", "csv.zst", "jsonl.zst")
    before = str(current_edition())
    shelf.article("barley")
    shelf.ingest(time=datetime(2026, 2, 3, tzinfo=UTC))
    with pytest.raises(CommandError, match="choose an empty folder, or --replace") as refused:
        export("texts")
    assert refused.value.returncode == 2
    assert json.loads((folder / "datapackage.json").read_text())["version"] == before
    export("texts", "--replace")
    assert not (folder / "texts.csv.zst").exists()
    assert contents(folder) == contents(export("texts", folder="fresh"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["texts", "--format", "tmx"], "texts has no form 'tmx': choose jsonl.zst, csv.zst"),
        (["texts", "--source", "nowhere"], "found 'nowhere' expected evening-paper, morning"),
        (["seeds", "--format", "tmx"], "--format: is for texts, pairs, metadata"),
        (["bag", "--per-source"], "--per-source: is for texts"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_words(
    export: Export, tmp_path: Path, arguments: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        export(*arguments)
    assert refused.value.returncode == 2
    assert not list((tmp_path / "made").glob("*"))


@pytest.mark.parametrize("name", ["mine.txt", "datapackage.json"])
def test_a_folder_of_other_files_is_left_alone(export: Export, tmp_path: Path, name: str) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / name).write_text('{"resources": [{}]}')
    with pytest.raises(CommandError):
        export("texts", "--replace")
    assert [file.name for file in (tmp_path / "made").iterdir()] == [name]


def test_an_export_that_fails_leaves_nothing_half_made(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(export("metadata"))
    articles = archive_articles.cite_archive

    def break_off(*arguments: Any) -> Any:
        yield from list(articles(*arguments))[:2]
        raise OSError("no space left")

    monkeypatch.setattr("documents.bulk.export_tables.cite_archive", break_off)
    with pytest.raises(OSError, match="no space left"):
        export("texts", "--format", *FORMATS.keys() - {"tmx"})
    assert contents(tmp_path / "made") == before


def test_an_archive_without_an_edition_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"run `manage\.py ingest`"):
        call_command("export", "texts", str(tmp_path / "made"))
