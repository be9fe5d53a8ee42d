"""Public identifiers: ten characters minted from an accession, and a check character.

Pure. The alphabet and the check are those of NOID (California Digital Library): digits and the
consonants that are not mistaken for digits, and a sum of position times value modulo the alphabet's
prime size, which finds every single wrong character and every swap of two neighbours.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
LENGTH = 11  # ten characters and the check

_RADIX = len(ALPHABET)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
# Marks that stand behind an address in running text, and are copied with it.
CLOSING_MARKS = ".,;:!?…)]}>'\"”’»›。，、；：！？．）］｝】〕」』》〉＂＇"


@lru_cache(maxsize=1024)  # an ingest asks for each of a batch's several times
def mint(accession: str) -> str:
    """Mint the identifier of an accession.

    SHA-256 of its UTF-8 bytes, read big-endian, modulo 29^10, and the check character. Depends on
    nothing else, so any machine mints the same one.
    """
    digest = hashlib.sha256(accession.encode("utf-8")).digest()
    number = int.from_bytes(digest, "big") % _RADIX ** (LENGTH - 1)
    name = ""
    for _ in range(LENGTH - 1):
        number, value = divmod(number, _RADIX)
        name = ALPHABET[value] + name
    return name + check_character(name)


def check_character(name: str) -> str:
    """NOID's check character of a name: the sum of position (from 1) times value, mod 29."""
    total = sum(place * _VALUE[character] for place, character in enumerate(name, start=1))
    return ALPHABET[total % _RADIX]


def is_well_formed(text: str) -> bool:
    """Whether a text has an identifier's length and alphabet, whatever its check says."""
    return _FORM.fullmatch(text) is not None


def is_valid(text: str) -> bool:
    """Whether a text is well formed and its check agrees; no such article need exist."""
    return is_well_formed(text) and check_character(text[:-1]) == text[-1]


def normalise(text: str) -> str:
    """The true form of an identifier typed or copied by hand.

    Lower case, without spaces, hyphens and the marks of the sentence that it stood in.
    """
    return re.sub(r"[\s\u00ad\u2010-\u2015-]", "", text).rstrip(CLOSING_MARKS).lower()


def repairs(text: str) -> list[str]:
    """Every valid identifier one slip away from a mistyped one, in no order of likelihood.

    A slip is a character that is wrong, missing or too many, or two neighbours exchanged. Empty
    when the text is longer or shorter by more. At most 11 × 29 candidates are looked at.
    """
    if len(text) == LENGTH - 1:
        grown = {text[:n] + c + text[n:] for n in range(LENGTH) for c in ALPHABET}
        return sorted(filter(is_valid, grown))
    if len(text) == LENGTH + 1:
        return sorted(filter(is_valid, {text[:n] + text[n + 1 :] for n in range(len(text))}))
    if len(text) != LENGTH:
        return []
    found = [
        text[:place] + character + text[place + 1 :]
        for place in range(LENGTH)
        for character in ALPHABET
        if character != text[place]
    ]
    found += [
        text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        for place in range(LENGTH - 1)
        if text[place] != text[place + 1]
    ]
    return [candidate for candidate in dict.fromkeys(found) if is_valid(candidate)]
