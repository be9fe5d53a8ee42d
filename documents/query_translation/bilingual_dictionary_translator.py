"""Translates the words of a query by a bilingual dictionary, either way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.current_index import index_of
from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.dictionary_arrays import content_words, without_article
from documents.dictionaries.installed import list_dictionaries
from documents.dictionaries.word_units import split_units, word_stems
from documents.query_translation.query_units import LONGEST_PHRASE, QueryUnit
from documents.query_translation.translation_candidates import TranslationCandidate, held_candidates
from documents.query_translation.word_candidates import as_written, with_renderings
from documents.raw_queries import fetch_newest
from documents.search import OpenIndex, SearchRequest, find_best
from documents.search.clauses import Clause
from documents.search.folding import fold_text
from documents.search.schema import LANGUAGES

MOST_TRANSLATIONS = 6  # of one word
LONGEST_GLOSS = 3  # words of a gloss that is searched for
ARTICLES = 4  # in which the forms of a phrase are looked for
SENSE_DECAY = 0.7  # of each further gloss
_LONGEST_TEXT = 40_000  # characters of an article's texts; longer ones are passed over


@dataclass(frozen=True, slots=True)
class BilingualDictionaryTranslator:
    """A dictionary, and which way round it is asked: ``is_forward`` from headwords to glosses."""

    dictionary: BilingualDictionary
    is_forward: bool

    @property
    def languages(self) -> tuple[str, str]:
        """The primary subtags of the words asked and of their translations."""
        own, other = self.dictionary.languages
        return (own, other) if self.is_forward else (other, own)

    def knows(self, words: str) -> bool:
        """Whether the dictionary has a word or phrase."""
        if self.is_forward:
            return words in self.dictionary
        return bool(self.dictionary.headwords_for(words))

    def units(self, units: Sequence[QueryUnit]) -> Iterator[QueryUnit]:
        """The units, with words that make a phrase of the dictionary as one."""
        place = 0
        while place < len(units):
            able = next(
                (n for n, unit in enumerate(units[place:]) if not _may_join(unit)), LONGEST_PHRASE
            )
            for length in range(min(able, len(units) - place, LONGEST_PHRASE), 1, -1):
                joined = tuple(
                    word for unit in units[place : place + length] for word in unit.words
                )
                if len(joined) <= LONGEST_PHRASE and self.knows(" ".join(joined)):
                    yield replace(units[place], words=joined)
                    place += length
                    break
            else:
                yield units[place]
                place += 1

    def candidates(
        self, index: OpenIndex, unit: QueryUnit, without: Sequence[Clause]
    ) -> list[TranslationCandidate]:
        """What a unit may be in the other language; ``without`` leaves out texts in its own."""
        words = unit.asked
        told = self._glosses(words) if self.is_forward else self._headwords(index, words)
        found = with_renderings(index, held_candidates(index, [*told]), unit.search, self.languages)
        return self._merge_forms(found) or as_written(index, unit.words, without)

    def _merge_forms(self, found: Sequence[TranslationCandidate]) -> list[TranslationCandidate]:
        """Candidates with all forms of a word as one, by its stem: they find the same articles."""
        merged: dict[str, TranslationCandidate] = {}
        for one in found:
            stems = " ".join(word_stems(split_units(one.text), self.languages[1]))
            key = one.text if " " in stems else stems
            other = merged.get(key)
            if other is None:
                merged[key] = one
                continue
            base = one if one.origin == "dictionary" else other
            origin = "archive" if "archive" in {one.origin, other.origin} else base.origin
            merged[key] = TranslationCandidate(base.text, one.share + other.share, origin)
        return sorted(merged.values(), key=lambda one: -one.share)

    def _glosses(self, words: str) -> Iterator[TranslationCandidate]:
        """The glosses of a word, the commonest sense first; phrases have spaces."""
        found: dict[str, None] = {}
        for entry in self.dictionary.entries(words):
            for gloss in entry.glosses:
                for sense in gloss.split(";"):
                    said = content_words(sense, self.dictionary.languages[1])
                    if 0 < len(said) <= LONGEST_GLOSS:
                        found.setdefault(" ".join(said))
        for rank, text in enumerate([*found][:MOST_TRANSLATIONS]):
            yield TranslationCandidate(text, SENSE_DECAY**rank)

    def _headwords(self, index: OpenIndex, words: str) -> Iterator[TranslationCandidate]:
        """The headwords that have a word as a gloss; phrases in the forms that texts have."""
        shares = self.dictionary.headwords_for(words)
        for headword in [*shares][:MOST_TRANSLATIONS]:
            text = without_article(headword, self.dictionary.languages[0])
            yield TranslationCandidate(text, shares[headword])
            if " " in text:
                for form in _phrase_forms(index.edition, self.dictionary, headword, text):
                    yield TranslationCandidate(form, shares[headword])


def _may_join(unit: QueryUnit) -> bool:
    """Whether it may be part of a phrase that the words beside it make."""
    return unit.field == "all" and unit.group < 0 and not (unit.excluded or unit.is_phrase)


@lru_cache(maxsize=512)
def _phrase_forms(
    edition: str, dictionary: BilingualDictionary, headword: str, text: str
) -> Sequence[str]:
    """How texts of the archive write a phrase, whose words are inflected: a bounded sample."""
    index = index_of(edition)
    if index is None:
        return ()
    hits = find_best(index, SearchRequest(q=text, limit=ARTICLES))
    forms: dict[str, None] = {}
    for article in fetch_newest([hit.identifier for hit in hits], texts=True).values():
        for held in article.texts:
            if held.language.partition("-")[0] != dictionary.languages[0]:
                continue
            blocks = [block.text for block in held.blocks]
            if sum(map(len, blocks)) > _LONGEST_TEXT:
                continue
            for said in (held.title, *blocks):
                for word in dictionary.words(said):
                    if word.headword == headword:
                        forms.setdefault(fold_text(said[word.start : word.end]))
    return tuple(form for form in forms if form != fold_text(text))[:MOST_TRANSLATIONS]


def find_translator(
    units: Iterable[QueryUnit], index: OpenIndex
) -> BilingualDictionaryTranslator | None:
    """The dictionary that has most of the words, of languages that the archive holds.

    Of equal ones that whose other language has most articles that are not held in the words' own.
    None where CC-CEDICT has more to say: of Chinese words, and where most is held in Chinese alone.
    """
    dictionaries = list_dictionaries()
    asked = [unit for unit in units if not unit.excluded]
    if not dictionaries or not asked:
        return None
    held = [
        (frozenset(tag.partition("-")[0] for tag in value.split()), count)
        for value, count in index.whole.values.get(LANGUAGES, {}).items()
    ]

    def count_alone(own: str, other: str) -> int:
        return sum(count for tags, count in held if other in tags and own not in tags)

    best: tuple[int, int] = 0, 0
    chosen = None
    for dictionary in dictionaries:
        for is_forward in (True, False):
            one = BilingualDictionaryTranslator(dictionary, is_forward)
            known = sum(any(map(one.knows, {unit.asked, *unit.words})) for unit in asked)
            score = known, count_alone(*one.languages)
            if known and score > best:
                best, chosen = score, one
    if chosen is None:
        return None
    if all(unit.is_chinese for unit in asked) and count_alone("zh", "en"):
        return None
    is_english = chosen.languages[0] == "en"
    return None if is_english and count_alone("en", "zh") > best[1] else chosen
