"""How pages are set: no text on another, no page too wide, lines of Chinese full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.reading_collection import DIKE, LONE, SEED
from tests.helpers.site_process import ROOT, Served, serve_seeds
from tools.demo.corpus import generate

pytestmark = pytest.mark.browser

# Boxes of text that lie on one another, as a reader sees them: what is clipped away does not count.
OVERLAPS = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest('.sr, .skip, script, rt')) continue;
    if (!element.checkVisibility()) continue;
    let left = -Infinity, right = Infinity, top = -Infinity, bottom = Infinity;
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      if (style.overflow !== 'visible' || style.clipPath.includes('50%')) {
        left = Math.max(left, box.left); right = Math.min(right, box.right);
        top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
        if (style.clipPath.includes('50%')) right = left;
      }
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const inset = box.height * 0.22;
      const seen = {
        left: Math.max(left, box.left), right: Math.min(right, box.right),
        top: Math.max(top, box.top + inset), bottom: Math.min(bottom, box.bottom - inset),
        node, text: node.data.trim().slice(0, 24),
      };
      if (seen.right - seen.left > 3 && seen.bottom - seen.top > 3) boxes.push(seen);
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  boxes.forEach((one, place) => {
    for (const other of boxes.slice(place + 1)) {
      if (other.top >= one.bottom) break;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      if (one.node !== other.node && across > 2 && down > 2)
        found.push(`${one.text} / ${other.text}`);
    }
  });
  return found;
}"""
# The lines of Chinese headlines, as they are broken, and which of them begin a headline or phrase.
HEADLINES = r"""() => {
  const found = [];
  for (const title of document.querySelectorAll(
    ':is(h1, .h, h3, .other, .of > span, .neighbours a > span, .other-title):lang(zh)')) {
    if (!title.checkVisibility() || title.querySelector('.clamped') || title.closest('.clamped'))
      continue;
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    let top = null, text = '', first = true;
    const end = () => { if (text.trim()) found.push({text: text.trim(), first}); text = ''; };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let at = 0; at < node.data.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (!box.height || !node.data[at].trim()) continue;
        if (top !== null && box.top - top > box.height / 2) { end(); first = at === 0; }
        top = box.top;
        text += node.data[at];
      }
    }
    end();
  }
  return found;
}"""
# Of each line of Chinese but the last of its block: how much wider than its letters they are set,
# in parts of a letter, and what had to stay together where the line below begins.
LINES = r"""() => [...document.querySelectorAll('.b.k-paragraph:lang(zh)')].flatMap(block => {
  const size = parseFloat(getComputedStyle(block).fontSize), letters = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('.n, rt')) continue;
    for (let place = 0; place < node.data.length; place++) {
      const range = document.createRange();
      range.setStart(node, place); range.setEnd(node, place + 1);
      const box = range.getBoundingClientRect();
      letters.push({ text: node.data[place], left: box.left, top: box.top });
    }
  }
  const lines = [];
  for (const letter of letters) {
    const line = lines.at(-1);
    if (line && letter.top - line.at(-1).top < size * 0.7) line.push(letter);
    else lines.push([letter]);
  }
  const han = letter => /\p{Script=Han}/u.test(letter.text);
  return lines.slice(0, -1).map((line, place) => {
    const gaps = line.slice(1).flatMap((letter, before) =>
      han(letter) && han(line[before]) ? [(letter.left - line[before].left) / size - 1] : []);
    gaps.sort((one, other) => one - other);
    const below = lines[place + 1].map(letter => letter.text).join('');
    const word = /^(?:[\d.,%]+|[A-Za-z]+|[“‘（《「]?\p{Script=Han})/u.source;
    const kept = new RegExp(`${word}[，。、；：！？”’）》」…—\\s\\d]*`, 'u').exec(below);
    return { text: line.map(letter => letter.text).join(''), letters: line.length,
             wider: gaps.length ? gaps[gaps.length >> 1] : 0, kept: kept ? kept[0].length : 1 };
  });
})"""


@pytest.fixture(scope="module")
def newspapers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site over the seeds and some issues of the demo's newspapers."""
    folder = tmp_path_factory.mktemp("newspapers")
    seeds = folder / "seeds"
    for name, data in generate(90):
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(seeds)) as site:
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def addresses(page: Page, site: Served) -> list[str]:
    """One address or two of every kind of page."""
    page.goto(f"{site.url}/articles/")
    articles = [
        link.get_attribute("href") or "" for link in page.locator(".entries h3 a").all()[:3]
    ]
    return [
        *("/", "/sources/", "/sources/evening-lamp/", "/sources/morning-post/authors/"),
        *(
            "/articles/",
            "/articles/?q=文化",
            "/concordance/?q=合作",
            "/trends/?q=the&q=crop&q=棉花",
        ),
        *(articles[0], f"{articles[1].partition('?')[0]}related/", "/help/", "/zh-hans/about/"),
        f"{articles[2].partition('?')[0]}source/",
    ]


@pytest.mark.parametrize("width", [360, 961, 1280])
def test_no_text_lies_on_another_and_no_page_is_wider_than_the_window(
    page: Page, newspapers: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses(page, newspapers):
        page.goto(newspapers.url + address)
        assert page.evaluate(OVERLAPS) == [], (address, width)
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), (address, width)


@pytest.mark.parametrize("width", [360, 1280])
def test_chinese_lines_are_full_but_where_signs_must_stay_together(
    page: Page, newspapers: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    lines: list[dict[str, Any]] = []
    page.goto(f"{newspapers.url}/articles/?language=zh-Hans")
    for link in [one.get_attribute("href") for one in page.locator(".entries h3 a").all()[:8]]:
        page.goto(f"{newspapers.url}{link}")
        lines += page.evaluate(LINES)
    assert len(lines) > 25
    # What is kept together at the head of the line below would not have fitted on this one.
    loose = [line for line in lines if line["wider"] * line["letters"] > line["kept"] + 0.5]
    assert loose == []


@pytest.mark.parametrize("width", [360, 1280])
def test_chinese_headlines_leave_no_character_alone_and_begin_no_line_with_a_dot(
    page: Page, newspapers: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    asked = ("/", "/zh-hans/", "/articles/?language=zh-Hans", "/sources/morning-post/")
    page.goto(f"{newspapers.url}/articles/?language=zh-Hans")
    href = page.locator(".entries h3 a").nth(1).get_attribute("href") or ""
    article = href.partition("?")[0]
    total = 0
    for address in (*asked, article, f"{article}related/", f"{article}v1/cite/"):
        page.goto(newspapers.url + address)
        lines = page.evaluate(HEADLINES)
        total += len(lines)
        short = [one for one in lines if not one["first"] and len(one["text"]) < 2]
        assert short == [], (address, width)
        assert [one for one in lines if one["text"][:1] in "·，。、）》"] == [], (address, width)
    assert total > 60


def test_a_headline_breaks_where_the_printer_left_a_space(page: Page, library: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    for address in ("/articles/?q=黄县", f"/articles/{LONE}/related/", f"/articles/{LONE}/"):
        page.goto(library.url + address)
        phrases = page.locator(".phrase >> visible=true").all()
        assert len(phrases) in (2, 5), address  # five with the neighbours'
        heights = [one.bounding_box() or {"height": 99} for one in phrases]
        assert max(box["height"] for box in heights) < 60, address  # none is broken inside


def test_a_long_title_is_shown_by_its_beginning(page: Page, library: Served) -> None:
    page.goto(f"{library.url}/articles/?q=文化合作的若干问题")
    title = page.locator(".clamped").first
    box = title.bounding_box()
    assert box
    assert box["height"] < 180
    assert len(title.inner_text()) > 500  # all of it is there to be read aloud


def test_a_year_folds_the_months_without_articles_on_a_phone(page: Page, library: Served) -> None:
    for width, tables in ((360, 1), (1280, 12)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{library.url}/sources/peoples-daily/1958/")
        assert page.locator(".month tbody >> visible=true").count() == tables
        assert page.locator(".month caption >> visible=true").count() == 12


def test_a_text_from_right_to_left_is_set_so_with_its_numbers_inside_the_page(
    browser: Browser, served: Served
) -> None:
    page = browser.new_page(bypass_csp=True, viewport={"width": 360, "height": 900})
    page.goto(f"{served.url}/articles/{SEED}/")
    # As an archive with such texts has its pages.
    page.add_style_tag(path=ROOT / "static" / "languages.css")
    page.evaluate(
        "document.querySelectorAll('.rows .t').forEach(one => { one.lang = 'ar'; one.dir = 'rtl' })"
    )
    side, number = page.locator("#t2"), page.locator("#t2 .n")
    assert side.evaluate("one => getComputedStyle(one).direction") == "rtl"
    text, box = side.bounding_box(), number.bounding_box()
    page.close()
    assert text
    assert box
    assert box["x"] > text["x"] + text["width"] / 2
    assert box["x"] + box["width"] <= 360


def test_no_landmark_is_empty(page: Page, newspapers: Served) -> None:
    for address in addresses(page, newspapers):
        page.goto(newspapers.url + address)
        empty = page.locator("nav, aside, section, form, figure").evaluate_all(
            "all => all.filter(one => one.checkVisibility() && !one.textContent.trim() &&"
            " !one.querySelector('svg, input')).map(one => one.outerHTML.slice(0, 80))"
        )
        assert empty == [], address


def test_the_link_to_cite_stands_under_the_beginning_of_its_text(
    page: Page, served: Served
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{served.url}/articles/{SEED}/#p3")
    link, text = page.get_by_role("link", name="Cite ¶3").bounding_box(), page.locator("#p3")
    box = text.bounding_box()
    assert link
    assert box
    assert abs(link["x"] - box["x"]) < 3
    assert link["y"] > box["y"] + box["height"] - 8


def test_one_link_goes_by_one_name_in_every_row(page: Page, library: Served) -> None:
    page.goto(f"{library.url}/articles/{DIKE}/")
    names = page.locator(".rows .n").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(names) == len(set(names)) > 4


def test_citing_a_paragraph_in_two_styles_takes_three_clicks(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/articles/{SEED}/")
    page.locator("#p3").hover()
    page.get_by_role("link", name="Cite ¶3").click()
    for style in ("Chicago, note, English", "GB/T 7714, Chinese"):
        page.get_by_role("button", name=f"Copy: {style}").click()
    assert page.url.endswith(f"/articles/{SEED}/v1/cite/?p=3")
    assert page.get_by_text("select a passage in the text").count() == 0
    page.go_back()
    assert page.get_by_text("select a passage in the text").count() == 1


def test_a_month_of_a_source_is_three_clicks_away(page: Page, library: Served) -> None:
    page.goto(library.url)
    page.get_by_role("link", name="People’s Daily").click()
    page.locator(".years a", has_text="1958").click()
    page.locator(".month caption a").first.click()
    assert page.url.endswith("/sources/peoples-daily/1958/01/")


@pytest.mark.parametrize(("width", "columns"), [(699, 1), (701, 2), (960, 2)])
def test_two_columns_stand_where_there_is_room_for_them(
    page: Page, served: Served, width: int, columns: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served.url}/articles/?q=科学研究")
    page.locator(".entries h3 a").first.click()
    lefts = (
        page.locator(".row")
        .first.locator("> div")
        .evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().left))")
    )
    assert len(set(lefts)) == columns
    assert page.locator(".views .to-parallel").is_visible() == (columns == 2)


def test_what_is_chosen_or_found_is_told_in_system_colours(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{served.url}/articles/?q=科学研究&sort=oldest")
    weight = "one => getComputedStyle(one).fontWeight"
    chosen = page.locator(".list-bar [aria-current]").first
    assert chosen.evaluate(weight) == "600"
    assert page.locator(".list-bar a:not([aria-current])").first.evaluate(weight) == "400"
    page.locator(".entries h3 a").first.click()
    for mark in page.locator("mark, mark a").all():
        assert mark.evaluate("one => getComputedStyle(one).color") == mark.evaluate(
            "one => getComputedStyle(one.closest('mark')).color"
        )
    border = "one => getComputedStyle(one).borderBlockEndColor"
    other = page.locator(".views a:not([aria-current])").first.evaluate(border)
    assert page.locator(".views [aria-current]").first.evaluate(border) != other
    context.close()
