"""The glossary page, ``/glossary/<word>/``: CC-CEDICT's entries of a Chinese word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.query.addresses import list_address
from documents.reading import glossary
from documents.search.request import SearchRequest
from documents.text import is_han

LONGEST = 20  # characters; no word of the dictionary that a text is cut into is longer


def word(request: HttpRequest, word: str) -> HttpResponse:
    """The entries of a word and of its parts. 404, with its parts, for an unknown one."""
    word = word.strip()
    if len(word) > LONGEST or not any(map(is_han, word)):
        return render(request, "404.html", status=404)
    dictionary = glossary.dictionary()
    entries = dictionary.entries(word)
    context = {
        "word": word,
        "entries": entries,
        "parts": [(part, dictionary.entries(part)) for part in _parts(dictionary, word)],
        "search_href": list_address(SearchRequest(q=word)),
        "source_href": glossary.ATTRIBUTION,
        "licence_href": glossary.LICENCE,
    }
    return render(request, "documents/glossary.html", context, status=200 if entries else 404)


def _parts(dictionary: glossary.Dictionary, word: str) -> list[str]:
    """The characters of a known word, the words of an unknown one; each once."""
    if word in dictionary:
        found = list(word) if len(word) > 1 else []
    else:
        found = [token.form for token in dictionary.words(word)]
    return [part for part in dict.fromkeys(found) if part in dictionary]
