"""Word frequency over time: articles with a word among all articles of each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.csv_tables import Cells, write_table
from documents.query.addresses import list_address, years_address
from documents.query.exclusions import drop_words
from documents.results.axis import Scale, Tick
from documents.results.edition_search import search_edition
from documents.search.request import SearchRequest

MAX_WORDS = 5  # words compared
HEIGHT = 200  # of the drawing's field
LABEL_ROOM = 18  # per cent of the width, at the right, that the words beside their lines take
LINE_OF_LABEL = 14  # pixels from one such word to the next
LONGEST_LABEL = 22  # characters; a longer word is cut, the legend has it whole
# What the upper edge may be, in powers of ten: the least that is not below the highest share.
_ROUND = (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one word in one year. ``share`` is per thousand articles of the year."""

    year: int
    count: int
    of: int
    x: float
    y: float
    url: str
    peak: bool = False  # the highest of its word

    @property
    def share(self) -> float:
        return round(1000 * self.count / (self.of or 1), 1)


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
    label_y: float = 0.0  # where the word stands, level with the last point if there is room

    @property
    def label(self) -> str:
        """The word beside the line's end."""
        if len(self.words) <= LONGEST_LABEL:
            return self.words
        return f"{self.words[: LONGEST_LABEL - 1]}…"

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
    def label_x(self) -> float:
        """Where the words beside the lines begin, in per cent of the width."""
        return self.series[0].points[-1].x + 1

    @property
    def scale(self) -> tuple[tuple[int, str], ...]:
        """The lines across: pixels from the upper edge, and the share each stands for."""
        return tuple(
            (round(HEIGHT * part / 2), _write_share(self.top * (2 - part) / 2)) for part in (0, 1)
        )

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
        hits = search_edition(replace(request, limit=0)).response
        whole = replace(drop_words(request), limit=0, searches_on_page=1)
        every = search_edition(whole).response.timeline
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
    axis = Scale(years[0], years[-1], 1, HEIGHT, 1, 1)
    narrowed = (100 - LABEL_ROOM) / 100

    def point(request: SearchRequest, year: int, count: int, of: int) -> Point:
        share = 1000 * count / of if of else 0.0
        x = round(axis.slot_centre(year) * narrowed, 3)
        y = round(HEIGHT * (1 - share / top), 1)
        url = years_address(request, (f"{year:04d}",)) if count else ""
        return Point(year, count, of, x, y, url)

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
    ticks = tuple(replace(tick, x=round(tick.x * narrowed, 3)) for tick in axis.ticks())
    marked = _place_labels([_mark_peak(one) for one in series])
    return Trends(tuple(marked), tuple(years), ticks, top)


def _mark_peak(series: Series) -> Series:
    """The series with its highest point told apart."""
    highest = max(series.points, key=lambda point: (point.share, -point.year))
    points = (replace(point, peak=point is highest) for point in series.points)
    return replace(series, points=tuple(points))


def _place_labels(series: Sequence[Series]) -> list[Series]:
    """The series with places for their words at the right: level with the line if there is room.

    From the lowest line upwards each word stands above the one before it.
    """
    placed: dict[int, float] = {}
    free = HEIGHT - LINE_OF_LABEL / 2  # above the axis
    named = [rank for rank, one in enumerate(series) if one.total]
    for rank in sorted(named, key=lambda rank: -series[rank].points[-1].y):
        placed[rank] = min(free, series[rank].points[-1].y)
        free = placed[rank] - LINE_OF_LABEL
    return [replace(one, label_y=placed.get(rank, 0.0)) for rank, one in enumerate(series)]


def _round_up(share: float) -> float:
    """The next round number: 1, 1.2, 1.6, 2 … 8, 10, 12 … per thousand, 1000 at most."""
    unit = 1.0
    while share > 10 * unit:
        unit *= 10
    return min(1000.0, next(unit * part for part in _ROUND if share <= unit * part + 1e-9))


def _write_share(share: float) -> str:
    return f"{share:g}"


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
