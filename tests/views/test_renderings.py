"""The parallel concordance and the renderings page: counts lead to exactly their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.corpus import concordance, query_renderings
from documents.models import Article, Translation
from documents.search.request import SearchRequest
from tests.helpers.invented_reports import daily_reports, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgetting() -> Iterator[None]:
    concordance._gather.cache_clear()
    query_renderings._build.cache_clear()
    yield
    concordance._gather.cache_clear()
    query_renderings._build.cache_clear()


def table(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_each_line_has_the_counterpart_of_its_sentence(shelf: Client) -> None:
    lines = table(shelf, f"/concordance.csv?q={quote('水渠')}")
    paired = [line for line in lines if line["counterpart"]]
    assert paired
    for line in paired:
        translation = Translation.objects.get(article__identifier=line["article"])
        texts = [translation.title, *(block.text for block in translation.blocks)]
        assert any(line["counterpart"] in text for text in texts)
        assert line["counterpart_language"] == translation.language
        assert 0 < float(line["confidence"]) <= 1
        assert "canal" in line["counterpart"].lower()
        assert line["version"] == "1"


def test_with_and_without_part_the_lines_that_have_a_counterpart(shelf: Client) -> None:
    address = f"/concordance.csv?q={quote('水渠')}"
    every = [line for line in table(shelf, address) if line["counterpart"]]
    for words in ("canal", "canals", "mu", '"a canal"', "nowhere"):
        held = table(shelf, f"{address}&with={quote(words)}")
        lacking = table(shelf, f"{address}&without={quote(words)}")
        assert len(held) + len(lacking) == len(every)
        assert not [line for line in held if line in lacking]


def test_several_words_must_all_stand_in_the_counterpart(shelf: Client) -> None:
    address = f"/concordance.csv?q={quote('水渠')}"
    both = table(shelf, f"{address}&with=canal&with=nowhere")
    assert both == []
    assert table(shelf, f"{address}&with=canal+nowhere") == []


def test_lines_are_sorted_by_their_counterparts(shelf: Client) -> None:
    lines = table(shelf, f"/concordance.csv?q={quote('水渠')}&order=counterpart")
    said = [line["counterpart"].lower() for line in lines if line["counterpart"]]
    assert said == sorted(said)


def test_every_count_of_a_rendering_leads_to_exactly_its_lines(shelf: Client) -> None:
    for word in ("水渠", "canal", "水渠 OR canal"):  # the last stands in both texts
        page = parse(shelf.get(f"/renderings/?q={quote(word)}").content)
        rows = page.xpath("//table[@class='said']/tbody/tr[th/a]")
        assert rows, word
        for row in rows:
            count = int(text_of(row, "./td")[0])
            address = row.xpath("./th/a/@href")[0].replace("/concordance/", "/concordance.csv")
            assert len(table(shelf, address)) == count > 0


def test_the_lines_of_one_language_are_told_apart(shelf: Client) -> None:
    words = f"/concordance.csv?q={quote('水渠 OR canal')}"
    every, chinese, answered = (
        table(shelf, f"{words}{further}") for further in ("", "&text=zh", "&text=zh&counterpart=en")
    )
    assert [line for line in every if line["language"].startswith("zh")] == chinese
    assert [line for line in chinese if line["counterpart_language"] == "en"] == answered
    assert 0 < len(answered) < len(chinese) < len(every)
    page = parse(shelf.get(f"/concordance/?q={quote('水渠 OR canal')}&text=zh").content)
    assert "those in Chinese" in text_of(page, "//p[@class='soft']")[0]
    assert "text=zh" not in page.xpath("//p[@class='soft']/a/@href")[0]


def test_the_first_rendering_of_a_word_is_the_word_itself(shelf: Client) -> None:
    assert table(shelf, f"/renderings.csv?q={quote('水渠')}")[0]["rendering"] == "canal"
    assert table(shelf, "/renderings.csv?q=canal")[0]["rendering"] == "水渠"


def test_the_rendering_is_marked_in_the_counterpart(shelf: Client) -> None:
    page = parse(shelf.get(f"/concordance/?q={quote('水渠')}").content)
    assert {text.lower() for text in text_of(page, "//td[@class='other']/mark")} == {"canal"}


def test_in_the_example_of_a_rendering_that_rendering_is_marked(shelf: Client) -> None:
    built, _ = query_renderings.build_renderings(SearchRequest(q="水渠"))
    (group,) = [one for one in built.groups if one.other == "en"]
    item = group.items[0]
    other = replace(item, text="new", search="new")
    line = replace(item.example, counterpart="The new canal", confidence=1.0)
    several = replace(built, groups=(replace(group, items=(item, other)),))
    marker = query_renderings.RenderingMarker(several)
    assert [text for text, hit in marker.pieces(line) if hit] == ["canal"]
    assert [text for text, hit in marker.pieces(line, "new") if hit] == ["new"]


def test_json_and_table_say_what_the_page_says(shelf: Client) -> None:
    found = shelf.get(f"/renderings.json?q={quote('水渠')}").json()
    rows = table(shelf, f"/renderings.csv?q={quote('水渠')}")
    items = found["languages"][0]["renderings"]
    assert [(item["text"], str(item["lines"])) for item in items] == [
        (row["rendering"], row["lines_with"]) for row in rows if row["rendering"]
    ]
    assert found["languages"][0]["unrecognised"] == int(rows[-1]["lines_with"])
    lines = shelf.get(items[0]["concordance"]).json()
    assert lines["lines_total"] == items[0]["lines"]


def test_articles_in_one_language_have_no_renderings_and_the_page_says_so(
    tmp_path: Path, settings: Settings
) -> None:
    reports = list(daily_reports(4))
    for report in reports:
        object.__setattr__(report, "translated", False)
    publish(reports, tmp_path, settings)
    page = parse(Client().get(f"/renderings/?q={quote('水渠')}").content)
    assert Article.objects.exists()
    assert "None of the hits has a counterpart" in page.text_content()


@pytest.mark.parametrize(
    "query", ["with=" + "a" * 201, "&".join(f"without=a{n}" for n in range(26))]
)
def test_too_many_or_too_long_words_are_refused(shelf: Client, query: str) -> None:
    response = shelf.get(f"/concordance/?q=canal&{query}")
    assert response.status_code == 400
    assert "Counterpart with" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/renderings/", "/renderings/?q=-canal", "/zh-hans/renderings/?q=xyzzy"]
)
def test_a_page_without_renderings_leads_on(shelf: Client, address: str) -> None:
    response = shelf.get(address)
    assert response.status_code == 200
    assert parse(response.content).xpath("//p[@class='lead']")


def test_the_answering_word_is_marked_in_results_and_on_the_article(shelf: Client) -> None:
    for address in (f"/articles/?q={quote('水渠')}", "/articles/?q=canal"):
        page = parse(shelf.get(address).content)
        marked = set(text_of(page, "//span[@class='answering']"))
        assert marked
        assert marked <= {"canal", "水渠", "渠"}
        first = page.xpath("//ol[contains(@class, 'entries')]//h3/a/@href")[0]
        article = parse(shelf.get(first).content)
        assert set(text_of(article, "//span[@class='answering']")) == marked
        assert "answering" not in shelf.get(first.partition("?")[0]).content.decode()
