"""The language that a date in its source's words is marked with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.models import Article
from documents.presentation import text_languages
from documents.presentation.labels import Label
from documents.presentation.written_dates import label_written_date
from documents.source_dates.reader import WRITTEN_NOTE


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Label | None]:
    def label_in(written: str, language: str) -> Label | None:
        held = ("en", "zh-Hans", language)
        monkeypatch.setattr(text_languages, "held_languages", lambda: held)
        return label_written_date(Article(language=language, notes={WRITTEN_NOTE: [written]}))

    return label_in


@pytest.mark.parametrize(
    ("written", "original", "marked"),
    [
        ("25 октября 1917 г. (по старому стилю)", "ru", "ru"),
        ("25 октября 1917 г. (по старому стилю)", "zh-Hans", "ru"),
        ("25. Oktober 1917 (alten Stils)", "de", "de"),
        ("25 October 1917 (O.S.)", "ru", "en"),
        ("昭和20年8月15日", "ja", "ja"),
        ("民國三十四年", "zh-Hant", "zh-Hant"),
        ("民國三十四年", "en", "zh"),
    ],
)
def test_a_written_date_is_marked_by_its_letters(
    label: Callable[[str, str], Label | None], written: str, original: str, marked: str
) -> None:
    found = label(written, original)
    assert found is not None
    assert (found.text, found.lang) == (written, marked)
