"""Sentences and words that answer each other: by pointer, by touch, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.reading_collection import DOUBT, LONE, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser
ARTICLE = f"/articles/{SEED}/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


def lit(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".lit").all_inner_texts()]


def test_pointing_at_a_sentence_lights_its_answer(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    desk.locator("#p2 [data-s='2']").hover()
    ours, theirs = lit(desk)
    assert ours.startswith("现在，社会主义国家之间")
    assert theirs.startswith("At present, socialist countries")
    desk.locator("#t3 [data-s='1']").hover()
    assert lit(desk)[0].startswith("文章接着说")
    desk.locator("h1").hover()
    assert lit(desk) == []


def test_a_tap_lights_a_sentence_and_its_answer(served: Served, phone: Page) -> None:
    phone.goto(served.url + ARTICLE)
    phone.locator("#t2 [data-s='1']").tap()
    assert [text[:4] for text in lit(phone)] == ["文章说，", "The "]


# The middle of the first place in a block where some words stand.
MIDDLE = """([id, words]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const place = walker.currentNode.data.indexOf(words);
    if (place < 0) continue;
    const range = new Range();
    range.setStart(walker.currentNode, place);
    range.setEnd(walker.currentNode, place + words.length);
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}"""
MARKED = """() => [...CSS.highlights.get("answering")].map(
  range => [range.startContainer.parentElement.closest(".b").id, range.toString()])"""


def until_marked(page: Page, *expected: tuple[str, str]) -> None:
    """Wait until exactly these words are marked, each with its block."""
    found: list[tuple[str, str]] = []
    for _ in range(200):  # the first answer of a process reads the dictionary
        found = [*map(tuple, page.evaluate(MARKED))]
        if found == [*expected]:
            break
        page.wait_for_timeout(50)
    assert found == [*expected]


def test_the_word_that_answers_is_marked_either_way(served: Served, desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(served.url + ARTICLE)
    assert not any(url.endswith("words.json") for url in asked)
    for block, words in (("p1", "文化"), ("t1", "cultural")):
        place = desk.evaluate(MIDDLE, [block, words])
        desk.mouse.move(place["x"], place["y"])
        until_marked(desk, ("p1", "文化"), ("t1", "cultural"))
        desk.locator("h1").hover()
        until_marked(desk)
    assert [url for url in asked if "words.json" in url] == [
        f"{served.url}/articles/{SEED}/v1/words.json"
    ]


def test_a_tapped_word_has_its_answer_marked(served: Served, phone: Page) -> None:
    phone.goto(served.url + ARTICLE)
    phone.locator("#t2").scroll_into_view_if_needed()
    place = phone.evaluate(MIDDLE, ["t2", "seventy"])
    phone.touchscreen.tap(place["x"], place["y"])
    until_marked(phone, ("p2", "七十"), ("t2", "seventy"))


def test_a_word_reached_by_keyboard_has_its_answer_marked(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}{ARTICLE}?pinyin=1&glossary=1")
    desk.locator("#p1 .w", has_text="文化").focus()
    until_marked(desk, ("p1", "文化"), ("t1", "cultural"))
    desk.keyboard.press("Escape")
    until_marked(desk)


def test_senses_under_words_are_no_part_of_a_selection(library: Served, phone: Page) -> None:
    phone.goto(f"{library.url}/articles/{LONE}/?view=glossed&pinyin=1")
    selected = phone.evaluate(
        """() => {
          getSelection().selectAllChildren(document.getElementById("p1"));
          return getSelection().toString();
        }"""
    )
    assert "的" in selected
    assert not re.search("[a-z]{2}", selected)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_arrows_step_through_sentences_from_a_number(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    desk.locator("#p2 .n").focus()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("#p2 [data-s='1']")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("#p2 [data-s='2']")).to_be_focused()
    assert lit(desk)[1].startswith("At present")
    desk.keyboard.press("ArrowLeft")
    assert lit(desk)[1].startswith("The article stated")


def test_an_uncertain_row_lights_as_a_whole(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/{DOUBT}/")
    row = desk.locator(".doubtful")
    row.locator(".o p").first.hover()
    assert lit(desk) == []
    expect(row.locator(".t")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
