"""The tool `trends`: how many articles of each year hold a word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from archive.context import Site
from documents.assistants.refusals import ToolRefused
from documents.assistants.search_tool import read_request, search_index
from documents.corpus.trends import MAX_WORDS, build_trends
from documents.exchange.citation_records import permanent_url


def count_trends(words: list[str], given: dict[str, str]) -> dict[str, Any]:
    """The articles with each word, year by year, among all that the filters leave.

    Raises `ToolRefused`.
    """
    asked_for = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    if not 1 <= len(asked_for) <= MAX_WORDS:
        raise ToolRefused(f"words: found {len(asked_for)} expected one to {MAX_WORDS}")
    requests = [
        replace(read_request({"q": word} | given)[0], searches_on_page=len(asked_for))
        for word in asked_for
    ]
    found = search_index(replace(requests[0], limit=0))
    trends = build_trends(requests, asked_for)
    query = [("q", word) for word in asked_for] + [(k, v) for k, v in given.items() if v]
    return {
        "edition": found.edition,
        "permalink": f"{permanent_url('trends')}?{urlencode(query)}",
        "years": list(trends.years) if trends else [],
        "articles": [of for _, of, _ in trends.rows] if trends else [],
        "words": [
            {
                "word": one.words,
                "articles_in_all": one.total,
                "permalink": Site().permalink(one.url),
                "articles": [point.count for point in one.points],
                "per_thousand": [point.share for point in one.points],
            }
            for one in (trends.series if trends else ())
        ],
    }
