"""Autocomplete: words, authors and titles that begin with what was typed; Chinese by pinyin too.

Only what finds something is suggested, with the number of articles that hold it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import numpy as np
from django.utils.translation import gettext

from documents.author_names import normalise_typed_pinyin
from documents.cedict import dictionary_file, read_entries
from documents.current_index import open_current
from documents.hints.pinyin_input import PinyinInput, plain_pinyin, read_pinyin, write_syllables
from documents.presentation.labels import say_articles
from documents.presentation.text_languages import holds_chinese
from documents.presentation.titles import titled_texts
from documents.query.addresses import list_address
from documents.query.paging import default_sort
from documents.results.entries import fetch_articles
from documents.search import CountBudget, OpenIndex, count_articles, search
from documents.search.completions import (
    most_frequent,
    translation_of,
    values_by_name,
    values_by_sound,
    values_with_prefix,
    words_with_prefix,
)
from documents.search.folding import HAN, fold_text
from documents.search.name_keys import plain_name
from documents.search.request import SearchRequest
from documents.text import han_runs, is_han

LONGEST = 60  # characters typed that are read
TERMS = 6  # of each kind: words, Chinese words by pinyin
TITLES = 4
AUTHORS = 4
_AUTHORS_TRIED = 12  # that are counted
_LOOKED_AT = 2000  # words of the dictionary with one beginning that are weighed
_TRIED = 30  # of them that are counted
_LONGEST_WORD = 8
_WIDTH = 96  # bytes that a word of the dictionary has at most with its sound beside it
# The last words typed, without Chinese ones before them.
_WORD = re.compile(r"\S+")
_LAST_WORDS = re.compile(rf"[^{HAN}]+\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion: the text for the box, a note on it, and the list it leads to."""

    text: str
    note: str
    url: str


def suggest(typed: str) -> list[Suggestion]:
    """At most twenty suggestions: authors, words of the texts and by their sound, titles."""
    typed = " ".join(typed.split())
    index = open_current()
    if not typed or len(typed) > LONGEST or index is None:
        return []
    found: dict[str, Suggestion] = {}
    allowance = CountBudget()
    authors = list(_authors(index, typed))
    for text, note in _terms(index, typed, allowance):
        count = count_articles(index, SearchRequest(q=text), allowance)
        if count and text not in found:
            said = say_articles(count)
            found[text] = Suggestion(text, f"{note} · {said}" if note else said, _address(text))
    for title, others in _titles(index, typed).items():
        quoted = f'title:"{title}"'
        count = count_articles(index, SearchRequest(q=quoted), allowance)
        if title not in found and count:
            note = f"{others} · {say_articles(count)}" if others else ""
            found[title] = Suggestion(title, note, _address(quoted))
    return [*authors, *found.values()]


def _authors(index: OpenIndex, typed: str) -> Iterator[Suggestion]:
    """Authors whose name begins so, in any writing: the list of what each wrote.

    Those whose whole name it is come first, and all of them.
    """
    sound = normalise_typed_pinyin(typed)
    if len(plain_name(typed)) < (1 if han_runs(typed) else 2):
        return
    whole = {
        *values_by_name(index, "author", typed),
        *values_by_sound(index, "author", sound),
    }
    begun = [*sorted(whole), *values_with_prefix(index, "author", typed, sound, _AUTHORS_TRIED)]
    begun = [*dict.fromkeys(begun)][:_AUTHORS_TRIED]
    wrote = {name: SearchRequest(author=(name,), sort=default_sort("")) for name in begun}
    counts = {name: count_articles(index, request) for name, request in wrote.items()}
    held = filter(counts.__getitem__, begun)
    often = sorted(held, key=lambda name: (name not in whole, -counts[name], name))
    for name in often[: max(AUTHORS, len(whole))]:
        translated = translation_of(index, "author", name)
        parts = [gettext("Author"), *(translated or ())[:1], say_articles(counts[name])]
        yield Suggestion(name, " · ".join(parts), list_address(wrote[name]))


def _address(q: str) -> str:
    return list_address(SearchRequest(q=q))


def _terms(index: OpenIndex, typed: str, allowance: CountBudget) -> Iterator[tuple[str, str]]:
    """Words that may complete what was typed, with their sound where that found them."""
    before, _, last = typed.rpartition(" ")
    head = f"{before} " if before else ""
    if is_han(last[-1]):
        yield from ((head + word, "") for word in _by_beginning(index, last, allowance))
        return
    yield from ((head + word, "") for word in words_with_prefix(index, fold_text(last), TERMS))
    latin = _LAST_WORDS.search(typed)
    if latin is None:
        return
    # he zuo is one word, and the last of: cooperation he zuo.
    for start in (match.start() for match in _WORD.finditer(typed, latin.start())):
        pinyin = read_pinyin(typed[start:])
        found = list(_by_sound(index, pinyin, allowance)) if pinyin else []
        # What was typed, in its own writing: browsers offer what begins with that.
        yield from ((typed[:start] + word, typed + rest) for word, rest in found)
        if found:
            return


def _by_beginning(index: OpenIndex, typed: str, allowance: CountBudget) -> list[str]:
    """The typed text, then the dictionary's words that begin with it, most frequent first."""
    if not holds_chinese():
        return [typed]
    words = read_words()
    near: list[str] = []
    for forms in (words.by_form, words.by_traditional):
        start = bisect_left(forms, typed)
        near = near or [
            word for word in forms[start : start + _LOOKED_AT] if word.startswith(typed)
        ]
    near = most_frequent(index, near, _TRIED)
    return [typed, *_most_frequent(index, [word for word in near if word != typed], allowance)]


def _by_sound(
    index: OpenIndex, pinyin: PinyinInput, allowance: CountBudget
) -> Iterator[tuple[str, str]]:
    """The words that sound as typed, with what of the sound is not typed yet.

    Tones count where any word has them.
    """
    sound = pinyin.letters
    if len(sound) < 2 or not holds_chinese():
        return
    sounds = read_words().by_sound
    start = bisect_left(sounds, sound)
    near: dict[str, str] = {}
    untoned: dict[str, str] = {}
    for line in sounds[start : start + _LOOKED_AT]:
        if not line.startswith(sound):
            break
        reading, word, syllables = line.split(" ")
        if pinyin.fits(syllables, with_tones=False):
            untoned.setdefault(word, reading)
            if pinyin.fits(syllables):
                near.setdefault(word, reading)
    near = near or untoned
    for word in _most_frequent(index, most_frequent(index, near, _TRIED), allowance):
        yield word, near[word][len(sound) :]


def _most_frequent(index: OpenIndex, words: list[str], allowance: CountBudget) -> list[str]:
    """The words that most articles have; those without any are left out."""
    counts = {word: count_articles(index, SearchRequest(q=word), allowance) for word in words}
    held = [word for word in words if counts[word]]
    return sorted(held, key=lambda word: (-counts[word], len(word), word))[:TERMS]


def _titles(index: OpenIndex, typed: str) -> dict[str, str]:
    """Titles that have the typed words, the last one perhaps unfinished; each with the others held.

    The one in the script typed completes it; where nothing tells, the interface's own leads.
    """
    *whole, last = typed.split()
    letters = len(last) > 2 and not han_runs(last) and last.isalnum()
    q = " ".join([*(f"title:{word}" for word in whole), f"title:{last}{'*' if letters else ''}"])
    hits = search(index, SearchRequest(q=q, limit=TITLES)).hits
    is_han_typed, has_letters = bool(han_runs(typed)), any(map(str.isalpha, typed))
    found: dict[str, str] = {}
    for row in fetch_articles([hit.identifier for hit in hits]):
        titles = [" ".join(text.title.replace('"', " ").split()) for text in titled_texts(row)]
        if has_letters:
            titles.sort(key=lambda title: bool(han_runs(title)) != is_han_typed)
        if titles:
            found.setdefault(titles[0], " · ".join(titles[1:]))
    return found


class _Lines(Sequence[str]):
    """Sorted strings kept as one text with the places of its lines: a tenth of a tuple's memory.

    They come padded to one width, so that millions of bytes are sorted and not thousands of
    objects, which would leave the process four times as large as what is kept.
    """

    def __init__(self, padded: bytearray, width: int) -> None:
        lines = np.unique(np.frombuffer(padded, f"S{width}"))
        cells = lines.view(np.uint8).reshape(len(lines), width)
        self._data = cells[cells != 0].tobytes()
        self._ends = array("i", np.count_nonzero(cells, axis=1).cumsum().astype("i").tobytes())

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        start = self._ends[place - 1] if place else 0
        line: str = self._data[start : self._ends[place]].decode()
        return line


@dataclass(frozen=True, slots=True)
class _Words:
    """The dictionary's Chinese words, by their characters in either script and by their sound.

    ``by_sound`` has the sound before each word and its syllables behind it, with spaces between.
    """

    by_form: _Lines
    by_traditional: _Lines
    by_sound: _Lines


@lru_cache(maxsize=1)
def read_words() -> _Words:
    """The dictionary, read when first asked for, once a process: about 7 MB."""
    forms, traditional, sounds = bytearray(), bytearray(), bytearray()
    for entry in read_entries(dictionary_file()):
        word = entry.simplified
        if 2 <= len(word) <= _LONGEST_WORD and all(map(is_han, word)):
            forms += _pad(word)
            traditional += _pad(entry.traditional)
            sound, syllables = plain_pinyin(entry.reading), write_syllables(entry.reading)
            sounds += _pad(f"{sound} {word} {syllables}")
    return _Words(*(_Lines(padded, _WIDTH) for padded in (forms, traditional, sounds)))


def _pad(line: str) -> bytes:
    return line.encode().ljust(_WIDTH, b"\0")
