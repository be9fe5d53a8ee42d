"""Error pages: mistyped or unknown, withdrawn, replaced, unreadable, failed."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import RequestFactory
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
    assert "No article of this archive has an identifier like it" in words(page)


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


@pytest.mark.parametrize("tail", ["", "v1/"])
def test_a_replaced_article_moves_to_its_successor(library: Served, tail: str) -> None:
    answer = library.ask(f"/articles/{REPLACED}/{tail}")
    assert (answer.status, answer.headers["location"]) == (301, f"/articles/{LONE}/")


@pytest.mark.parametrize("path", ["/nothing/", "/articles/xt66nzthbgz/nothing/", "/zh-hans/no/"])
def test_an_address_of_nothing_is_a_page_with_a_way_on(served: Served, path: str) -> None:
    page = read_page(served, path, 404)
    said = "此网址没有内容" if path.startswith("/zh-hans/") else "There is nothing at this address"
    assert words(select(page, "h1")[0]) == said
    assert len(select(page, "form")) == 2
    assert page.xpath("//link[@rel='canonical' or @rel='alternate']") == []


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
