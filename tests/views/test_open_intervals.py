"""A date of which one end is known, on the pages: said, listed, filtered and drawn as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.models import Article
from tests.helpers.invented_reports import look, text_of, use_archive
from tests.helpers.seed_workshop import Workshop, publish_once, workshop

__all__ = ["workshop"]

pytestmark = pytest.mark.django_db

SOURCES = """
[letters]
kind = "documents"
layout = "document"
languages = ["en"]
rights = "http://rightsstatements.org/vocab/NoC-US/1.0/"
names = { en = "Letters" }
"""
DATES = ["../1850", "1845", "1848/..", "1848-02-10", "1852"]


def _publish(made: Workshop) -> dict[str, str]:
    made.write("seeds/sources.toml", SOURCES)
    for number, date in enumerate([*DATES, "25 October 1917 (O.S.)"]):
        facts = f"title: Letter {number}\nlanguage: en\ndate: {date}\n"
        made.write(f"seeds/{number}.md", f"---\n{facts}---\n\nDear friend, this is {date}.\n")
    made.ingest()
    return dict(Article.objects.values_list("date", "identifier"))


@pytest.fixture
def letters(workshop: Workshop, tmp_path: Path, settings: Settings) -> dict[str, str]:
    """The identifiers of the letters by their dates."""
    use_archive(tmp_path, settings)
    return publish_once(workshop, _publish)


def listed(client: Client, query: str) -> list[str]:
    found = client.get(f"/articles.json?{query}").json()["articles"]
    return [str(one["date"]) for one in found]


@pytest.mark.parametrize(
    ("date", "english", "chinese"),
    [("1848/..", "from 1848", "1848年起"), ("../1850", "until 1850", "至1850年止")],
)
def test_the_article_says_which_end_is_known(
    client: Client, letters: dict[str, str], date: str, english: str, chinese: str
) -> None:
    address = f"/articles/{letters[date]}/"
    for prefix, said in (("", english), ("/zh-hans", chinese)):
        facts = text_of(look(client, f"{prefix}{address}"), "//main//dl[1]")
        assert said in " ".join(facts)
    dates = client.get(f"{address[:-1]}.json").json()["date"]
    assert (dates["from"], dates["to"]) == (
        (None, "1850-12-31") if date == "../1850" else ("1848-01-01", None)
    )


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ("sort=oldest", ["../1850", "1845", "1848/..", "1848-02-10", "1852", "1917-11-07"]),
        ("sort=newest", ["1917-11-07", "1852", "1848-02-10", "1848/..", "1845", "../1850"]),
        ("sort=oldest&to=1844", ["../1850"]),
        ("sort=oldest&from=1846&to=1847", ["../1850"]),
        ("sort=oldest&from=1851", ["1848/..", "1852", "1917-11-07"]),
        ("sort=oldest&from=1848&to=1849", ["../1850", "1848/..", "1848-02-10"]),
        ("sort=oldest&year=1848/..", ["1848/.."]),
        ("sort=oldest&year=../1850&year=1845", ["../1850", "1845"]),
    ],
)
def test_ranges_find_every_date_that_may_lie_within(
    client: Client, letters: dict[str, str], query: str, dates: list[str]
) -> None:
    assert listed(client, query) == dates


def test_a_list_says_a_date_of_another_calendar_in_the_sources_words_too(
    client: Client, letters: dict[str, str]
) -> None:
    lines = text_of(look(client, "/articles/?sort=oldest"), "//p[contains(@class, 'facts-line')]")
    assert [line for line in lines if "(" in line] == [
        one for one in lines if "25 October 1917 (O.S.) (7 November 1917)" in one
    ]
    assert sum("(O.S.)" in line for line in lines) == 1


def test_the_filters_and_the_timeline_name_open_intervals_and_stay_within_known_years(
    client: Client, letters: dict[str, str]
) -> None:
    page = look(client, "/articles/")
    words = " ".join(text_of(page, "//main"))
    for said in ("from 1848", "until 1850"):
        assert said in words
    assert "9999" not in words
    source = " ".join(text_of(look(client, "/sources/letters/"), "//header"))
    assert "1845–1917" in source
    assert "1845–1917" in " ".join(text_of(look(client, "/sources/"), "//main"))
