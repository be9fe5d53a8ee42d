"""The demo's newspapers: when each appeared, in which script, and what it printed."""

from __future__ import annotations

import json
from dataclasses import dataclass

MARK = {
    "en": "Generated text, for trial: no such newspaper was ever printed.",
    "zh-Hans": "生成文本，仅供试用：并无此报。",
}


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper that never was, with the pages of one issue.

    ``favours`` names the subjects it prints more of. ``traditional_until`` is the last year of
    Traditional characters. From ``web_from`` on a web edition is held, in Chinese only.
    """

    key: str
    names: tuple[str, str]  # English, Chinese
    place: tuple[str, str]
    first: int
    last: int
    pages: int
    favours: tuple[str, ...] = ()
    translated: float = 0.85
    traditional_until: int = 0
    web_from: int = 9999


NEWSPAPERS = (
    Newspaper(
        *("morning-post", ("Morning Post", "晨报"), ("Beijing", "北京"), 1946, 1999, 8),
        favours=("friendship", "science"),
        traditional_until=1955,
    ),
    Newspaper(
        *("river-daily", ("River Daily", "江河日报"), ("Wuhan", "武汉"), 1949, 1999, 4),
        favours=("harvest", "waterworks", "weather"),
    ),
    Newspaper(
        *("workers-gazette", ("Workers' Gazette", "工人公报"), ("Shanghai", "上海"), 1950, 1992, 4),
        favours=("industry", "railways"),
    ),
    Newspaper(
        *("harbour-news", ("Harbour News", "港湾新闻"), ("Guangzhou", "广州"), 1953, 1999, 6),
        favours=("trade", "sport", "electronics"),
        translated=0.7,
        web_from=1996,
    ),
    Newspaper(
        *("evening-lamp", ("Evening Lamp", "晚灯"), ("Tianjin", "天津"), 1956, 1988, 4),
        favours=("culture", "trees", "post", "education"),
        translated=1.0,
    ),
)


def write_sources() -> str:
    """The collection's ``sources.toml``."""
    parts = []
    for paper in NEWSPAPERS:
        layouts = ["peoples_daily"]
        if paper.web_from < paper.last:
            layouts.append("peoples_daily_web")
        parts.append(
            f'[{paper.key}]\nkind = "newspaper"\nlayout = {json.dumps(layouts)}\n'
            f'files = ["{paper.key}/**"]\nlanguages = ["zh-Hans", "en"]\n'
            'rights = "http://rightsstatements.org/vocab/NKC/1.0/"\n\n'
            f'[{paper.key}.names]\nen = "{paper.names[0]}"\nzh-Hans = "{paper.names[1]}"\n\n'
            f'[{paper.key}.place]\nen = "{paper.place[0]}"\nzh-Hans = "{paper.place[1]}"\n\n'
            f'[{paper.key}.notes.content]\nen = "{MARK["en"]}"\nzh-Hans = "{MARK["zh-Hans"]}"\n'
        )
    return "\n".join(parts)
