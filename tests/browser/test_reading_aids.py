"""Reading aids: entries of words, pinyin, print, width, forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser
ARTICLE = f"/articles/{SEED}/"
# Between two Han characters of a line: how much farther apart they stand than their own width, in
# parts of it.
GAPS = r"""() => [...document.querySelectorAll('.b:lang(zh)')].flatMap(block => {
  const size = parseFloat(getComputedStyle(block).fontSize), gaps = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('rt, .n')) continue;
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect(), han = /\p{Script=Han}/u.test(node.data[at]);
      if (han && before && Math.abs(before.top - box.top) < size / 2)
        gaps.push((box.left - before.left) / size - 1);
      before = han ? box : null;
    }
  }
  return gaps;
})"""
READINGS_IN_CONFLICT = """() => {
  const readings = [...document.querySelectorAll('.b rt')];
  const boxes = readings.map(one => [one, one.getBoundingClientRect()]);
  return boxes.slice(1).flatMap(([one, box], place) => {
    const before = boxes[place][1];
    return Math.abs(before.top - box.top) < 4 && before.left < box.left && before.right > box.left
      ? [boxes[place][0].textContent + ' ' + one.textContent] : [];
  });
}"""


@pytest.mark.parametrize("way", ["click", "focus"])
def test_a_word_shows_its_entry(served: Served, desk: Page, way: str) -> None:
    desk.goto(f"{served.url}{ARTICLE}?glossary=1")
    word = desk.locator("#p2 .w", has_text="发展").first
    if way == "click":
        word.click()
    else:
        word.focus()
    entry = desk.locator(".gloss")
    expect(entry).to_contain_text("development")
    expect(entry).to_contain_text("CC BY-SA")
    assert "glossary=1" in desk.url
    desk.keyboard.press("Escape")
    expect(entry).to_be_hidden()


def test_an_entry_opens_with_the_sense_that_the_other_text_has(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}{ARTICLE}?glossary=1")
    entry = desk.locator(".gloss")
    for place, word, sense in (
        ("#p2", "各种", "various; every kind of; all kinds of"),
        ("#p2", "现在", "at present"),
        (".heads", "学习", "to learn"),
    ):
        desk.locator(f"{place} .w", has_text=word).first.focus()
        expect(entry.locator("dt").first).to_contain_text(word)
        expect(entry.locator("dd li").first).to_have_text(sense)


def test_pinyin_pushes_no_characters_apart_and_no_reading_lies_on_another(
    served: Served, desk: Page
) -> None:
    for width in (360, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(f"{served.url}{ARTICLE}?pinyin=1")
        assert desk.locator("#p2 ruby").count() > 30
        gaps = desk.evaluate(GAPS)
        assert len(gaps) > 400
        assert max(gaps) <= 0.05
        assert desk.evaluate(READINGS_IN_CONFLICT) == []


def test_without_script_a_word_leads_to_its_page(served: Served, plain: Page) -> None:
    plain.goto(f"{served.url}{ARTICLE}?glossary=1")
    plain.locator("#p2 .w", has_text="发展").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("发展")


@pytest.mark.parametrize("view", ["parallel", "stacked"])
def test_paper_has_the_citation_and_the_numbers_and_no_furniture(
    served: Served, desk: Page, view: str
) -> None:
    desk.set_viewport_size({"width": 680, "height": 960})
    desk.emulate_media(media="print")
    desk.goto(f"{served.url}{ARTICLE}?view={view}")
    for furniture in (".nav", ".search", ".views", ".neighbours", ".where", "#keys"):
        assert desk.locator(furniture).locator("visible=true").count() == 0, furniture
    expect(desk.locator("#p3 .n")).to_be_visible()
    expect(desk.locator("#address")).to_be_visible()
    expect(desk.locator(".facts")).to_contain_text("Edition")
    expect(desk.locator(".citations > div").first).to_be_visible()
    ours, theirs = desk.locator("#p2").bounding_box(), desk.locator("#t2").bounding_box()
    assert ours
    assert theirs
    assert (abs(ours["y"] - theirs["y"]) < 12) is (view == "parallel")


@pytest.mark.parametrize(
    "address", [ARTICLE, f"{ARTICLE}?pinyin=1&glossary=1", f"{ARTICLE}source/"]
)
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_scrolls_sideways(served: Served, desk: Page, address: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(served.url + address)
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_letters_twice_as_large_fit(served: Served, desk: Page) -> None:
    desk.set_viewport_size({"width": 640, "height": 450})  # 1280 × 900 at 200 %
    desk.goto(f"{served.url}{ARTICLE}?pinyin=1")
    assert desk.evaluate("document.documentElement.scrollWidth") <= 640
    expect(desk.locator("#p2 .n")).to_be_visible()


def test_in_forced_colours_the_answer_is_underlined(served: Served, desk: Page) -> None:
    desk.emulate_media(forced_colors="active")
    desk.goto(served.url + ARTICLE)
    desk.locator("#p2 [data-s='1']").hover()
    expect(desk.locator("#t2 .lit")).to_have_css("text-decoration-line", "underline")
