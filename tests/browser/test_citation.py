"""Citing in a real browser: the link for a selection, copying, the reader's day, text fragments."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from documents.citation.runs import fill
from tests.helpers.citation_collection import CORRECTED, HOSTILE
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280, 1920)
CITE = f"/articles/{SEED}/v1/cite/"
ADDRESSES = (
    f"{CITE}?p=3-4",
    f"/articles/{HOSTILE}/v1/cite/?p=1",
    f"/articles/{CORRECTED}/v2/changes/",
    f"/articles/{HOSTILE}/",
    f"/articles/{ENTRY}/v1/",
    "/articles/",
)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A wide window that may use the clipboard."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=permissions)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def select_text(page: Page, start: str, end: str) -> None:
    """Selects from the middle of one block to the middle of another."""
    page.evaluate(
        """([start, end]) => {
          const inside = (id) => {
            const block = document.getElementById(id);
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            let found = null;
            while (walker.nextNode()) if (walker.currentNode.length > 5) found = walker.currentNode;
            return found;
          };
          const range = document.createRange();
          range.setStart(inside(start), 2);
          range.setEnd(inside(end), 5);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end],
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_console_is_empty_and_nothing_scrolls_sideways(
    citing: Served, page: Page, address: str
) -> None:
    """JSON-LD is data, which the content security policy lets stand."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(citing.url + address, wait_until="networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []


@pytest.mark.parametrize(
    ("start", "end", "query"),
    [("p3", "p3", "p=3"), ("p2", "p4", "p=2-4"), ("t2", "t3", "t=2-3"), ("p2", "t3", "p=2-3")],
)
def test_a_selection_gets_one_link_that_cites_it(
    citing: Served, page: Page, start: str, end: str, query: str
) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    select_text(page, start, end)
    link = page.get_by_role("link", name="Cite this passage")
    expect(link).to_have_count(1)
    assert link.get_attribute("href") == f"{CITE}?{query}"
    chosen = page.evaluate("getSelection().toString()")
    assert chosen
    assert "Cite this passage" not in chosen  # copying takes the text alone
    link.click()
    expect(page).to_have_url(f"{citing.url}{CITE}?{query}")


def test_the_link_goes_when_the_selection_does(citing: Served, page: Page) -> None:
    page.clock.install()
    page.goto(f"{citing.url}/articles/{SEED}/")
    select_text(page, "p1", "p1")
    link = page.get_by_role("link", name="Cite this passage")
    expect(link).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(link).to_have_count(0)
    page.evaluate(
        """() => new Promise((heard) => {
          document.addEventListener("selectionchange", heard, { once: true });
          getSelection().selectAllChildren(document.querySelector(".masthead"));
        })"""
    )
    page.clock.run_for(1000)  # whatever waited for its time has come by now
    expect(link).to_have_count(0)


def test_the_link_lies_inside_the_window(citing: Served, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{citing.url}/articles/{SEED}/")
    for block in ("p1", "t7"):
        select_text(page, block, block)
        box = page.get_by_role("link", name="Cite this passage").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24


def test_the_readers_day_stands_in_every_citation(citing: Served, page: Page) -> None:
    page.goto(f"{citing.url}{CITE}")
    day = date(
        *page.evaluate("(d => [d.getFullYear(), d.getMonth() + 1, d.getDate()])(new Date())")
    )
    patterns: list[list[str]] = page.eval_on_selector_all(
        "[data-pattern]", "all => all.map(one => [one.dataset.pattern, one.textContent])"
    )
    assert len(patterns) == 10  # five styles in two languages
    assert [text for _, text in patterns] == [fill(pattern, day) for pattern, _ in patterns]


def test_a_citation_is_copied_with_its_words_and_its_italics(citing: Served, page: Page) -> None:
    page.goto(f"{citing.url}{CITE}?p=3")
    button = page.get_by_role("button", name="Copy: Chicago, note, English")
    button.click()
    expect(button).to_have_text("Copied")
    shown = page.locator("#citation-2").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    html = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType("text/html")).text();
        }"""
    )
    assert "<i>People’s Daily</i>" in html


def test_the_passage_is_copied_in_both_languages_with_its_citation(
    citing: Served, page: Page
) -> None:
    page.goto(f"{citing.url}{CITE}?p=3")
    button = page.get_by_role("button", name="Copy the passage with its citation")
    button.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("文章接着说")
    assert "The article then stated" in copied
    assert copied.rstrip().endswith(f"/articles/{SEED}/v1/#p3.")


@pytest.mark.parametrize("query", ["p=3", "p=6-7", "t=1"])
def test_the_marked_address_marks_the_passage_and_nothing_else(
    citing: Served, browser: Browser, query: str
) -> None:
    """What the browser marks is told by the colour it gives it, which the test chooses."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 2600}, bypass_csp=True, device_scale_factor=1
    )
    page = context.new_page()
    page.goto(f"{citing.url}{CITE}?{query}")
    href = page.get_by_role("link", name="View in context").get_attribute("href")
    quoted = page.locator(".quoted blockquote p").all_inner_texts()
    assert href is not None
    path = href.partition("example.org")[2]
    page.goto("about:blank")
    page.goto(citing.url + path)
    page.add_style_tag(
        content="::target-text { background: rgb(0, 255, 0) !important; color: rgb(0, 255, 0) }"
    )
    texts = page.locator(".rows .b").all_inner_texts()
    assert texts
    for _ in range(20):
        shares = green_shares(page, ".rows .b")
        if any(shares):  # the mark is painted
            break
    for text, share in zip(texts, shares, strict=True):
        is_quoted = any(text.endswith(one) or one in text for one in quoted)
        assert (share > 0.05) == is_quoted, (text[:40], share)
    context.close()


def green_shares(page: Page, selector: str) -> list[float]:
    """How much of each element is the marking colour, in a picture the browser itself decodes."""
    picture = b64encode(page.screenshot(full_page=True)).decode()
    shares: list[float] = page.evaluate(
        """async ([selector, picture]) => {
          const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const pen = canvas.getContext("2d", { willReadFrequently: true });
          pen.drawImage(bitmap, 0, 0);
          return [...document.querySelectorAll(selector)].map((element) => {
            const box = element.getBoundingClientRect();
            const { data } = pen.getImageData(
              box.x + scrollX, box.y + scrollY, Math.ceil(box.width), Math.ceil(box.height));
            let count = 0;
            for (let i = 0; i < data.length; i += 4)
              if (data[i] < 40 && data[i + 1] > 215 && data[i + 2] < 40) count += 1;
            return count / (data.length / 4);
          });
        }""",
        [selector, picture],
    )
    return shares


def test_everything_needed_to_cite_works_without_a_script(citing: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.get_by_text("Cite this article").click()
    page.get_by_role("link", name="Choose paragraphs to cite").click()
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("checkbox").nth(2).check()
    page.get_by_role("button", name="Cite these paragraphs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite paragraphs 2–3")
    expect(page.locator("blockquote")).to_have_count(2)
    expect(page.locator("#citation-1")).to_contain_text("Archive edition")
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    context.close()


def test_print_ends_with_one_citation(citing: Served, page: Page) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.emulate_media(media="print")
    expect(page.locator("#citation-1")).to_be_visible()
    expect(page.locator("#citation-2")).to_be_hidden()
    expect(page.locator("#cite summary")).to_be_hidden()
