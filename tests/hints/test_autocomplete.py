"""Suggestions: only what finds something, by beginning and by sound."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import parse, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path, settings: Settings) -> Client:
    publish([], tmp_path, settings)
    return Client()


def ask(client: Client, typed: str) -> dict[str, tuple[str, str]]:
    response = client.get(f"/suggest?q={quote(typed)}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    said, words, notes, urls = json.loads(response.content)
    assert said == typed
    assert len(words) == len(notes) == len(urls) <= 16
    return dict(zip(words, zip(notes, urls, strict=True), strict=True))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("kexue", "科学"),
        ("ke xue", "科学"),
        ("KeXueYan", "科学研究"),
        ("hezuo", "合作"),
        ("nv", ""),
        ("科学", "科学研究"),
        ("科學", "科學"),
        ("coop", "cooperation"),
        ("scientific coop", "scientific cooperation"),
    ],
)
def test_what_is_typed_becomes_words_that_find_something(
    seeds: Client, typed: str, wanted: str
) -> None:
    found = ask(seeds, typed)
    assert not wanted or wanted in found
    for note, url in found.values():
        page = parse(seeds.get(url).content)
        number = text_of(page, "//h1")[0].split()[0]
        assert number != "0"
        assert not note or note.endswith((f"{number} article", f"{number} articles"))


@pytest.mark.parametrize(
    "typed", ["", " ", "zzzzzz", "x" * 500, '"', "*", "\x00", "-a", "title:", "<b>", "研", "a"]
)
def test_anything_may_be_typed(seeds: Client, typed: str) -> None:
    assert "" not in ask(seeds, typed)
