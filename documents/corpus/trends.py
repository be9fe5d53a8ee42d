"""Word frequency over time: articles with a word among all articles of each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.csv_tables import Cells, write_table
from documents.query.addresses import list_address, years_address
from documents.query.exclusions import only_filters
from documents.results.answers import find
from documents.results.axis import NARROW_LABEL, Tick
from documents.search.request import SearchRequest

MAX_WORDS = 5  # words compared
HEIGHT = 200  # of the drawing's field
_TICKS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one word in one year. ``share`` is per thousand articles of the year."""

    year: int
    count: int
    of: int
    x: float
    y: float
    url: str

    @property
    def share(self) -> float:
        return round(1000 * self.count / self.of, 1)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line segment between two years' points: per cent across, pixels down."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one word over the years."""

    words: str
    total: int
    url: str
    points: tuple[Point, ...]

    @property
    def strokes(self) -> Iterator[Stroke]:
        """Line segments between adjacent years; a year without articles interrupts the line."""
        for left, right in zip(self.points, self.points[1:], strict=False):
            if right.year == left.year + 1:
                yield Stroke(left.x, left.y, right.x, right.y)


@dataclass(frozen=True, slots=True)
class Trends:
    """The series of all words over the same years; ``top`` is the share at the upper edge."""

    series: tuple[Series, ...]
    years: tuple[int, ...]
    ticks: tuple[Tick, ...]
    top: float

    @property
    def rows(self) -> Iterator[tuple[int, int, list[Point]]]:
        """The table's rows: a year, its number of articles, and each word's point."""
        for rank, year in enumerate(self.years):
            points = [one.points[rank] for one in self.series]
            yield year, points[0].of if points else 0, points


def build_trends(requests: Sequence[SearchRequest], words: Sequence[str]) -> Trends | None:
    """Count several searches year by year, each against all articles its filters leave.

    None where nothing is dated. ``words`` are the searches as they were typed.
    """
    counted = []
    for request in requests[:MAX_WORDS]:
        hits = find(replace(request, limit=0)).response
        whole = replace(only_filters(request), limit=0, searches_on_page=1)
        every = find(whole).response.timeline
        counted.append((request, hits, every))
    years = sorted({year for _, _, every in counted for year, number in every.items() if number})
    if not years:
        return None
    shares = [
        1000 * hits.timeline.get(year, 0) / every[year]
        for _, hits, every in counted
        for year in years
        if every.get(year)
    ]
    top = _round_up(max(shares, default=0.0))
    width = years[-1] - years[0] or 1

    def point(request: SearchRequest, year: int, count: int, of: int) -> Point:
        share = 1000 * count / of if of else 0.0
        x = round(2 + 96 * (year - years[0]) / width, 3)
        y = round(HEIGHT * (1 - share / top), 1)
        url = years_address(request, (f"{year:04d}",)) if count else ""
        return Point(year, count, of or 1, x, y, url)

    series = tuple(
        Series(
            typed,
            hits.total,
            list_address(request),
            tuple(
                point(request, year, hits.timeline.get(year, 0), every.get(year, 0))
                for year in years
            ),
        )
        for typed, (request, hits, every) in zip(words, counted, strict=False)
    )
    step = max(1, -(-(width + 1) // _TICKS))
    return Trends(series, tuple(years), tuple(_ticks(years, width, step)), top)


def _ticks(years: Sequence[int], width: int, step: int) -> Iterator[Tick]:
    """The years named along the axis; the first and the last stay within its width."""
    for rank, year in enumerate(range(years[0], years[-1] + 1, step)):
        x = round(2 + 96 * (year - years[0]) / width, 3)
        edge = "first" if rank == 0 else "last" if x > 100 - NARROW_LABEL / 2 else ""
        yield Tick(x, str(year), rank % 2 == 1 and not edge, edge)


def _round_up(share: float) -> float:
    """The next round number: 1, 2, 5, 10, 20 … per thousand."""
    for unit in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        if share <= unit:
            return unit
    return 1000


def write_csv(trends: Trends, cells: Cells = "text") -> str:
    """Write CSV: year, its articles, and for each word its articles and share per thousand."""
    head = ["year", "articles"]
    for one in trends.series:
        head += [one.words, f"{one.words} (per 1000)"]
    rows: list[list[object]] = [[*head]]
    for year, of, points in trends.rows:
        row: list[object] = [year, of]
        for point in points:
            row += [point.count, point.share]
        rows.append(row)
    return write_table(rows, cells=cells)
