"""Static files that are gone, cut or unreadable while a site serves: told plainly, and healed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.site_process import Served, serve_seeds

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_seeds(tmp_path_factory.mktemp("static-files")) as site:
        yield site


@pytest.fixture
def style(site: Served) -> Iterator[str]:
    """The address of the site's style; whatever a test does to the file is undone."""
    (path,) = set(re.findall(r"/static/archive[^\"]*\.css", site.ask("/").text))
    forms = {file: file.read_bytes() for file in file_of(site, path).parent.glob("archive.*.css*")}
    yield path
    for file, content in forms.items():
        if file.is_dir():
            file.rmdir()
        file.write_bytes(content)


def file_of(site: Served, path: str) -> Path:
    return Path(site.environment["ARCHIVE_VAR"]) / path.removeprefix("/")


def log_of(site: Served) -> str:
    return (Path(site.environment["ARCHIVE_VAR"]) / "serve.log").read_text("utf-8")


def test_a_file_that_is_gone_is_not_found_and_is_served_when_it_is_back(
    site: Served, style: str
) -> None:
    file = file_of(site, style)
    whole = site.ask(style)
    file.unlink()
    for method in ("GET", "HEAD"):
        answer = site.ask(style, method)
        assert answer.status == 404
        assert "content-security-policy" in answer.headers
        assert "immutable" not in answer.headers["cache-control"]
    assert site.ask("/").status == 200
    assert site.ask(style, headers={"Accept-Encoding": "br"}).status == 200
    file.write_bytes(whole.body)
    assert site.ask(style).body == whole.body
    log = log_of(site)
    assert f"No such file or directory: {file}): run `manage.py collectstatic`" in log
    assert "Traceback" not in log


def test_the_plain_file_is_sent_where_the_compressed_one_is_gone(site: Served, style: str) -> None:
    file = file_of(site, style)
    for form in file.parent.glob(f"{file.name}.*"):
        form.unlink()
    for accepted in ("gzip", "br"):
        answer = site.ask(style, headers={"Accept-Encoding": accepted})
        assert answer.status == 200
        assert "content-encoding" not in answer.headers
        assert answer.body == file.read_bytes()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("fault", ["cut", "longer", "a folder in its place"])
def test_a_file_that_is_not_as_it_was_collected_is_unavailable(
    site: Served, style: str, fault: str, method: str
) -> None:
    file = file_of(site, style)
    content = file.read_bytes()
    if fault == "a folder in its place":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(content[:-1] if fault == "cut" else content + b" ")
    for headers in ({}, {"Range": "bytes=5-9"}):
        answer = site.ask(style, method, headers)
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in log_of(site)


def test_a_part_and_what_has_not_changed_are_answered_as_ever(site: Served, style: str) -> None:
    whole = site.ask(style)
    part = site.ask(style, headers={"Range": "bytes=5-9"})
    assert (part.status, part.body) == (206, whole.body[5:10])
    again = site.ask(style, headers={"If-None-Match": whole.headers["etag"]})
    assert again.status == 304
    said = site.ask(style, "HEAD")
    assert said.body == b""
    assert said.headers["content-length"] == str(len(whole.body))
