"""Collocations: what stands near a word, and lines that are exactly those counted."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from django.test import Client

from tests.helpers.invented_reports import parse, text_of

pytestmark = pytest.mark.django_db


def table(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("word", ["水渠", "canal", "水渠 OR canal"])
def test_every_count_leads_to_exactly_its_lines(shelf: Client, word: str) -> None:
    page = parse(shelf.get(f"/collocations/?q={quote(word)}").content)
    rows = page.xpath("//table[contains(@class, 'numbers')]/tbody/tr")
    assert rows
    for row in rows[:8]:
        count = int(text_of(row, "./td")[0])
        address = row.xpath("./th/a/@href")[0].replace("/concordance/", "/concordance.csv")
        assert len(table(shelf, address)) == count > 1


def test_what_always_stands_beside_the_word_comes_first(shelf: Client) -> None:
    found = table(shelf, f"/collocations.csv?q={quote('水渠')}")
    assert "修成" in {row["collocate"] for row in found}
    ranks = [float(row["log_likelihood"]) for row in found]
    assert ranks == sorted(ranks, reverse=True)
    assert all(float(row["lines"]) > float(row["expected"]) for row in found)
    assert all(float(row["log_dice"]) <= 14 for row in found)


def test_lines_near_a_word_have_it_near(shelf: Client) -> None:
    lines = table(shelf, f"/concordance.csv?q={quote('水渠')}&near={quote('修成')}")
    assert lines
    assert all("修成" in line["left"][-8:] + line["right"][:8] for line in lines)
    assert table(shelf, f"/concordance.csv?q={quote('水渠')}&near=nowhere") == []


def test_json_says_what_the_table_says(shelf: Client) -> None:
    found = shelf.get("/collocations.json?q=canal").json()
    rows = table(shelf, "/collocations.csv?q=canal")
    items = [item for group in found["languages"] for item in group["collocates"]]
    assert [(item["text"], str(item["lines"])) for item in items] == [
        (row["collocate"], row["lines"]) for row in rows
    ]
    lines = shelf.get(items[0]["concordance"]).json()
    assert lines["lines_total"] == items[0]["lines"]


@pytest.mark.parametrize("query", ["", "?q=-canal", "?q=xyzzy"])
def test_a_page_without_collocations_leads_on(shelf: Client, query: str) -> None:
    response = shelf.get(f"/collocations/{query}")
    assert response.status_code == 200
    assert parse(response.content).xpath("//p[@class='lead']")
