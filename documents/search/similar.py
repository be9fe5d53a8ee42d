"""Finds articles similar to one: those that share its rarest words, and near-duplicates."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import tantivy

from documents.search import sketches
from documents.search.analysis import stems, token_streams, token_streams_by_language
from documents.search.compile import balanced
from documents.search.language_stems import stemmed_language
from documents.search.open_index import OpenIndex
from documents.search.request import Hit
from documents.search.sort_orders import fetch_identifier, rank_by_score

TERMS = 14  # words of each stream that are asked for
_READ = 30_000  # characters of a text that are looked at: a book is known by its beginning
_CANDIDATES = 60  # texts that are compared, the likeliest first
_MISSES = 8  # of them in a row that are not alike: those that follow share less
_RARE = 100  # articles that have a hash; what more of them have is a turn of phrase
_TELLING = 5  # hashes of a text that are none, from which turns of phrase are not asked for
_LEADING = 2  # and from which they find nothing alone
_SHARED = 2  # hashes in common from which they are; of texts just alike, one in 1,600 has fewer
_RAREST = 1 << 16  # the score of a hash that nothing else has
_MAX_SHARE = 0.2  # a word in more of the archive than this says nothing


def find_related(
    index: OpenIndex,
    identifier: str,
    titles: Iterable[str],
    texts: Iterable[str],
    limit: int,
    languages: Sequence[str] = (),
) -> list[str]:
    """The identifiers of articles that share a text's rarest words (tf-idf), best first.

    ``languages`` are those of the titles and then of the texts. Equal articles stand by identifier,
    so that no order of ingest shows.
    """
    values = [*titles, *_beginning(texts)]
    if any(map(stemmed_language, languages)):
        by_language: dict[str, list[str]] = {}
        for value, language in zip(values, languages, strict=False):
            by_language.setdefault(language, []).append(value)
        stream = token_streams_by_language(by_language)
    else:
        stream = token_streams(values)
    asked = [
        *_rarest(index, "words", Counter(stems(stream.words.split()) if stream.words else ())),
        *_rarest(index, "han", Counter(pair for pair in stream.han.split() if len(pair) == 2)),
    ]
    if not asked:
        return []
    terms = [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(index.schema, field, term, "freq"), weight
        )
        for field, term, weight in asked
    ]
    itself = tantivy.Query.term_query(index.schema, "identifier", identifier)
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, balanced(terms)), (tantivy.Occur.MustNot, itself)]
    )
    found = rank_by_score(index, query, 0, limit)
    return [fetch_identifier(index, address) for _, address in found]


def find_duplicates(index: OpenIndex, identifier: str) -> list[Hit]:
    """Near-duplicates of an article in one language; ``score`` is their resemblance.

    Those are compared that share the most and the rarest of the hashes they are looked up by. One
    alone says nothing: a common turn of phrase is in a whole newspaper.
    """
    itself = tantivy.Query.term_query(index.schema, "identifier", identifier)
    found = index.searcher.search(itself, 1, count=False).hits
    if not found:
        return []
    here = found[0][1]
    mine = _read(index, here)[1]
    query = _sharing(index, mine)
    if query is None:
        return []
    hits: list[Hit] = []
    missed = 0
    for _, address in rank_by_score(index, query, 0, _CANDIDATES):
        if address == here:
            continue
        if missed == _MISSES:
            break
        name, other = _read(index, address)
        alike = max(sketches.estimate_similarity(mine[tag], other.get(tag, ())) for tag in mine)
        missed = 0 if alike else missed + 1
        if not missed:
            hits.append(Hit(name, alike))
    return sorted(hits, key=lambda hit: (-hit.score, hit.identifier))


def _sharing(index: OpenIndex, mine: Mapping[str, sketches.Sketch]) -> tantivy.Query | None:
    """A query for articles that share hashes, the more and the rarer the better; None if none can.

    Turns of phrase are on long lists. They are asked for only where a text has much of them, and
    looked for in all articles only where it has hardly anything else.
    """
    shared: list[tuple[tantivy.Occur, tantivy.Query]] = []
    leading: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for language, values in mine.items():
        keys = sketches.sketch_keys(language, values)
        held = [(index.searcher.doc_freq("sketch_keys", key), key) for key in keys]
        telling = sum(number <= _RARE for number, _ in held)
        for number, key in held:
            is_rare = number <= _RARE
            if number == 1 or (not is_rare and telling >= _TELLING):  # 1: this article alone
                continue
            term = tantivy.Query.term_query(index.schema, "sketch_keys", key, "basic")
            # A whole number: sums of these are exact, whichever is added first.
            scored = tantivy.Query.const_score_query(term, max(_RAREST // number, 1))
            shared.append((tantivy.Occur.Should, scored))
            if is_rare or telling < _LEADING:
                leading.append((tantivy.Occur.Should, term))
    if len(shared) < _SHARED or not leading:
        return None
    either = tantivy.Query.boolean_query(shared, minimum_number_should_match=_SHARED)
    if len(leading) == len(shared):
        return either
    lead = tantivy.Query.const_score_query(tantivy.Query.boolean_query(leading), 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, lead), (tantivy.Occur.Must, either)])


def _beginning(texts: Iterable[str]) -> list[str]:
    taken, room = [], _READ
    for text in texts:
        if room <= 0:
            break
        taken.append(text[:room])
        room -= len(text)
    return taken


def _rarest(index: OpenIndex, field: str, counts: Counter[str]) -> list[tuple[str, str, float]]:
    """The most distinctive terms of a text: often in it, seldom elsewhere (tf-idf)."""
    whole = max(index.searcher.num_docs, 1)
    weighed = []
    for term, count in counts.most_common(400):
        held = index.searcher.doc_freq(field, term)
        if 1 < held <= max(_MAX_SHARE * whole, 2) and len(term) > 1 and not term.isdecimal():
            weight = (1 + math.log(count)) * math.log(1 + whole / held)
            weighed.append((field, term, round(weight, 4)))
    return sorted(weighed, key=lambda one: (-one[2], one[1]))[:TERMS]


def _read(index: OpenIndex, address: tantivy.DocAddress) -> tuple[str, dict[str, sketches.Sketch]]:
    """The identifier of an article, and its sketches by language."""
    stored = index.searcher.doc(address).to_dict()
    return stored["identifier"][0], dict(map(sketches.read, stored.get("sketches", ())))
