"""A small collection that has of everything the reading page must show, and the site over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from documents.identifiers import mint
from tests.helpers.site_process import ROOT, Served, serve_seeds

SEED = "xt66nzthbgz"  # the 1958 article
ENTRY = "mknksvf3cph"  # the encyclopedia's
DIKE = mint("dike")  # has a subhead, a poem, a signature and more paragraphs than its translation
LONE = mint("lone")  # Chinese only
LONG = mint("long")  # a title of 600 characters
DOUBT = mint("doubt")  # some of its rows cannot be told apart
HUGE = mint("huge")  # hundreds of paragraphs under three subheads
CORRECTED = mint("corrected")
WITHDRAWN = mint("withdrawn")
REPLACED = mint("replaced")  # withdrawn in favour of LONE
# A part of every kind that an address has, of articles and days that are there.
ADDRESS_PARTS = {
    "identifier": SEED,
    "version": "1",
    "key": "peoples-daily",
    "year": "1958",
    "month": "01",
    "day": "24",
    "word": "合作",
    "digest": "0" * 64,  # stands for the one served
}

LATER = "1961-05-02"
PUBLIC = "https://archive.example.org"

_PROSE = (
    "    敌人从五月十五日起，在河的两岸放水，企图困死我军民。群众冒雨抢修，三天三夜没有合眼。\n"
)


def write_library(folder: Path) -> None:
    """The project's two seeds and, beside them, files in the newspaper's layout."""
    folder.mkdir(parents=True)
    for seed in (ROOT / "seeds").iterdir():
        shutil.copyfile(seed, folder / seed.name)
    files = {
        "dike.txt": _bilingual(
            "The Dike",
            ("From May 15th the enemy let in the water.", "The people mended the dike."),
            "人民的河堤",
            "            一  放水围困\n" + _PROSE + _PROSE.replace("敌人", "他们"),
            page=2,
        ),
        "lone.txt": _chinese("天寒地冻雪花飘　我们决心不动摇  黄县正向胜利迈进", _PROSE, page=6),
        "long.txt": _chinese(
            "关于" + "进一步加强文化合作的若干问题" * 42 + "的决定", _PROSE, page=8
        ),
        "doubt.txt": _doubtful(),
        "huge.txt": _huge(),
        "corrected.txt": _chinese("更正前的题目", _PROSE, page=3),
        "autumn.txt": _chinese("一九六〇年的秋天", _PROSE, page=1, day="1960-10-05"),
        "corrected~2.txt": _chinese("更正后的题目", _PROSE, page=3),
        "withdrawn.withdrawn.toml": (
            'reason = "A duplicate of <another> scan."\ndate = 2026-10-05\n'
        ),
        "replaced.withdrawn.toml": (
            f'reason = "Filed twice."\ndate = 2026-10-05\nsuccessor = "{LONE}"\n'
        ),
        "withdrawn.txt": _chinese("撤回的文章", _PROSE, page=4),
        "replaced.txt": _chinese("重复的文章", _PROSE, page=4),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _chinese(title: str, body: str, page: int, day: str = "1958-01-24") -> str:
    return f"### {title}\n\n{day}\n第{page}版()\n专栏：\n\n{body}"


def _bilingual(
    title: str,
    paragraphs: tuple[str, ...],
    original: str,
    body: str,
    page: int,
    day: str = "1958-01-24",
) -> str:
    english = "\n\n".join(paragraphs)
    return (
        f"Title: {title}\nAuthor: \nDate: {day}\nPage: {page}\n\n{english}\n\n\n\n"
        f"<hr /> \n\nOriginal: \n\n\n{_chinese(original, body, page, day)}"
    )


_DAM = (
    "    苏联政府决定在五年内建设七座水电站。工人们热烈欢迎这个决定。大家说这是和平建设的胜利。\n",
    "The Soviet government has decided to build 7 hydroelectric power stations within five years."
    " The workers warmly welcomed the decision. Everybody said it was a victory of peaceful"
    " construction.",
)
_PLOUGH = (
    "    农业合作社的社员们正在积极准备春耕。他们已经修好了七部水车，积肥五万担。\n",
    "Members of the agricultural cooperatives are actively preparing for spring ploughing."
    " They have repaired 7 waterwheels and collected 50,000 dan of manure.",
)


def _doubtful() -> str:
    """Rows of which some have an answer that nothing in them speaks for."""
    original = (
        "    我们的祖国是花园。花园里花朵真鲜艳。\n",
        _DAM[0],
        "    天气很好，阳光灿烂。\n",
        _PLOUGH[0],
        "    他走了。\n",
        "    这一段讲的是一月二十四日在北京召开的会议，出席会议的代表共有一千二百三十四人。\n",
        _DAM[0].replace("七", "九"),
    )
    translation = (
        _DAM[1],
        "A poem about a garden, and nothing else at all but rambling.",
        "The wind blew.",
        _PLOUGH[1],
        "An added remark concerning copyright in Albania and pears.",
        _DAM[1].replace("7", "9"),
    )
    return _bilingual("Doubtful Rows", translation, "难分的段落", "".join(original), 1, LATER)


def _huge() -> str:
    """Three parts of a hundred paragraphs each, about 20,000 characters."""
    original, translation = "", []
    for part in ("一", "二", "三"):
        original += f"            {part}  建设的新高潮\n"
        translation.append("A New High Tide of Construction")
        for place in range(100):
            paragraph = (_DAM, _PLOUGH)[place % 2]
            original += paragraph[0]
            translation.append(paragraph[1])
    return _bilingual("A Long Report", tuple(translation), "长篇报道", original, 2, LATER)


@contextmanager
def serve_library(folder: Path, code: Path = ROOT, **settings: str) -> Iterator[Served]:
    """The site over the collection, on this run's database."""
    write_library(folder / "seeds")
    settings = {
        "ARCHIVE_CONTACT": "archive@example.org",
        "ARCHIVE_BASE_URL": PUBLIC,
        "ARCHIVE_HTTPS": "0",  # the tests ask without it
    } | settings
    settings["ARCHIVE_SEEDS"] = str(folder / "seeds")
    with serve_seeds(folder / "var", code, **settings) as site:
        yield site
