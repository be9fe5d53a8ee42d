"""The JSON of pages is described: every page has it, and all of it is as its schema says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urldefrag, urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from lxml import html

from archive.languages import remove_language_prefix
from archive.negotiation import JSON, representations_of
from archive.query_parameters import read_view_inputs
from documents.views.api_operations import list_operations
from documents.views.json_pages import JSON_PAGES
from documents.views.list_exports import export_list
from tests.api.schema_check import faults
from tests.helpers.json_answers import ask, read
from tests.helpers.reading_collection import ADDRESS_PARTS, PUBLIC
from tests.helpers.site_process import Served

pytestmark = pytest.mark.site
QUERIES = {"concordance_json": "?q=合作", "trends_json": "?q=合作&q=science", "cite_json": "?p=2-3"}
ANSWERED = [one for one in list_operations() if one.answer]
# No pages: they are for browsers and reference managers, in each language.
# And a redirect, by chance.
NO_PAGES = {"opensearch", "suggest", "unapi", "random_article"}


@pytest.fixture(scope="module")
def described(library: Served) -> Any:
    return read(library, "/openapi.json")


@pytest.mark.parametrize("one", ANSWERED, ids=lambda one: one.name)
def test_an_answer_is_as_its_schema_says(library: Served, described: Any, one: Any) -> None:
    parts = ADDRESS_PARTS | {"digest": json.loads(ask(library, "/readyz").text)["edition"]}
    path = one.template.format_map(parts) + QUERIES.get(one.name, "")
    document = read(library, path) if path != "/readyz" else json.loads(ask(library, path).text)
    schemas = described["components"]["schemas"]
    operation = described["paths"][one.template]["get"]
    schema = operation["responses"]["200"]["content"][JSON]["schema"]
    assert list(faults(document, schema, schemas)) == []


@pytest.mark.parametrize("path", ["/nothing.json", "/articles.json?year=x", "/articles/x.json"])
def test_an_error_is_as_its_schema_says(library: Served, described: Any, path: str) -> None:
    problem = json.loads(ask(library, path).text)
    schemas = described["components"]["schemas"]
    assert list(faults(problem, schemas["Problem"], schemas)) == []


def routes(
    patterns: list[URLPattern | URLResolver], before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here, pattern


def test_every_page_has_json_and_every_json_is_of_a_page() -> None:
    patterns = get_resolver().url_patterns
    pages = {
        str(pattern.name): pattern.callback
        for prefixed in patterns
        if isinstance(prefixed, URLResolver)
        for included in prefixed.url_patterns
        if isinstance(included, URLResolver)
        for _, pattern in routes(included.url_patterns)
    }
    without = {
        name
        for name, view in pages.items()
        if JSON not in {other.media_type for other in representations_of(view)}
    }
    assert "article" in pages
    assert without == NO_PAGES
    elsewhere = {"articles", "article", "article_version", "api_docs"}  # exports, and OpenAPI
    assert {one.page for one in JSON_PAGES} | elsewhere == set(pages) - NO_PAGES


def test_all_json_is_described_and_all_that_is_described_is_there(described: Any) -> None:
    found = {path for path, _ in routes(get_resolver().url_patterns) if path.endswith(".json")}
    templates = {one.path for one in list_operations()}
    assert found - templates == {"/openapi.json"}
    for template in described["paths"]:
        assert resolve(quote(template.format_map(ADDRESS_PARTS))).url_name


def test_parameters_are_those_that_the_view_declares(described: Any) -> None:
    listed = described["paths"]["/articles.json"]["get"]["parameters"]
    names = [
        described["components"]["parameters"][ref["$ref"].rpartition("/")[2]] for ref in listed
    ]
    assert tuple(one["name"] for one in names) == read_view_inputs(export_list).parameters
    sources = described["components"]["parameters"]["source"]["schema"]["items"]["enum"]
    assert "peoples-daily" in sources


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inside in value.values():
            yield from references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from references(inside)


def test_the_description_refers_to_nothing_that_is_not_in_it(described: Any) -> None:
    for reference in references(described):
        target = described
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
        assert target
    names = [one["get"]["operationId"] for one in described["paths"].values()]
    assert len(names) == len(set(names)) == len(list_operations())


def crawl(site: Served) -> Iterator[tuple[str, html.HtmlElement]]:
    """Pages reached by links from the home page, and from one that only others' sources link.

    Two of each kind, in either language.
    """
    waiting = ["/", "/sources/peoples-daily/authors/"]
    met = set(waiting)
    kinds: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        kind = resolve(remove_language_prefix(urlsplit(path).path)).view_name
        if kind == "documents:random_article":
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 2:
            continue
        answer = site.ask(path)
        assert answer.status == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = html.fromstring(answer.text)
        yield path, page
        for href in page.xpath("//a/@href"):
            there = urldefrag(str(href)).url.removeprefix(PUBLIC)
            if there.startswith("/") and there not in met and not there.startswith("/static/"):
                met.add(there)
                waiting.append(there)


def test_every_page_linked_from_pages_names_its_json(library: Served) -> None:
    kinds = set()
    for path, page in crawl(library):
        named = page.xpath("//link[@rel='alternate' and @type='application/json']/@href")
        assert named, path
        answer = ask(library, str(named[0]))
        assert (answer.status, answer.headers["content-type"]) == (200, JSON), (path, named)
        plain = remove_language_prefix(urlsplit(path).path)
        expected = {"/": "/index.json", "/docs/api/": "/openapi.json"}
        suffixed = expected.get(plain, f"{plain.rstrip('/')}.json")
        assert urlsplit(str(named[0]).removeprefix(PUBLIC)).path == suffixed
        accepted = library.ask(path, headers={"Accept": JSON})
        assert accepted.status == 200
        assert urlsplit(accepted.headers["content-location"]).path == suffixed
        assert "Accept" in accepted.headers["vary"].split(", ")
        kinds.add(resolve(plain).url_name)
    assert {"article", "issue", "source_authors", "cite", "related", "concordance"} <= kinds
