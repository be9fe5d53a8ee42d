"""Spellings of one word find each other and are marked; quotation marks keep them apart."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search import IndexDocument, search
from documents.search.analysis import HAN_CHARACTER, stems
from documents.search.folding import fold_text
from documents.search.query import parse
from documents.search.request import SearchRequest
from documents.search.spelling_variants import joined_words, one_spelling
from documents.search.text_matches import Matcher
from tests.search.generated_articles import build

ONE_WORD = [
    "cooperation co-operation coöperation co‐operations",
    "U.S.S.R. USSR U.S.S.R u.s.s.r.",
    "organisation organization organisations organise organized organizers organisational",
    "industrialise industrialize industrialisation industrialization",
    "collectivisation collectivization",
    "analyse analyze analysed analyzing",
    "labour labor labours labourer labored",
    "colour color coloured colorful",
    "behaviour behavior behavioural behaviors",
    "centre center centres centred centering",
    "kilometre kilometer kilometres",
    "theatre theater theatres",
    "manoeuvre maneuver manoeuvres manoeuvring maneuvered",
    "dialogue dialog dialogues",
    "catalogue catalog catalogues catalogued cataloging",
    "defence defense defences",
    "licence license licences licensed",
    "practise practice practised practicing",
    "travel travelled traveled travelling traveler",
    "counsellor counselor counsellors",
    "marvellous marvelous",
    "fulfil fulfill fulfilled fulfilment fulfillment",
    "skilful skillful skilfully",
    "programme program programmes programs programmed",
    "encyclopaedia encyclopedia encyclopædia",
    "mediaeval medieval mediæval",
    "artefact artifact",
    "plough plow ploughs plowing",
    "sulphur sulfur sulphuric",
    "tsar czar tzars",
    "rouble ruble roubles",
    "today to-day",
    "kolkhoz kol-khoz",
]
OTHER_WORDS = [
    *(
        "our or",
        "four for",
        "advice advise",
        "devise device",
        "prise prize",
        "U.S. us",
        "acre acer",
    ),
    *("story storey", "check cheque", "tire tyre", "premise premiss", "pour por", "genre gener"),
    *("promise promize", "advertise advertize", "called caled", "hour hor", "I.T. it", "A.M. am"),
]


def documents(*texts: str) -> list[IndexDocument]:
    return [
        IndexDocument(f"{place:011}", "source", "Title", {"en": "Title"}, {"en": (text,)})
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize("family", ONE_WORD)
def test_spellings_of_one_word_find_each_other_and_are_marked(family: str, tmp_path: Path) -> None:
    spellings = family.split()
    index = build(tmp_path, documents(*(f"Of the {one}, then." for one in spellings)))
    for q in spellings:
        assert search(index, SearchRequest(q=q)).total == len(spellings), q
        assert search(index, SearchRequest(q=f"-{q}")).total == 0, q
        assert search(index, SearchRequest(q=f"then OR {q}")).total == len(spellings)
    for q, one in permutations(spellings, 2):
        text = f"Of the {one}, then."
        marked = [text[start:end] for start, end in Matcher(q).spans(text)]
        assert marked == [one.removesuffix(".") if one.endswith("R.") or one == "u.s.s.r." else one]


@pytest.mark.parametrize("pair", OTHER_WORDS)
def test_words_that_only_look_alike_do_not(pair: str, tmp_path: Path) -> None:
    one, other = pair.split()
    index = build(tmp_path, documents(f"Then {one} then", f"Then {other} then"))
    for q in (one, other):
        assert search(index, SearchRequest(q=q)).total == 1
    assert not Matcher(one).spans(f"then {other} then")


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"cooperation"', ["cooperation"]),
        ('"co-operation"', ["co-operation", "co operation"]),
        ('"organisation"', ["organisation"]),
        ('"USSR"', ["USSR"]),
        ('"U.S.S.R."', ["U.S.S.R.", "U. S. S. R."]),
        ("co-operation", ["cooperation", "co-operation", "co operation"]),
        ("cooperation", ["cooperation", "co-operation"]),
        ("U.S.S.R.", ["USSR", "U.S.S.R.", "U. S. S. R."]),
        ("operation", ["co-operation", "co operation"]),
    ],
)
def test_quotation_marks_keep_spellings_apart(q: str, found: list[str], tmp_path: Path) -> None:
    texts = [
        *("cooperation", "co-operation", "co operation", "organisation", "organization"),
        *("USSR", "U.S.S.R.", "U. S. S. R."),
    ]
    index = build(tmp_path, documents(*texts))
    hits = search(index, SearchRequest(q=q)).hits
    assert {texts[int(hit.identifier)] for hit in hits} == set(found)
    assert {text for text in texts if Matcher(q).spans(text)} == set(found)


@given(st.text("abc.-‐' \u4e2d1\n", max_size=40))
def test_a_joined_word_is_letters_of_its_place(text: str) -> None:
    text = fold_text(text)  # shorter where spaces between Han characters go
    for start, end, word in joined_words(text):
        assert [c for c in text[start:end] if c.isalpha()] == list(word)
        assert not text[start - 1 : start].isalpha() or HAN_CHARACTER.match(text[start - 1])
        assert not text[end : end + 1].isalpha() or HAN_CHARACTER.match(text[end])


@given(st.lists(st.text("eéorugslmnz'", min_size=1), max_size=5))
def test_the_one_spelling_of_a_word_is_its_own(words: list[str]) -> None:
    for word in words:
        assert one_spelling(one_spelling(word)) == one_spelling(word)


def test_hyphens_and_dots_that_join_no_word_stay_as_they_are() -> None:
    text = fold_text(
        "1956-57, 3-man, co-op2, workers'-led, e.g. a.b.cat, end. A start - and, 中文-co"
    )
    assert [word for *_, word in joined_words(text)] == ["eg"]
    assert len(stems(["organisation's"])) == 1
    assert parse("co-operat*").unread == ("co-operat*",)
