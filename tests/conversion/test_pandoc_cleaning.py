"""What e-books and web pages have besides words: ruby, pictures, bare tags."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from documents.conversion.language_tags import accept_language
from tests.conversion.conftest import Desk
from tests.helpers.pandoc_samples import make

PAGE = """<html lang="ja"><head><meta charset="utf-8"><title>草枕</title></head><body>
<p><img src="cover.jpg"></p>
<p><ruby>山路<rt>やまみち</rt></ruby>を<ruby>登<rp>(</rp><rt>のぼ</rt><rp>)</rp></ruby>る。</p>
<p><ruby><rb>振</rb><rt>ふ<rb>仮名</rb><rt>がな</ruby>。</p>
<p><a href="big.jpg"><img src="small.jpg"></a></p>
<figure><img src="a.jpg" alt="A hill"><figcaption>The hill in spring.</figcaption></figure>
<ul><li>一つ。</li></ul><ul><li>二つ。</li></ul>
</body></html>"""


@pytest.mark.process
def test_a_reading_above_a_word_stands_in_brackets_behind_it(desk: Desk) -> None:
    desk.put("page.ja.html", PAGE)
    desk.convert("page.ja.html")
    text = desk.seeds()["page.md"]
    assert "山路（やまみち）を登(のぼ)る。" in text
    assert "振（ふ）仮名（がな）。" in text


def test_ruby_in_a_table_stands_in_brackets_too(desk: Desk) -> None:
    desk.put("a.csv", "id,title,text\na1,山,<p><ruby>山<rt>やま</rt></ruby>を見る。</p>\n")
    desk.convert("a.csv", "--language", "ja")
    assert "山（やま）を見る。" in desk.seeds()["a1.md"]


@pytest.mark.process
def test_a_picture_without_a_description_is_left_out_and_counted(desk: Desk) -> None:
    desk.put("page.ja.html", PAGE)
    run = desk.convert("page.ja.html")
    assert run.said("2 pictures without a description left out")
    text = desk.seeds()["page.md"]
    assert "cover.jpg" not in text
    assert "small.jpg" not in text
    assert "![A hill](a.jpg)" in text


@pytest.mark.process
def test_a_picture_keeps_its_caption(desk: Desk) -> None:
    desk.put("page.ja.html", PAGE)
    desk.convert("page.ja.html")
    assert "The hill in spring." in desk.seeds()["page.md"]


@pytest.mark.process
def test_what_parts_two_lists_is_no_text(desk: Desk) -> None:
    desk.put("page.ja.html", PAGE)
    desk.convert("page.ja.html")
    text = desk.seeds()["page.md"]
    assert "nbsp" not in text
    assert "<!--" not in text


@pytest.mark.process
def test_an_e_book_has_no_tags_and_its_readings_in_brackets(desk: Desk) -> None:
    """Pandoc leaves the tags of HTML 5 in an e-book, and writes readings on to their words."""
    made = BytesIO(make("epub", "---\ntitle: 草枕\nlang: ja\n---\n\n山路を登る。\n"))
    book = BytesIO()
    with ZipFile(made) as given, ZipFile(book, "w") as changed:
        for member in given.infolist():
            data = given.read(member)
            ruby = "<article><ruby>山路<rt>やまみち</rt></ruby>を登る。</article>"
            changed.writestr(member, data.replace("<p>山路を登る。</p>".encode(), ruby.encode()))
    desk.put("book.epub", book.getvalue())
    desk.convert("book.epub")
    text = desk.seeds()["book.md"]
    assert "山路（やまみち）を登る。" in text
    assert "article" not in text


def test_a_language_outside_the_table_may_be_named(desk: Desk) -> None:
    desk.put("a.csv", "id,title.en,english,lummi\na1,Above,above,se-suk\n")
    run = desk.convert("a.csv", "--map", "lummi=text.str", "--language", "str")
    assert run.status == 0
    assert "## [str]\n\nse-suk\n\n## [en]\n\nabove" in desk.seeds()["a1.md"]
    assert desk.convert("a.csv", "--map", "lummi=text.struct").status == 2
    assert accept_language("x") == ""
