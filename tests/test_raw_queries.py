"""What pages ask the database: rows like the ORM's, and a fixed number of questions."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse, set_script_prefix
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from documents.edition import current_edition, held_languages
from documents.exchange.citation_records import article_path
from documents.models import Article, Edition
from documents.raw_queries import (
    Value,
    fetch_edition,
    fetch_newest,
    fetch_translations,
    fetch_versions,
)
from documents.reading import adjacent_articles
from documents.reading.replacements import list_replaced
from tests.helpers.invented_reports import ENCYCLOPEDIA, NEWSPAPER, Report, publish

pytestmark = pytest.mark.django_db

# The request's own savepoint and its release; versions, translations, neighbours, the edition.
QUESTIONS = 6
REPORTS = [Report(number, date(1958, 1, 24), page=number) for number in (1, 2, 3)]


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> Client:
    publish(REPORTS, tmp_path, settings)
    return Client()


@pytest.mark.parametrize("name", [NEWSPAPER, ENCYCLOPEDIA, REPORTS[1].identifier])
@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_an_article_asks_the_database_a_fixed_number_of_times(
    archive: Client, name: str, prefix: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    list_replaced(name)  # this and the next are asked once an edition
    held_languages()
    with django_assert_num_queries(QUESTIONS):
        assert archive.get(f"{prefix}/articles/{name}/").status_code == 200


@pytest.mark.parametrize("name", [NEWSPAPER, ENCYCLOPEDIA])
def test_rows_are_those_that_the_orm_would_read(archive: Client, name: str) -> None:
    (article,) = fetch_versions(name)
    by_orm = Article.objects.get(identifier=name)
    pairs = [
        (article, by_orm),
        (article.source, by_orm.source),
        (article.seed, by_orm.seed),
        *zip(fetch_translations(article), by_orm.translations.all(), strict=True),
        (fetch_edition(), Edition.objects.get()),
    ]
    for row, expected in pairs:
        assert row == expected
        for field in expected._meta.concrete_fields:
            assert getattr(row, field.attname) == getattr(expected, field.attname)


def test_what_a_question_left_out_is_read_when_it_is_asked_for(archive: Client) -> None:
    (article,) = fetch_versions(NEWSPAPER)
    assert article.get_deferred_fields() == {"lines"}
    assert article.lines == Article.objects.get(identifier=NEWSPAPER).lines


def _fetch_with_translations(name: str) -> Article:
    (article,) = fetch_versions(name)
    article.translated = tuple(fetch_translations(article))
    return article


@pytest.mark.parametrize(
    "fetch",
    [
        _fetch_with_translations,
        lambda name: fetch_newest([name])[name],
        lambda name: fetch_newest([name], seeds=True)[name],
        lambda name: fetch_newest([name], texts=True)[name],
        lambda name: fetch_newest([name], whole=True)[name],
        lambda name: fetch_newest([name], passages=True)[name],
    ],
    ids=["versions", "listed", "seeds", "texts", "whole", "passages"],
)
def test_a_fetched_article_is_freed_at_once_when_nobody_holds_it(
    archive: Client, fetch: Callable[[str], Article]
) -> None:
    gc.disable()  # rows that hold each other would wait for it, with all their texts
    try:
        article = fetch(NEWSPAPER)
        assert len(article.texts) > 1
        if "stored_blocks" not in article.get_deferred_fields():
            assert all(text.passages for text in article.texts)
        rows = [weakref.ref(row) for row in article.texts]
        del article
        assert [row() for row in rows] == [None] * len(rows)
    finally:
        gc.enable()


def test_an_edition_is_told_once_a_request_and_anew_to_the_next(archive: Client) -> None:
    def footer() -> str:
        return archive.get(f"/articles/{NEWSPAPER}/").content.decode()

    first = Edition.objects.get()
    assert first.digest[:12] in footer()
    Edition.objects.create(
        digest="e" * 64,
        derivation=first.derivation,
        articles=first.articles,
        published_at=first.published_at,
    )
    assert "e" * 12 in footer()
    assert str(current_edition()) == "e" * 64


def test_an_article_has_the_addresses_that_its_routes_have(archive: Client) -> None:
    set_script_prefix("/below/")
    assert article_path(NEWSPAPER) == f"/below/articles/{NEWSPAPER}/"
    set_script_prefix("/")
    assert article_path(NEWSPAPER) == f"/articles/{NEWSPAPER}/"
    version = reverse("documents:article_version", args=[NEWSPAPER, 2])
    assert article_path(NEWSPAPER, 2) == version
    with translation.override("zh-hans"):
        assert article_path(NEWSPAPER, 2) == version


def test_who_stands_next_in_an_issue_is_told_by_an_index_alone() -> None:
    """The rows of an issue are not read to put it in order: it may have sixty."""
    day = date(1958, 1, 24)
    asked: list[Value] = ["paper", day, day, "a0000000000", 1, "key", "a0000000000"]
    explain, plan_says = "EXPLAIN QUERY PLAN", "USING COVERING INDEX issue_order"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            explain, plan_says = "EXPLAIN", "Index Only Scan using issue_order"
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            # In an empty table any index is as good as another: each but that one goes.
            cursor.execute("DROP INDEX title_order, date_order, one_newest_version")
        cursor.execute(f"{explain} {adjacent_articles._IN_ISSUE}", [*asked, *asked])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert plan.replace("Scan Backward", "Scan").count(plan_says) == 2, plan
