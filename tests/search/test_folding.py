from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search.folding import fold_text, fold_with_places
from tools.make_variants import TARGET, classes

TRICKY = st.text(
    st.sampled_from(
        "aZé1 \n\t\u2028　。，科學后後乾々〇○ｶﾞﾟがㄅ①㈠ﬁßﷺİ'’-ЙйËё각"
        "\u0301\u0308\u200b\u00ad\ufe0f\u1100\u1161که\u200c"
    )
)


@given(st.text() | TRICKY)
def test_the_map_back_belongs_to_the_folded_text(text: str) -> None:
    result = fold_with_places(text)
    assert result.text == fold_text(text)
    assert len(result.text) == len(result.starts) == len(result.ends)


@given(st.text() | TRICKY)
def test_each_folded_character_points_at_what_it_was_made_from(text: str) -> None:
    result = fold_with_places(text)
    assert list(result.starts) == sorted(result.starts)
    for place, character in enumerate(result.text):
        start, end = result.span(place, place + 1)
        assert 0 <= start < end <= len(text)
        made_of = text[start:end]
        # A non-joiner is a hyphen only between Arabic letters: alone it is nothing.
        assert character in ("-" if made_of == "\u200c" else fold_text(made_of))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＣＯＭＥＣＯＮ１９５８", "comecon1958"),
        ("第６版（二）", "第6版(二)"),
        ("Café Łódź", "cafe lodz"),
        ("всё", "все"),
        ("people’s", "people's"),
        ("鞠　鹏", "鞠鹏"),
        ("科学\n研究", "科学研究"),
        ("一九五○年", "一九五〇年"),
        ("coo\u00adperation", "cooperation"),
        ("كِتَابٌ", "كتاب"),
        ("كتـــاب", "كتاب"),
        ("أمة إسلام آخر", "امه اسلام اخر"),
        ("على", "علي"),
        ("שָׁלוֹם", "שלום"),
        ("صہی کی".replace("ہ", "ه"), "صهي كي"),
        ("조선 인민", "조선인민"),
        ("\u1112\u1161\u11ab국", "한국"),
    ],
)
def test_forms_of_the_same_words_fold_alike(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("и", "й"), ("合作，研究", "合作研究"), ("が", "か")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_spaces_between_words_stay() -> None:
    assert fold_text("科学 COMECON 研究") == f"{fold_text('科学')} comecon {fold_text('研究')}"


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2s"])
def test_every_conversion_folds_as_what_it_was_made_from(config: str) -> None:
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = opencc.OpenCC(config).convert("\n".join(han)).split("\n")
    changed = [pair for pair in zip(han, converted, strict=True) if pair[0] != pair[1]]
    assert len(changed) > 1000
    assert [one for one, other in changed if fold_text(one) != fold_text(other)] == []


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("皇后后来", "皇后後來"),
        ("乾隆", "乾隆"),
        ("干部", "幹部"),
        ("了解", "瞭解"),
        ("头发", "頭髮"),
    ],
)
def test_words_fold_alike_where_conversion_looks_at_neighbours(
    simplified: str, traditional: str
) -> None:
    assert fold_text(simplified) == fold_text(traditional)


@pytest.mark.process
def test_the_table_is_what_its_script_makes() -> None:
    lines = TARGET.read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == classes()
