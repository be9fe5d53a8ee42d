"""Sentences inside a bead."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import align_sentences_within
from documents.alignment.sentences import Span
from tests.alignment.test_aligner import CHINESE, ENGLISH


def test_sentences_find_their_counterparts_across_the_paragraphs_of_a_bead() -> None:
    chinese = [CHINESE[0] + CHINESE[2], CHINESE[5]]
    english = [" ".join([ENGLISH[0], ENGLISH[2], ENGLISH[5]])]
    pairs = align_sentences_within(chinese, english)
    assert [len(pair.source) for pair in pairs] == [1, 1, 1]
    assert [text(english, pair.target) for pair in pairs] == [
        ENGLISH[0] + " ",
        ENGLISH[2] + " ",
        ENGLISH[5],
    ]


def text(passages: list[str], spans: tuple[Span, ...]) -> str:
    return "".join(passages[place][start:end] for place, start, end in spans)


@given(
    st.lists(st.text(alphabet="甲乙丙。！ab. ", max_size=20), max_size=3),
    st.lists(st.text(alphabet="Ab. !?", max_size=20), max_size=3),
)
def test_the_spans_cover_both_texts_exactly(source: list[str], target: list[str]) -> None:
    pairs = align_sentences_within(source, target)
    ours = tuple(span for pair in pairs for span in pair.source)
    theirs = tuple(span for pair in pairs for span in pair.target)
    assert text(source, ours) == "".join(source)
    assert text(target, theirs) == "".join(target)
