"""The cards of a dataset: each names every file, with its size and digest, and says its columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from documents.bulk.tables import TABLES
from documents.edition import current_edition

pytestmark = pytest.mark.django_db

Export = Callable[..., Path]
RIGHTS = "http://rightsstatements.org/vocab/CNE/1.0/"


@pytest.fixture
def folder(export: Export) -> Path:
    export("metadata", "--format", "csv.zst")
    return export("pairs", "--format", "parquet", "tmx")


def card(folder: Path, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return document


def test_the_data_package_has_a_schema_for_each_table(folder: Path) -> None:
    package = card(folder, "datapackage.json")
    assert package["version"] == str(current_edition())
    assert package["licenses"] == [{"path": RIGHTS, "title": RIGHTS}]
    by_name = {one["path"]: one for one in package["resources"]}
    fields = {one["name"]: one["type"] for one in by_name["pairs.parquet"]["schema"]["fields"]}
    assert list(fields) == [column.name for column in TABLES["pairs"].columns]
    assert (fields["confidence"], fields["original_ids"]) == ("number", "array")
    flat = {one["name"]: one["type"] for one in by_name["metadata.csv.zst"]["schema"]["fields"]}
    assert (flat["authors"], flat["original_held"]) == ("string", "boolean")
    assert "schema" not in by_name["pairs.tmx"]


def test_croissant_reads_the_columns_of_parquet(folder: Path) -> None:
    described = card(folder, "croissant.json")
    files = {one["@id"]: one for one in described["distribution"]}
    assert list(files) == ["metadata.csv.zst", "pairs.parquet", "pairs.tmx"]
    for name, one in files.items():
        assert one["contentSize"] == f"{(folder / name).stat().st_size} B"
    (records,) = described["recordSet"]
    taken = {one["source"]["extract"]["column"] for one in records["field"]}
    assert taken == {column.name for column in TABLES["pairs"].columns}
    assert {one["source"]["fileObject"]["@id"] for one in records["field"]} == {"pairs.parquet"}


def test_the_crate_holds_every_file_beside_it_but_the_catalogue(folder: Path) -> None:
    graph = {one["@id"]: one for one in card(folder, "ro-crate-metadata.json")["@graph"]}
    named = {one["@id"] for one in graph["./"]["hasPart"]}
    there = {file.name for file in folder.iterdir()}
    assert there - named == {"ro-crate-metadata.json", "datapackage.json"}
    assert named <= set(graph)
    assert graph["./"]["license"] == [{"@id": RIGHTS}]
    assert graph["pairs.tmx"]["contentSize"] == str((folder / "pairs.tmx").stat().st_size)


def test_the_card_for_people_names_files_columns_and_rights(folder: Path) -> None:
    text = (folder / "README.md").read_text("utf-8")
    head = text.split("---\n")[1]
    assert "- config_name: pairs\n  data_files:\n  - pairs.parquet\n" in head
    assert "config_name: metadata" not in head  # no form of it that is loaded by name
    for file in json.loads((folder / "datapackage.json").read_text())["resources"]:
        assert f"| `{file['path']}` |" in text
        assert file["hash"].removeprefix("sha256:") in text
    assert f"evening-paper:  {RIGHTS}" in text or f"evening-paper: {RIGHTS}" in text


@pytest.mark.parametrize("base", ["", "https://archive.example.org"])
def test_addresses_are_absolute_where_the_archive_has_a_public_one(
    export: Export, monkeypatch: pytest.MonkeyPatch, settings: Settings, base: str
) -> None:
    monkeypatch.setattr("archive.context.Site.base_url", base)
    folder = export("texts")
    assert card(folder, "croissant.json")["url"] == (f"{base}/data/" if base else ".")
    assert card(folder, "datapackage.json").get("homepage") == (f"{base}/" if base else None)
