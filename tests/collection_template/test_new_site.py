"""A new collection, served: nothing on any page is of the project's own seeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import lxml.html
import pytest

from documents.collection_template.write_collection import write_collection
from tests.helpers.site_process import Answer, Served, serve_seeds

pytestmark = pytest.mark.site

OF_SEEDS = re.compile(
    "people.{1,6}s daily|人民日报|great soviet|parallel archive|对照文献|comecon|莫斯科"
    "|q=(合作|%E5%90%88)",
    re.IGNORECASE,
)
STARTS = (
    *("/", "/zh-hans/", "/help.json", "/about.json", "/openapi.json", "/llms.txt", "/robots.txt"),
    *("/opensearch.xml", "/sitemap.xml", "/articles.atom", "/oai?verb=Identify", "/list/"),
    *("/articles/?q=the", f"/zh-hans/articles/?q={quote('信')}", "/nowhere/", "/suggest?q=le"),
)
OF_A_KIND = 2  # pages looked at whose addresses differ by a value alone


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("new")
    list(write_collection(folder / "mine"))
    with serve_seeds(
        folder / "var",
        ARCHIVE_SEEDS=str(folder / "mine"),
        ARCHIVE_BASE_URL="https://archive.example.org",
        ARCHIVE_HTTPS="0",
    ) as served:
        yield served


def kind_of(path: str) -> str:
    return re.sub(
        r"=[^&]*|\d+(?=-|/|$)|\b[0-9a-z]{11}\b|[0-9a-f]{64}|(?<=glossary/)[^/]+", "", path
    )


def crawl(site: Served) -> Iterator[tuple[str, Answer]]:
    waiting, kinds = list(STARTS), Counter[str]()
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        answer = site.ask(path)
        yield path, answer
        if "text/html" not in answer.headers.get("content-type", "") or not answer.body:
            continue
        for href in lxml.html.document_fromstring(answer.text).xpath("//@href"):
            there = urlsplit(urljoin(f"https://archive.example.org{path}", str(href)))
            found = there.path + (f"?{there.query}" if there.query else "")
            if there.netloc != "archive.example.org" or found in seen or "&" in found:
                continue
            seen.add(found)
            kinds[kind_of(found)] += 1
            if kinds[kind_of(found)] <= OF_A_KIND and not found.startswith("/static/"):
                waiting.append(quote(found, safe="/?&=%+:~,;@!$'()*"))


def test_no_page_says_a_word_of_the_seeds(site: Served) -> None:
    paths, found = set(), []
    for path, answer in crawl(site):
        paths.add(path)
        assert answer.status < 500, path
        body = answer.body.decode("utf-8", "replace")
        found += [
            f"{path}: {body[max(0, m.start() - 50) : m.end()]}" for m in OF_SEEDS.finditer(body)
        ]
    assert found == []
    assert {
        "/help/",
        "/zh-hans/about/",
        "/docs/api/",
        "/concordance/",
        "/sources/letters/",
    } <= paths
    assert len([path for path in paths if "/articles/" in path and path.endswith(".json")]) > 1


def test_every_example_of_the_help_page_finds_something(site: Served) -> None:
    page = lxml.html.document_fromstring(site.ask("/help/").text)
    links = page.xpath("//dl[@class='terms']//a/@href")
    assert len(links) > 8
    for link in links:
        shown = lxml.html.document_fromstring(site.ask(link).text)
        assert shown.xpath(
            "//ol[contains(@class, 'entries')]//h3/a | //*[contains(@class, 'kwic')]"
            " | //main//table"
        ), link


def test_its_name_words_and_colours_are_shown(site: Served) -> None:
    home = site.ask("/").text
    assert "<h1>My Archive</h1>" in home
    assert "<em>Change these words in <code>archive.toml</code>.</em>" in home
    assert "og:image" not in home
    about = site.ask("/zh-hans/about/").text
    assert "如何转录与翻译" in about
    page = lxml.html.document_fromstring(home)
    sheets = [
        sheet for sheet in page.xpath("//link[@rel='stylesheet']/@href") if "colours" in sheet
    ]
    assert ":root { --accent: #1f5a4c; }" in site.ask(sheets[0]).text
    (seal,) = page.xpath("//img[@class='seal']/@src")
    assert ">文</text>" in site.ask(seal).text
