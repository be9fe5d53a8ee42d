"""Word alignment of two sentences: which words answer each other, by the dictionary alone.

For one sentence or paragraph, where there are no others to learn from: what is marked beside a hit,
and which words of two sentences answer each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.chinese.dictionary import dictionary
from documents.renderings.bilingual_dictionary_prior import (
    BilingualDictionaryPrior,
    find_bilingual_dictionary_prior,
)
from documents.renderings.dictionary_prior import chinese_prior, dictionary_words, english_prior
from documents.renderings.words import SMALL_WORDS, read_words
from documents.text import han_share

Span = tuple[int, int]

LEAST_SHARE = 0.03  # of a word in the glosses, to answer
MOST_FORMS = 8  # different words found that are looked up
LEAST_LINK = 0.1  # of a word in the glosses, to answer where nobody asked for it
NEAR_BEST = 0.5  # of the share of a word's best answer, which further answers have


def find_aligned_spans(
    found: Collection[str], text: str, languages: tuple[str, str] | None = None
) -> list[Span]:
    """Where in ``text`` stand the words that answer those ``found``, in order.

    ``found`` are written as they stand in the other text. Chinese and an alphabet answer each
    other; of other ``languages``, of those found and of ``text``, a dictionary of the collection
    says it. Without one nothing is marked.
    """
    forms = tuple(sorted(found))[:MOST_FORMS]
    if languages and (brought := find_bilingual_dictionary_prior(*languages)) is not None:
        return _joined(text, sorted(brought.answers(forms, text)))
    chinese = tuple(form for form in forms if han_share(form) == 1)
    others = tuple(form for form in forms if not han_share(form))
    spans: list[Span] = []
    if chinese:
        keys = _keys(chinese)
        spans += [(word.start, word.end) for word in read_words(text) if word.key in keys]
    if others:
        spans += [
            (start, end)
            for start, end, word in dictionary_words(text)
            if len(word) > 1 and _answers(word, others)
        ]
    return _joined(text, sorted(spans))


class WordLink(NamedTuple):
    """A word, wherever a sentence has it, and the words of its counterpart that answer it.

    ``own`` is of the side whose words the dictionary has as headwords, as Chinese.
    """

    own: tuple[Span, ...]
    other: tuple[Span, ...]


def link_words(chinese: str, other: str) -> list[WordLink]:
    """The words of a Chinese sentence that words of its English counterpart answer, in order."""
    places: dict[str, list[Span]] = defaultdict(list)
    for token in dictionary().words(chinese):
        places[token.form].append((token.start, token.end))
    answers = _places_by_key(other)
    shares = {
        form: {key: share for key, share in _link_shares(form).items() if key in answers}
        for form in places
    }
    return _link(other, places, answers, shares)


def link_words_by_dictionary(
    brought: BilingualDictionaryPrior, sentence: str, other: str
) -> list[WordLink]:
    """The same of a sentence in the language of a dictionary's headwords, by that dictionary."""
    places: dict[str, list[Span]] = defaultdict(list)
    for word in brought.dictionary.words(sentence):
        places[word.headword].append((word.start, word.end))
    shares = {
        form: {
            key: share
            for key, share in brought.prior(form, [other]).items()
            if share >= LEAST_LINK and key not in SMALL_WORDS
        }
        for form in places
    }
    return _link(other, places, _places_by_key(other), shares)


def _places_by_key(text: str) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = defaultdict(list)
    for word in read_words(text):
        places[word.key].append((word.start, word.end))
    return places


def _link(
    other: str,
    places: Mapping[str, Sequence[Span]],
    answers: Mapping[str, Sequence[Span]],
    shares: Mapping[str, Mapping[str, float]],
) -> list[WordLink]:
    """Links of words at some places with the words that may answer them.

    A word is explained once (competitive linking, Melamed 2000): where two could be answered by it,
    the one that has a better answer leaves it to the other.
    """
    best = {form: max(held.values(), default=0.0) for form, held in shares.items()}
    claimed = {key for form, held in shares.items() for key in held if held[key] == best[form]}
    links = []
    for form, held in shares.items():
        spans: list[Span] = []
        for key in sorted(held, key=lambda key: (-held[key], -len(answers[key]), key)):
            own = answers[key]
            if held[key] < best[form] and (key in claimed or held[key] < NEAR_BEST * best[form]):
                continue
            # Further answers make a phrase of the first, or answer the word where it is repeated.
            if not spans or len(spans) < len(places[form]):
                spans += own
            else:
                spans += [span for span in own if any(_touch(other, span, one) for one in spans)]
        if spans:
            links.append(WordLink(tuple(places[form]), tuple(_joined(other, sorted(spans)))))
    return links


def _touch(text: str, one: Span, other: Span) -> bool:
    first, last = sorted((one, other))
    return text[first[1] : last[0]] in {"", " ", "-"}


@lru_cache(maxsize=4096)
def _link_shares(form: str) -> Mapping[str, float]:
    return {
        key: share
        for key, share in chinese_prior(form).items()
        if share >= LEAST_LINK and key not in SMALL_WORDS
    }


@lru_cache(maxsize=512)
def _keys(forms: tuple[str, ...]) -> frozenset[str]:
    """The words of the glosses of some Chinese words."""
    return frozenset(
        key
        for form in forms
        for key, share in chinese_prior(form).items()
        if share >= LEAST_SHARE and key not in SMALL_WORDS
    )


@lru_cache(maxsize=2048)
def _answers(word: str, forms: tuple[str, ...]) -> bool:
    asked = [part for form in forms for part in form.split() if part.lower() not in SMALL_WORDS]
    return bool(english_prior(asked, [word]))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans that touch, or have one space between them, as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] in {"", " "}:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
