"""Records for reference managers held to gold: what pandoc and Zotero were seen to read rightly.

With these, pandoc 3.9 and the styles Chicago (18th), APA, MLA and GB/T 7714-2015 printed newspaper,
place, page, translator and original title where each guide has them, and nothing of ours as theirs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documents.citation import bibtex, csl, ris
from documents.citation.record import CitedArticle
from tests.citation.samples import (
    encyclopedia_entry,
    led_by,
    newspaper_article,
    published,
    signed,
    signed_in_both,
    translated_by,
)

NEWS = newspaper_article()
URL = "https://archive.example/articles/h4x9k2m7q0b/v1/"
ENGLISH_TITLE = "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces"
CHINESE_TITLE = "麦收以前修好水渠　河西各社合力兴修"
ENGLISH_ABSTRACT = "Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended."
CHINESE_ABSTRACT = "新华社兰州12日电　河西走廊的水渠已经修好。"

ENGLISH = replace(signed_in_both(NEWS, ("王大力",), ("Wang Dali",)), column="今日谈")
CHINESE = led_by(ENGLISH, "zh-Hans")
CHINESE_ONLY = replace(ENGLISH, texts=ENGLISH.texts[:1])
CORPORATE = signed_in_both(NEWS, ("新华社",), ("Xinhua News Agency",))
TRANSLATED = translated_by(CORPORATE, "Ann B. Lee")
ENTRY = published(signed(encyclopedia_entry(), "V. I. IVANOV"))

ENGLISH_ITEM = {
    "id": "h4x9k2m7q0b-v1",
    "type": "article-newspaper",
    "title": ENGLISH_TITLE,
    "original-title": CHINESE_TITLE,
    "author": [{"family": "Wang", "given": "Dali", "static-ordering": True}],
    "original-author": [{"literal": "王大力"}],
    "container-title": "People’s Daily",
    "issued": {"date-parts": [[1959, 5, 13]]},
    "page": "6",
    "section": "今日谈",
    "publisher": "People’s Daily Press",
    "publisher-place": "Beijing",
    "language": "en",
    "source": "Parallel Archive",
    "URL": URL,
    "abstract": ENGLISH_ABSTRACT,
    "note": "Version 1, no. h4x9k2m7q0b",
}
CHINESE_ITEM = {
    "id": "h4x9k2m7q0b-v1",
    "type": "article-newspaper",
    "title": CHINESE_TITLE,
    "author": [{"literal": "王大力"}],
    "container-title": "人民日报",
    "issued": {"date-parts": [[1959, 5, 13]]},
    "page": "6",
    "section": "今日谈",
    "publisher": "人民日报社",
    "publisher-place": "北京",
    "language": "zh-Hans",
    "source": "对照文献",
    "URL": URL,
    "abstract": CHINESE_ABSTRACT,
    "note": "Version 1, no. h4x9k2m7q0b",
}
CORPORATE_ITEM: dict[str, Any] = {
    key: value for key, value in ENGLISH_ITEM.items() if key not in {"original-author", "section"}
} | {"author": [{"literal": "Xinhua News Agency"}]}
ENTRY_ITEM = {
    "id": "z0c1d2f3g4h-v2",
    "type": "entry-encyclopedia",
    "title": "Irrigation Canals of the Socialist Countries",
    "author": [{"family": "Ivanov", "given": "V. I."}],
    "container-title": "The Great Soviet Encyclopedia",
    "issued": {"date-parts": [[1970], [1979]]},
    "edition": "3",
    "publisher": "Sovetskaia entsiklopediia",
    "publisher-place": "Moscow",
    "language": "en",
    "source": "Parallel Archive",
    "URL": "https://archive.example/articles/z0c1d2f3g4h/v2/",
    "abstract": "hydraulic works that carry water to arid land.",
    "note": "Version 2, no. z0c1d2f3g4h",
}


@pytest.mark.parametrize(
    ("article", "item"),
    [
        (ENGLISH, ENGLISH_ITEM),
        (CHINESE, CHINESE_ITEM),
        (CHINESE_ONLY, CHINESE_ITEM),
        (CORPORATE, CORPORATE_ITEM),
        (TRANSLATED, CORPORATE_ITEM | {"translator": [{"family": "Lee", "given": "Ann B."}]}),
        (ENTRY, ENTRY_ITEM),
    ],
    ids=["English", "Chinese", "Chinese only", "corporate", "translated", "encyclopedia"],
)
def test_csl_json_as_styles_print_it_rightly(article: CitedArticle, item: dict[str, Any]) -> None:
    assert csl.item(article) == item


def test_bibtex_as_pandoc_and_zotero_read_it_rightly() -> None:
    assert bibtex.entries([replace(TRANSLATED, column="今日谈"), CHINESE_ONLY, ENTRY]) == (
        f"""\
@article{{h4x9k2m7q0b-v1,
  entrysubtype = {{newspaper}},
  author = {{{{Xinhua News Agency}}}},
  title = {{{{{ENGLISH_TITLE}}}}},
  titleaddon = {{{{{CHINESE_TITLE}}}}},
  translator = {{Lee, Ann B.}},
  journaltitle = {{{{People’s Daily}}}},
  date = {{1959-05-13}},
  pages = {{6}},
  publisher = {{People’s Daily Press}},
  location = {{Beijing}},
  address = {{Beijing}},
  langid = {{english}},
  language = {{english}},
  origlanguage = {{chinese}},
  url = {{{URL}}},
  library = {{Parallel Archive}},
  abstract = {{{ENGLISH_ABSTRACT}}},
  note = {{column 今日谈, version 1, no. h4x9k2m7q0b}},
}}

@article{{h4x9k2m7q0b-v1,
  entrysubtype = {{newspaper}},
  author = {{{{王大力}}}},
  title = {{{{{CHINESE_TITLE}}}}},
  journaltitle = {{{{人民日报}}}},
  date = {{1959-05-13}},
  pages = {{6}},
  publisher = {{人民日报社}},
  location = {{北京}},
  address = {{北京}},
  langid = {{chinese}},
  language = {{chinese}},
  url = {{{URL}}},
  library = {{对照文献}},
  abstract = {{{CHINESE_ABSTRACT}}},
  note = {{column 今日谈, version 1, no. h4x9k2m7q0b}},
}}

@inreference{{z0c1d2f3g4h-v2,
  author = {{Ivanov, V. I.}},
  title = {{{{Irrigation Canals of the Socialist Countries}}}},
  booktitle = {{{{The Great Soviet Encyclopedia}}}},
  date = {{1970/1979}},
  edition = {{3}},
  publisher = {{Sovetskaia entsiklopediia}},
  location = {{Moscow}},
  address = {{Moscow}},
  langid = {{english}},
  language = {{english}},
  origlanguage = {{russian}},
  url = {{https://archive.example/articles/z0c1d2f3g4h/v2/}},
  library = {{Parallel Archive}},
  abstract = {{hydraulic works that carry water to arid land.}},
  note = {{version 2, no. z0c1d2f3g4h}},
}}
"""
    )


def test_ris_as_zotero_reads_it_rightly() -> None:
    assert ris.record(led_by(TRANSLATED, "en")).split("\r\n") == [
        "TY  - NEWS",
        "AU  - Xinhua News Agency",
        "A4  - Lee, Ann B.",
        f"T1  - {ENGLISH_TITLE}",
        "TT  - 麦收以前修好水渠 河西各社合力兴修",
        "T2  - People’s Daily",
        "J2  - 人民日报",
        "PY  - 1959",
        "DA  - 1959/05/13/",
        "SP  - 6",
        "PB  - People’s Daily Press",
        "CY  - Beijing",
        "LA  - en",
        "ID  - h4x9k2m7q0b-v1",
        "AN  - h4x9k2m7q0b",
        "DB  - Parallel Archive",
        f"UR  - {URL}",
        f"AB  - {ENGLISH_ABSTRACT}",
        "N1  - Version 1, no. h4x9k2m7q0b",
        "ER  - ",
        "",
    ]
