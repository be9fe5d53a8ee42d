"""A list of results: its filters on a phone, its keys, the way to an article and back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(viewport=PHONE, has_touch=True, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def open_filters(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".narrow > details > summary").tap()


def show(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".show button").tap()


def query_of(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query, keep_blank_values=True)


# -- filters on a phone ----------------------------------------------------------------------------


def test_on_a_phone_filters_are_ticked_and_then_sent_at_once(
    library: Served, plain_phone: Page
) -> None:
    page = plain_phone
    open_filters(page, f"{library.url}/articles/?q=-year:1961&sort=newest&page=1")
    assert not page.locator(".choices a").first.is_visible()
    assert page.locator(".show button").inner_text() == "Show articles"
    for facet, label in (("source", "Daily"), ("newspaper_page", "Page 2"), ("language", "Engl")):
        page.locator(f".facet-{facet} label", has_text=label).tap()
    page.locator("#from").fill("1957")
    show(page)
    assert query_of(page) == [
        ("q", "-year:1961"),
        ("source", "peoples-daily"),
        ("language", "en"),
        ("newspaper_page", "2"),
        ("from", "1957"),
        ("sort", "newest"),
    ]
    assert page.locator(".record h3").all_inner_texts() == ["The Dike"]


def test_a_box_that_is_cleared_takes_its_filter_away(library: Served, plain_phone: Page) -> None:
    page = plain_phone
    open_filters(page, f"{library.url}/articles/?source=peoples-daily&year=1958&year=1961")
    assert page.locator(".choices :checked").count() == 3
    page.locator(".facet-year label", has_text="1961").tap()
    show(page)
    assert query_of(page) == [("source", "peoples-daily"), ("year", "1958")]


def test_the_button_says_how_many_articles_it_will_show(library: Served, phone: Page) -> None:
    open_filters(phone, f"{library.url}/articles/?source=peoples-daily")
    button = phone.locator(".show button")
    before = button.inner_text()
    phone.locator(".facet-newspaper_page label", has_text="Page 2").tap()
    expect(button).to_have_text("Show 2 articles")
    assert before != "Show 2 articles"
    button.tap()
    expect(phone.locator("h1")).to_contain_text("2 articles")


def test_at_a_desk_each_value_stays_a_link(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/")
    assert desk.locator(".facet-source a").first.is_visible()
    assert not desk.locator(".choices label").first.is_visible()
    assert not desk.locator(".show").is_visible()


# -- keys ------------------------------------------------------------------------------------------


def test_a_skip_link_leads_to_the_results(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/")
    for _ in range(2):
        desk.keyboard.press("Tab")
    assert desk.locator(":focus").inner_text() == "Skip to the results"
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.locator("#results :focus").count() == 1


def test_keys_walk_through_the_results(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/")
    titles = desk.locator(".record h3 a")
    desk.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(titles.nth(2)).to_be_focused()
    assert titles.nth(2).evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    desk.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()


def test_keys_are_letters_in_a_field_and_can_be_switched_off(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/")
    desk.locator("#q").focus()
    desk.keyboard.press("j")
    assert desk.locator("#q").input_value() == "j"
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("?")
    desk.locator("[data-shortcuts]").click()
    desk.keyboard.press("Escape")
    desk.reload()
    desk.keyboard.press("j")
    assert desk.locator(".record a:focus").count() == 0


# -- to an article and back ------------------------------------------------------------------------


def test_the_way_back_leads_to_the_very_result(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/?source=peoples-daily")
    title = desk.locator("#result-3 h3").inner_text()
    desk.locator("#result-3 h3 a").click()
    desk.locator(".way a", has_text="Back to the results").click()
    assert urlsplit(desk.url).fragment == "result-3"
    assert desk.locator("li:target h3").inner_text() == title
    desk.keyboard.press("j")
    expect(desk.locator("#result-4 h3 a")).to_be_focused()


# -- tools -----------------------------------------------------------------------------------------


def test_the_tools_of_a_search_stand_beside_its_order(library: Served, desk: Page) -> None:
    desk.goto(f"{library.url}/articles/?q=文化")
    tools = desk.locator(".list-bar .tools > li")
    said = [text.strip() for text in tools.all_inner_texts()]
    assert said == ["Concordance", "Renderings", "Trend", "Export", "Follow by feed"]
    box = desk.locator(".list-bar .tools").bounding_box()
    assert box
    assert box["y"] < 600
    desk.locator(".tools summary").click()
    assert desk.locator(".tools details a", has_text="BibTeX").is_visible()
