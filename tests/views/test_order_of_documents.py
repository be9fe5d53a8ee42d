"""A collection of documents goes by date: its contents, and the articles before and after one."""

from __future__ import annotations

from itertools import chain, pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from documents.models import Article, Source
from documents.reading.adjacent_articles import find_adjacent_articles
from documents.results.edition_search import EditionSearch, search_edition
from documents.search.request import SearchRequest
from documents.views import sources
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
# In order: path, date, page. Their titles, Z to A, run the other way.
LETTERS = [
    ("7", "1846/1847", ""),
    ("8", "1848", ""),
    ("2", "1848-02-10", "4"),
    ("10", "1848-02-10", "4"),
    ("1", "1848-02-10", "9"),
    ("4", "1848-02-10", ""),
    ("11", "1848-02-10", ""),
    ("3", "1849", "2"),
    ("6", "", "1"),
    ("5", "", "3"),
    ("9", "", ""),
    ("12", "", ""),
]


def _publish(made: Workshop) -> list[str]:
    made.write("seeds/sources.toml", SOURCES)
    for place, (path, date, page) in enumerate(LETTERS):
        facts = f"title: {chr(ord('Z') - place)} letter\nlanguage: en\n"
        facts += f"date: {date}\n" if date else ""
        facts += f"page: {page}\n" if page else ""
        made.write(f"seeds/{path}.md", f"---\n{facts}---\n\nDear friend, this is {path}.\n")
    made.ingest()
    held = dict(Article.objects.values_list("seed__path", "identifier"))
    return [held[f"{path}.md"] for path, _, _ in LETTERS]


@pytest.fixture
def letters(workshop: Workshop, tmp_path: Path, settings: Settings) -> list[str]:
    """The identifiers of the letters, in order."""
    use_archive(tmp_path, settings)
    return publish_once(workshop, _publish)


def test_a_letter_leads_to_the_letters_before_and_after_it_by_date(letters: list[str]) -> None:
    held = {one.identifier: one for one in Article.objects.select_related("source")}
    found = {name: find_adjacent_articles(held[name]) for name in letters}
    for before, after in pairwise(letters):
        following, previous = found[before].following, found[after].previous
        assert (following and following.identifier, previous and previous.identifier) == (
            after,
            before,
        )
    assert found[letters[0]].previous is found[letters[-1]].following is None


def test_the_contents_of_a_collection_of_documents_go_by_date(
    client: Client, letters: list[str]
) -> None:
    page = look(client, "/sources/letters/")
    links = page.xpath("//ol[@class='entries']//h3/a/@href")
    assert [link.split("/")[2] for link in links] == letters
    assert "Articles by date" in text_of(page, "//h2")
    listed = client.get("/sources/letters.json").json()["titles"]
    assert [one["identifier"] for one in listed] == letters


@pytest.mark.parametrize("size", [1, 3, 5, 8])
def test_the_pages_of_the_contents_part_them_without_a_gap(
    client: Client, letters: list[str], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "TITLES_ON_A_PAGE", size)
    assert list(chain(*_parts(size, len(letters)))) == letters


def _parts(size: int, total: int) -> list[list[str]]:
    source, found = (
        Source.objects.get(key="letters"),
        search_edition(SearchRequest(source=("letters",))),
    )
    return [sources.list_titles(source, found, start) for start in range(0, total, size)]


def test_the_contents_stand_while_the_index_answers_for_another_edition(
    letters: list[str],
) -> None:
    source = Source.objects.get(key="letters")
    older = EditionSearch(is_current=False)
    found = [sources.list_titles(source, older, start) for start in range(len(letters))]
    assert found == [letters[start:] for start in range(len(letters))]


def test_a_page_far_down_the_contents_is_not_counted_to_row_by_row(letters: list[str]) -> None:
    source, found = (
        Source.objects.get(key="letters"),
        search_edition(SearchRequest(source=("letters",))),
    )
    skipped = {}
    for start in range(len(letters)):
        with CaptureQueriesContext(connection) as asked:
            sources.list_titles(source, found, start)
        sql = asked.captured_queries[0]["sql"]
        skipped[start] = int(sql.partition("OFFSET ")[2] or 0)
    first_of_year = {0: 0, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 7}
    dated = {start: start - first for start, first in first_of_year.items()}
    assert {start: skipped[start] for start in dated} == dated
