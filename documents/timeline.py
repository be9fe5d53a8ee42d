"""The hits along time, as the list draws them: per cent across, pixels up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_3

from documents.filters import list_address
from documents.search.request import SearchRequest, SearchResponse
from documents.wording import say_articles_of, say_date

HEIGHT = 44  # of the tallest bar
FEWEST_FOR_FULL_HEIGHT = 4  # hits; below it bars stay low, so that one article is no peak
WIDEST = 2.4  # per cent of the width: a bar stays a stroke where years are few
MOST_BARS = 90  # past it a bar is ten years
MOST_TICKS = 12
LABEL = 5  # per cent of the width a year's name needs
NARROW_LABEL = 11  # the same on a phone
_STEPS = (1, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Bar:
    """One year (month, decade) with hits: its slot, the bar in it, its words, its address."""

    slot: float
    slot_width: float
    x: float
    width: float
    height: int
    label: str
    url: str
    selected: bool = False

    @property
    def y(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Span:
    """Articles dated by an interval: a line under the years it covers."""

    x: float
    width: float
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A name under the axis. ``minor`` ones give way on narrow pages."""

    x: float
    label: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: bars, spans beneath them, names beneath the axis."""

    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]


def build_timeline(request: SearchRequest, response: SearchResponse) -> Timeline | None:
    """Hits by year, or by month inside one chosen year; None where they would be a single bar."""
    if len(request.year) == 1:
        return _months(request, response, int(request.year[0]))
    return _years(request, response)


def _months(request: SearchRequest, response: SearchResponse, year: int) -> Timeline | None:
    """The twelve months of the one chosen year."""
    counts = [count for count in response.facets.get("month", ()) if count.count]
    if not counts:
        return None
    most = max(count.count for count in counts)
    scale = _Scale(1, 12, 1, most)
    bars = [
        scale.bar(
            int(count.value[5:]),
            count.count,
            say_date(count.value),
            list_address(request, month=() if count.selected else (count.value,)),
            selected=count.selected,
        )
        for count in sorted(counts, key=lambda one: one.value)
        if count.value[:4] == f"{year:04d}"
    ]
    ticks = [Tick(scale.middle(n), str(MONTHS_3[n]).title(), n % 3 != 1) for n in range(1, 13)]
    return Timeline(tuple(bars), (), tuple(ticks))


def _years(request: SearchRequest, response: SearchResponse) -> Timeline | None:
    """All years with hits, one bar a year, or a decade where the axis is long."""
    spans = [(*_ends(span), count) for span, count in sorted(response.spans.items())]
    years = [*response.timeline, *(year for first, last, _ in spans for year in (first, last))]
    if not years or min(years) == max(years):
        return None
    size = 10 if max(years) - min(years) >= MOST_BARS else 1
    counts: dict[int, int] = {}
    for year, count in sorted(response.timeline.items()):
        counts[year // size * size] = counts.get(year // size * size, 0) + count
    scale = _Scale(min(years) // size * size, max(years), size, max(counts.values(), default=0))
    bars = [
        scale.bar(first, count, *_stretch(request, first, first + size - 1))
        for first, count in counts.items()
    ]
    lines = [
        scale.span(*_stretch(request, first, last), first, last, count)
        for first, last, count in spans
    ]
    return Timeline(tuple(bars), tuple(lines), tuple(scale.ticks()))


def _stretch(request: SearchRequest, first: int, last: int) -> tuple[str, str]:
    """What some years are called, and the list of their articles."""
    if first == last:
        return str(first), list_address(request, year=(f"{first:04d}",), month=())
    start, end = date(max(first, 1), 1, 1), date(last, 12, 31)
    url = list_address(request, date_from=start, date_to=end, year=(), month=())
    return say_date(f"{start.year:04d}/{last:04d}"), url


def _ends(span: str) -> tuple[int, int]:
    first, _, last = span.partition("/")
    return int(first[:4]), int((last or first)[:4])


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years (months) to per cent across, counts to pixels up."""

    first: int
    last: int
    size: int
    most: int

    @property
    def slot(self) -> float:
        return 100 / ((self.last - self.first) // self.size + 1)

    def at(self, number: int) -> float:
        return round((number - self.first) / self.size * self.slot, 3)

    def middle(self, number: int) -> float:
        return round(self.at(number) + self.slot / 2, 3)

    def bar(self, number: int, count: int, name: str, url: str, *, selected: bool = False) -> Bar:
        """A bar whose height is its share of the tallest, never too small to be seen."""
        width = round(min(self.slot * 0.7, WIDEST), 3)
        height = max(2, round(HEIGHT * count / max(self.most, FEWEST_FOR_FULL_HEIGHT)))
        x = round(self.middle(number) - width / 2, 3)
        label = say_articles_of(name, count)
        slot = round(self.slot, 3)
        return Bar(self.at(number), slot, x, width, height, label, url, selected)

    def span(self, name: str, url: str, first: int, last: int, count: int) -> Span:
        """The line from the beginning of a span's first year to the end of its last."""
        x = self.at(first)
        width = round(self.at(last) + self.slot - x, 3)
        return Span(x, width, say_articles_of(name, count), url)

    def ticks(self) -> Iterator[Tick]:
        """Round years and both ends of the axis, each under the middle of its bar."""
        years = self.last - self.first + 1
        step = next((step for step in _STEPS if years / step <= MOST_TICKS), _STEPS[-1])
        ends = (self.first, self.last)
        room = years * LABEL / 100
        for rank, year in enumerate(range(-(-self.first // step) * step, self.last + 1, step)):
            if year not in ends and all(abs(year - end) >= room for end in ends):
                crowded = any(abs(year - end) < years * NARROW_LABEL / 100 for end in ends)
                minor = rank % 2 == 1 or crowded
                yield Tick(self.middle(year // self.size * self.size), str(year), minor)
        for end in ends:
            yield Tick(self.middle(end // self.size * self.size), str(end), minor=False)
