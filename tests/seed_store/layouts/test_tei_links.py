"""Translations in a TEI file, and the links that align them."""

from __future__ import annotations

from tests.helpers.tei_samples import (
    PARALLEL,
    read_tei,
)


def sides(links: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    (translation,) = read_tei(PARALLEL.replace("{}", links)).translations
    return [(bead.source, bead.target) for bead in translation.alignment]


def test_translations_into_one_language_are_told_apart_by_their_names() -> None:
    record = read_tei(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>A</title><respStmt><resp when='1891'>translation into en-x-legge</resp>"
        "<name>James Legge</name></respStmt></titleStmt></fileDesc></teiHeader><text><group>"
        '<text xml:lang="zh-Hans"><body><p>道</p></body></text>'
        '<text type="translation" n="legge" xml:lang="en"><body><p>Way</p></body></text>'
        '<text type="translation" xml:id="lee" xml:lang="en"><body><p>Road</p></body></text>'
        "</group></text></TEI>"
    )
    assert [(one.language, one.translators) for one in record.translations] == [
        ("en-x-legge", ("James Legge",)),
        ("en-x-lee", ()),
    ]
    assert record.notes["translated"] == ("en-x-legge: 1891",)


def test_links_are_the_alignment_and_what_they_leave_out_stands_alone() -> None:
    assert sides('<link target="#r1 #e1"/><link target="#r3 #s"/>') == [
        *(((0,), (0,)), ((1,), ()), ((2,), (1,)), ((), (2,))),
    ]


def test_links_that_cross_are_one_bead() -> None:
    crossing = '<link target="#r1 #e2"/><link target="#r2 #e1"/><link target="#r3 #e3"/>'
    assert sides(crossing) == [((0, 1), (0, 1)), ((2,), (2,))]
    assert sides('<link target="#r1 #r2 #e1"/><link target="#gone #e2"/>')[0] == ((0, 1), (0,))
