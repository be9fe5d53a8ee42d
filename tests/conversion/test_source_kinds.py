"""The kind of a converted source: what its records are, what it is called, else documents."""

from __future__ import annotations

import json
import tomllib

import pytest

from documents.conversion.source_kinds import guess_kind, read_kind
from documents.seed_store.check import check_seeds
from tests.conversion.conftest import Desk


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Evening Paper", "newspaper"),
        ("人民日报", "newspaper"),
        ("The Daily Worker", "newspaper"),
        ("Правда", "newspaper"),
        ("Historical Review", "periodical"),
        ("北京大学学报", "periodical"),
        ("Great Soviet Encyclopedia", "encyclopedia"),
        ("中国大百科全书", "encyclopedia"),
        ("Collected Works", "book"),
        ("鲁迅全集", "book"),
        ("Letters of the County", "documents"),
        ("傅雷家书", "documents"),
        ("Box 17", "documents"),
    ],
)
def test_a_name_says_its_kind(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"type": "article-newspaper"}, "newspaper"),
        ({"Item Type": "bookSection"}, "book"),
        ({"genre": "书信"}, "documents"),
        ({"Genre": "letters (correspondence)"}, "documents"),
        ({"journal": "Annals"}, "periodical"),
        ({"type": "blue"}, ""),
        ({"journal": ""}, ""),
    ],
)
def test_a_record_says_its_kind(values: dict[str, str], kind: str) -> None:
    assert read_kind(values) == kind


def kinds(desk: Desk) -> dict[str, str]:
    sources = tomllib.loads((desk.folder / "seeds" / "sources.toml").read_text("utf-8"))
    return {key: table["kind"] for key, table in sources.items()}


def test_each_source_of_a_table_has_its_kind(desk: Desk) -> None:
    rows = "a,A,a,Evening Paper,\nb,B,b,Box 17,letter\nc,C,c,Essays,\n"
    desk.put("t.csv", f"id,title.en,text.en,source,type\n{rows}")
    run = desk.convert("t.csv")
    assert kinds(desk) == {"evening-paper": "newspaper", "box-17": "documents", "essays": "book"}
    assert "evening-paper (newspaper), box-17 (documents), essays (book)" in run.lines[1]


def test_a_file_of_letters_is_a_collection_of_documents_in_its_own_name(desk: Desk) -> None:
    desk.put("county-letters.csv", "id,title.en,text.en\na,A,a\n")
    desk.convert("county-letters.csv")
    assert kinds(desk) == {"county-letters": "documents"}
    assert '"County letters"' in (desk.folder / "seeds" / "sources.toml").read_text("utf-8")


def test_a_second_column_that_names_a_source_is_kept(desk: Desk) -> None:
    desk.put("t.csv", "id,title.en,text.en,book,newspaper\na,A,a,Essays,Evening Paper\n")
    desk.convert("t.csv", "--kind", "periodical")
    assert kinds(desk) == {"essays": "periodical"}
    assert desk.read("a.md")[0]["newspaper"] == "Evening Paper"


def test_a_bibliography_without_texts_says_what_to_do(desk: Desk) -> None:
    item = {"id": "doe1958", "type": "letter", "title": "A", "issued": {"date-parts": [[1958]]}}
    desk.put("library/works.json", json.dumps([item | {"abstract": "Short."}]))
    for number in range(30):
        desk.put(f"library/other{number}.en.txt", "a")
    run = desk.convert("library/works.json")
    assert run.status == 1
    assert "works.json: gives facts and no texts" in run.lines[1]
    assert "doe1958.zh-Hans.txt and doe1958.en.txt" in run.lines[1]
    assert "… and 10 more files that no record names" in run.lines
    assert not [line for line in run.lines if "--map NAME" in line]
    assert desk.convert("library/works.json", "--map", "abstract=text.en").status == 0
    assert kinds(desk) == {"works": "documents"}


def test_records_without_a_source_among_others_have_one_of_their_own(desk: Desk) -> None:
    desk.put("box.csv", "id,title.en,text.en,source\na,A,a,Evening Paper\nb,B,b,\nc,C,c,\n")
    run = desk.convert("box.csv")
    assert run.said("box (documents), evening-paper (newspaper)")
    sources = tomllib.loads((desk.folder / "seeds" / "sources.toml").read_text("utf-8"))
    assert sources["box"]["files"] == ["b.md", "b~*.md", "c.md", "c~*.md"]
    assert "files" not in sources["evening-paper"]
    assert list(check_seeds([], desk.folder / "seeds").faults) == []


def test_of_many_sources_a_run_names_some_and_how_to_make_them_one(desk: Desk) -> None:
    rows = "".join(f"{n},T,t,Box {n}\n" for n in range(50))
    desk.put("t.csv", f"id,title.en,text.en,source\n{rows}")
    run = desk.convert("t.csv")
    assert run.said("box-39 (documents) and 10 more (--source KEY makes them one source)")
