"""Articles held in one language only, offered to a search in the other: by translated words.

Each word asked becomes its translations, of which one is enough. All words that have translations
must be answered; where no article does that, any of them. The offer is a search of its own, in an
address that can be changed: never mixed into the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from documents.hints.suggested_search import SearchSuggester, SuggestedSearch
from documents.presentation.text_languages import language_attributes
from documents.renderings.translations import chinese_translations, english_translations
from documents.search import OpenIndex
from documents.search.clauses import Clause, Phrase, Word, write
from documents.search.query import parse
from documents.search.request import SearchRequest

MOST_WORDS = 4  # of a query
MOST_TRANSLATIONS = 4  # of one word
_TAGS = {True: ("zh-Hans", "zh-Hant"), False: ("en",)}  # of texts, by whether they are Chinese


@dataclass(frozen=True, slots=True)
class UntranslatedOffer:
    """A search by translated words among articles that are not in the language asked in."""

    said: SafeString
    way: SuggestedSearch


def offer_untranslated(guide: SearchSuggester, asked: SearchRequest) -> UntranslatedOffer | None:
    """The offer for a search, if it finds anything.

    None for a query in both languages, with operators, or of words that have no translation.
    """
    clauses = parse(asked.q).clauses
    required = [clause for clause in clauses if not clause.excluded]
    if not 0 < len(required) <= MOST_WORDS or len(required) < len(clauses):
        return None
    words = _words(required)
    if words is None:
        return None
    in_chinese, typed = words
    own = [tag for tag in _TAGS[in_chinese] if guide.index.searcher.doc_freq("language", tag)]
    if not own or not any(
        guide.index.searcher.doc_freq("language", tag) for tag in _TAGS[not in_chinese]
    ):
        return None
    translated = [_translate(word, guide.index, in_chinese=in_chinese) for word in typed]
    if len(typed) > 1 and not in_chinese:  # a phrase of the dictionary goes before its words
        whole = _translate(" ".join(typed), guide.index, in_chinese=False)
        translated = [whole] if whole else translated
    translated = [one for one in translated if one]
    if not translated:
        return None
    without = " ".join(f"-language:{tag}" for tag in own)
    words_said = format_html(
        "<span{}>{}</span>",
        language_attributes(_TAGS[not in_chinese][0]),
        " · ".join("/".join(one) for one in translated),
    )
    parts = [" OR ".join(map(_written, one)) for one in translated]
    said = format_html(
        gettext("Articles without a translation that may speak of this ({words}):"),
        words=words_said,
    )
    way = guide.suggest(said, replace(asked, q=f"{' '.join(parts)} {without}"))
    if way is None and len(parts) > 1:
        said = format_html(
            gettext("Articles without a translation that may speak of a part of this ({words}):"),
            words=words_said,
        )
        way = guide.suggest(said, replace(asked, q=f"{' OR '.join(parts)} {without}"))
    return UntranslatedOffer(said, way) if way else None


def _words(clauses: Sequence[Clause]) -> tuple[bool, list[str]] | None:
    """Whether the words are Chinese, and the words; None for what is more than plain words."""
    typed: list[str] = []
    chinese: set[bool] = set()
    for clause in clauses:
        if len(clause.leaves) != 1:
            return None
        leaf = clause.leaves[0]
        if leaf.field != "all" or not isinstance(leaf, Word | Phrase):
            return None
        is_chinese = isinstance(leaf, Phrase) and leaf.is_han_run
        chinese.add(is_chinese)
        typed.append(write([clause]).strip('"'))
    return (chinese.pop(), typed) if len(chinese) == 1 else None


def _translate(word: str, index: OpenIndex, *, in_chinese: bool) -> tuple[str, ...]:
    """The translations of a word that the archive has, the likeliest and commonest first."""
    if in_chinese:
        return tuple(english_translations(word)[:MOST_TRANSLATIONS])
    held: list[tuple[float, str]] = []
    for form, share in chinese_translations(word).items():
        count = _articles_with(form, index)
        if count:
            held.append((-share * count**0.5, form))
    forms = [form for _, form in sorted(held)]
    # What holds another translation is found by that one too.
    whole = [form for form in forms if not any(one != form and one in form for one in forms)]
    return tuple(whole[:MOST_TRANSLATIONS])


def _articles_with(form: str, index: OpenIndex) -> int:
    """About how many articles have a Chinese word."""
    if len(form) == 1:
        return int(index.searcher.doc_freq("exact", form))
    pairs = [form[place : place + 2] for place in range(len(form) - 1)]
    return min(index.searcher.doc_freq("han", pair) for pair in pairs)


def _written(word: str) -> str:
    return f'"{word}"' if " " in word else word
