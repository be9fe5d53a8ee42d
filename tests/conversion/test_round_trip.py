"""What is converted is read by the layout ``document`` as it was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.conversion.plain_text import write_plain_text
from documents.conversion.records import SeedDocument
from documents.conversion.seed_folder import render_document
from documents.seed_store.files import decode
from documents.seed_store.layouts import document
from documents.seed_store.records import ArticleRecord
from tests.conversion.conftest import Desk

SIGNS = st.text(st.sampled_from("#-+>|*_`~[]()<>&;!\\=:.1 9a字{}^\"'$@/?"), min_size=1, max_size=14)


def parse(text: str) -> ArticleRecord:
    return document.parse(decode(text.encode(), "a.md"))


def article(text: str, **facts: object) -> ArticleRecord:
    made = SeedDocument("a", {"en": "Title"}, facts, [("en", text)], {"file": "t.csv", "number": 1})
    return parse(render_document(made))


def blocks(record: ArticleRecord, place: int = 0) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in record.texts[place].blocks]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SIGNS.map(lambda text: f"x{text.strip()}."), min_size=1, max_size=4))
def test_paragraphs_of_any_signs_come_out_as_they_were(paragraphs: list[str]) -> None:
    record = article(write_plain_text("\n\n".join(paragraphs)))
    assert blocks(record) == [("paragraph", one) for one in paragraphs]
    assert record.not_understood == ()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(SIGNS.filter(lambda text: any(one.isalnum() for one in text)))
def test_a_paragraph_may_begin_with_any_sign(paragraph: str) -> None:
    assert blocks(article(write_plain_text(paragraph))) == [("paragraph", paragraph.strip())]


@pytest.mark.parametrize(
    "line",
    [
        "&amp; is written &copy; in HTML, R&D; is not",
        "<b>bold</b> <http://a.b>",
        "[1] a note [^1] and [a](b)",
        "a_b *c* __d__ `e` ~~f~~",
        "http://a.b/c_d_e?x=1&y=2",
        "C:\\new\\table \\* \\",
    ],
)
def test_a_line_of_signs_comes_out_as_it_was(line: str) -> None:
    assert blocks(article(write_plain_text(line))) == [("paragraph", line)]


def test_verse_is_verse() -> None:
    record = article(write_plain_text("Roses *are* red,\n  Violets & so on,\nAnd | more"))
    assert blocks(record) == [("verse", "Roses *are* red,\nViolets & so on,\nAnd | more")]


def test_facts_are_read_as_they_were(desk: Desk) -> None:
    desk.put(
        "t.csv",
        "id,title.zh,title.en,authors,translators,date,page,section,column,place,language,source,"
        "rights,notes,title.old,colour,text.zh,text.en\n"
        "a1,论,On: #1,甲木；乙林,J. Doe,1958-1-24,第6版,要闻,思想,北京,zh,evening-paper,CC0,"
        'a & b,before,"red: no",正文。,Text.\n',
    )
    assert desk.convert("t.csv").status == 0
    record = parse(desk.seeds()["a1.md"])
    assert record.language == "zh-Hans"
    original, english = record.texts
    assert (original.title, english.title) == ("论", "On: #1")
    assert original.authors == ("甲木", "乙林")
    assert english.translators == ("J. Doe",)
    assert str(record.date) == "1958-01-24"
    assert (record.page, record.page_label) == (6, "第6版")
    assert (record.section, record.column) == ("要闻", "思想")
    assert record.notes["notes"] == ("a & b",)
    assert record.notes["rights"] == ("CC0",)
    assert "colour: red: no" in record.notes["fields"]
    assert "title-old: before" in record.notes["fields"]
    (origin,) = record.notes["origin"]
    assert re.fullmatch(r"t\.csv#\d+", origin)
    assert record.not_understood == ()


def test_a_title_among_the_parts_of_a_text_is_not_said_twice(desk: Desk) -> None:
    parts = [{"type": "title", "text": "论合作"}, {"type": "paragraph", "text": "第一段。"}]
    desk.put("w.json", json.dumps({"id": "w", "title": "论合作", "contents": parts}))
    assert desk.convert("w.json").status == 0
    record = parse(desk.seeds()["w.md"])
    assert blocks(record) == [("paragraph", "第一段。")]
    assert record.not_understood == ()


def test_what_was_converted_is_ready_for_ingest(desk: Desk, tmp_path: Path) -> None:
    desk.put(
        "t.csv",
        "id,title.en,text.zh,text.en,source,date\n"
        "a1,One,一。,One.,晚报,民国十三年\na2,Two,二。,Two.,Morning Paper,1958\n",
    )
    assert desk.convert("t.csv").status == 0
    call_command("check_seeds", str(tmp_path / "seeds"))
