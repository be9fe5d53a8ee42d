"""Keys of the reading page: rows, articles, views, the list of keys, turning them off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser
ARTICLE = f"/articles/{SEED}/"


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
