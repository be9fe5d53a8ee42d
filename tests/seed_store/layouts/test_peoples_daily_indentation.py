"""What the indentation of a Chinese transcription says: signatures, verse, quotations, tables."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from tests.helpers.layout_samples import blocks, chinese, original, read

PROSE = "眼看就到了春天，各村都在准备耕种，可是有些村子还没有动起来，干部们应当注意这件事情。"
MORE = "农具的修理是头一件大事，没有农具就不能下地，种子也要早作打算，不能等到谷雨以后。"


@pytest.mark.parametrize("indent", ["    ", "　　", "\u00a0\u00a0\u00a0\u00a0", "\t", "", "     "])
def test_paragraphs_with_any_indentation(indent: str) -> None:
    text = original(chinese(f"{indent}{PROSE}\n{indent}{MORE}\n"))
    assert blocks(text) == [("paragraph", PROSE), ("paragraph", MORE)]


def test_signatures_pushed_right_are_blocks_of_their_own() -> None:
    right = " " * 28
    text = original(
        chinese(
            f"    同志们：\n    {PROSE}\n{right}赵子清\n{right}五月十五日\n"
            f"    {MORE}\n{' ' * 44}中共某某县委敬贺\n"
        )
    )
    assert blocks(text) == [
        ("paragraph", "同志们："),
        ("paragraph", PROSE),
        ("signature", "赵子清\n五月十五日"),
        ("paragraph", MORE),
        ("signature", "中共某某县委敬贺"),
    ]


def test_a_name_and_a_date_close_a_letter_at_the_margin() -> None:
    text = original(chinese(f"    {PROSE}\n    某县人民政府\n    六月一日\n"))
    assert blocks(text)[1:] == [("signature", "某县人民政府\n六月一日")]


def test_subheads_are_centred_or_numbered() -> None:
    centre = " " * 12
    text = original(
        chinese(
            f"{centre}一  放水围困\n    {PROSE}\n{centre}尾声\n    {MORE}\n"
            f"    二、办法\n    {PROSE}"
        )
    )
    assert [body for kind, body in blocks(text) if kind == "subhead"] == [
        "一  放水围困",
        "尾声",
        "二、办法",
    ]


def test_a_poem_keeps_its_stanzas_and_its_attribution() -> None:
    centre = " " * 12
    first = ("春风吹过山岗，", "小河唱着歌，", "我们走向田野，", "去把种子播。")
    second = ("月亮升起来了，", "星星眨着眼，")
    body = "".join(f"{centre}{line}\n" for line in first)
    body += f"{centre}——给远方的朋友\n{centre}夜歌\n"
    body += "".join(f"     {line}\n" for line in second)
    assert blocks(original(chinese(body, title="诗"))) == [
        ("verse", "\n".join(first)),
        ("signature", "——给远方的朋友"),
        ("subhead", "夜歌"),
        ("verse", "\n".join(second)),
    ]


def test_five_spaces_set_off_a_quotation() -> None:
    text = original(chinese(f"    {MORE}\n     {PROSE}\n    {MORE}\n"))
    assert blocks(text)[1] == ("quotation", PROSE)


def test_the_same_caption_twice_is_two_blocks() -> None:
    caption = "八月七日，国家领导人在北京会见来宾。　新华社记者 鞠 鹏摄"
    text = original(chinese(f"    图片\n    {caption}\n    {caption}\n", title="图片"))
    assert blocks(text) == [("caption", caption)] * 2


@pytest.mark.parametrize(
    "note",
    [
        "（注）：见第三页。",
        "编者按：来信照登。",
        "（未完待续）",
        "（下转第四版）",
        "（上接第一版）",
        "（本文根据讲话整理）",
        "更正：昨日本版标题有误。",
        "编者注：此处原文如此。",
    ],
)
def test_notes(note: str) -> None:
    assert blocks(original(chinese(f"    {PROSE}\n    {note}\n")))[1] == ("note", note)


def test_tables_and_lists_of_names_keep_their_lines() -> None:
    table = "北京    5     2     1\n上海    4     3     1"
    names = "张一一　李二二　王三三　赵四\n钱　六　周七七　吴八八"
    body = f"    {PROSE}\n{table}\n    {MORE}\n┌──┬──┐\n│甲│乙│\n└──┴──┘\n    {MORE}\n{names}\n"
    kinds = [block for block in blocks(original(chinese(body))) if block[0] != "paragraph"]
    assert kinds == [
        ("table", table),
        ("table", "┌──┬──┐\n│甲│乙│\n└──┴──┘"),
        ("list", names),
    ]


def test_traditional_text_is_tagged_and_its_header_read() -> None:
    record = read(
        chinese(
            "    【新華社華北十日電】農民代表大會今日開幕，到會代表五百餘人。\n",
            title="農民大會開幕",
            page="第一版",
            column="專欄：",
        )
    )
    assert record.language == "zh-Hant"
    assert record.original is not None
    assert record.original.dateline == Dateline("新華社", "華北", "十日")


def test_lost_glyphs_and_private_characters_are_kept() -> None:
    odd = "　□●?\ue123艮秋×２．１亿○○○元‘97。"
    assert blocks(original(chinese(f"    前{odd}\n")))[0][1] == f"前{odd}"


def test_a_heading_inside_the_body_is_a_subhead_and_a_rule_is_furniture() -> None:
    text = chinese(f"    {PROSE}\n### 又一节\n<hr />\n    {MORE}\nOriginal: \n")
    assert [kind for kind, _ in blocks(original(text))] == [
        "paragraph",
        "subhead",
        "paragraph",
        "paragraph",
    ]


def test_names_side_by_side_sign_a_document() -> None:
    signed = (
        "一九七二年九月二十九日于北京",
        "某某共和国      某国",
        "国务院总理          内阁总理",
        "周某某（签字）    田某某（签字）",
    )
    body = "".join(f"    {line}\n" for line in signed)
    text = original(chinese(f"    {PROSE}\n{body}"))
    assert blocks(text)[1:] == [("signature", "\n".join(signed))]


def test_a_dateline_in_brackets_at_the_end_is_no_note() -> None:
    text = original(chinese(f"    {PROSE}\n    （据新华社讯）\n"))
    assert text.dateline == Dateline("新华社", "", "")
