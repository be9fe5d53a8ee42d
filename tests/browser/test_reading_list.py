"""The reader's own list in a real browser: kept, counted, taken off, and no use of it by others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.citation_collection import CORRECTED
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_what_is_kept_is_counted_on_every_page_and_listed(page: Page, citing: Served) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    count = page.locator("[data-list]")
    expect(count).to_be_hidden()
    page.locator("a.keep").click()
    expect(page.locator("a.keep")).to_have_text("Kept")
    expect(count).to_have_text("Kept (1)")
    page.goto(f"{citing.url}/articles/?sort=title")
    kept = page.locator(f"a.keep[href$='{SEED}-v1']")
    expect(kept).to_have_text("Kept")
    page.locator(f"a.keep[href$='{ENTRY}-v1']").click()
    count.click()
    assert page.url == f"{citing.url}/list/?id={SEED}-v1&id={ENTRY}-v1"
    expect(page.locator(".entries > li")).to_have_count(2)


def test_keep_takes_off_what_was_kept(page: Page, citing: Served) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.locator("a.keep").click()
    page.locator("a.keep").click()
    expect(page.locator("a.keep")).to_have_text("Keep")
    expect(page.locator("[data-list]")).to_be_hidden()


def test_at_a_paragraph_the_paragraph_is_kept(page: Page, citing: Served) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/#p3")
    expect(page.locator("a.keep")).to_have_text("Keep ¶3")
    page.locator("a.keep").click()
    page.locator("[data-list]").click()
    assert page.url == f"{citing.url}/list/?id={SEED}-v1.p3"


def test_the_readers_own_list_opens_by_its_bare_address_and_is_emptied(
    page: Page, citing: Served
) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.locator("a.keep").click()
    page.goto(f"{citing.url}/list/")
    page.wait_for_url(f"{citing.url}/list/?id={SEED}-v1")
    expect(page.locator("[data-keep-all]")).to_be_hidden()
    page.get_by_text("Empty the list").click()
    page.wait_for_url(f"{citing.url}/list/")
    expect(page.locator("[data-list]")).to_be_hidden()


def test_anothers_list_changes_nothing_of_ones_own_until_it_is_kept(
    page: Page, citing: Served
) -> None:
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.locator("a.keep").click()
    page.goto(f"{citing.url}/list/?id={ENTRY}-v1&id={CORRECTED}-v2")
    page.locator(f"a[data-remove='{ENTRY}-v1']").click()
    page.wait_for_url(f"{citing.url}/list/?id={CORRECTED}-v2")
    expect(page.locator("[data-list]")).to_have_text("Kept (1)")
    page.locator("[data-keep-all]").click()
    expect(page.locator("[data-list]")).to_have_text("Kept (2)")


def test_without_storage_keep_leads_to_a_list(page: Page, citing: Served) -> None:
    page.add_init_script("delete Window.prototype.localStorage; delete window.localStorage;")
    page.goto(f"{citing.url}/articles/{SEED}/")
    page.locator("a.keep").click()
    page.wait_for_url(f"{citing.url}/list/?id={SEED}-v1")


def test_a_printed_list_is_a_bibliography(page: Page, citing: Served) -> None:
    page.goto(f"{citing.url}/list/?id={SEED}-v1.p3-4&id={ENTRY}-v1")
    page.emulate_media(media="print")
    expect(page.locator("#bibliography > li")).to_have_count(2)
    expect(page.locator("#bibliography > li").first).to_be_visible()
    for gone in (".entries", "form.addition", ".exports", ".list-bar >> nth=0"):
        expect(page.locator(gone)).to_be_hidden()
