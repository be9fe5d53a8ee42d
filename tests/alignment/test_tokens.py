"""What a passage is read as: numbers of every script, names by sound, marks, stems."""

from __future__ import annotations

import pytest

from documents.alignment import lexicon, names, tokens
from documents.alignment.numerals import han_numbers
from documents.alignment.stems import stem


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("2.48亿人", "248 million people"),
        ("七十个", "seventy"),
        ("二百名", "two hundred"),
        ("五百多人", "more than five hundred"),
        ("五百一十二", "five hundred and twelve"),
        ("一九五七年", "in 1957"),
        ("百分之四十", "forty percent"),
        ("４０％", "40 %"),
        ("12万", "120,000"),
        ("十二万三千", "one hundred and twenty-three thousand"),
        ("8月", "in August"),
        ("第二十一", "the twenty-first"),
        ("三点五", "3.5"),
        ("１９５８年", "1958"),
    ],
)
def test_a_number_is_the_same_token_in_both_languages(chinese: str, english: str) -> None:
    def figures(text: str, language: str) -> set[str]:
        passage = tokens.read_passage(text, language, None, skeletons=False)
        return {token for token in passage.counts if token[1:2] == ":"}

    assert figures(chinese, "zh-Hans") == figures(english, "en") != set()


def test_a_lone_one_is_not_a_number() -> None:
    assert han_numbers("一般说来，十分重要") == ([], "一般说来，十分重要")
    assert tokens.numerals_of(["one"]) == []


def test_separate_figures_stay_separate() -> None:
    assert tokens.numerals_of(["5", "6"]) == ["N:5", "N:6"]
    assert tokens.numerals_of(["3", "million", "1958"]) == ["N:3e+06", "N:1958"]


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("zedong", ("ze", "dong")),
        ("tse-tung", ("ze", "dong")),
        ("peking", ("bei", "jing")),
        ("chou", ("zhou",)),
        ("hsien", ("xian",)),
        ("shanghai", ("shang", "hai")),
        ("smith", ()),
        ("", ()),
    ],
)
def test_chinese_names_are_read_in_every_spelling(name: str, syllables: tuple[str, ...]) -> None:
    assert names.pinyin(name) == syllables


@pytest.mark.parametrize(
    ("russian", "english"),
    [("Хрущёв", "Khrushchev"), ("Гагарин", "Gagarin"), ("Вильсон", "Wilson"), ("Петров", "Petrov")],
)
def test_a_name_has_one_skeleton_in_both_alphabets(russian: str, english: str) -> None:
    assert names.skeleton(russian) == names.skeleton(english) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("parties", "party"), ("cooperated", "cooperation"), ("said", "say"), ("Chinese", "China")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one.lower()) == stem(other.lower()) != ""


def test_segmentation_takes_the_longest_word_and_loses_no_character() -> None:
    words = tokens.segment("社会主义国家的文化合作", lexicon.load())
    assert words[0] == "社会主义国家"[: len(words[0])]
    assert "文化" in words
    assert "".join(words) == "社会主义国家的文化合作"


def test_a_passage_knows_how_it_ends() -> None:
    def last(text: str, language: str) -> str:
        return tokens.read_passage(text, language, None, skeletons=False).last

    assert last("他来了吗？”", "zh-Hans") == last('Has he come?"', "en") == "?"
    assert last("他说：", "zh-Hans") == ":"
    assert last("标题", "zh-Hans") == ""
