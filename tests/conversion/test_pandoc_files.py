"""Word, EPUB, OpenDocument and HTML files made into seeds, by pandoc."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.conversion.conftest import Desk
from tests.helpers.pandoc_samples import make


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
