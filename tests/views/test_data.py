"""The page of bulk data and its files: whole, in parts, and nothing but what was exported."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from archive.page_cache.request_key import read_request_key
from documents.edition import current_edition
from tests.bulk.conftest import export, shelf, workshop
from tests.helpers.invented_reports import parse, text_of, use_archive
from tests.helpers.seed_workshop import Workshop

__all__ = ["export", "shelf", "workshop"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _static(tmp_path: Path, settings: Settings) -> None:
    use_archive(tmp_path, settings)


@pytest.fixture
def folder(export: Callable[..., Path], settings: Settings) -> Path:
    settings.ARCHIVE_DATA = export("pairs", "--format", "tmx", "parquet")
    (settings.ARCHIVE_DATA / "notes.txt").write_text("not for readers")
    return Path(settings.ARCHIVE_DATA)


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content if response.streaming else [response.content])  # type: ignore[attr-defined]


def test_the_page_names_every_file_with_its_digest(client: Client, folder: Path) -> None:
    page = parse(client.get("/data/").content)
    for name in ("pairs.tmx", "pairs.parquet"):
        (row,) = page.xpath(f"//tr[th/a[@href='/data/{name}']]")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() in row.text_content()
    assert "/data/croissant.json" in page.xpath("//a/@href")
    assert str(current_edition()) in text_of(page, "//dl//code")
    assert "another edition" not in page.text_content()
    assert "双语句段" in client.get("/zh-hans/data/").content.decode()


def test_the_page_says_where_the_files_are_of_another_edition(
    client: Client, folder: Path, shelf: Workshop
) -> None:
    shelf.article("barley")
    shelf.ingest()
    assert (
        "The pages show another edition than these files." in client.get("/data/").content.decode()
    )


@pytest.mark.parametrize("broken", [False, True])
def test_without_files_the_page_says_so(
    client: Client, tmp_path: Path, settings: Settings, broken: bool
) -> None:
    settings.ARCHIVE_DATA = tmp_path
    if broken:
        (tmp_path / "datapackage.json").write_text("{}")
    assert "No files have been made" in client.get("/data/").content.decode()
    assert client.get("/data/pairs.tmx").status_code == 404


def test_a_file_comes_whole_with_its_digest(client: Client, folder: Path) -> None:
    response = client.get("/data/pairs.tmx")
    content = (folder / "pairs.tmx").read_bytes()
    assert (response.status_code, body(response)) == (200, content)
    assert response["Content-Type"] == "application/x-tmx+xml"
    assert response["Content-Length"] == str(len(content))
    digest = hashlib.sha256(content)
    assert response["Repr-Digest"] == f"sha-256=:{b64encode(digest.digest()).decode()}:"
    assert response["ETag"] == f'"{digest.hexdigest()}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    head = client.head("/data/pairs.tmx")
    assert (head["Content-Length"], body(head)) == (str(len(content)), b"")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-7", -7, None), ("bytes=5-5", 5, 6)],
)
def test_a_part_of_a_file_is_had_by_its_bytes(
    client: Client, folder: Path, asked: str, start: int, end: int | None
) -> None:
    content = (folder / "pairs.parquet").read_bytes()
    response = client.get("/data/pairs.parquet", headers={"Range": asked})
    assert (response.status_code, body(response)) == (206, content[start:end])
    assert response["Content-Length"] == str(len(content[start:end]))
    first = start % len(content)
    last = first + len(content[start:end]) - 1
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x"])
def test_a_part_that_is_not_understood_is_the_whole(
    client: Client, folder: Path, asked: str
) -> None:
    response = client.get("/data/pairs.tmx", headers={"Range": asked})
    assert (response.status_code, len(body(response))) == (
        200,
        (folder / "pairs.tmx").stat().st_size,
    )


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client: Client, folder: Path, asked: str) -> None:
    response = client.get("/data/pairs.tmx", headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{(folder / 'pairs.tmx').stat().st_size}"


def test_a_part_of_another_file_than_the_one_begun_is_the_whole(
    client: Client, folder: Path
) -> None:
    etag = client.head("/data/pairs.tmx")["ETag"]
    for known, status in ((etag, 206), ('"other"', 200)):
        headers = {"Range": "bytes=0-9", "If-Range": known}
        response = client.get("/data/pairs.tmx", headers=headers)
        assert (response.status_code, bool(body(response))) == (status, True)


def test_who_has_a_file_is_not_sent_it_again(client: Client, folder: Path) -> None:
    etag = client.head("/data/pairs.tmx")["ETag"]
    assert client.get("/data/pairs.tmx", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("name", ["notes.txt", ".pairs.tmx.part", "..%2farchive", "x"])
def test_nothing_is_served_but_what_was_exported(client: Client, folder: Path, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404


@pytest.mark.parametrize("name", ["datapackage.json", "croissant.json", "README.md", "SHA256SUMS"])
def test_cards_are_served_as_they_are(client: Client, folder: Path, name: str) -> None:
    assert body(client.get(f"/data/{name}")) == (folder / name).read_bytes()


def test_a_file_goes_past_the_page_cache_which_would_hold_it_whole() -> None:
    def asked(path: str) -> object:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "localhost"}
        return read_request_key(environ | {"wsgi.url_scheme": "http"}, lambda _: None)

    assert asked("/data/texts.parquet") is None
    assert asked("/about/") is not None
