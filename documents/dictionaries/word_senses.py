"""The senses of a dictionary's word in few words, and the gloss of a headline made of them.

No translation: for display only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from documents.chinese.word_senses import cut_sense, drop_opening
from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.pair_table import strip_asides

LONGEST_HEADLINE = 160  # characters of a headline that are glossed

_BETWEEN = re.compile(r"\w+|[,.:;?!–—]")


@lru_cache(maxsize=8192)
def list_word_senses(dictionary: BilingualDictionary, headword: str) -> Sequence[str]:
    """The senses that a headword's entries give, each once and in few words."""
    senses = (
        cut_sense(drop_opening(part))
        for entry in dictionary.entries(headword)
        for gloss in entry.glosses
        for part in strip_asides(gloss).split(";")
    )
    return tuple(dict.fromkeys(filter(None, senses)))


@lru_cache(maxsize=4096)
def gloss_title_words(dictionary: BilingualDictionary, headline: str) -> str:
    """The first sense of each word of a headline, with dots between; "" where none has any.

    A word that the dictionary lacks stands as it is written.
    """
    text = headline[:LONGEST_HEADLINE]
    parts: list[str] = []
    is_known = False
    for piece, is_sense in _pieces(dictionary, text):
        is_known |= is_sense
        if not piece[0].isalnum() and not is_sense:
            if parts:
                parts[-1] += piece if piece in ",.:;?!" else f" {piece}"
        elif parts and parts[-1][-1].isalnum():
            parts += ["·", piece]
        else:
            parts.append(piece)
    if not is_known:
        return ""
    return " ".join(parts) + (" …" if len(headline) > LONGEST_HEADLINE else "")


def _pieces(dictionary: BilingualDictionary, text: str) -> Iterator[tuple[str, bool]]:
    """The senses of a text's words, and what stands between, each with whether it is a sense."""
    reached = 0
    for word in dictionary.words(text):
        for piece in _BETWEEN.findall(text[reached : word.start]):
            yield piece, False
        senses = list_word_senses(dictionary, word.headword)
        yield (senses[0], True) if senses else (text[word.start : word.end], False)
        reached = word.end
    for piece in _BETWEEN.findall(text[reached:]):
        yield piece, False
