"""What a word or phrase may be in the other language, by the dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from documents.chinese.dictionary import dictionary
from documents.query_translation.archive_renderings import archive_shares
from documents.query_translation.translation_candidates import TranslationCandidate, held_candidates
from documents.renderings.gloss_index import gloss_index
from documents.renderings.translations import chinese_translations, english_translations
from documents.search import OpenIndex, SearchRequest, count_articles
from documents.search.clauses import Clause, write
from documents.search.completions import words_with_same_stem
from documents.text import is_han

ALONE = 0.5  # what a single character counts, beside a longer word
LEAST_ALONE = 0.25  # share of a single character's senses, to stand beside longer words
PART_OF_GLOSS = 0.25  # what a word counts that is only a part of a gloss
_SENSE_DECAY = 0.7  # of each further gloss of a Chinese word
MOST_PARTS = 4  # of a compound
DICTIONARY_COUNT = 4.0  # sentences that the dictionary counts for
MOST_FORMS = 4  # in which a gloss is looked for in a compound
_TOGETHER = 2  # glosses of each word that are looked for apart
_COMBINED = 3  # translations of each part of a compound that are put together
_COMPOUND = 0.5  # what a compound's likelihood counts, beside a word of the dictionary


def chinese_candidates(index: OpenIndex, words: str) -> list[TranslationCandidate]:
    """The Chinese words for an English word or phrase that the archive has, the likeliest first.

    First those that have a gloss of just these words; a part of a longer gloss counts less.
    """
    shares = dict(gloss_index().find([words]))
    if " " not in words:
        for form, share in chinese_translations(words).items():
            shares[form] = max(shares.get(form, 0.0), PART_OF_GLOSS * share)
    found = [
        TranslationCandidate(form, share if len(form) > 1 else share * ALONE)
        for form, share in shares.items()
        if all(map(is_han, form))
    ]
    # One character stands in many other words.
    longer = [one for one in found if len(one.text) > 1 or one.share >= LEAST_ALONE * ALONE]
    return held_candidates(index, longer) or held_candidates(index, found)


def compound_candidates(index: OpenIndex, words: Sequence[str]) -> list[TranslationCandidate]:
    """Translations of the words put together as Chinese puts them: 文化合作."""
    return _together(index, [chinese_candidates(index, word)[:_COMBINED] for word in words], "")


def english_compounds(index: OpenIndex, words: Sequence[str]) -> list[TranslationCandidate]:
    """Glosses of Chinese words side by side: international cooperation."""
    if not 1 < len(words) <= MOST_PARTS:
        return []
    most = MOST_FORMS if len(words) == 2 else 0
    return _together(index, [_in_all_forms(index, word, most) for word in words], " ")


def _in_all_forms(index: OpenIndex, word: str, most: int) -> list[TranslationCandidate]:
    """The glosses of a Chinese word, and the forms in which the archive has them: cooperation."""
    found = english_candidates(index, word)[:_COMBINED]
    return [
        TranslationCandidate(form, one.share)
        for one in found
        for form in [one.text, *(words_with_same_stem(index, one.text, most) if most else ())]
    ]


def words_together(
    index: OpenIndex, words: Sequence[str]
) -> list[tuple[TranslationCandidate, ...]]:
    """Glosses of Chinese words that may stand anywhere in one text, the likeliest first."""
    parts = [english_candidates(index, word)[:_TOGETHER] for word in words[:MOST_PARTS]]
    return [*product(*parts)] if len(parts) > 1 and all(parts) else []


def _together(
    index: OpenIndex, parts: Sequence[Sequence[TranslationCandidate]], between: str
) -> list[TranslationCandidate]:
    if not all(parts):
        return []
    joined = [
        TranslationCandidate(
            between.join(one.text for one in each), _COMPOUND * min(one.share for one in each)
        )
        for each in product(*parts)
    ]
    return held_candidates(index, joined)


def with_renderings(
    index: OpenIndex,
    candidates: Sequence[TranslationCandidate],
    search: str,
    languages: tuple[str, str],
) -> list[TranslationCandidate]:
    """The dictionary's candidates and those that the archive's own translations have.

    The dictionary counts for as much as a few sentences: the more were read, the less it says.
    """
    shares, read = archive_shares(index, search, *languages)
    if not read:
        return list(candidates)
    known = {one.text: one for one in candidates}
    mixed = []
    for text in dict.fromkeys([*known, *shares]):
        if languages[1] == "zh" and not all(map(is_han, text)):
            continue
        told = shares.get(text, 0.0)
        by_dictionary = known[text].share if text in known else 0.0
        share = (told * read + DICTIONARY_COUNT * by_dictionary) / (read + DICTIONARY_COUNT)
        origin = "archive" if told else known[text].origin
        mixed.append(TranslationCandidate(text, share, origin))
    return held_candidates(index, mixed)


def as_written(
    index: OpenIndex, words: Sequence[str], without: Sequence[Clause]
) -> list[TranslationCandidate]:
    """A word as it stands: a name or an abbreviation may stand so in the other language."""
    if len(words) > 1:
        return []
    one = TranslationCandidate(words[0], 1.0, "name")
    asked = SearchRequest(q=write([Clause((one.leaf(),)), *without]))
    return [one] if count_articles(index, asked) else []


def english_candidates(index: OpenIndex, word: str) -> list[TranslationCandidate]:
    """The English words and phrases that a Chinese word is glossed by, the commonest first."""
    glosses = english_translations(word)
    return held_candidates(
        index,
        [TranslationCandidate(gloss, _SENSE_DECAY**rank) for rank, gloss in enumerate(glosses)],
    )


def split_chinese(run: str) -> list[str]:
    """A run of Chinese characters as words of the dictionary: whole, or by longest match."""
    if run in dictionary():
        return [run]
    return [token.form for token in dictionary().words(run)]
