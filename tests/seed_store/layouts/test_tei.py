"""The layout of TEI P5: what this archive exports comes back, and what others write is read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.alignment.beads import Bead
from documents.blocks import Block, BlockKind, Dateline, Mark, MarkKind
from documents.citation.record import CitedArticle, CitedText
from documents.citation.tei import document
from documents.dates import PartialDate
from documents.ingest.align_translation import Text, pair_texts
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file, recognise
from documents.seed_store.layouts.tei import named_source
from documents.seed_store.records import ArticleRecord, Refused, TextRecord
from tests.helpers.layout_samples import blocks, refusal

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SOURCES = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text("utf-8"))


def read_tei(text: str) -> ArticleRecord:
    return parse_file(decode(text.encode(), "x.xml"), "tei")


def noted(record: ArticleRecord) -> dict[str, tuple[str, ...]]:
    """The notes as rows keep them."""
    notes = dict(record.notes)
    if record.original and record.original.translators:
        notes["translator"] = record.original.translators
    return notes | ({"marks": record.marks} if record.marks else {})


def beads(record: ArticleRecord, text: TextRecord) -> tuple[Bead, ...]:
    """The alignment of a translation: the file's own, or the one worked out."""
    if record.original is None or text is record.original:
        return ()
    if text.alignment:
        return text.alignment
    paired = pair_texts(
        Text(record.original.language, record.original.blocks),
        Text(text.language, text.blocks),
        None,
    )
    return tuple(
        Bead(
            tuple(k - 1 for k in left),  # type: ignore[attr-defined]
            tuple(k - 1 for k in right),  # type: ignore[attr-defined]
            round(float(sure), 2),  # type: ignore[arg-type]
            paired.doubts.get(str(place), ""),
        )
        for place, (left, right, sure) in enumerate(paired.alignment, start=1)
    )


def cite(record: ArticleRecord, key: str = "peoples-daily") -> CitedArticle:
    """A record as exports see it."""
    source = SOURCES[key]
    texts = []
    for text in record.texts:
        paired = beads(record, text)
        texts.append(
            CitedText(
                language=text.language,
                headline=text.headline,
                blocks=text.blocks,
                is_original=text is record.original,
                byline=text.byline,
                authors=text.authors,
                translators=text.translators,
                dateline=text.dateline,
                references=text.references,
                sections=text.sections,
                alignment=tuple(
                    (
                        tuple(k + 1 for k in one.source),
                        tuple(k + 1 for k in one.target),
                        one.confidence,
                    )
                    for one in paired
                ),
                doubts={str(n): one.reason for n, one in enumerate(paired, 1) if one.reason},
            )
        )
    return CitedArticle(
        identifier="h4x9k2m7q0b",
        version=1,
        permalink="https://archive.example/articles/h4x9k2m7q0b/",
        version_address="https://archive.example/articles/h4x9k2m7q0b/v1/",
        archive_names={"en": "Parallel Archive"},
        source_key=key,
        source_kind=source["kind"],
        source_names=source["names"],
        language=record.language,
        texts=tuple(texts),
        date=record.date,
        source_edition=source.get("edition"),
        publisher=source["publisher"],
        place=source["place"],
        page=record.page,
        page_label=record.page_label,
        section=record.section,
        column=record.column,
        rights_uri=source["rights"],
        rights_line=source.get("rights_line", ""),
        edition="ab" * 32,
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
        sha256="cd" * 32,
        notes=noted(record),
    )


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


# -- what others write -----------------------------------------------------------------------------

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc></teiHeader>"


def wrap(body: str, header: str = HEADER) -> str:
    return f'<TEI {NAMESPACE}>{header}<text xml:lang="en"><body>\n{body}\n</body></text></TEI>\n'


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


PARALLEL = f"""<TEI {NAMESPACE}>
<teiHeader><fileDesc><titleStmt>
<title xml:lang="en">The Ferry</title><title xml:lang="ru">Паром</title>
<author>Ivan Petrov</author><respStmt><resp>Translator</resp><name>Ann Lee</name></respStmt>
</titleStmt><publicationStmt><availability><licence>CC BY</licence></availability>
</publicationStmt><sourceDesc><bibl><date when="1911-05"/><biblScope unit="page">12-14</biblScope>
</bibl></sourceDesc></fileDesc></teiHeader>
<text><group>
<text xml:lang="ru"><body><p xml:id="r1">Раз.</p><p xml:id="r2">Два.</p><p xml:id="r3">Три.</p>
</body></text>
<text xml:lang="en"><body><p xml:id="e1">One.</p><p xml:id="e2"><s xml:id="s">Two.</s></p>
<p xml:id="e3">Three.</p></body></text>
</group><back><div><linkGrp>{{}}</linkGrp></div></back></text>
</TEI>
"""


def test_the_header_gives_the_facts() -> None:
    record = read_tei(PARALLEL.replace("{}", ""))
    original, translation = record.texts
    assert (original.language, original.headline) == ("ru", ("Паром",))
    assert (translation.language, translation.headline) == ("en", ("The Ferry",))
    assert (original.authors, translation.translators) == (("Ivan Petrov",), ("Ann Lee",))
    assert original.byline == "Ivan Petrov"
    assert (str(record.date), record.page, record.page_label) == ("1911-05", 12, "12-14")
    assert record.notes == {"rights": ("CC BY",)}
    assert translation.alignment == ()


@pytest.mark.parametrize(
    ("element", "edtf", "written"),
    [
        ('<date when="1917-11-07">7 November 1917</date>', "1917-11-07", ""),
        (
            '<date when="1917-11-07" calendar="#julian">25 October 1917</date>',
            *("1917-11-07", "25 October 1917"),
        ),
        ('<date calendar="#julian">25 October 1917</date>', "1917-11-07", "25 October 1917"),
        ("<date>25 October 1917 (O.S.)</date>", "1917-11-07", "25 October 1917 (O.S.)"),
        ("<date>昭和20年8月15日</date>", "1945-08-15", "昭和20年8月15日"),
        (
            '<date when-custom="1917-10-25" datingMethod="#julian">St Crispin</date>',
            *("1917-11-07", "St Crispin"),
        ),
        ('<date when-custom="195X"/>', "195X", ""),
        ('<date notBefore="1950-03" notAfter="1952">early</date>', "1950-03/1952", "early"),
        ('<date from="1950" to="1952"/>', "1950/1952", ""),
        ('<date notBefore="1848"/>', "1848/..", ""),
        ('<date notAfter="1850-03">spring</date>', "../1850-03", "spring"),
        ('<date from="1848-02-10"/>', "1848-02-10/..", ""),
        ('<date to="1850"/>', "../1850", ""),
        ('<date notBefore="1848" when-custom="1848/"/>', "1848/", ""),
        ("<date>no day</date>", "None", "no day"),
        (
            '<date when="1912-12-11" when-custom="1331-01-01" datingMethod="#cal_islamic">'
            "1 Muḥarram 1331</date>",
            *("1912-12-11", "1 Muḥarram 1331"),
        ),
        (
            '<date when-custom="1331-01-01" datingMethod="#cal_islamic">1 Muḥarram 1331</date>',
            *("None", "1 Muḥarram 1331"),
        ),
        ('<date when-custom="1331" calendar="#hijri">1331</date>', "None", "1331"),
        ('<date calendar="#cal_islamic">1331</date>', "None", "1331"),
        (
            '<date calendar="#cal_islamic">1331</date><date when="1912-12-11"/>',
            *("1912-12-11", "1331"),
        ),
    ],
)
def test_a_date_is_gregorian_and_kept_in_the_words_of_another_calendar(
    element: str, edtf: str, written: str
) -> None:
    bibl = f"<sourceDesc><bibl>{element}</bibl></sourceDesc>"
    record = read_tei(wrap("<p>a</p>").replace("</fileDesc>", f"{bibl}</fileDesc>"))
    assert str(record.date) == edtf
    assert "".join(record.notes.get("date_as_written", ())) == written


def test_a_letter_has_day_and_place_of_its_sending_where_nothing_else_says_them() -> None:
    sent = (
        '<profileDesc><correspDesc><correspAction type="received"><date when="1911"/>'
        '</correspAction><correspAction type="sent"><placeName>Riga</placeName>'
        '<date when="1910-05-02"/></correspAction></correspDesc></profileDesc>'
    )
    letter = wrap("<p>a</p>").replace("</teiHeader>", f"{sent}</teiHeader>")
    record = read_tei(letter)
    assert str(record.date) == "1910-05-02"
    assert record.texts[0].dateline == Dateline(place="Riga")
    bibl = '<sourceDesc><bibl><date when="1958"/></bibl></sourceDesc></fileDesc>'
    assert str(read_tei(letter.replace("</fileDesc>", bibl)).date) == "1958"


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


def sides(links: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    (translation,) = read_tei(PARALLEL.replace("{}", links)).translations
    return [(bead.source, bead.target) for bead in translation.alignment]


def test_translations_into_one_language_are_told_apart_by_their_names() -> None:
    record = read_tei(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>A</title><respStmt><resp when='1891'>translation into en-x-legge</resp>"
        "<name>James Legge</name></respStmt></titleStmt></fileDesc></teiHeader><text><group>"
        '<text xml:lang="zh-Hans"><body><p>道</p></body></text>'
        '<text type="translation" n="legge" xml:lang="en"><body><p>Way</p></body></text>'
        '<text type="translation" xml:id="lee" xml:lang="en"><body><p>Road</p></body></text>'
        "</group></text></TEI>"
    )
    assert [(one.language, one.translators) for one in record.translations] == [
        ("en-x-legge", ("James Legge",)),
        ("en-x-lee", ()),
    ]
    assert record.notes["translated"] == ("en-x-legge: 1891",)


def test_links_are_the_alignment_and_what_they_leave_out_stands_alone() -> None:
    assert sides('<link target="#r1 #e1"/><link target="#r3 #s"/>') == [
        *(((0,), (0,)), ((1,), ()), ((2,), (1,)), ((), (2,))),
    ]


def test_links_that_cross_are_one_bead() -> None:
    crossing = '<link target="#r1 #e2"/><link target="#r2 #e1"/><link target="#r3 #e3"/>'
    assert sides(crossing) == [((0, 1), (0, 1)), ((2,), (2,))]
    assert sides('<link target="#r1 #r2 #e1"/><link target="#gone #e2"/>')[0] == ((0, 1), (0,))


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


BOMB = '<!DOCTYPE TEI [\n<!ENTITY a "b">\n<!ENTITY c "&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'<?xml version="1.0"?>\n{BOMB}{wrap("<p>&c;</p>")}', "x.txt:2: xml: found a DOCTYPE"),
        (f"\n<!ENTITY a SYSTEM 'file:///etc/passwd'>{wrap('')}", "x.txt:2: xml: found a DOCTYPE"),
        (wrap("<p>&nbsp;</p>"), "x.txt:2: xml: found XML with a fault: Entity 'nbsp'"),
        (wrap("<p>a"), "x.txt:3: xml: found XML with a fault"),
        (wrap("<div>\n" * 200 + "</div>" * 200), "xml: found elements more than 100 deep"),
        (wrap("<div>" * 5000), "x.txt:2: xml: found XML with a fault"),
        (
            f"<teiCorpus {NAMESPACE}/>",
            "x.txt:1: xml: found a document that begins",
        ),
        (wrap(""), "x.txt:0: body: found no text"),
        (wrap("<p>a</p>").replace('"en"', '"english"'), "x.txt:1: language: found 'english'"),
        (
            wrap("<p>a</p>").replace(
                "</fileDesc>",
                '<sourceDesc><bibl>\n<date when="1958-13"/></bibl></sourceDesc></fileDesc>',
            ),
            "x.txt:2: date: found '1958-13'",
        ),
        (
            wrap("<p>a</p>").replace(
                "</fileDesc>",
                "<sourceDesc><bibl>\n<date>03/04/1950</date></bibl></sourceDesc></fileDesc>",
            ),
            "may be two days, 1950-04-03 or 1950-03-04 expected a date in @when",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, message: str) -> None:
    assert message in refusal(text, "tei")


def test_no_file_is_included_and_no_entity_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<p>secret</p>", "utf-8")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'
    doctype = f'<!DOCTYPE TEI SYSTEM "{secret}">\n'
    record = read_tei(doctype + wrap(f"<p>a &unknown; b</p>{include}"))
    assert blocks(record.texts[0]) == [("paragraph", "a &unknown; b")]


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


def test_a_file_is_known_by_its_root() -> None:
    for text in (wrap("<p>a</p>"), wrap("<p>a</p>").replace("<TEI", "<!-- a -->\n<TEI")):
        assert recognise(decode(text.encode(), "x.xml")) == ("tei",)
    assert recognise(decode(b"<TEI><text/></TEI>", "x.xml")) == ()


def test_a_space_behind_a_start_tag_is_no_part_of_a_paragraph() -> None:
    body = '<text xml:lang="en"><body><p> The <emph>ferry</emph> came. </p></body></text>'
    record = read_tei(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f"<title>A</title></titleStmt></fileDesc></teiHeader>{body}</TEI>"
    )
    (block,) = record.texts[0].blocks
    assert block.text == "The ferry came."
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["ferry"]


@pytest.mark.parametrize(
    ("lang", "text_lang", "edtf"),
    [("pl", "en", "1918-11-11"), ("", "hr", "1918-10-11"), ("en", "pl", "1918-11-11")],
)
def test_a_date_is_read_in_the_language_around_it(lang: str, text_lang: str, edtf: str) -> None:
    said = f' xml:lang="{lang}"' if lang else ""
    header = HEADER.replace(
        "</titleStmt>",
        f"</titleStmt><sourceDesc><bibl><date{said}>11 listopada 1918</date></bibl></sourceDesc>",
    )
    text = wrap("<p>Tekst.</p>", header).replace('xml:lang="en"', f'xml:lang="{text_lang}"')
    record = read_tei(text)
    assert record.date is not None
    assert record.date.edtf == edtf
