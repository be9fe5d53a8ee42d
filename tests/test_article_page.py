"""The reading page: texts, views, anchors, facts, neighbours, versions, the way back."""

from __future__ import annotations

import brotli
import pytest
from lxml.html import HtmlElement

from tests.library import CORRECTED, DIKE, ENTRY, LONE, LONG, PUBLIC, SEED
from tests.pages import links, read_page, select, words
from tests.serving import Served


def bodies(page: HtmlElement, column: str) -> list[str]:
    """The paragraphs of one column ("o" or "t"), without their numbers."""
    blocks = page.xpath(f"//div[@class='{column}']/*")
    return [words(block).removeprefix(words(block.xpath(".//a")[0])) for block in blocks]


def fact(page: HtmlElement, name: str) -> list[str]:
    """What stands under one term of the facts."""
    (term,) = [term for term in select(page, "dt") if words(term) == name]
    return [words(value) for value in term.itersiblings("dd")]


# -- text beside text ------------------------------------------------------------------------------


def test_seven_paragraphs_stand_beside_seven(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    rows = select(page, "div.row")
    assert len(rows) == 7
    for number, row in enumerate(rows, start=1):
        assert [cell.get("lang") for cell in row] == ["zh-Hans", "en"]
        assert row.xpath(".//@id") == [f"p{number}", f"t{number}"]
    assert rows[0].xpath("string(div[1])").strip().endswith("论社会主义国家的文化合作。")


def test_no_headline_is_repeated_in_the_body(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    (h1,) = select(page, "h1")
    lines = [words(line) for line in h1]
    assert lines == ["互相学习精神财富 共同进行科学研究", "社会主义国家文化合作蓬勃发展"]
    assert not set(lines) & {" ".join(text.split()) for text in bodies(page, "o")}


def test_a_dateline_is_marked_inside_its_paragraph(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    marked = [words(mark) for mark in select(page, "span.dateline")]
    assert marked == ["据新华社莫斯科23日电", "Xinhua News Agency, Moscow, 23rd"]
    assert bodies(page, "t")[0].startswith("Xinhua News Agency, Moscow, 23rd: The")


@pytest.mark.parametrize(
    ("view", "columns", "languages"),
    [
        ("", "parallel", ["zh-Hans", "en"]),
        ("parallel", "parallel", ["zh-Hans", "en"]),
        ("stacked", "stacked", ["zh-Hans", "en"]),
        ("original", "single", ["zh-Hans"]),
        ("translation", "single", ["en"]),
        ("no-such-view", "parallel", ["zh-Hans", "en"]),
    ],
)
def test_a_view_is_an_address(
    served: Served, view: str, columns: str, languages: list[str]
) -> None:
    page = read_page(served, f"/articles/{SEED}/?view={view}")
    assert len(select(page, f"article.{columns}")) == 1
    assert [cell.get("lang") for cell in select(page, "div.row")[0].iter("div")][1:] == languages
    assert [h.get("lang") for h in (*select(page, "h1"), *select(page, "p.h"))] == languages


@pytest.mark.parametrize("view", ["parallel", "stacked", "original", "translation"])
@pytest.mark.parametrize(("article", "ours", "theirs"), [(SEED, 7, 7), (DIKE, 3, 2)])
def test_every_anchor_stands_in_every_view(
    library: Served, article: str, ours: int, theirs: int, view: str
) -> None:
    page = read_page(library, f"/articles/{article}/?view={view}")
    ids = [str(one) for row in select(page, "div.row") for one in row.xpath(".//@id")]
    expected = [f"p{n + 1}" for n in range(ours)] + [f"t{n + 1}" for n in range(theirs)]
    assert sorted(ids) == sorted(expected)


def test_a_number_is_a_permalink(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    for number in select(page, "a.n"):
        target = str(number.get("href"))
        assert words(number) == target[2:]
        assert number in list(select(page, target)[0].iter("a"))


def test_unequal_texts_lose_nothing(library: Served) -> None:
    page = read_page(library, f"/articles/{DIKE}/")
    assert len(bodies(page, "o")) == 3
    assert bodies(page, "t")[:2] == [
        "From May 15th the enemy let in the water.",
        "The people mended the dike.",
    ]
    assert words(select(page, "h2.k-subhead")[0]).endswith("放水围困")
    assert "Nothing in the translation stands beside this." in words(page)


def test_a_chinese_article_without_translation_is_one_column(library: Served) -> None:
    page = read_page(library, f"/articles/{LONE}/")
    assert len(select(page, "article.single")) == 1
    assert select(page, "nav.views") == []
    assert words(select(page, "h1")[0]) == "天寒地冻雪花飘 我们决心不动摇 黄县正向胜利迈进"


def test_a_title_of_600_characters_is_set_small(library: Served) -> None:
    assert len(select(read_page(library, f"/articles/{LONG}/"), "h1.huge")) == 1
    assert select(read_page(library, f"/articles/{LONE}/"), "h1.long") == []


# -- facts -----------------------------------------------------------------------------------------


def test_the_facts_say_what_is_known_and_make_nothing_up(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    assert fact(page, "Date") == ["24 January 1958"]
    assert fact(page, "Page") == ["6 第6版"]
    assert fact(page, "Dateline") == ["新华社 莫斯科 23日", "Xinhua News Agency, Moscow, 23rd"]
    assert fact(page, "Language") == ["Chinese, English"]
    assert fact(page, "Translator") == ["not named in the source"]
    assert fact(page, "Rights") == ["Copyright not evaluated"]
    assert fact(page, "Version") == ["1 of 1"]
    assert fact(page, "Accession") == ["7f36bf76d8e05e4c"]
    assert "the archive attributed it" in fact(page, "Notes")[0]
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
    assert page.xpath("//link[@rel='canonical' or @rel='alternate']") == []


def test_languages_of_the_interface_point_at_each_other(library: Served) -> None:
    for path in (f"/articles/{SEED}/", f"/zh-hans/articles/{SEED}/"):
        page = read_page(library, f"{path}?view=stacked&utm_source=x")
        pairs = page.xpath("//link[@rel='alternate' and @hreflang]")
        assert {one.get("hreflang"): one.get("href") for one in pairs} == {
            "en": f"{PUBLIC}/articles/{SEED}/",
            "zh-Hans": f"{PUBLIC}/zh-hans/articles/{SEED}/",
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


# -- neighbours, versions, results -----------------------------------------------------------------


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
    assert len(hrefs) == 6
    page = read_page(library, hrefs[1])
    way = {words(link): link.get("href") for link in select(page, "nav.way")[0].iter("a")}
    assert way["Back to the results"] == "/articles/?source=peoples-daily"
    assert way["Previous result"] == hrefs[0]
    assert way["Next result"] == hrefs[2]
    seed = next(href for href in hrefs if SEED in href)
    assert links(read_page(library, seed))["Stacked"] == f"{seed}&view=stacked"


def test_a_reader_who_came_from_nowhere_is_led_nowhere(served: Served) -> None:
    for query in ("", "?result=0", "?result=x", "?result=9", "?q=Moscow&year=x&result=1"):
        assert select(read_page(served, f"/articles/{SEED}/{query}"), "nav.way") == []


# -- budgets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", [SEED, ENTRY])
def test_a_page_weighs_little_more_than_its_text(served: Served, article: str) -> None:
    html = served.ask(f"/articles/{article}/").body
    page = read_page(served, f"/articles/{article}/")
    text = "\n".join(words(cell) for cell in (*select(page, "div.o"), *select(page, "div.t")))
    packed, bare = brotli.compress(html, quality=5), brotli.compress(text.encode(), quality=5)
    assert len(packed) - len(bare) <= 12 * 1024


def test_nothing_is_styled_or_scripted_in_the_page(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    assert page.xpath("//@style | //style | //*[@onclick]") == []
    assert [script.text for script in page.iter("script")] == [None]
