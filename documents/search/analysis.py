"""Text analysis: the terms a text is indexed under. Pure but for the stemmer, which is Tantivy's.

A folded text is a row of units: words, single Han characters, and breaks where punctuation stands.
Three streams of it are indexed, as terms parted by spaces: ``words`` (in one spelling, with hyphens
and without, to be stemmed), ``exact``
(every unit at its place, breaks too, for phrases) and ``han`` (overlapping pairs of Han characters,
for Chinese of two characters and more; what parts two runs takes places but is not indexed).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

import tantivy

from documents.search.folding import HAN, folded
from documents.search.spelling_variants import joined_words, one_spelling

BREAK = "¦"
# Two places: a query's phrase leaves at most one out, so none reaches from block to block (in
# ``exact``) or from one run of Han characters to the next (in ``han``).
_GAP = f" {BREAK} {BREAK} "

LETTER = f"[^\\W_{HAN}]"
_WORD = f"{LETTER}+(?:'{LETTER}+)*"
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
# Each stemmer leaves the other's script alone, so no language needs to be known.
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


def streams(values: Iterable[str]) -> Streams:
    """The term streams of several blocks; no phrase reaches from one block to the next."""
    words: list[str] = []
    exact: list[str] = []
    han: list[str] = []
    # All blocks in one go, parted by a control character: no seed holds one, and folding keeps it.
    whole = folded("\1".join(values))
    words += [one_spelling(word) for _, _, word in joined_words(whole)]
    for text in separated(whole).split("\1"):
        if text.isascii():
            units = _ASCII_UNIT.findall(text)
            words += map(one_spelling, filter(None, units))
            exact.append(" ".join([unit or BREAK for unit in units]))
        else:
            found = _UNITS.findall(text)
            words += [one_spelling(word) for _, word in found if word]
            han += [" ".join(map(add, run, run[1:])) for run, _ in found if len(run) > 1]
            exact.append(" ".join([word or " ".join(run) or BREAK for run, word in found]))
    return Streams(" ".join(words), _GAP.join(exact), _GAP.join(han))


def joined(parts: Iterable[Streams]) -> Streams:
    """The streams of several texts as one; no phrase reaches from one text to the next."""
    held = list(parts)
    return Streams(
        " ".join(part.words for part in held if part.words),
        _GAP.join(part.exact for part in held if part.exact),
        _GAP.join(part.han for part in held if part.han),
    )


def separated(text: str) -> str:
    """A folded text with hyphens inside words turned into spaces; every place stays."""
    may_join = "'" in text or "-" in text or "\u2010" in text
    return _JOINER.sub(" ", text) if may_join else text


def stems(words: Iterable[str]) -> list[str]:
    """The stem of each word, in order: Snowball for English and Russian, others unchanged.

    Spellings of one word have one stem.
    """
    return _stem_analyzer.analyze(" ".join(map(one_spelling, words)))


def register(index: tantivy.Index) -> None:
    """Register the analyzers with an index: needed each time one is opened."""
    index.register_tokenizer(UNITS, _unit_analyzer)
    index.register_tokenizer(PAIRS, _pair_analyzer)
    index.register_tokenizer(STEMS, _stem_analyzer)
