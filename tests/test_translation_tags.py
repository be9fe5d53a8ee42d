"""Language tags of translations: the language, and the name of one of several into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.seed_store.layouts._language_tags import read_tag
from documents.translation_tags import (
    name_translation_tag,
    read_translation_dates,
    translation_name,
    written_language,
)


@pytest.mark.parametrize(
    ("tag", "written", "name"),
    [("en", "en", ""), ("en-x-legge", "en", "legge"), ("zh-Hant-x-a-b", "zh-Hant", "a-b")],
)
def test_a_tag_is_a_language_and_a_name(tag: str, written: str, name: str) -> None:
    assert (written_language(tag), translation_name(tag)) == (written, name)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("James Legge", "en-x-james-legge"),
        ("  j. LEGGE ", "en-x-j-legge"),
        ("Søren Østergård-Müller", "en-x-s-f8-ren-f8-stergard-muller"),
        ("José Núñez", "en-x-jose-nunez"),
        ("王小河", "en-x-738b-5c0f-6cb3"),
        ("Christopherson", "en-x-christop-herson"),
        ("—", ""),
    ],
)
def test_a_name_gives_a_tag(name: str, tag: str) -> None:
    assert name_translation_tag("en", name) == tag


@given(st.text(max_size=60))
def test_every_tag_that_a_name_gives_is_a_language_tag(name: str) -> None:
    tag = name_translation_tag("zh-Hant", name)
    assert tag == "" or (read_tag(tag) == tag and written_language(tag) == "zh-Hant")


def test_dates_stand_in_a_note_and_what_is_none_is_passed_over() -> None:
    notes = {"translated": ["en-x-legge: 1891", "fr: 1842-05?", "soon", "ru: x"], "other": "a: 1"}
    assert read_translation_dates(notes) == {"en-x-legge": "1891", "fr": "1842-05?"}
    assert read_translation_dates({"translated": "en: 1950~"}) == {"en": "1950~"}
    assert read_translation_dates({}) == {}
