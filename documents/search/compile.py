"""Compiles a parsed query to Tantivy's query objects. Tantivy's own query language is not used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import tantivy

from documents.dates import parse_bound
from documents.search.analysis import HAN_RUN, stems, word_terms
from documents.search.clauses import (
    Clause,
    FilterValue,
    FuzzyWord,
    Leaf,
    Phrase,
    Prefix,
    Query,
    Word,
)
from documents.search.edit_distance import allowed_distance

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
# What a hit in the headline adds, or in a byline, the name of the section or of the column, set
# against the same hit in the text.
_BOOSTS = {"title_": 2.0, "byline_": 1.0}


def compile_query(query: Query, schema: tantivy.Schema, *, scored: bool = True) -> tantivy.Query:
    """Compile a query: all articles if nothing was asked, none if nothing was readable.

    For counting, and for orders that need no score, it is asked for unscored: that is quicker.
    """
    if not query.clauses:
        return tantivy.Query.all_query() if query.is_blank else tantivy.Query.empty_query()
    required = [clause for clause in query.clauses if not clause.excluded]
    if not required:
        found = tantivy.Query.all_query()
    elif query.least:
        found = _enough(query, required, schema, scored=scored)
    elif scored:
        found = all_of([_clause(clause, schema) for clause in required])
    else:
        found = _every([_any(clause, schema) for clause in required])
    excluded = [
        (_NOT, _matching(leaf, schema))
        for clause in query.clauses
        if clause.excluded
        for leaf in clause.leaves
    ]
    excluded += [
        (_NOT, _every([_any(clause, schema) for clause in several]))
        for several in query.not_together
    ]
    return tantivy.Query.boolean_query([(_MUST, found), *excluded]) if excluded else found


def compile_alone(
    query: Query, schema: tantivy.Schema, searcher: tantivy.Searcher
) -> tantivy.Query | None:
    """A plain union for a query of one word and nothing else (same articles and scores), or None.

    As a plain union Tantivy passes over what cannot come among the first: two thirds of the time
    for a word that most articles have, if few hits are wanted. Whatever has it in the headline has
    it in the text too. With a filter or another word it would take longer; a word that stands in a
    byline as well is left to `compile_query`.
    """
    match query.clauses:
        case (Clause(leaves=(Word(field="all") as word,), excluded=False),):
            if word.languages or searcher.doc_freq("byline_words", stems([word.text])[0]):
                return None  # a sum of three scores would depend on the segments
            ways = (_matching(word, schema), _boosted(word, schema, "title_"))
            return tantivy.Query.boolean_query([(_SHOULD, each) for each in ways])
    return None


def compile_tiers(query: Query, schema: tantivy.Schema) -> list[tantivy.Query]:
    """Queries whose hits come first, in this order, where no word asked for has a score; else none.

    Beginnings and misspelt words are in a text or not: all articles found by nothing else are worth
    the same, but for a hit in the headline, or in a byline.
    """
    if not query.leaves or not all(isinstance(leaf, Prefix | FuzzyWord) for leaf in query.leaves):
        return []
    return [
        tantivy.Query.boolean_query(
            [(_SHOULD, _boosted(leaf, schema, prefix)) for leaf in query.leaves]
        )
        for prefix in _BOOSTS
    ]


def _every(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """A conjunction, unscored."""
    return tantivy.Query.boolean_query([(_MUST, one) for one in queries])


def _enough(
    query: Query, required: Sequence[Clause], schema: tantivy.Schema, *, scored: bool
) -> tantivy.Query:
    """As many of the required clauses as are enough; the scores of all that hold are added."""
    sets = query.sufficient_sets
    enough = tantivy.Query.boolean_query(
        [(_SHOULD, _every([_any(clause, schema) for clause in some])) for some in sets]
    )
    if not scored:
        return enough
    rated = any_of([_clause(clause, schema) for clause in required])
    if all(len(some) == 1 for some in sets) and len(sets) == len(required):
        return rated
    return all_of([rated, tantivy.Query.const_score_query(enough, 0.0)])


def _any(clause: Clause, schema: tantivy.Schema) -> tantivy.Query:
    """A disjunction of a clause's leaves, unscored."""
    leaves = [_matching(leaf, schema) for leaf in clause.leaves]
    return tantivy.Query.boolean_query([(_SHOULD, leaf) for leaf in leaves])


def all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """A conjunction, nested two by two.

    Tantivy adds the scores of one conjunction in an order that differs from segment to segment, and
    a sum of three floating-point numbers depends on the order; a sum of two does not.
    """
    return reduce(_pair(_MUST), queries)


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """A disjunction, nested two by two for the same reason."""
    return reduce(_pair(_SHOULD), queries)


def balanced(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """A disjunction of many, nested two by two as deep as it must be and no deeper.

    The order of the queries says in which order their scores are added: let it be the same for
    every index.
    """
    left, right = queries[: (len(queries) + 1) // 2], queries[(len(queries) + 1) // 2 :]
    return _pair(_SHOULD)(balanced(left), balanced(right)) if right else left[0]


def _pair(occur: tantivy.Occur) -> Callable[[tantivy.Query, tantivy.Query], tantivy.Query]:
    return lambda left, right: tantivy.Query.boolean_query([(occur, left), (occur, right)])


def _clause(clause: Clause, schema: tantivy.Schema) -> tantivy.Query:
    if not clause.weights:
        return any_of([_scored(leaf, schema) for leaf in clause.leaves])
    # Translations of one word: the best of them counts, as if they were one.
    return tantivy.Query.disjunction_max_query(
        [
            tantivy.Query.boost_query(_scored(leaf, schema), weight)
            for leaf, weight in zip(clause.leaves, clause.weights, strict=True)
        ]
    )


def _scored(leaf: Leaf, schema: tantivy.Schema) -> tantivy.Query:
    found = _matching(leaf, schema)
    if leaf.field == "title":
        return found
    for prefix in _BOOSTS:  # nested, as `all_of` nests
        more = _boosted(leaf, schema, prefix)
        found = tantivy.Query.boolean_query([(_MUST, found), (_SHOULD, more)])
    return found


def _boosted(leaf: Leaf, schema: tantivy.Schema, prefix: str) -> tantivy.Query:
    return tantivy.Query.boost_query(_matching(leaf, schema, prefix), _BOOSTS[prefix])


def _matching(leaf: Leaf, schema: tantivy.Schema, prefix: str = "") -> tantivy.Query:
    if isinstance(leaf, FilterValue):
        return _having(leaf, schema)
    if leaf.field == "title":
        prefix = "title_"
    if isinstance(leaf, Word):
        terms = word_terms(leaf.text, leaf.languages)
        name = f"{prefix}words"
        return any_of([tantivy.Query.term_query(schema, name, term, "freq") for term in terms])
    if isinstance(leaf, Prefix):
        pattern = "".join(_literal(letter) for letter in leaf.text)
        return tantivy.Query.regex_query(schema, f"{prefix}exact", f"{pattern}.*")
    if isinstance(leaf, FuzzyWord):
        far = allowed_distance(leaf.text)
        return tantivy.Query.fuzzy_term_query(schema, f"{prefix}exact", leaf.text, far)
    return _phrase(leaf, schema, prefix)


def _having(value: FilterValue, schema: tantivy.Schema) -> tantivy.Query:
    """The articles that a filter of one value finds."""
    first, dash, last = value.value.partition("-")
    if value.column == "year" and dash:
        return _overlapping(first, last, schema)
    if value.column == "date_from":
        return _overlapping(value.value, "", schema)
    if value.column == "date_to":
        return _overlapping("", value.value, schema)
    return tantivy.Query.term_query(schema, value.column, value.value, "basic")


def _overlapping(first: str, last: str, schema: tantivy.Schema) -> tantivy.Query:
    """The articles whose dates overlap a range, open where an end is ""."""
    day = tantivy.FieldType.Unsigned
    ends: list[tantivy.Query] = []
    if first:
        start = parse_bound(first).lower.toordinal()
        ends.append(tantivy.Query.range_query(schema, "last_day", day, lower_bound=start))
    if last:
        end = parse_bound(last).upper.toordinal()
        ends.append(tantivy.Query.range_query(schema, "first_day", day, upper_bound=end))
    return _every(ends)


def _literal(letter: str) -> str:
    """A letter, digit or apostrophe escaped for Tantivy's regular expressions."""
    return letter if letter.isalnum() else f"[{letter}]"


def _phrase(phrase: Phrase, schema: tantivy.Schema, prefix: str) -> tantivy.Query:
    units = phrase.units
    if len(units) == 1:
        return tantivy.Query.term_query(schema, f"{prefix}exact", units[0], "freq")
    if phrase.is_han_run:
        return _han_run("".join(units), schema, prefix)
    exact = tantivy.Query.phrase_query(schema, f"{prefix}exact", list(units))
    # Single characters and breaks are in every article: its pairs say quickly which to look at.
    runs = HAN_RUN.findall("".join(units))
    likely = [tantivy.Query.const_score_query(_han_run(r, schema, prefix), 0.0) for r in runs]
    return all_of([exact, *likely])


def _han_run(run: str, schema: tantivy.Schema, prefix: str) -> tantivy.Query:
    places = pair_places(run)
    if len(places) == 1:
        return tantivy.Query.term_query(schema, f"{prefix}han", run, "freq")
    pairs: list[str | tuple[int, str]] = [(place, run[place : place + 2]) for place in places]
    return tantivy.Query.phrase_query(schema, f"{prefix}han", pairs)


def pair_places(run: str) -> list[int]:
    """The places of the pairs that cover a Han run, every second one.

    科学研究 is 科学 with 研究 two places on.
    """
    last = len(run) - 2
    return sorted({*range(0, last, 2), last})
