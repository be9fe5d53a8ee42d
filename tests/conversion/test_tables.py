"""Delimited tables made into seeds, by the command: rows, columns, encodings, faults."""

from __future__ import annotations

import pytest

from tests.conversion.conftest import Desk

HEAD = "id,title.en,date,text.en,colour\n"
ROW = "a1,One,1958-1-24,Text.,red\n"


def test_a_row_becomes_a_seed(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    assert desk.convert("t.csv").status == 0
    front, texts = desk.read("a1.md")
    origin = front.pop("origin")
    assert front == {
        "title": {"en": "One"},
        "date": "1958-01-24",
        "date_as_written": "1958-1-24",
        "colour": "red",
    }
    assert isinstance(origin, dict)
    assert origin["file"] == "t.csv"
    assert origin["number"] == 2
    assert len(origin["sha256"]) == 64
    assert texts == "\n## [en]\n\nText.\n"


def test_every_column_and_every_refused_row_is_named(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW + "a2,Two,soon,,\na3,,,Text.,\n")
    run = desk.convert("t.csv")
    assert run.status == 1
    assert "column colour → kept as colour (1)" in run.lines
    assert "column text.en → text.en (2)" in run.lines
    assert "t.csv: row 3: refused: no text" in run.lines
    assert "t.csv: row 4: refused: no title" in run.lines
    assert list(desk.seeds()) == ["a1.md"]


def test_a_table_without_a_text_is_told_how_to_name_it(desk: Desk) -> None:
    desk.put("t.csv", "nr,head,words\n1,One,Text.\n")
    run = desk.convert("t.csv")
    assert run.status == 1
    assert run.said("no column is known to hold a text, of nr, head, words: say which does")
    assert desk.convert("t.csv", "--map", "words=text.en", "--map", "head=title.en").status == 0


def test_a_date_that_cannot_be_read_is_kept_in_the_notes(desk: Desk) -> None:
    desk.put("t.csv", HEAD + "a1,One,soon,Text.,\n")
    run = desk.convert("t.csv")
    assert run.status == 0
    assert run.said("date 'soon' cannot be read")
    assert desk.read("a1.md")[0]["notes"] == ["date: soon"]


def test_the_order_of_rows_changes_no_accession(desk: Desk) -> None:
    rows = ["One,Text one.\n", "Two,Text two.\n", "Three,Text three.\n"]
    desk.put("t.csv", "title.en,text.en\n" + "".join(rows))
    desk.convert("t.csv")
    before = desk.seeds()
    assert len(before) == 3
    desk.put("t.csv", "title.en,text.en\n" + "".join(reversed(rows)))
    run = desk.convert("t.csv")
    assert run.lines[-1] == "3 records: 3 unchanged"
    assert desk.seeds() == before


def test_two_records_of_one_identifier_are_both_refused_in_any_order(desk: Desk) -> None:
    for rows in (["b1,One,,A.,\n", "b1,Two,,B.,\n"], ["b1,Two,,B.,\n", "b1,One,,A.,\n"]):
        desk.put("t.csv", HEAD + ROW + "".join(rows))
        run = desk.convert("t.csv")
        assert run.status == 1
        assert run.said("row 3: refused: another record has the identifier 'b1'")
        assert run.said("row 4: refused: another record has the identifier 'b1'; t.csv: row 3")
        assert list(desk.seeds()) == ["a1.md"]


def test_a_second_run_adds_and_corrects_only_what_changed(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW + "a2,Two,1959,Text two.,\n")
    desk.convert("t.csv")
    before = desk.seeds()
    desk.put("t.csv", HEAD + "a3,Three,1960,Text three.,\n" + "a2,Two,1959,Text 2.,\n" + ROW)
    run = desk.convert("t.csv")
    assert run.lines[-1] == "3 records: 1 new, 1 corrected, 1 unchanged"
    after = desk.seeds()
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"a2~2.md", "a3.md"}
    assert "Text 2." in after["a2~2.md"]
    assert desk.convert("t.csv").lines[-1] == "3 records: 3 unchanged"


def test_a_correction_by_hand_stands(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.convert("t.csv")
    desk.put("seeds/a1~2.md", "---\ntitle: One\n---\n\n## [en]\n\nBetter.\n")
    assert desk.convert("t.csv").lines[-1] == "1 record: 1 unchanged"
    desk.put("t.csv", HEAD + ROW.replace("Text", "New text"))
    assert desk.convert("t.csv").lines[-1] == "1 record: 1 corrected"
    assert "New text." in desk.seeds()["a1~3.md"]


def test_a_seed_that_was_moved_is_found(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.convert("t.csv")
    (desk.folder / "seeds" / "1958").mkdir()
    (desk.folder / "seeds" / "a1.md").rename(desk.folder / "seeds" / "1958" / "a1.md")
    assert desk.convert("t.csv").lines[-1] == "1 record: 1 unchanged"
    desk.put("t.csv", HEAD + ROW.replace("Text", "New text"))
    desk.convert("t.csv")
    assert list(desk.seeds()) == ["1958/a1.md", "1958/a1~2.md"]


def test_a_withdrawn_article_is_left_alone(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.put("seeds/a1.withdrawn.toml", 'reason = "x"\ndate = 1958-01-01\n')
    assert desk.convert("t.csv").lines[-1] == "1 record: 1 withdrawn"
    assert desk.seeds() == {}


def test_a_file_of_other_making_is_not_taken_for_the_records_own(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.put("seeds/a1.md", "Something else\n")
    run = desk.convert("t.csv")
    assert run.status == 1
    assert run.said("its accession is that of a1.md, which is no converted file")
    assert desk.seeds() == {"a1.md": "Something else\n"}


def test_a_crowded_folder_goes_on_in_folders(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.conversion.seed_folder.CROWDED", 2)
    desk.put("t.csv", HEAD + "".join(ROW.replace("a1", f"a{n}") for n in range(1, 6)))
    assert desk.convert("t.csv").lines[-1] == "5 records: 5 new"
    paths = list(desk.seeds())
    assert sum(1 for path in paths if "/" in path) == 3
    assert sum(1 for path in paths if "/" not in path) == 2
    assert desk.convert("t.csv").lines[-1] == "5 records: 5 unchanged"
    assert list(desk.seeds()) == paths


def test_a_map_goes_before_a_columns_name(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    run = desk.convert("t.csv", "--map", "colour=section", "--map", "date=")
    assert run.status == 0
    front, _ = desk.read("a1.md")
    assert front["section"] == "red"
    assert "date" not in front
    assert "column date → left out (1)" in run.lines


def test_a_map_that_finds_nothing_is_a_fault(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    run = desk.convert("t.csv", "--map", "Colour=section")
    assert run.status == 1
    assert "--map Colour: found in no record" in run.lines


def test_a_sources_table_is_written_once(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.convert("t.csv", "--source", "my-paper", "--kind", "newspaper")
    sources = (desk.folder / "seeds" / "sources.toml").read_text("utf-8")
    assert "[my-paper]" in sources
    assert 'kind = "newspaper"' in sources
    assert 'languages = ["en"]' in sources
    desk.put("seeds/sources.toml", "# mine\n")
    desk.convert("t.csv", "--source", "my-paper")
    assert (desk.folder / "seeds" / "sources.toml").read_text("utf-8") == "# mine\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_an_encoding_is_found(desk: Desk, encoding: str) -> None:
    text = "编号,标题,正文\nb1,论合作,我们必须认真地研究这个问题。\n"
    desk.put("t.csv", text.encode(encoding))
    assert desk.convert("t.csv").status == 0
    assert "我们必须认真地研究这个问题。" in desk.seeds()["b1.md"]


def test_an_encoding_may_be_named(desk: Desk) -> None:
    desk.put("t.csv", "id,title,text.fr\nb1,Été,Où ?\n".encode("cp1252"))
    refused = desk.convert("t.csv")
    assert refused.status == 1
    assert refused.said("t.csv:2: the byte 0xC9, which is not UTF-8")
    assert desk.convert("t.csv", "--encoding", "cp1252").status == 0
    assert "Où ?" in desk.seeds()["b1.md"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_delimiter_is_found(desk: Desk, sign: str) -> None:
    desk.put("t.csv", (HEAD + ROW).replace(",", sign))
    assert desk.convert("t.csv").status == 0
    assert list(desk.seeds()) == ["a1.md"]


def test_a_table_may_have_rows_above_its_header(desk: Desk) -> None:
    desk.put("t.csv", "My collection,,,,\n" + HEAD + ROW)
    run = desk.convert("t.csv")
    assert run.said("row 1 stands above the header: left out")
    assert list(desk.seeds()) == ["a1.md"]


def test_a_row_longer_than_the_header_is_refused(desk: Desk) -> None:
    desk.put("t.csv", HEAD + "a1,One,1958,Text, with a comma,red\n" + ROW)
    run = desk.convert("t.csv")
    assert run.status == 1
    assert run.said("row 2: refused: 6 cells, where the header has 5")
    assert list(desk.seeds()) == ["a1.md"]


def test_a_quotation_mark_that_is_not_closed_is_named_by_its_line(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW + 'a2,"Two,1958,Text.,\na3,Three,1958,Text.,\n')
    run = desk.convert("t.csv")
    assert run.status == 1
    assert run.said("row 3: refused: line 3: a quotation mark that opens here is not closed")
    assert list(desk.seeds()) == ["a1.md"]


def test_stray_quotation_marks_of_tsv_are_text(desk: Desk) -> None:
    desk.put("t.tsv", 'id\ttitle.en\ttext.en\na1\t"One\t"Yes" he said.\na2\tTwo\tB.\n')
    assert desk.convert("t.tsv").status == 0
    assert '"Yes" he said.' in desk.seeds()["a1.md"]
    assert desk.read("a1.md")[0]["title"] == {"en": '"One'}
    assert len(desk.seeds()) == 2


def test_quoted_cells_of_tsv_are_read_as_such(desk: Desk) -> None:
    desk.put("t.tsv", 'id\ttitle.en\ttext.en\na1\t"One ""1"""\t"First.\n\nSecond."\n')
    assert desk.convert("t.tsv").status == 0
    assert desk.read("a1.md")[0]["title"] == {"en": 'One "1"'}
    assert "First.\n\nSecond." in desk.seeds()["a1.md"]


def test_a_cell_may_be_long(desk: Desk) -> None:
    paragraphs = "\n\n".join(f"Paragraph {number} of a long text." for number in range(20_000))
    desk.put("t.csv", HEAD + f'a1,One,1958,"{paragraphs}",\n')
    assert desk.convert("t.csv").status == 0
    assert "Paragraph 19999 of" in desk.seeds()["a1.md"]


def test_what_ingest_would_refuse_is_refused_here(desk: Desk) -> None:
    desk.put("t.csv", HEAD + f"a1,One,1958,{'x' * 100_001},\na2,Two,1958,锟斤拷,\n")
    run = desk.convert("t.csv")
    assert run.status == 1
    assert run.said("row 2: refused: found a line of 100001 characters")
    assert run.said("row 3: refused: found '锟斤拷'")


def test_a_missing_file_is_bad_use(desk: Desk) -> None:
    run = desk.convert("nothing.csv")
    assert run.status == 2
    assert run.said("no such file or folder")


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl", "t.tsv"])
def test_a_binary_file_is_refused(desk: Desk, name: str) -> None:
    desk.put(name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    run = desk.convert(name)
    assert run.status == 1
    assert run.said("a binary file, no text")


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.xlsx"])
def test_an_empty_file_is_refused(desk: Desk, name: str) -> None:
    desk.put(name, b"")
    assert desk.convert(name).status == 1


def test_a_file_in_the_folders_place_is_bad_use(desk: Desk) -> None:
    desk.put("t.csv", HEAD + ROW)
    desk.put("seeds", "a file")
    run = desk.convert("t.csv")
    assert run.status == 2
    assert run.said("File exists") or run.said("Not a directory")


def test_a_full_disk_leaves_no_half_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("t.csv", HEAD + ROW)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("documents.conversion.seed_folder.os.replace", refuse)
    run = desk.convert("t.csv")
    assert run.status in {1, 2}
    assert run.said("No space left on device")
    assert list((desk.folder / "seeds").iterdir()) == []


def test_a_catalogue_of_letters_is_read_as_libraries_export_it(desk: Desk) -> None:
    names = "Author (aut): Drinker, Rachel|Author (aut): Cope, Mary"
    head = "Title (English),Date Created,Genre,Author,Text (English),PID\n"
    desk.put("t.csv", f'{head}To Eleanor,1820-04-01,letters (correspondence),"{names}",Dear,x:1\n')
    desk.convert("t.csv", "--map", "PID=id")
    (name,) = desk.seeds()
    facts = desk.read(name)[0]
    assert facts["date"] == "1820-04-01"
    assert facts["authors"] == ["Drinker, Rachel", "Cope, Mary"]


def test_a_record_without_a_title_says_both_ways_out(desk: Desk) -> None:
    desk.put(
        "a.csv", "id,text.en\na1,A first line that goes on for long and does not end soon at all\n"
    )
    assert desk.convert("a.csv").said(
        "--map NAME=title.en, or let first words stand for it (--incipit)"
    )
    assert desk.convert("a.csv", "--incipit").status == 0
    title = "A first line that goes on for long and does not end soon at…"
    assert f'en: "{title}"' in desk.seeds()["a1.md"]


def test_rows_of_the_very_same_values_are_taken_once(desk: Desk) -> None:
    desk.put("a.csv", "title.en,text.en\nT,One.\nU,Two.\nT,One.\n")
    run = desk.convert("a.csv")
    assert run.status == 0
    assert run.said("a.csv: row 4: unchanged (has the very values of a.csv: row 2: taken once)")
    assert len(desk.seeds()) == 2
    assert desk.convert("a.csv").said("3 records: 3 unchanged")
