"""The glossary: words of a text, their readings, their page."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.glossary import dictionary, mark_tones
from documents.text import han_runs
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.site_process import Served

han = st.text(st.sampled_from("中国人民银行长发展了着。，A 1"), max_size=40)


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        ("ma1 ma2 ma3 ma4 ma5", "mā má mǎ mà ma"),
        ("lu:4 nu:3", "lǜ nǚ"),
        ("liu2 gui4 dou1 xue2 er2", "liú guì dōu xué ér"),
        ("Zhong1 guo2", "Zhōng guó"),
        ("hua1 r5", "huā r"),
        ("ABC", "ABC"),
    ],
)
def test_tones_stand_on_the_vowel_that_carries_them(numbered: str, marked: str) -> None:
    assert mark_tones(numbered) == marked


@settings(deadline=None)  # the first example reads the dictionary
@given(han)
def test_the_words_of_a_text_are_its_han_runs_once_and_in_order(text: str) -> None:
    found = list(dictionary().words(text))
    assert "".join(text[start:end] for start, end in found) == "".join(han_runs(text))
    assert all(before <= start for (_, before), (start, _) in pairwise(found))


@settings(deadline=None)  # the first example reads the dictionary
@given(han)
def test_every_reading_stands_at_a_han_character(text: str) -> None:
    places = [place for place, _ in dictionary().readings(text)]
    assert places == sorted(set(places))
    assert "".join(text[place] for place in places) == "".join(han_runs(text))


def test_a_character_is_read_as_its_word_is() -> None:
    text = "中国人民银行行长得了头发"
    readings = dict(dictionary().readings(text))
    assert [readings[text.index("银") + 1], readings[text.index("长")]] == ["háng", "zhǎng"]


def test_both_scripts_find_one_entry() -> None:
    assert dictionary().entries("發展") == dictionary().entries("发展") != []
    assert dictionary().entries("没有这样的词语") == []


def test_a_surname_does_not_come_before_a_common_word() -> None:
    assert not dictionary().entries("高")[0].reading[0].isupper()


def test_a_word_has_a_page_with_its_source_and_licence(served: Served) -> None:
    page = read_page(served, f"/glossary/{quote('发展')}/")
    assert "fā zhǎn" in words(select(page, "dl.dictionary")[0])
    assert "development" in words(select(page, "dl.dictionary")[0])
    assert page.xpath("//a[@rel='license']/@href") == [
        "https://creativecommons.org/licenses/by-sa/4.0/"
    ]
    assert "MDBG" in words(page)
    assert [words(one) for one in page.iter("h3")] == ["发", "展"]


def test_what_the_dictionary_has_not_is_missing_but_its_words_are_told(served: Served) -> None:
    page = read_page(served, f"/glossary/{quote('银行发展')}/", status=404)
    assert [words(one) for one in page.iter("h3")] == ["银行", "发展"]
    for nonsense in ("x", "%00", quote("发" * 30)):
        assert served.ask(f"/glossary/{nonsense}/").status in {400, 404}
