"""Candidates of renderings: words of the counterparts, or pieces of their Chinese; the choice.

In each sentence the best candidate is its rendering; words beside it that answer too make a phrase
of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from documents.renderings.association import FittedShares
from documents.renderings.bilingual_dictionary_prior import BilingualDictionaryPrior
from documents.renderings.dictionary_prior import (
    chinese_prior,
    cut_texts,
    english_prior,
    explained_in_chinese,
    explained_in_english,
    find_unknown,
    may_spell_name,
)
from documents.renderings.han_pieces import find_pieces, plain_characters, plain_texts
from documents.renderings.name_likeness import name_shares
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.words import SMALL_WORDS, Word, read_keys, read_words
from documents.search.text_matches import find_places
from documents.text import han_share

LEAST_CHANCE = 0.3  # that a word answers the one asked, to be called its rendering
PHRASE_SHARE = 0.2  # of a word's sentences, from which a phrase about it is a rendering of its own
LONGEST_PHRASE = 4  # words
LEAST_ASKED = 0.02  # share of the hits that a word must have, to be one of those asked
MOST_ASKED = 4  # words of a query for several
CAPITALS = 0.8  # share of the hits with a capital, from which the words asked are a name
MOSTLY_HAN = 0.3  # share of Han characters from which a text is read as Chinese

_BEFORE_CAPITALS = {"", *".!?:…—“‘\"'(["}  # "" for the sentence's beginning

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RenderingCandidates:
    """What may be a rendering: in each sentence, and in how many of the background's."""

    sentences: Sequence[Mapping[str, float]]  # by sentence: candidate -> how well explained
    background: Mapping[str, int]
    prior: Mapping[str, float]
    words: Sequence[Sequence[Word]]  # of each counterpart; none where it is Chinese
    texts: Sequence[str]
    likeness: Mapping[str, float] = field(default_factory=dict)  # of names, by their sound

    def assign(self, fitted: FittedShares) -> Iterable[tuple[int, str, str, tuple[Span, ...]]]:
        """For each sentence with a rendering: its place, the head, the whole, the spans."""
        roots = {key: share**0.5 for key, share in fitted.shares.items()}
        found = []
        for place, chances in enumerate(fitted.chances):
            if chances:
                _, _, best = max(
                    (chance * roots[key], len(key), key) for key, chance in chances.items()
                )
                found.append((place, best, *self._whole(place, best, chances)))
        phrases = Counter(group for _, _, group, _ in found)
        of_head = Counter(head for _, head, _, _ in found)
        for place, head, group, spans in found:
            if " " in group and phrases[group] < max(2, PHRASE_SHARE * of_head[head]):
                yield place, head, head, self._whole(place, head, {})[1]
            else:
                yield place, head, group, spans

    def _whole(
        self, place: int, head: str, chances: Mapping[str, float]
    ) -> tuple[str, tuple[Span, ...]]:
        """The phrase that a rendering's head stands in, and where it stands."""
        if not self.words:
            text = self.texts[place]
            starts = find_places(head, text)
            return head, tuple((start, start + len(head)) for start in starts)
        words = self.words[place]
        spans: list[Span] = []
        group = head
        for number, word in enumerate(words):
            if word.key == head and (not spans or word.start >= spans[-1][1]):
                # Where the dictionary has the head, it has the words of the phrase too; a name
                # is not joined by one that sounds otherwise.
                known = self.prior.keys() | self.likeness.keys()
                able = {
                    key: chance
                    for key, chance in chances.items()
                    if key in known or head not in known
                }
                first, last = _widen(words, number, able, self.texts[place])
                spans.append((words[first].start, words[last].end))
                if len(spans) == 1:
                    group = " ".join(one.key for one in words[first : last + 1])
        return group, tuple(spans)

    def label(self, pairs: Sequence[SentencePair], places: Mapping[int, tuple[Span, ...]]) -> str:
        """How a rendering is mostly written."""
        written = Counter(
            pairs[number].counterpart[slice(*spans[0])] for number, spans in places.items() if spans
        )
        lower: Counter[str] = Counter()
        for form, count in written.items():
            lower[form.lower()] += count
        common = max(lower, key=lambda form: (lower[form], form))
        forms = [form for form in written if form.lower() == common]
        # A capital that is only a sentence's first is not the word's.
        return common if common in forms else max(forms, key=lambda form: (written[form], form))


def _widen(
    words: Sequence[Word], number: int, chances: Mapping[str, float], text: str
) -> tuple[int, int]:
    """The first and the last word of the phrase about one word: those that answer too."""

    def goes_on(one: int, other: int, candidate: int) -> bool:
        return (
            chances.get(words[candidate].key, 0.0) >= LEAST_CHANCE
            and last - first + 1 < LONGEST_PHRASE
            and text[words[one].end : words[other].start] in {" ", "-"}
        )

    first = last = number
    while first and goes_on(first - 1, first, first - 1):
        first -= 1
    while last + 1 < len(words) and goes_on(last, last + 1, last + 1):
        last += 1
    while first < number and words[first].key in SMALL_WORDS:
        first += 1
    while last > number and words[last].key in SMALL_WORDS:
        last -= 1
    return first, last


def read_word_candidates(
    pairs: Sequence[SentencePair], background: Sequence[str], with_dictionary: bool
) -> RenderingCandidates:
    """The words of counterparts in an alphabet."""
    words = [read_words(pair.counterpart) for pair in pairs]
    counted = Counter(key for text in background for key in read_keys(text))
    chinese = han_share("".join(pair.sentence for pair in pairs[:20])) > MOSTLY_HAN
    sentences = (
        explained_in_english(pairs, words)
        if chinese
        else [dict.fromkeys((word.key for word in found), 0.0) for found in words]
    )
    asked = _asked(pairs) if chinese and with_dictionary else []
    texts = [pair.counterpart for pair in pairs]
    named = _named(words, texts) if len(asked) == 1 and may_spell_name(asked[0]) else {}
    alike = name_shares(asked[0], named.values()) if named else {}
    likeness = {key: alike[form] for key, form in named.items() if form in alike}
    return RenderingCandidates(sentences, counted, _chinese_prior(asked), words, texts, likeness)


def read_dictionary_candidates(
    pairs: Sequence[SentencePair],
    background: Sequence[str],
    brought: BilingualDictionaryPrior,
    with_dictionary: bool,
) -> RenderingCandidates:
    """The words of counterparts in an alphabet, with a dictionary that the collection brings."""
    texts = [pair.counterpart for pair in pairs]
    words = [*map(read_words, texts)]
    counted = Counter(key for text in background for key in read_keys(text))
    sentences = [
        brought.explained(pair.sentence, pair.spans, found, pair.counterpart)
        for pair, found in zip(pairs, words, strict=True)
    ]
    prior = brought.prior(" ".join(_asked(pairs)), texts) if with_dictionary else {}
    return RenderingCandidates(sentences, counted, prior, words, texts)


def read_chinese_candidates(
    pairs: Sequence[SentencePair], background: Sequence[str], with_dictionary: bool
) -> RenderingCandidates:
    """The pieces of Chinese counterparts."""
    texts = plain_texts([pair.counterpart for pair in pairs])
    asked = [word for form in _asked(pairs) for word in form.split()]
    named = [
        {text[start:end]: row for start, end, row in cut}
        for text, cut in zip(texts, cut_texts(texts), strict=True)
    ]
    prior = english_prior(asked, dict.fromkeys(chain(*named))) if with_dictionary else {}
    is_name = with_dictionary and len(_asked(pairs)) == 1 and _is_name(pairs)
    pieces = find_pieces(texts, prior.keys(), names=is_name)
    if with_dictionary and len(asked) > 1:
        prior = english_prior(asked, pieces)
    sentences: list[dict[str, float]] = [{} for _ in pairs]
    explained = explained_in_chinese(pairs, named)
    # What answers no other word tells nothing.
    telling = [
        [(word, chance) for word, chance in own.items() if chance and len(word) > 1]
        for own in explained
    ]
    for piece, holders in pieces.items():
        for place in holders:
            best = explained[place].get(piece, 0.0)
            for word, chance in telling[place]:
                if chance > best and (word in piece or piece in word):
                    best = chance
            sentences[place][piece] = best
    plain = plain_texts(background)
    counted = {piece: sum([piece in text for text in plain]) for piece in pieces}
    # A word of the dictionary spells no foreign name.
    likeness = name_shares(" ".join(asked), find_unknown(pieces)) if is_name else {}
    return RenderingCandidates(sentences, counted, prior, (), texts, likeness)


def _named(words: Sequence[Sequence[Word]], texts: Sequence[str]) -> dict[str, str]:
    """The words that have a capital, by their keys, each as it is written."""
    return {
        word.key: text[word.start : word.end]
        for own, text in zip(words, texts, strict=True)
        for word in own
        if text[word.start].isupper() and word.key not in SMALL_WORDS
    }


def _is_name(pairs: Sequence[SentencePair]) -> bool:
    """Whether the words asked nearly always have a capital, mostly not as a sentence's first."""
    hits = [(pair.sentence, start) for pair in pairs for start, _ in pair.spans]
    capitals = sum(text[start : start + 1].isupper() for text, start in hits)
    inside = sum(text[:start].rstrip()[-1:] not in _BEFORE_CAPITALS for text, start in hits)
    return capitals >= CAPITALS * len(hits) and 2 * inside >= len(hits)


def _chinese_prior(forms: Sequence[str]) -> Mapping[str, float]:
    """The shares of English words in the glosses of several Chinese words together."""
    mixed: Counter[str] = Counter()
    for form in forms:
        for key, share in chinese_prior(form).items():
            mixed[key] += share / len(forms)  # type: ignore[assignment] # counts of any kind
    return mixed


def _asked(pairs: Sequence[SentencePair]) -> Sequence[str]:
    """The words asked as they stand most often in the sentences, the commonest first.

    Forms of one word are one. Of a query for several words each is one; those that are seldom met
    are left out.
    """
    forms = Counter(
        plain_characters(pair.sentence[start:end]).lower()
        for pair in pairs
        for start, end in pair.spans
    )
    by_key: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for form, count in forms.most_common():
        key = " ".join(word.key for word in read_words(form)) or form
        by_key.setdefault(key, form)
        counts[key] += count
    least = LEAST_ASKED * counts.total()
    asked = [by_key[key] for key, count in counts.most_common(MOST_ASKED) if count >= least]
    return asked or [*by_key.values()][:1]
