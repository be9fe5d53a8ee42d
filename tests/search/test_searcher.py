from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.search import IndexDocument, OpenIndex, SearchRequest, adjacent_hits, search
from documents.search.text_matches import Matcher
from tests.search.generated_articles import (
    CORPUS,
    HAN_WORDS,
    build,
    flat,
    holds_han,
    holds_phrase,
    make_corpus,
    values,
)
from tests.search.test_query import HOSTILE


def found(index: OpenIndex, q: str) -> set[str]:
    response = search(index, SearchRequest(q=q, limit=1000))
    assert response.total == len(response.hits)
    return {hit.identifier for hit in response.hits}


def scan(holds: Callable[[IndexDocument], bool]) -> set[str]:
    return {article.identifier for article in CORPUS if holds(article)}


def han_queries() -> list[str]:
    """Runs of 1 to 6 characters cut out of the texts, and others put together."""
    chance = random.Random(7)
    text = "".join(flat(value) for article in CORPUS for value in values(article))
    text = "".join(character for character in text if ord(character) >= 0x3007)
    places = [
        (chance.randrange(len(text) - 6), length) for length in range(1, 7) for _ in range(25)
    ]
    return [text[place : place + length] for place, length in places] + ["研", "究合", "皇", "虎"]


def test_han_queries_of_any_length_find_what_a_scan_finds(index: OpenIndex) -> None:
    for q in han_queries():
        assert found(index, q) == scan(lambda article, q=q: holds_han(article, q)), q  # type: ignore[misc]


@pytest.mark.parametrize(("simplified", "traditional"), HAN_WORDS)
def test_either_form_finds_both(index: OpenIndex, simplified: str, traditional: str) -> None:
    expected = scan(lambda article: holds_han(article, simplified))
    assert expected
    assert found(index, simplified) == found(index, traditional) == expected


@pytest.mark.parametrize("q", ["科学，研究", "合作。的", "“文化”合作", "人，人", "年、的和"])
def test_punctuation_inside_a_han_query_is_matched(index: OpenIndex, q: str) -> None:
    quoted = f"「{q}」"
    assert found(index, quoted) == scan(lambda article: holds_han(article, q))


@pytest.mark.parametrize(
    "q",
    [
        *("the science of", "and the", "countries", "long-term research", "cafe of"),
        "people's country",
        *("всё; наука", "1958 COMECON", "сотрудничества и", "все и", "scientific research"),
    ],
)
def test_phrases_of_words_find_what_a_scan_finds(index: OpenIndex, q: str) -> None:
    expected = scan(lambda article: holds_phrase(article, q))
    assert expected
    assert found(index, f'"{q}"') == expected


@pytest.mark.parametrize(
    ("q", "forms"),
    [
        ("country", ["country", "countries"]),
        ("COUNTRIES", ["country", "countries"]),
        ("develop", ["develops", "developed"]),
        ("café", ["cafe"]),
        ("the", ["the"]),
        ("сотрудничество", ["сотрудничество", "сотрудничества"]),
    ],
)
def test_a_word_finds_its_other_forms(index: OpenIndex, q: str, forms: list[str]) -> None:
    expected = scan(lambda article: any(holds_phrase(article, form) for form in forms))
    assert found(index, q) == expected


def test_operators_are_those_of_sets(index: OpenIndex) -> None:
    science, han = found(index, "science"), found(index, "合作")
    everything = found(index, "")
    assert found(index, "science 合作") == science & han
    assert found(index, "science OR 合作") == science | han
    assert found(index, "science -合作") == science - han
    assert found(index, "-science") == everything - science
    assert found(index, "。。") == set()


def test_the_headline_is_searched_with_the_rest_and_alone(index: OpenIndex) -> None:
    for q in ("学习", "人", "學習"):
        expected = scan(
            lambda article, q=q: any(flat(q) in flat(title) for title in article.titles.values()),  # type: ignore[misc]
        )
        assert found(index, f"title:{q}") == found(index, f"标题：{q}") == expected
        assert expected < found(index, q)


def test_the_column_is_searched(index: OpenIndex) -> None:
    assert scan(lambda article: bool(article.column)) <= found(index, "文化生活")


def test_no_phrase_crosses_from_block_to_block(tmp_path: Path) -> None:
    article = IndexDocument(
        identifier="a",
        source="s",
        title="科学",
        titles={"zh-Hans": "科学", "en": "one two"},
        texts={"zh-Hans": ("研究", "合作。", "文化"), "en": ("three four", "five.", "six")},
        column="公社",
    )
    index = build(tmp_path, [article])
    inside = ["科学", "研究", "合作", "文化", "公社", '"three four"', "five six"]
    across = [
        "学研",
        "究合",
        "作文",
        "作。文",
        "学公",
        "化t",
        '"two three"',
        '"four five"',
        '"five. six"',
    ]
    assert [q for q in inside if not found(index, q)] == []
    assert [q for q in across if found(index, q)] == []


def test_what_is_marked_is_what_was_found(index: OpenIndex) -> None:
    queries = [
        *han_queries()[::5],
        "country",
        '"the science of"',
        "1958",
        '"科学，研究"',
        "科 1958",
    ]
    for q in queries:
        matcher = Matcher(q)
        marked = scan(lambda article, m=matcher: any(map(m.spans, values(article))))  # type: ignore[misc]
        assert found(index, q) <= marked
        if " " not in q.strip('"') or q[0] == '"':
            assert found(index, q) == marked


@given(st.text(max_size=60) | HOSTILE)
@settings(max_examples=300, deadline=None)
def test_no_query_fails(index: OpenIndex, q: str) -> None:
    response = search(index, SearchRequest(q=q))
    assert 0 <= response.total <= len(CORPUS)
    Matcher(q).spans(CORPUS[0].texts[next(iter(CORPUS[0].texts))][0])


def test_every_year_is_counted_of_an_article_that_speaks_of_many(tmp_path: Path) -> None:
    years = [*(f"{year}" for year in range(1931, 1940)), "1950s", "1960s"]
    texts = [years, years[:7], years[:1], []]
    corpus = [
        IndexDocument(f"{n:03d}", "s", "", {}, {"en": (f"It was so in {', in '.join(said)}.",)})
        for n, said in enumerate(texts)
    ]
    index = build(tmp_path, corpus)
    counted = {c.value: c.count for c in search(index, SearchRequest()).facets["mentions"]}
    assert counted == {
        "1931": 3,
        **dict.fromkeys([str(year) for year in range(1932, 1938)], 2),
        **dict.fromkeys(["1938", "1939", "195X", "196X"], 1),
    }
    chosen = search(index, SearchRequest(mentions=("195X", "1935"))).facets
    assert {c.value: c.count for c in chosen["mentions"]} == counted
    assert chosen["language"][0].count == 2


def test_facets_are_listed_as_a_reader_expects(index: OpenIndex) -> None:
    facets = search(index, SearchRequest()).facets
    assert "month" not in facets
    assert [count.value for count in facets["newspaper_page"]] == ["1", "2", "6", "11"]
    assert [count.value for count in facets["year"]] == [
        *("1957", "../1958", "1958", "../1959", "1959", "1959/..", "1970/1979")
    ]
    counts = [count.count for count in facets["source"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("q", ["coun*", "scien* OR developd~", "resear* coun*", "title:coun*"])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_what_begins_or_is_spelt_like_a_word_comes_by_headline_and_then_by_identifier(
    index: OpenIndex, q: str, size: int
) -> None:
    request = SearchRequest(q=q, limit=1000)
    whole = [hit.identifier for hit in search(index, request).hits]
    assert sorted(whole) == sorted(found(index, q))
    beginnings = re.findall(r"(\w+)[*~]", q.replace("developd", "develop"))
    headed = {
        article.identifier
        for article in CORPUS
        for word in " ".join(article.titles.values()).lower().split()
        if word.startswith(tuple(beginnings))
    }
    assert 0 < len(headed & {*whole}) < len(CORPUS)
    assert whole == sorted(whole, key=lambda name: (name not in headed, name))
    pages = [
        search(index, replace(request, offset=offset, limit=size)).hits
        for offset in range(0, len(whole) + size, size)
    ]
    assert [hit.identifier for page in pages for hit in page] == whole
    assert adjacent_hits(index, replace(request, limit=size), 1) == tuple(whole[:3])


def test_equal_scores_are_ordered_by_identifier_however_the_index_grew(tmp_path: Path) -> None:
    corpus = make_corpus(1)
    alike = [
        IndexDocument(f"{n:03d}", "s", "", {"en": "science"}, {"en": ("one two",)})
        for n in range(150)
    ]
    index = build(tmp_path, [*reversed(alike[::2]), *corpus, *alike[1::2]])
    pages = [
        search(index, SearchRequest(q="two", offset=n, limit=40)).hits for n in range(0, 160, 40)
    ]
    assert [hit.identifier for page in pages for hit in page] == [a.identifier for a in alike]


@pytest.mark.parametrize("q", ["science", "the", "人", "COMECON", "cultural"])
def test_a_first_page_is_the_beginning_of_the_whole_list(index: OpenIndex, q: str) -> None:
    """The first page of a single word is searched in another way than the pages after it."""
    first = search(index, SearchRequest(q=q, limit=20)).hits
    rest = search(index, SearchRequest(q=q, offset=1, limit=500)).hits
    assert len(first) == min(20, len(rest) + 1)
    assert first[1:] == rest[:19]
    assert [hit.score for hit in first] == sorted((hit.score for hit in first), reverse=True)


def test_titles_that_begin_alike_are_ordered_whole_on_every_page(tmp_path: Path) -> None:
    titles = [f"人民公社{n % 7}{'甲乙丙丁'[n % 4]}" for n in range(40)] + [
        "人",
        "人民公社",
        "",
        "人民日报",
    ]
    articles = [
        IndexDocument(f"{n:03d}", "s", title, {"zh": title}, {}) for n, title in enumerate(titles)
    ]
    index = build(tmp_path, articles)
    expected = [a.identifier for a in sorted(articles, key=lambda a: (a.title, a.identifier))]
    starts = range(0, 50, 7)
    pages = [search(index, SearchRequest(sort="title", offset=n, limit=7)).hits for n in starts]
    assert [hit.identifier for page in pages for hit in page] == expected


def test_a_run_with_one_character_changed_is_another_run(tmp_path: Path) -> None:
    text = "甲乙丙丁戊己庚"
    index = build(tmp_path, [IndexDocument("a", "s", "", {}, {"zh": (text, "1958年甲乙，丙丁")})])
    for length in range(2, len(text) + 1):
        run = text[:length]
        assert found(index, run)
        assert [i for i in range(length) if found(index, run[:i] + "癸" + run[i + 1 :])] == []
    assert found(index, "1958年甲乙，丙丁")
    assert [q for q in ("1958年乙甲", "58年甲", "年甲，乙", "乙丙，丁") if found(index, q)] == []
