"""The mapped table of glosses: what it says is what the aligner's dictionary says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import lexicon
from documents.alignment.stems import stem as lexicon_stem
from documents.renderings import gloss_table as module
from documents.renderings.dictionary_prior import cut_texts
from documents.renderings.gloss_table import gloss_table, hash_words
from documents.renderings.han_pieces import plain_characters, plain_texts
from documents.text import is_han

text = st.text(st.sampled_from("中国人民银行长发展了着。，A 1傳統漢語の坏壞\n"), max_size=40)


def cut_by_dictionary(said: str) -> list[tuple[int, int]]:
    """The longest words from the left, by the aligner's own tables."""
    held = lexicon.load()
    found = []
    place = 0
    while place < len(said):
        longest = min(held.reach.get(said[place : place + 2], 1), len(said) - place)
        length = next(
            (size for size in range(longest, 1, -1) if said[place : place + size] in held.words), 1
        )
        if said[place : place + length] in held.words:
            found.append((place, place + length))
        place += length
    return found


def test_words_stems_and_chances_are_the_aligners() -> None:
    held, table = lexicon.load(), gloss_table()
    for word in random.Random(3).sample(sorted(held.words), 400):
        row = held.words[word]
        span = slice(held.starts[row], held.starts[row + 1])
        columns, chances = held.columns[span].tolist(), held.chances[span].tolist()
        assert table.find_row(word) == row
        assert table.read_chances(row) == dict(
            zip([held.names[column] for column in columns], chances, strict=True)
        )
    for stem in random.Random(3).sample(held.names, 400):
        assert table.find_column(stem) == held.stems[stem]
    assert table.form(held.words["傳統"]) == "传统"
    assert table.find_row("没有这样的词语") is table.find_column("zzqx") is None


def test_the_words_that_have_a_stem_are_found_with_its_chances() -> None:
    held, table = lexicon.load(), gloss_table()
    column = held.stems[lexicon_stem("cooperate")]
    rows, chances = table.read_column(column)
    assert len(rows) > 3
    assert len(rows) == np.count_nonzero(held.columns == column)
    assert all(
        table.read_chances(row)[held.names[column]] == chance
        for row, chance in zip(rows, chances, strict=True)
    )
    assert dict(table.readings()) == held.readings


@pytest.mark.parametrize("beginning", ["econom", "a", "zzqx", "~"])
def test_stems_are_found_by_their_beginning(beginning: str) -> None:
    names = lexicon.load().names
    expected = [place for place, name in enumerate(names) if name.startswith(beginning)]
    assert [*gloss_table().find_columns(beginning)] == expected


@given(text)
def test_a_text_is_cut_as_the_aligners_dictionary_cuts_it(said: str) -> None:
    assert [*gloss_table().cut(said)] == cut_by_dictionary(said)


@given(st.lists(text, max_size=5))
def test_texts_are_cut_together_as_each_alone(said: list[str]) -> None:
    plain = plain_texts(said)
    assert plain == [plain_characters(one) for one in said]
    cuts = cut_texts(plain)
    assert [[(start, end) for start, end, _ in cut] for cut in cuts] == [
        [span for span in cut_by_dictionary(one) if is_han(one[span[0]])] for one in plain
    ]
    words = [one[start:end] for one, cut in zip(plain, cuts, strict=True) for start, end, _ in cut]
    rows = [row for cut in cuts for _, _, row in cut]
    assert (
        rows == gloss_table().find_rows(words) == [gloss_table().find_row(word) for word in words]
    )


def test_a_long_text_is_cut_as_its_parts_are() -> None:
    said = ["中国人民银行发展了，"] * 1500
    assert cut_texts(said) == [*cut_texts(said[:1]) * 1500]


def test_the_chance_of_a_stem_is_met_only_in_its_own_place() -> None:
    table = gloss_table()
    (bank, people), column = table.find_rows(["银行", "人民"]), table.find_column("bank")
    assert column is not None
    assert table.find_rows(["没有这样的词语"]) == [-1]
    rows, columns, chances = table.meet([people, bank, bank], [0, 1, 2], [column, column], [0, 2])
    assert (rows.tolist(), columns.tolist()) == ([2], [1])
    assert chances.tolist() == [table.read_chances(bank)["bank"]]
    assert [found.tolist() for found in table.meet([], [], [], [])] == [[], [], []]


def test_hashes_are_the_same_in_every_process() -> None:
    assert hash_words(["中", "中国"]).tolist() == [
        20013,
        (20013 * module._FACTOR.item() + 22269) % 2**64,
    ]
