"""The layout of any text: front matter, a text for each language, what is refused."""

from __future__ import annotations

import pytest

from documents.source_dates.reader import WRITTEN_NOTE
from documents.translation_tags import DATES_NOTE
from tests.helpers.layout_samples import fields, read, refusal

TREATY = """---
title: 友好条约
title.en: "The Treaty: a Text"
authors: [王小河, 李大江]
translators:
  en: Ann Lee; Bo Young
date: 1958-01-24
page: 第6版
section: 国际
column: 文献
place: 莫斯科
source: letters
rights: Public domain.
notes: Typed copy.
origin:
  file: letters.csv
  number: 12
---

## [zh-Hans]

# 友好条约

双方**决心**维护和平[^1]，
并同意*下列*各条。

[^1]: 见第三页。

## [en]

Both sides are **resolved**[^1].

[^1]: See page 3.
"""


def test_front_matter_gives_the_facts_and_headings_the_texts() -> None:
    record = read(TREATY)
    original, translation = record.texts
    assert (record.layout, record.language) == ("document", "zh-Hans")
    assert (original.headline, original.byline) == (("友好条约",), "王小河、李大江")
    assert original.authors == ("王小河", "李大江")
    assert original.dateline is not None
    assert original.dateline.place == "莫斯科"
    assert (translation.language, translation.headline) == ("en", ("The Treaty: a Text",))
    assert translation.translators == ("Ann Lee", "Bo Young")
    assert (str(record.date), record.page, record.page_label) == ("1958-01-24", 6, "第6版")
    assert (record.section, record.column) == ("国际", "文献")
    assert record.notes == {
        "source": ("letters",),
        "rights": ("Public domain.",),
        "notes": ("Typed copy.",),
        "origin": ("letters.csv#12",),
    }


def test_every_line_is_named_by_what_it_became() -> None:
    lines = [name for name in fields(read(TREATY)) if name != "blank"]
    facts = ["title", "title", "author", "translator", "translator", "date", "page", "section"]
    facts += ["column", "place", "source", "rights", "notes", "origin", "origin", "origin"]
    texts = ["furniture", "furniture", "body", "body", "body", "furniture", "body", "body"]
    assert lines == ["furniture", *facts, "furniture", *texts]


def test_toml_front_matter_says_the_same() -> None:
    text = (
        "+++\ntitle = 'A: b'\ndate = 1958-01-24\npage = 6\nauthors = ['X', 'Y']\n"
        "[origin]\nfile = 'a.csv'\n+++\n\n## [en]\n\nText.\n"
    )
    record = read(text)
    assert record.texts[0].headline == ("A: b",)
    assert (str(record.date), record.page) == ("1958-01-24", 6)
    assert record.notes == {"origin": ("a.csv",)}
    assert fields(record)[:8] == [
        *("furniture", "title", "date", "page", "author", "origin", "origin", "furniture"),
    ]


@pytest.mark.parametrize(
    ("origin", "note"),
    [
        ("{file: a.json, sha256: 0e, number: 2, others: {b.json: 1f, c.json: 2a}}", "origin"),
        ("{file: a.json, place: attic}", "fields"),
        ("{number: 2}", "fields"),
        ("a.json", "fields"),
    ],
)
def test_an_origin_is_the_file_its_record_and_further_files(origin: str, note: str) -> None:
    notes = read(f"---\ntitle: A\norigin: {origin}\n---\n\n## [en]\n\nText.\n").notes
    assert list(notes) == [note]
    if note == "origin":
        assert notes[note] == ("a.json#2", "b.json", "c.json")


def test_values_stay_as_they_are_written() -> None:
    record = read(
        "---\ntitle: 1958\ndate: 1958-01-24\nyes: no\nid: 0012\nat: 2001-01-01\n---\n\na\n"
    )
    assert record.texts[0].headline == ("1958",)
    assert record.notes["fields"] == ("yes: no", "id: 0012", "at: 2001-01-01")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        *(("1958?", "1958?"), ("1958~", "1958~"), ("195X", "195X"), ("1958-21", "1958-21")),
        *(("1957/1958", "1957/1958"), ("1970-1-25", "1970-01-25")),
        *(("24 January 1958", "1958-01-24"), ("1958年1月24日", "1958-01-24")),
    ],
)
def test_dates_are_edtf_or_as_printed(written: str, edtf: str) -> None:
    assert str(read(f"---\ntitle: A\ndate: {written}\n---\n\nText.\n").date) == edtf


@pytest.mark.parametrize(
    ("lines", "edtf", "note"),
    [
        ("date: 25 October 1917 (O.S.)", "1917-11-07", "25 October 1917 (O.S.)"),
        ("date: 1917-10-25/11-07", "1917-11-07", "1917-10-25/11-07"),
        ("date: 民国三十八年十月一日", "1949-10-01", "民国三十八年十月一日"),
        ("date: 1958-1-24", "1958-01-24", None),
        ("date: 1931\ndate_as_written: the year of the flood", "1931", "the year of the flood"),
        (
            "date_as_written: 光緒二十年八月初一\ndate: 1894-08-31",
            "1894-08-31",
            "光緒二十年八月初一",
        ),
    ],
)
def test_a_date_of_another_calendar_is_kept_in_its_words(
    lines: str, edtf: str, note: str | None
) -> None:
    record = read(f"---\ntitle: A\n{lines}\n---\n\nText.\n")
    assert str(record.date) == edtf
    assert record.notes.get("date_as_written") == (note and (note,))


def test_the_first_text_is_the_original_unless_language_says_otherwise() -> None:
    two = "---\ntitle: A\n{}---\n\n## [en]\n\nOne.\n\n## [ru]\n\nДва.\n"
    assert [text.language for text in read(two.format("")).texts] == ["en", "ru"]
    turned = read(two.format("language: ru\n"))
    assert (turned.language, [text.language for text in turned.texts]) == ("ru", ["ru", "en"])
    assert turned.original is not None
    assert turned.original.headline == ("A",)
    held_elsewhere = read(two.format("language: de\ntranslators: X\n"))
    assert (held_elsewhere.language, held_elsewhere.original) == ("de", None)
    assert [text.translators for text in held_elsewhere.translations] == [("X",), ("X",)]


def test_translators_of_no_language_are_the_translations_or_of_the_only_text() -> None:
    alone = read("---\ntitle: A\ntranslators: [X]\n---\n\n## [zh-Hans]\n\n正文。\n")
    assert alone.texts[0].translators == ("X",)
    both = read("---\ntitle: A\ntranslators: [X]\n---\n\n## [zh-Hans]\n\n正文。\n\n## [en]\n\nB.\n")
    assert [text.translators for text in both.texts] == [(), ("X",)]


def test_what_is_said_of_a_language_without_a_text_is_kept() -> None:
    record = read("---\ntitle: A\ntitle.fr: Le B\n---\n\n## [en]\n\nText.\n")
    assert record.notes["fields"] == ("title.fr: Le B",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: A\ntitle: B\n---\n\na", "x.txt:3: front_matter: found 'title' a second time"),
        ("---\ntitle: A: b\n---\n\na", "x.txt:2: front_matter: found YAML with a fault"),
        ("---\na: &x b\ntitle: *x\n---\n\na", "x.txt:2: front_matter: found an anchor"),
        (f"---\ntitle: {'[' * 99}\n---\n\na", "x.txt:2: front_matter: found lists and tables too"),
        ("---\ntitle: A\n\na", "x.txt:1: front_matter: found front matter without an end"),
        ("+++\ntitle = A\n+++\n\na", "x.txt:2: front_matter: found TOML with a fault"),
        ("---\ntitle: A\ndate: soon\n---\n\na", "x.txt:3: date: found 'soon' expected a date in"),
        (
            "---\ntitle: A\ndate: 1958-02-30\n---\n\na",
            "x.txt:3: date: found '1958-02-30' is i",
        ),
        (
            "---\ntitle: A\ndate: 03/04/1950\n---\n\na",
            "x.txt:3: date: found '03/04/1950' may be two days, 1950-04-03 or 1950-03-04 exp",
        ),
        (
            "---\ntitle: A\ndate: 10/21 February 1848\n---\n\na",
            "else its day here and the source's words under date_as_written:",
        ),
        ("---\ntitle: A\ndate: [1]\n---\n\na", "x.txt:3: date: found date, which is a list"),
        ("---\ntitle: A\npage: {a: 1}\n---\n\na", "x.txt:3: page: found page, which is a table"),
        (
            "---\ntitle: A\npage: 1234567\n---\n\na",
            "x.txt:3: page: found '1234567' exp",
        ),
        ("---\ntitle: A\nlanguage: english\n---\n\na", "x.txt:3: language: found 'english'"),
        (
            "---\ntitle: {english: A}\n---\n\na",
            "x.txt:2: title: found 'english' exp",
        ),
        ("---\ntitle: A\n---\n\n## [en]\n\na\n\n## [en]\n\nb", "x.txt:9: language: found a second"),
        ("---\ntitle: A\n---\n\n## [english]\n\na", "x.txt:5: language: found 'english' expected"),
        ("---\ntitle: A\n---\n\n## [en]\n\na\n\n## [ru]\n", "x.txt:9: body: found no text below"),
        ("---\ntitle: A\n---\n", "x.txt:0: body: found no text expected"),
        ("---\ndate: 1958\n---\n\na", "x.txt:0: title: found no title expected"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, message: str) -> None:
    assert message in refusal(text, "document")


def test_yaml_makes_no_objects() -> None:
    record = read("---\ntitle: !!python/object/apply:os.system [id]\n---\n\nText.\n")
    assert record.texts[0].headline == ("id",)


@pytest.mark.parametrize(
    ("front", "body", "edtf"),
    [
        ("language: pl\n", "Tekst.\n", "1918-11-11"),
        ("", "## [pl]\n\nTekst.\n\n## [en]\n\nText.\n", "1918-11-11"),
        ("", "## [hr]\n\nTekst.\n\n## [en]\n\nText.\n", "1918-10-11"),
    ],
)
def test_a_date_is_read_in_the_language_of_the_original(front: str, body: str, edtf: str) -> None:
    record = read(f"---\ntitle: A\ndate: 11 listopada 1918\n{front}---\n\n{body}", "document")
    assert record.date is not None
    assert record.date.edtf == edtf
    assert WRITTEN_NOTE not in record.notes


def test_a_month_that_is_two_is_refused_with_the_language_as_way_out() -> None:
    said = refusal("---\ntitle: A\ndate: 11 listopada 1918\n---\n\n## [en]\n\nText.\n", "document")
    assert "may be two months, October (hr) or November (pl)" in said
    assert "expected the language of the original (language: pl)" in said


def test_the_date_of_a_translation_is_read_in_its_language() -> None:
    record = read(
        "---\ntitle: A\ntranslated:\n  pl: 11 listopada 1918\n---\n\n## [en]\n\nText.\n\n"
        "## [pl]\n\nTekst.\n",
        "document",
    )
    assert record.notes[DATES_NOTE] == ("pl: 1918-11-11",)
