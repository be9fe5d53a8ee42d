"""Finding, as a reader does it: without script, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280, 1920)
PATHS = (
    "/articles/",
    "/articles/?q=科学研究&source=peoples-daily&year=1958&from=1950&to=1960",
    "/articles/?q=nosuchword",
    "/articles/?year=x",
    "/sources/",
    "/sources/peoples-daily/",
    "/sources/great-soviet-encyclopedia/",
    "/sources/peoples-daily/1958/",
    "/sources/peoples-daily/1958/01/",
    "/sources/peoples-daily/1958/01/24/",
    "/help/",
    "/about/",
    "/zh-hans/articles/?q=合作",
)


@pytest.fixture
def with_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_reader_without_script_finds_the_article_by_a_word(
    without_script: Page, served: Served
) -> None:
    page = without_script
    page.goto(f"{served.url}/articles/")
    page.locator("#q").fill("科學研究")
    page.locator("#q").press("Enter")
    assert page.locator("h1").inner_text() == "1 article with “科學研究”"
    page.locator(".entries h3 a").click()
    assert "互相学习精神财富" in page.locator("main").inner_text()


def test_a_reader_narrows_and_widens_again(without_script: Page, served: Served) -> None:
    page = without_script
    page.goto(f"{served.url}/articles/")
    page.locator(".facet-source a", has_text="Daily").click()
    assert page.locator("h1").inner_text() == "1 article, People’s Daily"
    page.locator(".chips a").first.click()
    assert page.locator("h1").inner_text() == "2 articles"


def test_dates_are_asked_for_with_a_button(without_script: Page, served: Served) -> None:
    page = without_script
    page.goto(f"{served.url}/articles/")
    page.locator("#from").fill("1950")
    page.locator("#to").fill("1960")
    page.locator(".range button").click()
    assert page.locator("h1").inner_text() == "1 article, 1950 to 1960"
    assert page.locator("#from").input_value() == "1950"


def test_on_a_phone_facets_are_folded_and_say_what_is_chosen(
    without_script: Page, served: Served
) -> None:
    page = without_script
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{served.url}/articles/?year=1958")
    assert not page.locator(".facets").is_visible()
    assert page.locator(".narrow > details > summary").inner_text().split() == ["Narrow", "1958"]
    page.locator(".narrow > details > summary").click()
    assert page.locator(".facets").is_visible()


def test_on_a_desk_facets_stand_open(without_script: Page, served: Served) -> None:
    page = without_script
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{served.url}/articles/")
    assert page.locator(".facet-year a").first.is_visible()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_and_the_console_is_silent(
    with_script: Page, served: Served, path: str
) -> None:
    page = with_script
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        # Chromium itself reports a page's own status 400 as an error.
        lambda said: (
            complaints.append(said.text)
            if said.type in {"error", "warning"} and "status of 400" not in said.text
            else None
        ),
    )
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert complaints == []
