"""The Chinese transcription of the People's Daily: header, headline, byline, date."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.blocks import Dateline
from documents.seed_store.files import decode
from documents.seed_store.layouts import parse_file
from tests.helpers.layout_samples import blocks, chinese, fields, original, read, refusal

SEED = Path(__file__).parents[3] / "seeds" / "000_7f36bf76d8e05e4c.txt"
PROSE = "眼看就到了春天，各村都在准备耕种，可是有些村子还没有动起来，干部们应当注意这件事情。"
MORE = "农具的修理是头一件大事，没有农具就不能下地，种子也要早作打算，不能等到谷雨以后。"


def test_the_seed_is_read_whole() -> None:
    record = parse_file(decode(SEED.read_bytes(), SEED.name), "peoples_daily")
    held = record.original
    assert held is not None
    assert held.headline == ("互相学习精神财富　共同进行科学研究", "社会主义国家文化合作蓬勃发展")
    assert (held.language, held.authors, len(held.blocks)) == ("zh-Hans", (), 7)
    assert held.dateline == Dateline("新华社", "莫斯科", "23日")
    (english,) = record.translations
    assert (english.language, len(english.headline), len(english.blocks)) == ("en", 1, 7)
    assert english.dateline == Dateline("Xinhua News Agency", "Moscow", "23rd")
    assert {block.kind for text in record.texts for block in text.blocks} == {"paragraph"}
    assert (str(record.date), record.page, record.page_label) == ("1958-01-24", 6, "第6版")
    assert (record.section, record.column, record.notes) == ("", "", {})
    assert record.not_understood == ()
    assert [line.number for line in record.lines if line.field == "furniture"] == [22, 24, 33, 34]


def test_a_dateline_is_marked_inside_its_paragraph() -> None:
    block = original(SEED.read_text("utf-8")).blocks[0]
    assert block.text.startswith("据新华社莫斯科23日电“真理报”")
    marked = {mark.kind: block.text[mark.start : mark.end] for mark in block.marks}
    assert marked == {
        "dateline": "据新华社莫斯科23日电",
        "agency": "新华社",
        "place": "莫斯科",
        "day": "23日",
    }


def test_the_header_with_every_field() -> None:
    record = read(
        chinese(
            f"    {PROSE}\n",
            author="本报记者　万　宇",
            page="第６版（国际）",
            column="专栏: 今日谈 ",
        )
    )
    assert (record.page, record.page_label, record.section) == (6, "第６版", "国际")
    assert record.column == "今日谈"
    assert record.original is not None
    assert (record.original.byline, record.original.authors) == ("本报记者　万　宇", ("万宇",))
    assert fields(record) == ["title", "author", "date", "page", "column", "blank", "body"]


@pytest.mark.parametrize(
    ("page", "number", "label", "section"),
    [
        ("第6版()", 6, "第6版", ""),
        ("第6版", 6, "第6版", ""),
        ("第4版(国内新闻)", 4, "第4版", "国内新闻"),
        ("第十版", 10, "第十版", ""),
        ("第06版(要闻)", 6, "第06版", "要闻"),
        ("第版()", None, "", ""),
    ],
)
def test_page_lines(page: str, number: int | None, label: str, section: str) -> None:
    record = read(chinese(f"    {PROSE}\n", page=page))
    assert (record.page, record.page_label, record.section) == (number, label, section)


def test_an_article_on_two_pages_keeps_the_line_as_a_note() -> None:
    record = read(chinese(f"    {PROSE}\n", page="第1、3版(要闻)"))
    assert (record.page, record.page_label) == (1, "第1、3版")
    assert record.notes["pages"] == ("第1、3版(要闻)",)


def test_a_header_may_lack_lines() -> None:
    for header in ("1947-03-03\n第2版()", "第2版()\n专栏：", "1947-03-03"):
        record = read(f"### 各村积极救灾\n\n{header}\n\n    {PROSE}\n", "peoples_daily")
        assert record.original is not None
        assert blocks(record.original) == [("paragraph", PROSE)]
        assert record.not_understood == ()


def test_two_ascii_spaces_part_headline_lines_and_an_ideographic_space_does_not() -> None:
    title = "意大利  新年桌边添餐椅　有家人请无家人"
    assert original(chinese(f"    {PROSE}", title=title)).headline == (
        "意大利",
        "新年桌边添餐椅　有家人请无家人",
    )
    assert original(chinese(f"    {PROSE}", title="开馆 　某某到会  三  四  五")).headline == (
        "开馆 　某某到会",
        "三",
        "四",
        "五",
    )


@pytest.mark.parametrize(
    "again",
    [
        "　　春耕以前\n    要做好准备工作\n    王大年\n",
        "    春耕以前　要做好准备工作\n    王　大　年\n",
        "    春耕以前\n    “要做好准备工作”\n",
        "    春耕以前\n",
    ],
)
def test_headline_and_author_said_again_are_taken_off(again: str) -> None:
    text = chinese(f"{again}    {PROSE}\n", title="春耕以前  要做好准备工作", author="王大年")
    assert blocks(original(text)) == [("paragraph", PROSE)]
    assert fields(read(text)).count("furniture") == again.count("\n")


def test_a_line_that_only_begins_like_the_headline_stays() -> None:
    text = chinese("    春耕\n    以前的事，今天不谈。\n", title="春耕以前  要做好准备")
    assert "".join(body for _, body in blocks(original(text))) == "春耕以前的事，今天不谈。"


def test_a_label_at_the_headlines_end_may_be_missing_below() -> None:
    text = chinese(f"    首都之春\n    {PROSE}\n", title="首都之春（图片）")
    assert blocks(original(text)) == [("paragraph", PROSE)]


def test_a_reporters_line_below_the_headline_is_the_byline() -> None:
    text = chinese(f"    各村积极救灾\n    本报记者　王一二\n    {PROSE}\n")
    assert (original(text).byline, original(text).authors) == ("本报记者　王一二", ("王一二",))
    assert blocks(original(text)) == [("paragraph", PROSE)]


def test_the_author_may_stand_on_the_headlines_last_line() -> None:
    text = chinese(f"    各村积极救灾    王大年\n    {PROSE}\n", author="王大年")
    assert blocks(original(text)) == [("paragraph", PROSE)]


def test_a_subtitle_may_stand_between_headline_and_author() -> None:
    text = chinese(f"    各村积极救灾\n    ——见闻\n    王大年\n    {PROSE}\n", author="王大年")
    assert blocks(original(text)) == [("subhead", "——见闻"), ("paragraph", PROSE)]


def test_several_reporters_below_the_headline_are_one_byline() -> None:
    text = chinese(f"    各村积极救灾\n    本报记者　王一二\n    　　　　　李又明\n    {PROSE}\n")
    assert original(text).authors == ("王一二", "李又明")
    assert blocks(original(text)) == [("paragraph", PROSE)]


def test_the_authors_title_said_only_below_the_headline_is_kept() -> None:
    text = chinese(f"    各村积极救灾\n    本报记者 王一二\n    {PROSE}\n", author="王一二")
    assert (original(text).byline, original(text).authors) == ("本报记者 王一二", ("王一二",))
    assert blocks(original(text)) == [("paragraph", PROSE)]


def test_a_title_alone_is_an_article() -> None:
    assert blocks(original(chinese("", title="图片"))) == []


def test_a_second_articles_header_is_refused_with_its_line() -> None:
    text = chinese(f"    {PROSE}\n\n") + chinese(f"    {MORE}\n", title="另一篇")
    assert "x.txt:9: title: found a second article's header, '### 另一篇'" in refusal(text)


def test_two_headers_that_lost_their_headings_are_two_articles() -> None:
    one = f"标题\n\n1947-03-03\n第2版()\n专栏：\n\n    {PROSE}\n\n"
    assert "a second article's header, '标题'" in refusal(one + one)


@pytest.mark.parametrize("date", ["2011-3-38", "一九四七年十三月三日", "1947-03-33"])
def test_an_impossible_date_is_refused_with_its_line(date: str) -> None:
    assert f"x.txt:3: date: found '{date}'" in refusal(chinese(f"    {PROSE}", date=date))


@pytest.mark.parametrize("author", ["王大年\n", "\n", ""])
def test_a_header_that_lost_its_heading_is_read_by_its_date_and_page(author: str) -> None:
    record = read(f"标题  副题\n{author}1947-03-03\n第2版()\n专栏：\n\n    {PROSE}\n")
    assert record.original is not None
    assert record.original.headline == ("标题", "副题")
    assert record.original.byline == author.strip()
    assert blocks(record.original) == [("paragraph", PROSE)]
    assert record.not_understood == ()


def test_a_header_without_heading_and_date_is_refused() -> None:
    message = refusal(f"标题\n\n第2版()\n专栏：\n\n    {PROSE}\n", "peoples_daily")
    assert "x.txt:3: title: found '第2版()' expected a line '### title'" in message


def test_a_stray_header_line_is_kept_as_not_understood() -> None:
    record = read(f"### 标题\n王大年\n某地来稿\n1947-03-03\n第2版()\n专栏：\n\n    {PROSE}\n")
    assert record.not_understood == (3,)
    assert str(record.date) == "1947-03-03"


def test_column_day_and_author_below_the_headline_are_told_apart() -> None:
    head = (
        "    今日谈\n    在大会上的讲话\n            （一九四七年三月二日）\n            王大年\n"
    )
    record = read(
        chinese(
            f"{head}    {PROSE}\n", title="在大会上的讲话", author="王大年", column="专栏：今日谈"
        )
    )
    assert record.original is not None
    assert blocks(record.original) == [("note", "（一九四七年三月二日）"), ("paragraph", PROSE)]
    assert fields(record).count("furniture") == 3


def test_lines_above_the_heading_are_not_taken_for_a_translation() -> None:
    record = read("# 人民日报 1947年3月3日\n\n" + chinese(f"    {PROSE}\n"))
    assert (record.translations, record.not_understood) == ((), (1,))


def test_a_front_matter_is_read_as_fields() -> None:
    matter = "---\ntitle: 各村积极救灾\ndate: 1947-03-03\n---\n\n"
    record = read(matter + chinese("", title="各村积极救灾"))
    assert (record.translations, record.notes) == ((), {"title": ("各村积极救灾",)})
    assert record.not_understood == ()
