"""Every version stays, says what stands before and after it, and shows what it changed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.helpers.citation_collection import CORRECTED, RECALLED
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.site_process import Served

ARTICLE = f"/articles/{CORRECTED}/"


def test_every_version_keeps_its_words(citing: Served) -> None:
    assert "Twenty people" in words(read_page(citing, f"{ARTICLE}v1/"))
    assert "Thirty people" in words(read_page(citing, f"{ARTICLE}v2/"))


def test_an_older_version_says_that_a_newer_exists(citing: Served) -> None:
    page = read_page(citing, f"{ARTICLE}v1/")
    note = words(select(page, "p.version-note")[0])
    assert "a correction has replaced" in note
    assert links(page)["What changed"] == f"{ARTICLE}v2/changes/"


@pytest.mark.parametrize("path", [ARTICLE, f"{ARTICLE}v2/"])
def test_a_correction_says_what_it_corrects(citing: Served, path: str) -> None:
    page = read_page(citing, path)
    assert "corrects version 1" in words(select(page, "p.version-note")[0])
    assert links(page)["What changed"] == f"{ARTICLE}v2/changes/"


def test_an_article_of_one_version_says_nothing_of_others(library: Served) -> None:
    page = read_page(library, "/articles/xt66nzthbgz/")
    assert select(page, "p.version-note") == []


def test_what_changed_is_marked_word_by_word_in_both_languages(citing: Served) -> None:
    page = read_page(citing, f"{ARTICLE}v2/changes/")
    gone = [words(one) for one in select(page, "ol")[0].xpath("//li//del | //dd//del")]
    new = [words(one) for one in page.xpath("//li//ins | //dd//ins")]
    assert {"二", "Twenty"} <= set(gone)
    assert {"三", "Thirty", "Mended", "完。", "The end."} <= {word.strip() for word in new}
    said = words(page)
    assert "New paragraph 4" in said
    assert "Paragraph 1 is unchanged." in said
    assert "Paragraph 3 is unchanged." in said
    assert {str(one) for one in page.xpath("//li/p/@lang")} == {"zh-Hans", "en"}


def test_facts_that_changed_are_named(citing: Served) -> None:
    page = read_page(citing, f"{ARTICLE}v2/changes/")
    facts = {words(one.xpath("dt")[0]): words(one) for one in page.xpath("//dl/div")}
    assert "2" in facts["Page"]
    assert "3" in facts["Page"]


def test_the_first_version_has_nothing_before_it(citing: Served) -> None:
    page = read_page(citing, f"{ARTICLE}v1/changes/")
    assert "is the first" in words(page)
    assert page.xpath("//ins | //del") == []


def test_the_chinese_interface_has_the_same_changes(citing: Served) -> None:
    chinese = read_page(citing, f"/zh-hans{ARTICLE}v2/changes/")
    english = read_page(citing, f"{ARTICLE}v2/changes/")
    paths = "//li//ins", "//li//del"
    for path in paths:
        assert [words(a) for a in chinese.xpath(path)] == [words(a) for a in english.xpath(path)]


@pytest.mark.parametrize("tail", ["v1/changes/", "v1/cite/", "v2/changes/"])
def test_a_withdrawn_article_has_no_changes_left(citing: Served, tail: str) -> None:
    page = read_page(citing, f"/articles/{RECALLED}/{tail}", 410)
    said = words(page)
    assert "Filed <twice>." in said
    assert "5 October 2026" in said
    assert "Version 1 was recorded on" in said


def test_a_version_that_never_was_is_not_compared(citing: Served) -> None:
    assert citing.ask(f"{ARTICLE}v3/changes/").status == 404


def test_what_went_and_what_came_in_its_place_are_parted(citing: Served) -> None:
    page = read_page(citing, f"/articles/{CORRECTED}/v2/changes/")
    headline = page.xpath("//dd[del or ins]")[0]
    changed = [*headline]
    assert {one.tag for one in changed} == {"del", "ins"}
    assert changed[0].get("class") is None
    for before, one in pairwise(changed):  # words between them part them already
        assert one.get("class") == (None if before.tail else "parted")
    assert any(one.get("class") for one in changed)
    assert {one.get("class") for one in page.xpath("//p[contains(@class, 'summary')]/*")} == {None}
