"""Another view opens at the row that is read; long texts scroll and lead to their parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.reading_collection import DIKE, HUGE, LONE, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.browser
ARTICLE = f"/articles/{SEED}/"


def hold_clock(page: Page) -> None:
    """Time goes on as `rest` says, and each page notes that it was scrolled."""
    page.clock.install()
    page.add_init_script("addEventListener('scroll', () => { window.wasScrolled = true; })")


def rest(page: Page) -> None:
    """The reader reads for a second at the place that the address names."""
    page.wait_for_function("() => window.wasScrolled")
    page.clock.run_for(1000)


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
