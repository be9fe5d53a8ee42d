"""The order by recorded time, read by keyset in both directions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from documents.search import OpenIndex, RecordedPlace, SearchRequest, find_recorded, search
from tests.search.generated_articles import build, make_corpus

THEN = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def places() -> list[RecordedPlace]:
    """Sixty places in four seconds; of each four articles three agree in six characters."""
    return [
        RecordedPlace(THEN + timedelta(seconds=n % 4), f"{'same00' if n % 3 else 'othr00'}{n:05}")
        for n in range(60)
    ]


@pytest.fixture(scope="module")
def recorded(places: list[RecordedPlace], tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    folder: Path = tmp_path_factory.mktemp("recorded")
    articles = [
        replace(article, identifier=place.identifier, recorded_at=place.recorded_at)
        for article, place in zip(make_corpus(60), places, strict=True)
    ]
    return build(folder, articles)


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_slices_meet_in_both_directions(
    recorded: OpenIndex, places: list[RecordedPlace], size: int, oldest_first: bool
) -> None:
    known = {place.identifier: place for place in places}
    found: list[str] = []
    after: RecordedPlace | None = None
    while True:
        part = find_recorded(recorded, SearchRequest(), size, after, oldest_first=oldest_first)
        assert (part.total, part.before) == (60, len(found))
        found += [hit.identifier for hit in part.hits]
        if len(part.hits) < size:
            break
        after = known[found[-1]]
    assert [known[name] for name in found] == sorted(places, reverse=oldest_first)


def test_a_list_goes_through_the_same_order(
    recorded: OpenIndex, places: list[RecordedPlace]
) -> None:
    request = SearchRequest(sort="recorded", limit=13)
    found = [
        hit.identifier
        for offset in range(0, 60, 13)
        for hit in search(recorded, replace(request, offset=offset)).hits
    ]
    assert found == [place.identifier for place in sorted(places)]


def test_a_place_need_not_be_an_article_s(recorded: OpenIndex, places: list[RecordedPlace]) -> None:
    in_order = sorted(places)
    for before, behind in pairwise(in_order):
        between = RecordedPlace(before.recorded_at, f"{before.identifier}0")
        assert before < between < behind
        (hit,) = find_recorded(recorded, SearchRequest(), 1, between).hits
        assert hit.identifier == behind.identifier


def test_only_what_was_recorded_between_two_times_is_counted(
    recorded: OpenIndex, places: list[RecordedPlace]
) -> None:
    first, last = THEN + timedelta(seconds=1), THEN + timedelta(seconds=2)
    wanted = sorted((place for place in places if first <= place.recorded_at <= last), reverse=True)
    found = find_recorded(recorded, SearchRequest(), 100, oldest_first=True, between=(first, last))
    assert found.total == len(wanted) == 30
    assert [hit.identifier for hit in found.hits] == [place.identifier for place in wanted]


def test_filters_select_in_this_order_too(recorded: OpenIndex) -> None:
    request = SearchRequest(source=("peoples-daily",))
    part = find_recorded(recorded, request, 60)
    assert {hit.identifier for hit in part.hits} == {
        hit.identifier for hit in search(recorded, replace(request, limit=60)).hits
    }
    assert 0 < part.total < 60
