from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.clauses import Clause, FuzzyWord, Leaf, Phrase, Prefix, Word, write
from documents.search.filter_syntax import declare_filters
from documents.search.query import MAX_LENGTH, MAX_TERMS, MAX_UNITS, parse

HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                '"',
                "“",
                "”",
                "「",
                "」",
                "«",
                "-",
                "－",
                "OR",
                "AND",
                "NOT",
                "title:",
                "标题：",
                "foo:",
            ),
            *(
                " ",
                "  ",
                "(",
                ")",
                "*",
                "~",
                "/",
                ",",
                "，",
                "。",
                "科学",
                "研",
                "a",
                "the",
                "'",
                "1958年",
            ),
            *("\0", "\n", "\ud800", "\u200b", "\\", "[1 TO 2]", "^2", "+", "{", "<", "%", "é"),
        ]
    ),
    max_size=30,
).map("".join)


def phrase(text: str) -> Phrase:
    return Phrase(tuple(text.split()))


def required(text: str) -> list[Leaf]:
    query = parse(text)
    assert not query.unread
    assert not any(clause.excluded for clause in query.clauses)
    return [leaf for clause in query.clauses for leaf in clause.leaves]


def test_words_are_required_each_by_its_stem() -> None:
    assert required("People’s  DAILY 1958") == [Word("people's"), Word("daily"), Word("1958")]


@pytest.mark.parametrize(
    "quoted", ['"the science"', "“the science”", "＂the science＂", "«the science»"]
)
def test_quotation_marks_of_every_kind_make_a_phrase(quoted: str) -> None:
    assert required(quoted) == [phrase("the science")]


@pytest.mark.parametrize("written", ["科研", '"科研"', "「科 研」", "『科研』", "“科　研。”"])
def test_han_characters_are_a_phrase_quoted_or_not(written: str) -> None:
    assert required(written) == [phrase("科 研")]


def test_spaces_part_han_words_outside_quotation_marks() -> None:
    assert required("科学 研究") == [phrase("科 学"), phrase("研 究")]
    assert required("科学 研") == [phrase("科 学"), phrase("研")]


@pytest.mark.parametrize("written", ["鞠 鹏", "鞠　鹏", " 鞠\n鹏"])
def test_single_characters_set_apart_are_one_name_and_said_to_be(written: str) -> None:
    assert required(written) == [phrase("鞠 鹏")]
    assert parse(written).joined == ("鞠 鹏",)


@pytest.mark.parametrize("written", ["鞠 AND 鹏", "鞠 -鹏", "鞠 OR 鹏", "鞠 title:鹏", "鞠 「鹏」"])
def test_single_characters_stay_apart_where_anything_parts_them(written: str) -> None:
    assert parse(written).joined == ()


@pytest.mark.parametrize("written", ["Cooperat*", "ＣＯＯＰＥＲＡＴ＊", "cooperat**"])
def test_a_star_ends_a_word_whose_beginning_is_known(written: str) -> None:
    assert required(written) == [Prefix("cooperat")]


@pytest.mark.parametrize("written", ["comecon~", "COMECON～", "comecon~1"])
def test_a_tilde_asks_for_words_spelt_nearly_so(written: str) -> None:
    assert required(written) == [FuzzyWord("comecon")]


def test_a_run_of_han_characters_needs_no_star() -> None:
    assert required("科学*") == [phrase("科 学")]


def test_scripts_written_together_are_searched_together() -> None:
    assert required("1958年 中文English") == [phrase("1958 年"), phrase("中 文 english")]


def test_punctuation_inside_is_a_break_and_around_is_nothing() -> None:
    assert required("《合作，，文化。》") == [phrase("合 作 ¦ 文 化")]


def test_a_hyphen_joins_two_words_into_a_phrase_or_into_one_word() -> None:
    assert required("long-term") == [phrase("long term"), Word("longterm")]
    assert len(parse("long-term").clauses) == 1
    assert required("1956-57") == [phrase("1956 57")]


def test_dots_between_letters_are_no_part_of_a_word() -> None:
    assert required("U.S.S.R.") == [Word("ussr")]
    assert required("U.S.") == [phrase("u ¦ s")]


def test_a_list_of_words_is_words() -> None:
    assert required("Moscow,Paris/Bonn 76,000") == [
        Word("moscow"),
        Word("paris"),
        Word("bonn"),
        phrase("76 ¦ 000"),
    ]


@pytest.mark.parametrize("minus", ["-science", "－science", "−science", "NOT science"])
def test_a_minus_excludes(minus: str) -> None:
    assert parse(minus).clauses == (Clause((Word("science"),), excluded=True),)


def test_or_joins_its_two_neighbours_only() -> None:
    assert parse("a b OR c OR d e").clauses == (
        Clause((Word("a"),)),
        Clause((Word("b"), Word("c"), Word("d"))),
        Clause((Word("e"),)),
    )


@pytest.mark.parametrize("name", ["title:", "Title:", "title: ", "标题：", "標題:"])
def test_the_headline_is_named_in_either_language(name: str) -> None:
    assert parse(f"{name}science -{name}“science art”").clauses == (
        Clause((Word("science", "title"),)),
        Clause((Phrase(("science", "art"), "title"),), excluded=True),
    )


@pytest.mark.parametrize(
    ("text", "leaves", "unread"),
    [
        ('"open phrase', [phrase("open phrase")], ('"',)),
        ("author:smith", [Word("author"), Word("smith")], ("author:",)),
        ("co*", [Word("co")], ("co*",)),
        ("co*op", [Word("coop")], ("co*op",)),
        ("*operation", [Word("operation")], ("*operation",)),
        ("war~", [Word("war")], ("war~",)),
        ("科学~", [phrase("科 学")], ("科学~",)),
        ('"scientific co*"', [phrase("scientific co")], ("scientific co*",)),
        ("来源：无", [phrase("来 源 ¦ 无")], ("来源：",)),
        ("OR science OR", [Word("science")], ("OR",)),
        ("science OR -art", [Word("science")], ("OR",)),
        ("science NOT", [Word("science")], ("NOT",)),
        ("AND science AND art AND NOT x AND", [Word("science"), Word("art")], ("AND",)),
        ("science - 。。", [Word("science")], ("-", "。。")),
        ("title: ", [], ("title:",)),
        ('""', [], ('""',)),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_searched(
    text: str, leaves: list[Leaf], unread: tuple[str, ...]
) -> None:
    declare_filters({"来源": "source"})
    query = parse(text)
    assert list(query.leaves) == leaves
    assert query.unread == unread


def test_nothing_is_asked_by_spaces() -> None:
    assert parse("  \n　").is_blank


@given(st.text() | HOSTILE)
def test_every_query_is_read_or_said_to_be_unreadable(text: str) -> None:
    query = parse(text)
    assert query.is_blank == (not re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).strip())
    assert not any(set(part) & set(map(chr, range(32))) for part in query.unread)
    assert sum(len(clause.leaves) for clause in query.clauses) <= MAX_TERMS


def test_long_queries_are_cut_and_what_was_cut_is_named() -> None:
    words = parse(" ".join(f"w{n}" for n in range(90)))
    assert len(words.clauses) == MAX_TERMS
    assert "w89" in words.unread
    run = parse("研" * 100).clauses[0].leaves[0]
    assert isinstance(run, Phrase)
    assert len(run.units) == MAX_UNITS
    assert parse("a " * MAX_LENGTH + "last").unread


@given(HOSTILE | st.text(max_size=60))
def test_what_is_written_is_read_as_it_was_meant(text: str) -> None:
    clauses = parse(text).clauses[:8]
    assert parse(write(clauses)).clauses == clauses
