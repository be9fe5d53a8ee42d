"""Places and agencies of datelines, found by the name that either text gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.query.translated_names import find_values_by_name
from tests.helpers.invented_reports import Report, parse, publish, text_of

pytestmark = pytest.mark.django_db

PRAGUE = ("布拉格", "Prague")
TASS = ("塔斯社", "TASS")


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """Reports from Prague and Peking, some untranslated, one with a translator's slip."""
    reports = [
        *(
            Report(n, date(1951, 1, n - 9), place=PRAGUE, translated=n % 2 == 0)
            for n in range(10, 16)
        ),
        *(Report(n, date(1951, 2, n - 19), place=("北京", "Peking")) for n in range(20, 24)),
        Report(30, date(1951, 3, 1), place=("北京", "Prague")),
        Report(31, date(1951, 3, 2), place=("烏魯木齊", "Urumqi")),
        Report(32, date(1951, 3, 3), place=("乌鲁木齐", "Urumqi"), translated=False),
        Report(33, date(1951, 3, 4), place=("里约热内卢", "Rio de Janeiro"), agency=TASS),
        Report(34, date(1951, 3, 5), place=("莫斯科", "Moscow"), agency=TASS, translated=False),
    ]
    publish(reports, tmp_path, settings)
    return Client()


def heading(client: Client, q: str, path: str = "/articles/") -> str:
    return text_of(parse(client.get(f"{path}?q={quote(q)}").content), "//h1")[0]


@pytest.mark.parametrize(
    "q", ["place:Prague", "地点：布拉格", "place:prague", "地點：Ｐｒａｇｕｅ", 'place:"Prague"']
)
def test_a_place_is_found_by_either_name_whether_translated_or_not(shelf: Client, q: str) -> None:
    assert heading(shelf, q).startswith("6 articles, Prague")
    assert "共6篇" in heading(shelf, q, "/zh-hans/articles/")


def test_one_slip_of_a_translator_renames_no_place(shelf: Client) -> None:
    assert find_values_by_name("place", "Prague") == ("布拉格",)
    assert find_values_by_name("place", "Peking") == ("北京",)


@pytest.mark.parametrize("name", ["Urumqi", "乌鲁木齐", "烏魯木齊"])
def test_a_place_is_found_in_both_scripts(shelf: Client, name: str) -> None:
    wanted = {"乌鲁木齐", "烏魯木齊"} if name != "Urumqi" else {"烏魯木齊"}
    assert wanted <= set(find_values_by_name("place", name))


@pytest.mark.parametrize(
    "q",
    [
        "agency:TASS",
        "agency:tass",
        "agency:塔斯社",
        "通讯社：塔斯社",
        "通訊社：TASS",
        "AGENCY：ＴＡＳＳ",
    ],
)
def test_an_agency_is_found_by_either_name_whether_translated_or_not(shelf: Client, q: str) -> None:
    assert heading(shelf, q) == "2 articles, reported by TASS · 塔斯社"
    assert heading(shelf, q, "/zh-hans/articles/") == "据塔斯社 · TASS报道，共2篇文献"


@pytest.mark.parametrize("name", ["Xinhua", "Xinhua News Agency", "新华社", "新華社"])
def test_an_agency_is_found_by_its_first_words_too(shelf: Client, name: str) -> None:
    assert heading(shelf, f'agency:"{name}"') == (
        "14 articles, reported by Xinhua News Agency · 新华社"
    )
    assert heading(shelf, "agency:Xin").startswith("0 articles")


def test_what_no_agency_reported_is_under_none(shelf: Client) -> None:
    page = parse(shelf.get("/articles/").content)
    counts = text_of(page, "//section[contains(@class, 'facet-agency')]//a/span[@class='count']")
    assert counts == ["14", "2"]
    assert text_of(page, "//h1") == ["17 articles"]


def test_a_place_is_not_found_by_its_first_word(shelf: Client) -> None:
    assert find_values_by_name("place", "Rio de Janeiro") == ("里约热内卢",)
    assert find_values_by_name("place", "Rio") == ()


@pytest.mark.parametrize("name", ["", '"', "Atlantis", "canal", "*", "x" * 300])
def test_what_no_dateline_names_is_no_place(shelf: Client, name: str) -> None:
    assert find_values_by_name("place", name) == ()
    assert heading(shelf, f"place:{name or '火星'} canal").startswith("0 articles")
