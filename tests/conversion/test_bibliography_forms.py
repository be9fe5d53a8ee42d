"""RIS and BibTeX with attachments, and what Zotero keeps beside an item."""

from __future__ import annotations

import pytest

from documents.conversion.latex_text import read_latex
from tests.conversion.conftest import Desk

RIS = """TY  - PCOMM
ID  - wang1936
TI  - Lettre au consul
AU  - 王, 大河
A2  - Lefèvre, Marie
DA  - 1936/04/02/
PY  - 1936
KW  - digues
KW  - Tientsin
N1  - Papier jauni,
deux feuilles
L1  - files/12/lettre.fr.txt
L1  - files/12/lettre.zh.txt
ER  -

TY  - NEWS
TI  - Les digues
AU  - Dupont, Jean
T2  - Journal de Tientsin
DA  - 1936/05//spring
SP  - 3
EP  - 4
L2  - files/13/snapshot.md
ER  - \r
"""
BIB = r"""@string{jdt = {Journal de } # "Tientsin"}
@comment{nothing}
@letter{wang1936,
  title = {Lettre au {Consul}}, language = {zh},
  author = {王, 大河}, recipient = {Lef{\`e}vre, Marie}, month = apr, year = 1936,
  keywords = {digues, Tientsin}, note = {Papier jauni, deux feuilles},
  file = {fr:files/12/lettre.fr.txt:text/plain;zh\: orig:files/12/lettre.zh.txt:text/plain},
}
@article{dupont, title = "Les {"}digues{"}", author = {Dupont, Jean and {Havas and Co.}},
  journal = jdt, date = {1936-05}, pages = {3--4}, file = {files/13/snapshot.md} }
"""


def put_files(desk: Desk) -> None:
    desk.put("lib/files/12/lettre.fr.txt", "La digue est réparée.\n")
    desk.put("lib/files/12/lettre.zh.txt", "河堤已修。\n")
    desk.put("lib/files/13/snapshot.md", "---\nlang: fr\n---\nLes digues sont vieilles.\n")


def test_references_of_ris_take_their_attachments_for_texts(desk: Desk) -> None:
    put_files(desk)
    desk.put("lib/lib.ris", "\ufeff" + RIS)
    run = desk.convert("lib")
    assert run.status == 0, run.lines
    front, texts = desk.read("wang1936.md")
    assert front["title"] == {"fr": "Lettre au consul"}
    assert front["authors"] == ["王大河"]
    assert front["date"] == "1936-04-02"
    assert front["secondary authors"] == ["Marie Lefèvre"]
    assert front["keywords"] == ["digues", "Tientsin"]
    assert front["notes"] == "Papier jauni,\ndeux feuilles"
    assert "## [zh-Hans]\n\n河堤已修。" in texts
    front, _ = desk.read("lib-2.md")
    assert (front["source"], front["page"], front["date"]) == (
        "journal-de-tientsin",
        "3–4",
        "1936-05",
    )
    assert front["notes"] == "date: spring"
    assert run.said("journal-de-tientsin (newspaper)")


def test_entries_of_bibtex_take_their_attachments_for_texts(desk: Desk) -> None:
    put_files(desk)
    desk.put("lib/lib.bib", BIB)
    run = desk.convert("lib")
    assert run.status == 0, run.lines
    front, texts = desk.read("wang1936.md")
    assert front["title"] == {"fr": "Lettre au Consul"}
    assert front["authors"] == ["王大河"]
    assert front["date"] == "1936-04"
    assert front["recipient"] == "Lefèvre, Marie"
    assert "## [zh-Hans]\n\n河堤已修。" in texts
    front, _ = desk.read("dupont.md")
    assert front["title"] == {"fr": 'Les "digues"'}
    assert front["authors"] == ["Jean Dupont", "Havas and Co."]
    assert (front["source"], front["page"]) == ("journal-de-tientsin", "3–4")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ris", "AU  - Doe\n", "a.ris:1: expected a line TY  - before AU"),
        ("a.ris", "hello\n", "a.ris:1: is no line of RIS"),
        ("a.ris", "TY  - BOOK\nTI  - A\n", "a.ris:1: this reference has no line ER  -"),
        ("a.ris", "TY  - BOOK\nTY  - BOOK\n", "a.ris:2: a reference begins before"),
        ("a.ris", "", "has no references"),
        ("a.bib", "@book{a, title = {A\n", "a.bib:1: the entry that begins here: a brace"),
        ("a.bib", "\n@book{a, title = }\n", "a.bib:2: the entry that begins here: a field has no"),
        ("a.bib", '@book{a, title = "A\n', "a quotation mark is not closed"),
        ("a.bib", "@book{a title}\n", "an entry needs a key and a comma"),
        ("a.bib", "@book{a, title = {A}; year = 1}\n", "expected a field"),
        ("a.bib", "nothing\n", "has no entries"),
        ("a.bib", "@book{a, title = " + "{" * 100_000, "a brace { is not closed"),
    ],
)
def test_a_broken_bibliography_names_its_line(
    desk: Desk, name: str, content: str, said: str
) -> None:
    desk.put(name, content)
    run = desk.convert(name)
    assert run.status == 1
    assert run.said(said)


def test_an_entry_without_files_takes_those_of_its_key(desk: Desk) -> None:
    desk.put("lib/a.bib", "@misc{doe1936, title = {A}, year = {1936}}")
    desk.put("lib/doe1936.en.txt", "Text.\n")
    assert desk.convert("lib").status == 0
    assert "Text." in desk.seeds()["doe1936.md"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"{\'e}t{\'{e}} \'Etude \c{c}a {\v s}", "été Étude ça š"),
        (r"Stra{\ss}e, \O re, {\L}{\'o}d{\'z}", "Straße, Øre, Łódź"),
        (r"\textit{On} \& 5\% of~it", "On & 5% of it"),
        (r"na{\"\i}f", "naïf"),
        (r"\unknown{x}", r"\unknownx"),
    ],
)
def test_latex_is_read_as_plain_text(written: str, read: str) -> None:
    assert read_latex(written) == read


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/">
 <bib:Letter rdf:about="http://a.example/index.html"><z:itemType>letter</z:itemType>
  <dcterms:isReferencedBy rdf:resource="#item_20"/><link:link rdf:resource="#item_12"/>
  <dc:title>First</dc:title></bib:Letter>
 <bib:Letter rdf:about="http://b.example/index.html"><z:itemType>letter</z:itemType>
  <link:link rdf:resource="#item_12"/><dc:title>Second</dc:title></bib:Letter>
 <bib:Memo rdf:about="#item_20"><rdf:value>&lt;p&gt;Yellow paper&lt;/p&gt;</rdf:value></bib:Memo>
 <z:Attachment rdf:about="#item_12"><rdf:resource rdf:resource="files/12/a.en.txt"/></z:Attachment>
</rdf:RDF>
"""


def test_notes_of_zotero_are_read_and_addresses_that_end_alike_told_apart(desk: Desk) -> None:
    desk.put("lib/lib.rdf", RDF)
    desk.put("lib/files/12/a.en.txt", "Text.\n")
    run = desk.convert("lib")
    assert run.status == 0, run.lines
    seeds = list(desk.seeds().values())
    assert len(seeds) == 2
    assert sum("notes: Yellow paper" in seed for seed in seeds) == 1


def test_the_seeds_beside_a_bibliography_are_no_texts_of_its_items(desk: Desk) -> None:
    desk.put("a.bib", "@misc{doe1936, title = {A}, year = {1936}}")
    desk.put("doe1936.en.txt", "Text.\n")
    assert desk.convert("").said("1 new")
    again = desk.convert("")
    assert again.said("1 unchanged")
    assert not again.said("doe1936.md: no record")
