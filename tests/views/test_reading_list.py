"""Reading lists: what an address names, in its order, as a page and for other programs."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote

import pytest

from documents.citation.bibliography import FORMS
from documents.reading_lists.items import LIMIT
from tests.citation.zotero import import_rdf
from tests.helpers.citation_collection import CORRECTED, PUBLIC, RECALLED
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served

PASSAGE = f"{SEED}-v1.p3-4"
LIST = f"id={CORRECTED}&id={PASSAGE}&id={ENTRY}-v1"


def items_of(site: Served, query: str) -> list[str]:
    """The words of each item on a list's page."""
    page = read_page(site, f"/list/?{query}")
    return [words(item) for item in page.xpath("//ol[@class='entries']/li")]


def test_a_list_has_its_items_in_the_order_of_the_address(citing: Served) -> None:
    forth = items_of(citing, LIST)
    back = items_of(citing, f"id={ENTRY}-v1&id={PASSAGE}&id={CORRECTED}")
    assert len(forth) == 3
    assert forth == back[::-1]


def test_a_passage_is_quoted_in_both_languages_and_leads_to_its_place(citing: Served) -> None:
    page = read_page(citing, f"/list/?id={PASSAGE}")
    quoted = [words(text) for text in page.xpath("//*[@class='quotation']//p[@lang]")]
    assert quoted[0].startswith("The article then stated")
    assert "文章接着说" in quoted[1]
    assert page.xpath("//h3/a/@href") == [f"/articles/{SEED}/v1/#p3"]
    assert "¶ 3–4" in words(page)
    assert select(page, "abbr.unapi-id")[0].get("title") == PASSAGE


def test_the_same_passage_is_asked_for_by_any_address_of_it(citing: Served) -> None:
    ways = (
        f"{PUBLIC}/articles/{SEED}/v1/cite/%3Fp=3-4",
        f"{PUBLIC}/zh-hans/articles/{SEED}/v1/cite/%3Fp=3%26p=4",
        f"{SEED.upper()}-v1.P3-4",
        f"ark:99999/{SEED}/v1%23p3",
    )
    read = json.loads(citing.ask(f"/list.json?id={'&id='.join(ways)}").text)
    assert [item["id"] for item in read["items"]] == [
        PASSAGE,
        f"{SEED}-v1.p3.4",
        f"{SEED}-v1.p3",
    ]
    assert [item["fault"] for item in read["items"]] == [None] * 3


def test_an_item_is_taken_off_by_a_link_and_the_list_emptied(citing: Served) -> None:
    page = read_page(citing, f"/list/?{LIST}")
    removed = page.xpath(f"//a[@data-remove='{PASSAGE}']/@href")
    assert removed == [f"/list/?id={CORRECTED}&id={ENTRY}-v1"]
    assert links(page)["Empty the list"] == "/list/"


@pytest.mark.parametrize(
    ("asked", "said", "instead"),
    [
        (f"{SEED[:-1]}b", "Not a valid identifier.", f"{SEED}-v1"),
        (SEED[:-1], "Not a valid identifier.", f"{SEED}-v1"),
        ("a%20%3Cb%3E%20thing", "Not a valid identifier.", ""),
        ("0000000000" + "0", "No article has this identifier.", ""),
        (f"{SEED}-v9", "has no version 9; the newest is version 1", f"{SEED}-v1"),
        (f"{SEED}-v1.p99", "There is no paragraph 99", f"{SEED}-v1"),
        (f"{SEED}-v1.p2-1", "There is no paragraph 2-1", f"{SEED}-v1"),
        (RECALLED, "This article was withdrawn on", ""),
    ],
)
def test_what_there_is_not_is_said_in_its_place(
    citing: Served, asked: str, said: str, instead: str
) -> None:
    query = f"id={ENTRY}-v1&id={asked}&id={CORRECTED}"
    page = read_page(citing, f"/list/?{query}")
    listed = page.xpath("//ol[@class='entries']/li")
    assert said in words(listed[1])
    assert words(listed[1]).startswith(unquote(asked))
    others = [str(href) for href in listed[1].xpath(".//p[contains(@class, 'error')]//a/@href")]
    wanted = [f"/list/?id={ENTRY}-v1&id={instead}&id={CORRECTED}"] if instead else []
    assert others == wanted
    document = json.loads(citing.ask(f"/list.json?{query}").text)
    assert [bool(item["fault"]) for item in document["items"]] == [False, True, False]
    assert document["returned"] == 2


def test_a_version_that_was_corrected_is_shown_and_says_so(citing: Served) -> None:
    (old,) = items_of(citing, f"id={CORRECTED}-v1")
    assert "version 1 of 2" in old
    page = read_page(citing, f"/list/?id={CORRECTED}-v1")
    assert links(page)["Take the newest"] == f"/list/?id={CORRECTED}-v2"
    (new,) = items_of(citing, f"id={CORRECTED}")
    assert "version" not in new


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_a_list_has_a_limit_and_says_it(citing: Served, prefix: str) -> None:
    query = "&".join(f"id={ENTRY}-v{number}" for number in range(1, LIMIT + 2))
    page = read_page(citing, f"{prefix}/list/?{query}", status=400)
    said = words(page.xpath("//*[@role='alert']")[0])
    assert str(LIMIT) in said
    assert str(LIMIT + 1) in said
    assert citing.ask(f"/list.bib?{query}").status == 400
    problem = json.loads(citing.ask(f"/list.json?{query}").text)
    assert problem["errors"][0]["parameter"] == "id"
    assert read_page(citing, f"{prefix}/list/?{query.rpartition('&')[0]}") is not None


def test_an_item_asked_for_twice_stands_once(citing: Served) -> None:
    assert len(items_of(citing, f"id={ENTRY}-v1&id=&id={ENTRY}-v1&id={ENTRY.upper()}-v1")) == 1


def test_an_empty_list_says_how_to_fill_it(citing: Served) -> None:
    page = read_page(citing, "/list/")
    assert str(LIMIT) in words(select(page, "p.lead")[0])
    assert page.xpath("//ol[@class='entries']") == []
    assert page.xpath("//meta[@name='robots']") == []
    assert read_page(citing, f"/list/?{LIST}").xpath("//meta[@name='robots']/@content") == [
        "noindex,follow"
    ]


def test_a_list_grows_without_script(citing: Served) -> None:
    page = read_page(citing, f"/list/?id={ENTRY}-v1")
    form = page.forms[-1]
    assert form.get("action") == "/list/"
    assert [(one.name, one.value or "") for one in form.xpath(".//input")] == [
        ("id", f"{ENTRY}-v1"),
        ("id", ""),
    ]


# -- Keep ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/articles/{CORRECTED}/", f"{CORRECTED}-v2"),
        (f"/articles/{CORRECTED}/v1/", f"{CORRECTED}-v1"),
        (f"/articles/{CORRECTED}/v1/cite/?p=2", f"{CORRECTED}-v1.p2"),
        ("/articles/?sort=title", f"{SEED}-v1"),
    ],
)
def test_keep_leads_to_a_list_of_what_is_shown(citing: Served, path: str, kept: str) -> None:
    for prefix in ("", "/zh-hans"):
        page = read_page(citing, prefix + path)
        hrefs = [str(link.get("href")) for link in select(page, "a.keep")]
        assert f"{prefix}/list/?id={kept}" in hrefs
        assert len(items_of(citing, hrefs[0].partition("?")[2])) == 1


# -- the bibliography ------------------------------------------------------------------------------


@pytest.mark.parametrize("style", FORMS)
@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_the_bibliography_of_the_page_is_that_of_the_file(
    citing: Served, style: str, lang: str
) -> None:
    told = f"{LIST}&style={style}&lang={lang}"
    page = read_page(citing, f"/list/?{told}")
    shown = [words(line) for line in page.xpath("//ol[@id='bibliography']/li")]
    lines = citing.ask(f"/list.txt?{told}").text.splitlines()
    assert len(shown) == len(lines) == 3
    for on_page, in_file in zip(shown, lines, strict=True):
        assert on_page[:20] == " ".join(in_file.split())[:20]
    assert f"{PUBLIC}/articles/{SEED}/v1/#p3" in lines[1]
    is_english = lang == "en" and style != "gbt7714"  # which leads with what was printed
    title = "Learning Spiritual Wealth" if is_english else "互相学习精神财富"
    assert title in lines[1]


def test_every_style_and_language_is_one_link_away(citing: Served) -> None:
    page = read_page(citing, f"/list/?{LIST}")
    offered = [str(one) for one in page.xpath("//section//div[@class='list-bar ui']//a/@href")]
    assert len(offered) == len(FORMS) + 2
    for href in offered:
        again = read_page(citing, href.partition("#")[0])
        chosen = again.xpath("//section//a[@aria-current]/@href")
        assert len(chosen) == 2


def test_a_chinese_page_has_the_style_and_the_titles_of_its_readers(citing: Served) -> None:
    page = read_page(citing, f"/zh-hans/list/?id={SEED}-v1")
    (line,) = page.xpath("//ol[@id='bibliography']/li")
    assert words(line).startswith("互相学习精神财富")
    assert "[N/OL]" in words(line)
    exports = [str(href) for href in page.xpath("//p[@class='exports ui']/a/@href")]
    assert all("lang=zh-Hans" in href for href in exports)


def test_an_unknown_style_is_refused(citing: Served) -> None:
    page = read_page(citing, f"/list/?{LIST}&style=harvard", status=400)
    assert "chicago" in words(page.xpath("//*[@role='alert']")[0])


# -- exports ---------------------------------------------------------------------------------------


def test_exports_have_every_item_in_order_with_its_passage(citing: Served) -> None:
    rows = list(
        csv.DictReader(io.StringIO(citing.ask(f"/list.csv?{LIST}").body.decode("utf-8-sig")))
    )
    assert [row["identifier"] for row in rows] == [CORRECTED, SEED, ENTRY]
    assert [row["passage"] for row in rows] == ["", "p3-4", ""]
    assert "文章接着说" in rows[1]["quotation"]
    assert rows[1]["cited_address"] == f"{PUBLIC}/articles/{SEED}/v1/#p3"
    records = json.loads(citing.ask(f"/list.csl.json?{LIST}").text)
    assert [one["id"] for one in records] == [f"{CORRECTED}-v2", f"{SEED}-v1", f"{ENTRY}-v1"]
    assert "文章接着说" in records[1]["annote"]
    assert citing.ask(f"/list.bib?{LIST}").text.count("\n@") == 2
    assert citing.ask(f"/list.ris?{LIST}").text.count("ER  - ") == 3
    assert len(import_rdf(citing.ask(f"/list.zotero.rdf?{LIST}").text)) == 3


def test_two_passages_of_one_article_are_two_records(citing: Served) -> None:
    query = f"id={SEED}-v1.p1&id={SEED}-v1.t2&id={SEED}-v1"
    records = json.loads(citing.ask(f"/list.csl.json?{query}").text)
    assert [one["id"] for one in records] == [f"{SEED}-v1.p1", f"{SEED}-v1.t2", f"{SEED}-v1"]
    records = json.loads(citing.ask(f"/list.csl.json?{query.rpartition('&')[0]}").text)
    assert [one["id"] for one in records] == [f"{SEED}-v1", f"{SEED}-v1.t2"]
    keys = [line for line in citing.ask(f"/list.bib?{query}").text.splitlines() if line[:1] == "@"]
    assert len(set(keys)) == len(keys) == 3


def test_an_export_is_saved_under_a_name_that_counts(citing: Served) -> None:
    saved = citing.ask(f"/list.bib?{LIST}").headers["content-disposition"]
    assert saved == 'attachment; filename="list-3.bib"'
