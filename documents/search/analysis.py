"""Text analysis: the terms a text is indexed under. Pure but for the stemmers, which are Tantivy's.

A folded text is a row of units: words, single Han characters, and breaks where punctuation stands.
Three streams of it are indexed, as terms parted by spaces: ``words`` (in one spelling, with hyphens
and without, to be stemmed; `language_stems` where the text's language has a stemmer), ``exact``
(every unit at its place, breaks too, for phrases) and ``han`` (overlapping pairs of Han characters,
for Chinese of two characters and more; what parts two runs takes places but is not indexed). What
is said here of Han characters goes for every script in `folding.HAN`, written without spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add

import tantivy

from documents.search.folding import HAN, fold_text
from documents.search.language_stems import language_stems, stemmed_language
from documents.search.spelling_variants import joined_words, one_spelling

BREAK = "¦"
# Two places: a query's phrase leaves at most one out, so none reaches from block to block (in
# ``exact``) or from one run of Han characters to the next (in ``han``).
_GAP = f" {BREAK} {BREAK} "

LETTER = f"[^\\W_{HAN}]"
# Signs that join the letters of a word: vowel signs and viramas from Devanagari to Khmer.
JOINING = "".join(
    chr(code) for code in range(0x900, 0x1A00) if unicodedata.category(chr(code))[0] == "M"
)
_WORD = f"{LETTER}+(?:'{LETTER}+|[{JOINING}]+{LETTER}*)*"
WORD = re.compile(_WORD)
HAN_CHARACTER = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]{{2,}}")
# long-term is two words side by side; workers' ends in no break. It begins with the signs
# themselves: a text is scanned for them three times as quickly as for what stands around them.
_JOINER = re.compile(f"[-\u2010'](?:(?<={LETTER}[-\u2010])(?={LETTER})|(?<={LETTER}')(?!{LETTER}))")
# Punctuation with what separates it from the next word: one break.
PUNCTUATION = f"(?:[^\\w\\s{HAN}]|_)(?:[^\\w{HAN}]|_)*"
# A word or a Han character as the group, or one break.
UNIT = re.compile(f"({_WORD}|[{HAN}])|{PUNCTUATION}")
# The same for whole texts, with every run of Han characters as one: the first group.
_UNITS = re.compile(f"([{HAN}]+)|({_WORD})|{PUNCTUATION}")
# The same where there is nothing but ASCII: most English, in a third of the time.
_ASCII_UNIT = re.compile(r"([a-z0-9]+(?:'[a-z0-9]+)*)|[^\sa-z0-9][^a-z0-9]*")

UNITS = "archive_units"
PAIRS = "archive_pairs"
STEMS = "archive_stems"
_unit_analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
_pair_analyzer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.custom_stopword([BREAK]))
    .build()
)
# Each stemmer leaves the other's script alone, so no language needs to be known. A word of another
# language that has a stemmer comes stemmed (`language_stems`), and none of these changes it.
_stem_analyzer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .filter(tantivy.Filter.stemmer("russian"))
    .build()
)


@dataclass(frozen=True, slots=True)
class Streams:
    """The three term streams of an article's texts, or of its titles."""

    words: str
    exact: str
    han: str


def token_streams(values: Iterable[str], language: str = "") -> Streams:
    """The term streams of several blocks; no phrase reaches from one block to the next.

    ``language`` is the BCP 47 tag of all of them, "" where nothing says it.
    """
    words: list[str] = []
    exact: list[str] = []
    han: list[str] = []
    # All blocks in one go, parted by a control character: no seed holds one, and folding keeps it.
    whole = fold_text("\1".join(values))
    words += [one_spelling(word) for _, _, word in joined_words(whole)]
    for text in split_hyphens(whole).split("\1"):
        if text.isascii():
            units = _ASCII_UNIT.findall(text)
            words += map(one_spelling, filter(None, units))
            exact.append(" ".join([unit or BREAK for unit in units]))
        else:
            found = _UNITS.findall(text)
            words += [one_spelling(word) for _, word in found if word]
            han += [" ".join(map(add, run, run[1:])) for run, _ in found if len(run) > 1]
            exact.append(" ".join([word or " ".join(run) or BREAK for run, word in found]))
    if (stemmed := stemmed_language(language)) and words:
        words = language_stems(words, stemmed)
    return Streams(" ".join(words), _GAP.join(exact), _GAP.join(han))


def token_streams_by_language(texts: Mapping[str, Sequence[str]]) -> Streams:
    """The term streams of texts by language, as one."""
    if not any(map(stemmed_language, texts)):
        return token_streams([value for values in texts.values() for value in values])
    return join_streams([token_streams(values, language) for language, values in texts.items()])


def join_streams(parts: Iterable[Streams]) -> Streams:
    """The streams of several texts as one; no phrase reaches from one text to the next."""
    held = list(parts)
    return Streams(
        " ".join(part.words for part in held if part.words),
        _GAP.join(part.exact for part in held if part.exact),
        _GAP.join(part.han for part in held if part.han),
    )


def split_hyphens(text: str) -> str:
    """A folded text with hyphens inside words turned into spaces; every place stays."""
    may_join = "'" in text or "-" in text or "\u2010" in text
    return _JOINER.sub(" ", text) if may_join else text


def stems(words: Iterable[str]) -> list[str]:
    """The stem of each word, in order: Snowball for English and Russian, others unchanged.

    Spellings of one word have one stem.
    """
    return _stem_analyzer.analyze(" ".join(map(one_spelling, words)))


def word_terms(word: str, languages: Sequence[str] = ()) -> list[str]:
    """The index terms of a query's word: its stem, and its stem in each of some languages."""
    return [*stems([word]), *(language_stems([word], one)[0] for one in languages)]


def register_analysers(index: tantivy.Index) -> None:
    """Register the analyzers with an index: needed each time one is opened."""
    index.register_tokenizer(UNITS, _unit_analyzer)
    index.register_tokenizer(PAIRS, _pair_analyzer)
    index.register_tokenizer(STEMS, _stem_analyzer)
