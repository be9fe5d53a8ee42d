"""Discovery by programs: sitemaps, robots.txt, the OpenSearch description, the API catalogue."""

from __future__ import annotations

import json
import re
import urllib.robotparser
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from documents.exchange import sitemaps
from documents.identifiers import ALPHABET
from tests.helpers.citation_collection import CORRECTED, PUBLIC, RECALLED
from tests.helpers.page_elements import read_page
from tests.helpers.site_process import Served

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def tree(site: Served, path: str) -> ElementTree.Element:
    answer = site.ask(path)
    assert answer.status == 200
    return ElementTree.fromstring(answer.body)


def mapped(site: Served) -> dict[str, str | None]:
    """Every address of every sitemap, with its date."""
    index = tree(site, "/sitemap.xml")
    files = [str(each.text) for each in index.iter(f"{MAP}loc")]
    assert len(files) == len(set(files)) > 1
    return {
        str(url.findtext(f"{MAP}loc")): url.findtext(f"{MAP}lastmod")
        for file in files
        for url in tree(site, file.removeprefix(PUBLIC)).iter(f"{MAP}url")
    }


def test_every_article_is_mapped_once_with_the_day_it_was_recorded(citing: Served) -> None:
    pages = mapped(citing)
    assert pages[f"{PUBLIC}/articles/{CORRECTED}/"] == "2026-06-15T09:30:00Z"
    assert not any(RECALLED in page for page in pages)
    listed = json.loads(citing.ask("/articles.json").text)["articles"]
    assert {page for page in pages if pages[page]} == {item["permalink"] for item in listed}


def test_every_mapped_address_is_canonical_allowed_and_answers(citing: Served) -> None:
    robots = citing.ask("/robots.txt").text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots.splitlines()
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(robots.splitlines())
    for address in mapped(citing):
        assert parser.can_fetch("anybody", address)
        page = read_page(citing, address.removeprefix(PUBLIC))
        assert page.xpath("//link[@rel='canonical']/@href") == [address]


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_robots_refuses_endless_addresses_by_plain_beginnings(citing: Served, prefix: str) -> None:
    lines = [line for line in citing.ask("/robots.txt").text.splitlines() if "*?" not in line]
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(lines)  # knows no `*` in an address, and takes the first rule that fits
    for endless in ("articles/?q=x", "articles/?page=2", "concordance/?q=x", "trends/", "random/"):
        assert not parser.can_fetch("anybody", f"{PUBLIC}{prefix}/{endless}")
    for page in ("", "articles/", f"articles/{CORRECTED}/", "sources/", "data/"):
        assert parser.can_fetch("anybody", f"{PUBLIC}{prefix}/{page}")
    assert f"{PUBLIC}/data/" in citing.ask("/robots.txt").text.splitlines()[0]


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_what_a_crawler_follows_of_a_list_has_no_query(citing: Served, prefix: str) -> None:
    for query in ("", "?q=the", "?year=1958", "?q=nothingatall"):
        page = read_page(citing, f"{prefix}/articles/{query}")
        links = "//a[contains(@href, '?') and not(contains(@rel, 'nofollow'))]/@href"
        assert page.xpath(links) == []
        assert len(page.xpath("//a[not(contains(@rel, 'nofollow'))]")) < 150


@given(st.integers(0, 5_000_000))
def test_shards_grow_with_the_archive_and_cover_every_identifier(articles: int) -> None:
    shards = sitemaps.list_shards(articles)
    assert articles <= sitemaps.IN_A_FILE * len(shards)
    assert len(shards) <= 50_000
    assert shards == [sitemaps.WHOLE] or len(shards) == len(ALPHABET) ** len(shards[0])


def test_a_shard_ends_where_the_next_begins() -> None:
    shards = sitemaps.list_shards(20_000_000)
    ends = [sitemaps._following(shard) for shard in shards]
    assert [end.ljust(3, ALPHABET[0]) for end in ends[:-1]] == shards[1:]
    assert ends[-1] == ""


@pytest.mark.django_db
def test_a_shard_is_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert list(sitemaps.shard_members("7z")) == []


def test_markup_in_an_address_stays_text() -> None:
    made = sitemaps.write_sitemap(
        [("https://a.example/?a=1&b=<c>", datetime(2026, 1, 1, tzinfo=UTC))]
    )
    assert ElementTree.fromstring(made).findtext(f".//{MAP}loc") == "https://a.example/?a=1&b=<c>"


def test_a_shard_that_is_none_is_not_found(citing: Served) -> None:
    assert citing.ask("/sitemaps/zz.xml").status == 404


@pytest.mark.parametrize("path", ["/opensearch.xml", "/zh-hans/opensearch.xml"])
def test_the_search_description_says_how_to_search(citing: Served, path: str) -> None:
    answer = citing.ask(path)
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.body)
    assert 0 < len(root.findtext(f"{SEARCH}ShortName") or "") <= 16
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{SEARCH}Url")}
    html = str(templates["text/html"])
    assert html.startswith(PUBLIC + path.removesuffix("opensearch.xml"))
    asked = html.removeprefix(PUBLIC).replace("{searchTerms}", "ferry").replace("{startPage?}", "")
    assert citing.ask(asked).status == 200
    assert "application/atom+xml" in templates


def test_every_page_leads_to_the_search_description(citing: Served) -> None:
    for path in ("/", "/zh-hans/about/", f"/articles/{CORRECTED}/"):
        (link,) = read_page(citing, path).xpath("//link[@rel='search']")
        assert citing.ask(str(link.get("href"))).status == 200


def test_the_catalogue_names_what_answers(citing: Served) -> None:
    answer = citing.ask("/.well-known/api-catalog")
    assert answer.headers["content-type"].startswith("application/linkset+json")
    document = json.loads(answer.text)
    items = document["linkset"][0]["item"]
    assert len(items) >= 6
    for item in items:
        found = citing.ask(item["href"].removeprefix(PUBLIC))
        assert found.status == 200
        assert found.headers["content-type"].startswith(item["type"])


def test_the_index_for_readers_of_text_names_what_answers(citing: Served) -> None:
    answer = citing.ask("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    head, *sections = answer.text.split("\n## ")
    assert re.fullmatch(r"# \S.*\n\n> \S.*\n", head)
    named = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): \S", "\n".join(sections), re.MULTILINE)
    assert len(named) == sum(line.startswith("- ") for line in answer.text.splitlines()) > 15
    for address in named:
        path = address.removeprefix(PUBLIC).replace("IDENTIFIER", CORRECTED)
        assert citing.ask(path).status == 200, path
    assert f"{PUBLIC}/data/" in named


def test_the_index_of_a_local_archive_has_paths(served: Served) -> None:
    text = served.ask("/llms.txt").text
    assert "](/articles/IDENTIFIER.md)" in text
    assert "sitemap" not in text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemaps/all.xml", "/opensearch.xml"])
def test_without_a_public_address_absolute_ones_are_not_made_up(served: Served, path: str) -> None:
    answer = served.ask(path, headers={"Host": "evil.example"})
    assert answer.status == 404
    assert "ARCHIVE_BASE_URL" in answer.text
    assert "Sitemap" not in served.ask("/robots.txt").text
