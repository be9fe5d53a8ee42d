"""Lists whose texts lie in files beside them."""

from __future__ import annotations

import json

import pytest

from tests.conversion.conftest import Desk


def put_letters(desk: Desk) -> None:
    desk.put("box/texts/L1_fr.txt", "La digue est réparée.\n\nElle tient.\n")
    desk.put("box/texts/L1_zh.txt", "河堤已修。\n\n很结实。\n".encode("gb18030"))


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("File", "texts/L1_fr.txt; texts/L1_zh.txt"),
        ("Fichier FR,文件（中文）", "L1_fr.txt,L1_zh.txt"),
        ("file.fr,file.zh", r"texts\l1_FR.TXT,C:\box\texts\L1_zh.txt"),
        ("file.fr,file.zh", "L1_fr,L1_zh"),
        ("Pages", "2"),  # by the identifier alone
    ],
)
def test_a_row_takes_its_texts_from_the_files_it_names(desk: Desk, header: str, cells: str) -> None:
    put_letters(desk)
    desk.put("box/list.csv", f"id,Intitulé,标题,{header}\nL1,La digue,河堤,{cells}\n")
    run = desk.convert("box")
    assert run.status == 0, run.lines
    assert list(desk.seeds()) == ["L1.md"]
    front, texts = desk.read("L1.md")
    assert front["title"] == {"fr": "La digue", "zh-Hans": "河堤"}
    assert texts == (
        "\n## [fr]\n\nLa digue est réparée.\n\nElle tient.\n"
        "\n## [zh-Hans]\n\n河堤已修。\n\n很结实。\n"
    )
    origin = front["origin"]
    assert isinstance(origin, dict)
    assert set(origin["others"]) == {"texts/L1_fr.txt", "texts/L1_zh.txt"}
    assert not {"File", "Fichier FR", "file.fr"} & front.keys()


def test_records_of_json_name_files_too(desk: Desk) -> None:
    put_letters(desk)
    record = {"id": "L1", "title": "On the Dyke", "file": ["L1_fr.txt", "L1_zh.txt"]}
    desk.put("box/list.json", json.dumps([record]))
    assert desk.convert("box").status == 0
    assert list(desk.seeds()) == ["L1.md"]


def test_a_file_that_is_not_there_and_one_that_no_row_names_are_named(desk: Desk) -> None:
    put_letters(desk)
    desk.put("box/stray.txt", "Stray.\n")
    desk.put("box/a/twice.txt", "One.\n")
    desk.put("box/b/twice.txt", "Two.\n")
    desk.put(
        "box/list.csv", "id,title,file\nL1,A,L1_fr.txt;L1_zh.txt\nL2,B,lost.txt\nL3,C,twice.txt\n"
    )
    run = desk.convert("box")
    assert run.status == 1
    assert run.said("row 3: refused: no text; lost.txt: is no file of texts in the folder")
    assert run.said("row 4: refused: no text; twice.txt: may be a/twice.txt or b/twice.txt")
    assert run.said("stray.txt: no record names it: left out")
    assert list(desk.seeds()) == ["L1.md"]


def test_the_end_of_a_folders_name_is_no_folder(desk: Desk) -> None:
    desk.put("box/12/dyke.en.txt", "Another text.\n")
    desk.put("box/list.csv", "id,title,file\nL1,On the Dyke,2/dyke.en.txt\n")
    run = desk.convert("box")
    assert run.said("2/dyke.en.txt: is no file of texts in the folder")
    assert "L1.md" not in desk.seeds()


def test_a_row_with_its_own_text_keeps_the_files_name_as_a_fact(desk: Desk) -> None:
    put_letters(desk)
    desk.put("box.csv", "id,title.en,text.en,filename\na,A,Text.,scan 1.tif\n")
    assert desk.convert("box.csv").status == 0
    front, texts = desk.read("a.md")
    assert front["filename"] == "scan 1.tif"
    assert texts == "\n## [en]\n\nText.\n"


def test_texts_beside_a_table_that_has_nothing_to_do_with_them_are_read_alone(desk: Desk) -> None:
    put_letters(desk)
    desk.put("box/table.csv", "id,title.en,text.en\na,A,Text.\n")
    assert desk.convert("box").status == 0
    assert list(desk.seeds()) == ["a.md", "texts-L1.md"]


def test_a_files_head_fills_what_the_list_leaves_open(desk: Desk) -> None:
    desk.put("box/n.en.md", "---\ndate: 1936-04-02\nauthor: Nobody\n---\n# Another\n\nText.\n")
    desk.put("box/list.csv", "id,title,author\nn,The Title,Ann Lee\n")
    assert desk.convert("box").status == 0
    front, _ = desk.read("n.md")
    assert front["title"] == {"en": "The Title"}
    assert front["heading of the file"] == "Another"
    assert front["authors"] == ["Ann Lee"]
    assert front["date"] == "1936-04-02"
    assert front["author"] == "Nobody"


def test_a_file_with_a_fault_refuses_its_row_alone(desk: Desk) -> None:
    put_letters(desk)
    desk.put("box/bad.txt", b"\xff\xfe\xfa")
    desk.put("box/list.csv", "id,title,file\nL1,A,L1_fr.txt;L1_zh.txt\nL2,B,bad.txt\n")
    run = desk.convert("box")
    assert run.status == 1
    assert run.said("list.csv: row 3: refused: bad.txt")
    assert list(desk.seeds()) == ["L1.md"]


def test_a_second_run_adds_nothing_and_corrects_what_changed_in_a_file(desk: Desk) -> None:
    put_letters(desk)
    desk.put("box/list.csv", "id,title\nL1,A\n")
    assert desk.convert("box").said("1 new")
    assert desk.convert("box").said("1 unchanged")
    desk.put("box/texts/L1_fr.txt", "La digue est rompue.\n")
    assert desk.convert("box").said("1 corrected")


def test_the_seeds_within_the_folder_are_no_texts_of_it(desk: Desk) -> None:
    desk.put("L1.en.txt", "The dyke is mended.\n")
    desk.put("list.csv", "id,title\nL1,A\n")
    assert desk.convert("", "--json").status == 0
    again = desk.convert("", "--json")
    assert again.said('"unchanged": 1')
    assert not again.said("seeds/L1.md")


def test_of_two_titles_neither_is_lost(desk: Desk) -> None:
    desk.put("t.csv", "id,title,title.en,text.en\na,First,Second,Text.\n")
    desk.convert("t.csv")
    front, _ = desk.read("a.md")
    assert (front["title"], front["notes"]) == ({"en": "Second"}, ["title: First"])


def test_a_language_that_no_source_lists_is_named(desk: Desk) -> None:
    desk.put("seeds/sources.toml", '[letters]\nlanguages = ["en"]\n')
    desk.put("t.csv", "id,title.fr,text.fr,text.en\na,A,Texte.,Text.\n")
    run = desk.convert("t.csv")
    assert run.said('sources.toml: no source has texts in "fr": add that to its languages')
    desk.put("seeds/sources.toml", '[letters]\nlanguages = ["en", "fr"]\n')
    assert not desk.convert("t.csv").said("no source has texts")
