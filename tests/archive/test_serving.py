"""The site as it is served: methods, CORS, hosts, languages, security headers, probes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from archive.context import Site
from archive.languages import remove_language_prefix
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.site_process import (
    PAGES,
    Served,
    serve_seeds,
)

# What the policy forbids; data in a script element is none, browsers run nothing of it.
INLINE = r'<style|\sstyle=|\son[a-z]+=|<script(?! type="application/ld\+json">)(?![^>]*\ssrc=)'


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
