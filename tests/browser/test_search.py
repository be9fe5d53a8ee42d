"""Finding, as a reader does it: without script, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

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
    said = page.locator(".narrow > details > summary").inner_text().split()
    assert said == ["Filter", "results", "1958"]
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


def offered(page: Page) -> list[str]:
    """The suggestions of the search box once there are any."""
    page.wait_for_selector("#q-words option", state="attached")
    options: list[str] = page.locator("#q-words option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    return options


def test_what_an_input_method_writes_gets_suggestions_as_typed_text_does(
    with_script: Page, served: Served
) -> None:
    """Chromium's own composition: its last input event still says that it is composing."""
    page = with_script
    page.clock.install()
    page.goto(f"{served.url}/articles/")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/suggest" in request.url else None
    )
    page.locator("#q").focus()
    session = page.context.new_cdp_session(page)
    asked.clear()
    for letters in ("k", "ke", "ke'xue"):
        place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
        session.send("Input.imeSetComposition", {"text": letters, **place})
        expect(page.locator("#q")).to_have_value(letters)
        page.clock.run_for(1000)  # whatever waited for its time has come by now
    session.send(
        "Input.imeSetComposition", {"text": "科学", "selectionStart": 2, "selectionEnd": 2}
    )
    session.send("Input.insertText", {"text": "科学"})
    assert page.locator("#q").input_value() == "科学"
    assert "科学研究" in offered(page)
    # Letters that are not chosen yet are nobody's words.
    assert [parse_qs(urlsplit(one).query)["q"] for one in asked] == [["科学"]]


EVENTS = {
    "input before the composition ends": ("input composing", "compositionend"),
    "input behind the end of the composition": ("compositionend", "input"),
    "both": ("input composing", "compositionend", "input"),
}


@pytest.mark.parametrize("order", EVENTS.values(), ids=EVENTS)
def test_suggestions_come_in_whatever_order_a_browser_tells_of_a_composition(
    with_script: Page, served: Served, order: tuple[str, ...]
) -> None:
    page = with_script
    page.goto(f"{served.url}/articles/")
    page.locator("#q").evaluate(
        """(box, order) => {
            const tell = (name, data, composing) => box.dispatchEvent(name === "input"
                ? new InputEvent("input", { data, isComposing: composing, bubbles: true,
                    inputType: composing ? "insertCompositionText" : "insertFromComposition" })
                : new CompositionEvent(name, { data, bubbles: true }));
            box.focus();
            tell("compositionstart", "", true);
            box.value = "ke'xue";
            tell("compositionupdate", "ke'xue", true);
            tell("input", "ke'xue", true);
            box.value = "科学";
            tell("compositionupdate", "科学", true);
            for (const one of order) tell(one.split(" ")[0], "科学", one.endsWith("composing"));
        }""",
        list(order),
    )
    assert "科学研究" in offered(page)


@pytest.mark.parametrize("typed", ["kexue", "ke xue", "kēxué", "ke1xue2", "KeXue", "ke'xue"])
def test_pinyin_that_is_typed_is_offered_by_the_browsers_list(
    with_script: Page, served: Served, typed: str
) -> None:
    """A browser lists what its words or its label begin with as typed."""
    page = with_script
    page.goto(f"{served.url}/articles/")
    page.locator("#q").press_sequentially(typed)
    page.wait_for_function(
        "typed => [...document.querySelectorAll('#q-words option')]"
        ".some(one => one.value === '科学' && one.label.startsWith(typed))",
        arg=typed,
    )
