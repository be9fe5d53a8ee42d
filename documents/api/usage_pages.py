"""The JSON of the pages of words: concordance, trends, glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from documents.api.common_fields import address, begin, list_of
from documents.api.schemas.usage import (
    CollocationsJson,
    ConcordanceJson,
    ConcordanceLineJson,
    DictionaryEntryJson,
    GlossaryJson,
    KeywordsJson,
    ListedEntriesJson,
    RenderingsJson,
    TrendsJson,
)
from documents.cedict import DictionaryEntry
from documents.corpus.collocations import Collocations
from documents.corpus.concordance import Concordance, ConcordanceLine
from documents.corpus.counterpart_words import LineLanguages
from documents.corpus.keywords import Keywords
from documents.corpus.query_renderings import QueryRenderings
from documents.corpus.trends import Trends
from documents.dictionaries.chinese_english import chinese_attribution
from documents.dictionaries.description import DictionaryDescription
from documents.dictionaries.word_list import WordListEntry
from documents.exchange.citation_records import permanent_url
from documents.query.addresses import query_string
from documents.search.request import SearchRequest


def describe_concordance(
    asked: SearchRequest,
    order: str,
    found: Concordance,
    shown: Sequence[ConcordanceLine],
    query: str,
    following: int | None,
) -> ConcordanceJson:
    """A page of a concordance; ``following`` is the number of the next."""
    start = begin("concordance", "concordance", "concordance_json", query=query)
    path = start["json"] if query else f"{start['json']}?"
    return {
        **start,
        "query": query_string(asked),
        "order": order,
        "lines_total": len(found.lines),
        "articles": found.total,
        "articles_read": found.read,
        "complete": not found.cut,
        "lines": [_describe_line(line, asked.q) for line in shown],
        "next": f"{path}&page={following}" if following else None,
    }


def _describe_line(line: ConcordanceLine, q: str) -> ConcordanceLineJson:
    return {
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        "language": line.language,
        "date": line.date,
        "source": line.source,
        "identifier": line.identifier,
        "version": line.version,
        "block": line.anchor or None,
        "counterpart": line.counterpart or None,
        "counterpart_language": line.counterpart_language or None,
        "confidence": round(line.confidence, 3) if line.counterpart else None,
        "html": _line_address(line, q),
    }


def describe_collocations(
    asked: SearchRequest, built: Collocations, query: str
) -> CollocationsJson:
    """The words that stand near the hits of a search."""
    concordance = address("concordance_json")
    return {
        **begin("collocations", "collocations", "collocations_json", query=query),
        "query": query_string(asked),
        "lines_total": len(built.concordance.lines),
        "articles": built.concordance.total,
        "articles_read": built.concordance.read,
        "complete": not built.concordance.cut,
        "languages": [
            {
                "language": group.language,
                "lines": group.lines,
                "collocates": [
                    {
                        "text": item.text,
                        "lines": item.lines,
                        "expected": round(item.expected, 3),
                        "log_likelihood": round(item.likelihood, 2),
                        "log_dice": round(item.log_dice, 2),
                        "concordance": (
                            f"{concordance}?{query}&{urlencode({'near': item.text})}"
                            f"{_say_languages(built.languages_of(group))}"
                        ),
                    }
                    for item in group.items
                ],
            }
            for group in built.groups
        ],
    }


def describe_keywords(asked: SearchRequest, built: Keywords, query: str) -> KeywordsJson:
    """The words that set the filtered articles apart."""
    return {
        **begin("keywords", "keywords", "keywords_json", query=query),
        "query": query_string(asked),
        "articles": built.total,
        "articles_read": built.read,
        "complete": not built.cut,
        "archive": built.archive,
        "languages": [
            {
                "language": group.language,
                "keywords": [
                    {
                        "text": item.text,
                        "articles": item.articles,
                        "in_archive": item.in_archive,
                        "log_likelihood": round(item.likelihood, 2),
                        "list": list_of(replace(asked, q=f"{asked.q} {item.search}".strip())),
                    }
                    for item in group.items
                ],
            }
            for group in built.groups
        ],
    }


def describe_renderings(asked: SearchRequest, built: QueryRenderings, query: str) -> RenderingsJson:
    """How the words of a search were said in the other language."""
    concordance = address("concordance_json")
    return {
        **begin("renderings", "renderings", "renderings_json", query=query),
        "query": query_string(asked),
        "lines_total": len(built.concordance.lines),
        "without_counterpart": built.without_counterpart,
        "articles": built.concordance.total,
        "articles_read": built.concordance.read,
        "complete": not built.concordance.cut,
        "languages": [
            {
                "language": group.language,
                "other_language": group.other,
                "lines": group.lines,
                "unrecognised": group.unrecognised,
                "renderings": [
                    {
                        "text": item.text,
                        "lines": item.count,
                        "share": round(item.share, 4),
                        "in_dictionary": item.in_dictionary,
                        "years": {str(year): count for year, count in item.years.items()},
                        "sources": dict(item.sources),
                        "example": _describe_line(item.example, asked.q),
                        "concordance": (
                            f"{concordance}?{query}&{urlencode({'with': item.search})}"
                            f"{_say_languages(built.languages_of(group))}"
                        ),
                    }
                    for item in group.items
                ],
            }
            for group in built.groups
        ],
    }


def _say_languages(languages: LineLanguages) -> str:
    """The languages of lines as the end of an address."""
    asked = {"text": languages.text, "counterpart": languages.counterpart}
    return "".join(f"&{name}={language}" for name, language in asked.items() if language)


def _line_address(line: ConcordanceLine, q: str) -> str:
    fragment = f"#{line.anchor}" if line.anchor else ""
    return f"{permanent_url('article', line.identifier)}?{urlencode({'q': q})}{fragment}"


def describe_trends(
    trends: Trends | None,
    requests: Sequence[SearchRequest],
    query: str,
    left_out: Sequence[str],
) -> TrendsJson:
    """The words compared, along the years that the archive has."""
    return {
        **begin("trends", "trends", "trends_json", query=query),
        "trends": [
            {
                "q": one.words,
                "articles": one.total,
                "points": [
                    {
                        "year": point.year,
                        "articles": point.count,
                        "of": point.of,
                        "per_thousand": point.share,
                    }
                    for point in one.points
                ],
                "list": list_of(request),
            }
            for one, request in zip(trends.series if trends else (), requests, strict=False)
        ],
        "left_out": list(left_out),
    }


def describe_word(
    word: str,
    entries: Sequence[DictionaryEntry],
    parts: Mapping[str, Sequence[DictionaryEntry]],
    lists: Iterable[tuple[DictionaryDescription, Sequence[WordListEntry]]] = (),
) -> GlossaryJson:
    """What CC-CEDICT says of a word and of its parts, and ``lists`` that the collection brings."""
    source, licence = chinese_attribution()
    found: GlossaryJson = {
        **begin("glossary", "glossary", "glossary_json", word),
        "word": word,
        "entries": [*map(_entry, entries)],
        "parts": {part: [*map(_entry, some)] for part, some in parts.items()},
        "attribution": source,
        "licence": licence,
        "dictionaries": [_listed(one, some) for one, some in lists],
        "list": list_of(SearchRequest(q=word)),
    }
    if not found["dictionaries"]:
        del found["dictionaries"]
    return found


def _listed(one: DictionaryDescription, entries: Iterable[WordListEntry]) -> ListedEntriesJson:
    return {
        "name": one.name,
        "language": one.headword_language,
        "gloss_language": one.gloss_language,
        "licence": one.licence,
        "licence_url": one.licence_url,
        "source": one.source,
        "entries": [
            {
                "headword": entry.headword,
                "other_form": entry.other_form,
                "reading": entry.reading,
                "glosses": list(entry.glosses),
            }
            for entry in entries
        ],
    }


def _entry(entry: DictionaryEntry) -> DictionaryEntryJson:
    return {
        "traditional": entry.traditional,
        "simplified": entry.simplified,
        "pinyin": entry.reading,
        "glosses": list(entry.glosses),
    }
