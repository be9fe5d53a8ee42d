"""BibLaTeX, RIS and CSL-JSON: what a reference manager reads back is what went in."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from documents.citation import bibtex, csl, dating, jsonld, ris, tei
from documents.citation.passage import Passage
from documents.citation.runs import one_line
from documents.dates import PartialDate
from tests.citation.hostile_titles import titles
from tests.citation.samples import (
    encyclopedia_entry,
    led_by,
    local,
    newspaper_article,
    signed,
    signed_in_both,
    titled,
    translated_by,
)

NEWS = newspaper_article()
ENTRY = encyclopedia_entry()
READ = date(2026, 11, 22)
_TEX = (
    (r"\vphantom{\{}\}", "}"),
    (r"\{\vphantom{\}}", "{"),
    (r"\textasciitilde{}", "~"),
    (r"\textasciicircum{}", "^"),
    (r"\textbackslash{}", "\\"),
    *((rf"\{mark}", mark) for mark in "&%#_$"),
)
_TEX_PATTERN = re.compile("|".join(re.escape(code) for code, _ in _TEX))
# What CSL-JSON's own schema allows of the keys used here.
_CSL_TYPES = {"article-newspaper", "entry-encyclopedia", "article"}
_CSL_KEYS = {
    "string": {
        *("id", "type", "title", "original-title", "container-title", "page", "section", "edition"),
        *("publisher", "publisher-place", "language", "source", "abstract", "annote"),
        *("URL", "note"),
    },
    "names": {"author", "translator"},
    "date": {"issued", "accessed"},
}


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Entries as BibTeX itself reads them: by counting braces, backslash or not."""
    entries = []
    for found in re.finditer(r"^@(\w+)\{([^,\s]+),$", text, re.MULTILINE):
        fields, place = {}, found.end()
        while match := re.compile(r"\s*(\w+) = \{").match(text, place):
            depth, start = 1, match.end()
            place = start
            while depth:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[match[1]] = text[start : place - 1]
            assert text[place] == ","
            place += 1
        assert text[place : place + 2] == "\n}", text[place : place + 40]
        entries.append((found[1], found[2], fields))
    return entries


def untex(value: str) -> str:
    while value.startswith("{") and value.endswith("}") and not value.endswith(r"\}"):
        value = value[1:-1]
    return _TEX_PATTERN.sub(lambda found: dict(_TEX)[found[0]], value)


def test_a_newspaper_article_in_bibtex() -> None:
    article = translated_by(signed(NEWS, "V. I. Ivanov", "王力"), "Ann Lee")
    [(kind, key, fields)] = read_bibtex(bibtex.entry(article, accessed=READ))
    assert (kind, key) == ("article", "h4x9k2m7q0b-v1")
    assert fields == {
        "entrysubtype": "newspaper",
        "author": "Ivanov, V. I. and {王力}",
        "title": "{Canals Mended before the Wheat Harvest: Hexi Communes Join Forces}",
        "titleaddon": "{麦收以前修好水渠　河西各社合力兴修}",
        "translator": "{Ann Lee}",
        "journaltitle": "{People’s Daily}",
        "date": "1959-05-13",
        "pages": "6",
        "publisher": "People’s Daily Press",
        "location": "Beijing",
        "address": "Beijing",
        "langid": "english",
        "language": "english",
        "origlanguage": "chinese",
        "url": "https://archive.example/articles/h4x9k2m7q0b/v1/",
        "urldate": "2026-11-22",
        "library": "Parallel Archive",
        "abstract": "Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended.",
        "note": "version 1, no. h4x9k2m7q0b",
    }


def test_an_encyclopedia_entry_in_bibtex() -> None:
    [(kind, _, fields)] = read_bibtex(bibtex.entry(ENTRY))
    assert kind == "inreference"
    assert fields["booktitle"] == "{The Great Soviet Encyclopedia}"
    assert (fields["date"], fields["edition"]) == ("1970/1979", "3")
    assert fields["origlanguage"] == "russian"
    assert "author" not in fields


@given(titles, titles)
def test_bibtex_gives_back_any_title_and_name(title: str, author: str) -> None:
    text = bibtex.entries([signed(titled(NEWS, title), author), ENTRY])
    entries = read_bibtex(text)
    assert len(entries) == 2
    fields = entries[0][2]
    assert untex(fields.get("title", "")) == one_line(title)
    assert fields["date"] == "1959-05-13"


def test_an_archive_without_an_address_prints_none_that_would_lead_nowhere() -> None:
    article = local(NEWS)
    assert "url" not in read_bibtex(bibtex.entry(article, accessed=READ))[0][2]
    assert "UR  - " not in ris.record(article)
    assert "URL" not in csl.item(article)
    for text in (bibtex.entry(article), ris.record(article), csl.items([article])):
        assert "ocal address /articles/h4x9k2m7q0b/v1/" in text


def test_a_newspaper_article_in_ris() -> None:
    article = translated_by(signed(NEWS, "V. I. Ivanov"), "Ann Lee")
    assert ris.record(article, accessed=READ).split("\r\n") == [
        "TY  - NEWS",
        "AU  - Ivanov, V. I.",
        "A4  - Ann Lee",
        "T1  - 麦收以前修好水渠 河西各社合力兴修",
        "TT  - Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "T2  - 人民日报",
        "J2  - People’s Daily",
        "PY  - 1959",
        "DA  - 1959/05/13/",
        "SP  - 6",
        "PB  - 人民日报社",
        "CY  - 北京",
        "LA  - zh-Hans",
        "ID  - h4x9k2m7q0b-v1",
        "AN  - h4x9k2m7q0b",
        "DB  - 对照文献",
        "UR  - https://archive.example/articles/h4x9k2m7q0b/v1/",
        "AB  - 新华社兰州12日电 河西走廊的水渠已经修好。",
        "Y2  - 2026/11/22/",
        "N1  - Version 1, no. h4x9k2m7q0b",
        "ER  - ",
        "",
    ]


def test_an_interval_in_ris_keeps_both_ends() -> None:
    text = ris.record(ENTRY)
    assert "TY  - ENCYC\r\n" in text
    assert "PY  - 1970\r\nDA  - 1970///1970–1979\r\n" in text
    assert "TT  - " not in text


@given(titles, titles)
def test_every_line_of_ris_has_the_grammar_of_ris(title: str, author: str) -> None:
    text = ris.records([signed(titled(NEWS, title), author), ENTRY])
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert [line[:2] for line in lines if line[:2] in {"TY", "ER"}] == ["TY", "ER", "TY", "ER"]
    for line in lines:
        assert not line or re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)


def test_a_newspaper_article_in_csl_json() -> None:
    article = translated_by(signed(NEWS, "V. I. Ivanov", "王力"), "Ann Lee")
    assert csl.item(article, accessed=READ) == {
        "id": "h4x9k2m7q0b-v1",
        "type": "article-newspaper",
        "title": "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",
        "original-title": "麦收以前修好水渠　河西各社合力兴修",
        "author": [{"family": "Ivanov", "given": "V. I."}, {"literal": "王力"}],
        "translator": [{"literal": "Ann Lee"}],
        "container-title": "People’s Daily",
        "issued": {"date-parts": [[1959, 5, 13]]},
        "page": "6",
        "publisher": "People’s Daily Press",
        "publisher-place": "Beijing",
        "language": "en",
        "source": "Parallel Archive",
        "URL": "https://archive.example/articles/h4x9k2m7q0b/v1/",
        "accessed": {"date-parts": [[2026, 11, 22]]},
        "abstract": "Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended.",
        "note": "Version 1, no. h4x9k2m7q0b",
    }


@pytest.mark.parametrize(
    ("kind", "entry", "record", "item"),
    [
        ("newspaper", "article", "NEWS", "article-newspaper"),
        ("encyclopedia", "inreference", "ENCYC", "entry-encyclopedia"),
        ("periodical", "article", "MGZN", "article-magazine"),
        ("book", "incollection", "CHAP", "chapter"),
        ("documents", "misc", "GEN", "document"),
        ("leaflet", "article", "GEN", "article"),
    ],
)
def test_each_kind_of_source_has_its_type(kind: str, entry: str, record: str, item: str) -> None:
    article = replace(NEWS, source_kind=kind)
    assert bibtex.entry(article).startswith(f"@{entry}{{")
    assert ris.record(article).startswith(f"TY  - {record}\r\n")
    assert csl.item(article)["type"] == item


def test_dates_in_csl_json_say_no_more_than_the_source() -> None:
    def issued(edtf: str) -> dict[str, Any]:
        found: dict[str, Any] = csl.item(replace(NEWS, date=PartialDate.parse(edtf)))["issued"]
        return found

    assert issued("1970/1979") == {"date-parts": [[1970], [1979]]}
    assert issued("1958-01") == {"date-parts": [[1958, 1]]}
    assert issued("1958~") == {"date-parts": [[1958]], "circa": True}
    assert issued("195X") == {"literal": "1950s"}
    assert issued("1848/..") == {"literal": "1848 or later"}
    assert "issued" not in csl.item(replace(NEWS, date=None))


def test_an_open_interval_is_no_year_in_any_format() -> None:
    since = replace(NEWS, date=PartialDate.parse("1848-02/.."))
    until = replace(NEWS, date=PartialDate.parse("/1850"))
    assert "  date = {1848-02/..}," in bibtex.entry(since)
    assert "  date = {/1850}," in bibtex.entry(until)
    assert "DA  - 1848/02//February 1848 or later" in ris.record(since)
    assert "DA  - 1850///1850 or earlier" in ris.record(until)
    assert '"datePublished":"1848-02/.."' in jsonld.script(since)
    assert '"datePublished":"../1850"' in jsonld.script(until)
    assert 'notAfter="1850" when-custom="/1850"' in tei.document(until)
    assert dating.iso(until.date) == "[-1850]"


@given(titles, titles)
def test_csl_json_keeps_to_its_schema(title: str, author: str) -> None:
    listed = json.loads(csl.items([signed(titled(NEWS, title), author), ENTRY], accessed=READ))
    assert len(listed) == 2
    assert listed[0].get("title", "") == one_line(title)
    for item in listed:
        assert item["type"] in _CSL_TYPES
        for key, value in item.items():
            if key in _CSL_KEYS["string"]:
                assert isinstance(value, str)
            elif key in _CSL_KEYS["names"]:
                assert all(
                    set(name) - {"static-ordering"} in ({"literal"}, {"family", "given"})
                    for name in value
                )
            else:
                assert key in _CSL_KEYS["date"]
                assert all(isinstance(n, int) for part in value["date-parts"] for n in part)


def test_the_name_of_a_body_is_never_taken_apart() -> None:
    article = signed(NEWS, "Xinhua News Agency", "A. Committee")
    assert csl.item(article)["author"] == [
        {"literal": "Xinhua News Agency"},
        {"family": "Committee", "given": "A."},
    ]
    [(_, _, fields)] = read_bibtex(bibtex.entry(article))
    assert fields["author"] == "{Xinhua News Agency} and Committee, A."
    assert "AU  - Xinhua News Agency\r\n" in ris.record(article)


TWO_NAMES = signed_in_both(newspaper_article(), ("王大力", "朱　鹏"), ("Wang Dali", "Zhu Peng"))


def test_exports_keep_the_characters_of_romanised_authors() -> None:
    item = csl.item(TWO_NAMES)
    assert item["author"] == [
        {"family": "Wang", "given": "Dali", "static-ordering": True},
        {"family": "Zhu", "given": "Peng", "static-ordering": True},
    ]
    assert item["original-author"] == [{"literal": "王大力"}, {"literal": "朱鹏"}]
    assert "  nameaddon = {王大力, 朱鹏},\n" in bibtex.entry(TWO_NAMES)
    assert "N1  - Author: Wang Dali 王大力; Zhu Peng 朱鹏\r\n" in ris.record(TWO_NAMES)


def test_authors_are_not_matched_where_the_two_texts_name_different_numbers() -> None:
    uneven = signed_in_both(newspaper_article(), ("王大力", "朱　鹏"), ("Wang Dali",))
    assert "original-author" not in csl.item(uneven)


def test_the_language_asked_for_leads_with_its_own_names_in_every_export() -> None:
    chinese, english = led_by(TWO_NAMES, "zh-Hans"), led_by(TWO_NAMES, "en")
    title = chinese.source_text.title
    item = csl.item(chinese)
    assert (item["title"], item["container-title"]) == (title, "人民日报")
    assert (item["publisher-place"], item["source"]) == ("北京", "对照文献")
    assert "original-title" not in item
    assert f"  title = {{{{{title}}}}},\n" in bibtex.entry(chinese)
    assert "  location = {北京},\n" in bibtex.entry(chinese)
    assert "T1  - Canals Mended" in ris.record(english)
    assert "T2  - People’s Daily\r\n" in ris.record(english)
    assert "CY  - Beijing\r\n" in ris.record(english)


def test_an_article_held_only_in_chinese_is_chinese_throughout() -> None:
    only = replace(newspaper_article(), texts=newspaper_article().texts[:1])
    for written in (bibtex.entry(only), ris.record(only), json.dumps(csl.item(only))):
        assert "People" not in written
        assert "Beijing" not in written


QUOTED = replace(NEWS, passage=Passage((1, 2)))


def test_a_passage_goes_into_the_notes_and_the_address() -> None:
    said = (
        "Paras. 1–2: “新华社兰州12日电　河西走廊的水渠已经修好。 "
        "今年麦收以前，渠水将流到三千亩田里。” / "
        "“Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended. "
        "Before this year’s wheat harvest, water will reach three thousand mu.”"
    )
    address = "https://archive.example/articles/h4x9k2m7q0b/v1/#p1"
    item = csl.item(QUOTED)
    assert (item["annote"], item["URL"]) == (said, address)
    [(_, key, fields)] = read_bibtex(bibtex.entry(QUOTED))
    assert (fields["annotation"], untex(fields["url"]), key) == (said, address, "h4x9k2m7q0b-v1")
    record = ris.record(QUOTED)
    assert f"N1  - {said.replace('　', ' ')}\r\n" in record
    assert f"UR  - {address}\r\n" in record


def test_styles_get_nothing_that_they_would_print_as_the_newspapers() -> None:
    # Chicago sets an identifier before the page, MLA and APA a version behind the newspaper.
    for article in (NEWS, ENTRY):
        assert not {"version", "archive", "archive_location"} & set(csl.item(article))
        [(_, _, fields)] = read_bibtex(bibtex.entry(article))
        assert "version" not in fields
