"""Bibliographies with texts beside them: Zotero RDF and CSL JSON."""

from __future__ import annotations

import json

import pytest

from tests.conversion.conftest import Desk

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:link="http://purl.org/rss/1.0/modules/link/">
 <bib:Article rdf:about="#item_19"><z:itemType>newspaperArticle</z:itemType>
  <dcterms:isPartOf><bib:Newspaper><dc:title>Evening Paper</dc:title></bib:Newspaper>
  </dcterms:isPartOf>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>甲</foaf:surname>
   <foaf:givenName>木</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <link:link rdf:resource="#item_20"/><link:link rdf:resource="#item_21"/>
  <link:link rdf:resource="#item_22"/><link:link rdf:resource="#item_23"/>
  <dc:title>论合作</dc:title><dc:date>1958-1-24</dc:date><z:language>zh-CN</z:language>
 </bib:Article>
 <z:Attachment rdf:about="#item_20"><rdf:resource rdf:resource="files/20/a.zh.txt"/></z:Attachment>
 <z:Attachment rdf:about="#item_21"><rdf:resource rdf:resource="files/21/b.en.txt"/></z:Attachment>
 <z:Attachment rdf:about="#item_22"><rdf:resource rdf:resource="files/22/scan.pdf"/></z:Attachment>
 <z:Attachment rdf:about="#item_23"><rdf:resource rdf:resource="../../secret.txt"/></z:Attachment>
</rdf:RDF>
"""


def test_zoteros_items_take_their_attachments_for_texts(desk: Desk) -> None:
    desk.put("secret.txt", "Secret\n\nNothing to see.\n")
    desk.put("z/lib/lib.rdf", RDF)
    desk.put("z/lib/files/20/a.zh.txt", "第一段。\n")
    desk.put("z/lib/files/21/b.en.txt", "On Co-operation\n\nThe first.\n")
    desk.put("z/lib/files/22/scan.pdf", b"%PDF")
    desk.put("z/lib/stray.txt", "Stray.\n")
    run = desk.convert("z/lib/lib.rdf")
    assert run.status == 0
    assert run.said("stray.txt: no record names it: left out")
    assert run.said("scan.pdf: holds no text that is read here: left out")
    assert run.said("../../secret.txt: lies outside the folder: left out")
    front, texts = desk.read("item_19.md")
    assert front["title"] == {"zh-Hans": "论合作", "en": "On Co-operation"}
    assert front["authors"] == ["甲木"]
    assert front["date"] == "1958-01-24"
    assert front["source"] == "evening-paper"
    assert texts == "\n## [zh-Hans]\n\n第一段。\n\n## [en]\n\nThe first.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (RDF[: len(RDF) // 2], "no whole XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + RDF, "declares entities"),
        ("<a><b/></a>", "is no RDF"),
        ("<a>" * 100_000, "no whole XML"),
        ("", "no whole XML"),
    ],
)
def test_hostile_or_broken_rdf_is_refused(desk: Desk, content: str, said: str) -> None:
    desk.put("lib.rdf", content)
    run = desk.convert("lib.rdf")
    assert run.status == 1
    assert run.said(said)


def test_csl_items_take_the_files_of_their_names(desk: Desk) -> None:
    items = [
        {
            "id": "http://zotero.org/users/1/items/jia1958",
            "type": "article-newspaper",
            "title": "论合作",
            "author": [{"family": "甲", "given": "木"}, {"family": "Doe", "given": "Jane"}],
            "issued": {"date-parts": [["1958", 1, 24]]},
            "container-title": "Evening Paper",
            "page": "6",
            "language": "zh",
        },
        {"id": "none", "type": "book", "title": "None", "issued": {"raw": "1958"}},
    ]
    desk.put("c/works.json", json.dumps(items, ensure_ascii=False))
    desk.put("c/texts/jia1958.zh.txt", "第一段。\n")
    desk.put("c/texts/jia1958.en.md", "# On Co-operation\n\nThe first.\n")
    run = desk.convert("c")
    assert run.status == 1
    assert run.said("works.json: item 2: refused: no text")
    front, _ = desk.read("jia1958.md")
    assert front["authors"] == ["甲木", "Jane Doe"]
    assert front["date"] == "1958-01-24"
    assert front["page"] == "6"
    assert front["title"] == {"zh-Hans": "论合作", "en": "On Co-operation"}
