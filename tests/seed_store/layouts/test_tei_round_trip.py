"""TEI as this archive exports it comes back as the same record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import Block, BlockKind, Dateline, Mark, MarkKind
from documents.citation.tei import document
from documents.dates import PartialDate
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.layouts.tei import named_source
from documents.seed_store.records import ArticleRecord, TextRecord
from tests.helpers.tei_samples import (
    ROOT,
    SOURCES,
    beads,
    cite,
    noted,
    read_tei,
    wrap,
)

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
# What of a record is another copy's, or stands in the header in a place of its own.
IDENTITY = frozenset({"idno", "source", "rights"})


def comparable(record: ArticleRecord) -> ArticleRecord:
    """A record without what belongs to one copy of it."""
    notes = {name: said for name, said in noted(record).items() if name not in IDENTITY}
    translations = tuple(
        replace(text, alignment=beads(record, text)) for text in record.translations
    )
    return replace(record, layout="", lines=(), marks=(), notes=notes, translations=translations)


@cache
def seed(path: Path) -> tuple[ArticleRecord, str]:
    record = parse_file(decode(path.read_bytes(), path.name))
    names = {"great_soviet_encyclopedia": "great-soviet-encyclopedia"}
    return record, names.get(record.layout, "peoples-daily")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_exported_seed_comes_back_as_the_same_record(path: Path) -> None:
    record, key = seed(path)
    first = document(cite(record, key))
    again = read_tei(first)
    assert comparable(again) == comparable(record)
    assert again.not_understood == ()
    assert document(cite(again, key)) == first
    named = named_source(decode(first.encode(), "x.xml"))
    assert named is not None
    assert named.name in SOURCES[key]["names"].values()
    rights = {SOURCES[key].get("rights_line") or SOURCES[key]["rights"]}
    assert set(again.notes["rights"]) == rights | set(record.notes.get("rights", ()))
    assert "identifier: h4x9k2m7q0b" in again.notes["idno"]


WORDS = st.text(alphabet="ab 中文，。<&>\"'[]", min_size=1, max_size=12).map(str.strip).filter(bool)
LINES = st.lists(WORDS, min_size=1, max_size=3)
MARKS: list[MarkKind] = [
    "emphasis",
    "strong",
    "person",
    "place",
    "organisation",
    "link",
    "dateline",
]


@st.composite
def generated_blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    kinds: list[BlockKind] = ["paragraph", "subhead", "quotation", "signature", "note", "caption"]
    made = []
    for _ in range(draw(st.integers(1, 4))):
        kind: BlockKind = draw(st.sampled_from([*kinds, "verse", "list", "table"]))
        text = "\n".join(draw(LINES))
        marks = []
        if kind != "table" and "\n" not in text:
            end = draw(st.integers(1, len(text)))
            start = draw(st.integers(0, end - 1))
            mark = draw(st.sampled_from(MARKS))
            marks.append(Mark(mark, start, end, "http://e.example/?a&b" if mark == "link" else ""))
            marks.append(Mark("page", end, end, draw(st.sampled_from(["", "12"]))))
        made.append(Block(kind, text, tuple(marks)))
    return tuple(made)


@st.composite
def generated_texts(draw: st.DrawFn, language: str) -> TextRecord:
    held = draw(generated_blocks())
    return TextRecord(
        language=language,
        headline=tuple(draw(st.lists(WORDS, max_size=2))),
        blocks=held,
        byline=draw(st.sampled_from(["", "王小河 李大江", "A & B"])),
        authors=tuple(draw(st.lists(st.sampled_from(["王小河", "A. B.", "新华社"]), max_size=2))),
        translators=tuple(draw(st.lists(st.sampled_from(["Ann Lee", "C <D>"]), max_size=2))),
        dateline=draw(st.sampled_from([None, Dateline("新华社", "", "23日"), Dateline(place="X")])),
        references=tuple(draw(st.lists(WORDS, max_size=2))),
        sections=(2,) if len(held) > 1 and draw(st.booleans()) else (),
    )


@st.composite
def generated_records(draw: st.DrawFn) -> ArticleRecord:
    languages = draw(st.permutations(["zh-Hans", "en", "de-1996"]))
    first = draw(generated_texts(languages[0]))
    others = [draw(generated_texts(one)) for one in languages[1 : draw(st.integers(1, 3))]]
    held = draw(st.booleans()) or not others
    texts = [first, *others]
    date = draw(st.sampled_from(["", "1958-01-24", "1958", "195X", "1958-21", "1957/1958?"]))
    return ArticleRecord(
        layout="document",
        language=languages[0] if held else "ru",
        original=first if held else None,
        translations=tuple(texts[1:] if held else texts),
        date=PartialDate.parse(date) if date else None,
        lines=(),
        page=draw(st.sampled_from([None, 6])),
        page_label=draw(st.sampled_from(["", "第6版"])),
        section=draw(st.sampled_from(["", "国际"])),
        column=draw(st.sampled_from(["", "A & b"])),
        notes=draw(
            st.sampled_from(
                [
                    {},
                    {"pages": ("a", "b\nc"), "fields": ("x: 1",)},
                    {"date_as_written": ("1958-01-11 (O.S.)",)},  # is 1958-01-24
                    {"date_as_written": ("the year of the flood",)},
                ]
            )
        ),
        marks=draw(st.sampled_from([(), ("第6版",)])),
    )


@settings(deadline=None, max_examples=60)
@given(generated_records())
def test_any_record_comes_back_and_its_second_export_is_the_first(record: ArticleRecord) -> None:
    first = document(cite(record))
    again = read_tei(first)
    assert comparable(again) == comparable(record)
    assert document(cite(again)) == first


def test_a_day_of_another_calendar_is_exported_in_its_words_and_both_dates() -> None:
    record = replace(
        read_tei(wrap("<p>a</p>")),
        date=PartialDate.parse("1917-11-07"),
        notes={"date_as_written": ("25 October 1917 (O.S.)",)},
    )
    made = document(cite(record))
    date = '<date when="1917-11-07" calendar="#julian">25 October 1917 (O.S.)</date>'
    assert date in made
    assert '<calendar xml:id="julian">' in made
    assert "date_as_written" not in made
