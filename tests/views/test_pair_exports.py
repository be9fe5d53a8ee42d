"""Aligned pairs at the addresses of articles and lists, and the switches of tables."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest

from tests.helpers.citation_collection import CORRECTED, HOSTILE, HOSTILE_ORIGINAL, PUBLIC
from tests.helpers.page_elements import links, read_page
from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Answer, Served


def rows(answer: Answer, delimiter: str = "\t") -> list[dict[str, str]]:
    assert answer.status == 200
    lines = io.StringIO(answer.body.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(lines, delimiter=delimiter))


def test_a_list_has_the_pairs_of_its_articles_one_after_the_other(citing: Served) -> None:
    listed = citing.ask("/articles.pairs.tsv?q=ferry&sort=oldest")
    found = rows(listed)
    identifiers = list(dict.fromkeys(row["identifier"] for row in found))
    alone = [row for name in identifiers for row in rows(citing.ask(f"/articles/{name}.pairs.tsv"))]
    assert found == alone
    assert len(identifiers) == int(listed.headers["x-total-count"]) == 3


def test_pairs_of_a_version_stay_its_own(citing: Served) -> None:
    first, newest = (
        rows(citing.ask(f"/articles/{CORRECTED}{tail}.pairs.tsv?level=paragraph"))
        for tail in ("/v1", "")
    )
    assert {row["version"] for row in first} == {"1"}
    assert "Twenty" in first[1]["translation"]
    assert "Thirty" in newest[1]["translation"]
    assert first[1]["address"] == f"{PUBLIC}/articles/{CORRECTED}/v1/#p2"


@pytest.mark.parametrize("path", [f"/articles/{SEED}", "/articles"])
def test_both_forms_have_the_same_pairs(citing: Served, path: str) -> None:
    answered = [row for row in rows(citing.ask(f"{path}.pairs.tsv")) if all_of(row)]
    units = ElementTree.fromstring(citing.ask(f"{path}.tmx").body).findall("body/tu")
    assert [unit.get("tuid") for unit in units] == [row["pair"] for row in answered]
    assert answered


def all_of(row: dict[str, str]) -> bool:
    return bool(row["original"] and row["translation"])


def test_pages_lead_to_pairs_where_two_texts_are_held(citing: Served) -> None:
    shown = links(read_page(citing, f"/articles/{SEED}/"))
    assert shown["Pairs (TSV)"] == f"/articles/{SEED}.pairs.tsv"
    assert "TMX" not in links(read_page(citing, f"/articles/{ENTRY}/"))
    assert "双语句段（TSV）" in links(read_page(citing, "/zh-hans/articles/"))


@pytest.mark.parametrize("path", ["/articles.csv", f"/articles/{SEED}.pairs.tsv"])
@pytest.mark.parametrize("query", ["cells=x", "level=word"])
def test_a_switch_that_is_none_is_refused_in_words(citing: Served, path: str, query: str) -> None:
    answer = citing.ask(f"{path}?{query}")
    assert (answer.status, " expected " in answer.text) == (400, True)


def test_a_title_that_is_a_formula_is_text_to_spreadsheets_and_itself_to_programs(
    citing: Served,
) -> None:
    for query, mark in (("", "'"), ("?cells=raw", "")):
        listed = rows(citing.ask(f"/articles.csv{query}"), ",")
        (row,) = [row for row in listed if row["identifier"] == HOSTILE]
        assert row["original_title"] == mark + HOSTILE_ORIGINAL


@pytest.mark.parametrize(("query", "mark"), [("", "'"), ("&cells=raw", "")])
def test_what_was_asked_is_no_formula_in_the_head_of_a_table(
    citing: Served, query: str, mark: str
) -> None:
    answer = citing.ask(f"/trends.csv?q=%3DHYPERLINK(1){query}")
    head = answer.body.decode("utf-8-sig").splitlines()[0]
    assert head.split(",")[2:] == [f"{mark}=HYPERLINK(1)", f"{mark}=HYPERLINK(1) (per 1000)"]


def test_every_slice_of_a_list_keeps_the_switches(citing: Served) -> None:
    answer = citing.ask("/articles.pairs.tsv?cells=raw&level=sentence&lang=en")
    assert "?lang=en&cells=raw&level=sentence>" in answer.headers["link"]
