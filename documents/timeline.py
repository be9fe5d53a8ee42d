"""The hits along time, as the list page draws them: plain numbers for one small SVG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.filters import list_address
from documents.search.request import SearchRequest, SearchResponse
from documents.wording import say_articles, say_date

HEIGHT = 40  # of the tallest bar, in the drawing's own units; a year is STEP wide
STEP = 10
BAR = 8
BAND = 3  # of a span's line under the bars
MOST_BARS = 90  # past it a bar is ten years


@dataclass(frozen=True, slots=True)
class Bar:
    """One year (month, decade) with hits: its place in the drawing, its words, its address."""

    x: int
    y: int
    width: int
    height: int
    label: str
    url: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: its size, bars, spans (of articles dated by an interval), ends of its axis."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    spans: tuple[Bar, ...]
    start: str
    end: str
    most: int


def build_timeline(request: SearchRequest, response: SearchResponse) -> Timeline | None:
    """Hits by year, or by month inside one chosen year; None where they would be a single bar."""
    if len(request.year) == 1:
        return _months(request, response, int(request.year[0]))
    spans = [tuple(int(part[:4]) for part in span.split("/")) for span in response.spans]
    years = [*response.timeline, *(year for span in spans for year in span)]
    if not years or min(years) == max(years):
        return None
    first, last = min(years), max(years)
    size = 10 if last - first >= MOST_BARS else 1
    first -= first % size
    slots = (last - first) // size + 1
    counts: dict[int, int] = {}
    for year, count in response.timeline.items():
        slot = (year - first) // size
        counts[slot] = counts.get(slot, 0) + count
    most = max(counts.values(), default=0)
    bars = [
        _bar(slot, count, most, *_years(request, first + slot * size, size))
        for slot, count in sorted(counts.items())
    ]
    lines = [
        _span(request, (start - first) // size, (end - first) // size, start, end, count)
        for (start, end), count in zip(spans, response.spans.values(), strict=True)
    ]
    return Timeline(
        slots * STEP, HEIGHT + 2 * BAND, tuple(bars), tuple(lines), str(first), str(last), most
    )


def _months(request: SearchRequest, response: SearchResponse, year: int) -> Timeline | None:
    """The twelve months of the one chosen year."""
    counts = {
        int(count.value[5:]): count for count in response.facets.get("month", ()) if count.count
    }
    if not counts:
        return None
    most = max(count.count for count in counts.values())
    bars = [
        _bar(
            month - 1,
            counts[month].count,
            most,
            say_date(f"{year:04d}-{month:02d}"),
            list_address(request, month=(counts[month].value,)),
            counts[month].selected,
        )
        for month in sorted(counts)
    ]
    start, end = say_date(f"{year:04d}-01"), say_date(f"{year:04d}-12")
    return Timeline(12 * STEP, HEIGHT + 2 * BAND, tuple(bars), (), start, end, most)


def _years(request: SearchRequest, first: int, size: int) -> tuple[str, str]:
    """What a bar of one or ten years is called, and the list of its articles."""
    if size == 1:
        return str(first), list_address(request, year=(f"{first:04d}",), month=())
    start, end = date(max(first, 1), 1, 1), date(first + size - 1, 12, 31)
    url = list_address(request, date_from=start, date_to=end, year=(), month=())
    return f"{first}–{first + size - 1}", url


def _bar(slot: int, count: int, most: int, name: str, url: str, selected: bool = False) -> Bar:
    """A bar whose height is its share of the tallest, never so small that it cannot be seen."""
    height = max(2, round(HEIGHT * count / most))
    label = f"{name}: {say_articles(count)}"
    return Bar(slot * STEP + 1, HEIGHT - height, BAR, height, label, url, selected)


def _span(
    request: SearchRequest, slot: int, end_slot: int, start: int, end: int, count: int
) -> Bar:
    """A line under the years an interval covers."""
    url = list_address(
        request, date_from=date(start, 1, 1), date_to=date(end, 12, 31), year=(), month=()
    )
    width = (end_slot - slot) * STEP + BAR
    label = f"{start}–{end}: {say_articles(count)}"
    return Bar(slot * STEP + 1, HEIGHT + BAND, width, BAND, label, url)
