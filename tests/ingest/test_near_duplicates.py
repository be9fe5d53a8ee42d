"""What an ingest says of new articles that are nearly the same text as another."""

from __future__ import annotations

import json

import pytest

from documents import identifiers
from documents.ingest import near_duplicates
from documents.models import Article
from tests.helpers.seed_workshop import Workshop, accession_of

pytestmark = pytest.mark.django_db

TEXT = (
    "县里派了三十个木匠到各村去，带着锯子和刨子，一个村子住两天，修好一批犁耙再走下一村，"
    "群众管饭，公家出钱。有的村子自己办起了铁匠炉，把旧铁打成锄头。农具的修理是头一件大事，没有农具就不能下地。"
)
OTHER = (
    "代表团昨天参观了海边的盐场，看了晒盐和运盐的情形，又到码头上同工人们谈话，问他们一天装多少船，"
    "吃什么饭，孩子在哪里上学。晚上市长设宴招待客人，宾主都讲了话，席间放映了电影，直到深夜才散。"
)


def write(workshop: Workshop, name: str, text: str, day: str = "1951-03-04") -> str:
    accession = accession_of(name)
    workshop.write(
        f"seeds/{name}_{accession}.txt", f"### 题为{name}\n\n{day}\n第2版()\n专栏：\n\n    {text}\n"
    )
    return identifiers.mint(accession)


def test_a_text_printed_twice_is_reported_and_not_merged(workshop: Workshop) -> None:
    old = write(workshop, "001", TEXT)
    write(workshop, "002", OTHER)
    first = workshop.ingest()
    assert "near-duplicates: 0 of 2 new articles have nearly the text of another" in first.lines()
    again = write(workshop, "003", TEXT.replace("三十", "三百"), "1951-05-01")
    report = workshop.ingest()
    lines = list(report.lines())
    assert "near-duplicates: 1 of 1 new article has nearly the text of another" in lines
    (pair,) = [line for line in lines if line.startswith("  ")]
    assert again in pair
    assert old in pair
    said = json.loads("".join(report.json()))["near_duplicates"]
    assert said["pairs"] == [[again, old, said["pairs"][0][2]]]
    assert Article.objects.count() == 3
    assert workshop.ingest().near_duplicates is None


def test_a_pair_of_one_run_is_named_once(workshop: Workshop) -> None:
    write(workshop, "001", TEXT)
    write(workshop, "002", TEXT)
    report = workshop.ingest()
    assert report.near_duplicates is not None
    assert (report.near_duplicates.articles, report.near_duplicates.found) == (2, 1)


def test_a_large_run_says_that_it_did_not_look(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near_duplicates, "MAX_COMPARED", 1)
    write(workshop, "001", TEXT)
    write(workshop, "002", TEXT)
    assert (
        "near-duplicates were not looked for: more than 1 articles are new"
        in workshop.ingest().lines()
    )
