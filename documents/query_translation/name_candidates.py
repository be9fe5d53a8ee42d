"""Chinese names across scripts: 毛泽东 as Mao Zedong and Mao Tse-tung, Peking as 北京.

Names are those of the archive's authors, of the dictionary, and of the index's texts: surname and
given name as Han characters that are read so, where the archive has them side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from documents.alignment.names import pinyin
from documents.author_names import pinyin_spellings
from documents.chinese.dictionary import dictionary
from documents.chinese.simplified import simplify
from documents.query_translation.translation_candidates import TranslationCandidate, held_candidates
from documents.renderings.gloss_index import gloss_index
from documents.renderings.gloss_table import gloss_table
from documents.search import OpenIndex
from documents.search.completions import translation_of, values_by_name, values_by_sound
from documents.surnames import COMPOUND_SURNAMES, SURNAMES
from documents.text import is_han, remove_marks

LONGEST = 4  # syllables of a name
_PEOPLE = ("author", "translator")
_LOOKED_UP = 1500  # pairs of characters that one name may be looked for as
_MOST_FOUND = 6
_MOST_SPELLED = 4  # ways to divide a name into syllables
_LONGEST_WORD = 20
_SHARE_FOUND = 0.5  # of a name that is only characters read so, beside one that is known
_SHARE_ALONE = 0.2  # of a surname by itself
# Wade-Giles by pinyin: initials, whole syllables, finals. Apostrophes stand or are left out.
_INITIALS = (
    ("zh", "ch"), ("ch", "ch'"), ("sh", "sh"), ("b", "p"), ("p", "p'"), ("d", "t"), ("t", "t'"),
    ("g", "k"), ("k", "k'"), ("j", "ch"), ("q", "ch'"), ("x", "hs"), ("z", "ts"), ("c", "ts'"),
    ("r", "j"),
)  # fmt: skip
_SYLLABLES = {
    "zi": "tzu", "ci": "tz'u", "si": "ssu", "zhi": "chih", "chi": "ch'ih", "shi": "shih",
    "ri": "jih", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "er": "erh", "ge": "ko",
    "ke": "k'o", "he": "ho", "e": "o", "duo": "to", "tuo": "t'o", "luo": "lo", "zuo": "tso",
    "cuo": "ts'o", "suo": "so", "ruo": "jo", "zhuo": "cho", "gui": "kuei", "kui": "k'uei",
}  # fmt: skip
_FINALS = (("iong", "iung"), ("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh"))
_SYLLABLE = re.compile("[a-zü:]+")


def chinese_names(index: OpenIndex, words: Sequence[str]) -> list[TranslationCandidate]:
    """The Chinese names that words in Latin letters may be; none where they are no name."""
    written = " ".join(words)
    known = [
        value
        for facet in _PEOPLE
        for value in values_by_name(index, facet, written)
        if all(map(is_han, value))
    ]
    spelled = [
        [syllable for part in parts for syllable in part]
        for parts in islice(product(*map(_divisions, words)), _MOST_SPELLED)
    ]
    several = [one for one in spelled if 1 < len(one) <= LONGEST]
    for syllables in several:
        known += gloss_index().find_name(syllables)
        for facet in _PEOPLE:
            known += values_by_sound(index, facet, "".join(syllables))
    found = [TranslationCandidate(name, 1.0, "name") for name in dict.fromkeys(known)]
    if not found and len(words) > 1:
        read = (name for syllables in several for name in _read_so(index, syllables))
        found = [TranslationCandidate(name, _SHARE_FOUND, "name") for name in dict.fromkeys(read)]
    if not found:
        alone = [one[0] for one in spelled if len(one) == 1]
        surnames = [
            one for sound in alone for one in _characters().get(sound, ()) if one in SURNAMES
        ]
        found = [TranslationCandidate(one, _SHARE_ALONE, "name") for one in surnames]
    return held_candidates(index, found)


@lru_cache(maxsize=1024)
def _divisions(word: str) -> Sequence[tuple[str, ...]]:
    """The ways to read a word as syllables of pinyin: xian is xian, and xi an."""
    if is_other_spelling(word):
        return (pinyin(word),)
    letters = re.sub("['’-]", "", word)
    if not letters.isascii() or len(letters) > _LONGEST_WORD:
        return ()
    found: list[tuple[str, ...]] = []
    open_ways: list[tuple[tuple[str, ...], str]] = [((), letters)]
    while open_ways:
        taken, rest = open_ways.pop()
        if not rest:
            found.append(taken)
        elif len(taken) < LONGEST:
            open_ways += [
                ((*taken, rest[:length]), rest[length:])
                for length in range(1, min(6, len(rest)) + 1)
                if rest[:length] in _characters()
            ]
    return tuple(sorted(found, key=lambda way: (len(way), way)))


def is_other_spelling(word: str) -> bool:
    """Whether a word is a Chinese name in an older spelling: Peking, tse-tung."""
    syllables = pinyin(word)
    return bool(syllables) and "".join(syllables) != re.sub("[^a-z]", "", word)


def latin_names(index: OpenIndex, name: str) -> list[TranslationCandidate]:
    """How a Chinese name may be written in Latin letters: in pinyin, in Wade-Giles, as known."""
    spelled: list[str] = []
    for facet in _PEOPLE:
        if translated := translation_of(index, facet, name):
            spelled.append(translated[0].lower())
    for syllables in _readings(name):
        first = 2 if name[:2] in COMPOUND_SURNAMES else 1
        older = [wade_giles(syllable) for syllable in syllables]
        spelled += [
            f"{''.join(syllables[:first])} {''.join(syllables[first:])}".strip(),
            f"{' '.join(older[:first])} {'-'.join(older[first:])}".strip(" -"),
        ]
    spelled += [one.replace("'", "") for one in spelled if "'" in one]
    return held_candidates(
        index, [TranslationCandidate(one, _SHARE_FOUND, "name") for one in dict.fromkeys(spelled)]
    )


def may_be_name(text: str) -> bool:
    """Whether Chinese characters may be a person's name: a surname, and one or two more."""
    if text[:2] in COMPOUND_SURNAMES:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in SURNAMES


def wade_giles(syllable: str) -> str:
    """A syllable of pinyin, without its tone, in Wade-Giles.

    >>> wade_giles("ze"), wade_giles("dong"), wade_giles("zhou"), wade_giles("qian")
    ('tse', 'tung', 'chou', "ch'ien")
    """
    if syllable in _SYLLABLES:
        return _SYLLABLES[syllable]
    for final, older in _FINALS:
        if syllable.endswith(final):
            syllable = syllable.removesuffix(final) + older
            break
    for initial, older in _INITIALS:
        if syllable.startswith(initial):
            return older + syllable.removeprefix(initial)
    return syllable


def _readings(name: str) -> Iterator[list[str]]:
    """The syllables of a name: as the dictionary has it, else character by character."""
    entries = dictionary().entries(name)
    if entries:
        for entry in entries:
            if entry.reading[:1].isupper():
                syllables = _plain(entry.reading)
                if len(syllables) == len(name):
                    yield syllables
        return
    if may_be_name(name):
        read = [pinyin_spellings(character)[:1] for character in name]
        if all(read):
            yield [one[0] for one in read]


def _plain(reading: str) -> list[str]:
    """A reading with tone marks as bare syllables."""
    return _SYLLABLE.findall(remove_marks(reading.lower().replace("ü", "u")))


def _read_so(index: OpenIndex, syllables: Sequence[str]) -> Iterator[str]:
    """Names whose characters are read so, and stand side by side somewhere in the archive."""
    left = _LOOKED_UP
    names = [one for one in _characters().get(syllables[0], ()) if one in SURNAMES]
    for syllable in syllables[1:]:
        longer: list[str] = []
        for name in names:
            for character in _characters().get(syllable, ()):
                left -= 1
                if left < 0:
                    return
                if index.searcher.doc_freq("han", name[-1] + character):
                    longer.append(name + character)
        names = longer
    yield from names[:_MOST_FOUND]


@lru_cache(maxsize=1)
def _characters() -> Mapping[str, Sequence[str]]:
    """The Simplified characters of each syllable."""
    characters: dict[str, list[str]] = defaultdict(list)
    for character, syllable in gloss_table().readings():
        if is_han(character) and simplify(character) == character:
            characters[syllable].append(character)
    return dict(characters)
