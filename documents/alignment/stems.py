"""An English stemmer, so that dictionary glosses and running text share their stems.

Suffix stripping in the manner of Lovins (1968), kept crude on purpose: gloss and text go through
the same cut, so only distinctness matters, not beauty.
"""

from __future__ import annotations

from functools import lru_cache

from documents.alignment.wordlists import ENGLISH_FAMILIES, ENGLISH_STOPS

IRREGULAR: dict[str, str] = {}
for _head, *_forms in ENGLISH_FAMILIES:
    for _form in _forms:
        IRREGULAR.setdefault(_form, _head)

LENGTH = 7  # letters kept of a stem
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; empty for a function word.

    >>> stem("cooperated"), stem("cooperation"), stem("chinese"), stem("the")
    ('coopera', 'coopera', 'china', '')
    """
    if word in ENGLISH_STOPS:
        return ""
    word = IRREGULAR.get(word, word)
    if len(word) > 3:
        word = _strip(word)
    return word[:LENGTH]


def _strip(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed", "ly"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and any(letter in _VOWELS for letter in root):
            word = root
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1]
    return word
