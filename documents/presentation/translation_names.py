"""Names of an article's texts: the language and, of several translations into it, whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext

from documents.models import Article, Translation
from documents.presentation.dates import say_date
from documents.presentation.labels import name_language
from documents.translation_tags import (
    read_translation_dates,
    translation_name,
    written_language,
)


def name_translations(translations: Sequence[Translation]) -> list[str]:
    """The name of each translation: English; English · James Legge where there are several.

    The subtag stands for translators that the file does not name.
    """
    written = Counter(written_language(one.language) for one in translations)
    return [_name(one, written[written_language(one.language)] > 1) for one in translations]


def describe_translations(article: Article, translations: Sequence[Translation]) -> list[str]:
    """The names of the translations with when each was made: English · James Legge, 1879."""
    days = read_translation_dates(article.notes)
    return [
        f"{name}{gettext(', ')}{say_date(days[one.language])}" if one.language in days else name
        for one, name in zip(translations, name_translations(translations), strict=True)
    ]


def _name(one: Translation, is_one_of_several: bool) -> str:
    name = translation_name(one.language)
    language = name_language(written_language(one.language))
    if not name and not is_one_of_several:
        return language
    whose = gettext(", ").join(one.translators) or name
    return f"{language}\u00a0· {whose}" if whose else language
