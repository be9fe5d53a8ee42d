"""Texts in files of their own: pairs, Word, EPUB, HTML; bibliographies with files beside them."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pypandoc
import pytest

from documents.conversion.text_groups import group_files
from tests.conversion.conftest import Desk

BILINGUAL = """---
title: 论合作
author: 甲木
---

第一段。

The *first* [link](http://example.org/a).[^1]

第二段，较长的一段。

The second, a longer one.

+----------+----------+
| 表中一段 | A cell   |
|          |          |
| 又一段   | Another  |
+----------+----------+

[^1]: A note.
"""


def make(form: str, text: str = BILINGUAL) -> bytes:
    """A file as pandoc writes it."""
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-s", "-t", form, "-o", "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("names", "identities"),
    [
        (["treaty.zh-Hans.md", "treaty.en.md"], ["treaty"]),
        (["treaty.md", "treaty.en.txt"], ["treaty"]),
        (["treaty_zh.txt", "treaty_en.txt"], ["treaty"]),
        (["en/treaty.txt", "zh/treaty.txt"], ["treaty"]),
        (["a/x.en.md", "b/x.en.md"], ["a/x", "b/x"]),
        (["war-on-no.txt"], ["war-on-no"]),
        (["letter.v2.txt"], ["letter.v2"]),
    ],
)
def test_files_that_differ_in_language_alone_are_one_record(
    names: list[str], identities: list[str]
) -> None:
    assert [group.identity for group in group_files(names)] == identities


def test_a_pair_of_files_is_one_seed(desk: Desk) -> None:
    desk.put("t/treaty.zh-Hans.md", "---\ndate: 1958-1-2\n---\n# 条约\n\n第一*条*。\n")
    desk.put("t/treaty.en.txt", "The Treaty\n\nThe *first*\narticle, of\n\n# many\n")
    assert desk.convert("t").status == 0
    front, texts = desk.read("treaty.md")
    assert front["title"] == {"zh-Hans": "条约", "en": "The Treaty"}
    assert front["date"] == "1958-01-02"
    origin = front["origin"]
    assert isinstance(origin, dict)
    assert {origin["file"], *origin["others"]} == {"treaty.zh-Hans.md", "treaty.en.txt"}
    assert "## [zh-Hans]\n\n第一*条*。" in texts
    assert "\\# many" in texts


def test_the_original_of_a_pair_may_be_named(desk: Desk) -> None:
    desk.put("t/a.ru.txt", "Один\n\nПервый.\n")
    desk.put("t/a.en.txt", "One\n\nFirst.\n")
    desk.convert("t", "--language", "ru")
    assert desk.seeds()["a.md"].index("## [ru]") < desk.seeds()["a.md"].index("## [en]")


@pytest.mark.process
@pytest.mark.parametrize("form", ["docx", "epub", "html", "odt"])
def test_pandocs_files_keep_words_notes_and_tables(desk: Desk, form: str) -> None:
    desk.put(f"work.{form}", make(form))
    run = desk.convert(f"work.{form}", "--language", "zh-Hans")
    assert run.status == 0
    seed = desk.seeds()["work.md"]
    for part in (
        "甲木",
        "第一段。",
        "*first*",
        "A note.",
        "表中一段",
        "又一段",
        "A cell",
        "Another",
    ):
        assert part in seed
    assert "[TABLE]" not in seed


@pytest.mark.process
def test_two_languages_in_one_file_are_parted_by_script(desk: Desk) -> None:
    desk.put("work.docx", make("docx"))
    told = desk.convert("work.docx")
    assert told.status == 1
    assert told.said("--split zh-Hans,en would part them")
    assert desk.convert("work.docx", "--split", "zh-Hans,en").status == 0
    front, texts = desk.read("work.md")
    assert front["title"] == {"zh-Hans": "论合作"}
    _, chinese, english = texts.split("\n## [")
    assert "又一段" in chinese
    assert "first" not in chinese
    assert "Another" in english
    assert "段" not in english


@pytest.mark.process
def test_a_table_of_two_columns_and_lines_in_turn_are_parted_too(desk: Desk) -> None:
    text = "| 中文 | English |\n|---|---|\n| 第一段。 | The first. |\n\n第二段。\\\nThe second.\n"
    desk.put("work.docx", make("docx", text))
    assert desk.convert("work.docx").said("--split zh-Hans,en would part them")
    assert desk.convert("work.docx", "--split", "zh,en").status == 0
    _, texts = desk.read("work.md")
    assert texts == (
        "\n## [zh-Hans]\n\n第一段。\n\n第二段。\n\n## [en]\n\nThe first.\n\nThe second.\n"
    )


@pytest.mark.process
@pytest.mark.parametrize(
    ("first", "title", "text"),
    [
        ("<p>On <em>Roads</em></p>", "On Roads", "Roads are long."),
        ("<p>Roads begin here.</p>", "a", "Roads begin here.\n\nRoads are long."),
        ("<h1>Of Roads</h1>", "Of Roads", "Roads are long."),
    ],
)
def test_a_document_whose_head_says_no_title_begins_with_it(
    desk: Desk, first: str, title: str, text: str
) -> None:
    desk.put("a.en.html", f"<body>{first}<p>Roads are long.</p></body>")
    assert desk.convert("a.en.html").status == 0
    front, body = desk.read("a.md")
    assert front["title"] == {"en": title}
    assert body.strip() == f"## [en]\n\n{text}"


@pytest.mark.process
def test_a_date_of_dublin_core_is_the_date(desk: Desk) -> None:
    head = '<title>T</title><meta name="dcterms.date" content="24 January 1958">'
    desk.put("a.en.html", f"<head>{head}</head><body><p>Roads are long.</p></body>")
    desk.convert("a.en.html")
    assert desk.read("a.md")[0]["date"] == "1958-01-24"


@pytest.mark.process
def test_html_runs_nothing_and_fetches_nothing(desk: Desk) -> None:
    desk.put(
        "a.en.html",
        "<title>T</title><script>alert(1)</script><p>Text &lt;b&gt; *x*</p>"
        '<img src="file:///etc/passwd" alt="A picture"><iframe src="http://localhost/"></iframe>',
    )
    assert desk.convert("a.en.html").status == 0
    seed = desk.seeds()["a.md"]
    assert "alert" not in seed
    assert "root:" not in seed
    assert "Text \\<b\\> \\*x\\*" in seed


@pytest.mark.process
@pytest.mark.parametrize("name", ["a.docx", "a.epub", "a.odt"])
def test_a_broken_file_is_refused_and_the_others_are_written(desk: Desk, name: str) -> None:
    whole = make(name.partition(".")[2])
    for number, content in enumerate((whole[: len(whole) // 2], b"", b"PK\x03\x04 no")):
        desk.put(f"t/{number}-{name}", content)
    desk.put("t/good.en.txt", "Good\n\nText.\n")
    run = desk.convert("t")
    assert run.status == 1
    assert run.lines[-1] == "4 records: 1 new, 3 refused"


def test_a_word_file_that_unpacks_without_end_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.conversion.input_files.SMALL_UNPACKED", 1 << 20)
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (2 << 20))
    desk.put("a.docx", held.getvalue())
    run = desk.convert("a.docx")
    assert run.status == 1
    assert run.said("larger than is read here")


def test_without_pandoc_the_way_out_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise OSError("No pandoc was found")

    from documents.conversion import pandoc

    pandoc.find_pandoc.cache_clear()
    monkeypatch.setattr("pypandoc.get_pandoc_path", missing)
    desk.put("a.en.html", "<p>Text")
    run = desk.convert("a.en.html")
    pandoc.find_pandoc.cache_clear()
    assert run.status == 1
    assert run.said("need pandoc")
    assert run.said("pypandoc-binary")


def test_front_matter_with_a_fault_names_its_line(desk: Desk) -> None:
    desk.put("a.en.md", "---\ntitle: A\ndate: [1958\n---\nText.\n")
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said("a.en.md: refused: a.en.md:")
    assert run.said("front matter")


def test_front_matter_that_grows_without_end_is_refused(desk: Desk) -> None:
    lines = ["a: &a [x, x]", *(f"b{n}: &b{n} [*a, *a]" for n in range(9))]
    desk.put("a.en.md", "---\n" + "\n".join(lines) + "\n---\nText.\n")
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said("has an alias")


# -- bibliographies --------------------------------------------------------------------------------

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


def test_links_that_lead_out_or_round_are_skipped_by_name(desk: Desk) -> None:
    outside = desk.folder / "outside.txt"
    outside.write_text("not for publication")
    desk.put("in/a/x.txt", "One\n\nText.\n")
    for name, target in (
        *(("round.txt", "round.txt"), ("a/up", ".."), ("out.txt", outside)),
        *(("out", desk.folder), ("again.txt", "a/x.txt")),
    ):
        (desk.folder / "in" / name).symlink_to(target)
    said = desk.convert("in", "--language", "en")
    assert sorted(desk.seeds()) == ["a-x.md", "again.md"]
    assert [line for line in said.lines if line.endswith("skipped")] == [
        f"{name} (a link to no file of the folder): skipped"
        for name in ("a/up", "out", "out.txt", "round.txt")
    ]


def test_front_matter_in_toml_gives_the_same_fields(desk: Desk) -> None:
    head = 'title = "On Roads"\ndate = 1917-09-15\ndraft = false\npage = 3\ntags = ["a", "b"]'
    desk.put("a.en.md", f"+++\n{head}\n+++\n\nRoads are long.\n")
    assert desk.convert("a.en.md").status == 0
    facts, body = desk.read("a.md")
    assert facts["title"] == {"en": "On Roads"}
    assert (facts["date"], facts["tags"]) == ("1917-09-15", ["a", "b"])
    assert str(facts["page"]) == "3"
    assert "title" not in body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: On Roads\ndate: 1917\n\nRoads", "a.en.md:1: front matter without an end"),
        ('+++\ntitle = "On Roads"\n\nRoads', "close it with a line +++"),
        ("+++\ntitle = On Roads\n+++\nRoads", "(at line 1, column 9), below the line +++"),
    ],
)
def test_front_matter_that_is_broken_is_never_taken_for_text(
    desk: Desk, text: str, said: str
) -> None:
    desk.put("a.en.md", text)
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said(said)
    assert desk.seeds() == {}


def test_texts_whose_endings_are_their_languages_are_one(desk: Desk) -> None:
    desk.put("corpus/talk.1957.de", "Die Berge.\nDer Fluss.\n")
    desk.put("corpus/talk.1957.fr", "Les montagnes.\nLe fleuve.\n")
    desk.put("corpus/script.pl", "print 1;\n")
    run = desk.convert("corpus", "--language", "fr")
    assert run.said("1 record: 1 new")
    assert run.said("script.pl (a text in a language? nothing of that name in another lies beside")
    text = desk.seeds()["talk.1957.md"]
    assert text.endswith(
        "## [fr]\n\nLes montagnes.\n\nLe fleuve.\n\n## [de]\n\nDie Berge.\n\nDer Fluss.\n"
    )


def test_a_folder_without_texts_names_what_it_has(desk: Desk) -> None:
    for name in ("a.py", "b.js"):
        desk.put(f"code/{name}", "x")
    run = desk.convert("code")
    assert run.status == 2
    assert run.said(": it has a.py, b.js")


def make_word(parts: dict[str, str]) -> bytes:
    """A Word file with further parts, or with others in their place."""
    made = BytesIO()
    with ZipFile(BytesIO(make("docx", "Text."))) as given, ZipFile(made, "w") as written:
        for name in given.namelist():
            data = given.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml" and (body := parts.get(name)):
                data = data.replace("<w:body>", f"<w:body>{body}")
            elif name in parts:
                data = parts[name]
            written.writestr(name, data.encode("utf-8", "surrogateescape"))
        for name in set(parts) - set(given.namelist()):
            written.writestr(name, parts[name])
    return made.getvalue()


@pytest.mark.process
def test_what_a_word_file_has_beside_its_text_is_told(desk: Desk) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">The crop was </w:t></w:r>'
        '<w:del w:id="1" w:author="E"><w:r><w:delText>poor</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="E"><w:r><w:t>good</w:t></w:r></w:ins></w:p>'
        "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>"
    )
    comments = '<w:comments><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'
    desk.put(
        "a.en.docx",
        make_word(
            {
                "word/document.xml": body,
                "word/comments.xml": comments,
                "word/header1.xml": "<w:hdr><w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>",
            }
        ),
    )
    run = desk.convert("a.en.docx")
    assert run.status == 0, run.lines
    assert "The crop was good" in desk.seeds()["a.md"]
    assert run.said("2 tracked changes read as accepted; 2 comments left out; 1 text box left out")
    assert run.said("headers and footers left out")


@pytest.mark.process
def test_a_title_goes_before_the_heading_of_a_section(desk: Desk) -> None:
    desk.put("a.en.docx", make("docx", "---\ntitle: Report\n---\n\n# Introduction\n\nText.\n"))
    desk.convert("a.en.docx")
    front, texts = desk.read("a.md")
    assert front["title"] == {"en": "Report"}
    assert texts == "\n## [en]\n\n# Introduction\n\nText.\n"


@pytest.mark.process
def test_a_heading_goes_before_the_title_in_the_head_of_a_page(desk: Desk) -> None:
    desk.put("a.en.html", "<html><head><title>My Site</title></head><h1>Roads</h1><p>Long.</p>")
    desk.convert("a.en.html")
    front, _ = desk.read("a.md")
    assert (front["title"], front["title in its head"]) == ({"en": "Roads"}, "My Site")


@pytest.mark.process
def test_of_a_folder_with_split_files_those_whose_names_say_a_language_stay_whole(
    desk: Desk,
) -> None:
    desk.put("w/report (EN).docx", make("docx", "# Report\n\nThe hsien 县.\n"))
    desk.put("w/report (FR).docx", make("docx", "# Rapport\n\nLe riz.\n"))
    both = "**致领事函**\n\n来函敬悉。\n\n**Letter to the Consul**\n\nYour letter has come.\n"
    desk.put("w/letter.docx", make("docx", both))
    run = desk.convert("w", "--split", "zh,en")
    assert run.status == 0, run.lines
    assert "The hsien 县." in desk.seeds()["report.md"]
    front, texts = desk.read("letter.md")
    assert front["title"] == {"zh-Hans": "致领事函", "en": "Letter to the Consul"}
    assert texts == "\n## [zh-Hans]\n\n来函敬悉。\n\n## [en]\n\nYour letter has come.\n"
