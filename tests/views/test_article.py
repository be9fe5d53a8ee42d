"""The reading page: texts, rows, views, anchors, reading aids, contents."""

from __future__ import annotations

import brotli
import pytest
from lxml.html import HtmlElement

from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import (
    DIKE,
    DOUBT,
    ENTRY,
    HUGE,
    LONE,
    LONG,
    PUBLIC,
    SEED,
)
from tests.helpers.site_process import Served


def bodies(page: HtmlElement, column: str) -> list[str]:
    """The paragraphs of one column ("o" or "t"), without their numbers."""
    blocks = page.xpath(f"//div[@class='{column}']/*")
    return [words(block).removeprefix(words(block.xpath(".//a")[0])) for block in blocks]


def test_seven_paragraphs_stand_beside_seven(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    rows = select(page, "div.row")
    assert len(rows) == 7
    for number, row in enumerate(rows, start=1):
        assert [cell.get("lang") for cell in row.iterchildren("div")] == ["zh-Hans", "en"]
        assert row.xpath(".//@id") == [f"p{number}", f"t{number}"]
    assert rows[0].xpath("string(div[1])").strip().endswith("论社会主义国家的文化合作。")


def test_no_headline_is_repeated_in_the_body(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    (headline,) = select(page, "h2.h")
    lines = [words(line) for line in headline]
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
    heads = [h.get("lang") for h in (*select(page, "h1"), *select(page, "h2.h"))]
    assert heads == sorted(languages, key=lambda language: language != "en")


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
    assert any(one.xpath(".//p[@class='doubt ui']") for one in select(page, "div.row"))


def test_a_chinese_article_without_translation_is_one_column(library: Served) -> None:
    page = read_page(library, f"/articles/{LONE}/")
    assert len(select(page, "article.single")) == 1
    offered = ["Original Glossed", "Pinyin Glossary Traditional"]
    assert [words(one) for one in select(page, "nav.views")] == offered
    assert words(select(page, "h1")[0]) == "天寒地冻雪花飘 我们决心不动摇 黄县正向胜利迈进"


def test_a_text_without_english_has_a_view_with_a_sense_under_each_word(library: Served) -> None:
    plain = read_page(library, f"/articles/{LONE}/")
    assert plain.xpath("//main//ruby | //link[contains(@href, 'glossed')]") == []
    page = read_page(library, f"/articles/{LONE}/?view=glossed")
    senses = page.xpath("//div[@class='o']//ruby/rt")
    assert {sense.get("lang") for sense in senses} == {"en"}
    assert len(senses) > 20
    note = select(page, "p.version-note")[-1]
    assert "This is no translation" in words(note)
    assert len(note.xpath(".//a")) == 2
    for sense in senses:
        sense.drop_tree()
    assert bodies(page, "o") == bodies(plain, "o")


def test_the_glossed_view_is_neither_indexed_nor_cited(library: Served) -> None:
    plain = read_page(library, f"/articles/{LONE}/")
    page = read_page(library, f"/articles/{LONE}/?view=glossed")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert plain.xpath("//meta[@name='robots']/@content") == []
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}/articles/{LONE}/"]
    for part in ("//details[@id='cite']", "//script[@type='application/ld+json']", "//h1"):
        assert words(page.xpath(part)[0]) == words(plain.xpath(part)[0])
    assert page.xpath("//meta/@content") == [*plain.xpath("//meta/@content"), "noindex"]


@pytest.mark.parametrize("path", [f"/articles/{SEED}/", f"/zh-hans/articles/{LONE}/"])
def test_no_text_is_glossed_for_readers_who_have_one(library: Served, path: str) -> None:
    page = read_page(library, f"{path}?view=glossed")
    assert select(page, "ruby") == []
    assert page.xpath("//a[contains(@class, 'to-glossed')]") == []


def test_a_title_of_600_characters_is_set_small(library: Served) -> None:
    assert len(select(read_page(library, f"/articles/{LONG}/"), "h1.huge")) == 1
    assert select(read_page(library, f"/articles/{LONE}/"), "h1.long") == []


def test_a_paragraph_without_an_answer_says_so(library: Served) -> None:
    page = read_page(library, f"/articles/{DOUBT}/")
    silent = [words(one) for one in page.xpath("//div[contains(@class, 'silent')]")]
    assert silent == ["Not translated"]


def test_uncertain_rows_are_one_block_that_says_why(library: Served) -> None:
    page = read_page(library, f"/articles/{DOUBT}/")
    (row,) = select(page, "div.doubtful")
    (doubt,) = row.xpath("./p[@class='doubt ui']")
    sides = list(row.iterchildren("div"))
    assert words(doubt).startswith("Alignment uncertain: ")
    assert [one.get("lang") for one in sides] == ["zh-Hans", "en"]
    assert all(len(one) > 1 for one in sides)
    assert row.xpath(".//*[@data-s]") == []
    assert len(page.xpath("//div[@class='rows']//p[@id]")) == 13
    for view in ("original", "translation"):
        alone = read_page(library, f"/articles/{DOUBT}/?view={view}")
        assert select(alone, "div.doubtful") == []


def test_sentences_of_a_row_answer_each_other_by_number(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/")
    for row in select(page, "div.row"):
        ours, theirs = (
            {str(n) for n in row.xpath(f"./div[@class='{side}']//@data-s")} for side in "ot"
        )
        assert ours == theirs
    assert page.xpath("count(//*[@data-s])") > 20


def test_the_translation_may_come_first(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/?left=translation")
    assert [cell.get("lang") for cell in select(page, "div.row")[0].iterchildren("div")] == [
        "en",
        "zh-Hans",
    ]
    assert select(page, "h1")[0].get("lang") == "en"
    assert links(page)["Chinese first"] == f"/articles/{SEED}/"


def test_the_choice_of_view_rides_along_and_into_no_permalink(library: Served) -> None:
    choice = "view=stacked&left=translation&pinyin=1"
    page = read_page(library, f"/articles/{SEED}/?{choice}&utm_source=x")
    for way in ("prev", "next"):
        (href,) = page.xpath(f"//a[@rel='{way}']/@href")
        assert href.endswith(f"/?{choice}")
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{PUBLIC}/articles/{SEED}/"
    assert select(page, "a.n")[0].get("href") == f"/articles/{SEED}/#t1"
    for address in page.xpath("//meta[starts-with(@name, 'citation_')]/@content"):
        assert "view=" not in str(address)


def test_each_row_lists_itself_in_the_other_views_and_language(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/?view=stacked")
    where = select(page, "p.where")[2]
    assert {words(link): link.get("href") for link in where.iter("a")} == {
        "Cite ¶3": f"/articles/{SEED}/v1/cite/?p=3",
        "Parallel": f"/articles/{SEED}/#p3",
        "Original": f"/articles/{SEED}/?view=original#p3",
        "Translation": f"/articles/{SEED}/?view=translation#p3",
        "中文": f"/zh-hans/articles/{SEED}/?view=stacked#p3",
    }


def test_a_view_of_the_translation_alone_offers_no_helps_for_chinese(served: Served) -> None:
    assert select(read_page(served, f"/articles/{SEED}/"), "nav.helps")
    assert select(read_page(served, f"/articles/{SEED}/?view=translation"), "nav.helps") == []


def test_pinyin_stands_over_the_characters_and_changes_none(served: Served) -> None:
    bare = read_page(served, f"/articles/{SEED}/")
    page = read_page(served, f"/articles/{SEED}/?pinyin=1")
    readings = page.xpath("//*[@id='p1']//ruby")
    assert [words(one[0]) for one in readings[:3]] == ["jù", "xīnhuáshè", "mòsīkē"]
    for reading in list(page.iter("rt")):
        reading.drop_tree()
    assert bodies(page, "o") == bodies(bare, "o")
    assert bare.xpath("//ruby") == []


def test_the_other_script_is_display_alone(library: Served) -> None:
    page = read_page(library, f"/articles/{SEED}/?script=hant")
    assert bodies(page, "o")[0].endswith("論社會主義國家的文化合作。")
    assert select(page, "div.o")[0].get("lang") == "zh-Hant"
    (headline,) = select(page, "h2.h")
    assert headline.get("lang") == "zh-Hant"
    assert "蓬勃發展" in words(headline)
    cited = words(select(page, "details.cite")[0])
    assert "蓬勃发展" in cited
    assert "蓬勃發展" not in cited


@pytest.mark.parametrize(
    ("prefix", "said", "back"),
    [
        ("", "A program converted the Chinese text to Traditional characters", "as printed"),
        ("/zh-hans", "本页中文由程序转为繁体字，", "原刊字形"),
    ],
)
def test_the_page_says_that_a_program_converted_the_script(
    served: Served, prefix: str, said: str, back: str
) -> None:
    page = read_page(served, f"{prefix}/articles/{SEED}/?pinyin=1&script=hant")
    (note,) = select(page, "p.version-note")
    assert said in words(note)
    (link,) = note.iter("a")
    assert back in words(link)
    assert link.get("href") == f"{prefix}/articles/{SEED}/?pinyin=1"


@pytest.mark.parametrize("shown", ["", "?script=hans", "?view=translation&script=hant"])
def test_a_page_whose_text_stands_as_printed_says_nothing_of_scripts(
    served: Served, shown: str
) -> None:
    assert select(read_page(served, f"/articles/{SEED}/{shown}"), "p.version-note") == []


def test_glossary_words_are_links_to_their_entries(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/?glossary=1")
    entry = select(page, "a.w")[0]
    assert served.ask(str(entry.get("href"))).status == 200
    assert bodies(page, "o") == bodies(read_page(served, f"/articles/{SEED}/"), "o")


def test_a_long_text_has_its_contents(library: Served) -> None:
    page = read_page(library, f"/articles/{HUGE}/")
    headings = select(page, "nav.contents")[0].xpath(".//a")
    assert [words(one) for one in headings] == [
        "一 建设的新高潮",
        "二 建设的新高潮",
        "三 建设的新高潮",
    ]
    for heading in headings:
        (target,) = select(page, str(heading.get("href")))
        assert target.tag == "h2"
    assert select(page, "div.long")
    assert select(read_page(library, f"/articles/{SEED}/"), "nav.contents") == []


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
    scripts = [one for one in page.iter("script") if one.get("type") != "application/ld+json"]
    assert {script.text for script in scripts} == {None}
    assert all(script.get("src") for script in scripts)
