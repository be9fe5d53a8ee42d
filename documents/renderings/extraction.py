"""Finds how the words asked were rendered in the sentences paired with theirs.

Each sentence has one rendering or none. The `candidates` are scored by `association`, and the best
of a sentence takes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from documents.renderings.association import (
    SIGNIFICANT,
    FittedShares,
    fit_shares,
    log_likelihood,
    start_share,
)
from documents.renderings.bilingual_dictionary_prior import find_bilingual_dictionary_prior
from documents.renderings.name_likeness import SURE_LIKENESS
from documents.renderings.rendering_candidates import (
    LEAST_CHANCE,
    MOSTLY_HAN,
    RenderingCandidates,
    Span,
    read_chinese_candidates,
    read_dictionary_candidates,
    read_word_candidates,
)
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.words import SMALL_WORDS, read_words
from documents.text import han_share

BY_DICTIONARY = 3.0  # times as much counts what the dictionary has too, when renderings are ordered
SMALL_WORD = 3.0  # times as significant must a small word be, which comes with any other
RARE = 0.01  # share of all pairs below which only the dictionary's renderings are believed
ARCHIVE_WEIGHT = 20.0  # sentences that the archive's own frequency counts for

Frequency = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One rendering: as it is mostly written, and where it stands.

    ``places`` are the numbers of the sentence pairs that it takes, with its spans in their
    counterparts. ``in_dictionary`` says that a gloss of the words asked has it.
    """

    text: str
    places: Mapping[int, tuple[Span, ...]]
    in_dictionary: bool

    @property
    def count(self) -> int:
        """The number of sentence pairs that it takes."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Renderings:
    """The renderings of the words asked, the likeliest first, in ``total`` sentence pairs."""

    items: tuple[Rendering, ...]
    total: int

    @property
    def unrecognised(self) -> int:
        """The number of pairs in which no rendering was recognised."""
        return self.total - sum(item.count for item in self.items)


def find_renderings(
    pairs: Sequence[SentencePair],
    background: Sequence[str],
    *,
    frequency: Frequency | None = None,
    with_dictionary: bool = True,
    languages: tuple[str, str] | None = None,
) -> Renderings:
    """The renderings of the words that ``spans`` mark in ``pairs``.

    ``background`` are sentences of the counterparts' language without them; ``frequency`` gives the
    share of all the archive's sentences that have a word or a piece, where that is known.
    ``with_dictionary=False`` withholds what the dictionary says of the words asked, for measuring.
    ``languages``, of the words and of the counterparts, find a dictionary that the collection
    brings; without them, and for Chinese and English, it is CC-CEDICT.
    """
    answered = [number for number, pair in enumerate(pairs) if pair.counterpart]
    if not answered:
        return Renderings((), len(pairs))
    sample = "".join(pairs[number].counterpart for number in answered[:20])
    used = [pairs[number] for number in answered]
    brought = find_bilingual_dictionary_prior(*languages) if languages else None
    if han_share(sample) > MOSTLY_HAN:
        candidates = read_chinese_candidates(used, background, with_dictionary)
    elif brought is not None:
        candidates = read_dictionary_candidates(used, background, brought, with_dictionary)
    else:
        candidates = read_word_candidates(used, background, with_dictionary)
    fitted = _fit(candidates, len(background), frequency)
    groups: dict[str, dict[int, tuple[Span, ...]]] = defaultdict(dict)
    heads: dict[str, str] = {}
    for place, head, group, spans in candidates.assign(fitted):
        groups[group][answered[place]] = spans
        heads[group] = head
    least = RARE * len(answered)
    every = [
        Rendering(
            candidates.label(pairs, places),
            places,
            in_dictionary=any(key in candidates.prior for key in group.split(" ")),
        )
        for group, places in groups.items()
    ]
    items = [item for item in every if item.in_dictionary or item.count >= least]
    told = any(item.in_dictionary for item in items)
    items.sort(key=lambda item: (-item.count * _weight(item, told=told), item.text))
    return Renderings(tuple(items), len(pairs))


def _weight(item: Rendering, *, told: bool) -> float:
    """What a sentence counts in the order; ``told``: whether a gloss has any of the renderings."""
    if item.in_dictionary:
        return 1 + BY_DICTIONARY
    words = read_words(item.text)
    is_small = told and bool(words) and all(word.key in SMALL_WORDS for word in words)
    return 1 / SMALL_WORD if is_small else 1.0


def _fit(
    candidates: RenderingCandidates, background: int, frequency: Frequency | None
) -> FittedShares:
    hits = Counter(chain.from_iterable(candidates.sentences))
    of = len(candidates.sentences)
    starts: dict[str, float] = {}
    elsewhere: dict[str, float] = {}
    known: dict[str, float] = {}
    for key, count in hits.items():
        others = candidates.background.get(key, 0)
        prior = candidates.prior.get(key, 0.0) + candidates.likeness.get(key, 0.0)
        if key not in candidates.prior and candidates.likeness.get(key, 0.0) < SURE_LIKENESS:
            if count < 2 or count * background <= others * of:
                continue
            needed = SIGNIFICANT * (SMALL_WORD if key in SMALL_WORDS else 1)
            if log_likelihood(count, of, others, background) < needed:
                continue
        usual = ARCHIVE_WEIGHT * frequency(key) if frequency else 0.5
        size = background + (ARCHIVE_WEIGHT if frequency else 1.0)
        elsewhere[key] = max((others + usual) / size, 1e-5)
        starts[key] = start_share(count, of, elsewhere[key], prior)
        known[key] = prior
    return fit_shares(candidates.sentences, starts, elsewhere, known, LEAST_CHANCE)
