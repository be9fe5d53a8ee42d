"""The hits along time against all articles: per cent across, pixels up, and the same in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext

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

Stretch = tuple[str, str]  # what a bar is called, and the list of its articles


@dataclass(frozen=True, slots=True)
class Bar:
    """One year (month, day, decade): its slot, its hits and all its articles, its address."""

    slot: float
    slot_width: float
    x: float
    width: float
    height: int
    name: str
    label: str
    url: str  # "" where there is no hit
    count: int
    of: int  # all articles then
    of_height: int
    selected: bool = False

    @property
    def y(self) -> int:
        return HEIGHT - self.height

    @property
    def of_y(self) -> int:
        return HEIGHT - self.of_height

    @property
    def share(self) -> str:
        """The hits among all articles, in per cent."""
        return f"{100 * self.count / self.of:.1f}%" if self.of else ""


@dataclass(frozen=True, slots=True)
class Span:
    """Articles dated by an interval: a line under the years it covers."""

    x: float
    width: float
    name: str
    count: int
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
    """The drawing: bars, spans beneath them, names beneath the axis.

    ``unit`` names what a bar is, ``compared`` says whether all articles stand behind the hits.
    """

    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    unit: str
    compared: bool
    back: str = ""  # the list one level up: all months of the year, all years

    @property
    def rows(self) -> list[Bar]:
        """The bars that the table lists: all where they are compared, else those with hits."""
        return [bar for bar in self.bars if bar.count or bar.of]


def build_timeline(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None = None
) -> Timeline | None:
    """Hits by year, by month inside one chosen year, by day inside one chosen month.

    ``everything`` answers `baseline` of the request. None where there would be a single bar.
    """
    if len(request.month) == 1:
        return _days(request, response, everything)
    if len(request.year) == 1:
        return _months(request, response, everything)
    return _years(request, response, everything)


def baseline(request: SearchRequest) -> SearchRequest | None:
    """The search whose counts stand behind the hits; None where the hits are all there is."""
    month = request.month if len(request.month) == 1 else ()
    year = request.year if len(request.year) == 1 else ()
    plain = replace(request, year=year, month=month, sort="oldest", offset=0, limit=0)
    narrow = SearchRequest(year=year, month=month, sort="oldest", limit=0)
    return None if plain == narrow and request.year == year else narrow


def _days(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None
) -> Timeline | None:
    """The days of the one chosen month."""
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
        return say_date(day.isoformat()), list_address(request, date_from=day, date_to=day)

    scale = _Scale(1, length, 1, _tallest(counts), _tallest(of))
    bars = scale.bars(counts, of, stretch)
    ticks = [
        Tick(scale.middle(n), str(n), n not in {1, 8, 15, 22, length})
        for n in (1, 5, 8, 12, 15, 19, 22, 26, length)
    ]
    up = list_address(request, month=())
    return Timeline(tuple(bars), (), tuple(ticks), gettext("Day"), everything is not None, up)


def _months(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None
) -> Timeline | None:
    """The twelve months of the one chosen year."""
    year = request.year[0]
    found = {int(c.value[5:]): c for c in response.facets.get("month", ()) if c.value[:4] == year}
    counts = {number: count.count for number, count in found.items() if count.count}
    if not counts:
        return None
    behind = everything.facets.get("month", ()) if everything else ()
    of = {int(count.value[5:]): count.count for count in behind if count.value[:4] == year}

    def stretch(number: int) -> Stretch:
        value = f"{year}-{number:02d}"
        chosen = number in found and found[number].selected
        return say_date(value), list_address(request, month=() if chosen else (value,))

    scale = _Scale(1, 12, 1, _tallest(counts), _tallest(of))
    chosen = frozenset(number for number, count in found.items() if count.selected)
    bars = scale.bars(counts, of, stretch, chosen)
    ticks = [Tick(scale.middle(n), str(MONTHS_3[n]).title(), n % 3 != 1) for n in range(1, 13)]
    up = list_address(request, year=(), month=())
    return Timeline(tuple(bars), (), tuple(ticks), gettext("Month"), everything is not None, up)


def _years(
    request: SearchRequest, response: SearchResponse, everything: SearchResponse | None
) -> Timeline | None:
    """All years with hits, one bar a year, or a decade where the axis is long."""
    spans = [(*_ends(span), count) for span, count in sorted(response.spans.items())]
    years = [*response.timeline, *(year for first, last, _ in spans for year in (first, last))]
    if not years or (min(years) == max(years) and everything is None):
        return None
    if everything and not (request.date_from or request.date_to or request.year):
        years += everything.timeline
    if min(years) == max(years):
        return None
    size = 10 if max(years) - min(years) >= MOST_BARS else 1
    low, high = min(years) // size * size, max(years)
    behind = everything.timeline if everything else {}
    counts = _gathered(response.timeline, size)
    of = _gathered({y: n for y, n in behind.items() if min(years) <= y <= high}, size)
    scale = _Scale(low, high, size, _tallest(counts), _tallest(of))
    bars = scale.bars(counts, of, lambda first: _stretch(request, first, first + size - 1))
    lines = [
        scale.span(*_stretch(request, first, last), first, last, count)
        for first, last, count in spans
    ]
    unit = gettext("Decade") if size == 10 else gettext("Year")
    return Timeline(tuple(bars), tuple(lines), tuple(scale.ticks()), unit, everything is not None)


def _gathered(counts: Mapping[int, int], size: int) -> dict[int, int]:
    """Counts by year as counts by decade, where a bar is a decade."""
    gathered: dict[int, int] = {}
    for year, count in sorted(counts.items()):
        gathered[year // size * size] = gathered.get(year // size * size, 0) + count
    return gathered


def _tallest(counts: Mapping[int, int]) -> int:
    return max([FEWEST_FOR_FULL_HEIGHT, *counts.values()])


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
    most: int  # hits of the tallest bar
    most_of: int  # articles of the tallest bar behind: each is drawn to its own scale

    @property
    def slot(self) -> float:
        return 100 / ((self.last - self.first) // self.size + 1)

    def at(self, number: int) -> float:
        return round((number - self.first) / self.size * self.slot, 3)

    def middle(self, number: int) -> float:
        return round(self.at(number) + self.slot / 2, 3)

    def bars(
        self,
        counts: Mapping[int, int],
        of: Mapping[int, int],
        stretch: Callable[[int], Stretch],
        chosen: frozenset[int] = frozenset(),
    ) -> list[Bar]:
        """A bar for every number that has hits or articles."""
        return [
            self._bar(number, counts.get(number, 0), of.get(number, 0), stretch, number in chosen)
            for number in sorted({*counts, *of})
        ]

    def _bar(
        self, number: int, count: int, of: int, stretch: Callable[[int], Stretch], selected: bool
    ) -> Bar:
        """A bar whose height is its share of the tallest, never too small to be seen."""
        width = round(min(self.slot * 0.7, WIDEST), 3)
        name, url = stretch(number)
        label = say_articles_of(name, count)
        if of:
            label = gettext("%(hits)s of %(all)s") % {"hits": label, "all": of}
        return Bar(
            slot=self.at(number),
            slot_width=round(self.slot, 3),
            x=round(self.middle(number) - width / 2, 3),
            width=width,
            height=max(2, round(HEIGHT * count / self.most)) if count else 0,
            name=name,
            label=label,
            url=url if count else "",
            count=count,
            of=of,
            of_height=max(1, round(HEIGHT * of / self.most_of)) if of else 0,
            selected=selected,
        )

    def span(self, name: str, url: str, first: int, last: int, count: int) -> Span:
        """The line from the beginning of a span's first year to the end of its last."""
        x = self.at(first)
        width = round(self.at(last) + self.slot - x, 3)
        return Span(x, width, name, count, say_articles_of(name, count), url)

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
