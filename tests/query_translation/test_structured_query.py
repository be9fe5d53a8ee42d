"""A query in the other language: what it finds, and by which words."""

from __future__ import annotations

import pytest

from documents.query_translation import translate_query
from documents.search import IndexDocument, OpenIndex, SearchRequest, search
from documents.search.request import TranslatedQuery
from tests.search.generated_articles import build

CHINESE = {
    "culture": "两国的文化合作很好。",
    "ensemble": "文化宫昨天开放。",
    "reservoir": "水库昨天完工。",
    "mao": "毛泽东主席在北京讲话。",
    "zhang": "社员张建国来到河北。",
    "research": "他们从事科学研究。",
    "science": "科学很重要。有的人研究历史。",
    "chip": "一种叫做 transistor 的东西。",
}
ENGLISH = {
    "visit": "Chairman Mao Tse-tung returned to Peking.",
    "later": "Mao Zedong returned.",
    "talks": "Talks on international cooperation went on.",
    "trade": "International trade grew. Nobody would cooperate.",
    "dam": "The dam was finished.",
}
BOTH = {"both": ("文化合作在水库旁边。", "Cultural cooperation beside the reservoir. 毛泽东")}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    texts: dict[str, dict[str, tuple[str, ...]]]
    texts = {name: {"zh-Hans": (text,)} for name, text in CHINESE.items()}
    texts |= {name: {"en": (text,)} for name, text in ENGLISH.items()}
    texts |= {name: {"zh-Hans": (zh,), "en": (en,)} for name, (zh, en) in BOTH.items()}
    articles = [IndexDocument(name, "s", name, {}, blocks) for name, blocks in texts.items()]
    return build(tmp_path_factory.mktemp("across"), tuple(articles))


def found(index: OpenIndex, q: str, *chosen: str) -> list[str]:
    translated = translate_query(q, chosen, index)
    asked = SearchRequest(q=q, across=True, rendering=chosen, translated=translated)
    return [hit.identifier for hit in search(index, asked).hits]


def words(translated: TranslatedQuery) -> dict[str, list[str]]:
    return {word.asked: [one.text for one in word.used] for word in translated.words}


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("reservoirs", "reservoir"),
        ("cultural cooperation", "culture"),
        ("scientific research", "research"),
        ("Mao Tse-tung", "mao"),
        ("Peking", "mao"),
        ("Zhang Jianguo", "zhang"),
        ("Hebei", "zhang"),
        ("transistor", "chip"),
        ("国际合作", "talks"),
    ],
)
def test_words_find_what_is_held_only_in_the_other_language(
    index: OpenIndex, q: str, first: str
) -> None:
    hits = found(index, q)
    assert hits[0] == first
    assert "both" not in hits


def test_both_spellings_of_a_name_are_found(index: OpenIndex) -> None:
    assert set(found(index, "毛泽东")) == {"visit", "later"}


def test_a_phrase_of_the_dictionary_goes_before_its_words(index: OpenIndex) -> None:
    assert words(translate_query("scientific research", (), index)) == {
        "scientific research": ["科学研究"]
    }
    assert found(index, "scientific research") == ["research"]


def test_a_quoted_phrase_that_the_dictionary_lacks_is_put_together(index: OpenIndex) -> None:
    assert words(translate_query('"cultural cooperation"', (), index)) == {
        "cultural cooperation": ["文化合作"]
    }
    assert found(index, '"cultural cooperation"') == ["culture"]


def test_an_excluded_word_excludes_its_translations(index: OpenIndex) -> None:
    assert set(found(index, "culture")) == {"culture", "ensemble"}
    assert found(index, "culture -cooperation") == ["ensemble"]
    assert found(index, "国际 -贸易") == ["talks"]


def test_alternatives_are_one_word(index: OpenIndex) -> None:
    assert set(found(index, "reservoir OR culture")) == {"reservoir", "culture", "ensemble"}


def test_an_excluded_compound_excludes_its_phrase_in_every_form(index: OpenIndex) -> None:
    assert set(found(index, "国际")) == {"talks", "trade"}
    assert found(index, "国际 -国际合作") == ["trade"]
    assert words(translate_query("国际 -国际合作", (), index)) == {
        "国际": ["international"],
        "国际合作": ["international cooperation"],
    }


def test_an_excluded_compound_that_is_no_phrase_excludes_its_words_together(
    index: OpenIndex,
) -> None:
    assert words(translate_query("国际 -贸易合作", (), index))["贸易合作"] == ["trade + cooperate"]
    assert found(index, "国际 -贸易合作") == ["talks"]
    assert set(found(index, "国际 -贸易水库")) == {"talks", "trade"}


def test_an_excluded_word_without_a_translation_is_named(index: OpenIndex) -> None:
    assert translate_query("国际 -地震", (), index).unknown == ("地震",)


def test_words_in_both_languages_are_searched_together(index: OpenIndex) -> None:
    assert found(index, "culture 合作")[0] == "culture"


def test_chosen_translations_alone_are_searched(index: OpenIndex) -> None:
    assert "culture" in found(index, "cooperation", "合作")
    every = translate_query("cooperation", (), index)
    (word,) = every.words
    assert {"合作"} < {one.text for one in word.translations} | {"协作"}
    assert words(translate_query("cooperation", ("合作",), index)) == {"cooperation": ["合作"]}
    # A choice of another word says nothing of this one.
    assert words(translate_query("cooperation", ("文化",), index)) == words(every)


@pytest.mark.parametrize(
    "q", ["xyzzy", "the", "-culture", "cultur*", "", "!!", "-language:en", "'", "%$("]
)
def test_what_cannot_be_translated_finds_nothing(index: OpenIndex, q: str) -> None:
    assert found(index, q) == []


def test_words_without_a_translation_are_named_and_left_out(index: OpenIndex) -> None:
    translated = translate_query("reservoir xyzzy cultur*", (), index)
    assert translated.unknown == ("cultur*", "xyzzy")
    assert found(index, "reservoir xyzzy") == ["reservoir"]


def test_articles_that_answer_a_part_follow_where_few_answer_all(index: OpenIndex) -> None:
    hits = found(index, "cultural cooperation")
    assert hits[0] == "culture"
    assert "ensemble" in hits


@pytest.mark.parametrize(
    "q",
    [
        " ".join(["culture"] * 500),
        " ".join(f"mao zhang li wang {number}" for number in range(90)),
        "ma ma ma ma ma ma ma ma ma ma",
        "(.*)+ [a-z]{9} \\ culture",
        '"' + "culture " * 60 + '"',
        "国际合作" * 100,
        "culture 文化 культура 文化合作 -合作 OR OR NOT",
        "NOT NOT NOT",
        'title:"culture" title:合作',
    ],
)
def test_hostile_queries_are_answered(index: OpenIndex, q: str) -> None:
    translated = translate_query(q, (), index)
    assert len(translated.words) <= 8
    assert "both" not in found(index, q)


def test_a_name_is_divided_into_syllables_in_every_way(index: OpenIndex) -> None:
    assert words(translate_query("Zhang Jianguo", (), index)) == {"zhang jianguo": ["张建国"]}


def test_any_word_is_enough_where_nothing_else_is_found(index: OpenIndex) -> None:
    q = "transistor reservoir hebei science -transistor -reservoir -hebei"
    assert set(found(index, q)) == {"research", "science"}
