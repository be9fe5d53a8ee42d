"""Chinese in Traditional characters: words before characters, by OpenCC's phrase tables.

OpenCC takes the longest phrase from the left, so that 国历 of 我国历史 wins over 历史. Here a
phrase counts only where it begins and ends at borders of words; single characters are told apart by
their reading (干 is 乾 as gān, 幹 as gàn) and by their neighbours. For display only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from documents.chinese.context_rules import decide
from documents.chinese.dictionary import dictionary
from documents.chinese.opencc_converters import open_converter
from documents.chinese.pinyin import read_token
from documents.chinese.segmentation import Token
from documents.text import chinese_script

RULES = Path(__file__).with_name("traditional_rules.txt")
LONGEST = 8  # characters of the longest phrase looked for over a border of words

# Simplified made one character of these; how it is read says which it was.
_BY_READING = {
    ("干", "gān"): "乾",
    ("干", "gàn"): "幹",
    ("只", "zhī"): "隻",
    ("只", "zhǐ"): "只",
    ("系", "jì"): "繫",
    ("卷", "juǎn"): "捲",
    ("卷", "juàn"): "卷",
    ("划", "huá"): "划",
    ("划", "huà"): "劃",
    ("舍", "shě"): "捨",
    ("舍", "shè"): "舍",
    ("尽", "jǐn"): "儘",
    ("尽", "jìn"): "盡",
    ("斗", "dòu"): "鬥",
    ("斗", "dǒu"): "斗",
    ("扎", "zā"): "紮",
    ("发", "fā"): "發",
    ("发", "fà"): "髮",
}
_TOLD_BY_READING = {character for character, _ in _BY_READING}
# Where OpenCC's phrases differ from what print usually has. Laws are 公布, 頒布: 佈 is for what
# is laid out or strewn.
_WORDS = {
    "公布": "公布",
    "分布": "分布",
    "发布": "發布",
    "回归": "回歸",
    "宣布": "宣布",
    "颁布": "頒布",
}


def to_traditional(text: str) -> str:
    """A Simplified text converted to Traditional characters; a Traditional one as it is."""
    if chinese_script(text) == "Hant":
        return text
    whole = _convert(text)
    if len(whole) != len(text):
        return whole
    tokens = dictionary().tokens(text)
    borders = {border for token in tokens for border in token[:2]}
    written = list(whole)
    for place, token in enumerate(tokens):
        decided = _WORDS.get(token.form) or decide(RULES, tokens, place)
        alone = decided or _convert_alone(text, tokens, place)
        if len(alone) != token.end - token.start:
            continue
        for start, character in enumerate(alone, start=token.start):
            found = whole[start]
            if character != found and (
                decided
                or found == _convert(text[start])
                or not _is_phrase(text, start, found, borders)
            ):
                written[start] = character
    return "".join(written)


def _convert(text: str) -> str:
    return str(open_converter("s2t").convert(text))


def _convert_alone(text: str, tokens: Sequence[Token], place: int) -> str:
    """A word converted by itself; a single character by its reading, if that tells."""
    token = tokens[place]
    word = text[token.start : token.end]
    told = None
    if word in _TOLD_BY_READING:
        told = _BY_READING.get((word, read_token(text, tokens, place)[0]))
    return told or _convert(word)


def _is_phrase(text: str, place: int, character: str, borders: set[int]) -> bool:
    """Whether a character comes from a phrase that begins and ends where words do.

    The phrase is the shortest stretch around its place that is converted so.
    """
    for length in range(2, LONGEST + 1):
        for start in range(max(place - length + 1, 0), min(place, len(text) - length) + 1):
            found = _convert(text[start : start + length])
            if len(found) == length and found[place - start] == character:
                return start in borders and start + length in borders
    return False
