"""Time grows with the size of the input and no faster: every layout, and all that reads one line.

Long runs of every class of character, and long sequences of short lines, where an article has its
title, its header, its body or nothing at all. A square would take a hundred times as long at ten
times the size; thirty is the limit, and only what is slow enough to be measured counts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from documents.alignment.tokens import read_passage
from documents.corporate_names import is_corporate
from documents.credits import chinese_bylines, datelines, english_bylines
from documents.dates import read_date
from documents.other_formats import format_of_text
from documents.search.query import parse
from documents.seed_store.files import LONGEST_LINE, MOST_LINES, decode
from documents.seed_store.layouts import known_layouts
from documents.seed_store.records import Refused
from documents.sentences import sentences
from documents.text import read_numeral
from tests.helpers import growth_of_time
from tests.helpers.site_process import ROOT

pytestmark = pytest.mark.slow

RUNS = (
    *(" ", "\t", "\u3000", "\u00a0", "\ufeff", "a", "A", "1", "é", "中", "一", "王"),
    *("，", "。", "：", "、", ".", ",", ":", ";", "-", "—", "…", "·", "*", "_", "#", "=", "|", "★"),
    *("(", ")", "（", "）", "[", "【", "《", '"', "“", "'", "<", "&", "/", "\u0301", "\u200b"),
    *("a ", "A. ", "Ab ", "a, ", "中 ", "王 ", "中、", "1.", "1 ", "★ ", "- ", "a-", "译", "记者"),
    *("[a](", "![", "**a", "*a ", "`a", "[^a]", "<a>", "[a]", "> ", "\\", "a: ", "{", "| a |"),
    *("<hi/>", "<hi>a</hi>", "<lb/>", "<p>a</p>", "<note>a</note>", "<pb/>", "<!-- -->"),
)
MARKS = "\u0301\u0323"  # on one letter they are sorted; `decode` refuses most of them
LINES = (
    *("\n", "a\n", "中\n", "一\n", "1\n", "#\n", "*\n", "|\n", "中。\n", "（中）\n", "### 题\n"),
    *(
        "Title: a\n",
        "Author: \n",
        "作者：\n",
        "1958-01-24\n",
        "第6版()\n",
        "专栏：\n",
        "Original:\n",
    ),
    *(
        "[1] a\n",
        "REFERENCES\n",
        "A. B.\n",
        "\n中\n",
        "中 中 中\n",
        "a  1\n",
        "Warning!\n",
        "> a\n",
        "- a\n",
        "| a | b |\n",
        "| a\n",
        "[^a]: a[^a]\n",
        "a: [a]\n",
        "<p>a</p>\n",
        "<hi>a</hi>\n",
        "<l>a</l>\n",
        "a<note>b</note>\n",
        "Link\n",
    ),
)
_CHINESE = (
    "### 题目{}\n\n作者：王力{}\n1958-01-24{}\n第6版()\n专栏：\n\n    第一段。{}\n    第二段。\n{}"
)
_ENGLISH = (
    "Title: On x{}\nAuthor: Y{}\nDate: 1958-01-24\nPage: 6\n\nThe first paragraph.{}\n\n<hr /> \n\n"
    f"Original: \n\n\n{_CHINESE.replace('{}', '')}"
)
_WEB = "题目{}\n\n作者：王力{}  时间：2019-06-21{}\n\n　　正文第一段。{}\n"
_ENTRY = (ROOT / "seeds" / "002_41d499eae482cac3.txt").read_text("utf-8-sig").splitlines()
_ENCYCLOPEDIA = "\n".join(
    [*(f"{line}{{}}" for line in _ENTRY[:5]), *_ENTRY[5:9], "{}", *_ENTRY[-8:]]
)
_DOCUMENT = (
    "---\ntitle: On x{}\nauthors: [Y{}]\n---\n\n## [en]\n\nThe first.{}\n\n{}\n\n[^1]: A note.{}\n"
)
_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A{}</title>'
    '</titleStmt></fileDesc></teiHeader>\n<text xml:lang="en"><body>\n<p>The first.{}</p>\n{}\n'
    "</body></text></TEI>\n"
)
FORMS = {
    "alone": "{}",
    "peoples_daily": _CHINESE,
    "bilingual": _ENGLISH,
    "peoples_daily_web": _WEB,
    "great_soviet_encyclopedia": _ENCYCLOPEDIA,
    "document": _DOCUMENT,
    "tei": _TEI,
}
PLACES = [
    pytest.param(form, place, id=f"{name}-{place}")
    for name, form in FORMS.items()
    for place in range(form.count("{}"))
]


def grows_too_fast(read: Callable[[str], object], make: Callable[[int], str], most: int) -> bool:
    """Whether reading what is made takes far more than ten times as long for ten times the size."""
    return growth_of_time.grows_too_fast(lambda size: read(make(size)), most)


def read_by_every_layout(text: str) -> None:
    try:
        file = decode(text.encode(), "x.txt")
    except Refused:
        return
    for layout in known_layouts().values():
        for step in (layout.recognise, layout.named_source, layout.parse):
            with suppress(Refused):
                step(file)


def fill(form: str, place: int, words: str) -> str:
    parts = form.split("{}")
    return "".join(parts[: place + 1]) + words + "".join(parts[place + 1 :])


def filled_run(form: str, place: int, run: str, size: int) -> str:
    return fill(form, place, run * (size // len(run)))


def filled_lines(form: str, place: int, line: str, count: int) -> str:
    return fill(form, place, "\n" + line * count)


def run_behind(before: str, run: str, size: int) -> str:
    return before + run * (size // len(run))


@pytest.mark.parametrize(("form", "place"), PLACES)
def test_no_layout_takes_longer_than_a_long_run_of_characters_is(form: str, place: int) -> None:
    slow = [
        run
        for run in (*RUNS, MARKS)
        if grows_too_fast(
            read_by_every_layout,
            partial(filled_run, form, place, run),
            6_000,
        )
    ]
    assert slow == []


@pytest.mark.parametrize(
    ("form", "place"),
    PLACES[:2] + PLACES[3:5] + PLACES[6:7] + PLACES[-9:-8] + PLACES[-5:-3] + PLACES[-2:],
)
def test_no_layout_takes_longer_than_there_are_short_lines(form: str, place: int) -> None:
    slow = [
        line
        for line in LINES
        if grows_too_fast(
            read_by_every_layout,
            partial(filled_lines, form, place, line),
            100,
        )
    ]
    assert slow == []


def tokenise(text: str) -> None:
    for language in ("zh-Hans", "en"):
        sentences(text, language)
        read_passage(text, language, None, skeletons=True)


READERS: tuple[Callable[[str], object], ...] = (
    *(chinese_bylines.read_chinese_credits, chinese_bylines.is_byline),
    *(chinese_bylines.is_byline_by_office, chinese_bylines.is_translators_line),
    *(datelines.find_chinese_dateline, datelines.is_closing_dateline),
    *(datelines.find_chinese_reporters, datelines.find_english_dateline),
    *(datelines.is_english_closing_dateline, datelines.find_english_reporters),
    *(english_bylines.read_english_byline, english_bylines.read_english_translators),
    *(english_bylines.is_translators_line, english_bylines.read_english_names),
    *(is_corporate, read_date, read_numeral, format_of_text, parse, tokenise),
)


@pytest.mark.parametrize("read", READERS, ids=lambda read: f"{read.__module__}.{read.__name__}")
def test_what_reads_one_line_takes_no_longer_than_it_is(read: Callable[[str], object]) -> None:
    def attempt(text: str) -> None:
        with suppress(ValueError):
            read(text)

    slow = [
        (before, run)
        for before in ("", "（本报记者")
        for run in RUNS
        if grows_too_fast(attempt, partial(run_behind, before, run), 6_000)
    ]
    assert slow == []


@pytest.mark.parametrize("written", [MARKS * 60, "&#769;&#803;" * 60])
def test_marks_piled_on_one_letter_are_refused_however_they_are_written(written: str) -> None:
    text = fill(_TEI, 1, written)
    with pytest.raises(Refused) as caught:
        known_layouts()["tei"].parse(decode(text.encode(), "x.xml"))
    assert "marks on one letter" in caught.value.faults[0].found
    known_layouts()["tei"].parse(decode(fill(_TEI, 1, written[: len(written) // 3]).encode(), "x"))


def test_a_file_over_its_budget_is_refused_with_place_and_way_out() -> None:
    with pytest.raises(Refused) as caught:
        decode(("a\n" + "b" * (LONGEST_LINE + 1)).encode(), "x.txt")
    (fault,) = caught.value.faults
    assert (fault.line, fault.field) == (2, "size")
    assert fault.expected == "at most 100000: each paragraph on a line of its own"
    with pytest.raises(Refused) as caught:
        decode(("a\n" * (MOST_LINES + 1)).encode(), "x.txt")
    (fault,) = caught.value.faults
    assert (fault.line, fault.found) == (MOST_LINES + 1, "100001 lines")
