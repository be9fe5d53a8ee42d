"""Facts on the reading page, and where it leads: neighbours, versions, results, errors."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import (
    CORRECTED,
    DIKE,
    ENTRY,
    LONE,
    LONG,
    PUBLIC,
    SEED,
)
from tests.helpers.site_process import Served


def fact(page: HtmlElement, name: str) -> list[str]:
    """What stands under one term of the facts."""
    (term,) = [term for term in select(page, "dt") if words(term) == name]
    return [words(value) for value in term.itersiblings("dd")]


def test_the_facts_say_what_is_known_and_make_nothing_up(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    assert fact(page, "Date") == ["24 January 1958"]
    assert fact(page, "Page") == ["p. 6 (第6版)"]
    assert fact(read_page(served, f"/zh-hans/articles/{SEED}/"), "版面") == ["第6版"]
    assert fact(page, "Dateline") == ["新华社 莫斯科 23日", "Xinhua News Agency, Moscow, 23rd"]
    assert fact(page, "Language") == ["Chinese, English"]
    assert fact(page, "Translator") == ["not named in the source"]
    assert fact(page, "Rights") == ["Copyright not evaluated"]
    assert fact(page, "Version") == ["1 of 1"]
    assert fact(page, "Accession") == ["7f36bf76d8e05e4c", "Original file"]
    assert fact(page, "Notes") == [
        "The file does not name its source: the archive attributed it by these marks:",
        "第6版() 专栏：",
    ]
    assert "Column" not in [words(term) for term in select(page, "dt")]


def test_an_encyclopedia_entry_says_that_its_original_is_not_held(served: Served) -> None:
    page = read_page(served, f"/articles/{ENTRY}/")
    assert "The Russian original is not held." in words(select(page, "p.remark-held")[0])
    assert fact(page, "Date") == ["1970–1979"]
    assert fact(page, "Translator") == ["not named in the source"]
    assert fact(page, "Rights")[0] == "In copyright"
    assert fact(page, "Rights")[1].endswith("The Gale Group, Inc. All rights reserved.")
    notes = fact(page, "Notes")
    assert len(notes) == len(set(notes)) == 2
    assert [one.get("id") for one in select(page, "div.t")[5].iter("p")] == ["p6"]
    references = page.xpath("//section[@class='references']//li")
    assert [one.get("id") for one in references] == [f"r{n}" for n in range(1, 7)]
    assert words(references[2])[1:] == words(references[5])[1:]  # the file has it twice


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_the_permanent_address_carries_nothing(library: Served, prefix: str) -> None:
    page = read_page(library, f"{prefix}/articles/{SEED}/?view=stacked&q=Moscow&result=1")
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{PUBLIC}/articles/{SEED}/"
    (address,) = select(page, "#address")
    assert words(address) == address.get("href") == canonical


def test_without_a_public_address_the_page_says_that_its_own_is_local(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/?view=stacked")
    assert words(select(page, "#address")[0]) == f"/articles/{SEED}/"
    assert fact(page, "Address")[0].startswith("local")
    assert page.xpath("//link[@rel='canonical' or @hreflang]") == []


def test_languages_of_the_interface_point_at_each_other(library: Served) -> None:
    for path in (f"/articles/{SEED}/", f"/zh-hans/articles/{SEED}/"):
        page = read_page(library, f"{path}?view=stacked&utm_source=x")
        pairs = page.xpath("//link[@rel='alternate' and @hreflang]")
        assert {one.get("hreflang"): one.get("href") for one in pairs} == {
            "en": f"{PUBLIC}/articles/{SEED}/",
            "zh-Hans": f"{PUBLIC}/zh-hans/articles/{SEED}/",
            "x-default": f"{PUBLIC}/articles/{SEED}/",
        }
        (switch,) = select(page, "li.language")
        other = "/zh-hans" if not path.startswith("/zh") else ""
        assert switch[0].get("href") == f"{other}/articles/{SEED}/?view=stacked"


def test_errors_and_removals_have_an_address_to_write_to(library: Served, served: Served) -> None:
    written = links(read_page(library, f"/articles/{SEED}/"))
    assert written["Report an error"] == (
        f"mailto:archive@example.org?subject=Error%20in%20{SEED}%20v1"
    )
    assert written["Ask for removal"].startswith("mailto:archive@example.org?subject=Removal")
    assert "Report an error" not in links(read_page(served, f"/articles/{SEED}/"))


def test_neighbours_follow_the_pages_of_the_issue(library: Served) -> None:
    order = [DIKE, CORRECTED, SEED, LONE, LONG]  # pages 2, 3, 6, 6, 8
    for place, article in enumerate(order):
        page = read_page(library, f"/articles/{article}/")
        previous = page.xpath("//a[@rel='prev']/@href")
        following = page.xpath("//a[@rel='next']/@href")
        assert previous == [f"/articles/{one}/" for one in order[max(place - 1, 0) : place]]
        assert following == [f"/articles/{one}/" for one in order[place + 1 : place + 2]]


def test_a_replaced_version_stays_readable_and_says_so(library: Served) -> None:
    newest = read_page(library, f"/articles/{CORRECTED}/")
    assert words(select(newest, "h1")[0]) == "更正后的题目"
    assert fact(newest, "Version") == ["2 of 2", "version 1"]
    old = read_page(library, f"/articles/{CORRECTED}/v1/")
    assert words(select(old, "h1")[0]) == "更正前的题目"
    assert links(old)["Version 2 is the newest."] == f"/articles/{CORRECTED}/"
    assert old.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}/articles/{CORRECTED}/v1/"]
    same = read_page(library, f"/articles/{CORRECTED}/v2/")
    assert same.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}/articles/{CORRECTED}/"]


def test_a_result_leads_back_to_its_list_and_on_to_the_next(library: Served) -> None:
    listed = read_page(library, "/articles/?source=peoples-daily&sort=oldest")
    hrefs = [str(href) for href in listed.xpath("//ol//h3/a/@href")]
    assert len(hrefs) == 8
    page = read_page(library, hrefs[1])
    way = {words(link): link.get("href") for link in select(page, "nav.way")[0].iter("a")}
    assert way["Back to the results"] == "/articles/?source=peoples-daily#result-2"
    assert way["Previous result"] == hrefs[0]
    assert way["Next result"] == hrefs[2]
    seed = next(href for href in hrefs if SEED in href)
    views = {
        words(one): one.get("href") for one in select(read_page(library, seed), "nav.views")[0]
    }
    assert views["Stacked"] == f"{seed}&view=stacked"


def test_a_reader_who_came_from_nowhere_is_led_nowhere(served: Served) -> None:
    for query in ("", "?result=0", "?result=x", "?result=9", "?q=Moscow&year=x&result=1"):
        assert select(read_page(served, f"/articles/{SEED}/{query}"), "nav.way") == []


def test_the_browser_title_of_every_page_about_an_article_names_it(library: Served) -> None:
    first, newest = f"/articles/{CORRECTED}/v1/", f"/articles/{CORRECTED}/"
    titles = {
        newest: "更正后的题目 · ",
        first: "Version 1 · 更正前的题目 · ",
        f"{first}cite/": "Cite this article · 更正前的题目 · ",
        f"{first}cite/?p=1": "Cite paragraph 1 · 更正前的题目 · ",
        f"{newest}source/": "Original file · 更正后的题目 · ",
        f"{newest}related/": "Related articles · 更正后的题目 · ",
        f"{newest}v2/changes/": "What changed in version 2 · 更正后的题目 · ",
    }
    for path, begin in titles.items():
        assert words(select(read_page(library, path), "title")[0]).startswith(begin), path
