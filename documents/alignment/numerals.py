"""Reads numbers as values, whatever the script: 2.48亿, 248 million, 五百多, forty percent.

A number becomes the token ``N:<value>``, so that the same quantity is the same token in both texts.
"""

from __future__ import annotations

import re

from documents.alignment.wordlists import words_of
from documents.text import NUMERAL, read_numeral

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_ONES = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = words_of(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ENGLISH_VALUES: dict[str, int] = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * place for place, word in enumerate(_TENS, start=2)}
    | {word: value for value, word in enumerate(_ORDINALS)}
    | {f"{word[:-1]}ieth": 10 * place for place, word in enumerate(_TENS, start=2)}
    | {"once": 1, "twice": 2, "thrice": 3, "dozen": 12}
)
# Ordinals and adverbs end a number ("twenty-first"); a value follows "hundred" and the like.
ENGLISH_SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "hundredth": 100,
    "thousandth": 1000,
}
ENGLISH_NUMERALS = ENGLISH_VALUES.keys() | ENGLISH_SCALES.keys()
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_HAN_NUMBER = (
    rf"(?P<part>[{NUMERAL}]+)分之(?P<whole>[{NUMERAL}0-9.]+)"
    rf"|(?P<arabic>[0-9][0-9,]*(?:[.·][0-9]+)?)"
    rf"(?:\s?(?P<scale>[十百千万萬亿億]+)(?![{NUMERAL}]))?"
    rf"|(?P<han>第?[{NUMERAL}]+(?:点[〇零一二三四五六七八九]+)?)(?P<more>[多余]?[万萬亿億]?)"
)
_LONE_DIGITS = frozenset("二三四五六七八九两兩")
HAN_NUMBER = re.compile(_HAN_NUMBER)


def number_token(value: float) -> str:
    """The token of a value; values equal to six significant figures are equal."""
    return f"N:{value:.6g}"


def number_share(token: str) -> float:
    """The share of a number in running text: small ones are common, years and amounts rare."""
    try:
        value = abs(float(token[2:]))
    except ValueError:
        return 2e-4
    if value <= 10 and value == int(value):
        return 0.006 / max(1.0, value)
    return 3e-4 if value <= 100 else 1e-4


def han_numbers(text: str) -> tuple[list[str], str]:
    """The number tokens of a Chinese text, and the text with those numerals blanked.

    百分之四十 gives 40 and a percent mark. A lone Han digit is left in the text too, and 一 or 十
    alone is no number: they are more often parts of words.
    """
    tokens: list[str] = []

    def read(match: re.Match[str]) -> str:
        found = match.group()
        value: float | None
        if whole := match["whole"]:
            value = _plain(whole) if whole[0].isdigit() else read_numeral(whole)
            part = read_numeral(match["part"])
            if value is None or not part:
                return found
            if part == 100:
                tokens.extend((number_token(value), "P:%"))
            else:
                tokens.append(f"N:{value:g}/{part:g}")
            return " " * len(found)
        if arabic := match["arabic"]:
            value = _plain(arabic)
            if value is None:
                return found
            for character in match["scale"] or "":
                value *= _SCALES[character]
            month = 1 <= value <= 12 and text.startswith("月", match.end())
            tokens.append(f"M:{value:g}" if month else number_token(value))
            return " " * len(found)
        numeral, _, decimals = match["han"].partition("点")
        if len(found) == 1 and found not in _LONE_DIGITS:
            return found
        value = read_numeral(numeral.removeprefix("第"))
        if not value:
            return found
        if decimals:
            value += (read_numeral(decimals) or 0) / 10 ** len(decimals)
        for character in match["more"]:
            value *= _SCALES.get(character, 1)
        tokens.append(number_token(value))
        return found if len(found) == 1 else " " * len(found)

    return tokens, HAN_NUMBER.sub(read, text)


def _plain(digits: str) -> float | None:
    try:
        return float(re.sub(",", "", digits).replace("·", "."))
    except ValueError:
        return None
