"""Every declared facet at work on a served list: listed, chosen, said, taken off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from documents.query.filters import FACET_FILTERS
from tests.helpers.invented_reports import daily_reports, look, publish, text_of

pytestmark = pytest.mark.django_db
CHIPS = "//ul[contains(@class, 'chips')]/li/a[not(@class)]"


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    *others, last = daily_reports(12)
    named = replace(last, byline=("艾青", "Ai Qing"), translator="Jane Doe")
    publish([*others, replace(named, section="副刊", column="诗")], tmp_path, settings)
    return Client()


def choices(page: HtmlElement, name: str, condition: str) -> list[str]:
    """The addresses of a facet's values."""
    section = f"//section[contains(@class, 'facet-{name}')]"
    return [str(href) for href in page.xpath(f"{section}//li/a[{condition}]/@href")]


@pytest.mark.parametrize("name", FACET_FILTERS)
@pytest.mark.parametrize("path", ["/articles/", "/zh-hans/articles/"])
def test_every_facet_can_be_chosen_and_taken_off(shelf: Client, name: str, path: str) -> None:
    inside = FACET_FILTERS[name].column.inside
    start = f"{path}?{inside}=1950" if inside else path
    free = look(shelf, start)
    assert not choices(free, name, "@aria-current")
    offered = choices(free, name, "not(@aria-current)")
    assert offered
    chosen = look(shelf, offered[0])
    assert f"{name}=" in offered[0]
    assert text_of(chosen, "//h1") != text_of(free, "//h1")
    assert choices(chosen, name, "@aria-current") == [start]
    assert start in chosen.xpath(f"{CHIPS}/@href")
