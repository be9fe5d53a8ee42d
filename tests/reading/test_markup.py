"""The marks of a block as HTML: emphasis, links, notes, printed pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Block, Mark, MarkKind
from documents.chinese.dictionary import dictionary
from documents.reading.markup import BlockMarkup, ReadingAids, Words
from documents.reading.rows import number_blocks

WORDS = Words("Paragraph %(number)s", "Paragraph %(number)s", "View", "Cite")


def html(text: str, *marks: Mark, language: str = "en", helps: ReadingAids | None = None) -> str:
    (item,) = number_blocks([Block("paragraph", text, marks)], "t")
    pen = BlockMarkup(helps or ReadingAids(), words=WORDS)
    return pen.block(item, language).partition("</a>")[2].removesuffix("</p>")


def test_emphasis_may_stand_inside_a_link() -> None:
    link = Mark("link", 2, 7, 'http://e.example/?a="&b')
    assert html("A b c d.", link, Mark("emphasis", 4, 5)) == (
        'A <a href="http://e.example/?a=&quot;&amp;b" rel="nofollow">b <em>c</em> d</a>.'
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/articles/", "data:text/html,x", ""])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert html("A b.", Mark("link", 2, 3, address)) == "A b."


def test_a_note_leads_to_the_block_of_its_own_text() -> None:
    assert html("A[1].", Mark("note", 1, 4, "7")) == 'A<a class="note" href="#t7">[1]</a>.'


def test_an_address_behind_its_link_is_set_apart() -> None:
    shown = html("a (http://e.example)", Mark("link", 0, 1, "http://e.example"))
    assert shown.endswith('</a> (<span class="link-address">http://e.example</span>)')


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_printed_page_is_shown_where_it_begins(place: int) -> None:
    shown = html("ab", Mark("page", place, place, "12"))
    before, sign, after = shown.partition('<span class="pb ui">page 12</span>')
    assert sign
    assert (before, after.lstrip()) == ("ab"[:place], "ab"[place:])


def test_no_link_to_the_dictionary_stands_inside_a_link() -> None:
    text = "人民公社好"
    assert any(word.start < 2 for word in dictionary().words(text))
    aided = ReadingAids(glossary=True)
    shown = html(text, Mark("note", 0, 5, "2"), language="zh-Hans", helps=aided)
    assert shown == '<a class="note" href="#t2">人民公社好</a>'


KINDS: list[MarkKind] = ["emphasis", "strong", "link", "note", "person", "page", "dateline"]


@given(
    st.text("ab中<&\"'", min_size=1, max_size=20),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 20), st.integers(0, 20)), max_size=6),
)
def test_any_marks_leave_the_text_as_it_is(
    text: str, marks: list[tuple[MarkKind, int, int]]
) -> None:
    kept = [
        Mark(kind, min(start, len(text)), min(end, len(text)), "1")
        for kind, start, end in marks
        if kind != "page"
    ]
    shown = html(text, *kept)
    for sign, plain in (("&lt;", "<"), ("&amp;", "&")):
        assert plain not in text or sign in shown
    plain = "".join(part.partition(">")[2] for part in f">{shown}".split("<"))
    assert plain.replace("&lt;", "<").replace("&amp;", "&") == text
