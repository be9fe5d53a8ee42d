"""Whatever is typed is answered, by every address that takes words."""

from __future__ import annotations

import time
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citation.signposting import HEADER_LIMIT, Link, fitting, header
from documents.query.typed_filters import read_typed_filters
from documents.search.request import SearchRequest

pytestmark = pytest.mark.django_db

PAGES = ("/articles/", "/zh-hans/articles/", "/concordance/", "/trends/", "/suggest")
LISTS = ("/articles.json", "/articles.csv", "/articles.atom", "/articles.bib", "/concordance.tsv")
HARD = (
    "\x00",
    "a\x00b",
    "\u202eabc",
    "(" * 10_000,
    "[" * 300,
    "中" * 3000,
    "é" * 400,
    '"a ' * 500,
    "a OR " * 300,
    "-a " * 100,
    "title:" * 100,
    "place:" * 100,
    "\uffff",
    "\U0001f642\u200d",
    "from:0 to:9999-99-99 year:99999 page:0",
)
words = st.text(st.sampled_from('ab中文"“”「」*~-:：()[]OR NT\u3000\n１\u0301,.'), max_size=40)


@pytest.mark.parametrize("q", HARD)
def test_hard_words_are_answered_everywhere(seeds: Client, q: str) -> None:
    for path in (*PAGES, *LISTS):
        answer = seeds.get(f"{path}?q={quote(q)}")
        assert answer.status_code == 200, path
        assert len(answer.headers.get("Link", "")) <= HEADER_LIMIT


@pytest.mark.parametrize("sign", ["(", "（", "a(("])
def test_brackets_are_looked_at_once_and_not_once_for_each(sign: str) -> None:
    """Ten thousand opening brackets once took eight seconds of a worker."""
    begun = time.process_time()
    found = read_typed_filters(SearchRequest(q=f"{sign * 10_000}x year:1958"), [], [])
    assert found is not None
    assert found.taken == ("year:1958",)
    assert time.process_time() - begun < 2


def test_any_words_are_answered_everywhere(seeds: Client) -> None:
    @settings(max_examples=60)
    @given(st.lists(words, max_size=2), st.sampled_from((*PAGES, *LISTS)))
    def law(typed: list[str], path: str) -> None:
        query = urlencode([("q", q) for q in typed])
        assert seeds.get(f"{path}?{query}").status_code == 200

    law()


RELATIONS = ("next", "prev", "self")


@given(st.dictionaries(st.sampled_from(RELATIONS), st.integers(0, 6000)))
def test_as_many_links_are_named_as_a_header_takes(wanted: dict[str, int]) -> None:
    links = [Link("/" + "x" * length, relation) for relation, length in wanted.items()]
    shown = fitting(links, RELATIONS)
    assert len(header(shown)) <= HEADER_LIMIT
    assert shown == [link for link in links if link in shown]
    if sum(length + 20 for length in wanted.values()) < HEADER_LIMIT:
        assert shown == links
