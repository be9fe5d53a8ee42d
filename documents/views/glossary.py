"""The glossary page, ``/glossary/<word>/``: CC-CEDICT's entries of a Chinese word."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.negotiation import JSON, Representation, negotiated
from documents.chinese.dictionary import ATTRIBUTION, LICENCE, Dictionary, dictionary
from documents.query.addresses import list_address
from documents.search.request import SearchRequest
from documents.text import is_han
from documents.views.errors import NothingHeld

LONGEST = 20  # characters; no word of the dictionary that a text is cut into is longer


@negotiated(Representation(JSON, "glossary_json"))
def word(request: HttpRequest, word: str) -> HttpResponse:
    """The entries of a word and of its parts. 404, with its parts, for an unknown one."""
    word = word.strip()
    if len(word) > LONGEST or not any(map(is_han, word)):
        raise NothingHeld(gettext("This is no Chinese word."))
    held = dictionary()
    entries = held.entries(word)
    context = {
        "word": word,
        "entries": entries,
        "parts": [(part, held.entries(part)) for part in list_parts(held, word)],
        "search_href": list_address(SearchRequest(q=word)),
        "renderings_href": f"{reverse('documents:renderings')}?{urlencode({'q': word})}",
        "source_href": ATTRIBUTION,
        "licence_href": LICENCE,
    }
    return render(request, "documents/glossary.html", context, status=200 if entries else 404)


def list_parts(held: Dictionary, word: str) -> list[str]:
    """The characters of a known word, the words of an unknown one; each once."""
    if word in held:
        found = list(word) if len(word) > 1 else []
    else:
        found = [token.form for token in held.words(word)]
    return [part for part in dict.fromkeys(found) if part in held]
