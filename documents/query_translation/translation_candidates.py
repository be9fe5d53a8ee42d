"""Translation candidates: what a word of a query may be in the other language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from documents.query_translation.term_weights import count_articles_with
from documents.search import OpenIndex, SearchRequest, count_articles
from documents.search.clauses import Clause, Field, Leaf, Phrase, Word, write
from documents.search.folding import fold_text
from documents.search.request import Origin
from documents.text import is_han

MOST_LISTED = 8  # translations of one word
COMMONEST = 5_000  # articles with the rarest word of a phrase, up to which it is looked for
COMMON = 0.5  # exponent of the number of articles, by which the commonest go first


@dataclass(frozen=True, slots=True)
class TranslationCandidate:
    """A translation that may be searched for: its words, how likely it means what was asked."""

    text: str
    share: float
    origin: Origin = "dictionary"

    def leaf(self, field: Field = "all") -> Leaf:
        """The candidate as a part of a query."""
        plain = fold_text(self.text)
        if any(map(is_han, plain)):
            return Phrase(tuple(filter(is_han, plain)), field)
        words = plain.replace("-", " ").split()
        return Word(words[0], field) if len(words) == 1 else Phrase(tuple(words), field)


def held_candidates(
    index: OpenIndex, candidates: Sequence[TranslationCandidate]
) -> list[TranslationCandidate]:
    """Those that the archive has, the likeliest and commonest first."""
    counts = {one.text: count_articles_with(index, one.leaf()) for one in candidates}
    held = [one for one in candidates if counts[one.text]]
    held.sort(key=lambda one: (-one.share * counts[one.text] ** COMMON, one.text))
    # What holds another translation is found by that one too.
    kept = (
        one
        for one in held
        if not any(
            other.text in one.text and other.text != one.text and other.share >= one.share
            for other in held
            if any(map(is_han, other.text))
        )
    )
    standing = (one for one in kept if _stands(index, one, counts[one.text]))
    return list(islice(standing, MOST_LISTED))


def _stands(index: OpenIndex, candidate: TranslationCandidate, count: int) -> bool:
    """Whether any article has a phrase; one of common words is believed unseen."""
    leaf = candidate.leaf()
    if not isinstance(leaf, Phrase) or len(leaf.units) <= 1 + leaf.is_han_run or count > COMMONEST:
        return True
    return count_articles(index, SearchRequest(q=write([Clause((leaf,))]))) > 0
