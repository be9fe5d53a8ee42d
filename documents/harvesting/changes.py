"""Articles and withdrawals in one list by recorded time, read by keyset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter

from django.db.models import Q, QuerySet

from documents.models import Article, SeedFile, Withdrawal
from documents.results.entries import fetch_articles
from documents.search import OpenIndex, RecordedPlace, SearchRequest, find_recorded
from documents.search.recorded_order import TimeRange


@dataclass(frozen=True, slots=True)
class Change:
    """An article in its newest version, or its withdrawal, and its place by recorded time."""

    place: RecordedPlace
    article: Article | None = None
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class ChangeList:
    """A slice of a list of changes; ``is_last`` where none comes behind it.

    ``total`` counts the whole list, ``articles`` those of it that are held, and
    ``articles_before`` these before the slice.
    """

    changes: Sequence[Change]
    total: int
    articles: int
    articles_before: int
    is_last: bool


def find_changes(
    index: OpenIndex,
    request: SearchRequest,
    limit: int,
    after: RecordedPlace | None = None,
    *,
    oldest_first: bool = False,
    between: TimeRange = (None, None),
    whole: bool = False,
) -> ChangeList:
    """The first changes behind a place: articles that answer a request, and withdrawals.

    Of a withdrawn article only source and languages are known, so nothing else selects them.
    ``between`` are the first and the last second asked for; ``whole`` brings the texts.
    """
    found = find_recorded(
        index, request, limit + 1, after, oldest_first=oldest_first, between=between
    )
    withdrawals = _withdrawals(request, between)
    behind = withdrawals.filter(_behind(after, oldest_first=oldest_first)) if after else withdrawals
    order = ("recorded_at", "-identifier") if oldest_first else ("-recorded_at", "identifier")
    articles = fetch_articles([hit.identifier for hit in found.hits], seeds=True, whole=whole)
    gone = behind.order_by(*order)[: limit + 1]
    both = merge(
        date_articles(articles),
        (Change(RecordedPlace(row.recorded_at, row.identifier), withdrawal=row) for row in gone),
        key=attrgetter("place"),
        reverse=oldest_first,
    )
    changes = list(islice(both, limit + 1))
    total = found.total + withdrawals.count()
    is_last = len(changes) <= limit
    return ChangeList(changes[:limit], total, found.total, found.before, is_last)


def date_articles(articles: Iterable[Article]) -> Iterator[Change]:
    """Articles as changes, with the later of two times: their text's and their pairing's.

    The articles come with their seeds.
    """
    rows = list(articles)
    times = SeedFile.objects.alignment_times(*(row.seed.accession for row in rows)) if rows else {}
    for row in rows:
        seed = row.seed
        paired_at = times.get((seed.accession, seed.version), seed.recorded_at)
        yield Change(RecordedPlace(max(seed.recorded_at, paired_at), row.identifier), row)


def earliest_time() -> datetime | None:
    """When the first change was recorded, None where there is none; by its index."""
    kinds = set(SeedFile.Kind) - {SeedFile.Kind.SOURCES}
    rows = SeedFile.objects.order_by("recorded_at").values_list("recorded_at", flat=True)
    return min(filter(None, (rows.filter(kind=kind).first() for kind in kinds)), default=None)


def first_recorded(articles: Iterable[Article]) -> dict[str, datetime]:
    """When the first versions of articles were recorded, by identifier: one query."""
    rows = Article.objects.filter(identifier__in=[row.identifier for row in articles], version=1)
    return dict(rows.values_list("identifier", "seed__recorded_at"))


def _withdrawals(request: SearchRequest, between: TimeRange) -> QuerySet[Withdrawal]:
    rows = Withdrawal.objects.all()
    if request.source:
        rows = rows.filter(source__in=request.source)
    if request.language:
        wanted = Q()
        for tag in request.language:
            wanted |= Q(languages__contains=f" {tag} ")
        rows = rows.filter(wanted)
    first, last = between
    if first:
        rows = rows.filter(recorded_at__gte=first)
    if last:
        rows = rows.filter(recorded_at__lte=last)
    return rows


def _behind(place: RecordedPlace, *, oldest_first: bool) -> Q:
    if oldest_first:
        same = Q(recorded_at=place.recorded_at, identifier__lt=place.identifier)
        return Q(recorded_at__gt=place.recorded_at) | same
    same = Q(recorded_at=place.recorded_at, identifier__gt=place.identifier)
    return Q(recorded_at__lt=place.recorded_at) | same
