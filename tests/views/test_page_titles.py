"""Every page says what it is, in its title and its first heading; what is empty leads on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from lxml.html import HtmlElement

from tests.helpers.page_elements import read_page, select, words
from tests.helpers.reading_collection import ADDRESS_PARTS, CORRECTED, SEED, WITHDRAWN
from tests.helpers.site_process import Served

pytestmark = pytest.mark.site

OTHER_PARTS = {"changes": {"identifier": CORRECTED, "version": "2"}}
# No pages of their own: for browsers and reference managers, and a redirect.
NO_PAGES = {"opensearch", "suggest", "unapi", "random_article"}
QUERIES = {
    "articles": ("", "?q=合作", "?q=nosuchword", "?source=peoples-daily&year=1958"),
    "concordance": ("", "?q=合作", "?q=nosuchword"),
    "trends": ("", "?q=合作", "?q=nosuchword"),
}
# Addresses that show nothing, with the status they answer.
NOTHING = {
    "/nothing/": 404,
    "/articles/xt66nzthbgx/": 404,
    f"/articles/{SEED}/v9/": 404,
    f"/articles/{WITHDRAWN}/": 410,
    "/sources/nothing/": 404,
    "/sources/peoples-daily/1957/": 404,
    "/sources/peoples-daily/1958/02/30/": 404,
    "/on-this-day/02-30/": 404,
    "/editions/00000000/": 404,
    "/articles/?q=nosuchword": 200,
    "/articles/?year=x": 400,
    "/articles/?page=400": 400,
    "/concordance/?q=nosuchword": 200,
    "/trends/?q=nosuchword": 200,
    "/trends/": 200,
    "/concordance/": 200,
    "/on-this-day/07-01/": 200,
    "/glossary/合作人合/": 404,
}
SITE = {"": "Parallel Archive", "/zh-hans": "对照文献"}


def page_routes(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """The name and the template of every page's address, as the URL table has them."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from (
                (str(one.name), f"/{one.pattern}")
                for included in pattern.url_patterns
                if isinstance(included, URLResolver) and included.namespace == "documents"
                for one in included.url_patterns
                if isinstance(one, URLPattern)
            )


ROUTES = dict(page_routes(get_resolver().url_patterns))
PAGES = [
    (name, query) for name in sorted(ROUTES.keys() - NO_PAGES) for query in QUERIES.get(name, ("",))
]


def address_of(name: str, edition: str) -> str:
    parts = ADDRESS_PARTS | {"digest": edition} | OTHER_PARTS.get(name, {})
    path = ROUTES[name]
    for part, value in parts.items():
        for kind in ("", "str:", "slug:", "version:", "yyyy:", "mm:", "dd:"):
            path = path.replace(f"<{kind}{part}>", value)
    return path.replace("<version_no:version>", parts["version"])


def title_of(page: HtmlElement) -> str:
    return words(select(page, "title")[0])


@pytest.fixture(scope="module")
def edition(library: Served) -> str:
    digest: str = json.loads(library.ask("/readyz").text)["edition"]
    return digest


def test_the_url_table_has_the_pages() -> None:
    assert {"home", "articles", "article", "issue", "on_this_day", "trends"} <= ROUTES.keys()


@pytest.mark.parametrize("prefix", SITE)
@pytest.mark.parametrize(("name", "query"), PAGES)
def test_a_page_says_what_it_is(
    library: Served, edition: str, name: str, query: str, prefix: str
) -> None:
    path = prefix + address_of(name, edition) + query
    page = read_page(library, quote(path, safe="/?&=:"))
    (heading,) = select(page, "h1")
    said, title = words(heading), title_of(page)
    assert said
    if name == "home":
        assert said == SITE[prefix]
        return
    own, dot, site = title.rpartition(" · ")
    assert (dot, site) == (" · ", SITE[prefix])
    # In Chinese the title has a comma where the heading has a space.
    said, own = (re.sub(r"[\s，]", "", text) for text in (said, own))
    assert said in own or own in said, (title, said)


def test_no_two_kinds_of_pages_have_one_title(library: Served, edition: str) -> None:
    titles = {
        name: title_of(read_page(library, quote(address_of(name, edition), safe="/?&=:")))
        for name in ROUTES.keys() - NO_PAGES
    }
    twins = {"article_version": "article", "source_view_version": "source_view"}
    several = {title for title in titles.values() if list(titles.values()).count(title) > 1}
    assert {name for name, title in titles.items() if title in several} <= {
        *twins,
        *twins.values(),
        *("on_this_day", "day_of_year"),
    }


@pytest.mark.parametrize("path", NOTHING)
def test_what_shows_nothing_says_so_and_leads_on(library: Served, path: str) -> None:
    for prefix, name in SITE.items():
        page = read_page(library, prefix + quote(path, safe="/?&=:"), NOTHING[path])
        assert words(select(page, "h1")[0])
        assert title_of(page) != name
        hrefs = page.xpath("//main//a/@href")
        onward = [href for href in hrefs if href.startswith("/") and href != prefix + path]
        assert onward, path
        for href in onward[:12]:
            assert library.ask(href.partition("#")[0]).status in {200, 301, 302}, href
