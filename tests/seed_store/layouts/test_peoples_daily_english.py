"""The English half above a Chinese one, and what the two must agree on."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from tests.helpers.layout_samples import (
    bilingual,
    blocks,
    chinese,
    fields,
    original,
    read,
    refusal,
    translation,
)

PROSE = "The villages are helping with relief, and the cadres have gone to the countryside for it."
ZH = chinese("    【本市讯】各村积极展开救灾工作，干部带头下乡帮助灾民，已有二十余村完成。\n")


@pytest.mark.parametrize(
    "header",
    [
        "Title: A: “B” #1\nAuthor: \nDate: 1947-03-03\nPage: 2\n",
        "date：1947年3月3日\npage： 02\ntitle：A: “B” #1\n",
        "Title: A: “B” #1\nTitle: A: “B” #1\nPage: 第2版\n",
        "**Title:** A: “B” #1\n\nDate: 1947\n",
        "TITLE: A: “B” #1\n",
    ],
)
def test_fields_in_any_order_doubled_missing_or_wide(header: str) -> None:
    record = read(bilingual(PROSE, ZH, header=header))
    assert record.translations[0].headline == ("A: “B” #1",)
    assert (str(record.date), record.page) == ("1947-03-03", 2)
    assert record.not_understood == ()


def test_a_second_headline_line_stands_between_fields() -> None:
    text = bilingual(PROSE, ZH, header="Title: First Line\nSecond Line\nAuthor: \n")
    assert translation(text).headline == ("First Line", "Second Line")


def test_other_fields_become_notes() -> None:
    record = read(bilingual(PROSE, ZH, header="Title: A\nColumn: Letters\nSection: World\n"))
    assert record.notes == {"column": ("Letters",), "section": ("World",)}


def test_a_doubled_field_that_says_two_things_is_refused() -> None:
    message = refusal(bilingual(PROSE, ZH, header="Title: A\nTitle: B\n"))
    assert "x.txt:2: title: found a second Title, 'B'" in message


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Zhang San", ("Zhang San",)),
        ("Zhang San, Li Si and Wang Wu", ("Zhang San", "Li Si", "Wang Wu")),
        ("By our reporter Zhang San", ("Zhang San",)),
        ("N/A", ()),
    ],
)
def test_english_authors(byline: str, authors: tuple[str, ...]) -> None:
    text = translation(bilingual(PROSE, ZH, header=f"Title: A\nAuthor: {byline}\n"))
    assert (text.byline, text.authors) == (byline, authors)


@pytest.mark.parametrize(
    "seam", ["<hr />\nOriginal:", "---\n### Original", "***\n\n<hr>\n原文：", ""]
)
def test_the_seam_between_the_halves_varies(seam: str) -> None:
    record = read(f"Title: A\n\n{PROSE}\n\n{seam}\n\n{ZH}")
    assert blocks(record.translations[0]) == [("paragraph", PROSE)]
    assert record.original is not None
    assert record.not_understood == ()


def test_rules_and_headings_inside_the_english_body() -> None:
    text = bilingual(f"{PROSE}\n\n<hr />\n\n### A Heading\n\n{PROSE}", ZH)
    assert blocks(translation(text)) == [
        ("paragraph", PROSE),
        ("subhead", "A Heading"),
        ("paragraph", PROSE),
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The villages are helping with the relief work, and the cadres have gone to\n"
        "the countryside to help the people who suffered from the flood of the last\n"
        "year, which has now been finished."
    )
    assert blocks(translation(bilingual(wrapped, ZH))) == [
        ("paragraph", wrapped.replace("\n", " "))
    ]


def test_single_line_ends_may_part_paragraphs() -> None:
    text = translation(bilingual(f"{PROSE}\n{PROSE}\nThird.", ZH))
    assert [body for _, body in blocks(text)] == [PROSE, PROSE, "Third."]


def test_markdown_lists_tables_and_quotations_keep_their_lines() -> None:
    text = bilingual(f"{PROSE} **bold**.\n\n- one\n- two\n\n| a | b |\n| 1 | 2 |\n\n> Said he.", ZH)
    assert blocks(translation(text)) == [
        ("paragraph", f"{PROSE} **bold**."),
        ("list", "- one\n- two"),
        ("table", "| a | b |\n| 1 | 2 |"),
        ("quotation", "Said he."),
    ]


def test_entities_are_decoded() -> None:
    assert blocks(translation(bilingual("Tom &amp; Jerry&#8217;s.", ZH)))[0][1] == "Tom & Jerry’s."


def test_headline_and_author_said_again_are_taken_off() -> None:
    text = bilingual(f"**Villages Help**\n\nBy Li Si\n\n{PROSE}", ZH)
    text = text.replace("Author: ", "Author: Li Si", 1)
    assert blocks(translation(text)) == [("paragraph", PROSE)]


def test_the_author_said_again_without_a_title_is_taken_off() -> None:
    text = bilingual(f"By Li Si\n\n{PROSE}", ZH, header="Title: A\nAuthor: Li Si, Our Reporter\n")
    assert blocks(translation(text)) == [("paragraph", PROSE)]
    assert translation(text).authors == ("Li Si",)


@pytest.mark.parametrize("nothing", ["Unknown", "N/A", "不详"])
def test_a_field_that_says_it_is_unknown_says_nothing(nothing: str) -> None:
    header = f"Title: A\nDate: {nothing}\nPage: {nothing}\n"
    record = read(bilingual(PROSE, ZH, header=header))
    assert (str(record.date), record.page, record.notes) == ("1947-03-03", 2, {})
    record = read(f"{header}\n{PROSE}\n", "peoples_daily")
    assert (record.date, record.page, record.page_label) == (None, None, "")


def test_a_title_left_in_chinese_is_a_note_and_no_english_headline() -> None:
    record = read(bilingual(PROSE, ZH, header="Title: 各村积极救灾\nDate: 1947-03-03\n"))
    assert record.translations[0].headline == ()
    assert record.notes == {"title": ("各村积极救灾",)}


def test_news_items_set_off_by_bullets_are_paragraphs() -> None:
    text = bilingual(f"• {PROSE}\n• {PROSE}", ZH)
    assert blocks(translation(text)) == [("paragraph", f"• {PROSE}")] * 2


def test_signatures_and_subheads() -> None:
    text = bilingual(f"{PROSE}\n\nI. The Tools\n\n{PROSE}\n\nYang Xiufeng\n\nMay 15", ZH)
    assert [block for block in blocks(translation(text)) if block[0] != "paragraph"] == [
        ("subhead", "I. The Tools"),
        ("signature", "Yang Xiufeng\nMay 15"),
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "I'm sorry, but I cannot translate this text.",
        "I cannot assist with that request.",
        "[No translation available]",
        "各村积极展开救灾工作，干部带头下乡帮助灾民。",
    ],
)
def test_what_stands_in_a_translations_place_is_a_note_and_no_translation(remark: str) -> None:
    record = read(bilingual(remark, ZH))
    assert record.translations == ()
    assert record.notes == {"translation": (remark,), "title": ("Villages Help",)}
    assert "translation" in fields(record)


def test_an_announcement_is_taken_off_the_translation() -> None:
    remark = "Here is the English translation of the article:"
    record = read(bilingual(f"{remark}\n\n{PROSE}", ZH))
    assert blocks(record.translations[0]) == [("paragraph", PROSE)]
    assert record.notes["translation"] == (remark,)


def test_either_half_may_be_missing() -> None:
    record = read(bilingual("", ZH))
    assert (record.translations, record.notes["title"]) == ((), ("Villages Help",))
    record = read(bilingual(PROSE, ""))
    assert (record.original, record.language, len(record.translations)) == (None, "zh-Hans", 1)
    assert str(record.date) == "1947-03-03"


def test_a_file_without_an_article_is_refused() -> None:
    empty = "Title: \nAuthor: \nDate: \nPage: \n\n\n<hr /> \n\nOriginal: \n"
    assert "x.txt:0: body: found no article expected" in refusal(empty, "peoples_daily")
    assert "x.txt:0: body: found an empty file expected" in refusal(" \n\n")


def test_an_original_without_its_header_is_refused() -> None:
    message = refusal(bilingual(PROSE, "各村积极展开救灾工作。\n"))
    assert "title: found '各村积极展开救灾工作。' expected a line '### title'" in message


def test_a_picture_with_only_a_title_has_a_translated_title() -> None:
    assert translation(bilingual("", chinese("", title="图片"))).headline == ("Villages Help",)


def test_halves_that_disagree_are_refused() -> None:
    date = bilingual(PROSE, ZH).replace("Date: 1947-03-03", "Date: 1947-03-04")
    assert "x.txt:3: date: found 1947-03-04 against 1947-03-03" in refusal(date)
    page = bilingual(PROSE, ZH).replace("Page: 2", "Page: 6")
    assert "x.txt:4: page: found page 6 against 第2版" in refusal(page)


def test_a_wider_date_that_agrees_is_kept_as_a_note() -> None:
    record = read(bilingual(PROSE, ZH).replace("Date: 1947-03-03", "Date: March 1947"))
    assert (str(record.date), record.notes) == ("1947-03-03", {"date": ("March 1947",)})


def test_a_second_english_header_is_refused() -> None:
    text = bilingual(f"{PROSE}\n\nTitle: B\nAuthor: \nDate: 1947-03-03\n\n{PROSE}", ZH)
    assert "x.txt:8: title: found a second article's header, 'Title: B'" in refusal(text)


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("Xinhua News Agency, Moscow, 23rd: The", Dateline("Xinhua News Agency", "Moscow", "23rd")),
        (
            "Xinhua News Agency, New Delhi, January 3rd, 1958 -- The",
            Dateline("Xinhua News Agency", "New Delhi", "January 3rd, 1958"),
        ),
        ("[Our Newspaper] The", Dateline("Our Newspaper")),
        ("**Xinhua, Yan'an, 12th** – The", Dateline("Xinhua", "Yan'an", "12th")),
        ("(Xinhua, Yan'an, 12th) The", Dateline("Xinhua", "Yan'an", "12th")),
        ("MOSCOW, Jan. 23 (TASS) -- The", Dateline("TASS", "MOSCOW", "Jan. 23")),
        ("Xinhua News Agency reported that", None),
        ("Moscow, the capital,", None),
    ],
)
def test_english_datelines(opening: str, dateline: Dateline | None) -> None:
    assert translation(bilingual(f"{opening} meeting was held.", ZH)).dateline == dateline


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("【新华社延安十二日电】", Dateline("新华社", "延安", "十二日")),
        ("【本市讯】", Dateline("", "本市", "")),
        ("【新华社晋冀鲁豫总分社邯郸讯】", Dateline("新华社晋冀鲁豫总分社", "邯郸", "")),
        ("本报平壤6月20日电　（记者某某）", Dateline("本报", "平壤", "6月20日")),
        ("新华社北京１日电 ", Dateline("新华社", "北京", "１日")),
        ("塔斯社莫斯科二十三日讯：", Dateline("塔斯社", "莫斯科", "二十三日")),
        ("本报讯　记者某某报道：", Dateline("本报", "", "")),
        ("本报记者从北京来电，", None),
        ("新华社电台", None),
        ("新华社通讯员说，", None),
        ("本报简讯　", None),
        ("本报北京通讯　", None),
        ("本报来电，", None),
    ],
)
def test_chinese_datelines(opening: str, dateline: Dateline | None) -> None:
    assert (
        original(chinese(f"    {opening}昨天这里开了大会，到会的有好几千人。")).dateline == dateline
    )


def test_a_dateline_may_close_the_text() -> None:
    text = original(chinese("    昨天这里开了大会，到会的有好几千人。（本报北京7月1日电）"))
    assert text.dateline == Dateline("本报", "北京", "7月1日")


def test_the_first_of_several_datelines_is_the_articles() -> None:
    text = original(chinese("    【本市讯】开了大会。\n    新华社北京1日电 又开了大会。\n"))
    assert text.dateline == Dateline("", "本市", "")
    assert [bool(block.marks) for block in text.blocks] == [True, True]


def test_the_original_label_may_stand_before_the_heading() -> None:
    record = read(f"Title: A\n\n{PROSE}\n\n<hr />\nOriginal: {ZH}")
    assert record.original is not None
    assert record.original.headline == ("各村积极救灾",)
    assert record.not_understood == ()


def test_a_table_drawn_by_spaces_keeps_its_lines() -> None:
    rows = "District  Planned  Completed\nOne  12,000  11,000"
    assert blocks(translation(bilingual(f"{rows}\n\n{PROSE}", ZH)))[0] == ("table", rows)


def test_a_remark_on_the_translation_at_its_end_is_a_note() -> None:
    remark = "[The rest of the text could not be translated.]"
    assert blocks(translation(bilingual(f"{PROSE}\n\n{remark}", ZH)))[1] == ("note", remark)


def test_a_day_of_the_week_before_the_date_is_passed_over() -> None:
    header = "Title: A\nDate: Monday, March 3, 1947\n"
    assert str(read(bilingual(PROSE, ZH, header=header)).date) == "1947-03-03"
