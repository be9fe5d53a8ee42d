"""The JSON of the pages of words: concordance, trends, glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from documents.api.common_fields import begin, list_of
from documents.api.schemas.usage import (
    ConcordanceJson,
    DictionaryEntryJson,
    GlossaryJson,
    TrendsJson,
)
from documents.cedict import DictionaryEntry
from documents.chinese.dictionary import ATTRIBUTION, LICENCE
from documents.corpus.concordance import Concordance, ConcordanceLine
from documents.corpus.trends import Trends
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
        "lines": [
            {
                "left": line.left,
                "keyword": line.keyword,
                "right": line.right,
                "language": line.language,
                "date": line.date,
                "source": line.source,
                "identifier": line.identifier,
                "block": line.anchor or None,
                "html": _line_address(line, asked.q),
            }
            for line in shown
        ],
        "next": f"{path}&page={following}" if following else None,
    }


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
) -> GlossaryJson:
    """What the dictionary says of a word, and of its parts."""
    return {
        **begin("glossary", "glossary", "glossary_json", word),
        "word": word,
        "entries": [*map(_entry, entries)],
        "parts": {part: [*map(_entry, some)] for part, some in parts.items()},
        "attribution": ATTRIBUTION,
        "licence": LICENCE,
        "list": list_of(SearchRequest(q=word)),
    }


def _entry(entry: DictionaryEntry) -> DictionaryEntryJson:
    return {
        "traditional": entry.traditional,
        "simplified": entry.simplified,
        "pinyin": entry.reading,
        "glosses": list(entry.glosses),
    }
