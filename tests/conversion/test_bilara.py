"""Bilara JSON: every segment of every language stands, in order, beside the other's."""

from __future__ import annotations

import json
import re

from documents.alignment.overrides import override_languages, read_override
from tests.conversion.conftest import Desk

ROOT = {
    "ab1:0.1": "Saṁhitā 1 ",
    "ab1:0.2": "Ādisutta ",
    "ab1:1.1": "Evaṁ—",
    "ab1:1.2": "ekaṁ *samayaṁ*. ",
    "ab1:1.3": "“Iti”ti. ",
    "ab1:2.0": "Dutiya ",
    "ab1:2.1": "Atthi. ",
    "ab1:3.1": "Idaṁ. ",
    "ab1:4": "Gāthā ca,",
    "ab1:5": "puna ca;",
    "ab1:6.1": "Niṭṭhitaṁ. ",
}
ENGLISH = {
    "ab1:0.1": "Collection 1 ",
    "ab1:0.2": "The First ",
    "ab1:1.1": "So: ",
    "ab1:1.2": "one time. ",
    "ab1:1.3": "“Thus.” ",
    "ab1:2.0": "Second ",
    "ab1:2.1": "There is. ",
    "ab1:2.2": "And more. ",
    "ab1:3.1": "",
    "ab1:4": "A verse,",
    "ab1:5": "and again;",
}


def put(desk: Desk) -> None:
    desk.put("b/root/pli/ms/ab1_root-pli-ms.json", json.dumps(ROOT))
    desk.put("b/translation/en/x/ab1_translation-en-sample.json", json.dumps(ENGLISH))
    desk.put("b/comment/en/x/ab1_comment-en-sample.json", json.dumps({"ab1:1.1": "Note."}))


def test_every_segment_of_every_language_stands_in_order(desk: Desk) -> None:
    put(desk)
    run = desk.convert("b")
    assert run.status == 0
    assert run.said("ab1_comment-en-sample.json (comment): skipped")
    front, texts = desk.read("ab1.md")
    assert front["title"] == {"pi": "Ādisutta", "en": "The First"}
    assert front["translators"] == {"en": ["sample"]}
    _, pali, english = re.split(r"\n## \[\w+\]\n", texts.replace("\\", ""))
    for body, segments in ((pali, ROOT), (english, ENGLISH)):
        place = 0
        for name, segment in segments.items():
            if segment.strip() and name != "ab1:0.2":
                place = body.index(segment.strip(), place) + len(segment.strip())


def test_paragraphs_are_paired_by_their_numbers(desk: Desk) -> None:
    put(desk)
    desk.convert("b")
    _, texts = desk.read("ab1.md")
    _, pali, english = re.split(r"\n## \[\w+\]\n\n", texts)
    left, right = (text.strip().split("\n\n") for text in (pali, english))
    assert len(left) == 7
    assert len(right) == 5
    alignment = (desk.folder / "seeds" / "ab1.align.toml").read_text("utf-8")
    beads = read_override(alignment, len(left), len(right))
    pairs = [
        (" ".join(left[k] for k in bead.source), " ".join(right[k] for k in bead.target))
        for bead in beads
    ]
    assert pairs == [
        ("### Saṁhitā 1", "### Collection 1"),
        ("Evaṁ—ekaṁ \\*samayaṁ\\*. “Iti”ti.", "So: one time. “Thus.”"),
        ("### Dutiya", "### Second"),
        ("Atthi.", "There is. And more."),
        ("Idaṁ.", ""),
        ("| Gāthā ca,\n| puna ca;", "| A verse,\n| and again;"),
        ("Niṭṭhitaṁ.", ""),
    ]


def test_a_second_translation_into_a_language_stands_beside_the_first(desk: Desk) -> None:
    put(desk)
    desk.put("b/translation/en/y/ab1_translation-en-other.json", json.dumps({"ab1:1.1": "Thus: "}))
    assert desk.convert("b").status == 0
    seed = desk.seeds()["ab1.md"]
    assert "## [en]\n\n### Collection" in seed
    assert "## [en-x-other]\n\nThus:\n" in seed


def test_each_translation_is_paired_with_the_original(desk: Desk) -> None:
    put(desk)
    german = {"ab1:1.1": "So: ", "ab1:3.1": "Dies. "}
    desk.put("b/translation/de/y/ab1_translation-de-other.json", json.dumps(german))
    desk.convert("b")
    alignment = (desk.folder / "seeds" / "ab1.align.toml").read_text("utf-8")
    assert override_languages(alignment) == ["en", "de"]
    paired = [bead.source for bead in read_override(alignment, 7, 2, "de") if bead.target]
    assert paired == [(1,), (4,)]


LAYOUT = {
    "ab1:1.1": "<article id='ab1'><header><ul><li class='division'>{}</li>",
    "ab1:2.1": "<li>{}</li></ul>",
    "ab1:3.1": "<h1 class='sutta-title'>{}</h1></header>",
    "ab1:4.1": "<h2>{}</h2>",
    "ab1:5.1": "<p>{}",
    "ab1:5.2": "{}</p>",
    "ab1:5.3": "<p>{}</p>",
    "ab1:6.1": "<blockquote class='gatha'><p>{}<br>",
    "ab1:6.2": "{}</p></blockquote>",
    "ab1:7.1": "<p class='endsutta'>{}</p></article>",
}


def test_the_layout_says_what_is_title_heading_paragraph_and_verse(desk: Desk) -> None:
    texts = {name: f"S{place} " for place, name in enumerate(LAYOUT, start=1)}
    desk.put("b/root/pli/ms/ab1_root-pli-ms.json", json.dumps(texts))
    desk.put("b/html/pli/ms/ab1_html.json", json.dumps(LAYOUT))
    assert desk.convert("b").status == 0
    front, body = desk.read("ab1.md")
    assert front["title"] == {"pi": "S3"}
    assert body.strip().split("\n\n")[1:] == [
        *("### S1", "### S2", "### S4", "S5 S6", "S7", "| S8\n| S9", "S10"),
    ]


def test_tags_of_emphasis_are_emphasis_and_other_signs_are_text(desk: Desk) -> None:
    tagged = "<b>Pubba </b>ti <i>a* b</i>, _sati_ a_b_c <j>2 < 3 <b>x<span class='y'>z</span>. "
    texts = {"ab1:1.1": tagged}
    desk.put("b/root/pli/ms/ab1_root-pli-ms.json", json.dumps(texts))
    desk.convert("b")
    _, body = desk.read("ab1.md")
    assert body.strip().endswith(r"**Pubba** ti *a\* b*, *sati* a_b_c 2 < 3 \<b>xz.")


def test_a_broken_file_refuses_its_text_alone(desk: Desk) -> None:
    put(desk)
    desk.put("b/root/pli/ms/ab2_root-pli-ms.json", '{\n"ab2:1.1": "x",\n}')
    desk.put("b/root/pli/ms/ab3_root-pli-ms.json", '{"ab3:1.1": ["x"]}')
    run = desk.convert("b")
    assert run.status == 1
    assert run.said("ab2_root-pli-ms.json:3: broken JSON")
    assert run.said("expected a segment and its text")
    assert list(desk.seeds()) == ["ab1.md"]


def test_a_changed_segment_is_a_correction_with_its_pairs(desk: Desk) -> None:
    put(desk)
    desk.convert("b")
    desk.put(
        "b/translation/en/x/ab1_translation-en-sample.json",
        json.dumps(ENGLISH | {"ab1:6.1": "The end. "}),
    )
    assert desk.convert("b").lines[-1] == "1 record: 1 corrected"
    assert '"7 = 6"' in (desk.folder / "seeds" / "ab1~2.align.toml").read_text("utf-8")
    assert desk.convert("b").lines[-1] == "1 record: 1 unchanged"


def test_pairs_that_were_corrected_by_hand_stand_and_make_no_version(desk: Desk) -> None:
    put(desk)
    desk.convert("b")
    alignment = desk.folder / "seeds" / "ab1.align.toml"
    corrected = alignment.read_text("utf-8").replace('"1 = 1",\n  "2 = 2",', '"1-2 = 1-2",')
    alignment.write_text(corrected, "utf-8")
    assert desk.convert("b").lines[-1] == "1 record: 1 unchanged"
    assert alignment.read_text("utf-8") == corrected
    assert list(desk.seeds()) == ["ab1.md"]
