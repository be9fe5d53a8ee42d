"""Completions: words and names of the index that begin with a given text, or are written so.

Counts are not read off names: their terms hold for articles that were removed, too, until their
segment is merged.
"""

from __future__ import annotations

from collections.abc import Iterable

from documents.search.analysis import stems
from documents.search.folding import fold_text
from documents.search.name_keys import END, SOUND, TRANSLATED, WRITTEN, plain_name
from documents.search.open_index import OpenIndex

_LEAST_STEM = 4  # letters, from which other forms of a word are looked for
_OF_ONE_STEM = 60  # words with one beginning that are looked at
_LOOKED_UP = 400  # names with one beginning


def words_with_prefix(index: OpenIndex, beginning: str, limit: int) -> list[str]:
    """The commonest words with a prefix; the prefix itself first if it is a word."""
    if len(beginning) < 2 or not beginning.isalnum():
        return []
    found = [word for word, _ in index.searcher.terms_with_prefix("exact", beginning, limit=limit)]
    return sorted(found, key=lambda word: word != beginning)


def words_with_same_stem(index: OpenIndex, word: str, limit: int) -> list[str]:
    """The index's commonest other words that have the English stem of a word: cooperation."""
    stem = stems([word])[0]
    beginning = stem if word.startswith(stem) else stem[:-1]  # polici of policy
    if len(beginning) < _LEAST_STEM:
        return []
    found = index.searcher.terms_with_prefix("exact", beginning, limit=_OF_ONE_STEM)
    held = [form for form, _ in found if form != word and stems([form])[0] == stem]
    return held[:limit]


def most_frequent(index: OpenIndex, words: Iterable[str], limit: int) -> list[str]:
    """The Chinese words whose first two characters are the most frequent pairs, short first."""
    held = [(index.searcher.doc_freq("han", fold_text(word)[:2]), word) for word in words]
    ranked = sorted((-count, len(word), word) for count, word in held if count)
    return [word for _, _, word in ranked[:limit]]


def values_by_name(index: OpenIndex, facet: str, name: str) -> tuple[str, ...]:
    """The values of a facet that a text gives a name: in either script, in any language."""
    plain = plain_name(name)
    return _values(index, f"{facet}{WRITTEN}{plain}{END}") if plain else ()


def values_by_sound(index: OpenIndex, facet: str, sound: str) -> tuple[str, ...]:
    """The values of a facet that sound so, the commonest first."""
    return _values(index, f"{facet}{SOUND}{sound}{END}") if sound else ()


def values_with_prefix(
    index: OpenIndex, facet: str, typed: str, sound: str, limit: int
) -> tuple[str, ...]:
    """The values of which a name begins as typed or sounds so, the commonest first."""
    begun = [(WRITTEN, plain_name(typed)), (SOUND, sound)]
    found = [
        value for mark, plain in begun if plain for value in _values(index, f"{facet}{mark}{plain}")
    ]
    return tuple(dict.fromkeys(found))[:limit]


def translation_of(index: OpenIndex, facet: str, value: str) -> tuple[str, str] | None:
    """What most translations call a value, with their language; None if none names it."""
    terms = _terms(index, f"{facet}{TRANSLATED}{value}{END}", 1)
    if not terms:
        return None
    _, name, language = terms[0].split(END)
    return name, language


def _values(index: OpenIndex, beginning: str) -> tuple[str, ...]:
    found = (term.rpartition(END)[2] for term in _terms(index, beginning, _LOOKED_UP))
    return tuple(dict.fromkeys(found))


def _terms(index: OpenIndex, beginning: str, limit: int) -> list[str]:
    found = index.searcher.terms_with_prefix("name_keys", beginning, limit=limit)
    return [term for term, _ in found]
