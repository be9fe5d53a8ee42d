"""Words and titles that begin with what was typed; pinyin in Latin letters finds Chinese words.

Only what finds something is suggested, with the number of articles that hold it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.alignment.glosses import dictionary_file, read_entries
from documents.filters import list_address
from documents.finding.current import open_current
from documents.finding.results import fetch_articles
from documents.search import Allowance, OpenIndex, count_articles, search
from documents.search.completing import likeliest, words_with
from documents.search.folding import folded
from documents.search.request import SearchRequest
from documents.text import han_runs, is_han
from documents.wording import say_articles

LONGEST = 60  # characters typed that are read
TERMS = 6  # of each kind: words, Chinese words by pinyin
TITLES = 4
_LOOKED_AT = 2000  # words of the dictionary with one beginning that are weighed
_TRIED = 30  # of them that are counted
_LONGEST_WORD = 8
_LATIN = re.compile(r"[a-zü:' ]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the box would hold, a note on it, and the list it leads to."""

    text: str
    note: str
    url: str


def suggest(typed: str) -> list[Suggestion]:
    """At most sixteen: words of the texts, Chinese words by their sound, titles."""
    typed = " ".join(typed.split())
    index = open_current()
    if not typed or len(typed) > LONGEST or index is None:
        return []
    found: dict[str, Suggestion] = {}
    allowance = Allowance()
    for text, note in _terms(index, typed, allowance):
        count = count_articles(index, SearchRequest(q=text), allowance)
        if count and text not in found:
            said = say_articles(count)
            found[text] = Suggestion(text, f"{note} · {said}" if note else said, _address(text))
    for title in _titles(index, typed):
        quoted = f'title:"{title}"'
        if title not in found and count_articles(index, SearchRequest(q=quoted), allowance):
            found[title] = Suggestion(title, "", _address(quoted))
    return list(found.values())


def _address(q: str) -> str:
    return list_address(SearchRequest(q=q))


def _terms(index: OpenIndex, typed: str, allowance: Allowance) -> Iterator[tuple[str, str]]:
    """Words that what was typed may become, with their sound where that is how they were found."""
    before, _, last = typed.rpartition(" ")
    head = f"{before} " if before else ""
    if han_runs(last):
        yield from ((head + word, "") for word in _by_beginning(index, last, allowance))
        return
    yield from ((head + word, "") for word in words_with(index, folded(last), TERMS))
    if _LATIN.fullmatch(typed.lower()):
        yield from _by_sound(index, _plain(typed), allowance)


def _by_beginning(index: OpenIndex, typed: str, allowance: Allowance) -> list[str]:
    """What was typed, then the dictionary's words that begin so, the most frequent first."""
    words = _dictionary()
    near: list[str] = []
    for forms in (words.by_form, words.by_traditional):
        start = bisect_left(forms, typed)
        near = near or [
            word for word in forms[start : start + _LOOKED_AT] if word.startswith(typed)
        ]
    near = likeliest(index, near, _TRIED)
    return [typed, *_most_frequent(index, [word for word in near if word != typed], allowance)]


def _by_sound(index: OpenIndex, sound: str, allowance: Allowance) -> Iterator[tuple[str, str]]:
    if len(sound) < 2:
        return
    sounds = _dictionary().by_sound
    start = bisect_left(sounds, (sound, ""))
    near: dict[str, str] = {}
    for reading, word in sounds[start : start + _LOOKED_AT]:
        if not reading.startswith(sound):
            break
        near.setdefault(word, reading)
    for word in _most_frequent(index, likeliest(index, near, _TRIED), allowance):
        yield word, near[word]


def _most_frequent(index: OpenIndex, words: list[str], allowance: Allowance) -> list[str]:
    """The words that most articles hold; those that none holds are left out."""
    counts = {word: count_articles(index, SearchRequest(q=word), allowance) for word in words}
    held = [word for word in words if counts[word]]
    return sorted(held, key=lambda word: (-counts[word], len(word), word))[:TERMS]


def _titles(index: OpenIndex, typed: str) -> list[str]:
    """Titles that hold what was typed, its last word perhaps unfinished."""
    *whole, last = typed.split()
    letters = len(last) > 2 and not han_runs(last) and last.isalnum()
    q = " ".join([*(f"title:{word}" for word in whole), f"title:{last}{'*' if letters else ''}"])
    hits = search(index, SearchRequest(q=q, limit=TITLES)).hits
    rows = fetch_articles([hit.identifier for hit in hits])
    wanted = bool(han_runs(typed))
    titles = []
    for row in rows:
        held = [row.title, *(one.title for one in row.translations.all())]
        titles.append(next((t for t in held if t and bool(han_runs(t)) == wanted), row.title))
    return [" ".join(title.replace('"', " ").split()) for title in dict.fromkeys(titles) if title]


@dataclass(frozen=True, slots=True)
class _Words:
    """The dictionary's Chinese words, by their characters in either script and by their sound."""

    by_form: tuple[str, ...]
    by_traditional: tuple[str, ...]
    by_sound: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _dictionary() -> _Words:
    """Read when first asked for, once a process: about 20 MB."""
    forms: set[str] = set()
    traditional: set[str] = set()
    sounds: set[tuple[str, str]] = set()
    for entry in read_entries(dictionary_file()):
        word = entry.simplified
        if 2 <= len(word) <= _LONGEST_WORD and all(map(is_han, word)):
            forms.add(word)
            traditional.add(entry.traditional)
            sounds.add((_plain(entry.reading), word))
    return _Words(tuple(sorted(forms)), tuple(sorted(traditional)), tuple(sorted(sounds)))


def _plain(reading: str) -> str:
    """Pinyin as it is typed: no tones, no spaces, ü as v."""
    letters = reading.lower().replace("u:", "v").replace("ü", "v")
    return re.sub("[^a-z]", "", letters)
