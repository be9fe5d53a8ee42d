"""Finds how the words asked were rendered in the sentences paired with theirs.

Each sentence has one rendering or none. Candidates are the words of the counterparts, or pieces of
their Chinese; they are scored by `association`, and the best of a sentence takes it. Words beside
it that answer too make a phrase of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.renderings.association import (
    SIGNIFICANT,
    ShareModel,
    fit_shares,
    log_likelihood,
    start_share,
)
from documents.renderings.dictionary_prior import (
    chinese_prior,
    dictionary_words,
    english_prior,
    explained_in_chinese,
    explained_in_english,
)
from documents.renderings.han_pieces import find_pieces, plain_characters
from documents.renderings.sentence_pairs import SentencePair
from documents.renderings.word_list_prior import WordListPrior, find_word_list_prior
from documents.renderings.words import SMALL_WORDS, Word, read_keys, read_words
from documents.text import han_share

LEAST_CHANCE = 0.3  # that a word answers the one asked, to be called its rendering
BY_DICTIONARY = 3.0  # times as much counts what the dictionary has too, when renderings are ordered
SMALL_WORD = 3.0  # times as significant must a small word be, which comes with any other
PHRASE_SHARE = 0.2  # of a word's sentences, from which a phrase about it is a rendering of its own
LONGEST_PHRASE = 4  # words
RARE = 0.01  # share of all pairs below which only the dictionary's renderings are believed
ARCHIVE_WEIGHT = 20.0  # sentences that the archive's own frequency counts for
MOSTLY_HAN = 0.3  # share of Han characters from which a text is read as Chinese

Span = tuple[int, int]
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
    brought = find_word_list_prior(*languages) if languages else None
    if han_share(sample) > MOSTLY_HAN:
        candidates = _read_chinese(used, background, with_dictionary)
    elif brought is not None:
        candidates = _read_by_list(used, background, brought, with_dictionary)
    else:
        candidates = _read_words(used, background, with_dictionary)
    model = _fit(candidates, len(background), frequency)
    groups: dict[str, dict[int, tuple[Span, ...]]] = defaultdict(dict)
    heads: dict[str, str] = {}
    for place, head, group, spans in candidates.assign(model):
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


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What may be a rendering: in each sentence, and in how many of the background's."""

    sentences: Sequence[Mapping[str, float]]  # by sentence: candidate -> how well explained
    background: Mapping[str, int]
    prior: Mapping[str, float]
    words: Sequence[Sequence[Word]]  # of each counterpart; none where it is Chinese
    texts: Sequence[str]

    def assign(self, model: ShareModel) -> Iterable[tuple[int, str, str, tuple[Span, ...]]]:
        """For each sentence with a rendering: its place, the head, the whole, the spans."""
        found = []
        for place, sentence in enumerate(self.sentences):
            chances = {key: model.chance(key, explained) for key, explained in sentence.items()}
            best = max(
                (key for key in chances if chances[key] >= LEAST_CHANCE),
                key=lambda key: (chances[key] * model.shares[key] ** 0.5, len(key), key),
                default=None,
            )
            if best is not None:
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
            return head, tuple(
                (start, start + len(head))
                for start in range(len(text))
                if text.startswith(head, start)
            )
        words = self.words[place]
        spans: list[Span] = []
        group = head
        for number, word in enumerate(words):
            if word.key == head and (not spans or word.start >= spans[-1][1]):
                # Where the dictionary has the head, it has the words of the phrase too.
                able = {
                    key: chance
                    for key, chance in chances.items()
                    if key in self.prior or head not in self.prior
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


def _fit(candidates: _Candidates, background: int, frequency: Frequency | None) -> ShareModel:
    hits = Counter(key for sentence in candidates.sentences for key in sentence)
    of = len(candidates.sentences)
    starts: dict[str, float] = {}
    elsewhere: dict[str, float] = {}
    for key, count in hits.items():
        others = candidates.background.get(key, 0)
        prior = candidates.prior.get(key, 0.0)
        needed = SIGNIFICANT * (SMALL_WORD if key in SMALL_WORDS else 1)
        common = log_likelihood(count, of, others, background) >= needed
        if not prior and (count < 2 or not common or count * background <= others * of):
            continue
        usual = ARCHIVE_WEIGHT * frequency(key) if frequency else 0.5
        size = background + (ARCHIVE_WEIGHT if frequency else 1.0)
        elsewhere[key] = max((others + usual) / size, 1e-5)
        starts[key] = start_share(count, of, elsewhere[key], prior)
    sentences = [
        {key: explained for key, explained in sentence.items() if key in starts}
        for sentence in candidates.sentences
    ]
    known = {key: share for key, share in candidates.prior.items() if key in starts}
    return fit_shares(sentences, starts, elsewhere, known)


def _read_words(
    pairs: Sequence[SentencePair], background: Sequence[str], with_dictionary: bool
) -> _Candidates:
    """The words of counterparts in an alphabet."""
    words = [read_words(pair.counterpart) for pair in pairs]
    counted = Counter(key for text in background for key in read_keys(text))
    chinese = han_share("".join(pair.sentence for pair in pairs[:20])) > MOSTLY_HAN
    sentences = [
        explained_in_english(pair.sentence, pair.spans, found, pair.counterpart)
        if chinese
        else dict.fromkeys((word.key for word in found), 0.0)
        for pair, found in zip(pairs, words, strict=True)
    ]
    prior = chinese_prior(_asked(pairs)) if chinese and with_dictionary else {}
    return _Candidates(sentences, counted, prior, words, [pair.counterpart for pair in pairs])


def _read_by_list(
    pairs: Sequence[SentencePair],
    background: Sequence[str],
    brought: WordListPrior,
    with_dictionary: bool,
) -> _Candidates:
    """The words of counterparts in an alphabet, with a dictionary that the collection brings."""
    texts = [pair.counterpart for pair in pairs]
    words = [*map(read_words, texts)]
    counted = Counter(key for text in background for key in read_keys(text))
    sentences = [
        brought.explained(pair.sentence, pair.spans, found, pair.counterpart)
        for pair, found in zip(pairs, words, strict=True)
    ]
    prior = brought.prior(_asked(pairs), texts) if with_dictionary else {}
    return _Candidates(sentences, counted, prior, words, texts)


def _read_chinese(
    pairs: Sequence[SentencePair], background: Sequence[str], with_dictionary: bool
) -> _Candidates:
    """The pieces of Chinese counterparts."""
    texts = [plain_characters(pair.counterpart) for pair in pairs]
    asked = [word for word in _asked(pairs).split() if word]
    named = {word for text in texts for _, _, word in dictionary_words(text)}
    prior = english_prior(asked, named) if with_dictionary else {}
    pieces = find_pieces(texts, prior.keys())
    if with_dictionary and len(asked) > 1:
        prior = english_prior(asked, pieces)
    explained = [
        explained_in_chinese(pair.sentence, pair.spans, pair.counterpart) for pair in pairs
    ]
    sentences: list[dict[str, float]] = [{} for _ in pairs]
    for piece, holders in pieces.items():
        for place in holders:
            sentences[place][piece] = max(
                (
                    chance
                    for word, chance in explained[place].items()
                    if len(word) > 1 and (word in piece or piece in word)
                ),
                default=explained[place].get(piece, 0.0),
            )
    plain = [plain_characters(text) for text in background]
    counted = {piece: sum(piece in text for text in plain) for piece in pieces}
    return _Candidates(sentences, counted, prior, (), texts)


def _asked(pairs: Sequence[SentencePair]) -> str:
    """The words asked as they stand most often in the sentences."""
    forms = Counter(
        plain_characters(pair.sentence[start:end]).lower()
        for pair in pairs
        for start, end in pair.spans
    )
    return forms.most_common(1)[0][0] if forms else ""
