"""Word lists: what is read, and that every line that cannot be is named."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.cedict import dictionary_file
from documents.dictionaries import word_list
from documents.dictionaries.word_list import WordListEntry, read_word_list
from documents.seed_store.records import Refused
from tests.helpers.growth_of_time import grows_too_fast


def read(data: str | bytes, name: str = "words.tsv") -> list[WordListEntry]:
    content = data if isinstance(data, bytes) else data.encode()
    return list(read_word_list(io.BytesIO(content), name))


def faults(data: str | bytes, name: str = "words.tsv") -> list[str]:
    with pytest.raises(Refused) as refused:
        read(data, name)
    return [str(fault) for fault in refused.value.faults]


def test_a_table_has_headword_reading_and_gloss() -> None:
    assert read("дом\tdóm\thouse; home\n") == [WordListEntry("дом", "", "dóm", ("house", "home"))]


def test_the_reading_may_be_left_out() -> None:
    assert read("дом\thouse\n") == [WordListEntry("дом", "", "", ("house",))]


@pytest.mark.parametrize("header", ["headword\treading\tgloss", "Headword\tGloss", "# a comment"])
def test_a_first_line_that_names_the_columns_is_no_entry(header: str) -> None:
    assert len(read(f"\ufeff{header}\r\n\r\nдом\thouse\r\n# and one more\n")) == 1


def test_the_form_of_cedict_is_read() -> None:
    assert read("# c\n學 学 [xue2] /to learn/a; b/\n", "x.u8") == [
        WordListEntry("学", "學", "xue2", ("to learn", "a; b"))
    ]


def test_one_form_of_a_headword_is_enough() -> None:
    assert read("食べる [たべる] /to eat/\n", "x.U8") == [
        WordListEntry("食べる", "", "たべる", ("to eat",))
    ]


@pytest.mark.slow
def test_cc_cedict_itself_is_read_whole() -> None:
    data = gzip.decompress(dictionary_file().read_bytes())
    lines = [line for line in data.splitlines() if line.strip() and not line.startswith(b"#")]
    assert len(read(data, "cedict_ts.u8")) == len(lines) > 100_000


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("дом", "columns: found 1 column, expected headword, tab, gloss"),
        ("a\tb\tc\td", "columns: found 4 columns, expected"),
        ("\thouse", "headword: found none, expected a word"),
        ("дом\t ; ", "gloss: found none for 'дом', expected what the headword means"),
        ("дом\t" + "a;" * 201, "gloss: found 201 for 'дом', expected at most 200"),
        ("дом\tho\x07use", "characters: found 'ho\\x07use', expected no control characters"),
        (b"\xff\xfe\thouse", "encoding: found a byte that is not UTF-8, expected UTF-8"),
        ("x" * 201 + "\thouse", "headword: found 201 characters, expected at most 200"),
        ("x" * 20_000, "line: found more than 16384 bytes, expected one entry a line"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str | bytes, said: str) -> None:
    content = line if isinstance(line, bytes) else line.encode()
    found = faults(b"a\tb\n" + content + b"\n")
    assert found[0].startswith(f"words.tsv:2: {said}")


def test_every_faulty_line_counts() -> None:
    found = faults("a\tb\n" + "wrong\n" * 25)
    assert len(found) == word_list.MOST_FAULTS + 1
    assert found[-1].startswith("words.tsv:0: lines: found 5 more lines that cannot be read,")


def test_an_empty_list_is_refused() -> None:
    assert faults("headword\tgloss\n")[0].startswith("words.tsv:0: entries: found none,")


def test_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_list, "MOST_ENTRIES", 2)
    assert "entries: found more than 2," in faults("a\tb\n" * 3)[0]
    monkeypatch.setattr(word_list, "LARGEST", 8)
    assert "size: found more than 0 MB," in faults("a\tb\n" * 3)[0]


@given(st.binary(max_size=400), st.sampled_from(["x.tsv", "x.u8"]))
def test_every_line_is_an_entry_a_comment_or_a_fault(data: bytes, name: str) -> None:
    lines = data.split(b"\n")
    lines = lines[:-1] if not lines[-1] else lines
    entries: list[WordListEntry] = []
    named: list[int] = []
    try:
        entries = read(data, name)
    except Refused as refused:
        named = [fault.line for fault in refused.faults]
    assert bool(entries) != bool(named)
    assert len(entries) <= len(lines)
    assert all(0 <= line <= len(lines) for line in named)


def test_time_grows_no_faster_than_the_list() -> None:
    def read_hostile(lines: int) -> None:
        read(b"".join(b"a b [" + b"[" * 40 + b"%d] /x/\n" % k for k in range(lines)), "x.u8")

    assert not grows_too_fast(read_hostile, 20_000)
