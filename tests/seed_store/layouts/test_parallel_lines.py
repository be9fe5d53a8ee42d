"""Kinds decided over the whole text: lines of one make get one kind, in either layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers.layout_samples import bilingual, blocks, chinese, original, translation

PROSE = "县里今年春天修好了三条水渠，两岸的麦田都浇上了水，社员们都说收成有了保证。"
MORE = "老人们说，往年这个时候地里干得冒烟，如今渠水流到了田头，谁还不高兴呢？"
TRADITIONAL = "縣裡今年春天修好了三條水渠，兩岸的麥田都澆上了水，社員們都說收成有了保證。"
BRIEF = "麦子长得好。"
RIGHT = " " * 30

Write = Callable[..., str]


def transcription(*lines: str, author: str = "") -> str:
    indented = (line if line[:1] in {" ", "\u3000"} else f"    {line}" for line in lines)
    return chinese("".join(f"{line}\n" for line in indented), title="另有标题", author=author)


def web_page(*lines: str, author: str = "") -> str:
    facts = f"作者：{author}  时间：2015-03-04" if author else "时间：2015-03-04"
    return f"另有标题\n{facts}\n\n" + "\n\n".join(f"\u3000\u3000{line}" for line in lines) + "\n"


BOTH = pytest.mark.parametrize("write", [transcription, web_page])


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in blocks(original(text))]


# -- heads -----------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "prose",
    [
        (PROSE, PROSE[:20] + "。", PROSE),
        (BRIEF, BRIEF, BRIEF),
        (BRIEF, MORE, PROSE),
        (TRADITIONAL, TRADITIONAL[:16] + "。", TRADITIONAL),
    ],
)
def test_parallel_heads_are_one_kind_whatever_follows_them(
    write: Write, prose: tuple[str, str, str]
) -> None:
    text = write("清河", prose[0], "平谷", prose[1], "新野", prose[2])
    assert kinds(text) == ["subhead", "paragraph"] * 3


@pytest.mark.parametrize("indents", [("    ", "     ", "    "), ("     ", "     ", "     ")])
def test_a_head_set_a_space_too_deep_is_still_one(indents: tuple[str, str, str]) -> None:
    heads = [indent + head for indent, head in zip(indents, ("清河", "平谷", "新野"), strict=True)]
    lines = [line for head in heads for line in (head, PROSE)]
    assert kinds(transcription(*lines)) == ["subhead", "paragraph"] * 3


@BOTH
def test_names_that_head_portraits_are_heads_and_those_of_the_header_are_signatures(
    write: Write,
) -> None:
    lines = ("王小河", PROSE, "李大江", MORE, "张文", PROSE)
    assert kinds(write(*lines)) == ["subhead", "paragraph"] * 3
    signed = write(*lines, author="王小河、李大江、张文")
    assert kinds(signed) == ["signature", "paragraph"] * 3


def test_a_subtitle_and_the_headline_above_it_are_heads() -> None:
    assert kinds(transcription("渠水长流", "——记清河县的水渠", PROSE)) == [
        "subhead",
        "subhead",
        "paragraph",
    ]


# -- signatures ------------------------------------------------------------------------------------

WISHES = ("愿新报越办越好！", "愿新报成为大家的朋友！")


@BOTH
@pytest.mark.parametrize(
    ("authors", "signed"),
    [
        ("清河县政府　新教育社", ("清河县政府", "新教育社谨贺")),
        ("清河县政府；新教育社", ("清河县政府祝", "新教育社祝")),
        ("清河縣政府　新教育社", ("清河縣政府謹賀", "新教育社同賀")),
        ("", ("清河县政府谨贺", "新教育社敬贺")),
        ("", ("清河县政府", "新教育社")),
        ("", ("王小河", "李大江")),
    ],
)
def test_signatures_at_the_margin_are_signatures(
    write: Write, authors: str, signed: tuple[str, str]
) -> None:
    lines = [line for pair in zip(WISHES, signed, strict=True) for line in pair]
    found = blocks(original(write(*lines, author=authors)))
    assert [text for kind, text in found if kind == "signature"] == list(signed)
    assert not any(kind in {"subhead", "quotation"} for kind, _ in found)


def test_inscriptions_in_lines_keep_their_signatures_apart() -> None:
    lines = ("热爱人民，", "服务人民。", "清河县政府", "愿新报越办越好！", "平谷县参议会办事处祝")
    text = transcription(*lines, author="清河县政府　平谷县参议会办事处")
    found = blocks(original(text))
    assert [said for kind, said in found if kind == "signature"] == [lines[2], lines[4]]


@BOTH
@pytest.mark.parametrize("line", ["清河大学教授 王小河", "本报记者 王小河", "（新华社清河2日电）"])
def test_a_line_that_closes_the_text_is_a_signature(write: Write, line: str) -> None:
    assert kinds(write(PROSE, MORE, line))[-1] == "signature"


def test_telegrams_in_one_text_each_have_a_head_and_a_signature_with_its_day() -> None:
    one = ("清河县政府贺电", "新报社：", "欣闻贵报创刊，谨致祝贺。", "清河县政府", "三月一日")
    two = ("新教育社贺电", "新报社：", "祝贵报成功。", "新教育社", "三月二日")
    telegram = ["subhead", "paragraph", "paragraph", "signature"]
    assert kinds(transcription(*one, *two)) == telegram * 2


def test_a_poets_name_below_the_poem_signs_it() -> None:
    text = transcription("渠水长，", "渠水清，", "流到东村", "到西村。", "王小河")
    assert kinds(text) == ["verse", "signature"]


# -- numbered lines --------------------------------------------------------------------------------


@BOTH
def test_the_items_of_by_laws_are_no_heads_and_their_parts_are(write: Write) -> None:
    lines = (
        "（甲）存款",
        "１、定期存款",
        "一、利息分为两种：",
        "三月以上者月息一分。",
        "２、储蓄存款",
        "一、由十元为起码，多者不限。（零存整取）",
        "二、月存一次不得间断，中间隔两月不存者，即转入活存账户。",
        "（乙）放款",
        "１、小本放款",
        "（１）月息一分至一分五厘。",
        "（２）由群众团体组织介绍并有担保。",
    )
    found = blocks(original(write(*lines)))
    heads = [text for kind, text in found if kind == "subhead"]
    assert heads == ["（甲）存款", "１、定期存款", "２、储蓄存款", "（乙）放款", "１、小本放款"]
    assert {kind for kind, _ in found} == {"subhead", "paragraph"}


@BOTH
@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        (("一、", "二、", "三、"), "subhead"),
        (("一　", "二　", "三　"), "subhead"),
        (("（一）", "（二）", "（三）"), "subhead"),
        (("１、", "２、", "３、"), "subhead"),
        (("甲、", "乙、", "丙、"), "subhead"),
        (("（子）", "（丑）", "（寅）"), "subhead"),
    ],
)
def test_numbered_heads_are_heads_though_one_of_them_asks(
    write: Write, numbers: tuple[str, ...], kind: str
) -> None:
    heads = [
        f"{n}{text}"
        for n, text in zip(numbers, ("水从哪里来？", "地怎么浇", "谁来看水"), strict=True)
    ]
    lines = [line for head in heads for line in (head, PROSE)]
    assert kinds(write(*lines)) == [kind, "paragraph"] * 3


def test_short_items_one_below_the_other_are_a_list() -> None:
    items = ("一、白面", "二、小米", "三、玉米")
    text = transcription("需要的东西有：", *items, PROSE)
    assert blocks(original(text))[1] == ("list", "\n".join(items))


def test_items_of_which_most_are_sentences_are_paragraphs() -> None:
    text = transcription("一、修渠。由县里统一安排。", "二、打井", "三、积肥。每户一千斤。", PROSE)
    assert kinds(text) == ["paragraph"] * 4


def test_the_articles_of_a_law_are_paragraphs_with_a_stop_or_without() -> None:
    text = transcription(
        "第一条　本社定名为清河信用社", "第二条　宗旨如下。", "第三条　农民均得入社"
    )
    assert kinds(text) == ["paragraph"] * 3


# -- what is set off by five spaces ----------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("     天快亮了，有人在院子里喊：", "     “快起来浇水！”"),
        ("     王小河问：", "     “水来了没有？”", "     “来了！”"),
        ("     天黑了。", "     大家都回家了，渠边只剩他一个人。"),
    ],
)
def test_prose_set_five_spaces_deep_is_prose(lines: tuple[str, ...]) -> None:
    assert kinds(transcription(PROSE, *lines, MORE)) == ["paragraph"] * (len(lines) + 2)


def test_paragraphs_set_now_four_now_five_spaces_deep_are_no_quotations() -> None:
    text = transcription(PROSE, f"     {MORE}", PROSE, f"     {PROSE}", MORE, f"     {MORE}", PROSE)
    assert kinds(text) == ["paragraph"] * 7


SONG = ("渠水清清过村前，", "柳树排排绿如烟，", "社员笑语满田间。")


@pytest.mark.parametrize(
    ("lines", "sung"),
    [
        (tuple(f"     {line}" for line in SONG), SONG),
        ((SONG[0], *(f"     {line}" for line in SONG[1:])), SONG),
        (("     大家唱：", *(f"     {line}" for line in SONG)), SONG),
        (
            (f"     “{SONG[0]}", f"     {SONG[1]}", f"     {SONG[2]}”"),
            (f"“{SONG[0]}", SONG[1], f"{SONG[2]}”"),
        ),
        ((*SONG, SONG[0]), (*SONG, SONG[0])),
    ],
)
def test_a_song_in_prose_keeps_its_first_line(
    lines: tuple[str, ...], sung: tuple[str, ...]
) -> None:
    found = blocks(original(transcription(PROSE, *lines, MORE)))
    assert [text for kind, text in found if kind == "verse"] == ["\n".join(sung)]


# -- epigraphs -------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("name", ["——李大江", "—— 李大江", "——李大江：《论水》", "－－李大江"])
@pytest.mark.parametrize("words", ["水是农业的命脉，是一切收成的根本。", "“水是農業的命脈。”"])
def test_an_epigraph_at_the_margin_is_a_quotation(write: Write, words: str, name: str) -> None:
    assert blocks(original(write(words, name, PROSE, MORE)))[:2] == [
        ("quotation", words),
        ("signature", name),
    ]


def test_each_part_may_have_an_epigraph() -> None:
    part = ("水是农业的命脉。", f"{RIGHT}——李大江", PROSE)
    assert kinds(transcription("一", *part, "二", *part)) == [
        *("subhead", "quotation", "signature", "paragraph"),
        *("subhead", "quotation", "signature", "paragraph"),
    ]


def test_a_name_below_the_last_paragraph_makes_no_quotation_of_it() -> None:
    assert kinds(transcription(PROSE, MORE, "——王小河")) == ["paragraph", "paragraph", "signature"]


# -- tables on one line ----------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["  ", " " * 20, "\u3000\u3000", "\t"])
@pytest.mark.parametrize(
    "prices", [("四三．○○", "二七．○○"), ("43.00", "27.00"), ("４３元", "２７元")]
)
def test_a_table_whose_line_ends_are_lost_has_its_rows_again(
    gap: str, prices: tuple[str, str]
) -> None:
    line = (
        f"白面{gap}一斤{gap}{prices[0]}小米{gap}一斤{gap}{prices[1]}玉米{gap}一斤{gap}{prices[0]}"
    )
    rows = (f"白面{gap}一斤{gap}{prices[0]}", f"小米{gap}一斤{gap}{prices[1]}")
    kind, text = blocks(original(transcription(line)))[0]
    assert (kind, tuple(text.split("\n")[:2])) == ("table", rows)


def test_a_table_on_one_line_keeps_its_columns_where_its_rows_cannot_be_told() -> None:
    line = "清河    320    平谷    210    新野    180"
    assert blocks(original(transcription(line, PROSE)))[0] == ("table", line)


def test_an_english_table_on_one_line_has_its_rows_again() -> None:
    line = "Flour   1 jin   43.00Millet   1 jin   27.00Maize   1 jin   20.00"
    text = translation(bilingual(f"The prices were these.\n\n{line}", transcription(PROSE)))
    rows = "Flour   1 jin   43.00\nMillet   1 jin   27.00\nMaize   1 jin   20.00"
    assert blocks(text)[1] == ("table", rows)


def test_figures_in_prose_with_wide_spaces_are_no_table() -> None:
    line = "今年产量  12345  斤，去年  2345  斤，前年  345  斤。"
    assert blocks(original(transcription(line)))[0] == ("paragraph", line)


@pytest.mark.parametrize("numbers", ["甲乙丙", "子丑寅"])
def test_short_lines_below_lettered_heads_make_no_poem_with_them(numbers: str) -> None:
    lines = []
    prizes = ("模范", "奖锄一把。"), ("积极分子", f"奖毛巾一条，{PROSE}"), ("其他", "奖铅笔。")
    for number, (head, below) in zip(numbers, prizes, strict=True):
        lines += [f"{number}、{head}", below]
    assert kinds(transcription(*lines)) == ["subhead", "paragraph"] * 3


@BOTH
def test_an_author_at_the_end_signs_behind_where_he_is_from(write: Write) -> None:
    signed = kinds(write(PROSE, MORE, "沙河县读者　王小河", author="王小河"))
    assert signed == ["paragraph", "paragraph", "signature"]
    told = kinds(write(PROSE, MORE, "社员们都说，多亏了　王小河", author="王小河"))
    assert told[-1] != "signature"


def test_columns_of_hours_are_a_table() -> None:
    rows = ("一次    沙河    八点", "二次    石桥    九点", "三次    柳林    十点")
    assert kinds(transcription(*rows)) == ["table"]
    gap = " " * 20
    lost = f"早班{gap}六时{gap}甲组中班{gap}十四时{gap}乙组晚班{gap}二十二时{gap}丙组"
    assert kinds(transcription(lost)) == ["table"]
