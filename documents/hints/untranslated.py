"""Articles held in one language only, offered to a search in the other, with its translations.

The offer leads to a list of its own: never mixed into the ordinary one. There each translation can
be taken out or chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from documents.hints.suggested_search import SearchSuggester, SuggestedSearch
from documents.presentation.labels import in_language
from documents.presentation.numbers import group_digits
from documents.query.addresses import list_address
from documents.query.read_request import translate_request
from documents.search import OpenIndex
from documents.search.request import SearchRequest, TranslatedQuery, TranslatedWord
from documents.search.schema import LANGUAGES


@dataclass(frozen=True, slots=True)
class UntranslatedOffer:
    """A search among articles that are not in the language asked in, with its words."""

    words: SafeString
    way: SuggestedSearch

    @property
    def articles(self) -> str:
        """How many articles it leads to, in words."""
        number = group_digits(self.way.count)
        return ngettext(
            "%(number)s article may speak of this",
            "%(number)s articles may speak of this",
            self.way.count,
        ) % {"number": number}


@dataclass(frozen=True, slots=True)
class TranslationChoice:
    """A translation of a word, and the list with it taken out or chosen: "" where it must stay."""

    text: str
    lang: str
    used: bool
    origin: str
    url: str


@dataclass(frozen=True, slots=True)
class WordChoices:
    """A word as asked, with its translations to choose from."""

    asked: str
    lang: str
    choices: tuple[TranslationChoice, ...]
    excluded: bool


@dataclass(frozen=True, slots=True)
class CrossLanguageSummary:
    """What the list in the other language says of itself: its words, and the way back."""

    words: tuple[WordChoices, ...]
    unknown: tuple[str, ...]
    is_loosened: bool
    language: str
    ordinary: str


def offer_untranslated(guide: SearchSuggester, asked: SearchRequest) -> UntranslatedOffer | None:
    """The offer for a search, if it finds anything; None where nothing can be translated."""
    if asked.across or not asked.q or not _holds_untranslated(guide.index):
        return None
    request = translate_request(replace(asked, across=True, rendering=(), offset=0))
    translated = request.translated
    if translated is None or not translated.required or not _may_find(guide.index, translated):
        return None
    words = in_language(_say_words(translated.required), translated.other)
    way = guide.suggest(words, request)
    return UntranslatedOffer(words, way) if way else None


def _holds_untranslated(index: OpenIndex) -> bool:
    """Whether any article is held in one language alone: looked at before words are translated."""
    return any(
        len({tag.partition("-")[0] for tag in value.split()}) == 1
        for value in index.whole.values.get(LANGUAGES, ())
    )


def _may_find(index: OpenIndex, translated: TranslatedQuery) -> bool:
    """Whether any article is held in the other language and not in the one asked in."""
    return any(
        translated.other in held and translated.language not in held
        for value in index.whole.values.get(LANGUAGES, ())
        for held in [{tag.partition("-")[0] for tag in value.split()}]
    )


def _say_words(words: tuple[TranslatedWord, ...]) -> str:
    return " · ".join("/".join(one.text for one in word.used) for word in words)


def describe_cross_language_search(asked: SearchRequest) -> CrossLanguageSummary | None:
    """The words of a list in the other language, each translation with its link."""
    translated = asked.translation_in_force
    if translated is None:
        return None
    return CrossLanguageSummary(
        tuple(
            WordChoices(
                word.asked,
                translated.language,
                tuple(_choices(asked, translated, word)),
                word.excluded,
            )
            for word in translated.words
        ),
        translated.unknown,
        0 < translated.query.least < 1,
        translated.language,
        list_address(asked, across=False, rendering=()),
    )


def _choices(
    asked: SearchRequest, translated: TranslatedQuery, word: TranslatedWord
) -> Iterator[TranslationChoice]:
    used = {one.text for one in word.used}
    listed = {one.text for one in word.translations}
    for one in word.translations:
        wanted = used ^ {one.text}
        others = {text for text in asked.rendering if text not in listed}
        chosen = tuple(sorted(others | wanted))
        url = list_address(asked, rendering=chosen) if wanted else ""
        yield TranslationChoice(one.text, translated.other, one.used, one.origin, url)
