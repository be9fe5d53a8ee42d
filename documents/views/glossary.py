"""The glossary page, ``/glossary/<word>/``: what the dictionaries say of a word.

Of a Chinese one CC-CEDICT; of all others the dictionaries that the collection brings.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from documents.chinese.dictionary import ATTRIBUTION, LICENCE, Dictionary, dictionary
from documents.dictionaries.chinese_english import chinese_sources
from documents.dictionaries.description import DictionaryDescription
from documents.dictionaries.installed import list_dictionaries
from documents.dictionaries.word_list import WordListEntry
from documents.query.addresses import list_address
from documents.search.request import SearchRequest
from documents.text import is_han
from documents.views.errors import NothingHeld

LONGEST = 20  # characters; no Chinese word of the dictionary that a text is cut into is longer
LONGEST_PHRASE = 200  # characters of a headword that a collection's dictionary may have
MOST_HEADWORDS = 12  # that have a word as a gloss


class ListedEntries(NamedTuple):
    """The entries of one of the collection's word lists."""

    description: DictionaryDescription
    entries: list[WordListEntry]


@negotiated(Representation(JSON, "glossary_json"))
def word(request: HttpRequest, word: str) -> HttpResponse:
    """The entries of a word and of its parts. 404, with its parts, for an unknown one."""
    word = word.strip()
    if refusal := refuse_word(word):
        raise NothingHeld(refusal)
    is_chinese = is_chinese_word(word)
    held = dictionary() if is_chinese else None
    entries = held.entries(word) if held else []
    lists = list_entries(word)
    glossed = [] if entries or lists else list_glossed(word)
    context = {
        "word": word,
        "is_chinese": is_chinese,
        "entries": entries,
        "lists": lists,
        "glossed": glossed,
        "parts": [(part, held.entries(part)) for part in list_parts(held, word)] if held else [],
        "listed_parts": [] if is_chinese or lists or glossed else list_words_in(word),
        "search_href": list_address(SearchRequest(q=word)),
        "renderings_href": f"{reverse('documents:renderings')}?{urlencode({'q': word})}",
        "chinese_sources": chinese_sources(),
        "source_href": ATTRIBUTION,
        "licence_href": LICENCE,
    }
    is_known = entries or lists or glossed
    return render(request, "documents/glossary.html", context, status=200 if is_known else 404)


def is_chinese_word(word: str) -> bool:
    """Whether CC-CEDICT may have a word."""
    return len(word) <= LONGEST and any(map(is_han, word))


def refuse_word(word: str) -> str:
    """Why no dictionary here can have a word; "" for one that may be looked up."""
    if is_chinese_word(word):
        return ""
    if not list_dictionaries():
        return gettext("This is not a Chinese word.")
    return "" if word and len(word) <= LONGEST_PHRASE else gettext("This is too long for a word.")


def list_entries(word: str) -> list[ListedEntries]:
    """The entries of a word in the word lists that the collection brings."""
    return [
        ListedEntries(*found) for one in list_dictionaries() for found in one.entries_by_list(word)
    ]


def list_glossed(word: str) -> list[ListedEntries]:
    """The entries that have a word as a gloss, the likeliest first."""
    found = []
    for one in list_dictionaries():
        headwords = [*one.headwords_for(word)][:MOST_HEADWORDS]
        by_list: dict[DictionaryDescription, dict[WordListEntry, None]] = {}
        for headword in headwords:
            for description, entries in one.entries_by_list(headword):
                own = [entry for entry in entries if entry.headword == headword]
                by_list[description] = by_list.get(description, {}) | dict.fromkeys(own)
        found += [ListedEntries(description, [*some]) for description, some in by_list.items()]
    return found


def list_words_in(text: str) -> list[tuple[str, DictionaryDescription]]:
    """The words of a phrase that a collection's dictionary has, each once, with its list."""
    found = {
        word.headword: one.descriptions[0]
        for one in list_dictionaries()
        for word in one.words(text)
        if "/" not in word.headword
    }
    return [*found.items()]


def list_parts(held: Dictionary, word: str) -> list[str]:
    """The characters of a known word, the words of an unknown one; each once."""
    if word in held:
        found = list(word) if len(word) > 1 else []
    else:
        found = [token.form for token in held.words(word)]
    return [part for part in dict.fromkeys(found) if part in held]
