"""JSON made into seeds, by the command: lists, lines, mappings, what is broken."""

from __future__ import annotations

import json

import pytest

from tests.conversion.conftest import Desk

WORK = {"id": "w1", "title": "One", "date": "1970-1-25", "text": {"en": "Text."}}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([WORK]),
        json.dumps({"count": 1, "works": [WORK]}),
        json.dumps(WORK),
        json.dumps({"w1": WORK, "w9": WORK | {"id": ""}}),
        json.dumps(WORK, indent=2),
    ],
)
def test_records_are_found_in_json_of_any_make(desk: Desk, content: str) -> None:
    desk.put("w.json", content)
    assert desk.convert("w.json").status == 0
    assert next(iter(desk.seeds())) == "w1.md"


def test_a_broken_line_of_jsonl_refuses_that_line_alone(desk: Desk) -> None:
    lines = [json.dumps(WORK), '{"id": "w2", "title": ', json.dumps(WORK | {"id": "w3"})]
    desk.put("w.jsonl", "\n".join(lines))
    run = desk.convert("w.jsonl")
    assert run.status == 1
    assert run.said("record 2 (line 2): refused: broken JSON")
    assert list(desk.seeds()) == ["w1.md", "w3.md"]


def test_broken_json_names_its_line_and_keeps_what_was_read(desk: Desk) -> None:
    desk.put("w.json", "[" + json.dumps(WORK) + ',\n{"id": "w2",\n "title": }\n]')
    run = desk.convert("w.json")
    assert run.status == 1
    assert run.said("w.json:3: broken JSON")
    assert list(desk.seeds()) == ["w1.md"]


def test_json_that_is_cut_off_keeps_what_was_read(desk: Desk) -> None:
    whole = json.dumps([WORK, WORK | {"id": "w2"}], indent=1)
    desk.put("w.json", whole[:-20])
    run = desk.convert("w.json")
    assert run.status == 1
    assert run.said("cut off")
    assert list(desk.seeds()) == ["w1.md"]


def test_a_large_list_is_read_across_the_borders_of_pieces(desk: Desk) -> None:
    works = [
        WORK | {"id": f"w{number}", "text": {"en": "字" * (number * 997 % 70_000 + 1)}}
        for number in range(30)
    ]
    desk.put("w.json", json.dumps(works, ensure_ascii=False))
    assert desk.convert("w.json").lines[-1] == "30 records: 30 new"


def test_a_key_that_stands_twice_loses_nothing_silently(desk: Desk) -> None:
    desk.put("w.jsonl", '{"id": "w1", "title": "A", "title": "B", "text.en": "T"}')
    run = desk.convert("w.jsonl")
    assert run.status == 1
    assert run.said("the key 'title' stands twice")


def test_a_folder_of_json_files_goes_by_their_names(desk: Desk) -> None:
    work = {key: value for key, value in WORK.items() if key != "id"}
    desk.put("works/1958/one.json", json.dumps(work))
    desk.put("works/1959/one.json", json.dumps(work | {"title": "Two"}))
    desk.put("works/readme.pdf", b"%PDF")
    run = desk.convert("works")
    assert list(desk.seeds()) == ["1958-one.md", "1959-one.md"]
    assert run.said("readme.pdf (its text must be taken out first")


def test_the_sample_of_an_archive_works_with_a_mapping_of_four_lines(desk: Desk) -> None:
    works = [
        {
            "title": "论合作",
            "date": "1970-1-25",
            "authors": ["甲木", "乙林"],
            "contents": [
                {"type": "title", "text": "论合作"},
                {"type": "paragraph", "text": "第一段。"},
                {"type": "quotation", "text": "引文。"},
            ],
        }
    ]
    desk.put("w.json", json.dumps(works, ensure_ascii=False))
    mapping = desk.put(
        "m.toml",
        'title = "title.zh-Hans"\ndate = "date"\nauthors = "authors"\ncontents = "text.zh-Hans"\n',
    )
    run = desk.convert("w.json", "--mapping", str(mapping))
    assert run.status == 0
    (name,) = desk.seeds()
    front, texts = desk.read(name)
    assert front["title"] == {"zh-Hans": "论合作"}
    assert front["authors"] == ["甲木", "乙林"]
    assert front["date"] == "1970-01-25"
    assert texts == "\n## [zh-Hans]\n\n# 论合作\n\n第一段。\n\n> 引文。\n"


HADITHS = """{
  "id": 3,
  "metadata": {"title": "Sayings"},
  "chapters": [{"id": 0, "name": "One"}],
  "data": [
    {"sayings": [{"id": 7, "arabic": "إنما الأعمال", "english": {"by": "A", "text": "Deeds"}}]},
    {"sayings": [{"id": 8, "arabic": "من غشنا", "english": {"by": "B", "text": "Whoever lies"}}]}
  ],
  "after": 1
}"""


def test_the_list_that_has_the_records_is_named(desk: Desk) -> None:
    desk.put("sayings.json", HADITHS)
    first = desk.convert("sayings.json")
    assert first.said("chapters (1), data (2): if one has the records, --records data")
    run = desk.convert("sayings.json", "--records", "data.sayings", "--incipit")
    assert run.said("2 records: 2 new")
    assert run.said("left out beside data.sayings: after, chapters, id, metadata")
    seeds = desk.seeds()
    assert 'ar: "إنما الأعمال"' in seeds["7.md"] or "ar: إنما الأعمال" in seeds["7.md"]
    assert '- "by: B"' in seeds["8.md"]
    assert "## [ar]\n\nمن غشنا\n\n## [en]\n\nWhoever" in seeds["8.md"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("letters", "sayings.json:10: there is no letters"),
        ("metadata.title", "sayings.json:3: metadata.title is no list"),
        ("id.x", "sayings.json:2: id is no object"),
    ],
)
def test_a_list_that_is_not_there_is_named_with_its_line(desk: Desk, path: str, said: str) -> None:
    desk.put("sayings.json", HADITHS)
    run = desk.convert("sayings.json", "--records", path)
    assert run.status == 1
    assert run.said(said)


@pytest.mark.parametrize("written", ["[" * 50_000, "[[1]]", "[1]", '{"letters": [[[1]]]}'])
def test_lists_within_lists_are_refused_on_the_way_to_the_records(desk: Desk, written: str) -> None:
    desk.put("nested.json", written)
    run = desk.convert("nested.json", "--records", "letters.sent")
    assert run.status == 1
    assert run.said("is no list of objects")
