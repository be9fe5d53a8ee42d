"""The words of a search, marked on an article's page: numbered, linked on, and in no permalink."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import NEWSPAPER, parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path, settings: Settings) -> Client:
    publish([], tmp_path, settings)
    return Client()


@pytest.mark.parametrize("view", ["parallel", "stacked", "original", "translation"])
def test_each_hit_leads_to_the_next_and_the_last_to_the_first(seeds: Client, view: str) -> None:
    q = quote("科学 OR cooperation")
    page = parse(seeds.get(f"/articles/{NEWSPAPER}/?q={q}&view={view}").content)
    marks = page.xpath("//main//mark")
    assert len(marks) > 1
    assert [mark.get("id") for mark in marks] == [f"hit{n + 1}" for n in range(len(marks))]
    following = [mark.xpath("a/@href")[0] for mark in marks]
    assert following == [f"#hit{n % len(marks) + 1}" for n in range(1, len(marks) + 1)]
    assert text_of(page, "//nav[contains(@class, 'hits')]/span")[0] == f"{len(marks)} hits"


def test_a_search_is_in_no_permanent_address(seeds: Client) -> None:
    page = parse(seeds.get(f"/articles/{NEWSPAPER}/?q={quote('科学')}").content)
    address = page.get_element_by_id("address").get("href")
    assert address is not None
    assert address.endswith(f"/articles/{NEWSPAPER}/")
    numbers = page.xpath("//a[@class='n']/@href")
    assert numbers
    assert not any("q=" in href for href in numbers)


def test_a_page_without_a_search_has_no_marks(seeds: Client) -> None:
    page = parse(seeds.get(f"/articles/{NEWSPAPER}/").content)
    assert page.xpath("//mark | //nav[contains(@class, 'hits')]") == []


def test_a_dictionary_link_is_not_wrapped_in_another(seeds: Client) -> None:
    page = parse(seeds.get(f"/articles/{NEWSPAPER}/?q={quote('科学')}&glossary=on").content)
    assert page.xpath("//mark[@id='hit1']")
    assert page.xpath("//a//a") == []


@pytest.mark.parametrize("q", ["<script>", '"', "\x00", "x" * 5000, "*", "&amp;", "科" * 900])
def test_whatever_is_asked_the_page_is_shown_as_it_is(seeds: Client, q: str) -> None:
    plain = parse(seeds.get(f"/articles/{NEWSPAPER}/").content)
    page = parse(seeds.get(f"/articles/{NEWSPAPER}/?q={quote(q)}").content)
    path = "//div[contains(@class, 'rows')]//p"
    assert text_of(page, path) == text_of(plain, path)
