"""The cost limit of queries: what one would read is counted first, and what is too much left out.

Two things grow with the archive. A phrase is looked for in every article that has all its words; of
the commonest words that is nearly every article. Alternatives, exclusions and beginnings of words
read every article that has any of them. Both are counted in the index before anything is searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import tantivy

from documents.search.analysis import BREAK, HAN_CHARACTER, HAN_RUN, word_terms
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
from documents.search.compile import pair_places
from documents.search.edit_distance import allowed_distance
from documents.search.filter_syntax import FILTER_FORMS
from documents.search.request import FACETS

# In entries of a word's list of articles: about 15 nanoseconds each, so 75 milliseconds in all.
BUDGET = 5_000_000
# What looking for two words of a phrase in one article costs, in the same coin; for longer phrases
# it grows with every word, and punctuation is everywhere.
_PHRASE = 16
_BROKEN = 20
_COUNTED = 3  # what counting one article in every facet costs
_ESTIMATE_SHARE = BUDGET // 8  # what may be spent on prices
_REQUIRED = 3  # so many articles are skipped through for the price of one entry
_RAREST = 3  # words of a phrase that are counted together
SPELLINGS = 150_000  # what finding the words one letter from one takes, however few


@dataclass(frozen=True, slots=True)
class AffordableQuery:
    """A query within the budget; ``loosened`` phrases are searched as words, anywhere.

    ``price`` is what one pass over the index costs, the price of asking for it included.
    """

    query: Query
    loosened: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    price: int = 0


def limit_cost(
    query: Query, searcher: tantivy.Searcher, schema: tantivy.Schema, passes: int
) -> AffordableQuery:
    """Limit a query to what can be answered ``passes`` times within the budget.

    From left to right, what no longer fits is given up: a required phrase is loosened to its words,
    an alternative, an exclusion or a beginning is left out.
    """
    purse = _CostBudget(searcher, schema, passes, query)
    clauses: list[Clause] = []
    loosened: list[str] = []
    left_out: list[str] = []
    unread = list(query.unread)
    for clause in query.clauses:
        if isinstance(value := clause.leaves[0], FilterValue):  # filters are not paid for
            if _is_held(value, searcher):
                clauses.append(clause)
            else:
                unread.append(f"-{value.text}")
            continue
        if clause.excluded or len(clause.leaves) > 1 or query.least:
            paid = [leaf for leaf in clause.leaves if purse.pays(leaf)]
            left_out += [_say(leaf) for leaf in clause.leaves if leaf not in paid]
            clauses += [clause.keep(paid)] if paid else []
            continue
        leaf = clause.leaves[0]
        if purse.pays(leaf, required=True):
            clauses.append(clause)
        elif isinstance(leaf, Phrase) and not _is_one_term(leaf):
            loosened.append(_say(leaf))
            pieces = [Clause((piece,)) for piece in _loose(leaf)]
            clauses += [
                piece
                for piece in pieces
                if piece not in clauses and purse.pays(piece.leaves[0], required=True)
            ]
        else:
            left_out.append(_say(leaf))
    if not loosened and not left_out and len(clauses) == len(query.clauses):
        return AffordableQuery(query, price=purse.spent)
    # A query of which nothing is left finds nothing: it must not pass for an empty one.
    unread += [] if clauses else left_out
    found = replace(query, clauses=tuple(clauses), unread=tuple(unread))
    return AffordableQuery(found, tuple(loosened), tuple(left_out) if clauses else (), purse.spent)


class _CostBudget:
    """The budget left in one pass over the index."""

    def __init__(
        self, searcher: tantivy.Searcher, schema: tantivy.Schema, passes: int, query: Query
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._passes = passes
        self._whole = self._left = BUDGET // passes
        self._asked = 0  # what was read to find prices
        dear = [
            leaf
            for clause in query.clauses
            for leaf in clause.leaves
            if not _is_one_term(leaf) and not isinstance(leaf, FilterValue)
        ]
        # A phrase that cannot cost more than its part is not asked its price; alone it has it all.
        self._parts = 1 if len(dear) == 1 else 4
        required = [
            clause.leaves[0]
            for clause in query.clauses
            if not clause.excluded and len(clause.leaves) == 1 and not query.least
        ]
        held = [
            (self._known(leaf)[0][0], leaf) for leaf in required if isinstance(leaf, Word | Phrase)
        ]
        terms = (number for number, leaf in held if _is_one_term(leaf))
        self._fewest = min(terms, default=searcher.num_docs)
        if query.clauses:  # no more than the rarest of its required words stands in can be found
            found = min((number for number, _ in held), default=searcher.num_docs)
            self._left -= min(found * _COUNTED, self._left // 2)

    @property
    def spent(self) -> int:
        return self._whole - self._left + self._asked

    @property
    def _room(self) -> int:
        """The budget left for a pass: finding prices is paid once, not in every pass."""
        return self._left - self._asked // self._passes

    def pays(self, leaf: Leaf, *, required: bool = False) -> bool:
        """Spend a leaf's cost, if there is enough left. Returns whether there was."""
        price = self._price(leaf)
        if required and _is_one_term(leaf):  # the rarest word leads, the others are skipped through
            price = min(price, self._fewest) // _REQUIRED
        if price > self._room:
            return False
        self._left -= price
        return True

    def _price(self, leaf: Leaf) -> int:
        if isinstance(leaf, Prefix | FuzzyWord):
            return self._endings(leaf)
        known = self._known(leaf)
        if _is_one_term(leaf) or not isinstance(leaf, Phrase):
            return known[0][0]
        weight = (_BROKEN if BREAK in leaf.units else _PHRASE) * len(leaf.units) // 2
        estimate = known[0][0] * weight
        if estimate <= self._room // self._parts or self._asked + known[0][0] > _ESTIMATE_SHARE:
            return estimate
        self._asked += known[0][0]
        return self._together([term for _, term in known[:_RAREST]]) * weight

    def _known(self, leaf: Leaf) -> list[tuple[int, tuple[str, str]]]:
        """The terms that every article with a leaf has, rarest first; a word's stems as one."""
        prefix = "title_" if leaf.field == "title" else ""
        terms = {(f"{prefix}{field}", term) for field, term in _terms(leaf)}
        counts = sorted((self._searcher.doc_freq(*term), term) for term in terms)
        if isinstance(leaf, Word) and leaf.languages:  # any of them is enough
            return [(sum(count for count, _ in counts), counts[0][1])]
        return counts

    def _together(self, terms: list[tuple[str, str]]) -> int:
        """The number of articles that have all of some terms."""
        must = tantivy.Occur.Must
        every = [
            (must, tantivy.Query.term_query(self._schema, field, term, "basic"))
            for field, term in terms
        ]
        found = tantivy.Query.const_score_query(tantivy.Query.boolean_query(every), 0.0)
        return self._searcher.search(found, 1).count or 0  # type: ignore[attr-defined]

    def _endings(self, leaf: Prefix | FuzzyWord) -> int:
        """The number of articles with the words a leaf expands to, summed word by word."""
        field = "title_exact" if leaf.field == "title" else "exact"
        if isinstance(leaf, FuzzyWord):
            return self._spellings(field, leaf)
        counts = [count for _, count in self._searcher.terms_with_prefix(field, leaf.text)]
        return sum(counts)

    def _spellings(self, field: str, leaf: FuzzyWord) -> int:
        """The same for a misspelt word, by counting what it finds, where that can be paid for."""
        far = allowed_distance(leaf.text)
        looking = far * SPELLINGS
        if self._room < looking:
            return looking
        query = tantivy.Query.fuzzy_term_query(self._schema, field, leaf.text, far)
        found = tantivy.Query.const_score_query(query, 0.0)
        held = self._searcher.search(found, 1).count or 0  # type: ignore[attr-defined]
        self._asked += looking + held
        return looking + held


def _is_held(value: FilterValue, searcher: tantivy.Searcher) -> bool:
    """Whether any article has a value; a date needs no article to be one."""
    if value.column in FILTER_FORMS or value.column not in FACETS:
        return True
    return searcher.doc_freq(value.column, value.value) > 0


def _terms(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """The index terms of a word or a phrase, as `compile` uses them."""
    if not isinstance(leaf, Phrase):
        languages = leaf.languages if isinstance(leaf, Word) else ()
        yield from (("words", term) for term in word_terms(leaf.text, languages))
    elif len(leaf.units) == 1 or not leaf.is_han_run:
        yield from (("exact", unit) for unit in leaf.units if unit != BREAK)
    if isinstance(leaf, Phrase):
        for run in HAN_RUN.findall("".join(leaf.units)):
            yield from (("han", run[place : place + 2]) for place in pair_places(run))


def _loose(phrase: Phrase) -> Iterator[Phrase]:
    """The terms of a phrase each by itself: its words, its pairs of characters."""
    for field, term in dict.fromkeys(_terms(phrase)):
        yield Phrase(tuple(term) if field == "han" else (term,), phrase.field)


def _is_one_term(leaf: Leaf) -> bool:
    """Whether a leaf is a single term: looked up, not searched for."""
    if isinstance(leaf, Phrase):
        return len(leaf.units) == 1 or (len(leaf.units) == 2 and leaf.is_han_run)
    return isinstance(leaf, Word)


def _say(leaf: Leaf) -> str:
    """A leaf as a reader may have typed it, folded."""
    if not isinstance(leaf, Phrase):
        return leaf.text
    words = ["…" if unit == BREAK else unit for unit in leaf.units]
    is_han = all(unit == "…" or HAN_CHARACTER.fullmatch(unit) for unit in words)
    return ("" if is_han else " ").join(words)
