"""Geometry of a bar chart over time: bars, spans in lanes below, labels. Pure.

Across, everything is in per cent of the width, so that the drawing fills any page while its letters
keep their size; down, in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

FEWEST_FOR_FULL_HEIGHT = 4  # articles; below it bars stay low, so that one article is no peak
WIDEST = 2.4  # per cent of the width: a bar stays a stroke where years are few
LANE = 9  # of a span's height under the axis
MAX_LANES = 3
NAMES = 20  # the height of the names beneath
MAX_TICKS = 12
LABEL = 5  # per cent of the width a year's name needs
NARROW_LABEL = 11  # the same on a phone
_STEPS = (1, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class BarGeometry:
    """The rectangles of one bar: its slot, itself, and the bar behind it."""

    slot: float
    slot_width: float
    x: float
    width: float
    y: int
    height: int
    of_y: int
    of_height: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the axis. ``minor`` ones are hidden on narrow pages.

    ``edge`` is ``first`` or ``last`` where a name in the middle would stick out of the drawing: it
    then begins, or ends, at ``x``.
    """

    x: float
    label: str
    minor: bool
    edge: str = ""

    @property
    def style(self) -> str:
        """The label's CSS class."""
        return self.edge or ("minor" if self.minor else "")


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of the chart: years (months, days) to per cent across, counts to pixels up.

    ``size`` is how many of them one bar stands for, ``tall`` the height of the tallest; hits and
    the articles behind them are each drawn to a scale of their own.
    """

    first: int
    last: int
    size: int
    tall: int
    tallest: int
    tallest_of: int

    @property
    def slot_width(self) -> float:
        return 100 / ((self.last - self.first) // self.size + 1)

    def year_position(self, number: int) -> float:
        """The place across at which a year begins."""
        return round((number - self.first) / self.size * self.slot_width, 3)

    def slot_centre(self, number: int) -> float:
        return round(self.year_position(number) + self.slot_width / 2, 3)

    def bar(self, number: int, count: int, of: int) -> BarGeometry:
        """A bar whose height is its share of the tallest, never too small to be seen."""
        width = round(min(self.slot_width * 0.7, WIDEST), 3)
        height = max(2, round(self.tall * count / self.tallest)) if count else 0
        behind = max(1, round(self.tall * of / self.tallest_of)) if of else 0
        return BarGeometry(
            slot=self.year_position(number),
            slot_width=round(self.slot_width, 3),
            x=round(self.slot_centre(number) - width / 2, 3),
            width=width,
            y=self.tall - height,
            height=height,
            of_y=self.tall - behind,
            of_height=behind,
        )

    def span_position(self, first: int, last: int) -> tuple[float, float]:
        """The place at which a span begins, and its width to the end of its last year."""
        x = self.year_position(first)
        return x, round(self.year_position(last) + self.slot_width / self.size - x, 3)

    def ticks(self) -> Iterator[Tick]:
        """The labels: round years and both ends of the axis, each under the middle of its bar."""
        years = self.last - self.first + 1
        step = next((step for step in _STEPS if years / step <= MAX_TICKS), _STEPS[-1])
        ends = sorted({self.first, self.last})
        taken = [self._under(end) for end in ends]
        for rank, year in enumerate(range(-(-self.first // step) * step, self.last + 1, step)):
            place = self._under(year)
            apart = min(abs(place - other) for other in taken)
            if year not in ends and apart >= LABEL:
                minor = rank % 2 == 1 or apart < NARROW_LABEL
                yield Tick(place, str(year), minor)
        for end in ends:
            yield self._end(end)

    def _under(self, year: int) -> float:
        """The middle of the bar that has a year."""
        return self.slot_centre(year // self.size * self.size)

    def _end(self, year: int) -> Tick:
        """The label of the first or last year: flush with its bar, unless there is room around."""
        middle = self._under(year)
        half = min(self.slot_width * 0.7, WIDEST) / 2
        if middle < NARROW_LABEL / 2:
            return Tick(round(middle - half, 3), str(year), minor=False, edge="first")
        if middle > 100 - NARROW_LABEL / 2:
            return Tick(round(middle + half, 3), str(year), minor=False, edge="last")
        return Tick(middle, str(year), minor=False)


def max_count(counts: Mapping[int, int]) -> int:
    return max([FEWEST_FOR_FULL_HEIGHT, *counts.values()])


def choose_lanes(spans: Iterable[tuple[int, int, int]]) -> dict[tuple[int, int], int]:
    """Spans (first year, last year, count) in lanes where none touches another.

    Those of most articles come first; a span there is no lane for is left out.
    """
    lanes: list[list[tuple[int, int]]] = []
    chosen: dict[tuple[int, int], int] = {}
    for first, last, _ in sorted(spans, key=lambda span: (-span[2], span)):
        free = (
            number
            for number, lane in enumerate(lanes)
            if all(last < start or first > end for start, end in lane)
        )
        lane = next(free, len(lanes))
        if lane == MAX_LANES:
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((first, last))
        chosen[first, last] = lane
    return chosen
