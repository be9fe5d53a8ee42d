"""A text with a sense under each word, as HTML: the words of the text stay as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from documents.chinese.word_readings import WordReading
from documents.reading.gloss_markup import write_glosses
from documents.reading.glosses import WordGloss


def without_senses(written: str) -> str:
    block = html.fromstring(f"<p>{written}</p>")
    for annotation in block.xpath(".//rt"):
        annotation.drop_tree()
    return str(block.text_content())


def test_a_word_has_its_sense_in_the_sense_s_language() -> None:
    written = write_glosses("修水库", 0, [WordGloss(1, 3, "reservoir")], [])
    assert written == '修<ruby>水库<rt lang="en">reservoir</rt></ruby>'


def test_punctuation_stays_with_its_word() -> None:
    written = write_glosses("看《水库》，去", 0, [WordGloss(2, 4, "reservoir")], [])
    ruby = '<ruby>水库<rt lang="en">reservoir</rt></ruby>'
    assert written == f'看<span class="whole">《{ruby}》，</span>去'


def test_a_parted_word_has_its_sense_under_its_first_part() -> None:
    glosses = [WordGloss(0, 2, "reservoir"), WordGloss(2, 3, "water")]
    assert "reservoir" in write_glosses("水", 0, glosses, [])
    behind = write_glosses("库水", 1, glosses, [])
    assert behind == '库<ruby>水<rt lang="en">water</rt></ruby>'


def test_pinyin_of_all_of_a_word_stands_over_it() -> None:
    readings = [WordReading(0, 1, "shuǐ", 10), WordReading(1, 2, "kù", 10)]
    written = write_glosses("水库", 0, [WordGloss(0, 2, "reservoir")], readings)
    assert '<rt class="over">shuǐ kù</rt><rt lang="en">reservoir</rt>' in written


def test_senses_are_escaped() -> None:
    assert "a &lt; b &amp; c" in write_glosses("水", 0, [WordGloss(0, 1, "a < b & c")], [])


@given(st.text(alphabet="水库，《》“”。a1<&", max_size=20), st.data())
def test_without_the_senses_the_text_is_as_it_was(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    glosses = [
        WordGloss(start, end, "sense")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if text[start] in "水库"
    ]
    first = data.draw(st.integers(0, len(text)))
    assert without_senses(write_glosses(text[first:], first, glosses, [])) == text[first:]
