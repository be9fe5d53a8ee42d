"""The glossed view of a Chinese text: under each word of the dictionary its likeliest sense.

A program's, for readers who have no text in their language: never quoted, cited, exported or found.
Words are those of the likeliest cut, as pinyin and glossary have them. Of a word's senses that one
is chosen which the archive's own sentence pairs render it by, in the articles nearest to this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from documents.chinese.dictionary import dictionary
from documents.chinese.headline_gloss import GLOSS_LANGUAGE
from documents.chinese.personal_names import (
    FOREIGN_TAG,
    NAME_TAG,
    is_surname,
    join_names,
    spell_name,
)
from documents.chinese.scripts import is_chinese
from documents.chinese.segmentation import Token
from documents.chinese.word_senses import (
    counts_things,
    find_countries,
    fixed_sense,
    list_senses,
)
from documents.current_index import open_current
from documents.dictionaries.installed import has_dictionary
from documents.models import Article, Translation
from documents.reading.nearest_sentence_pairs import find_nearest_sentence_pairs
from documents.renderings.sense_counts import SenseCounts
from documents.search.completions import values_by_name

LONGEST = 20_000  # characters of a text that are glossed; the rest stands plain
PEOPLE = ("author", "translator")  # facets of the people that articles name

# Words of grammar, which the dictionary explains in sentences, or has in a rarer sense first.
_GRAMMAR = {
    "的": "’s",
    "地": "-ly",
    "得": "so that",
    "了": "done",
    "着": "-ing",
    "过": "ever",
    "们": "-s",
    "之": "’s",
    "所": "that which",
    "把": "taking",
    "吗": "?",
    "呢": "then",
    "里": "in",
    "将": "will",
    "后": "after",
    "时": "when",
    "则": "then",
    "并": "and",
    "就": "then",
    "才": "only then",
    "或": "or",
    "以": "with",
    "自": "from",
    "该": "the said",
}
_COUNTING = "unit"  # under a classifier
_DISPATCH = "dispatch"  # 电 behind the day of a dateline


class WordGloss(NamedTuple):
    """A word of a text and its sense."""

    start: int
    end: int
    sense: str


class TextGlosses(Protocol):
    """What glosses the blocks of a text, in ``language``."""

    @property
    def language(self) -> str: ...

    @property
    def is_cut(self) -> bool:
        """Whether blocks beyond the bound have no glosses."""

    def of(self, text: str) -> Sequence[WordGloss]:
        """The glossed words of a block, in order; none of what goes beyond the bound."""


@dataclass(slots=True)
class Glosses:
    """Glosses the blocks of a Chinese text by one set of counts."""

    words: Mapping[str, Sequence[Token]]  # of each block's text
    counts: SenseCounts
    is_cut: bool
    language: str = GLOSS_LANGUAGE
    _made: dict[str, Sequence[WordGloss]] = field(default_factory=dict)

    def of(self, text: str) -> Sequence[WordGloss]:
        if text not in self._made:
            self._made[text] = list(self._gloss(self.words.get(text, ())))
        return self._made[text]

    def _gloss(self, words: Sequence[Token]) -> Iterator[WordGloss]:
        abroad = find_countries(words)
        for place, word in enumerate(words):
            before = words[place - 1] if place else None
            if before and before.form == "日" and word.form == "电":
                sense = _DISPATCH
            else:
                after_number = before is not None and before.tag == "m"
                sense = abroad.get(place) or self._sense(word, after_number=after_number)
            if sense:
                yield WordGloss(word.start, word.end, sense)

    def _sense(self, word: Token, *, after_number: bool) -> str:
        form = word.form
        if word.tag in {NAME_TAG, FOREIGN_TAG}:
            return spell_name(form) if word.tag == NAME_TAG else ""
        if sense := _GRAMMAR.get(form) or fixed_sense(form):
            return sense
        if (word.tag == "q" or after_number) and counts_things(form):
            return _COUNTING
        senses = list_senses(form, as_surname=is_surname(form))
        if senses:
            return self.counts.choose(form, senses)
        entries = dictionary().entries(form)
        return entries[0].reading if entries else ""


def can_gloss(shown: Article, translations: Iterable[Translation], language: str) -> bool:
    """Whether a text is offered glossed: with none in the reader's language, but a dictionary.

    Chinese has one into English; a collection may bring those of other pairs.
    """
    return (
        shown.original_held
        and (glosses_chinese(shown, language) or has_dictionary(shown.language, language))
        and all(_base(one.language) != _base(language) for one in translations)
    )


def glosses_chinese(shown: Article, language: str) -> bool:
    """Whether a text is glossed by the Chinese–English dictionary for a reader's language."""
    return _base(language) == GLOSS_LANGUAGE and is_chinese(shown.language)


def gloss_article(shown: Article) -> Glosses:
    """The glosses of a Chinese article, with the senses of the articles nearest to it."""
    words: dict[str, Sequence[Token]] = {}
    room = LONGEST
    for block in shown.blocks:
        if (room := room - len(block.text)) < 0:
            break
        words[block.text] = [*dictionary().words(block.text)]
    words = _with_names(words)
    forms = {token.form for tokens in words.values() for token in tokens}
    counts = SenseCounts([form for form in forms if len(list_senses(form)) > 1])
    for chinese, english in find_nearest_sentence_pairs(shown, ("zh", GLOSS_LANGUAGE)):
        counts.add(chinese, english)
    return Glosses(words, counts, is_cut=room < 0)


def _with_names(words: Mapping[str, Sequence[Token]]) -> dict[str, Sequence[Token]]:
    """The words of an article's blocks with names as one each.

    Known are the people of the archive's own index, and who is named in another block; of these
    the surname alone is one too.
    """
    index = open_current()

    @cache
    def is_listed(name: str) -> bool:
        return index is not None and any(values_by_name(index, facet, name) for facet in PEOPLE)

    first = {text: join_names(text, tokens, is_listed) for text, tokens in words.items()}
    named = {
        word.form
        for tokens in first.values()
        for word in tokens
        if word.tag == NAME_TAG and len(word.form) > 2
    }
    known = named | {name[0] for name in named}
    return {
        text: join_names(text, tokens, lambda name: name in known or is_listed(name))
        for text, tokens in words.items()
    }


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
