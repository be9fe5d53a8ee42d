"""The timeline of a list: hits against all articles by year, month or day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext

from documents.dates import years_of_span
from documents.presentation.dates import say_date
from documents.presentation.labels import say_articles_of
from documents.presentation.numbers import say_percentage
from documents.query.addresses import list_address, list_address_builder
from documents.results.axis import LANE, NAMES, BarGeometry, Scale, Tick, choose_lanes, max_count
from documents.search.request import SearchRequest, SearchResponse

HEIGHT = 44  # of the tallest bar in a list of results
FRONT_HEIGHT = 72  # on the front page
MAX_BARS = 90  # past it a bar is ten years
DENSE = 40  # bars; past it one is too narrow to be aimed at, and the table is the keyboard's way

Stretch = tuple[str, str]  # what a bar is called, and the list of its articles


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: one year (month, day, decade), its hits and all its articles, its address."""

    number: int  # the year, month or day
    shape: BarGeometry
    name: str
    label: str
    url: str  # "" where there is no hit
    count: int
    of: int  # all articles then
    selected: bool = False

    @property
    def share(self) -> str:
        """The hits among all articles, in per cent."""
        return say_percentage(self.count, self.of) if self.of else ""


@dataclass(frozen=True, slots=True)
class Span:
    """Articles dated by an interval: a line under the years it covers.

    ``lane`` is None where there was no room for it: the table has it all the same.
    """

    first: int
    last: int
    x: float
    width: float
    lane: int | None
    y: int
    name: str
    count: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline: bars on an axis, spans beneath it, labels beneath those.

    ``unit`` names what a bar is, ``compared`` says whether all articles stand behind the hits.
    """

    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    unit: str
    compared: bool
    back: str = ""  # the list one level up: all months of the year, all years
    axis: int = HEIGHT
    beside: tuple[str, int] = ("", 0)  # what is in no bar and no span, and how much of it

    @property
    def title(self) -> str:
        return gettext("Hits along time") if self.compared else gettext("Articles along time")

    @property
    def under(self) -> int:
        """The height at which the spans end and the labels begin."""
        lanes = {span.lane for span in self.spans if span.lane is not None}
        return self.axis + LANE * max(len(lanes), 1)

    @property
    def names(self) -> int:
        """The baseline of the labels."""
        return self.under + NAMES - 6

    @property
    def height(self) -> int:
        return self.under + NAMES

    @property
    def dense(self) -> bool:
        return len(self.bars) > DENSE


def build_timeline(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None = None
) -> Timeline | None:
    """Hits by year; by month inside one chosen year; by day inside one chosen month.

    ``everything`` answers `baseline` of the request. None where there would be a single bar.
    """
    if len(request.month) == 1:
        return _days(request, response, everything)
    if len(request.year) == 1 and "/" not in request.year[0]:
        return _months(request, response, everything)
    years = [*response.timeline, *(year for span in response.spans for year in _ends(span))]
    behind = everything.timeline if everything else {}
    if years and not (request.date_from or request.date_to or request.year):
        years += behind
    if len(set(years)) < 2:
        return None
    return _years(request, response, everything, (min(years), max(years)))


def build_chronology(response: SearchResponse) -> Timeline | None:
    """The whole archive by year, taller; None where nothing is dated."""
    years = [*response.timeline, *(year for span in response.spans for year in _ends(span))]
    if not years:
        return None
    request = SearchRequest(sort="oldest")
    return _years(request, response, None, (min(years), max(years)), FRONT_HEIGHT)


def baseline(request: SearchRequest) -> SearchRequest | None:
    """The search whose counts stand behind the hits; None where the hits are everything."""
    month = request.month if len(request.month) == 1 else ()
    year = request.year if len(request.year) == 1 else ()
    plain = replace(request, year=year, month=month, sort="oldest", offset=0, limit=0)
    narrow = SearchRequest(year=year, month=month, sort="oldest", limit=0)
    return None if plain == narrow and request.year == year else narrow


def _days(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None
) -> Timeline | None:
    """The days of the one chosen month, as bars."""
    if not response.days:
        return None
    month = date.fromisoformat(f"{request.month[0]}-01")
    last = (date(month.year + month.month // 12, month.month % 12 + 1, 1).toordinal()) - 1
    counts = {day - month.toordinal() + 1: n for day, n in response.days.items()}
    behind = everything.days if everything else {}
    of = {day - month.toordinal() + 1: n for day, n in behind.items()}
    length = last - month.toordinal() + 1

    def stretch(number: int) -> Stretch:
        day = date(month.year, month.month, number)
        return say_date(day.isoformat()), list_address(request, dated=(day.isoformat(),))

    scale = Scale(1, length, 1, HEIGHT, max_count(counts), max_count(of))
    bars = _bars(scale, counts, of, stretch)
    ticks = [
        Tick(scale.slot_centre(n), str(n), n not in {1, 8, 15, 22, length})
        for n in (1, 5, 8, 12, 15, 19, 22, 26, length)
    ]
    up = list_address(request, month=())
    rest = (gettext("the month as a whole"), response.total - sum(counts.values()))
    return Timeline(
        tuple(bars), (), tuple(ticks), gettext("Day"), everything is not None, up, beside=rest
    )


def _months(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None
) -> Timeline | None:
    """The twelve months of the one chosen year, as bars."""
    year = request.year[0]
    found = {int(c.value[5:]): c for c in response.facets.get("month", ()) if c.value[:4] == year}
    counts = {number: count.count for number, count in found.items() if count.count}
    if not counts:
        return None
    behind = everything.facets.get("month", ()) if everything else ()
    of = {int(count.value[5:]): count.count for count in behind if count.value[:4] == year}

    def stretch(number: int) -> Stretch:
        value = f"{year}-{number:02d}"
        return say_date(value), list_address(request, month=(value,))

    scale = Scale(1, 12, 1, HEIGHT, max_count(counts), max_count(of))
    chosen = frozenset(number for number, count in found.items() if count.selected)
    bars = _bars(scale, counts, of, stretch, chosen)
    ticks = [Tick(scale.slot_centre(n), str(MONTHS_3[n]).title(), n % 3 != 1) for n in range(1, 13)]
    up = list_address(request, year=(), month=())
    # A month chosen among several leaves the others in sight, but not in the total.
    rest = 0 if request.month else response.total - sum(counts.values())
    return Timeline(
        tuple(bars),
        (),
        tuple(ticks),
        gettext("Month"),
        everything is not None,
        up,
        beside=(gettext("the year as a whole"), rest),
    )


def _years(
    request: SearchRequest,
    response: SearchResponse,
    everything: SearchResponse | None,
    ends: tuple[int, int],
    tall: int = HEIGHT,
) -> Timeline:
    """All years between two as bars, or decades where the axis is long."""
    size = 10 if ends[1] - ends[0] >= MAX_BARS else 1
    low, high = ends[0] // size * size, ends[1]
    behind = everything.timeline if everything else {}
    counts = _gathered(response.timeline, size)
    of = _gathered({y: n for y, n in behind.items() if ends[0] <= y <= high}, size)
    scale = Scale(low, high, size, tall, max_count(counts), max_count(of))
    address = list_address_builder(request, "year")
    inside = defaultdict[int, list[str]](list)
    for year in sorted(response.timeline):
        inside[year // size * size].append(f"{year:04d}")

    def stretch(first: int) -> Stretch:
        name = say_date(f"{max(first, 1):04d}/{first + 9:04d}") if size == 10 else str(first)
        return name, address(inside[first])

    return Timeline(
        bars=tuple(_bars(scale, counts, of, stretch)),
        spans=tuple(_spans(request, response.spans, scale)),
        ticks=tuple(scale.ticks()),
        unit=gettext("Decade") if size == 10 else gettext("Year"),
        compared=everything is not None,
        axis=tall,
        beside=(gettext("undated"), response.undated),
    )


def _bars(
    scale: Scale,
    counts: Mapping[int, int],
    of: Mapping[int, int],
    stretch: Callable[[int], Stretch],
    chosen: frozenset[int] = frozenset(),
) -> list[Bar]:
    """A bar for every number that has hits or articles."""
    of_all = gettext("%(hits)s of %(all)s")
    bars = []
    for number in sorted({*counts, *of}):
        count, behind = counts.get(number, 0), of.get(number, 0)
        name, url = stretch(number)
        label = say_articles_of(name, count)
        if behind:
            label = of_all % {"hits": label, "all": behind}
        shape = scale.bar(number, count, behind)
        address = url if count else ""
        bars.append(Bar(number, shape, name, label, address, count, behind, number in chosen))
    return bars


def _spans(request: SearchRequest, intervals: Mapping[str, int], scale: Scale) -> list[Span]:
    """The intervals, in order of time."""
    listed = sorted(
        (max(first or scale.first, scale.first), last or scale.last, count, value)
        for value, count in intervals.items()
        for first, last in [years_of_span(value)]
    )
    lanes = choose_lanes((first, last, count) for first, last, count, _ in listed)
    address = list_address_builder(request, "year")
    spans = []
    for first, last, count, value in listed:
        lane = lanes.get((first, last))
        name, url = say_date(value), address((value,))
        x, width = scale.span_position(first, last)
        y = scale.tall + 4 + LANE * (lane or 0)
        label = say_articles_of(name, count)
        spans.append(Span(first, last, x, width, lane, y, name, count, label, url))
    return spans


def _gathered(counts: Mapping[int, int], size: int) -> dict[int, int]:
    """Counts by year summed by decade, where a bar is a decade."""
    gathered: dict[int, int] = {}
    for year, count in sorted(counts.items()):
        gathered[year // size * size] = gathered.get(year // size * size, 0) + count
    return gathered


def _ends(span: str) -> tuple[int, int]:
    """The years of an interval that are known: of an open one the same twice."""
    first, last = years_of_span(span)
    known = first or last or 1
    return first or known, last or known
