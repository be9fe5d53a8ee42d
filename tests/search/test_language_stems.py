"""Search in languages other than Chinese, English and Russian, in an index that holds them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documents.search import IndexDocument, OpenIndex, SearchRequest, search
from documents.search.analysis import token_streams
from documents.search.text_matches import Matcher
from tests.search.generated_articles import build, make_corpus

TEXTS = {
    "de": "Die Häuser der Städte wurden gebaut. Neue Stationen folgten.",
    "fr": "Les ouvrières travaillaient dans les fabriques nationales.",
    "ar": "قرأ الطلابُ الكِتـابَ في مدرسةِ القرية.",
    "es": "Los trabajadores cantaban canciones.",
    "ja": "ひらがなとカタカナの漢字交じり文を読む。",
    "ko": "조선 인민은 평화를 사랑한다.",
    "hi": "हिन्दी भाषा की किताब।",
    "pli": "Evaṃ me sutaṃ ekaṃ samayaṃ.",
    "th": "ที่นี่ฝนตกมาสามวัน แม่น้ำสูงขึ้นมาก",
    "lo": "ຝົນຕົກມາສາມວັນ",
    "km": "ទឹកទន្លេឡើងខ្ពស់",
    "my": "မြစ်ရေကြီးသည်။",
    "bo": "ང་ལ་བོད་ཡིག་གི་དཔེ་ཆ་ཡོད།",
    "en": "Trains left the stations.",
    "zh-Hans": "车站的书。",
}


def article(number: int, language: str) -> IndexDocument:
    model = make_corpus(1)[0]
    return replace(
        model,
        identifier=f"{number:010d}0",
        title=language,
        titles={language: ""},
        texts={language: (TEXTS[language],)},
        bylines=(),
        names=(),
        section="",
        column="",
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    articles = [article(number, language) for number, language in enumerate(TEXTS)]
    return build(tmp_path_factory.mktemp("world"), articles)


def found(index: OpenIndex, q: str) -> list[str]:
    hits = search(index, SearchRequest(q=q, limit=50)).hits
    return sorted([*TEXTS][int(hit.identifier) // 10] for hit in hits)


@pytest.mark.parametrize(
    ("q", "languages"),
    [
        ("Haus", ["de"]),
        ("stadt", ["de"]),
        ("Station", ["de", "en"]),
        ("ouvrière", ["fr"]),
        ("travailler", ["fr"]),
        ("national", ["fr"]),
        ("trabajador", ["es"]),
        ("كتاب", ["ar"]),
        ("كتابه", ["ar"]),
        ("طلاب", ["ar"]),
        ("القرية", ["ar"]),
        ("がなとカ", ["ja"]),
        ("カタカナ", ["ja"]),
        ("平和", []),
        ("인민", ["ko"]),
        ("평화", ["ko"]),
        ('"조선 인민"', ["ko"]),
        ("किताब", ["hi"]),
        ("हिन्दी", ["hi"]),
        ("हिन", []),
        ("sutam", ["pli"]),
        ("قرية", ["ar"]),
        ("وللقرية", ["ar"]),
        ("ฝนตก", ["th"]),
        ("แม่น้ำ", ["th"]),
        ("ตกแม่", []),
        ("ຕົກ", ["lo"]),
        ("ទន្លេ", ["km"]),
        ("ရေကြီး", ["my"]),
        ("བོད་ཡིག", ["bo"]),
        ("ཡིག་གི་དཔེ་", ["bo"]),
        ("stations", ["de", "en"]),
        ("书", ["zh-Hans"]),
        ("Haus -neue", []),
        ("title:Haus", []),
    ],
)
def test_words_are_found_by_the_stemmer_of_their_text(
    world: OpenIndex, q: str, languages: list[str]
) -> None:
    assert found(world, q) == sorted(languages)


@pytest.mark.parametrize(
    ("q", "language", "marked"),
    [
        ("Haus", "de", ["Häuser"]),
        ("station", "de", ["Stationen"]),
        ("travailler", "fr", ["travaillaient"]),
        ("كتاب", "ar", ["الكِتـابَ"]),
        ("قرية", "ar", ["القرية"]),
        ("なとカ", "ja", ["なとカ"]),
        ("แม่น้ำ", "th", ["แม่น้ำ"]),
        ("བོད་ཡིག", "bo", ["བོད་ཡིག"]),
        ("인민", "ko", ["인민"]),
        ("हिन्दी", "hi", ["हिन्दी"]),
        ("Haus", "en", []),
    ],
)
def test_the_words_found_are_marked(q: str, language: str, marked: list[str]) -> None:
    text = TEXTS[language]
    spans = Matcher(q).in_language(language).spans(text)
    assert [text[start:end] for start, end in spans] == marked


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("القرية", "قرية"),
        ("والقرية", "قرية"),
        ("بالقرية", "قرية"),
        ("وللقرية", "قرية"),
        ("والله", "الله"),
        ("المدارس", "مدارس"),
    ],
)
def test_an_arabic_word_is_one_with_and_without_its_article(word: str, same: str) -> None:
    assert token_streams([word], "ar").words == token_streams([same], "ar").words


@pytest.mark.parametrize(("one", "other"), [("الله", "له"), ("ولد", "لد"), ("الم", "م")])
def test_letters_that_are_no_article_stay(one: str, other: str) -> None:
    assert token_streams([one], "ar").words != token_streams([other], "ar").words


def test_no_word_of_another_language_is_taken_for_one_of_the_same_stem(world: OpenIndex) -> None:
    """German ``wurden`` has the stem ``wurd``, and so has the word ``wurd`` in no other text."""
    assert "de|haus|" in token_streams([TEXTS["de"]], "de-CH").words.split()
    assert found(world, "hauses") == ["de"]
    assert found(world, "trained") == ["en"]


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("میخواهم", ["می\u200cخواهم"]),
        ("می خواهم", ["می", "خواهم"]),
        ("خواهم", ["خواهم"]),
        ("کتاب", ["کتاب"]),
        ("کتاب\u200cها", ["کتاب\u200cها"]),
        ("کتا", []),
    ],
)
def test_a_persian_word_is_found_whole_and_by_the_parts_that_a_non_joiner_parts(
    tmp_path: Path, q: str, marked: list[str]
) -> None:
    text = "من می\u200cخواهم کتاب\u200cها را بخوانم."
    index = build(tmp_path, [replace(article(1, "en"), texts={"fa": (text,)})])
    assert bool(search(index, SearchRequest(q=q)).total) is bool(marked)
    spans = Matcher(q).in_language("fa").spans(text)
    assert [text[start:end] for start, end in spans] == marked


def test_an_index_without_such_texts_is_asked_as_ever(tmp_path: Path) -> None:
    articles = [
        article(number, tag) for number, tag in enumerate(TEXTS) if tag in {"en", "zh-Hans"}
    ]
    index = build(tmp_path, articles)
    query = index.limit_cost("station 书", 1).query
    assert all(not getattr(leaf, "languages", ()) for leaf in query.leaves)
    assert found(index, "station") == ["en"]
