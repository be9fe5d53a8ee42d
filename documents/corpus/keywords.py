"""Keywords: the words commoner in the articles that filters leave than in the rest of the archive.

Candidates are read from a sample of the articles, the oldest, the middle and the newest of them,
and ranked by how much commoner they are there than the index says of the archive. The best are then
counted in the whole index, as far as one search's budget reaches, and ranked by the log-likelihood
ratio of articles (Dunning 1993).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from documents.corpus.counterpart_words import quote_for_search
from documents.corpus.sentence_frequency import SentenceFrequency
from documents.csv_tables import Cells, write_table
from documents.models import Article
from documents.query.exclusions import drop_words
from documents.renderings.association import SIGNIFICANT, log_likelihood
from documents.renderings.dictionary_prior import cut_dictionary_words
from documents.renderings.words import SMALL_WORDS, read_words
from documents.results.edition_search import EditionSearch, search_edition
from documents.results.entries import fetch_articles
from documents.search.cost import BUDGET
from documents.search.request import SearchRequest
from documents.search.searcher import CountBudget, count_articles
from documents.text import han_share

SAMPLE = 20  # articles read of the oldest, of the middle and of the newest
LONGEST = 4000  # characters read of a text
CANDIDATES = 40  # words of each language that are counted in the whole index
MOSTLY_HAN = 0.3
_REMEMBERED = 16
COLUMNS = ("language", "keyword", "articles", "of", "in_archive", "of_archive", "log_likelihood")


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word with the articles that have it: of those filtered, and of the whole archive."""

    text: str
    search: str
    articles: int
    in_archive: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class LanguageKeywords:
    """The keywords of the texts in one language."""

    language: str
    items: tuple[Keyword, ...]


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of ``total`` articles of ``archive``; ``read`` of them gave the candidates.

    ``cut`` where the budget ended before all candidates were counted.
    """

    groups: tuple[LanguageKeywords, ...]
    total: int
    archive: int
    read: int
    cut: bool = False


def build_keywords(asked: SearchRequest) -> tuple[Keywords, EditionSearch]:
    """The keywords of the articles that the filters of a request leave; its words do not count."""
    request = replace(drop_words(asked), offset=0, limit=SAMPLE)
    found = search_edition(request)
    whole = search_edition(SearchRequest(limit=0)).response.total
    if found.index is None or found.response.total == whole:
        return Keywords((), found.response.total, whole, 0), found
    return _build(found.edition, request, whole), found


@lru_cache(maxsize=_REMEMBERED)
def _build(edition: str, request: SearchRequest, whole: int) -> Keywords:
    """The keywords, cached by edition."""
    found = search_edition(request)
    total = found.response.total
    index = found.index
    if index is None:
        return Keywords((), total, whole, 0)
    articles = list(_sample(request, total))
    frequency = SentenceFrequency(index)
    ranked = {
        language: _rank(counts, len(articles), frequency)
        for language, counts in sorted(_candidates(articles).items())
    }
    allowance = CountBudget(BUDGET)
    counted: dict[str, list[Keyword]] = {language: [] for language in ranked}
    # By turns, so that the budget ends for all languages alike.
    for row in zip_longest(*ranked.values()):
        for language, text in zip(ranked, row, strict=True):
            if text is None:
                continue
            search = quote_for_search(text)
            held = count_articles(
                index, replace(request, q=f"{request.q} {search}".strip()), allowance
            )
            everywhere = count_articles(index, SearchRequest(q=search), allowance)
            if allowance.left <= 0:  # what was not counted would be said to be in no article
                break
            if 1 < held <= everywhere and held * whole > everywhere * total:
                likelihood = log_likelihood(held, total, everywhere - held, whole - total)
                if likelihood >= SIGNIFICANT:
                    counted[language].append(Keyword(text, search, held, everywhere, likelihood))
    groups = [
        LanguageKeywords(
            language, tuple(sorted(items, key=lambda item: (-item.likelihood, item.text)))
        )
        for language, items in counted.items()
        if items
    ]
    return Keywords(tuple(groups), total, whole, len(articles), cut=allowance.left <= 0)


def _rank(counts: Counter[str], read: int, frequency: SentenceFrequency) -> list[str]:
    """The candidates that a sample of ``read`` articles has much more than the archive, best first.

    The index's lists of articles give their number without a search; to be shown, it is counted.
    """
    whole = frequency.whole
    scores: dict[str, float] = {}
    for text, seen in counts.items():
        others = max(frequency.articles(text) - seen, 0)
        if seen * (whole - read) > others * read:
            scores[text] = log_likelihood(seen, read, others, max(whole - read, others))
    return sorted(scores, key=lambda text: (-scores[text], text))[:CANDIDATES]


def _sample(request: SearchRequest, total: int) -> Iterator[Article]:
    """The oldest, the middle and the newest articles, each once."""
    offsets = {0, max(0, (total - SAMPLE) // 2), max(0, total - SAMPLE)}
    met: set[str] = set()
    for offset in sorted(offsets):
        hits = search_edition(replace(request, offset=offset)).hits
        fresh = [hit.identifier for hit in hits if hit.identifier not in met]
        met.update(fresh)
        yield from fetch_articles(fresh, passages=True)


def _candidates(articles: list[Article]) -> dict[str, Counter[str]]:
    """The words of some articles by language, each with the articles that have it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for article in articles:
        for row in article.texts:
            language = row.language.partition("-")[0]
            text = "\n".join(block.text for block in row.blocks)[:LONGEST]
            for key, form in _words(text).items():
                found[language][key] += 1
                written[language, key][form] += 1
    return {
        language: Counter(
            {
                max(
                    written[language, key], key=lambda form: (written[language, key][form], form)
                ): count
                for key, count in counts.items()
                if count > 1
            }
        )
        for language, counts in found.items()
    }


def _words(text: str) -> dict[str, str]:
    """The words of a text, each as it is written: by stem, or the dictionary's of two and more."""
    if han_share(text) > MOSTLY_HAN:
        return {word: word for _, _, word in cut_dictionary_words(text) if len(word) > 1}
    return {
        word.key: text[word.start : word.end].lower()
        for word in read_words(text)
        if word.key not in SMALL_WORDS and len(word.key) > 2 and not word.key[0].isdigit()
    }


def write_keywords(keywords: Keywords, cells: Cells = "text") -> str:
    """Write the keywords as CSV."""
    rows = [
        (
            *(group.language, item.text, str(item.articles), str(keywords.total)),
            *(str(item.in_archive), str(keywords.archive), f"{item.likelihood:.1f}"),
        )
        for group in keywords.groups
        for item in group.items
    ]
    return write_table([COLUMNS, *rows], ",", cells)
