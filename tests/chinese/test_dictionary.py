"""The glossary: words of a text, their readings, their page."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.chinese.dictionary import dictionary, mark_tones
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
    assert "".join(text[word.start : word.end] for word in found) == "".join(han_runs(text))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_both_scripts_find_one_entry() -> None:
    assert dictionary().entries("發展") == dictionary().entries("发展") != []
    assert dictionary().entries("没有这样的词语") == []


@pytest.mark.parametrize(
    ("word", "reading", "sense"),
    [
        ("得", "de", "structural particle"),
        ("长", "cháng", "length"),
        ("重", "zhòng", "heavy"),
        ("系", "xì", "system"),
        ("后", "hòu", "back"),
        ("云", "yún", "cloud"),
        ("东西", "dōng xi", "thing"),
        ("便宜", "pián yi", "cheap"),
        ("大夫", "dài fu", "doctor"),
        ("过去", "guò qù", "(in the) past"),
        ("结果", "jié guǒ", "outcome"),
        ("不是", "bù shì", "no"),
    ],
)
def test_a_word_opens_with_the_sense_most_often_meant(word: str, reading: str, sense: str) -> None:
    first = dictionary().entries(word)[0]
    assert first.reading == reading
    assert first.glosses[0].startswith(sense)


@pytest.mark.parametrize("word", ["王", "高", "白", "马", "周", "干", "发", "里"])
def test_names_come_after_common_words_and_pointers_after_senses(word: str) -> None:
    entries = dictionary().entries(word)
    names = [entry.reading[0].isupper() for entry in entries]
    assert len(entries) > 1
    assert names == sorted(names)
    pointers = [
        all("variant of" in gloss for gloss in entry.glosses)
        for entry in entries
        if not entry.reading[0].isupper()
    ]
    assert pointers == sorted(pointers)


def test_measure_words_come_after_every_sense() -> None:
    measures = [gloss.startswith("CL:") for gloss in dictionary().entries("地方")[0].glosses]
    assert measures == sorted(measures)
    assert any(measures)


def test_a_doubled_word_and_a_variant_lead_to_the_entry_there_is() -> None:
    assert [word.form for word in dictionary().words("热热闹闹")] == ["热闹"]
    assert [word.form for word in dictionary().words("衞生")] == ["卫生"]
    assert [word.form for word in dictionary().words("歷史")] == ["歷史"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我国历史", ["我国", "历史"]),
        ("它的确定性", ["它", "的", "确定性"]),
        ("他的确认真", ["他", "的确", "认真"]),
        ("卫星被发射", ["卫星", "被", "发射"]),
        ("中华人民共和国", ["中华人民共和国"]),
        ("研究生命起源", ["研究", "生命", "起源"]),
    ],
)
def test_a_text_is_cut_into_its_likeliest_words(text: str, words: list[str]) -> None:
    assert [word.form for word in dictionary().words(text)] == words


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
