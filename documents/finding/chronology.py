"""All years of the archive as shapes on a line: years as bars, intervals as spans. Pure.

Across, everything is in per cent of the width, so that the drawing fills any page while its letters
keep their size; down, in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HEIGHT = 72  # of the tallest bar
FEWEST_FOR_FULL_HEIGHT = 2  # articles; below it bars stay low, so that one article is no peak
MOST_LABELS = 14
LANE = 30  # a span's share of the height under the axis
MOST_LANES = 3
DENSE = 30  # years; past it a bar is too narrow to be aimed at with certainty
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's articles."""

    year: int
    count: int
    slot: float  # where the year begins
    slot_width: float
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Span:
    """An interval's articles, in a lane of its own under the axis."""

    interval: str
    first: int
    last: int
    count: int
    x: float
    width: float
    y: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year written under the axis. ``minor`` ones give way on narrow pages."""

    year: int
    x: float
    minor: bool


@dataclass(frozen=True, slots=True)
class Chronology:
    """What is to be drawn. ``hidden_spans`` counts the intervals there was no lane for."""

    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    axis: float
    height: float
    hidden_spans: int
    dense: bool


def draw(years: Mapping[int, int], intervals: Mapping[str, int]) -> Chronology | None:
    """The drawing of articles by year and by interval ("1970/1979"); None where there are none."""
    ends = [year for interval in intervals for year in _ends(interval)]
    bounds = [*years, *ends]
    if not bounds:
        return None
    start, end = min(bounds) // 10 * 10, max(bounds) // 10 * 10 + 10
    scale = _Scale(start, end)
    spans, hidden = _stack(intervals, scale)
    lanes = len({span.y for span in spans})
    return Chronology(
        bars=tuple(_bars(years, scale)),
        spans=spans,
        ticks=tuple(_ticks(scale)),
        axis=HEIGHT,
        height=HEIGHT + 20 + lanes * LANE,
        hidden_spans=hidden,
        dense=end - start > DENSE,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years to per cent."""

    start: int
    end: int

    @property
    def slot(self) -> float:
        return 100 / (self.end - self.start)

    def at(self, year: int) -> float:
        return round((year - self.start) * self.slot, 3)


def _ends(interval: str) -> tuple[int, int]:
    first, _, last = interval.partition("/")
    return int(first[:4]), int((last or first)[:4])


def _bars(years: Mapping[int, int], scale: _Scale) -> Iterable[Bar]:
    tallest = max([FEWEST_FOR_FULL_HEIGHT, *years.values()])
    width = min(scale.slot * 0.72, 1.4)
    for year, count in sorted(years.items()):
        height = round(max(count / tallest * HEIGHT, 2.0), 1)
        slot = scale.at(year)
        x = round(slot + (scale.slot - width) / 2, 3)
        yield Bar(
            year,
            count,
            slot,
            round(scale.slot, 3),
            x,
            round(width, 3),
            round(HEIGHT - height, 1),
            height,
        )


def _stack(intervals: Mapping[str, int], scale: _Scale) -> tuple[tuple[Span, ...], int]:
    """Intervals in the first lane where they touch no other; those of most articles come first."""
    lanes: list[list[Span]] = []
    hidden = 0
    for interval, count in sorted(intervals.items(), key=lambda one: (-one[1], one)):
        first, last = _ends(interval)
        free = (
            number
            for number, lane in enumerate(lanes)
            if all(last < other.first or first > other.last for other in lane)
        )
        lane = next(free, len(lanes))
        if lane == MOST_LANES:
            hidden += 1
            continue
        if lane == len(lanes):
            lanes.append([])
        x = scale.at(first)
        y = HEIGHT + 22 + lane * LANE
        width = round(scale.at(last + 1) - x, 3)
        lanes[lane].append(Span(interval, first, last, count, x, width, y))
    return tuple(sorted((s for lane in lanes for s in lane), key=lambda s: (s.first, s.y))), hidden


def _ticks(scale: _Scale) -> Iterable[Tick]:
    years = scale.end - scale.start
    step = next((step for step in _STEPS if step >= 5 and years / step <= MOST_LABELS), _STEPS[-1])
    first = -(-scale.start // step) * step
    for rank, year in enumerate(range(first, scale.end + 1, step)):
        yield Tick(year, scale.at(year), rank % 2 == 1)
