"""Finds a query's hits in a text, exactly as the index finds them. No index is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from documents.search.analysis import (
    BREAK,
    HAN_CHARACTER,
    JOINING,
    LETTER,
    PUNCTUATION,
    WORD,
    split_hyphens,
    stems,
)
from documents.search.clauses import FuzzyWord, Leaf, Phrase, Prefix, Query, Word
from documents.search.edit_distance import allowed_distance, words_within
from documents.search.folded_texts import FoldedTexts
from documents.search.folding import fold_text, fold_with_places
from documents.search.language_stems import language_stems, stemmed_language
from documents.search.query import parse
from documents.search.spelling_variants import joined_words, variant_openings

Span = tuple[int, int]

# What folds into a Han character is among the wide ones; what folds into a Latin letter is neither
# a Chinese character or mark nor a figure.
_WIDE = re.compile("[○◯\u0e01-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\U0010ffff]")
_NOT_CHINESE = re.compile(
    "[^\\s\x01\u3000-\u303f\u4e00-\u9fff，。！？；：（）“”‘’—…·,.!?;:()0-9０-９-]"
)
_WHOLE_WORD = re.compile(f"(?<!{LETTER})(?<![{JOINING}])(?<!{LETTER}'){WORD.pattern}")
# A word or a Han character as the group, or a break.
_NEXT_UNIT = re.compile(rf"\s*(?:({_WHOLE_WORD.pattern}|{HAN_CHARACTER.pattern})|{PUNCTUATION})")


class Matcher:
    """A matcher for one query; finds it in any text as the index does.

    ``most`` is how many different words and phrases that are. One serves one request: it remembers
    the words it met. ``language`` is that of the texts, where it is known: see `in_language`.
    """

    def __init__(self, q: str | Query, language: str = "") -> None:
        self._q = q
        self._language = stemmed_language(language)
        self._others: dict[str, Matcher] = {self._language: self}
        leaves = (parse(q) if isinstance(q, str) else q).leaves
        words = [leaf.text for leaf in leaves if isinstance(leaf, Word)]
        stemmed = dict(zip(words, self._stem(words), strict=True))
        self._stems = frozenset(stemmed.values())
        # What each leaf is found as: a word by its stem.
        self._keys: dict[Leaf, object] = {
            leaf: stemmed[leaf.text] if isinstance(leaf, Word) else leaf for leaf in leaves
        }
        self._near = [
            leaf for leaf in dict.fromkeys(leaves) if isinstance(leaf, Prefix | FuzzyWord)
        ]
        phrases = [leaf for leaf in dict.fromkeys(leaves) if isinstance(leaf, Phrase)]
        self._runs = [(leaf, "".join(leaf.units)) for leaf in phrases if leaf.is_han_run]
        self._phrases = [leaf for leaf in phrases if not leaf.is_han_run]
        self.term_count = len(self._stems) + len(self._near) + len(phrases)
        self._known: dict[str, tuple[object, ...]] = {}
        self._likely = _likely(self._stems, self._near)
        if self._language and self._likely:  # a stem need not begin as its word does
            self._likely = _WHOLE_WORD
        self._needs = None if self._language else self._needed()

    def in_language(self, tag: str) -> Matcher:
        """The matcher of the same query for texts of a language: by its stemmer, if it has one."""
        language = stemmed_language(tag)
        if language not in self._others:
            self._others[language] = other = Matcher(self._q, language)
            other._others = self._others
        return self._others[language]

    def _stem(self, words: Sequence[str]) -> list[str]:
        return language_stems(words, self._language) if self._language else stems(words)

    def __bool__(self) -> bool:
        return self.term_count > 0

    @property
    def effort(self) -> float:
        """The relative effort of looking through a text; one word is 1."""
        rough = sum(isinstance(leaf, FuzzyWord) for leaf in self._near)
        return 0.75 + 0.25 * self.term_count + 5 * rough

    def spans(self, text: str) -> list[Span]:
        """The spans to be marked, ``text[start:end]``, in order and without overlap."""
        return merge_spans(span for _, span in self.hits(text))

    def hits(self, text: str) -> list[tuple[object, Span]]:
        """Every hit in a text, with the word or phrase of the query that it is a hit of."""
        found = list(self._found(fold_text(text))) if self._may_stand_in(text) else []
        if not found:
            return []
        original = fold_with_places(text)
        return [(what, original.span(*span)) for what, span in found]

    def leaves_in(self, texts: Sequence[str]) -> frozenset[Leaf]:
        """The words and phrases of the query that stand in any of some texts."""
        held = set[object]().union(*self._held(texts))
        return frozenset(leaf for leaf, key in self._keys.items() if key in held)

    def fullest(self, blocks: Sequence[str]) -> Span:
        """The block (from 0) with most different words and phrases, and how many.

        Of equal ones it is the first.
        """
        counts = [*map(len, self._held(blocks))]
        highest = max(counts)
        return counts.index(highest), highest

    def holders(self, texts: Sequence[str]) -> frozenset[int]:
        """The indexes of those texts that have any of the words and phrases."""
        return frozenset(place for place, held in enumerate(self._held(texts)) if held)

    def full_holders(self, texts: Sequence[str] | FoldedTexts) -> frozenset[int]:
        """The indexes of those texts that have every one of the words and phrases."""
        held = enumerate(self._held(texts))
        return frozenset(place for place, found in held if len(found) == self.term_count)

    def spans_by_text(self, texts: Sequence[str]) -> dict[int, list[Span]]:
        """The spans to be marked in those texts that have any, as `spans` has each: by index."""
        every = FoldedTexts(texts)
        found: dict[int, list[Span]] = {}
        for _, (place, span) in self._located(every):
            found.setdefault(place, []).append(span)
        return {
            place: merge_spans(found[place])
            if every.is_in_place(place)
            else self.spans(texts[place])
            for place in sorted(found)
        }

    def _held(self, texts: Sequence[str] | FoldedTexts) -> list[set[object]]:
        """The words and phrases that each text has."""
        every = texts if isinstance(texts, FoldedTexts) else FoldedTexts(texts)
        held: list[set[object]] = [set() for _ in every.texts]
        for what, (place, _) in self._located(every):
            held[place].add(what)
        return held

    def _located(self, every: FoldedTexts) -> Iterator[tuple[object, tuple[int, Span]]]:
        """Every hit in several texts, with what it is a hit of: looked through in one go."""
        if self._may_stand_in(every.whole):
            for what, span in self._found(every.text):
                if (located := every.locate(span)) is not None:
                    yield what, located

    def _needed(self) -> re.Pattern[str] | None:
        """A pattern of what every text with a hit has: a query of one script spares the other."""
        if self._runs or self._phrases:
            return _WIDE if len(self._runs) == self.term_count else None
        words = (*self._stems, *(leaf.text for leaf in self._near if isinstance(leaf, Prefix)))
        latin = len(words) == self.term_count and all("a" <= word[0] <= "z" for word in words)
        return _NOT_CHINESE if latin else None

    def _may_stand_in(self, text: str) -> bool:
        """Whether a text may have any hit, told before it is folded."""
        return bool(self) and (self._needs is None or self._needs.search(text) is not None)

    def _found(self, text: str) -> Iterator[tuple[object, Span]]:
        """Every hit in a folded text, with what it is a hit of."""
        if self._likely and self._stems:
            joined = [one for one in joined_words(text) if self._likely.match(one[2])]
            self._learn({word for _, _, word in joined})
            for start, end, joint in joined:
                yield from (
                    (what, (start, end)) for what in self._known[joint] if what in self._stems
                )
        text = split_hyphens(text)
        if self._likely:
            words = list(_words(text, self._likely))
            self._learn({word[0] for word in words})
            for word in words:
                yield from ((what, word.span()) for what in self._known[word[0]])
        for phrase, run in self._runs:
            for place in find_places(run, text):
                yield phrase, (place, place + len(run))
        for phrase in self._phrases:
            if all(unit in text for unit in phrase.units if unit != BREAK):
                yield from ((phrase, span) for span in _occurrences(phrase, text))

    def _learn(self, words: set[str]) -> None:
        """Find out what each of some words is a hit of; most are of nothing."""
        new = [word for word in words if word not in self._known]
        if not new:
            return
        alike = [(leaf, _alike(leaf, new)) for leaf in self._near]
        for word, stem in zip(new, self._stem(new), strict=True):
            found = [leaf for leaf, words in alike if word in words]
            self._known[word] = (stem, *found) if stem in self._stems else tuple(found)


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Merge overlapping spans, in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def stem_prefix(stem: str) -> str:
    """The letters with which every word of a stem begins.

    Stemming changes a word's end, and of the stem itself no more than the last letter (happy,
    happi), but for words like dying, which is die.
    """
    if len(stem) == 3 and stem.endswith("ie"):
        return stem[0]
    return stem[:-1] or stem


def _likely(
    word_stems: Iterable[str], similar: Sequence[Prefix | FuzzyWord]
) -> re.Pattern[str] | None:
    """A pattern for the beginnings of words searched for: their first letters, as far as is sure.

    None where no words are looked for. It is
    made for each query, so it must be a small pattern: one that knows all letters takes longer to
    compile than a page of texts to look through.
    """
    if any(isinstance(leaf, FuzzyWord) for leaf in similar):
        return _WHOLE_WORD
    openings = {each for stem in word_stems for each in variant_openings(stem_prefix(stem))}
    openings |= {leaf.text for leaf in similar}
    if not openings:
        return None
    # First a set of letters, which alone is searched for quickly.
    initials = re.escape("".join(sorted({opening[0] for opening in openings})))
    rests = "|".join(
        f"(?<={re.escape(opening[0])}){re.escape(opening[1:])}" for opening in sorted(openings)
    )
    return re.compile(f"[{initials}](?<![a-z0-9а-я].)(?:{rests})", re.DOTALL)


def _words(text: str, likely: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The words of a folded text at the places where a pattern matches."""
    if likely is _WHOLE_WORD:
        yield from likely.finditer(text)
        return
    for start in likely.finditer(text):
        if word := _WHOLE_WORD.match(text, start.start()):
            yield word


def find_places(part: str, text: str) -> Iterator[int]:
    """The places where a part stands in a text, overlapping ones too."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _alike(leaf: Prefix | FuzzyWord, words: Iterable[str]) -> set[str]:
    """The words that begin with the leaf's letters, or are spelt almost the same."""
    if isinstance(leaf, Prefix):
        return {word for word in words if word.startswith(leaf.text)}
    return {word for word, _ in words_within(leaf.text, words, allowed_distance(leaf.text))}


def _occurrences(phrase: Phrase, text: str) -> Iterator[Span]:
    """The places of a phrase in a folded text, found without cutting all of it into units."""
    for start in find_places(phrase.units[0], text):
        if end := _end_of(phrase, text, start):
            yield start, end


def _end_of(phrase: Phrase, text: str, start: int) -> int:
    """The end of a phrase that begins at a place of a text; 0 if it does not begin there."""
    place = start
    for unit in phrase.units:
        found = _NEXT_UNIT.match(text, place)
        if found is None or (found[1] or BREAK) != unit:
            return 0
        place = found.end()
    return place
