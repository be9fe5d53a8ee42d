"""What holds of every citation, whatever its style."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation.passage import Passage
from documents.citation.record import CitedArticle
from documents.citation.runs import Citation, fill, one_line
from documents.citation.styles import (
    STYLES,
    CitationStyle,
    StyleForm,
    apa,
    chicago,
    cite,
    exported_citations,
    gbt,
    mla,
)
from documents.dates import PartialDate
from tests.citation.samples import (
    ENTRY,
    NEWS,
    NEWS_URL,
    ORIGINAL,
    READ,
    local,
    published,
    signed,
    titled,
)


def _whole(form: StyleForm) -> Callable[..., Citation]:
    """A form of a style as the tests ask it: in English, of the article where none is named."""

    def write(
        article: CitedArticle, *, passage: Passage | None = None, accessed: date | None = None
    ) -> Citation:
        return form.write(article, language="en", passage=passage, accessed=accessed)

    return write


ALL_STYLES = [_whole(form) for style in STYLES for form in style.forms if not form.needs_passage]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_a_magazine_has_issues_and_a_book_an_imprint() -> None:
    magazine = replace(NEWS, source_kind="periodical")
    assert "[J/OL]. 人民日报, 1959-05-13(6)" in gbt.reference(magazine).text
    book = published(signed(replace(ENTRY, source_kind="book"), "V. I. Ivanov"))
    assert chicago.note(book).text.startswith(
        "V. I. Ivanov, “Irrigation Canals of the Socialist Countries,” in The Great Soviet "
        "Encyclopedia, 3rd ed. (Moscow: Sovetskaia entsiklopediia, 1970–1979), Parallel Archive"
    )
    assert "[M/OL]//The Great" in gbt.reference(book).text
    assert "[Z/OL]. " in gbt.reference(replace(NEWS, source_kind="leaflet")).text


TRANSLATED = replace(
    NEWS.texts[1],
    headline=("Letter to the Commune",),
    authors=("Ann B. Lee",),
    translators=("John Roe",),
)
LETTER = replace(
    NEWS,
    source_kind="documents",
    source_names={"en": "Letters"},
    texts=(NEWS.texts[0], TRANSLATED),
    page=None,
    page_label="",
    section="",
    column="",
)


def test_a_document_is_cited_before_its_collection_which_is_set_plain() -> None:
    note, entry = chicago.note(LETTER), chicago.bibliography(LETTER)
    assert "], trans. John Roe, May 13, 1959, Letters, Parallel Archive" in note.text
    assert "].” Translated" not in entry.text
    assert "]. Translated by John Roe. May 13, 1959. Letters. Parallel Archive" in entry.text
    assert "]. 13 May 1959. Letters, translated by John Roe. Parallel" in mla.reference(LETTER).text
    assert "[A/OL]. Letters, 1959-05-13" in gbt.reference(LETTER).text
    for cited in (note, entry, mla.reference(LETTER), apa.reference(LETTER)):
        assert not [run for run in cited.runs if run.text == "Letters" and run.kind == "italic"]


def test_a_chapter_has_its_page_and_is_never_an_entry() -> None:
    chapter = replace(LETTER, source_kind="book", source_names={"en": "Essays"}, page=12)
    unsigned = replace(chapter, texts=(replace(TRANSLATED, authors=(), is_original=True),))
    assert "trans. John Roe, in Essays (" in chicago.note(chapter).text
    assert "May 13, 1959), 12, Parallel Archive" in chicago.note(chapter).text
    assert "In Essays (p. 12). " in apa.reference(chapter).text
    assert chicago.bibliography(unsigned).text.startswith("“Letter to the Commune.” Translated by")
    assert "S.v." not in chicago.bibliography(unsigned).text


def test_a_further_translation_that_is_cited_names_its_translator_in_gbt() -> None:
    other = replace(TRANSLATED, language="en-x-may", translators=("Mary May",), is_original=False)
    both = replace(LETTER, texts=(*LETTER.texts, other))
    assert "May" not in gbt.reference(both).text.partition("[A/OL]")[2].partition("Letters")[0]
    assert "[A/OL]. Mary May, 译. Letters" in gbt.reference(replace(both, beside="en-x-may")).text


def test_mla_shortens_years_only_within_a_century() -> None:
    text = mla.reference(replace(ENTRY, date=PartialDate.parse("1895/1905"))).text
    assert ", 1895–1905. " in text


@pytest.mark.parametrize("style", ALL_STYLES)
def test_chinese_in_a_citation_is_marked_as_chinese(style: Callable[..., Citation]) -> None:
    citation = style(NEWS, language="en") if style is gbt.reference else style(NEWS)
    marked = "".join(run.text for run in citation.runs if run.language == "zh-Hans")
    assert "人民日报" in marked
    assert ORIGINAL in marked
    latin = [run.text for run in citation.runs if run.language != "zh-Hans"]
    assert not any("人民日报" in text for text in latin)


def test_a_name_known_in_one_language_only_is_marked_as_that() -> None:
    article = replace(NEWS, source_names={"zh-Hans": "人民日报"}, texts=NEWS.texts[:1])
    [name] = [run for run in mla.reference(article).runs if run.text == "人民日报"]
    assert (name.kind, name.language) == ("italic", "zh-Hans")
    russian = replace(NEWS, source_names={"ru": "Правда"})
    [name] = [run for run in gbt.reference(russian).runs if "Правда" in run.text]
    assert name.language == "ru"


def test_the_publication_is_in_italics_and_the_address_is_a_link() -> None:
    runs = chicago.note(NEWS).runs
    assert [run.text for run in runs if run.kind == "italic"] == ["People’s Daily"]
    assert [run.text for run in runs if run.kind == "url"] == [NEWS_URL]
    assert not [run for run in chicago.note(local(NEWS)).runs if run.kind == "url"]


@pytest.mark.parametrize("style", ALL_STYLES)
def test_filling_the_access_pattern_gives_the_dated_citation(
    style: Callable[..., Citation],
) -> None:
    undated = style(NEWS)
    filled = "".join(fill(r.pattern, READ) if r.kind == "access" else r.text for r in undated.runs)
    assert filled == style(NEWS, accessed=READ).text
    assert "1a2b3c4d5e6f" in undated.text


@pytest.mark.parametrize("style", ALL_STYLES)
@given(title=st.text(max_size=700))
def test_any_title_stays_on_one_line_and_whole(style: Callable[..., Citation], title: str) -> None:
    text = style(titled(NEWS, title)).text
    assert len(text.splitlines()) == 1
    assert _letters(title) in _letters(text)


@pytest.mark.parametrize("style", ALL_STYLES)
@pytest.mark.parametrize(
    "edtf", ["1958", "1958-01", "1958~", "195X", "19XX", "1958-XX", "1970/1979", "1958/..", "/1958"]
)
def test_a_partial_date_is_never_made_a_day(style: Callable[..., Citation], edtf: str) -> None:
    text = style(replace(NEWS, date=PartialDate.parse(edtf))).text
    assert "19" in text
    for invented in ("January 1,", "1 Jan.", "01-01", "December 31"):
        assert invented not in text


@pytest.mark.parametrize(
    ("title", "closed"),
    [
        ("a\u202eb", "a\u202eb\u202c"),
        ("a\u202eb\u202c", "a\u202eb\u202c"),
        ("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069"),
        ("\u2067a\u202bb\u2069c", "\u2067a\u202bb\u2069c"),
        ("a\u202cb\u2069", "a\u202cb\u2069"),
    ],
)
def test_a_direction_left_open_turns_nothing_behind_the_title(title: str, closed: str) -> None:
    assert one_line(title) == closed


def test_a_passage_without_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="passage"):
        Passage(())
    with pytest.raises(ValueError, match="passage"):
        Passage((0, 1))


def test_a_chinese_page_shows_the_chinese_style_first_and_in_chinese() -> None:
    chinese = cite(NEWS, language="zh-Hans", passage=Passage((1, 2)))
    english = cite(NEWS, passage=Passage((1, 2)))
    assert [c.style for c in english] == [
        "chicago",
        "chicago",
        "apa",
        "apa",
        "mla",
        "mla",
        "gbt7714",
    ]
    assert chinese[0].style == "gbt7714"
    assert chinese[0].text.endswith("版本1, 第1—2段.")
    assert english[-1].text.endswith("version 1, paras. 1–2.")
    assert chinese[1:] == english[:-1]
    assert [c.form for c in cite(NEWS)].count("in-text") == 0


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.key)
def test_every_form_of_a_style_writes_citations_that_bear_its_name(style: CitationStyle) -> None:
    assert [
        (form.key, cited.style, cited.form)
        for form in style.forms
        for cited in [form.write(NEWS, language="en", passage=Passage((1,)), accessed=None)]
    ] == [(form.key, style.key, form.key) for form in style.forms]


def test_every_style_is_exported_once_a_form_that_needs_no_passage() -> None:
    keys = [form.export_key for style in STYLES for form in style.forms if not form.needs_passage]
    assert list(exported_citations(NEWS)) == keys
    assert "" not in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "body", ["Xinhua News Agency", "Ministry of Water Conservancy", "TASS", "Our Correspondent"]
)
def test_a_body_stands_whole_in_every_style(body: str) -> None:
    """Never turned round, cut to a last word or to initials, in an entry, a note or in brackets."""
    for citation in cite(signed(NEWS, body), language="en", passage=Passage((3,))):
        assert citation.text.removeprefix("(").startswith(body), citation.style


def test_a_body_heads_an_entry_without_its_article() -> None:
    article = signed(NEWS, "The Xinhua News Agency")
    assert chicago.bibliography(article).text.startswith("Xinhua News Agency. ")
    assert mla.reference(article).text.startswith("Xinhua News Agency. ")
    assert chicago.note(article).text.startswith("The Xinhua News Agency, ")
