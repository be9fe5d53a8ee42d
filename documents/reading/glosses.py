"""The glossed view of a Chinese text: under each word of the dictionary its likeliest sense.

A program's, for readers who have no text in their language: never quoted, cited, exported or found.
Words are those of the likeliest cut, as pinyin and glossary have them. Of a word's senses that one
is chosen which the archive's own sentence pairs render it by, in the articles nearest to this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

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
from documents.models import Article, Translation
from documents.raw_queries import fetch_translations, fetch_versions
from documents.reading.rows import Numbered, Texts, pair_blocks
from documents.renderings.sense_counts import SenseCounts
from documents.search.completions import values_named
from documents.search.similar import find_related

LONGEST = 20_000  # characters of a text that are glossed; the rest stands plain
MOST_ARTICLES = 24  # near ones whose sentence pairs are looked for
PEOPLE = ("author", "translator")  # facets of the people that articles name
MOST_READ = 16_000  # characters of their Chinese sentences that are read

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


@dataclass(slots=True)
class Glosses:
    """Glosses the blocks of a text by one set of counts."""

    words: Mapping[str, Sequence[Token]]  # of each block's text
    counts: SenseCounts
    is_cut: bool  # whether blocks beyond the bound have no glosses
    _made: dict[str, Sequence[WordGloss]] = field(default_factory=dict)

    def of(self, text: str) -> Sequence[WordGloss]:
        """The glossed words of a block, in order; none of what goes beyond the bound."""
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
    """Whether a text is offered glossed: Chinese, with none in the reader's language, English."""
    return (
        shown.original_held
        and _base(language) == GLOSS_LANGUAGE
        and is_chinese(shown.language)
        and all(_base(one.language) != GLOSS_LANGUAGE for one in translations)
    )


def gloss_article(shown: Article) -> Glosses:
    """The glosses of an article, with the senses of the articles nearest to it."""
    words: dict[str, Sequence[Token]] = {}
    room = LONGEST
    for block in shown.blocks:
        if (room := room - len(block.text)) < 0:
            break
        words[block.text] = [*dictionary().words(block.text)]
    words = _with_names(words)
    forms = {token.form for tokens in words.values() for token in tokens}
    counts = SenseCounts([form for form in forms if len(list_senses(form)) > 1])
    for chinese, english in _near_pairs(shown):
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
        return index is not None and any(values_named(index, facet, name) for facet in PEOPLE)

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


def _near_pairs(shown: Article) -> Iterator[tuple[str, str]]:
    """Sentence pairs, Chinese and English, of the articles that share a text's rarest words."""
    index = open_current()
    if index is None:
        return
    texts = [block.text for block in shown.blocks]
    languages = [shown.language] * (1 + len(texts))
    near = find_related(index, shown.identifier, [shown.title], texts, MOST_ARTICLES, languages)
    left = MOST_READ
    for identifier in near:
        for chinese, english in _pairs_of(identifier):
            if (left := left - len(chinese)) < 0:
                return
            yield chinese, english


def _pairs_of(identifier: str) -> Iterator[tuple[str, str]]:
    article = fetch_versions(identifier)[-1]
    for one in fetch_translations(article) if article.original_held else ():
        languages = (article.language, one.language)
        if {_base(language) for language in languages} != {"zh", GLOSS_LANGUAGE}:
            continue
        texts = Texts(
            article.blocks,
            one.blocks,
            one.alignment,
            steps=one.sentences,
            languages=languages,
        )
        for row in pair_blocks(texts, lit=True):
            if row.uncertain or not row.original or not row.translation:
                continue
            sides = _sentences(row.original), _sentences(row.translation)
            for pair in sides[0].keys() & sides[1].keys():
                both = (sides[0][pair], sides[1][pair])
                yield both if is_chinese(article.language) else both[::-1]


def _sentences(side: Sequence[Numbered]) -> dict[int, str]:
    """A side's text by pair of sentences; as one, of pair 0, where it is not parted."""
    if not any(item.sentences for item in side):
        return {0: " ".join(item.block.text for item in side)}
    parted: dict[int, str] = {}
    for item in side:
        for one in item.sentences:
            said = item.block.text[one.start : one.end]
            parted[one.pair] = f"{parted.get(one.pair, '')} {said}".strip()
    return parted


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
