"""Slices behind a key: together they are the whole order, each article once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from documents.search import IndexDocument, OpenIndex, SearchRequest, search
from documents.search.keyset import KEYED, find_key
from documents.search.request import Sort
from tests.search.generated_articles import build, make_corpus

WALKED = (
    SearchRequest(),
    SearchRequest(q="合作"),
    SearchRequest(q="science", language=("en",)),
    SearchRequest(year=("1957", "1970/1979")),
    SearchRequest(date_from=date(1957, 6, 1), date_to=date(1975, 1, 1)),
    SearchRequest(q="nothing stands here"),
)


def walk(index: OpenIndex, request: SearchRequest, size: int) -> Iterator[str]:
    """Every article of a request, slice behind slice."""
    request = replace(request, offset=0, limit=size)
    while hits := search(index, request).hits:
        yield from (hit.identifier for hit in hits)
        key = find_key(index, request.sort, hits[-1].identifier)
        assert key is not None
        request = replace(request, after=key)


@pytest.mark.parametrize("sort", KEYED)
@pytest.mark.parametrize("request_", WALKED)
@pytest.mark.parametrize("size", [1, 7, 500])
def test_slices_behind_keys_are_the_whole_order(
    index: OpenIndex, request_: SearchRequest, sort: Sort, size: int
) -> None:
    asked = replace(request_, sort=sort)
    whole = search(index, replace(asked, limit=1000))
    assert list(walk(index, asked, size)) == [hit.identifier for hit in whole.hits]
    assert len(whole.hits) == whole.total


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    """An index of titles that agree in eight bytes, in sixteen, or whole."""
    titles = [
        "合",
        "合作",
        "合作社的",
        "合作社的一",
        "合作社的一年",
        "合作社的一年报告",
        "Letters",
        "",
    ]
    articles = [
        IndexDocument(f"{n:03}xbcdfgh0", "peoples-daily", titles[n % len(titles)], {}, {})
        for n in range(90)
    ]
    return build(tmp_path_factory.mktemp("alike"), articles)


@pytest.mark.parametrize("size", [1, 3, 40])
def test_titles_that_begin_alike_are_met_once_each(alike: OpenIndex, size: int) -> None:
    asked = SearchRequest(sort="title")
    whole = [hit.identifier for hit in search(alike, replace(asked, limit=100)).hits]
    assert list(walk(alike, asked, size)) == whole
    assert len(set(whole)) == 90


@pytest.mark.parametrize("sort", KEYED)
def test_a_key_holds_in_an_index_without_its_article(
    index: OpenIndex, tmp_path: Path, sort: Sort
) -> None:
    asked = SearchRequest(sort=sort, limit=40)
    hits = [hit.identifier for hit in search(index, asked).hits]
    key = find_key(index, sort, hits[19])
    later = build(tmp_path, [one for one in make_corpus() if one.identifier != hits[19]])
    found = search(later, replace(asked, limit=20, after=key)).hits
    assert [hit.identifier for hit in found] == hits[20:]


def test_best_match_has_no_key(index: OpenIndex) -> None:
    found = search(index, SearchRequest(q="合作", sort="relevance")).hits
    assert find_key(index, "relevance", found[0].identifier) is None
