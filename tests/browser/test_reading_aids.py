"""What a reader does on the reading page: sentences, keys, views, helps, print, long texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.reading_collection import DIKE, DOUBT, HUGE, LONE, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser

ARTICLE = f"/articles/{SEED}/"


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


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


def lit(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".lit").all_inner_texts()]


# -- sentences -------------------------------------------------------------------------------------


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


def hold_clock(page: Page) -> None:
    """Time goes on as `rest` says, and each page notes that it was scrolled."""
    page.clock.install()
    page.add_init_script("addEventListener('scroll', () => { window.wasScrolled = true; })")


def rest(page: Page) -> None:
    """The reader reads for a second at the place that the address names."""
    page.wait_for_function("() => window.wasScrolled")
    page.clock.run_for(1000)


# -- views keep the place --------------------------------------------------------------------------


def test_another_view_opens_at_the_row_that_is_read(served: Served, desk: Page) -> None:
    hold_clock(desk)
    desk.goto(f"{served.url}{ARTICLE}#p5")
    for view, anchor in (("Translation", "p5"), ("Stacked", "p5"), ("English first", "t5")):
        rest(desk)
        desk.get_by_role("link", name=view, exact=True).click()
        desk.wait_for_url("**?*#*")
        top = desk.locator(".row", has=desk.locator(f"#{anchor}")).bounding_box()
        assert top
        assert 0 <= top["y"] < 120, view


def test_the_other_language_opens_at_the_row_that_is_read(served: Served, desk: Page) -> None:
    hold_clock(desk)
    desk.goto(f"{served.url}{ARTICLE}?view=stacked#p4")
    rest(desk)
    desk.get_by_role("link", name="中文").click()
    desk.wait_for_url(f"**/zh-hans{ARTICLE}?view=stacked#p4")


def test_at_the_top_a_view_opens_at_the_top(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    desk.get_by_role("link", name="Stacked", exact=True).click()
    desk.wait_for_url(f"**{ARTICLE}?view=stacked")


def test_a_number_marks_its_row_and_keeps_the_view(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}{ARTICLE}?view=stacked")
    number = desk.locator("#p3 .n")
    assert number.get_attribute("href") == f"{ARTICLE}#p3"
    number.click()
    desk.wait_for_url(f"**{ARTICLE}?view=stacked#p3")
    expect(desk.get_by_role("link", name="Cite ¶3")).to_be_visible()
    expect(desk.locator(".where a:not(.cite-this):visible")).to_have_count(0)


def test_without_script_a_number_opens_the_list_of_its_row(served: Served, plain: Page) -> None:
    plain.goto(served.url + ARTICLE)
    plain.locator("#p3 .n").click()
    where = plain.locator(".row", has=plain.locator("#p3")).locator(".where")
    expect(where).to_be_visible()
    expect(plain.locator(".where:visible")).to_have_count(1)
    where.get_by_role("link", name="Translation").click()
    plain.wait_for_url(f"**{ARTICLE}?view=translation#p3")
    expect(plain.locator(".where:visible")).to_have_count(1)


# -- keys ------------------------------------------------------------------------------------------


def test_j_and_k_walk_the_rows(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    for key, anchor in (("j", "p1"), ("j", "p2"), ("j", "p3"), ("k", "p2")):
        desk.keyboard.press(key)
        expect(desk.locator(f"#{anchor} .n")).to_be_focused()
    assert abs((desk.locator("#p2").bounding_box() or {"y": 999})["y"] - 30) < 60


def test_brackets_turn_the_articles_and_keep_the_view(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}{ARTICLE}?view=stacked")
    desk.keyboard.press("]")
    expect(desk).not_to_have_url(f"{library.url}{ARTICLE}?view=stacked")
    assert desk.url.endswith("/?view=stacked")
    desk.keyboard.press("[")
    desk.wait_for_url(f"**{ARTICLE}?view=stacked")


def test_v_turns_the_views_and_c_opens_the_citations(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    for view in ("stacked", "original", "translation"):
        desk.keyboard.press("v")
        desk.wait_for_url(f"**?view={view}*")
    desk.keyboard.press("v")
    desk.wait_for_url(f"**{ARTICLE}")
    desk.keyboard.press("c")
    expect(desk.locator("#cite")).to_have_attribute("open", "")
    expect(desk.locator("#cite summary")).to_be_focused()


def test_a_question_mark_lists_the_keys(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    desk.keyboard.press("j")
    expect(dialog).to_be_visible()
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_no_key_is_taken_from_a_text_field(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    box = desk.get_by_role("combobox", name="Search")
    box.focus()
    desk.keyboard.type("jk[]vc?/")
    expect(box).to_have_value("jk[]vc?/")
    expect(desk.get_by_role("dialog")).to_be_hidden()


def test_the_keys_can_be_turned_off_for_good(served: Served, desk: Page) -> None:
    desk.goto(served.url + ARTICLE)
    desk.get_by_role("button", name="Keyboard").click()
    switch = desk.get_by_role("button", name="Single-key shortcuts")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    desk.goto(f"{served.url}{ARTICLE}?view=stacked")
    for key in ("j", "v", "/", "?"):
        desk.keyboard.press(key)
    expect(desk.locator("body")).to_be_focused()
    assert desk.url.endswith("?view=stacked")
    expect(desk.get_by_role("dialog")).to_be_hidden()


# -- helps -----------------------------------------------------------------------------------------


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


# -- print, zoom, colours, long texts --------------------------------------------------------------


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


@pytest.mark.parametrize("anchor", ["p1", "p150", "t222", "p303"])
def test_an_anchor_of_a_long_text_lands_on_its_row(
    library: Served, desk: Page, anchor: str
) -> None:
    desk.goto(f"{library.url}/articles/{HUGE}/#{anchor}")
    row = desk.locator(".row", has=desk.locator(f"#{anchor}"))
    expect(row).to_be_in_viewport()
    box = row.bounding_box()
    assert box
    assert -5 <= box["y"] < 900


# The row in the middle of the window, and where its top stands there.
MIDDLE_ROW = """() => { const row = document.elementFromPoint(500, innerHeight / 2).closest('.row');
  window.middle = row || window.middle; return window.middle.getBoundingClientRect().top; }"""
ITS_TOP = "() => window.middle.getBoundingClientRect().top"
IT_STANDS_AT = "top => Math.abs(window.middle.getBoundingClientRect().top - top) <= 1"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_a_long_text_moves_as_far_as_the_wheel_says(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/{HUGE}/#p200")
    expect(desk.locator("#p200")).to_be_in_viewport()
    desk.evaluate(TWO_FRAMES)
    # Upwards, rows are drawn whose heights were only estimated, above what is being read.
    for way in [-300] * 20 + [500] * 20:
        due = desk.evaluate(MIDDLE_ROW) - way
        desk.mouse.wheel(0, way)
        desk.wait_for_function(IT_STANDS_AT, arg=due)
        desk.evaluate(TWO_FRAMES)
        assert desk.evaluate(ITS_TOP) == pytest.approx(due, abs=1)


def test_the_button_that_the_script_shows_moves_nothing(library: Served, desk: Page) -> None:
    place = "() => JSON.stringify(document.querySelector('.address').getBoundingClientRect())"
    desk.route("**/archive*.js", lambda route: route.abort())
    desk.goto(f"{library.url}/articles/{LONE}/")
    assert not desk.get_by_role("button", name="Copy the permanent address").is_visible()
    without_script = desk.evaluate(place)
    desk.unroute("**/archive*.js")
    desk.reload()
    expect(desk.get_by_role("button", name="Copy the permanent address")).to_be_visible()
    assert desk.evaluate(place) == without_script


def test_the_contents_lead_to_their_parts(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/{HUGE}/")
    desk.get_by_role("navigation", name="Contents").get_by_role("link").nth(2).click()
    expect(desk.locator("h2.k-subhead", has_text="三").first).to_be_in_viewport()


def test_a_short_text_is_drawn_whole(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/{DIKE}/")
    expect(desk.locator(".row").first).to_have_css("content-visibility", "visible")
