"""The site as it is served: exact validation, headers, methods, languages, machines' questions."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import time
from pathlib import Path
from urllib.parse import quote as percent_encode

import brotli
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.context import Site
from archive.languages import remove_language_prefix
from archive.page_cache.compression import compress, read_accepted
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.postgresql import create_database
from tests.helpers.site_process import (
    ROOT,
    Served,
    clean_environment,
    free_port,
    serve,
    serve_seeds,
)

# What the policy forbids; data in a script element is none, browsers run nothing of it.
INLINE = r'<style|\sstyle=|\son[a-z]+=|<script(?! type="application/ld\+json">)(?![^>]*\ssrc=)'
PAGES = ("/", "/articles/", "/sources/", "/about/", "/help/", "/zh-hans/", "/zh-hans/about/")


def encode(address: str) -> str:
    return percent_encode(address, safe="/?&=")


# -- what the edition, the address and the encoding determine --------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_validated_exactly(served: Served, path: str) -> None:
    page = served.ask(path)
    assert page.status == 200
    assert page.headers["cache-control"] == "public, no-cache"
    assert page.headers["etag"].startswith('"')
    again = served.ask(path, headers={"If-None-Match": page.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]
    assert again.headers["cache-control"] == "public, no-cache"
    stale = served.ask(path, headers={"If-None-Match": '"another"'})
    assert (stale.status, stale.body) == (200, page.body)


@pytest.mark.parametrize("path", PAGES)
def test_no_visitor_enters_a_page(served: Served, path: str) -> None:
    page = served.ask(path)
    visitor = {
        "Host": "elsewhere.example",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Cookie": "django_language=zh-hans; theme=dark",
        "User-Agent": "another",
    }
    other = served.ask(path, headers=visitor)
    assert other.body == page.body
    assert other.headers["etag"] == page.headers["etag"]
    assert "set-cookie" not in other.headers
    assert page.headers["vary"] in {"Accept, Accept-Encoding", "Accept-Encoding"}


@pytest.mark.parametrize("path", [*PAGES, "/articles/?q=合作", "/robots.txt", "/nothing/"])
def test_unknown_parameters_change_nothing(served: Served, path: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}utm_source=letter"
    page, tracked = served.ask(encode(path)), served.ask(encode(joined))
    assert tracked.status == page.status
    assert tracked.body == page.body


@pytest.mark.parametrize("path", [*PAGES, "/nothing/", "/healthz"])
def test_head_says_what_get_would(served: Served, path: str) -> None:
    page, head = served.ask(path), served.ask(path, "HEAD")
    assert head.body == b""
    assert head.status == page.status
    changing = {"date", "transfer-encoding"}
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in page.headers.items() if k not in changing
    }


@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_an_encoded_page_is_the_same_page_with_its_own_tag(
    served: Served, encoding: str, decode: object
) -> None:
    plain = served.ask("/about/")
    encoded = served.ask("/about/", headers={"Accept-Encoding": encoding})
    assert encoded.headers["content-encoding"] == encoding
    assert callable(decode)
    assert decode(encoded.body) == plain.body
    assert encoded.headers["etag"] != plain.headers["etag"]
    tag = {"If-None-Match": encoded.headers["etag"]}
    assert served.ask("/about/", headers={"Accept-Encoding": encoding, **tag}).status == 304
    assert served.ask("/about/", headers=tag).status == 200


@given(st.binary(max_size=2000))
def test_compression_loses_nothing_and_repeats_itself(body: bytes) -> None:
    assert brotli.decompress(compress(body, "br")) == body
    assert gzip.decompress(compress(body, "gzip")) == body
    assert compress(body, "gzip") == compress(body, "gzip")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("identity", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0.000", ""),
        (";;;,=,q", ""),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("gzip;q=0.2, *;q=0.9", "br"),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0.5, *;q=0", ""),
        ("x-gzip", "gzip"),
        ("br;q=7, gzip;Q=0.4", "gzip"),
    ],
)
def test_encodings_are_negotiated_as_the_header_says(accept: str, chosen: str) -> None:
    assert read_accepted(accept).best == chosen


@pytest.mark.parametrize(
    ("accept", "plain"),
    [
        ("", True),
        ("br", True),
        ("identity;q=0, gzip", False),
        ("gzip, *;q=0", False),
        ("identity, *;q=0", True),
        ("identity;q=0.001, *;q=0", True),
    ],
)
def test_a_reader_may_refuse_what_has_no_encoding(accept: str, plain: bool) -> None:
    assert read_accepted(accept).identity is plain


@given(st.text(st.sampled_from("abcdef0123456789 <>/-\n人民日报"), max_size=6000))
def test_brotli_is_never_larger_than_gzip(text: str) -> None:
    body = text.encode()
    assert len(compress(body, "br")) <= len(compress(body, "gzip"))


@pytest.mark.parametrize("path", ["/", "/articles/", "/sources/", "/articles/xt66nzthbgz.json"])
def test_a_page_is_never_larger_by_brotli_than_by_gzip(served: Served, path: str) -> None:
    sizes = [
        len(served.ask(path, headers={"Accept-Encoding": encoding}).body)
        for encoding in ("br", "gzip")
    ]
    assert sizes[0] < sizes[1]


def test_static_files_keep_to_quality_values_too(served: Served) -> None:
    home = served.ask("/").text
    sheet = home.partition('rel="stylesheet" href="')[2].partition('"')[0]
    for accept, chosen in (("br", "br"), ("br;q=0, gzip", "gzip"), ("br;q=0", None)):
        answer = served.ask(sheet, headers={"Accept-Encoding": accept})
        assert (answer.status, answer.headers.get("content-encoding")) == (200, chosen)


# -- methods and languages -------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/articles/", "/healthz"])
def test_nothing_but_reading_is_allowed(served: Served, method: str, path: str) -> None:
    answer = served.ask(path, method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/", "/articles.json", "/articles/xt66nzthbgz/", "/nothing/"])
def test_a_preflight_is_told_that_scripts_of_any_site_may_read(served: Served, path: str) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "accept-datetime, if-none-match",
    }
    answer = served.ask(path, "OPTIONS", asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "*"
    assert "set-cookie" not in answer.headers


def test_a_script_of_another_site_is_told_that_nothing_changed(served: Served) -> None:
    tag = served.ask("/articles.json").headers["etag"]
    asked = {"Origin": "https://elsewhere.example", "If-None-Match": tag}
    answer = served.ask("/articles.json", headers=asked)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (304, "*")


def test_a_redirect_may_be_read_by_scripts_too(served: Served) -> None:
    for path in ("/articles/xt66nzthbgz", "/articles/XT66NZTHBGZ.json"):
        answer = served.ask(path)
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (301, "*")


@pytest.mark.parametrize(
    ("path", "status", "language"),
    [
        ("/about/", 200, "en"),
        ("/zh-hans/about/", 200, "zh-hans"),
        ("/en/about/", 404, "en"),
        ("/zh-cn/about/", 404, "en"),
        ("/zh-hant/about/", 404, "en"),
        ("/zh-hans/nothing/", 404, "zh-hans"),
        ("/zh-hans/healthz", 404, "zh-hans"),
    ],
)
def test_the_address_alone_chooses_the_language(
    served: Served, path: str, status: int, language: str
) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers["content-language"]) == (status, language)


@pytest.mark.parametrize("path", ["/zh-hans", "/zh-hans/about", "/about", "/articles"])
def test_a_missing_slash_is_put_there_for_good(served: Served, path: str) -> None:
    answer = served.ask(f"{path}?q=x")
    assert (answer.status, answer.headers["location"]) == (301, f"{path}/?q=x")


@pytest.mark.parametrize(
    "path",
    ["/%ff/", "/%00/", "//", "//zh-hans/", "/static/../manage.py", "/static/nothing.css"],
)
def test_a_strange_address_is_not_found_and_nothing_worse(served: Served, path: str) -> None:
    assert served.ask(path).status == 404


@pytest.mark.parametrize("host", ["a b/", "", "["])
def test_a_garbled_host_is_a_bad_request(served: Served, host: str) -> None:
    assert served.ask("/", headers={"Host": host}).status == 400


# -- headers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/nothing/", "/static/archive.css", "/healthz"])
def test_every_answer_carries_the_security_headers(served: Served, path: str) -> None:
    headers = served.ask(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; connect-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_pages_obey_the_policy_they_announce(served: Served) -> None:
    for path in PAGES:
        page = served.ask(path).text
        assert not re.search(INLINE, page), path
        loaded = re.findall(r"<(?:script|img|source|iframe)[^>]*\ssrc=\"([^\"]*)\"", page)
        loaded += re.findall(r"<link[^>]*rel=\"(?:stylesheet|icon)\"[^>]*href=\"([^\"]*)\"", page)
        assert loaded, path
        assert all(address.startswith(("/static/", "data:")) for address in loaded), path


def test_static_files_are_kept_for_ever_and_come_compressed(served: Served) -> None:
    page = served.ask("/").text
    addresses = set(re.findall(r"/static/[\w./-]+\.(?:css|js)", page))
    assert addresses
    for address in addresses:
        answer = served.ask(address, headers={"Accept-Encoding": "br"})
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.database
@pytest.mark.site
def test_behind_https_the_site_stays_on_its_own_host(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_BASE_URL="https://archive.example.org") as site:
        plain = site.ask("/about/", headers={"Host": "evil.example"})
        assert plain.status == 301
        assert plain.headers["location"] == "https://archive.example.org/about/"
        assert site.ask("/readyz").status == 200
        secure = site.ask("/about/", headers={"Host": "evil.example", "X-Forwarded-Proto": "https"})
        assert secure.status == 200
        assert secure.headers["strict-transport-security"] == "max-age=63072000"
        assert '<link rel="canonical" href="https://archive.example.org/about/">' in secure.text
        assert "evil.example" not in secure.text


@pytest.mark.site
def test_the_operators_notice_stands_at_the_head_of_every_page_in_a_landmark(
    served: Served, tmp_path: Path
) -> None:
    said = "Generated text, for trial"
    with serve_seeds(tmp_path, ARCHIVE_NOTICE=said) as site:
        for path, status in (("/", 200), ("/zh-hans/help/", 200), ("/nothing/", 404)):
            (notice,) = select(read_page(site, path, status), "aside")
            assert words(notice) == said
            assert notice.get("aria-label")
            assert notice.xpath("following-sibling::*[1]/self::header")
    assert not select(read_page(served, "/"), "aside")


# -- machines --------------------------------------------------------------------------------------


def test_healthz_and_readyz_are_never_stored(served: Served) -> None:
    for path in ("/healthz", "/readyz"):
        answer = served.ask(path)
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
        assert answer.headers["content-type"] == "application/json"
    ready = json.loads(served.ask("/readyz").body)
    assert ready["status"] == "ready"
    assert ready["articles"] == 2
    assert re.fullmatch("[0-9a-f]{64}", ready["edition"])
    assert ready["index"] == ready["edition"]


@pytest.mark.database
@pytest.mark.site
def test_readyz_tells_when_the_index_does_not_stand(tmp_path: Path) -> None:
    with serve_seeds(tmp_path) as site:
        shutil.rmtree(tmp_path / "index")
        answer = site.ask("/readyz")
        assert answer.status == 503
        assert "manage.py reindex" in json.loads(answer.body)["reason"]
        assert json.loads(answer.body)["index"] is None
        assert site.manage("reindex").returncode == 0
        assert site.ask("/readyz").status == 200


def test_robots_may_read_articles_but_not_the_combinations_of_a_query(served: Served) -> None:
    robots = served.ask("/robots.txt")
    assert robots.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /*?" in robots.text.splitlines()
    assert "Disallow: /" not in robots.text.splitlines()


def test_the_icon_is_found_where_old_programs_look(served: Served) -> None:
    answer = served.ask("/favicon.ico")
    assert answer.status in {301, 302}
    icon = served.ask(answer.headers["location"])
    assert (icon.status, icon.headers["content-type"]) == (200, "image/svg+xml")


@pytest.mark.site
def test_without_an_archive_healthz_is_well_and_readyz_says_what_is_missing(
    tmp_path: Path,
) -> None:
    environment = clean_environment(tmp_path / "var")
    assert Served(0, environment).manage("collectstatic", "--noinput").returncode == 0
    with serve(environment) as site:
        assert site.ask("/healthz").status == 200
        answer = site.ask("/readyz")
        assert answer.status == 503
        assert "database does not answer" in json.loads(answer.body)["reason"]
        page = site.ask("/")
        assert page.status == 503
        assert page.headers["cache-control"] == "no-store"
        assert int(page.headers["retry-after"]) > 0
        assert "<!doctype html>" in page.text.lower()
    assert "The database is away at /: " in (tmp_path / "var" / "serve.log").read_text("utf-8")


@pytest.mark.postgresql
@pytest.mark.site
def test_a_restart_of_the_database_is_not_seen_by_readers(postgresql: str, tmp_path: Path) -> None:
    address = create_database(postgresql, "restarted")
    with serve_seeds(tmp_path, DATABASE_URL=address) as site:
        for _ in range(8):  # every thread has a connection
            assert site.ask("/articles/").status == 200
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'restarted'"
            )
        assert {site.ask("/articles/").status for _ in range(8)} == {200}


# -- starting --------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.site
def test_a_second_start_makes_nothing_anew(tmp_path: Path) -> None:
    with serve_seeds(tmp_path) as site:
        first = json.loads(site.ask("/readyz").body)
    assert "Published edition" in (tmp_path / "serve.log").read_text("utf-8")
    with serve(site.environment, "--prepare") as again:
        assert json.loads(again.ask("/readyz").body) == first
    said = (tmp_path / "serve.log").read_text("utf-8")
    assert "The index stands already." in said
    assert "Published edition" not in said


def test_sites_that_share_a_cache_folder_build_the_table_once(served: Served) -> None:
    assert list(Path(served.environment["ARCHIVE_CACHE_DIR"]).glob("lexicon-*.npz"))
    assert not list(Path(served.environment["ARCHIVE_VAR"]).rglob("lexicon-*"))


@pytest.mark.database
@pytest.mark.site
def test_refused_seeds_stop_the_first_start_but_never_take_down_what_stands(
    tmp_path: Path,
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    bad = seeds / "003_0123456789abcdef.txt"
    bad.write_text("Not an article of any source.\n", "utf-8")
    with (
        pytest.raises(RuntimeError, match=bad.name),
        serve_seeds(tmp_path / "var", ARCHIVE_SEEDS=str(seeds)),
    ):
        pass
    bad.unlink()
    with serve_seeds(tmp_path / "var", ARCHIVE_SEEDS=str(seeds)) as site:
        stood = json.loads(site.ask("/readyz").body)
    bad.write_text("Not an article of any source.\n", "utf-8")
    with serve(site.environment, "--prepare") as again:
        assert json.loads(again.ask("/readyz").body) == stood
    log = (tmp_path / "var" / "serve.log").read_text("utf-8")
    assert bad.name in log
    assert "serving the edition published before" in log


def test_a_taken_port_is_said_plainly(served: Served) -> None:
    outcome = served.manage("serve", "--port", str(served.port))
    assert outcome.returncode == 1
    assert f"cannot serve on 127.0.0.1:{served.port}" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.database
def test_workers_give_freed_memory_back(served: Served) -> None:
    mine = f"--port\0{served.port}\0".encode()
    server = [each for each in Path("/proc").glob("[0-9]*") if mine in _read(each / "cmdline")]
    assert server
    for process in server:
        assert b"MALLOC_TRIM_THRESHOLD_=4194304" in _read(process / "environ")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # it ended meanwhile
        return b""


@pytest.mark.site
def test_stopping_while_workers_still_start_does_not_hang(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="4") as site:
        assert site.ask("/healthz").status == 200
        began = time.monotonic()
    assert time.monotonic() - began < 20


@pytest.mark.process
def test_without_static_files_serving_says_what_to_do(tmp_path: Path) -> None:
    site = Served(free_port(), clean_environment(tmp_path))
    outcome = site.manage("serve", "--port", str(site.port))
    assert outcome.returncode == 1
    assert "manage.py collectstatic" in outcome.stderr


# -- the site's own facts --------------------------------------------------------------------------


def test_addresses_lose_the_language_but_nothing_else() -> None:
    assert remove_language_prefix("/zh-hans/articles/x/") == "/articles/x/"
    assert remove_language_prefix("/zh-hans/") == "/"
    assert remove_language_prefix("/zh-hansel/") == "/zh-hansel/"
    assert remove_language_prefix("/articles/zh-hans/") == "/articles/zh-hans/"


def test_without_a_public_address_the_site_says_it_is_local() -> None:
    site = Site("/zh-hans/about/")
    site.base_url = ""
    assert (site.is_local, site.canonical) == (True, "/about/")
    site.base_url = "https://archive.example.org"
    assert (site.is_local, site.canonical) == (False, "https://archive.example.org/about/")


def test_a_contact_is_linked_as_what_it_is() -> None:
    site = Site()
    for contact, address in (
        ("desk@archive.example", "mailto:desk@archive.example"),
        ("https://archive.example/contact", "https://archive.example/contact"),
        ("", ""),
    ):
        site.contact = contact
        assert site.contact_href == address
