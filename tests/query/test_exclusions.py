"""Filters behind NOT or a minus: the rest of the archive, or words that say they were not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django.fixtures import Settings

from documents.models import Source
from documents.query.exclusions import find_exclusions, remove_exclusion, remove_exclusions
from documents.query.filters import FILTERS
from documents.query.read_request import request_from
from documents.results.edition_search import search_edition
from documents.search.query import parse
from tests.helpers.invented_reports import Report, publish, text_of
from tests.helpers.invented_reports import parse as parse_page

PRINTED: dict[str, Any] = {"byline": ("艾青", "Ai Qing"), "section": "副刊", "column": "诗"}
PRINTED["translator"] = "Jane Doe"
PRAGUE, TASS = ("布拉格", "Prague"), ("塔斯社", "TASS")
# A value of each filter that some of the reports have and others do not.
VALUES = {
    "source": "people's daily",
    "year": "1951",
    "mentions": "1957",
    "language": "en",
    "newspaper_page": "2",
    "place": "Prague",
    "agency": "TASS",
    "author": "Ai Qing",
    "translator": "Jane Doe",
    "section": "副刊",
    "column": "诗",
    "from": "1951-02",
    "to": "1951-01",
}
# Ways in which people take a filter away.
FORMS = [
    "NOT {name}:{value}",
    "not {name}: {value}",
    "-{name}:{value}",
    "－{name}：{value}",
    "−{name}：“{value}”",
    "–{name}:「{value}」",
    '-{name}:"{value}"',
    "NOT ({name}:{value})",
    "AND NOT {name}：{value}",
    "非{name}：{value}",
]
TYPED = [(name, typed) for name, one in FILTERS.items() for typed in one.all_typed_names]
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code).isalnum()}


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    reports = [
        *(Report(n, date(1951, 1, n), place=PRAGUE, agency=TASS, **PRINTED) for n in range(1, 5)),
        *(Report(n, date(1951, 2, n), page=2, translated=False) for n in range(5, 8)),
        Report(8, date(1952, 3, 1)),
    ]
    publish(reports, tmp_path, settings)
    return Client()


def found(q: str, **chosen: str) -> set[str]:
    query = QueryDict(mutable=True)
    query.update({"q": q, **chosen})
    request = request_from(query, Source.objects.all())
    return {hit.identifier for hit in search_edition(request).hits}


def test_every_filter_that_is_typed_has_a_value_here() -> None:
    assert {name for name, _ in TYPED} == VALUES.keys()


@pytest.mark.django_db
def test_a_filter_taken_away_gives_all_that_it_would_not(shelf: Client) -> None:
    """Every filter, under every name, in every way of writing: with it and without it is all."""
    everything = found("")
    canals = found("修成")
    assert (len(everything), len(canals)) == (10, 8)  # the seeds stand there too
    for name, typed in TYPED:
        value = VALUES[name]
        quoted = f'"{value}"' if " " in value else value
        with_it = found(f"{typed}:{quoted}")
        assert 0 < len(with_it) < 10, typed
        for form in FORMS:
            said = value if "“" in form or "「" in form or '"' in form else quoted
            for written in (said, said.translate(FULL_WIDTH)):
                q = form.format(name=typed, value=written)
                assert found(q) == everything - with_it, q
                assert found(f"修成 {q}") == canals - with_it, q


@pytest.mark.django_db
def test_what_is_taken_away_goes_with_words_and_chosen_filters(shelf: Client) -> None:
    assert found("修成 -year:1952") == found("", year="1951")
    assert found("-place:Prague", year="1951") == found("", year="1951", newspaper_page="2")
    assert not found("修成 -year:1951 -year:1952")
    assert found("修成 NOT year:1950-1951") == found("", year="1952")
    assert found("-from:1951-02-06 -from:1960") == found("", to="1951-02-05")
    assert len(found("-修成 NOT year:1958")) == 1


@pytest.mark.django_db
def test_the_page_says_what_is_taken_away_and_takes_it_back(shelf: Client) -> None:
    q = quote("水渠 NOT place:Prague -from:1952")
    page = parse_page(shelf.get(f"/articles/?q={q}").content)
    (heading,) = text_of(page, "//h1")
    assert heading == "3 articles with “水渠”, not Prague · 布拉格, not from 1952"
    chips = page.xpath("//ul[contains(@class, 'chips')]//a[not(@class='clear')]")
    assert [chip.text_content().removeprefix("Remove: ").strip("×") for chip in chips] == [
        "not Prague\u00a0· 布拉格",
        "not from 1952",
    ]
    queries = [parse_qs(urlsplit(chip.get("href")).query)["q"] for chip in chips]
    assert queries == [["水渠 -from:1952"], ["水渠 -place:布拉格"]]
    counts = dict(
        zip(
            text_of(page, "//section[contains(@class, 'facet-year')]//a/span[1]"),
            text_of(page, "//section[contains(@class, 'facet-year')]//a/span[@class='count']"),
            strict=True,
        )
    )
    assert list(counts.values()) == ["3"]
    chinese = shelf.get(f"/zh-hans/articles/?q={quote('－年份：1951')}").content.decode()
    assert "共3篇" in chinese
    assert "不含1951年" in chinese


@pytest.mark.django_db
def test_without_words_what_is_left_stands_in_order_of_date(shelf: Client) -> None:
    request = request_from(QueryDict("q=-year:1952"), Source.objects.all())
    assert request.sort == "oldest"
    page = parse_page(shelf.get("/articles/?q=-year:1952").content)
    assert "Best match" not in text_of(page, "//nav[contains(@class, 'orders')]//a")


@pytest.mark.django_db
def test_a_value_that_no_article_has_is_said_to_exclude_nothing(shelf: Client) -> None:
    for q in ("水渠 -place:Atlantis", "水渠 NOT author:王无人", "水渠 -source:nowhere"):
        page = parse_page(shelf.get(f"/articles/?q={quote(q)}").content)
        notes = " ".join(text_of(page, "//*[contains(@class, 'remark')]"))
        assert "it excludes nothing" in notes
        assert "could not be read" not in notes
        assert text_of(page, "//h1")[0].startswith("8 articles")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("水渠 -year:soon", "-year:soon"),
        ("水渠 NOT year：soon", "-year：soon"),
        ("水渠 NOT editor:Smith", "-editor:Smith"),
        ('水渠 -editor:"John Smith"', '-editor:"John Smith"'),
        ("水渠 OR -year:1951", "OR"),
        ("水渠 NOT NOT year:1952", "NOT"),
        ("水渠 editor:“水渠”", "editor:"),
        ("水渠 from: nobody", "from:"),
    ],
)
def test_what_was_not_read_is_named_and_its_opposite_not_searched(
    shelf: Client, q: str, said: str
) -> None:
    page = parse_page(shelf.get(f"/articles/?q={quote(q)}").content)
    notes = " ".join(text_of(page, "//*[contains(@class, 'remark')]"))
    assert f"“{said}” could not be read" in notes
    if "OR" not in q and "NOT NOT" not in q and "-" in said:
        assert text_of(page, "//h1")[0].startswith("8 articles")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["articles/", "concordance/", "concordance.csv", "trends/", "trends.csv"]
)
@pytest.mark.parametrize("query", ["q=from:1965+to:1958", "from=1965&q=水渠+to:1958"])
def test_a_range_that_ends_before_it_begins_is_refused_as_beside_its_field(
    shelf: Client, path: str, query: str
) -> None:
    response = shelf.get(f"/{path}?{query}")
    assert response.status_code == 400
    assert "The range ends before it begins." in response.content.decode()


def test_a_query_is_cut_into_words_and_what_they_take_away() -> None:
    q = 'canal -year:1958 "as -year:1958 stands" -place:"Rio de Janeiro" -water'
    first, second = find_exclusions(q)
    assert (first.column, first.value) == ("year", "1958")
    assert (second.column, second.value) == ("place", "Rio de Janeiro")
    assert remove_exclusion(q, second) == 'canal -year:1958 "as -year:1958 stands" -water'
    assert remove_exclusions("canal -year:1958 -water") == "canal -water"
    assert parse('-place:"Rio de Janeiro"').unread == ()


@pytest.mark.parametrize(
    ("q", "signs"),
    [
        ('"§247"', ("§",)),
        ("C++", ("+",)),
        ("$5", ("$",)),
        ("50%", ("%",)),
        ("５０％", ("%",)),
        ('"#1"', ("#",)),
        ("R&D", ("&",)),
        ("=SUM", ("=",)),
        ("-“€5”", ("€",)),
        ("“合作，文化” long-term workers' Komecon~ cooperat* 1956/57 (water) 一九五○年", ()),
    ],
)
def test_a_sign_that_the_index_does_not_tell_apart_is_named(q: str, signs: tuple[str]) -> None:
    assert parse(q).signs == signs
