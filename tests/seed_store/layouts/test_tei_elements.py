"""Elements of TEI P5: the blocks, marks and notes that they become; no letter is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citation.tei import document
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from documents.seed_store.records import Refused, TextRecord
from tests.helpers.layout_samples import blocks
from tests.helpers.tei_samples import (
    cite,
    read_tei,
    wrap,
)


def english(body: str) -> TextRecord:
    (text,) = read_tei(wrap(body)).texts
    return text


def marked(text: TextRecord, number: int) -> list[tuple[str, str, str]]:
    block = text.blocks[number - 1]
    return [(mark.kind, block.text[mark.start : mark.end], mark.target) for mark in block.marks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One\n   two.</p>", [("paragraph", "One two.")]),
        ("<p>中文\n   折行<lb/>再折</p>", [("paragraph", "中文折行再折")]),
        ("<p>con<lb break='no'/>tinued on<lb/>it</p>", [("paragraph", "continued on it")]),
        ("<div><head>H</head><p>a</p></div>", [("paragraph", "a")]),
        ("<p>a</p><head>H</head>", [("paragraph", "a"), ("subhead", "H")]),
        ("<lg><l>a</l>\n  <l>b</l></lg><lg><l>c</l></lg>", [("verse", "a\nb"), ("verse", "c")]),
        ("<l>a</l><l>b</l><p>c</p>", [("verse", "a\nb"), ("paragraph", "c")]),
        ("<quote>a</quote><cit><quote><p>b</p></quote></cit>", [*2 * [("quotation", "a")]]),
        ("<list><item>a</item><item>b</item></list>", [("list", "• a\n• b")]),
        ("<list type='ordered'><item>a</item></list>", [("list", "1. a")]),
        ("<list><label>x</label><item>a</item></list>", [("list", "x a")]),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>", [("table", "a │ b")]),
        ("<figure><graphic url='a.png'/><figDesc>b</figDesc></figure>", [("caption", "a.png b")]),
        ("<p>a<list><item>b</item></list>c</p>", ["paragraph a", "list • b", "paragraph c"]),
        ("<closer><signed>A. B.</signed></closer>", [("signature", "A. B.")]),
        ("<sp><speaker>A</speaker><p>b</p></sp>", [("subhead", "A"), ("paragraph", "b")]),
        ("<p><choice><sic>a</sic><corr>b</corr></choice></p>", [("paragraph", "a [b]")]),
        ("loose <hi>text</hi>", [("paragraph", "loose text")]),
        ("<p>a<!-- not this -->b<?nor this?></p>", [("paragraph", "ab")]),
    ],
)
def test_the_elements_of_a_text_become_blocks(
    body: str, expected: list[tuple[str, str] | str]
) -> None:
    wanted = [tuple(one.split(" ", 1)) if isinstance(one, str) else one for one in expected]
    if "cit" in body:
        wanted[1] = ("quotation", "b")
    assert blocks(english(f"<p>0</p>{body}" if body.startswith("<head>") else body)) == wanted


def test_names_emphasis_links_and_pages_are_marks() -> None:
    text = english(
        '<pb n="7"/>\n<p><persName>A</persName> <placeName>B</placeName> <orgName>C</orgName>'
        ' <hi rend="bold">D</hi> <emph>E</emph> <ref target="http://f.example">F</ref>'
        '<pb n="8"/></p>'
    )
    assert marked(text, 1) == [
        ("person", "A", ""),
        ("page", "", "7"),
        ("place", "B", ""),
        ("organisation", "C", ""),
        ("strong", "D", ""),
        ("emphasis", "E", ""),
        ("link", "F", "http://f.example"),
        ("page", "", "8"),
    ]


def test_a_note_is_a_block_behind_its_place_with_links_both_ways() -> None:
    text = english("<p>One<note>Two.</note> three.</p><p>Four.</p>")
    assert blocks(text) == [
        ("paragraph", "One[1] three."),
        ("note", "[1] Two."),
        ("paragraph", "Four."),
    ]
    assert (marked(text, 1), marked(text, 2)) == ([("note", "[1]", "2")], [("note", "[1]", "1")])


def test_elements_not_understood_are_counted_and_their_text_kept() -> None:
    record = read_tei(wrap("<p>a <odd>b</odd> <odd>c</odd></p><new><p>d</p></new>"))
    assert blocks(record.texts[0]) == [("paragraph", "a b c"), ("paragraph", "d")]
    assert record.notes["elements"] == ("<new> 1, <odd> 2",)


def test_every_line_is_named_by_what_it_became() -> None:
    record = read_tei(wrap("<p>a\n  b</p>\n<!-- c\n -->\n<p>d</p>"))
    said = [(line.field, line.block) for line in record.lines]
    assert said == [
        *(("title", 0), ("body", 1), ("body", 1), ("furniture", 0)),
        *(("furniture", 0), ("body", 2), ("furniture", 0)),
    ]


TAGS = ["p", "hi", "lb", "l", "lg", "list", "item", "note", "head", "table", "row", "cell", "pb"]
TAGS += ["quote", "seg", "div", "figure", "odd", "ref", "byline", "bibl", "listBibl", "choice"]


@st.composite
def generated_xml(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        parts.append(draw(st.sampled_from(["", "a", "中", " ", "\n", "b c\n d", "<!-- \n -->"])))
        if depth and draw(st.booleans()):
            name = draw(st.sampled_from(TAGS))
            inner = "" if name in {"lb", "pb"} else draw(generated_xml(depth=depth - 1))
            parts.append(f"<{name}>{inner}</{name}>")
    return "".join(parts)


@settings(deadline=None, max_examples=200)
@given(generated_xml())
def test_any_elements_are_read_without_losing_a_letter(body: str) -> None:
    text = wrap(body)
    file = decode(text.encode(), "x.xml")
    try:
        record = parse_file(file, "tei")
    except Refused as refused:
        assert [fault.field for fault in refused.faults] == ["body"]  # noqa: PT017
        return
    (held,) = record.texts
    shown = "".join([*held.headline, held.byline, *held.references, *(b.text for b in held.blocks)])
    written = re.sub(r"<!--.*?-->|<[^>]*>", "", body, flags=re.DOTALL)
    assert {letter: shown.count(letter) for letter in "abcd中"} == {
        letter: written.count(letter) for letter in "abcd中"
    }
    again = document(cite(record))
    assert document(cite(read_tei(again))) == again


def test_a_space_behind_a_start_tag_is_no_part_of_a_paragraph() -> None:
    body = '<text xml:lang="en"><body><p> The <emph>ferry</emph> came. </p></body></text>'
    record = read_tei(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f"<title>A</title></titleStmt></fileDesc></teiHeader>{body}</TEI>"
    )
    (block,) = record.texts[0].blocks
    assert block.text == "The ferry came."
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["ferry"]
