"""The web edition's layout: headline lines, author and time, body."""

from __future__ import annotations

import pytest

from documents.blocks import Dateline
from documents.seed_store.files import decode
from documents.seed_store.layouts import recognise
from tests.helpers.layout_samples import blocks, chinese, original, read, refusal

BODY = "本报平壤6月20日电　（记者某某）代表团今天抵达这里，受到各界群众的热烈欢迎。"


def page(facts: str) -> str:
    return f"代表团抵达平壤\n受到热烈欢迎\n{facts}\n\n{BODY}\n"


def test_headline_author_and_time_are_read() -> None:
    record = read(page("作者：杜甲乙;莽丙丁;鞠　鹏  时间：2019-06-21"))
    assert (record.layout, str(record.date), record.page) == (
        "peoples_daily_web",
        "2019-06-21",
        None,
    )
    assert record.original is not None
    assert record.original.headline == ("代表团抵达平壤", "受到热烈欢迎")
    assert record.original.authors == ("杜甲乙", "莽丙丁", "鞠鹏")
    assert record.original.dateline == Dateline("本报", "平壤", "6月20日")
    assert blocks(record.original) == [("paragraph", BODY)]
    assert record.not_understood == ()


@pytest.mark.parametrize(
    "facts", ["时间：2019-06-21", "  时间：2019年6月21日 05:30", "作者：  时间：2019-06-21"]
)
def test_the_author_is_often_absent(facts: str) -> None:
    assert str(read(page(facts)).date) == "2019-06-21"
    assert (original(page(facts)).byline, original(page(facts)).authors) == ("记者某某", ("某某",))
    unsigned = page(facts).replace("（记者某某）", "")
    assert (original(unsigned).byline, original(unsigned).authors) == ("", ())


def test_an_impossible_time_and_a_second_article_are_refused() -> None:
    assert "x.txt:3: date: found '2019-06-31'" in refusal(page("时间：2019-06-31"))
    two = page("时间：2019-06-21") * 2
    assert "x.txt:8: title: found a second article's header" in refusal(two)


def test_the_transcriptions_layout_is_told_apart() -> None:
    file = decode(chinese(f"    {BODY}\n    时间：2019-06-21\n").encode(), "x.txt")
    assert recognise(file) == ("peoples_daily",)
