"""Documents in TEI become seeds as they are, or a seed for each division that is an article."""

from __future__ import annotations

from documents.seed_store.files import decode
from documents.seed_store.layouts import tei
from documents.seed_store.records import ArticleRecord
from tests.conversion.conftest import Desk

ISSUE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="issue">
<teiHeader><fileDesc><titleStmt><title>The Lamp, no. 3</title></titleStmt>
<publicationStmt><p>Public domain.</p></publicationStmt>
<sourceDesc><biblStruct><monogr><title level="j">The Lamp</title><imprint>
<date when="1911-03-03"/></imprint><biblScope unit="page" from="10" to="13">10-13</biblScope>
</monogr></biblStruct></sourceDesc></fileDesc></teiHeader>
<text xml:lang="ar"><body>
<div type="masthead"><p>السراج</p></div>
<div type="section"><head>أدب</head>
<pb ed="copy" n="900"/><pb n="10"/>
<div type="item" subtype="article" xml:id="first"><head>الفتاة</head><p>كلام.</p>
<pb n="11"/><p>تتمة.</p></div>
<pb ed="copy" n="901"/>
<div type="item" subtype="article"><head>المولد</head><p>نص.</p>
<div type="article"><head>ذيل</head><p>آخر.</p></div></div>
</div>
<div type="item" subtype="article" xml:id="third"><pb n="13"/><head>الختام</head><p>سلام.</p></div>
</body></text></TEI>
"""


def _read(desk: Desk, name: str) -> ArticleRecord:
    path = desk.folder / "seeds" / name
    return tei.parse(decode(path.read_bytes(), name))


def _seeds(desk: Desk) -> list[str]:
    return sorted(one.name for one in (desk.folder / "seeds").glob("*.xml"))


def test_a_document_in_tei_is_a_seed_as_it_is(desk: Desk) -> None:
    desk.put("lamp/issue.xml", ISSUE)
    run = desk.convert("lamp")
    assert run.said("1 record: 1 new")
    assert (desk.folder / "seeds" / "issue.xml").read_bytes() == ISSUE.encode()
    sources = (desk.folder / "seeds" / "sources.toml").read_text()
    assert 'layout = "tei"' in sources
    assert 'languages = ["ar"]' in sources
    assert desk.convert("lamp").said("1 record: 1 unchanged")
    desk.put("lamp/issue.xml", ISSUE.replace("سلام", "السلام"))
    assert desk.convert("lamp").said("1 record: 1 corrected")
    assert _seeds(desk) == ["issue.xml", "issue~2.xml"]


def test_each_division_of_a_type_is_an_article_with_its_own_pages(desk: Desk) -> None:
    desk.put("issue.xml", ISSUE)
    run = desk.convert("issue.xml", "--records", "article")
    assert run.said("3 records: 3 new")
    assert _seeds(desk) == ["issue-2.xml", "issue-first.xml", "issue-third.xml"]
    found = {name: _read(desk, name) for name in _seeds(desk)}
    said = {name: (one.texts[0].title, one.page) for name, one in found.items()}
    assert said == {
        "issue-first.xml": ("الفتاة", 10),
        "issue-2.xml": ("المولد", 11),
        "issue-third.xml": ("الختام", 13),
    }
    assert all(str(one.date) == "1911-03-03" for one in found.values())
    assert [block.text for block in found["issue-2.xml"].texts[0].blocks] == ["نص.", "ذيل", "آخر."]
    assert desk.convert("issue.xml", "--records", "article").said("3 records: 3 unchanged")


def test_a_type_that_no_division_has_names_those_there_are(desk: Desk) -> None:
    desk.put("issue.xml", ISSUE)
    run = desk.convert("issue.xml", "--records", "letter")
    assert run.said(
        "issue.xml: refused: has no div of the type 'letter';"
        " those that it has: article, item, masthead, section"
    )


def test_tei_stands_beside_other_forms(desk: Desk) -> None:
    desk.put("mixed/issue.xml", ISSUE)
    desk.put("mixed/note.en.md", "# A Note\n\nWords.\n")
    desk.put("mixed/odd.xml", "<other/>")
    run = desk.convert("mixed")
    assert run.said("2 records: 2 new")
    assert run.said("odd.xml (of XML convert reads TEI P5 and Zotero RDF (.rdf)): skipped")
    sources = (desk.folder / "seeds" / "sources.toml").read_text()
    assert 'layout = ["document", "tei"]' in sources


def test_broken_tei_is_refused_with_its_line(desk: Desk) -> None:
    desk.put("a/issue.xml", ISSUE.replace("<p>نص.</p>", "<p>نص."))
    run = desk.convert("a")
    assert run.status == 1
    assert run.said("issue.xml: refused: line ")


def test_names_of_elements_that_are_none_spoil_no_document(desk: Desk) -> None:
    odd = ISSUE.replace('xml:id="first"', 'xml:id="a:1"').replace(
        "<p>كلام.", '<p xml:id="third">كلام.'
    )
    desk.put("b/issue.xml", odd)
    assert desk.convert("b").said("1 record: 1 new")
    pointed = odd.replace("<p>تتمة.", '<p><ref target="#third">انظر</ref> تتمة.')
    desk.put("c/issue.xml", pointed)
    assert desk.convert("c").said("issue.xml: refused: line ")
