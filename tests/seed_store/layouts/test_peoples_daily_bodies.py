"""What the lines of a Chinese body are: poems, songs, laws, lists, letters, captions, notes."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from tests.helpers.layout_samples import blocks, chinese, fields, original, read

PROSE = "眼看就到了春天，各村都在准备耕种，可是有些村子还没有动起来，干部们应当注意这件事情。"
MORE = "农具的修理是头一件大事，没有农具就不能下地，种子也要早作打算，不能等到谷雨以后。"
CENTRE, RIGHT = " " * 12, " " * 28


def body(*lines: str, title: str = "另有标题") -> list[tuple[str, str]]:
    """The blocks of lines that are indented as paragraphs unless they begin with a space."""
    text = "".join(f"{line if line[:1] in ('', ' ') else '    ' + line}\n" for line in lines)
    return blocks(original(chinese(text, title=title)))


def kinds(*lines: str) -> list[str]:
    return [kind for kind, _ in body(*lines)]


# -- verse -----------------------------------------------------------------------------------------


def test_a_poem_at_the_margin_without_stops_keeps_its_stanzas() -> None:
    first, second = ("春天来到河上", "水车吱呀地唱"), ("孩子们跑来了", "带着新编的筐")
    assert body(*first, "", *second) == [
        ("verse", "\n".join(first)),
        ("verse", "\n".join(second)),
    ]


def test_a_poem_set_in_steps_is_one_stanza() -> None:
    lines = ("    啊，河！", "        你从哪里来？", "            你往哪里去？", "    我听你唱歌。")
    assert body(*lines) == [("verse", "\n".join(line.strip() for line in lines))]


def test_a_poem_in_steps_may_stop_only_now_and_then() -> None:
    lines = (
        "    我站在",
        "        河岸上",
        "            望，",
        "    一渠",
        "        清水",
        "            流。",
    )
    assert kinds(*lines) == ["verse"]


def test_a_heading_set_wide_parts_the_poems() -> None:
    lines = (
        "渠水清清过村前",
        "柳树排排绿如烟",
        f"{CENTRE}井  台",
        "新井打在村中央",
        "清水哗哗响叮当",
    )
    assert kinds(*lines) == ["verse", "subhead", "verse"]


@pytest.mark.parametrize("indent", ["    ", CENTRE])
def test_the_title_of_a_second_poem_is_a_subhead(indent: str) -> None:
    first = ("春天来到河上，", "水车吱呀地唱，", "一桶一桶清水，", "流到旱地上。")
    second = ("渠水清又清，", "流进万家门，", "喝口甜甜水，", "记住种树人。")
    lines = [indent + line for line in (*first, "渠边", *second)]
    assert body(*lines) == [
        ("verse", "\n".join(first)),
        ("subhead", "渠边"),
        ("verse", "\n".join(second)),
    ]


def test_the_parts_of_a_poem_are_numbered_by_subheads() -> None:
    lines = ("一", "春天来到河上，", "水车吱呀地唱。", "二", "孩子们跑来了，", "带着新编的筐。")
    assert kinds(*lines) == ["subhead", "verse", "subhead", "verse"]


def test_a_song_names_its_makers_and_says_how_it_is_sung() -> None:
    sung = ("春天来到河上，", "水车吱呀地唱，", "一桶一桶清水，", "流到旱地上。")
    assert body("词：王小河", "曲：李又明", "（男女声二重唱）", *sung) == [
        ("signature", "词：王小河\n曲：李又明"),
        ("note", "（男女声二重唱）"),
        ("verse", "\n".join(sung)),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("“你来了？”", "“来了。”", "“渠修好了？”", "“修好了。”"),
        ("问：渠是谁修的？", "答：是群众修的。", "问：用了多少工？", "答：用了三千个工。"),
        ("6∶00　新闻", "6∶30　戏曲", "7∶00　农业讲座", "8∶00　音乐"),
        (
            "第一条　为了管理水渠，制定本条例。",
            "（一）干渠由县管理；",
            "（二）支渠由区管理；",
            "（三）毛渠由村管。",
        ),
        ("王大年", "李又明", "赵子清", "孙满仓", "周大有"),
        ("庆祝五一国际劳动节！", "全世界劳动人民团结起来！", "向劳动模范致敬！", "水利万岁！"),
    ],
)
def test_short_lines_that_are_talk_programmes_laws_or_names_are_no_verse(
    lines: tuple[str, ...],
) -> None:
    assert "verse" not in kinds(*lines)


def test_regular_verse_may_end_every_line_in_a_full_stop() -> None:
    lines = (
        "一渠清水绕山来，两岸桃花带笑开。",
        "昔日荒滩成沃土，今朝绿野胜瑶台。",
        "千夫奋力挥银镐，万众同心筑石台。",
        "莫道农家无好景，春风先到小楼台。",
    )
    assert body(*lines) == [("verse", "\n".join(lines))]


def test_a_remark_on_the_poet_is_a_note_and_no_verse() -> None:
    lines = ("渠水弯弯绕山走，", "绕过一沟又一沟。", "水车转，转不停，", "转来一个好年成。")
    assert body(*lines, "（作者为临清县农民）")[1] == ("note", "（作者为临清县农民）")
    assert body(PROSE, "（王小河）")[1] == ("signature", "（王小河）")


# -- headings and what closes ----------------------------------------------------------------------


def test_each_letter_has_its_heading_and_its_signature() -> None:
    letters = body(
        "为什么不修水车",
        "编辑同志：",
        PROSE,
        f"{RIGHT}山东临清　张大有",
        "干部应当下地",
        "编辑同志：",
        MORE,
    )
    letter = ["subhead", "paragraph", "paragraph"]
    assert [kind for kind, _ in letters] == [*letter, "signature", *letter]


def test_a_law_says_below_its_title_when_it_was_passed() -> None:
    assert body("（一九五○年五月二十日政务院会议通过）", f"{CENTRE}第一章　总　则", PROSE) == [
        ("note", "（一九五○年五月二十日政务院会议通过）"),
        ("subhead", "第一章　总　则"),
        ("paragraph", PROSE),
    ]


def test_office_name_and_date_set_off_below_the_text_sign_it() -> None:
    signed = (f"{CENTRE}中华人民共和国主席  孙甲成", f"{CENTRE}  1955年5月20日")
    assert body(PROSE, *signed)[1:] == [("signature", "中华人民共和国主席  孙甲成\n1955年5月20日")]


def test_two_parties_sign_side_by_side_however_they_are_indented() -> None:
    signed = (
        "中华人民共和国              某某共和国",
        "      政府代表                    政府代表",
        "      孙甲成（签字）              阿　里（签字）",
        "一九七二年九月二十九日于北京",
    )
    assert kinds(PROSE, *signed) == ["paragraph", "signature"]


@pytest.mark.parametrize("indent", ["    ", CENTRE])
def test_a_persons_name_under_the_headline_is_a_signature(indent: str) -> None:
    assert kinds(f"{indent}王小河", PROSE)[0] == "signature"
    assert kinds(f"{indent}尾声", PROSE)[0] == "subhead"
    assert kinds(f"{indent}任免名单", PROSE)[0] == "subhead"


def test_a_line_above_its_author_is_a_quotation() -> None:
    assert kinds(f"{CENTRE}没有水就没有粮食。", f"{' ' * 20}——斯大林", PROSE) == [
        "quotation",
        "signature",
        "paragraph",
    ]


def test_a_subtitle_below_the_headline_is_a_subhead() -> None:
    assert kinds("——记沿河村的故事", PROSE)[0] == "subhead"


def test_points_that_begin_with_a_dash_are_no_signatures() -> None:
    assert kinds(PROSE, "——修好水车十二架；", "——打新井五眼。", MORE) == ["paragraph"] * 4


@pytest.mark.parametrize("credit", ["王小河作", "（新华社记者　孙甲成）", "文：王小河"])
def test_a_line_that_says_who_made_it_is_a_signature(credit: str) -> None:
    assert body(PROSE, credit)[1] == ("signature", credit)


def test_a_row_of_ornaments_is_furniture() -> None:
    record = read(chinese(f"    {PROSE}\n{CENTRE}＊　　＊　　＊\n    {MORE}\n"))
    assert fields(record).count("furniture") == 1
    assert record.original is not None
    assert len(record.original.blocks) == 2


# -- lists, tables, captions, notes ----------------------------------------------------------------


def test_a_list_of_names_goes_on_over_shorter_lines() -> None:
    names = (
        "丁一一　　于二二　　王　三　　邓小五",
        "史六六（女）　　白七七",
        "阿不都·某某　　乌兰某某",
    )
    assert body(PROSE, *names)[1:] == [("list", "\n".join(names))]


def test_a_line_above_a_table_is_its_heading() -> None:
    rows = ("区别    计划亩数    完成亩数", "一区    12,000    11,000")
    assert kinds(PROSE, "各区播种进度表", *rows) == ["paragraph", "subhead", "table"]


def test_a_table_may_have_two_columns() -> None:
    rows = ("渠名　　　　长度（里）", "东干渠　　　　12", "西干渠　　　　15")
    assert body(PROSE, *rows)[1] == ("table", "\n".join(rows))


def test_a_table_may_have_chinese_numerals() -> None:
    rows = ("品名　　单位　　价格", "小米　　斤　　一二〇元", "小麦　　斤　　一五〇元")
    assert body(PROSE, *rows)[1] == ("table", "\n".join(rows))


@pytest.mark.parametrize(
    "caption",
    [
        "图为孙满仓在修水车。",
        "上图：渠边小景。",
        "左图：渠边小景。  王小河摄",
        "新华社记者　万　宇摄",
        "领导会见劳动模范。　新华社记者 鞠 鹏摄",
        "（新华社发）",
        "渠边小景（王小河摄）",
    ],
)
def test_captions(caption: str) -> None:
    assert body(PROSE, caption)[1] == ("caption", caption)


@pytest.mark.parametrize(
    "prose",
    [
        "上图书馆去的人很多，大家都爱看书。",
        "本报记者昨天在河边看到，几个年轻人正在拍摄",
        "注意：修渠要注意安全，不要在夜里下水。",
        "按照计划，全区今年要修渠三十条。",
        "完全没有水的地方，也要打井。",
    ],
)
def test_prose_that_begins_or_ends_like_a_caption_or_a_note_is_prose(prose: str) -> None:
    assert body(PROSE, prose, MORE)[1] == ("paragraph", prose)


@pytest.mark.parametrize(
    "note",
    [
        "（注一）水车：一种提水工具。",
        "〔注〕见本报五月一日二版。",
        "注：①即今沿河镇。",
        "作者按：写于狱中。",
        "《人民日报》（2019年06月21日 第 01 版）",
    ],
)
def test_notes_in_any_brackets(note: str) -> None:
    assert body(PROSE, note)[1] == ("note", note)


# -- datelines -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["△", "▲", "●　", "◇ "])
def test_a_dateline_may_stand_after_a_bullet(bullet: str) -> None:
    text = original(chinese(f"    {bullet}新华社北京二十七日电　{PROSE}\n"))
    assert text.dateline == Dateline("新华社", "北京", "二十七日")
    (block,) = text.blocks
    assert block.text[block.marks[0].start : block.marks[0].end] == "新华社北京二十七日电"


def test_a_front_is_a_place() -> None:
    text = original(chinese(f"    【新华社冀鲁豫前线十三日电】{PROSE}\n"))
    assert text.dateline == Dateline("新华社", "冀鲁豫前线", "十三日")


def test_a_date_in_full_width_digits_and_dashes_is_read() -> None:
    assert str(read(chinese(f"    {PROSE}\n", date="１９５０—０５—２８")).date) == "1950-05-28"


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("【太行讯】", Dateline("", "太行", "")),
        ("【冀南三日电】", Dateline("", "冀南", "三日")),
        ("（新华社延安十二日电）", Dateline("新华社", "延安", "十二日")),
        ("【新华社记者孙甲成开城十二日电】", Dateline("新华社", "", "十二日")),
        ("【陕北新华广播电台二十日广播】", Dateline("陕北新华广播电台", "", "二十日")),
        ("新华社北京十月一日十五时电　", Dateline("新华社", "北京", "十月一日")),
        ("【简讯】", None),
        ("【又讯】", None),
        ("【喜讯】", None),
    ],
)
def test_datelines_of_the_first_years(opening: str, dateline: Dateline | None) -> None:
    assert original(chinese(f"    {opening}{PROSE}\n")).dateline == dateline
