"""Who wrote and who translated: in the header, below the headline, in a dateline, at the end."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from documents.seed_store.records import TextRecord
from tests.helpers.layout_samples import (
    bilingual,
    blocks,
    chinese,
    fields,
    original,
    read,
    translation,
)

PROSE = "眼看就到了春天，各村都在准备耕种，可是有些村子还没有动起来，干部们应当注意这件事情。"
ENGLISH = "Spring is near, and the villages are preparing to plough; some have not begun yet."


def transcription(body: str, author: str = "") -> str:
    return chinese(body, author=author)


def web_page(body: str, author: str = "") -> str:
    facts = f"作者：{author}  时间：2015-03-04" if author else "时间：2015-03-04"
    return f"各村积极救灾\n{facts}\n\n{body}"


LAYOUTS = pytest.mark.parametrize("file", [transcription, web_page])


def credited(text: TextRecord) -> tuple[str, tuple[str, ...]]:
    return text.byline, text.authors


@LAYOUTS
@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("本报记者 王小河", ("王小河",)),
        ("本报驻东海国记者 王小河", ("王小河",)),
        ("本報駐東海國記者　王小河", ("王小河",)),
        ("新华社记者 王小河 李大江", ("王小河", "李大江")),
        ("本报记者 王小河 李大江 张 文", ("王小河", "李大江", "张文")),
        ("本报记者王小河、李大江", ("王小河", "李大江")),
        ("本报记者 王小河 通讯员 李大江", ("王小河", "李大江")),
        ("新华社驻莫斯科记者 王小河", ("王小河",)),
        ("新华社开罗分社记者 王小河", ("王小河",)),
        ("本报特约记者　王小河", ("王小河",)),
        ("本报通讯员 王　力", ("王力",)),
        ("塔斯社记者 伊凡诺夫", ("伊凡诺夫",)),
        ("塔斯社记者 伊·莫日阿耶夫", ("伊·莫日阿耶夫",)),
        ("（本报记者 王小河）", ("王小河",)),
        ("■本报记者 王小河", ("王小河",)),
        ("清河大学教授 王小河", ("王小河",)),
        ("中共清河县委书记　王小河", ("王小河",)),
        ("本报评论员", ("本报评论员",)),
        ("本报特约评论员", ("本报特约评论员",)),
        ("本报编辑部", ("本报编辑部",)),
        ("本报评论部", ("本报评论部",)),
        ("人民网记者 王小河", ("王小河",)),
    ],
)
def test_a_line_that_says_who_wrote_is_the_byline_in_either_layout(
    file: object, line: str, authors: tuple[str, ...]
) -> None:
    assert callable(file)
    text = original(file(f"    {line}\n    {PROSE}\n    {PROSE}\n"))
    assert credited(text) == (line, authors)
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "paragraph"]


@LAYOUTS
@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("王小河", "本报驻东海国记者 王小河"),
        ("王小河", "新华社记者 王小河 李大江"),
        ("王小河;李大江", "本报记者 王小河 李大江"),
        ("王小河", "清河大学教授 王小河"),
        ("新华社", "新华社记者 王小河"),
    ],
)
def test_a_line_that_names_all_of_the_header_is_the_fuller_byline(
    file: object, header: str, line: str
) -> None:
    assert callable(file)
    text = original(file(f"    {line}\n    {PROSE}\n", author=header))
    assert text.byline == line
    assert "王小河" in text.authors


@LAYOUTS
def test_a_line_that_names_others_than_the_header_is_a_signature(file: object) -> None:
    assert callable(file)
    text = original(file(f"    本报记者 李大江\n    {PROSE}\n", author="王小河"))
    assert credited(text) == ("王小河", ("王小河",))
    assert blocks(text)[0] == ("signature", "本报记者 李大江")


@pytest.mark.parametrize("line", ["本报记者来信", "新华社记者 见闻", "访清河大学教授", "记者的话"])
def test_a_heading_that_speaks_of_reporters_is_no_byline(line: str) -> None:
    text = original(chinese(f"    {line}\n    {PROSE}\n"))
    assert credited(text) == ("", ())
    assert blocks(text)[0] == ("subhead", line)


def test_offices_and_names_that_head_several_portraits_are_no_byline() -> None:
    body = "".join(f"    劳动模范 {name}\n    {PROSE}\n" for name in ("王小河", "李大江"))
    assert original(chinese(body)).authors == ()


@LAYOUTS
@pytest.mark.parametrize(
    ("line", "byline", "authors", "dateline"),
    [
        (
            "（新华社清河8月2日电　记者王小河）",
            "记者王小河",
            ("王小河",),
            ("新华社", "清河", "8月2日"),
        ),
        (
            "（新华社清河8月2日电 记者王小河）",
            "记者王小河",
            ("王小河",),
            ("新华社", "清河", "8月2日"),
        ),
        (
            "(本报清河８月２日电　记者 王小河、李大江)",
            "记者 王小河、李大江",
            ("王小河", "李大江"),
            ("本报", "清河", "８月２日"),
        ),
        (
            "（本報清河八月二日電　記者王小河）",
            "記者王小河",
            ("王小河",),
            ("本報", "清河", "八月二日"),
        ),
        ("（新华社记者王小河　清河2日电）", "记者王小河", ("王小河",), ("新华社", "清河", "2日")),
        ("（记者王小河　新华社清河2日电）", "记者王小河", ("王小河",), ("新华社", "清河", "2日")),
        (
            "（据新华社清河2日电　记者王小河报道）",
            "记者王小河",
            ("王小河",),
            ("新华社", "清河", "2日"),
        ),
        (
            "（新华社记者王小河　据新华社清河8月2日电）",
            "新华社记者王小河",
            ("王小河",),
            ("新华社", "清河", "8月2日"),
        ),
        ("（新华社清河8月2日电）", "", (), ("新华社", "清河", "8月2日")),
        ("（新华社清河8月2日电　记者）", "", (), ("新华社", "清河", "8月2日")),
    ],
)
def test_a_closing_dateline_is_a_signature_and_names_the_author(
    file: object, line: str, byline: str, authors: tuple[str, ...], dateline: tuple[str, str, str]
) -> None:
    assert callable(file)
    text = original(file(f"    {PROSE}\n    {line}\n"))
    assert credited(text) == (byline, authors)
    assert text.dateline == Dateline(*dateline)
    assert blocks(text)[-1] == ("signature", line)


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        (f"    新华社清河2日电　（记者王小河、通讯员李大江）{PROSE}\n", "记者王小河、通讯员李大江"),
        (f"    本报讯　记者王小河报道：{PROSE}\n", "记者王小河"),
        (f"    新华社清河2日电　{PROSE}（记者王小河）\n", "记者王小河"),
        (f"    {PROSE}\n    （本报记者 王小河）\n", "本报记者 王小河"),
        (f"    新华社清河2日电　记者从县里获悉，{PROSE}\n", ""),
        (f"    本报讯　{PROSE}（记者注）\n", ""),
    ],
)
def test_a_report_names_its_reporter_at_its_dateline_or_its_end(body: str, byline: str) -> None:
    assert original(chinese(body)).byline == byline


def test_of_several_reports_in_one_text_no_reporter_is_the_author() -> None:
    body = "".join(f"    新华社清河2日电　（记者{name}）{PROSE}\n" for name in ("王小河", "李大江"))
    assert original(chinese(body)).authors == ()


# -- translators -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Title: A\nAuthor: Li Ming\nTranslator: John Smith\nPage: 2\n", ("John Smith",)),
        ("Title: A\nTranslators: J. Smith and A. Lee\nPage: 2\n", ("J. Smith", "A. Lee")),
        ("Title: A\nTranslated by: John Smith\nPage: 2\n", ("John Smith",)),
        ("Title: A\nTranslated by John Smith\nPage: 2\n", ("John Smith",)),
        ("Title: A\nPage: 2\n(Translated by John Smith)\n", ("John Smith",)),
        ("Title: A\n译者：王小河\nPage: 2\n", ("王小河",)),
        ("Title: A\nAuthor: Li Ming (translated by John Smith)\nPage: 2\n", ("John Smith",)),
        ("Title: A\nTranslator: Unknown\nPage: 2\n", ()),
        ("Title: A\nTranslator: \nPage: 2\n", ()),
    ],
)
def test_the_english_header_names_translators(header: str, names: tuple[str, ...]) -> None:
    record = read(bilingual(ENGLISH, chinese(f"    {PROSE}\n"), header=header))
    (text,) = record.translations
    assert text.translators == names
    assert not any("Smith" in author for author in text.authors)
    assert [kind for kind, _ in blocks(text)] == ["paragraph"]
    assert record.not_understood == ()


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("Translated by John Smith.", "signature", ("John Smith",)),
        ("(Translated by John Smith)", "note", ("John Smith",)),
        ("[Translated from the Chinese by J. Smith and A. Lee]", "note", ("J. Smith", "A. Lee")),
        ("Trans. John Smith", "signature", ("John Smith",)),
    ],
)
def test_a_line_below_the_translation_names_its_translator(
    line: str, kind: str, names: tuple[str, ...]
) -> None:
    text = translation(bilingual(f"{ENGLISH}\n\n{line}", chinese(f"    {PROSE}\n")))
    assert blocks(text)[-1] == (kind, line)
    assert text.translators == names


def test_a_translator_without_a_translation_is_noted() -> None:
    header = "Title: A\nTranslator: John Smith\nPage: 2\n"
    record = read(bilingual("", chinese(f"    {PROSE}\n"), header=header))
    assert record.translations == ()
    assert record.notes["translation"] == ("Translator: John Smith",)


@pytest.mark.parametrize(
    ("author", "authors", "translators"),
    [
        ("莫日阿耶夫　王小河译", ("莫日阿耶夫",), ("王小河",)),
        ("伊·莫日阿耶夫著　王小河、李大江译", ("伊·莫日阿耶夫",), ("王小河", "李大江")),
        ("伊·莫日阿耶夫 王小河 李大江合译", ("伊·莫日阿耶夫",), ("王小河", "李大江")),
        ("莫日阿耶夫 原著 王 力 译", ("莫日阿耶夫",), ("王力",)),
        ("王小河译", (), ("王小河",)),
    ],
)
def test_the_chinese_header_names_translators(
    author: str, authors: tuple[str, ...], translators: tuple[str, ...]
) -> None:
    text = original(chinese(f"    {PROSE}\n", author=author))
    assert (text.byline, text.authors, text.translators) == (author, authors, translators)


@pytest.mark.parametrize("lines", ["譯者：王小河", "莫日阿耶夫\r\n翻译：王小河"])
def test_a_header_may_have_a_line_for_its_translator(lines: str) -> None:
    record = read(chinese(f"    {PROSE}\n", author=lines))
    assert record.original is not None
    assert record.original.translators == ("王小河",)
    assert record.original.authors == (("莫日阿耶夫",) if "\r" in lines else ())
    assert "translator" in fields(record)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("译者：王小河", "signature"),
        ("（王小河译）", "signature"),
        ("王小河 译", "signature"),
        ("王小河　译", "signature"),
        ("（王小河译自苏联《真理报》）", "note"),
        ("（原载苏联《真理报》，王小河译）", "note"),
    ],
)
def test_a_line_of_a_chinese_text_names_its_translator(line: str, kind: str) -> None:
    text = original(chinese(f"    {PROSE}\n    {line}\n", author="莫日阿耶夫"))
    assert blocks(text)[-1] == (kind, line)
    assert (text.authors, text.translators) == (("莫日阿耶夫",), ("王小河",))


@pytest.mark.parametrize("line", ["这篇文章由王小河译成中文。", "新译", "译"])
def test_words_about_translating_name_nobody(line: str) -> None:
    assert original(chinese(f"    {PROSE}\n    {line}\n")).translators == ()


def test_a_byline_taken_from_the_body_is_entered_as_author() -> None:
    assert "author" in fields(read(chinese(f"    本报记者 王小河\n    {PROSE}\n")))
