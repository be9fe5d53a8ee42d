"""Suggestions: only what finds something, by beginning and by sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from documents.hints.pinyin_input import plain_pinyin, read_pinyin, write_syllables
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
    "typed",
    [
        *("hezuo", "he zuo", "HeZuo", "hézuò", "Hé zuò", "he2zuo4", "he2 zuo4", "he'zuo", "he’zuo"),
        *(
            "HÉZUÒ",
            "he-zuo",
            "ｈｅｚｕｏ",
            "hezu",
            "he zu",
            "he2zuo",
            "hezuo4",
            "he\u0301zuo\u0300",
        ),
    ],
)
def test_pinyin_is_read_in_any_form_and_offered_in_the_form_typed(
    seeds: Client, typed: str
) -> None:
    note, _ = ask(seeds, typed)["合作"]
    assert note.startswith(typed)
    for before in ("科学 ", "文化", "scientific "):
        assert f"{before}合作" in ask(seeds, f"{before}{typed}")


@pytest.mark.parametrize(
    ("typed", "fits", "other"),
    [
        ("xi'an", "Xi1 an1", "xian4 zai4"),
        ("xi an", "Xi1 an1", "xian1"),
        ("xi1an", "Xi1 an1", "xi4 an4"),
        ("xī'ān", "Xi1 an1", "xi2 an4"),
        ("lǚyou", "lu:3 you2", "lu:4 you2"),
        ("lü3you2", "lu:3 you2", "lu4 you2"),
        ("lu:you", "lu:3 you2", "lu4 you2"),
        ("xi'", "xi1 wang4", "xing1 wang4"),
        ("ma0", "ma5", "ma1"),
        ("fang'an", "fang1 an4", "fan1 gan3"),
    ],
)
def test_gaps_and_tones_that_are_typed_count(typed: str, fits: str, other: str) -> None:
    pinyin = read_pinyin(typed)
    assert pinyin is not None
    assert plain_pinyin(fits).startswith(pinyin.letters)
    assert pinyin.fits(write_syllables(fits))
    assert not (
        plain_pinyin(other).startswith(pinyin.letters) and pinyin.fits(write_syllables(other))
    )


def test_a_wrong_tone_still_finds_the_word(seeds: Client) -> None:
    assert "合作" in ask(seeds, "he4zuo1")


@pytest.mark.parametrize("typed", ["合作", "1958?", "a*b", "", "'", "12"])
def test_what_is_no_pinyin_is_not_read_as_such(typed: str) -> None:
    assert read_pinyin(typed) is None


@given(st.text("aeiouvhzn12'’ üǚé\u0304\u0308:", max_size=12))
def test_letters_gaps_and_tones_stand_inside_what_was_typed(typed: str) -> None:
    pinyin = read_pinyin(typed)
    if pinyin is None:
        return
    assert re.fullmatch("[a-z]+", pinyin.letters)
    assert all(0 < gap <= len(pinyin.letters) for gap in pinyin.gaps)
    assert all(0 <= place < len(pinyin.letters) and 1 <= tone <= 5 for place, tone in pinyin.tones)


@pytest.mark.parametrize(
    "typed", ["", " ", "zzzzzz", "x" * 500, '"', "*", "\x00", "-a", "title:", "<b>", "研", "a"]
)
def test_anything_may_be_typed(seeds: Client, typed: str) -> None:
    assert "" not in ask(seeds, typed)
