"""Notes on how a query was read, where it could be read otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from documents.hints.suggested_search import SearchSuggester, SuggestedSearch, list_words
from documents.models import Article
from documents.presentation.labels import Names, quote_words
from documents.presentation.titles import write_titles
from documents.query.exclusions import find_exclusions
from documents.query.typed_filters import TypedFilters
from documents.results.edition_search import EditionSearch
from documents.search.request import SearchRequest, SearchResponse


@dataclass(frozen=True, slots=True)
class QueryNote:
    """A note on how a query was read, with a link to the other reading."""

    said: SafeString
    way: SuggestedSearch | None = None


def build_query_notes(
    found: EditionSearch, asked: SearchRequest, reading: TypedFilters | None, names: Names
) -> list[QueryNote]:
    """The notes on a query: what was taken for a filter or a name, and the other readings."""
    if found.index is None:
        return []
    guide = SearchSuggester(found.index, names)
    remarks: list[QueryNote] = []
    if reading is not None:
        parts = list_words(reading.taken)
        if reading.offered:
            said = format_html(
                gettext("Did you mean a source, a year or a date, rather than the words {words}?"),
                words=parts,
            )
            remarks.append(QueryNote(said, guide.suggest(said, reading.request)))
        else:
            said = format_html(gettext("Read as a filter: {words}."), words=parts)
            way = guide.suggest(said, reading.literal)
            if way:
                said = format_html(gettext("{remark} As plain words:"), remark=said)
            remarks.append(QueryNote(said, way))
    for name in found.response.joined:
        apart = re.sub(r"\s+".join(name.split()), " AND ".join(name.split()), asked.q)
        said = format_html(
            gettext("{apart} was read as {name}. With the characters apart:"),
            apart=quote_words(name),
            name=quote_words(name.replace(" ", "")),
        )
        remarks.append(QueryNote(said, guide.suggest(said, replace(asked, q=apart))))
    response = found.response
    if asked.translation_in_force and not asked.translation_in_force.required:
        response = replace(response, unread=())  # the list itself says what has no translation
    said_back = [QueryNote(said) for said in _given_up(response)]
    return said_back + [one for one in remarks if one.way or reading is None or not reading.offered]


def note_identifiers(articles: Iterable[Article]) -> list[QueryNote]:
    """The articles whose identifiers are nearly what was typed."""
    links = [
        format_html(
            '<a href="{}"><code>{}</code> {}</a>',
            reverse("documents:article", args=[article.identifier]),
            article.identifier,
            write_titles(article),
        )
        for article in articles
    ]
    return [QueryNote(format_html("{} {}", gettext("Did you mean"), link)) for link in links]


def _listed(parts: tuple[str, ...]) -> str:
    """Several parts of a query, each between quotation marks of its own."""
    return f"”{gettext(', ')}“".join(parts)


def _given_up(response: SearchResponse) -> Iterator[SafeString]:
    """Notes on what of a query was not searched as typed, and why."""
    for part in response.unread:
        if find_exclusions(part):  # read, but no article has its value
            yield format_html(
                "{}",
                gettext("No article has the value in “%(part)s”: it excludes nothing.")
                % {"part": part},
            )
            continue
        yield format_html(
            "{}",
            gettext(
                "“%(part)s” could not be read as part of the query and was searched as plain words "
                "or left out."
            )
            % {"part": part},
        )
    if response.signs:
        yield format_html(
            "{}",
            ngettext(
                "The sign “%(parts)s” was not searched: between words any punctuation stands for "
                "it, beside a word it is left out.",
                "The signs “%(parts)s” were not searched: between words any punctuation stands for "
                "them, beside a word they are left out.",
                len(response.signs),
            )
            % {"parts": _listed(response.signs)},
        )
    if response.loosened:
        yield format_html(
            "{}",
            gettext(
                "The words of “%(parts)s” are so common that they were searched anywhere in an "
                "article, not only side by side. Add a rarer word, or narrow by source or year."
            )
            % {"parts": _listed(response.loosened)},
        )
    if response.left_out:
        yield format_html(
            "{}",
            ngettext(
                "“%(parts)s” was left out: this search would take too long with it. Ask for fewer "
                "common words at a time.",
                "“%(parts)s” were left out: this search would take too long with them. Ask for "
                "fewer common words at a time.",
                len(response.left_out),
            )
            % {"parts": _listed(response.left_out)},
        )
