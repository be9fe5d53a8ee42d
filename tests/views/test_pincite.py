"""The page that cites a passage: one address, every style, both languages, without a script."""

from __future__ import annotations

import pytest

from tests.helpers.citation_collection import CORRECTED, HOSTILE, HOSTILE_TITLE, PUBLIC
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import DIKE, ENTRY, LONE, SEED
from tests.helpers.site_process import Served

CITE = f"/articles/{SEED}/v1/cite/"
STYLES = ["Chicago, bibliography", "Chicago, note", "APA", "MLA", "GB/T 7714"]


def citations(site: Served, path: str) -> dict[str, str]:
    """Every citation on a page in its own language, by the name of its style."""
    page = read_page(site, path)
    rows = page.xpath("//dl[contains(@class, 'citations')]/div")
    return {words(row.xpath("dt")[0]): words(row.xpath("dd/p")[0]) for row in rows}


def test_a_passage_is_quoted_in_both_languages_side_by_side(citing: Served) -> None:
    page = read_page(citing, f"{CITE}?p=3-4")
    quotes = select(page, "blockquote")
    assert [quote.get("lang") for quote in quotes] == ["zh-Hans", "en"]
    assert [len(quote.xpath("p")) for quote in quotes] == [2, 2]
    assert words(quotes[0]).startswith("文章接着说，")
    assert words(quotes[1]).startswith("The article then stated that the people")


def test_numbers_of_the_translation_find_the_original(citing: Served) -> None:
    original, translation = (read_page(citing, f"{CITE}?{name}=2") for name in "pt")
    for page in (original, translation):
        assert [len(quote) for quote in select(page, "blockquote")] == [1, 1]
    assert "of the translation" in words(select(translation, "h1")[0])
    assert f"{PUBLIC}/articles/{SEED}/v1/#t2" in words(translation)


def test_one_address_pins_version_and_passage(citing: Served) -> None:
    page = read_page(citing, f"{CITE}?p=3-4")
    pinned = f"{PUBLIC}/articles/{SEED}/v1/#p3"
    assert select(page, "#address")[0].get("href") == pinned
    assert words(select(page, "#address")[0]) == pinned
    marked = links(page)["View in context"]
    assert marked.startswith(f"{pinned}:~:text=")
    assert marked.count("text=") == 4  # two paragraphs in two languages


def test_every_style_gives_passage_version_and_address(citing: Served) -> None:
    given = citations(citing, f"{CITE}?p=3-4")
    assert list(given) == [*STYLES[:3], "APA, in the text", "MLA", "MLA, in the text", "GB/T 7714"]
    for name in STYLES:
        assert f"{PUBLIC}/articles/{SEED}/v1/#p3" in given[name]
        assert "3–4" in given[name]
    assert given["Chicago, note"].startswith(
        "“Learning Spiritual Wealth from Each Other, Conducting Scientific Research Together: "
        "Cultural Cooperation Among Socialist Countries Thrives” [互相学习精神财富"
    )
    assert "People’s Daily 人民日报, January 24, 1958, p. 6 (第6版)" in given["Chicago, note"]
    assert given["GB/T 7714"].startswith("互相学习精神财富")
    assert "[N/OL]. 人民日报, 1958-01-24(6)" in given["GB/T 7714"]


def test_an_entry_is_cited_with_its_edition(citing: Served) -> None:
    given = citations(citing, f"/articles/{ENTRY}/v1/cite/")
    assert "3rd ed." in given["Chicago, note"]
    assert "s.v." in given["Chicago, note"]
    assert list(given) == STYLES


def test_without_a_script_the_citation_says_which_edition_was_read(citing: Served) -> None:
    page = read_page(citing, CITE)
    edition = words(select(page, "span.edition")[0]).split()[-1]
    places = page.xpath("//*[@data-pattern]")
    assert len(places) == 2 * len(STYLES)  # in either language
    assert all(edition in words(place) for place in places)
    assert {str(place.get("data-pattern")) for place in places} >= {"accessed {MMMM} {D}, {YYYY}"}


@pytest.mark.parametrize(("prefix", "leads"), [("", 0), ("/zh-hans", 1)])
def test_every_style_stands_in_both_languages_the_readers_own_first(
    citing: Served, prefix: str, leads: int
) -> None:
    page = read_page(citing, f"{prefix}{CITE}?p=3")
    rows = [
        [words(one) for one in row.iter("p")]
        for row in page.xpath("//dl[contains(@class, 'citations')]/div")
    ]
    assert len(rows) == 7
    for row in rows:
        english, chinese = row[::-1] if leads else row
        if "[N/OL]" in english:
            assert "para. 3" in english
            assert "第3段" in chinese
        else:
            assert english.index("Learning") < english.find("互相") % 1000
            assert chinese.index("互相") < chinese.find("Learning") % 1000
    ids = [str(one) for one in page.xpath("//dl//p/@id")]
    assert len(ids) == len(set(ids))
    assert sorted(str(one) for one in page.xpath("//dl//button/@data-copy")) == sorted(ids)
    names = [str(one) for one in page.xpath("//dl//button/@aria-label")]
    assert len(names) == len(set(names))


def test_a_line_of_a_citation_never_breaks_inside_its_brackets(citing: Served) -> None:
    page = read_page(citing, f"/zh-hans{CITE}?p=3")
    kept = [words(one) for one in select(page, "span.nobr")]
    assert {"[N/OL]", "1958-01-24(6)"} <= set(kept)
    patterns = page.xpath("//*[@data-pattern][starts-with(@data-pattern, '[')]")
    assert {str(one.get("class")) for one in patterns} == {"nobr"}


def test_paragraphs_are_chosen_by_a_plain_form(citing: Served) -> None:
    page = read_page(citing, CITE)
    boxes = page.xpath("//form[@class='choosing']//input[@type='checkbox']")
    assert [(box.get("name"), box.get("value")) for box in boxes] == [
        ("p", str(number)) for number in range(1, 8)
    ]
    chosen = read_page(citing, f"{CITE}?p=2&p=3&p=6")
    assert words(select(chosen, "h1")[0]) == "Cite paragraphs 2–3, 6"
    checked = chosen.xpath("//input[@checked]/@value")
    assert checked == ["2", "3", "6"]


def test_what_nothing_in_the_original_answers_can_be_chosen_too(library: Served) -> None:
    page = read_page(library, f"/articles/{DIKE}/v1/cite/")
    boxes = page.xpath("//form[@class='choosing']//input")
    answered = {(str(box.get("name")), str(box.get("value"))) for box in boxes}
    for name, value in answered:
        assert library.ask(f"/articles/{DIKE}/v1/cite/?{name}={value}").status == 200


def test_an_uncertain_pairing_is_not_quoted_as_a_certain_one(
    citing: Served, library: Served
) -> None:
    for query in ("p=1", "p=2", "t=1"):
        page = read_page(library, f"/articles/{DIKE}/v1/cite/?{query}")
        assert "uncertain" in words(select(page, "p.remark")[0])
    assert select(read_page(citing, f"{CITE}?p=3-4"), "p.remark") == []


@pytest.mark.parametrize(
    "query", ["p=0", "p=8", "p=2-9", "p=4-3", "p=x", "p=3&t=3", "t=99", "p=1,,2", "p=%00", "t=-1"]
)
def test_a_passage_that_is_none_is_refused_beside_the_form(citing: Served, query: str) -> None:
    page = read_page(citing, f"{CITE}?{query}", 400)
    assert words(page.xpath("//*[@role='alert']")[0])
    assert page.xpath("//form[@class='choosing']//input")
    assert select(page, "blockquote") == []


def test_a_text_alone_has_no_translation_to_count_in(library: Served) -> None:
    page = read_page(library, f"/articles/{LONE}/v1/cite/?t=1", 400)
    assert "No translation" in words(page.xpath("//*[@role='alert']")[0])
    assert len(select(read_page(library, f"/articles/{LONE}/v1/cite/?p=1"), "blockquote")) == 1


def test_an_older_version_is_cited_as_it_was(citing: Served) -> None:
    page = read_page(citing, f"/articles/{CORRECTED}/v1/cite/?t=2")
    said = words(page)
    assert "Twenty people" in said
    assert "Thirty people" not in said
    assert links(page)["Cite version 2, the newest."] == f"/articles/{CORRECTED}/v2/cite/"


def test_an_odd_title_is_text(citing: Served) -> None:
    page = read_page(citing, f"/articles/{HOSTILE}/v1/cite/?p=1")
    assert page.xpath("//main//script | //main//a[contains(@href, 'alert')]") == []
    assert " ".join(HOSTILE_TITLE.split()) in words(page)


def test_the_page_is_canonical_by_passage_and_kept_out_of_indexes(citing: Served) -> None:
    page = read_page(citing, f"{CITE}?p=3&p=4")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}{CITE}?p=3-4"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex,follow"]


def test_the_chinese_interface_puts_its_own_style_first(citing: Served) -> None:
    given = citations(citing, f"/zh-hans{CITE}?p=3-4")
    assert next(iter(given)) == "GB/T 7714"
    page = read_page(citing, f"/zh-hans{CITE}?p=3-4")
    back = [href for name, href in links(page).items() if name == "English"]
    assert back == [f"{CITE}?p=3-4"]
    assert select(page, "#address")[0].get("href") == f"{PUBLIC}/articles/{SEED}/v1/#p3"


def test_the_article_offers_its_citations_and_the_way_to_a_passage(citing: Served) -> None:
    page = read_page(citing, f"/articles/{SEED}/")
    assert list(citations(citing, f"/articles/{SEED}/")) == STYLES
    assert links(page)["Choose paragraphs to cite"] == CITE
    (details,) = select(page, "#cite")
    assert details.get("data-cite") == CITE
    assert details.get("open") is None
