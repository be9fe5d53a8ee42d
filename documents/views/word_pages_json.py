"""The pages of words, for programs: concordance, trends, glossary."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from archive.query_parameters import query_parameters
from documents.api.schemas.answer import AnswerJson
from documents.api.usage_pages import (
    describe_collocations,
    describe_concordance,
    describe_keywords,
    describe_renderings,
    describe_trends,
    describe_word,
)
from documents.chinese.dictionary import dictionary
from documents.corpus.collocations import build_collocations
from documents.corpus.concordance import PAGE, build_concordance, sort_lines
from documents.corpus.keywords import build_keywords
from documents.corpus.query_renderings import build_renderings
from documents.corpus.trends import MAX_WORDS, build_trends
from documents.models import Source
from documents.query.exclusions import drop_words
from documents.query.read_request import SearchFilters
from documents.results.edition_search import EditionSearch
from documents.search.request import SearchRequest
from documents.views.bad_query import find_faults, refuse_parameters
from documents.views.errors import not_found_problem
from documents.views.glossary import (
    is_chinese_word,
    list_entries,
    list_glossed,
    list_parts,
    list_words_in,
    refuse_word,
)
from documents.views.json_answer import json_answer, refuse_without_index
from documents.views.line_options import LINE_PARAMETERS, line_pairs, read_line_options
from documents.views.site_json import read_page
from documents.views.trends import (
    comparison_parameters,
    list_words,
    read_words,
    share_search_budget,
)
from documents.views.unavailable import needs_index
from documents.views.word_pages import UNORDERED, Built, read_filters


@query_parameters(*UNORDERED, "page", *LINE_PARAMETERS)
@needs_index
def concordance_json(request: HttpRequest) -> HttpResponse:
    """Every place where words stand, with its context: a hundred a page, a thousand at most."""
    filters = read_filters(request)
    options, wrong = read_line_options(request)
    if not filters.is_readable() or wrong:
        return refuse_parameters(request, find_faults(filters, wrong))
    asked = filters.search_request()
    every, found = build_concordance(asked)
    lines = options.select(every)
    if found.is_missing:
        return refuse_without_index(request)
    page, count = read_page(request), max(1, -(-len(lines.lines) // PAGE))
    if page is None or not 1 <= page <= count:
        said = gettext("No such page: the concordance ends earlier.")
        return refuse_parameters(request, {"page": [said]})
    shown = sort_lines(lines.lines, options.order)[(page - 1) * PAGE : page * PAGE]
    following = page + 1 if page < count else None
    query = urlencode(line_pairs(asked, options))
    return json_answer(describe_concordance(asked, options.order, lines, shown, query, following))


@query_parameters(*UNORDERED)
@needs_index
def collocations_json(request: HttpRequest) -> HttpResponse:
    """The words that stand near the hits more often than chance lets expect."""
    return _answer(request, build_collocations, describe_collocations)


@query_parameters(*UNORDERED)
@needs_index
def keywords_json(request: HttpRequest) -> HttpResponse:
    """The words that set the filtered articles apart from the rest of the archive."""
    return _answer(request, build_keywords, describe_keywords, drop_words)


@query_parameters(*UNORDERED)
@needs_index
def renderings_json(request: HttpRequest) -> HttpResponse:
    """How words were said in the other language: each rendering with its lines and an example."""
    return _answer(request, build_renderings, describe_renderings)


def _answer(
    request: HttpRequest,
    build: Callable[[SearchRequest], tuple[Built, EditionSearch]],
    describe: Callable[[SearchRequest, Built, str], AnswerJson],
    narrow: Callable[[SearchRequest], SearchRequest] = lambda asked: asked,
) -> HttpResponse:
    """What is built of a request's filters; ``narrow`` leaves what of them counts."""
    filters = read_filters(request)
    if not filters.is_readable():
        return refuse_parameters(request, find_faults(filters))
    asked = narrow(filters.search_request())
    built, found = build(asked)
    if found.is_missing:
        return refuse_without_index(request)
    return json_answer(describe(asked, built, urlencode(line_pairs(asked))))


@query_parameters(*UNORDERED)
@needs_index
def trends_json(request: HttpRequest) -> HttpResponse:
    """Articles with a word by year, per thousand of all: `q` up to five times."""
    words, every = list_words(request), read_words(request)
    for filters in every or [SearchFilters(request.GET, Source.objects.all())]:
        if not filters.is_readable():
            return refuse_parameters(request, find_faults(filters))
    asked = share_search_budget(every)
    query = urlencode(comparison_parameters(request))
    left_out = words[MAX_WORDS:]
    return json_answer(describe_trends(build_trends(asked, words), asked, query, left_out))


def glossary_json(request: HttpRequest, word: str) -> HttpResponse:
    """What the dictionaries say of a word; 404, with the words in it, for what they have not."""
    word = word.strip()
    if refusal := refuse_word(word):
        return not_found_problem(request, "not-found", refusal)
    lists = list_entries(word)
    if not is_chinese_word(word):
        if lists := lists or list_glossed(word):
            return json_answer(describe_word(word, (), {}, lists))
        title = gettext("The dictionary has no such word.")
        words = [part for part, _ in list_words_in(word)]
        return not_found_problem(request, "not-found", title, members={"parts": words})
    held = dictionary()
    entries, parts = held.entries(word), list_parts(held, word)
    if not entries and not lists:
        title = gettext("The dictionary has no such word.")
        return not_found_problem(request, "not-found", title, members={"parts": parts})
    found = {part: held.entries(part) for part in parts}
    return json_answer(describe_word(word, entries, found, lists))
