from __future__ import annotations

import re

import pytest
from hypothesis import given

from documents.citation import ark
from documents.citation.ark import Ark
from tests.citation.hostile_titles import titles
from tests.citation.samples import (
    encyclopedia_entry,
    newspaper_article,
    signed,
    titled,
    with_ark,
)


@pytest.mark.parametrize(
    "text",
    [
        "ark:12345/h4x9k2m7q0b",
        "ark:/12345/h4x9k2m7q0b",
        "ARK:/12345/H4X9K2M7Q0B",
        "ark:12345/h4x9-k2m7-q0b",
        "ark:12-345/h4x9\u2010k2m7\u2013q0b",
        "  ark:12345/h4x9k2m7q0b ",
        "https://n2t.example/ark:/12345/h4x9k2m7q0b",
    ],
)
def test_every_way_of_writing_one_ark_is_read_as_the_same(text: str) -> None:
    assert ark.parse(text) == Ark("12345", "h4x9k2m7q0b")
    assert str(ark.parse(text)) == "ark:12345/h4x9k2m7q0b"


@pytest.mark.parametrize("inflection", ["?", "??", "?info"])
def test_an_inflection_asks_for_the_record(inflection: str) -> None:
    assert ark.parse(f"ark:12345/h4x9k2m7q0b{inflection}").wants_info
    assert not ark.parse("ark:12345/h4x9k2m7q0b?p=3").wants_info


def test_a_qualifier_is_kept_apart_from_the_name() -> None:
    assert ark.parse("ark:12345/h4x9k2m7q0b/v2") == Ark("12345", "h4x9k2m7q0b", "v2")
    assert ark.parse("ark:12345/h4x9k2m7q0b.txt").qualifier == "txt"


@pytest.mark.parametrize(
    "text", ["", "ark:", "ark:12345", "ark:12345/", "ark:123/x", "doi:10.1/x", "ark:abcde/x y"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ARK"):
        ark.parse(text)


def test_a_naming_authority_with_letters_is_read_in_either_case() -> None:
    assert ark.parse("ark:B2345/x") == ark.parse("ark:b2345/x") == Ark("b2345", "x")


def test_the_trial_authority_is_known() -> None:
    assert with_ark(newspaper_article(), "99999").ark_is_trial
    assert not with_ark(newspaper_article(), "12345").ark_is_trial


def test_the_record_answers_who_what_when_and_where() -> None:
    article = with_ark(signed(newspaper_article(), "王力"))
    lines = ark.info(article).splitlines()
    assert lines[:5] == [
        "erc:",
        "who: 王力",
        "what: Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "when: 1959-05-13",
        "where: https://archive.example/articles/h4x9k2m7q0b/v1/",
    ]
    support = lines[lines.index("erc-support:") :]
    assert "who: Parallel Archive" in support
    assert "where: https://archive.example/ark:12345/h4x9k2m7q0b" in support
    assert "every version stays readable" in "\n".join(support)


def test_the_record_of_a_trial_ark_promises_nothing() -> None:
    text = ark.info(with_ark(encyclopedia_entry(), "99999"))
    assert "no promise" in text
    assert "who: (:unav)" in text


@given(titles)
def test_every_line_of_the_record_has_a_label(title: str) -> None:
    article = signed(titled(newspaper_article(), title), title)
    for line in ark.info(with_ark(article)).rstrip("\n").split("\n"):
        assert re.fullmatch(r"erc:|erc-support:|(who|what|when|where|in|rights): \S.*", line)
        assert not {"|", "{", "}"} & set(line)
