"""Texts in files of their own: pairs by name, front matter, folders."""

from __future__ import annotations

import pytest

from documents.conversion.text_groups import group_files
from tests.conversion.conftest import Desk
from tests.helpers.pandoc_samples import make


@pytest.mark.parametrize(
    ("names", "identities"),
    [
        (["treaty.zh-Hans.md", "treaty.en.md"], ["treaty"]),
        (["treaty.md", "treaty.en.txt"], ["treaty"]),
        (["treaty_zh.txt", "treaty_en.txt"], ["treaty"]),
        (["en/treaty.txt", "zh/treaty.txt"], ["treaty"]),
        (["a/x.en.md", "b/x.en.md"], ["a/x", "b/x"]),
        (["war-on-no.txt"], ["war-on-no"]),
        (["letter.v2.txt"], ["letter.v2"]),
    ],
)
def test_files_that_differ_in_language_alone_are_one_record(
    names: list[str], identities: list[str]
) -> None:
    assert [group.identity for group in group_files(names)] == identities


def test_a_pair_of_files_is_one_seed(desk: Desk) -> None:
    desk.put("t/treaty.zh-Hans.md", "---\ndate: 1958-1-2\n---\n# 条约\n\n第一*条*。\n")
    desk.put("t/treaty.en.txt", "The Treaty\n\nThe *first*\narticle, of\n\n# many\n")
    assert desk.convert("t").status == 0
    front, texts = desk.read("treaty.md")
    assert front["title"] == {"zh-Hans": "条约", "en": "The Treaty"}
    assert front["date"] == "1958-01-02"
    origin = front["origin"]
    assert isinstance(origin, dict)
    assert {origin["file"], *origin["others"]} == {"treaty.zh-Hans.md", "treaty.en.txt"}
    assert "## [zh-Hans]\n\n第一*条*。" in texts
    assert "\\# many" in texts


def test_the_original_of_a_pair_may_be_named(desk: Desk) -> None:
    desk.put("t/a.ru.txt", "Один\n\nПервый.\n")
    desk.put("t/a.en.txt", "One\n\nFirst.\n")
    desk.convert("t", "--language", "ru")
    assert desk.seeds()["a.md"].index("## [ru]") < desk.seeds()["a.md"].index("## [en]")


def test_front_matter_with_a_fault_names_its_line(desk: Desk) -> None:
    desk.put("a.en.md", "---\ntitle: A\ndate: [1958\n---\nText.\n")
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said("a.en.md: refused: a.en.md:")
    assert run.said("front matter")


def test_front_matter_that_grows_without_end_is_refused(desk: Desk) -> None:
    lines = ["a: &a [x, x]", *(f"b{n}: &b{n} [*a, *a]" for n in range(9))]
    desk.put("a.en.md", "---\n" + "\n".join(lines) + "\n---\nText.\n")
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said("has an alias")


def test_links_that_lead_out_or_round_are_skipped_by_name(desk: Desk) -> None:
    outside = desk.folder / "outside.txt"
    outside.write_text("not for publication")
    desk.put("in/a/x.txt", "One\n\nText.\n")
    for name, target in (
        *(("round.txt", "round.txt"), ("a/up", ".."), ("out.txt", outside)),
        *(("out", desk.folder), ("again.txt", "a/x.txt")),
    ):
        (desk.folder / "in" / name).symlink_to(target)
    said = desk.convert("in", "--language", "en")
    assert sorted(desk.seeds()) == ["a-x.md", "again.md"]
    assert [line for line in said.lines if line.endswith("skipped")] == [
        f"{name} (a link to no file of the folder): skipped"
        for name in ("a/up", "out", "out.txt", "round.txt")
    ]


def test_front_matter_in_toml_gives_the_same_fields(desk: Desk) -> None:
    head = 'title = "On Roads"\ndate = 1917-09-15\ndraft = false\npage = 3\ntags = ["a", "b"]'
    desk.put("a.en.md", f"+++\n{head}\n+++\n\nRoads are long.\n")
    assert desk.convert("a.en.md").status == 0
    facts, body = desk.read("a.md")
    assert facts["title"] == {"en": "On Roads"}
    assert (facts["date"], facts["tags"]) == ("1917-09-15", ["a", "b"])
    assert str(facts["page"]) == "3"
    assert "title" not in body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: On Roads\ndate: 1917\n\nRoads", "a.en.md:1: front matter without an end"),
        ('+++\ntitle = "On Roads"\n\nRoads', "close it with a line +++"),
        ("+++\ntitle = On Roads\n+++\nRoads", "(at line 1, column 9), below the line +++"),
    ],
)
def test_front_matter_that_is_broken_is_never_taken_for_text(
    desk: Desk, text: str, said: str
) -> None:
    desk.put("a.en.md", text)
    run = desk.convert("a.en.md")
    assert run.status == 1
    assert run.said(said)
    assert desk.seeds() == {}


def test_texts_whose_endings_are_their_languages_are_one(desk: Desk) -> None:
    desk.put("corpus/talk.1957.de", "Die Berge.\nDer Fluss.\n")
    desk.put("corpus/talk.1957.fr", "Les montagnes.\nLe fleuve.\n")
    desk.put("corpus/script.pl", "print 1;\n")
    run = desk.convert("corpus", "--language", "fr")
    assert run.said("1 record: 1 new")
    assert run.said("script.pl (a text in a language? nothing of that name in another lies beside")
    text = desk.seeds()["talk.1957.md"]
    assert text.endswith(
        "## [fr]\n\nLes montagnes.\n\nLe fleuve.\n\n## [de]\n\nDie Berge.\n\nDer Fluss.\n"
    )


def test_a_folder_without_texts_names_what_it_has(desk: Desk) -> None:
    for name in ("a.py", "b.js"):
        desk.put(f"code/{name}", "x")
    run = desk.convert("code")
    assert run.status == 2
    assert run.said(": it has a.py, b.js")


@pytest.mark.process
def test_of_a_folder_with_split_files_those_whose_names_say_a_language_stay_whole(
    desk: Desk,
) -> None:
    desk.put("w/report (EN).docx", make("docx", "# Report\n\nThe hsien 县.\n"))
    desk.put("w/report (FR).docx", make("docx", "# Rapport\n\nLe riz.\n"))
    both = "**致领事函**\n\n来函敬悉。\n\n**Letter to the Consul**\n\nYour letter has come.\n"
    desk.put("w/letter.docx", make("docx", both))
    run = desk.convert("w", "--split", "zh,en")
    assert run.status == 0, run.lines
    assert "The hsien 县." in desk.seeds()["report.md"]
    front, texts = desk.read("letter.md")
    assert front["title"] == {"zh-Hans": "致领事函", "en": "Letter to the Consul"}
    assert texts == "\n## [zh-Hans]\n\n来函敬悉。\n\n## [en]\n\nYour letter has come.\n"


@pytest.mark.process
def test_a_picture_of_a_word_file_keeps_its_description_and_not_its_place(desk: Desk) -> None:
    desk.put("a.png", b"\x89PNG\r\n\x1a\n")
    picture = str(desk.folder / "a.png")
    desk.put("a.en.docx", make("docx", f"# A\n\nText.\n\n![The landing]({picture})\n"))
    desk.convert("a.en.docx")
    assert "![The landing]()" in desk.seeds()["a.md"]
