"""The words of a counterpart that answer the words found, by the dictionary alone.

For one sentence or paragraph, where there are no others to learn from: what is marked beside a hit.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from documents.renderings.dictionary_prior import chinese_prior, dictionary_words, english_prior
from documents.renderings.words import SMALL_WORDS, read_words
from documents.text import han_share

Span = tuple[int, int]

LEAST_SHARE = 0.03  # of a word in the glosses, to answer
MOST_FORMS = 8  # different words found that are looked up


def answering_spans(found: Collection[str], text: str) -> list[Span]:
    """Where in ``text`` stand the words that answer those ``found``, in order.

    ``found`` are written as they stand in the other text. Chinese and an alphabet answer each
    other; between two alphabets nothing is known, and nothing is marked.
    """
    forms = tuple(sorted(found))[:MOST_FORMS]
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
