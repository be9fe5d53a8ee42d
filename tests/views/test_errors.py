"""Error pages: mistyped or unknown, withdrawn, replaced, unreadable, failed."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import RequestFactory
from lxml import etree
from lxml.html import HtmlElement

from documents.identifiers import ALPHABET, check_character, mint
from documents.views.errors import bad_request, server_error
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import CORRECTED, LONE, REPLACED, SEED, WITHDRAWN
from tests.helpers.site_process import Served


@pytest.mark.parametrize(
    "typed",
    ["XT66NZTHBGZ", "xt66-nzthbgz", "Xt66%20Nzthbgz", "xt66\u2013nzth\u2013bgz", "xt66nzthbgz%20"],
)
def test_an_identifier_in_another_form_moves_to_its_true_one(served: Served, typed: str) -> None:
    path = typed.replace("\u2013", "%E2%80%93")
    for before, after in (("", ""), ("/zh-hans", ""), ("", "v1/")):
        answer = served.ask(f"{before}/articles/{path}/{after}?view=stacked")
        assert answer.status == 301
        assert answer.headers["location"] == f"{before}/articles/{SEED}/{after}?view=stacked"


def test_a_mistyped_identifier_names_the_article_it_may_have_meant(served: Served) -> None:
    for wrong in ("xt66nzthbgx", "tx66nzthbgz", "xt66nzthb0z"):
        page = read_page(served, f"/articles/{wrong}/", 404)
        assert words(select(page, "h1")[0]) == "This identifier is mistyped"
        assert any(href == f"/articles/{SEED}/" for href in links(page).values())


@pytest.mark.parametrize("wrong", ["xt66nzthbg", "xt6nzthbgz", "xt66nzthbgzz", "xt666nzthbgz"])
def test_a_missing_or_doubled_character_is_a_slip_too(served: Served, wrong: str) -> None:
    page = read_page(served, f"/articles/{wrong}/", 404)
    assert f"it has {len(wrong)} characters, and an identifier has 11" in words(page)
    assert any(href == f"/articles/{SEED}/" for href in links(page).values())


@pytest.mark.parametrize("mark", ["。", ",", ")", "”", ".", "）。", "’.", ">"])
@pytest.mark.parametrize(
    "path",
    [
        *("/articles/{}", "/articles/{}/", "/articles/{}/v1/", "/articles/{}/v1"),
        *("/articles/{}.bib", "/articles/{}/v1.ris", "/articles/{}/v1/cite/"),
        *("/zh-hans/articles/{}/", "/zh-hans/articles/{}/v1", "/sources/peoples-daily/1958/01/"),
    ],
)
def test_an_address_copied_with_a_closing_mark_leads_to_its_page(
    served: Served, mark: str, path: str
) -> None:
    answer = served.ask(quote(path.format(SEED) + mark))
    for _ in range(3):
        if answer.status != 301:
            break
        answer = served.ask(answer.headers["location"])
    assert answer.status == 200


@pytest.mark.parametrize("zeros", ["v01", "v001"])
def test_a_version_with_zeros_before_it_is_no_second_address(served: Served, zeros: str) -> None:
    for behind in ("/", "/cite/", ".bib"):
        answer = served.ask(f"/articles/{SEED}/{zeros}{behind}")
        assert answer.status == 301
        assert answer.headers["location"] == f"/articles/{SEED}/v1{behind}"


def test_a_mistyped_identifier_suggests_no_article_that_does_not_exist(served: Served) -> None:
    name = mint("nothing of this archive")
    wrong = name[:-1] + next(c for c in ALPHABET if c != name[-1])
    page = read_page(served, f"/articles/{wrong}/", 404)
    assert not any(href.startswith("/articles/") and href != "/articles/" for href in _main(page))
    assert "No article here has a similar identifier" in words(page)


def _main(page: HtmlElement) -> list[str]:
    return [str(href) for href in page.xpath("//main//a/@href")]


def test_an_unknown_identifier_is_told_from_a_mistyped_one(served: Served) -> None:
    unknown = mint("nothing of this archive")
    assert check_character(unknown[:-1]) == unknown[-1]
    page = read_page(served, f"/articles/{unknown}/", 404)
    assert words(select(page, "h1")[0]) == "No article has this identifier"


@pytest.mark.parametrize("path", ["/articles/%3Cb%3E/", "/articles/x/", "/articles/中文/v1/"])
def test_what_is_typed_is_shown_as_text(served: Served, path: str) -> None:
    page = read_page(served, path.replace("中文", "%E4%B8%AD%E6%96%87"), 404)
    assert select(page, "main")[0].xpath(".//b") == []


def test_a_version_that_never_was_names_the_newest(library: Served) -> None:
    page = read_page(library, f"/articles/{CORRECTED}/v3/", 404)
    assert words(select(page, "h1")[0]) == "This article has no such version"
    assert "Its newest is version 2." in words(page)
    assert library.ask(f"/articles/{CORRECTED}/v0/").status == 404


@pytest.mark.parametrize("tail", ["", "v1/", "v7/", "?view=original"])
def test_a_withdrawn_article_says_why_and_when(library: Served, tail: str) -> None:
    page = read_page(library, f"/articles/{WITHDRAWN}/{tail}", 410)
    assert "withdrawn from this archive on 5 October 2026" in words(page)
    assert words(select(page, "blockquote")[0]) == "A duplicate of <another> scan."


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
@pytest.mark.parametrize("accept", ["text/html", "application/x-bibtex", "application/json"])
def test_a_replaced_article_moves_to_its_successor(
    library: Served, prefix: str, accept: str
) -> None:
    answer = library.ask(f"{prefix}/articles/{REPLACED}/?q=x", headers={"Accept": accept})
    assert answer.status == 301
    # A browser keeps the fragment it was asked for, a passage, where the answer has none.
    assert answer.headers["location"] == f"{prefix}/articles/{LONE}/?q=x#replaces"


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
@pytest.mark.parametrize(
    "tail", ["/v1/", "/v1/cite/?p=1", "/v1/changes/", "/v1/source/", "/source/", "/related/"]
)
def test_what_is_cited_of_a_replaced_article_never_becomes_another_text(
    library: Served, prefix: str, tail: str
) -> None:
    page = read_page(library, f"{prefix}/articles/{REPLACED}{tail}", 410)
    assert words(select(page, "blockquote")[0]) == "Filed twice."
    assert page.xpath(f"//main//a[contains(@href, '{LONE}')]/@href") == [
        f"{prefix}/articles/{LONE}/"
    ]


def test_a_successor_says_what_it_replaces_and_why(library: Served) -> None:
    (note,) = select(read_page(library, f"/articles/{LONE}/"), "#replaces")
    assert REPLACED in words(note)
    assert "Filed twice." in words(note)
    assert "5 October 2026" in words(note)
    for other in (f"/articles/{SEED}/", f"/articles/{CORRECTED}/"):
        assert select(read_page(library, other), "#replaces") == []


FORMS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/problem+json",
    "jsonld": "application/problem+json",
    "tei.xml": "application/tei+xml",
    "txt": "text/plain",
    "md": "text/markdown",
    "pairs.tsv": "text/tab-separated-values",
    "tmx": "application/x-tmx+xml",
    "timemap": "application/link-format",
}


@pytest.mark.parametrize("suffix", FORMS)
def test_an_export_of_a_withdrawn_article_is_gone_in_its_own_media_type(
    library: Served, suffix: str
) -> None:
    addresses = [f"/articles/{REPLACED}.{suffix}"]
    if suffix != "timemap":
        addresses.append(f"/articles/{REPLACED}/v1.{suffix}")
    for address in addresses:
        answer = library.ask(address)
        assert answer.status == 410
        assert answer.headers["content-type"].partition(";")[0] == FORMS[suffix]
        assert answer.headers["access-control-allow-origin"] == "*"
        if suffix != "timemap":
            assert "Filed twice." in answer.text
            assert LONE in answer.text
        if FORMS[suffix].endswith("xml"):
            etree.fromstring(answer.body)


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        (f"/articles/{REPLACED}/v1/source/file", 410, "text/plain"),
        (f"/articles/{CORRECTED}/v9.bib", 404, "application/x-bibtex"),
        ("/articles/xt66nzthbgx.ris", 404, "application/x-research-info-systems"),
        ("/articles.atom?page=x", 400, "application/atom+xml"),
        ("/articles.csv?from=x", 400, "text/csv"),
        ("/articles.bib?from=x", 400, "application/x-bibtex"),
        ("/concordance.tsv?q=x&from=x", 400, "text/tab-separated-values"),
        ("/trends.svg?from=x", 400, "image/svg+xml"),
        ("/sitemaps/none.xml", 404, "application/problem+xml"),
        ("/nothing.txt", 404, "text/plain"),
    ],
)
def test_errors_are_in_the_media_type_of_what_was_asked_for(
    library: Served, address: str, status: int, kind: str
) -> None:
    answer = library.ask(address)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (status, kind)
    assert answer.body
    if kind.endswith("xml"):
        etree.fromstring(answer.body)
    if kind == FORMS["ris"]:
        assert answer.text.startswith("TY  - GEN\r\n")
        assert answer.text.endswith("ER  - \r\n")


def test_an_error_by_accept_is_in_that_media_type(library: Served) -> None:
    asked = {"Accept": "application/x-bibtex"}
    answer = library.ask(f"/articles/{WITHDRAWN}/", headers=asked)
    assert (answer.status, answer.headers["vary"].split(", ")[0]) == (410, "Accept")
    assert answer.text.startswith("@comment{")
    asked = {"Accept": "application/x-bibtex;q=0.5, text/html;q=0.6"}
    assert "<html" in library.ask(f"/articles/{WITHDRAWN}/", headers=asked).text


@pytest.mark.parametrize("path", ["/nothing/", "/articles/xt66nzthbgz/nothing/", "/zh-hans/no/"])
def test_an_address_of_nothing_is_a_page_with_a_way_on(served: Served, path: str) -> None:
    page = read_page(served, path, 404)
    said = "此网址没有内容" if path.startswith("/zh-hans/") else "There is nothing at this address"
    assert words(select(page, "h1")[0]) == said
    assert len(select(page, "form")) == 2
    assert page.xpath("//link[@rel='canonical' or @rel='alternate']") == []


@pytest.mark.parametrize(
    "path",
    [
        *(f"/articles/{SEED}.epub", f"/articles/{SEED}/v1.epub", f"/articles/{SEED}.epub."),
        *("/articles.epub", "/sources/peoples-daily.epub", "/glossary/%E5%90%88%E4%BD%9C.epub"),
        *("/sources.epub", "/about.epub", f"/zh-hans/articles/{SEED}.json", "/concordance.epub"),
    ],
)
def test_an_unknown_suffix_is_not_found_and_leads_nowhere(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert "location" not in answer.headers


PROBLEM = "application/problem+json"


def problem(site: Served, path: str, accept: str = "*/*", method: str = "GET") -> dict[str, Any]:
    """The problem that a program is told of, with what every problem says."""
    answer = site.ask(path, method, {"Accept": accept})
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["access-control-allow-origin"] == "*"
    said: dict[str, Any] = json.loads(answer.body)
    assert said["status"] == answer.status
    assert "/docs/api/#" in said["type"]
    assert said["instance"] == path
    assert all(said[name] for name in ("title", "detail"))
    assert all(way["href"] and way["title"] for way in said["see"])
    return said


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        *(("/nothing.json", "*/*"), ("/nothing/", "application/json"), ("/nothing/", PROBLEM)),
        *(("/articles/x.json", "text/html"), ("/articles/x/", "application/json")),
        (f"/articles/{SEED}/v9/", "application/json"),
    ],
)
def test_a_program_is_told_in_json_what_is_not_found(
    served: Served, path: str, accept: str
) -> None:
    said = problem(served, path, accept)
    assert said["status"] == 404
    assert any(way["href"] == "/articles.json" for way in said["see"])


def test_a_problem_is_in_the_language_of_the_address(served: Served) -> None:
    assert problem(served, "/zh-hans/nothing/", "application/json")["title"] == "此网址没有内容"


def test_a_mistyped_identifier_leads_a_program_to_the_article(served: Served) -> None:
    said = problem(served, "/articles/xt66nzthbgx.json")
    assert said["type"] == "/docs/api/#mistyped-identifier"
    assert said["see"][0]["href"] == f"/articles/{SEED}.json"


def test_a_missing_version_names_the_newest_for_a_program(library: Served) -> None:
    said = problem(library, f"/articles/{CORRECTED}/v3.json")
    assert (said["newest_version"], said["status"]) == (2, 404)


def test_a_withdrawn_article_says_why_to_a_program(library: Served) -> None:
    said = problem(library, f"/articles/{WITHDRAWN}.json")
    assert (said["status"], said["date"]) == (410, "2026-10-05")
    assert said["reason"] == "A duplicate of <another> scan."
    assert [each["version"] for each in said["versions"]] == [1]


def test_what_changes_nothing_is_refused_in_json_where_json_is_asked_for(served: Served) -> None:
    said = problem(served, "/articles.json", method="POST")
    assert (said["status"], said["type"]) == (405, "/docs/api/#method-not-allowed")


@pytest.mark.parametrize(
    ("path", "varies"),
    [
        ("/nothing/", "Accept, Accept-Encoding"),
        ("/articles/x/", "Accept, Accept-Datetime, Accept-Encoding"),
        (f"/articles/{SEED}/", "Accept, Accept-Datetime, Accept-Encoding"),
        (f"/articles/{SEED}/v1/", "Accept, Accept-Encoding"),
        ("/articles/?year=x", "Accept, Accept-Encoding"),
        ("/articles.json", "Accept-Encoding"),
    ],
)
def test_an_answer_says_what_it_hangs_on(served: Served, path: str, varies: str) -> None:
    answer = served.ask(path)
    assert answer.headers["vary"] == varies
    again = served.ask(path, headers={"If-None-Match": answer.headers.get("etag", "")})
    assert again.headers["vary"] == varies


@pytest.mark.usefixtures("plain_static")
def test_failing_needs_no_database(rf: RequestFactory) -> None:
    """No ``django_db`` mark: any question to the database fails this test."""
    failed = server_error(rf.get("/"))
    assert failed.status_code == 500
    assert "The archive failed to make this page" in failed.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_static")
def test_an_unreadable_address_is_400(rf: RequestFactory) -> None:
    assert bad_request(rf.get("/")).status_code == 400
