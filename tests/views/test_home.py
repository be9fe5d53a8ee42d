"""The front page: what is held, by year and source, its ends, and this day in it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from pytest_django import Settings

from documents.browsing.anniversary import move_to_year
from documents.results.axis import MAX_LANES
from documents.results.timeline import FRONT_HEIGHT, Timeline, build_chronology
from documents.search.request import SearchResponse
from documents.views.home import home
from tests.helpers.invented_reports import Report, ask_on, parse, publish
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served


def section(page: HtmlElement, heading: str) -> HtmlElement:
    (found,) = page.xpath("//section[normalize-space(h2) = $heading]", heading=heading)
    assert isinstance(found, HtmlElement)
    return found


# -- the page --------------------------------------------------------------------------------------


def test_the_front_page_lists_both_documents(served: Served) -> None:
    page = read_page(served, "/")
    assert words(select(page, "h1")[0]) == "Parallel Archive"
    hrefs = section(page, "Articles").xpath(".//h3/a/@href")
    assert hrefs == [f"/articles/{SEED}/", f"/articles/{ENTRY}/"]
    sources = section(page, "Sources").xpath(".//h3/a/@href")
    assert sorted(sources) == ["/sources/great-soviet-encyclopedia/", "/sources/peoples-daily/"]


def test_the_masthead_says_what_is_held_and_the_day(served: Served) -> None:
    before = datetime.now(UTC).date()
    page = read_page(served, "/")
    days = {before.isoformat(), datetime.now(UTC).date().isoformat()}
    ears = [words(ear) for ear in select(page, "div.ears")[0]]
    assert ears[1] == "2 articles, 1958–1979"
    assert select(page, "time")[0].get("datetime") in days


def test_a_bar_leads_to_its_year_and_a_span_to_its_interval(served: Served) -> None:
    page = read_page(served, "/")
    bars = {link.get("aria-label"): link.get("href") for link in page.xpath("//svg//a")}
    assert bars == {
        "1958: 1 article": "/articles/?year=1958",
        "1970–1979: 1 article": "/articles/?year=1970%2F1979",
    }
    for href in bars.values():
        assert "1 article" in words(read_page(served, href))


def test_the_timeline_can_be_read_as_a_table(served: Served) -> None:
    table = select(read_page(served, "/"), "table")[0]
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows == [["Year", "Articles"], ["1958", "1"], ["1970–1979", "1"]]


def test_a_larger_archive_shows_its_ends(library: Served) -> None:
    page = read_page(library, "/")
    oldest, newest = section(page, "Oldest"), section(page, "Newest")
    assert [words(one) for one in oldest.xpath(".//time")] == ["24 January 1958"] * 4
    assert [words(one) for one in newest.xpath(".//h3")][:2] == [
        "Scientific and Technical Cooperation of the Socialist Countries",
        "Doubtful Rows",
    ]
    assert links(page)["All articles"] == "/articles/"


@pytest.mark.django_db
def test_what_this_day_brought_stands_on_the_front_page(tmp_path: Path, settings: Settings) -> None:
    report = Report(11, date(1961, 10, 5))
    publish([report], tmp_path, settings)
    client = Client()

    def on(day: date) -> HtmlElement:
        ask_on(client, day)
        return parse(client.get("/").content)

    shown = section(on(date(2026, 10, 5)), "On this day").xpath(".//h3/a/@href")
    assert shown == [f"/articles/{report.identifier}/"]
    assert "On this day" not in [words(h2) for h2 in select(on(date(2026, 10, 6)), "h2")]


@pytest.mark.django_db
def test_an_empty_archive_has_a_front_page(rf: RequestFactory, settings: Settings) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {"staticfiles": {"BACKEND": plain}}
    page = home(rf.get("/")).content.decode()
    assert "0 articles" in page
    assert "<svg" not in page


def test_the_front_page_has_one_box_to_search_both_languages(served: Served) -> None:
    (form,) = select(read_page(served, "/"), "form")
    assert (form.get("action"), form.get("method")) == ("/articles/", "get")
    assert form.xpath(".//input/@name") == ["q"]


# -- this day --------------------------------------------------------------------------------------


@given(st.dates(), st.integers(1, 9999))
def test_a_day_is_the_same_day_of_another_year(day: date, year: int) -> None:
    other = move_to_year(day, year)
    if other is None:
        assert (day.month, day.day) == (2, 29)
    else:
        assert (other.year, other.month, other.day) == (year, day.month, day.day)


# -- the drawing -----------------------------------------------------------------------------------

years = st.dictionaries(st.integers(1000, 2100), st.integers(1, 10**6), max_size=30)
intervals = st.dictionaries(
    st.tuples(st.integers(1000, 2100), st.integers(1, 40)).map(
        lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"
    ),
    st.integers(1, 10**6),
    max_size=8,
)


def chronology(years: dict[int, int], spans: dict[str, int]) -> Timeline | None:
    counted = sum([*years.values(), *spans.values()])
    return build_chronology(SearchResponse(counted, (), {}, timeline=years, spans=spans))


def test_nothing_dated_is_no_drawing() -> None:
    assert chronology({}, {}) is None


@given(years, intervals)
def test_every_year_is_in_a_bar_and_every_interval_in_the_table(
    counts: dict[int, int], spans: dict[str, int]
) -> None:
    drawing = chronology(counts, spans)
    if drawing is None:
        assert not counts
        assert not spans
        return
    size = 10 if drawing.unit == "Decade" else 1
    held: Counter[int] = Counter()
    for year, count in counts.items():
        held[year // size * size] += count
    assert {bar.number: bar.count for bar in drawing.bars} == held
    assert {f"{span.first}/{span.last}": span.count for span in drawing.spans} == spans
    _fits(drawing)


def _fits(drawing: Timeline) -> None:
    """Everything lies on the page, bars stand on the axis, spans of one lane do not touch."""
    for bar in drawing.bars:
        assert 0 <= bar.shape.slot <= bar.shape.x
        assert bar.shape.x + bar.shape.width <= 100.01
        assert bar.shape.y + bar.shape.height == drawing.axis
    for span in drawing.spans:
        assert span.x >= 0
        assert span.x + span.width <= 100.01
        if span.lane is None:
            continue
        assert span.lane < MAX_LANES
        assert drawing.axis < span.y < drawing.under
        for other in drawing.spans:
            if other is not span and other.lane == span.lane:
                assert span.last < other.first or other.last < span.first


def test_a_taller_bar_has_more_articles() -> None:
    drawing = chronology({1950: 1, 1951: 500, 1952: 1000}, {})
    assert drawing is not None
    low, middle, top = (bar.shape.height for bar in drawing.bars)
    assert low < middle < top == FRONT_HEIGHT
    assert middle == FRONT_HEIGHT / 2
