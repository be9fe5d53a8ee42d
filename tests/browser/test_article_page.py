"""The reading page in a real browser: level rows, stacked columns, nothing sideways, copying."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.reading_collection import DIKE, ENTRY, LONG, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280, 1920)
ADDRESSES = ("/", f"/articles/{SEED}/", f"/articles/{ENTRY}/", f"/articles/{DIKE}/", "/nothing/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; the plugin's needs a fixture that the newest pytest warns of."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide page that may use the clipboard."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=permissions)
    yield context.new_page()
    context.close()


def tops(page: Page, selector: str) -> list[float]:
    tops: list[float] = page.eval_on_selector_all(
        selector, "all => all.map(one => one.getBoundingClientRect().top)"
    )
    return tops


@pytest.mark.parametrize("address", [*ADDRESSES, f"/articles/{LONG}/"])
def test_nothing_scrolls_sideways(library: Served, page: Page, address: str) -> None:
    page.goto(library.url + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_request_leaves_the_site_and_the_console_is_empty(
    library: Served, page: Page, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(library.url + address, wait_until="networkidle")
    assert asked
    assert all(url.startswith(library.url) for url in asked)
    assert [text for text in said if "404" not in text] == []


def test_rows_are_level_and_columns_side_by_side(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/")
    starts = desk.eval_on_selector_all(
        ".row",
        """rows => rows.map(row => [...row.querySelectorAll('.n')]
             .map(number => number.getBoundingClientRect().bottom))""",
    )
    assert len(starts) == 7
    assert all(abs(original - translation) < 1.5 for original, translation in starts)
    (left,) = {round(box["x"]) for box in _boxes(desk, ".o")}
    (right,) = {round(box["x"]) for box in _boxes(desk, ".t")}
    assert right - left > 300


def _boxes(page: Page, selector: str) -> list[dict[str, float]]:
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    return [{"x": box["x"], "width": box["width"]} for box in boxes if box]


def test_headlines_and_texts_share_one_grid(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/")
    heads = [round(_boxes(desk, f".column-{number}")[0]["x"]) for number in (1, 2)]
    assert heads == [round(_boxes(desk, sel)[0]["x"]) for sel in (".o", ".t")]


def test_a_chinese_line_is_a_whole_number_of_characters(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/")
    size = desk.eval_on_selector(
        "#p2", "p => [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)]"
    )
    assert size[0] / size[1] == pytest.approx(round(size[0] / size[1]), abs=0.06)


def test_columns_are_stacked_below_44_rem(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 690, "height": 800})
    page.goto(f"{served.url}/articles/{SEED}/")
    for original, translation in zip(tops(page, ".o"), tops(page, ".t"), strict=True):
        assert translation > original + 20
    inks = page.eval_on_selector_all(
        ".o .b, .t .b", "all => all.map(one => getComputedStyle(one).color)"
    )
    assert len(set(inks)) == 1  # the translation matters as much


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_the_counterpart_is_lit(served: Served, desk: Page, way: str) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/")
    desk.emulate_media(reduced_motion="reduce")
    counterpart = desk.locator(".row").nth(1).locator(".t")
    clear = "rgba(0, 0, 0, 0)"
    expect(counterpart).to_have_css("background-color", clear)
    if way == "hover":
        desk.locator("#p2").hover()
    else:
        desk.locator("#p1 .n").focus()
        number = desk.locator("#p2 .n")
        for _ in range(4):  # past the other number of the row, and the link that cites it
            if not number.evaluate("element => element === document.activeElement"):
                desk.keyboard.press("Tab")
        expect(number).to_be_focused()
    expect(counterpart).not_to_have_css("background-color", clear)
    expect(desk.locator(".row").nth(3).locator(".t")).to_have_css("background-color", clear)


def test_the_address_is_copied_by_one_click(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/?view=stacked#p3")
    desk.get_by_role("button", name="Copy the permanent address").click()
    expect(desk.get_by_text("Copied").first).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == f"{served.url}/articles/{SEED}/"


def test_a_slash_reaches_the_search_box(served: Served, desk: Page) -> None:
    desk.goto(f"{served.url}/articles/{SEED}/")
    desk.keyboard.press("/")
    expect(desk.get_by_role("combobox", name="Search")).to_be_focused()
    desk.keyboard.type("a/b")
    expect(desk.get_by_role("combobox", name="Search")).to_have_value("a/b")


def test_without_javascript_the_page_is_whole(served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/articles/{SEED}/")
    expect(page.locator("#address")).to_be_visible()
    expect(page.locator("button[data-copy]:visible")).to_have_count(0)
    expect(page.locator(".row")).to_have_count(7)
    context.close()


def test_print_keeps_the_columns_level(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # the inside of an A4 sheet
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{served.url}/articles/{SEED}/")
    for original, translation in zip(tops(page, ".o"), tops(page, ".t"), strict=True):
        assert abs(original - translation) < 12
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".nav")).to_be_hidden()
