"""What each tool answers, and what it says to arguments that it cannot answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from documents.assistants import read_tool
from documents.assistants.quote_tool import quote_passage
from documents.assistants.read_tool import read_article
from documents.assistants.refusals import ToolRefused
from documents.assistants.search_tool import search_articles
from documents.assistants.trends_tool import count_trends
from documents.edition import current_edition
from documents.models import Article
from tests.helpers.invented_reports import daily_reports, publish
from tests.helpers.reading_collection import ENTRY, SEED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shelf(tmp_path: Path, settings: Settings) -> None:
    publish(daily_reports(12), tmp_path, settings)


def test_a_search_quotes_the_sentence_found_and_what_answers_it() -> None:
    answer = search_articles({"q": "莫斯科"}, page=1, limit=5)
    assert (answer["edition"], answer["permalink"]) == (
        str(current_edition()),
        "/articles/?q=%E8%8E%AB%E6%96%AF%E7%A7%91",
    )
    (found,) = [one for one in answer["articles"] if one["identifier"] == SEED]
    assert found["permalink"] == f"/articles/{SEED}/"
    quotation = found["quotations"][0]
    assert "莫斯科" in quotation["text"]
    assert "Moscow" in quotation["answer"]
    assert "<" not in quotation["text"] + quotation["answer"]
    assert (quotation["language"], quotation["answer_language"]) == ("zh-Hans", "en")


def test_pages_of_a_search_follow_each_other_to_the_end() -> None:
    seen: list[str] = []
    page: int | None = 1
    while page:
        answer = search_articles({"sort": "oldest"}, page=page, limit=5)
        seen += [one["identifier"] for one in answer["articles"]]
        page = answer["next_page"]
    assert len(seen) == len(set(seen)) == answer["total"] == Article.objects.count()


def test_a_search_says_how_its_words_were_read() -> None:
    answer = search_articles({"q": "cooperation year:1958"}, page=1, limit=5)
    assert [one["identifier"] for one in answer["articles"]] == [SEED]
    assert answer["notes"] == ["Read as a filter: “year:1958”."]
    assert "1958" in answer["read_as"]


def test_a_search_across_languages_names_its_translations_and_what_each_article_answers() -> None:
    untranslated = next(one for one in daily_reports(12) if not one.translated)
    ordinary = search_articles({"q": "canal"}, page=1, limit=20)
    assert (ordinary["translations"], ordinary["articles"][0]["answered_words"]) == (None, {})
    answer = search_articles({"q": "canal", "across": "1"}, page=1, limit=20)
    (word,) = answer["translations"]["words"]
    used = [one["text"] for one in word["translations"] if one["used"]]
    found = {one["identifier"]: one for one in answer["articles"]}
    assert untranslated.identifier in found
    assert not found.keys() & {one["identifier"] for one in ordinary["articles"]}
    for one in found.values():
        assert set(one["answered_words"]["canal"]) <= set(used)
    assert "across=1" in answer["permalink"]
    chosen = search_articles({"q": "canal", "across": "1", "rendering": used[:1]}, page=1, limit=20)
    (word,) = chosen["translations"]["words"]
    assert [one["text"] for one in word["translations"] if one["used"]] == used[:1]


@pytest.mark.parametrize(
    ("given", "page", "limit", "said"),
    [
        ({"from": "58"}, 1, 5, "date_from: “58” is not a date: write 1958, 1958-01 or 1958-01-24"),
        ({"source": "nope", "language": "xx"}, 1, 5, "source: .*nope.*; language: |language.*nope"),
        ({}, 0, 5, "page: found 0 expected a number from 1 to 2000"),
        ({}, 1, 21, "limit: found 21 expected a number from 1 to 20"),
    ],
)
def test_a_search_names_the_argument_that_is_wrong(
    given: dict[str, str], page: int, limit: int, said: str
) -> None:
    with pytest.raises(ToolRefused, match=said):
        search_articles(given, page, limit)


def test_an_article_is_read_passage_by_passage_in_both_languages() -> None:
    answer = read_article(SEED, None, "", 1)
    assert [one["original_ids"] for one in answer["passages"]] == [[f"p{n}"] for n in range(1, 8)]
    row = Article.objects.get(identifier=SEED)
    assert [one["original"] for one in answer["passages"]] == list(row.passages)
    assert [one["translation"] for one in answer["passages"]] == list(row.translated[0].passages)
    assert (answer["edition"], answer["next_passage"]) == (str(current_edition()), None)


def test_a_long_article_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_article(SEED, None, "", 1)["passages"]
    monkeypatch.setattr(read_tool, "SIZE", 900)
    read: list[object] = []
    following: int | None = 1
    while following:
        part = read_article(SEED, None, "", following)
        assert part["passages"]
        read += part["passages"]
        following = part["next_passage"]
    assert read == whole


@pytest.mark.parametrize(
    "typed", [SEED, SEED.upper(), f"https://archive.example.org/articles/{SEED}/v1/#p3"]
)
def test_an_article_is_found_by_what_people_copy(typed: str) -> None:
    assert read_article(typed, None, "", 1)["identifier"] == SEED


def test_a_text_held_alone_is_read_as_it_is() -> None:
    answer = read_article(ENTRY, 1, "en", 2)
    assert answer["passages"][0]["ids"] == ["p2"]
    assert answer["passages_in_all"] == len(answer["passages"]) + 1


@pytest.mark.parametrize(
    ("identifier", "version", "language", "first", "said"),
    [
        (f"{SEED[:-1]}y", None, "", 1, f"Did you mean {SEED}"),
        ("no such thing", None, "", 1, "no article is called 'no such thing'"),
        (SEED, 9, "", 1, f"version: found 9, but {SEED} has the versions 1"),
        (SEED, None, "fr", 1, "language: found 'fr' expected one of zh-Hans, en"),
        (SEED, None, "", 8, "first_passage: found 8 expected a number from 1 to 7"),
    ],
)
def test_what_cannot_be_read_is_said(
    identifier: str, version: int | None, language: str, first: int, said: str
) -> None:
    with pytest.raises(ToolRefused, match=said):
        read_article(identifier, version, language, first)


def test_a_quotation_has_both_languages_and_the_address_that_pins_it() -> None:
    answer = quote_passage(SEED, "3-4", None, of_translation=False, style="")
    row = Article.objects.get(identifier=SEED)
    original, translation = answer["quotations"]
    assert (original["ids"], translation["ids"]) == (["p3", "p4"], ["t3", "t4"])
    assert original["text"] == "\n\n".join(row.passages[2:4])
    assert translation["text"] == "\n\n".join(row.translated[0].passages[2:4])
    assert answer["permalink"] == f"/articles/{SEED}/v1/#p3"
    assert answer["citation_page"] == f"/articles/{SEED}/v1/cite/?p=3-4"
    beads = row.translated[0].alignment
    assert answer["confidence"] == round(min(beads[2][2], beads[3][2]), 2)
    assert answer["answers_are_certain"] is (min(beads[2][2], beads[3][2]) >= 0.9)
    assert {one["style"] for one in answer["citations"]} >= {"chicago", "apa", "mla", "gbt7714"}
    (apa, *_) = quote_passage(SEED, "3", None, of_translation=False, style="apa")["citations"]
    assert "People" in apa["text"]


def test_paragraphs_may_be_the_translations() -> None:
    answer = quote_passage(SEED, "2", 1, of_translation=True, style="mla")
    assert answer["permalink"].endswith("/v1/#t2")
    assert [one["is_original"] for one in answer["quotations"]] == [True, False]
    alone = quote_passage(ENTRY, "1", None, of_translation=False, style="mla")
    assert (alone["confidence"], len(alone["quotations"])) == (None, 1)


@pytest.mark.parametrize(
    ("identifier", "paragraphs", "of_translation", "style", "said"),
    [
        (SEED, "99", False, "", "paragraphs: found '99' expected numbers from 1 to 7, as 3-4"),
        (SEED, "1", False, "x", "style: found 'x' expected one of chicago, apa, mla, gbt7714"),
        (ENTRY, "1", True, "", "of_translation: no translation stands beside this text"),
    ],
)
def test_what_cannot_be_quoted_is_said(
    identifier: str, paragraphs: str, of_translation: bool, style: str, said: str
) -> None:
    with pytest.raises(ToolRefused, match=said):
        quote_passage(identifier, paragraphs, None, of_translation=of_translation, style=style)


def test_trends_count_the_articles_of_each_year() -> None:
    answer = count_trends(["水渠", "canal"], {"from": "1950"})
    for place, year in enumerate(answer["years"]):
        held = Article.objects.filter(date_from__year=year, date_to__year=year)
        assert answer["articles"][place] == held.count()
    ditch, canal = answer["words"]
    assert sum(ditch["articles"]) == ditch["articles_in_all"] == 12
    assert 0 < sum(canal["articles"]) < 12
    assert answer["permalink"].endswith("q=%E6%B0%B4%E6%B8%A0&q=canal&from=1950")
    assert answer["edition"] == str(current_edition())


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        ([" "], {}, "words: found 0 expected one to 5"),
        (list("abcdef"), {}, "words: found 6 expected one to 5"),
        (["a"], {"to": "x"}, "date_to: “x” is not a date"),
    ],
)
def test_what_cannot_be_counted_is_said(words: list[str], given: dict[str, str], said: str) -> None:
    with pytest.raises(ToolRefused, match=said):
        count_trends(words, given)


def test_an_archive_without_an_index_says_so(tmp_path: Path, settings: Settings) -> None:
    settings.INDEX_ROOT = tmp_path / "nowhere"
    with pytest.raises(ToolRefused, match="no search index"):
        search_articles({"q": "a"}, 1, 5)
    with pytest.raises(ToolRefused, match="no search index"):
        count_trends(["a"], {})
