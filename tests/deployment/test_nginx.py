"""nginx as shipped in `deploy/nginx/`, before the real site."""

from __future__ import annotations

import hashlib
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.helpers.nginx import Proxy, running_nginx
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Answer, Served, clean_environment, serve

ARTICLE = f"/articles/{SEED}/"
EXPIRED = 2.5  # seconds after which a kept page is asked for again
REFILL = 6  # seconds in which the allowance for searches is whole again
BURST = 20  # searches at once
FLOOD = 400  # searches one after another
PATIENCE = 30  # seconds


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that nginx's workers may enter, which run as another user where root starts them."""
    with tempfile.TemporaryDirectory(prefix="archive-nginx-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    environment = clean_environment(folder / "var", ARCHIVE_BASE_URL="https://localhost")
    with serve(environment, "--prepare") as served:
        yield served


@pytest.fixture(scope="module")
def proxy(folder: Path, site: Served) -> Iterator[Proxy]:
    with running_nginx(folder, site.port) as started:
        yield started


def test_a_page_comes_through_byte_for_byte_and_then_out_of_the_cache(
    proxy: Proxy, site: Served
) -> None:
    first, again = proxy.ask(ARTICLE), ask_until_hit(proxy, ARTICLE)
    own = site.ask(ARTICLE, headers={"X-Forwarded-Proto": "https"})
    assert [first.body, again.body] == [own.body] * 2
    for name in ("etag", "vary", "cache-control", "content-security-policy"):
        assert again.headers[name] == own.headers[name]


def ask_until_hit(proxy: Proxy, path: str) -> Answer:
    """A page out of the cache, which keeps it for a second: a slow machine asks more than once."""
    deadline = time.monotonic() + PATIENCE
    while (answer := proxy.ask(path)).headers["x-cache"] != "HIT":
        assert time.monotonic() < deadline, answer.headers
    return answer


def test_a_kept_page_is_asked_for_again_with_its_etag(proxy: Proxy) -> None:
    path = f"{ARTICLE}?view=stacked"
    assert proxy.ask(path).headers["x-cache"] == "MISS"
    time.sleep(EXPIRED)
    assert proxy.ask(path).headers["x-cache"] == "REVALIDATED"


def test_encodings_and_languages_are_kept_apart(proxy: Proxy, site: Served) -> None:
    for _ in range(2):
        for encoding in ("gzip", "br", "identity"):
            answer = proxy.ask(ARTICLE, headers={"Accept-Encoding": encoding})
            own = site.ask(
                ARTICLE, headers={"Accept-Encoding": encoding, "X-Forwarded-Proto": "https"}
            )
            assert answer.headers.get("content-encoding", "identity") == encoding
            assert (answer.body, answer.headers["etag"]) == (own.body, own.headers["etag"])


def test_negotiated_forms_of_one_address_are_kept_apart(proxy: Proxy) -> None:
    for _ in range(2):
        for form in ("text/html", "application/json", "application/x-bibtex"):
            answer = proxy.ask(ARTICLE, headers={"Accept": form})
            there = answer.headers.get("location")
            if there:  # 303 See Other
                answer = proxy.ask(re.sub("^https://[^/]+", "", there), headers={"Accept": form})
            assert answer.headers["content-type"].startswith(form)


def test_a_reader_who_has_the_page_gets_304(proxy: Proxy) -> None:
    etag = proxy.ask(ARTICLE).headers["etag"]
    answer = proxy.ask(ARTICLE, headers={"If-None-Match": etag})
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)


def test_static_files_are_hits_for_ever_and_what_is_never_stored_is_not(proxy: Proxy) -> None:
    found = re.search(r'href="(/static/[^"]+\.css)"', proxy.ask("/").text)
    assert found
    answers = [proxy.ask(found[1]) for _ in range(2)]
    assert "immutable" in answers[1].headers["cache-control"]
    assert answers[1].headers["x-cache"] == "HIT"
    assert {proxy.ask("/random/").headers["x-cache"] for _ in range(3)} == {"MISS"}
    assert "x-cache" not in proxy.ask("/readyz").headers


def test_each_answer_names_its_own_request_and_the_log_has_it_without_the_query(
    proxy: Proxy,
) -> None:
    names = [
        proxy.ask(f"{ARTICLE}?q=steel", headers={"X-Request-ID": "mine"}).headers["x-request-id"]
        for _ in range(3)
    ]
    assert len(set(names)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
    file, deadline = proxy.folder / "access.log", time.monotonic() + PATIENCE
    while not all(name in (log := file.read_text("utf-8")) for name in names):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "steel" not in log
    assert "127.0.0.1" not in log


def test_a_fourth_download_at_a_time_from_one_address_gets_429(proxy: Proxy, site: Served) -> None:
    name = write_large_file(Path(site.environment["ARCHIVE_VAR"]) / "data", site)
    with ExitStack() as held:
        for _ in range(3):
            connection = held.enter_context(closing(proxy.connect()))
            connection.request("GET", f"/data/{name}")
            assert connection.getresponse().read(10)  # and no more
        refused = proxy.ask(f"/data/{name}", headers={"Range": "bytes=0-9"})
        assert refused.status == 429
        assert proxy.ask("/about/").status == 200
    deadline = time.monotonic() + 30
    while proxy.ask(f"/data/{name}", headers={"Range": "bytes=0-9"}).status != 206:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def write_large_file(folder: Path, site: Served) -> str:
    """A file of bulk data larger than any buffer on its way, as the catalogue has it."""
    told = site.manage("export", "metadata", str(folder), "--format", "csv.zst")
    assert told.returncode == 0, told.stderr
    file, catalogue = folder / "metadata.csv.zst", folder / "datapackage.json"
    said = catalogue.read_text("utf-8")
    small, large = file.read_bytes(), bytes(64 << 20)
    file.write_bytes(large)
    for before, after in (
        (hashlib.sha256(small).hexdigest(), hashlib.sha256(large).hexdigest()),
        (f": {len(small)}", f": {len(large)}"),
    ):
        assert before in said
        said = said.replace(before, after)
    catalogue.write_text(said, "utf-8")
    return file.name


def test_a_flood_of_searches_from_one_address_gets_429_while_pages_go_on(proxy: Proxy) -> None:
    time.sleep(REFILL)
    # One after another, and by the second one out of a cache: what is asked for must come quicker
    # than nginx allows, however slow the machine is just now.
    statuses, refused = [], {}
    with closing(proxy.connect()) as connection:
        for _ in range(FLOOD):
            connection.request("GET", f"/articles/?q={quote('钢铁')}")
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
            if answer.status == 429:
                refused = dict(answer.getheaders())
    assert set(statuses) == {200, 429}
    assert set(statuses[:BURST]) == {200}
    assert refused["Retry-After"] == "10"
    assert refused["Content-Security-Policy"] == "default-src 'none'"
    assert proxy.ask(ARTICLE).status == 200
    time.sleep(REFILL)
    assert proxy.ask("/articles/?q=one+more").status == 200


def test_while_the_archive_is_away_kept_pages_are_served_and_others_get_503(
    folder: Path, site: Served
) -> None:
    own = folder / "away"
    own.mkdir()
    environment = clean_environment(folder / "var", ARCHIVE_BASE_URL="https://localhost")
    with ExitStack() as until_end:
        with serve(environment) as other:
            proxy = until_end.enter_context(running_nginx(own, other.port))
            kept = proxy.ask(ARTICLE)
        time.sleep(EXPIRED)
        stale = proxy.ask(ARTICLE)
        assert (stale.status, stale.body, stale.headers["x-cache"]) == (200, kept.body, "STALE")
        away = proxy.ask("/articles/")
        assert (away.status, away.headers["retry-after"]) == (503, "60")
        assert away.headers["cache-control"] == "no-store"
        assert away.headers["strict-transport-security"]
