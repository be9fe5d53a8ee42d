"""Reports a run's new articles with nearly the text of another: said, and never merged."""

from __future__ import annotations

from django.conf import settings

from documents.models import Article
from documents.search import open_index
from documents.search.similar import find_duplicates
from documents.seed_store.report import NearDuplicates, Report

MAX_COMPARED = 1000  # new articles that are looked up; each takes some milliseconds
PAIRS = 10  # listed


def find_near_duplicates(first_new: int, report: Report) -> None:
    """Find near-duplicates of new articles in the new index; ``first_new`` is their first seed."""
    rows = Article.objects.newest().filter(seed_id__gte=first_new).order_by("pk")
    names = list(rows.values_list("identifier", flat=True)[: MAX_COMPARED + 1])
    if not names:
        return
    if len(names) > MAX_COMPARED:
        report.near_duplicates = NearDuplicates(compared=0, limit=MAX_COMPARED)
        return
    index = open_index(settings.INDEX_ROOT, report.edition)
    articles, pairs, seen = 0, [], set()
    for name in names:
        twins = find_duplicates(index, name)
        articles += bool(twins)
        for twin in twins:
            pair = frozenset((name, twin.identifier))
            if pair not in seen:
                seen.add(pair)
                pairs.append((name, twin.identifier, round(100 * twin.score)))
    report.near_duplicates = NearDuplicates(
        len(names), MAX_COMPARED, articles, len(pairs), tuple(pairs[:PAIRS])
    )
