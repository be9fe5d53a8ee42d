"""Tokens of a passage: stems, dictionary words, numbers, marks; and its size.

Tokens are strings with the kind in front where it matters: ``N:1957`` a number, ``M:8`` a month,
``P:?`` a mark, ``K:ktrn`` a consonant skeleton; anything else is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from documents.alignment import names, numerals
from documents.alignment.lexicon import LONGEST, Lexicon
from documents.alignment.stems import stem
from documents.alignment.wordlists import HAN_STOPS
from documents.text import HAN

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ALPHABETIC = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")

# Texts are read in NFKC: full-width marks have become these.
_MARKS = {mark: f"P:{mark}" for mark in "?!(:;%$—*`"} | dict.fromkeys('"“”「」『』«»„', 'P:"')
_MARK = re.compile("[" + re.escape("".join(_MARKS)) + "]")
_MARK_SHARE = {'P:"': 0.02, "P:(": 0.006, "P::": 0.004, "P:—": 0.004}
_ENDS = re.compile(r"[。!?]+|\.{3,}|\.(?=[\s\"”’)]|$)")
# The figures and marks of other scripts, as those that both texts have. Chinese has none of them.
_ELSEWHERE = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯؟؛،۔٪।",
    "0123456789" * 4 + "?;,.%.",
)
_CLOSERS = "\"'”’」』）)»】]*_` "


@dataclass(slots=True)
class PassageTokens:
    """A paragraph or sentence as tokens. ``size`` is its length in characters of English."""

    counts: dict[str, int] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)  # word tokens written with a capital
    foreign: set[str] = field(default_factory=set)  # Latin words in a text of another script
    surface: dict[str, str] = field(default_factory=dict)  # capital token -> the word as written
    loose: list[str] = field(
        default_factory=list
    )  # Han runs no dictionary word longer than 2 covers
    han: str = ""  # the Han text, runs joined by spaces
    size: float = 0.0
    sentences: int = 0
    last: str = ""  # the mark it ends with: "?", "!", ":", "." or ""
    open_quotes: int = 0

    def add(self, token: str) -> None:
        self.counts[token] = self.counts.get(token, 0) + 1


def read_passage(
    text: str, language: str, lexicon: Lexicon | None, *, skeletons: bool
) -> PassageTokens:
    """Tokenise a passage. ``skeletons`` adds consonant skeletons, for want of a dictionary."""
    passage = PassageTokens()
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    primary = language.partition("-")[0].lower()
    if primary not in {"zh", "en"} and not text.isascii():
        text = text.translate(_ELSEWHERE)
    han_count = 0 if text.isascii() else sum(map(len, _HAN_RUN.findall(text)))
    passage.size = 3.55 * han_count + 0.95 * (len(text) - han_count) if han_count else len(text)
    for mark in _MARK.findall(text):
        passage.add(_MARKS[mark])
    _read_end(passage, text)
    if language.split("-")[0] in {"zh", "yue", "wuu", "lzh"}:
        _read_han(passage, text, lexicon)
    else:
        _read_alphabetic(passage, text, english=language.split("-")[0] == "en")
        if han_count:
            for run in _HAN_RUN.findall(text):
                _add_pairs(passage, run)
        if skeletons:
            _add_skeletons(passage, text)
    return passage


def _read_end(passage: PassageTokens, text: str) -> None:
    stripped = text.rstrip(_CLOSERS)
    last = stripped[-1:]
    passage.last = "." if last in {"。", "."} else last if last in {"?", "!", ":", ",", ";"} else ""
    passage.sentences = max(1, len(_ENDS.findall(text)))
    straight = text.count('"')
    curved = text.count("“") + text.count("「") - text.count("”") - text.count("」")
    passage.open_quotes = curved + straight % 2


def _read_han(passage: PassageTokens, text: str, lexicon: Lexicon | None) -> None:
    numbers, rest = numerals.han_numbers(text)
    for token in numbers:
        passage.add(token)
    for match in _LATIN.finditer(rest):
        word = match.group()
        if word[0] >= "\u2e80":
            continue
        if found := stem(word.lower().replace("’", "'").removesuffix("'s")):
            passage.add(found)
            passage.foreign.add(found)
    runs = _HAN_RUN.findall(rest)
    passage.han = " ".join(runs)
    add = passage.add
    for run in runs:
        if lexicon is None:
            _add_pairs(passage, run)
            continue
        loose = ""
        for word in segment(run, lexicon):
            if word not in HAN_STOPS:
                add(word)
            if len(word) <= 2:
                loose += word
            elif loose:
                passage.loose.append(loose)
                loose = ""
        if len(loose) > 1:
            passage.loose.append(loose)


def _add_pairs(passage: PassageTokens, run: str) -> None:
    """Add every two Han characters as a token, for want of a dictionary."""
    for place in range(max(1, len(run) - 1)):
        passage.add(run[place : place + 2])


def segment(run: str, lexicon: Lexicon) -> list[str]:
    """Segment by forward maximum matching: the longest dictionary word, else the character."""
    reach, words = lexicon.reach, lexicon.words
    found: list[str] = []
    place, end = 0, len(run)
    while place < end:
        length = min(reach.get(run[place : place + 2], 1), end - place, LONGEST)
        while length > 1 and run[place : place + length] not in words:
            length -= 1
        found.append(run[place : place + length])
        place += length
    return found


def _read_alphabetic(passage: PassageTokens, text: str, *, english: bool) -> None:
    add, counts = passage.add, passage.counts
    number: list[str] = []
    for word in _ALPHABETIC.findall(text):
        found, plain = _plain_word(word, english=english)
        if number or not plain:
            lower = word.lower()
            if word[0] in "0123456789" or (
                english and lower in numerals.ENGLISH_NUMERALS and _is_numeral(lower, number)
            ):
                number.append(lower)
                if lower in {"first", "once"}:  # 首先, 曾经: words, not counts
                    add(lower)
                continue
            if number:
                if lower == "and" and number[-1] in {"hundred", "thousand"}:
                    continue
                for token in numerals_of(number):
                    add(token)
                number = []
            if english and lower in numerals.MONTHS and word[0].isupper():
                add(f"M:{numerals.MONTHS[lower]}")
                continue
            if lower in {"percent", "cent", "pct"}:
                add("P:%")
                continue
            if not plain:  # may, a million: words after all
                found, plain = stem(lower), lower
        if found:
            counts[found] = counts.get(found, 0) + 1
            if word[0] != plain[0]:
                passage.capitals.add(found)
                passage.surface[found] = plain
    for token in numerals_of(number):
        add(token)


@lru_cache(maxsize=100_000)
def _plain_word(word: str, *, english: bool) -> tuple[str, str]:
    """The stem of a word and the word itself; nothing for a possible numeral or month."""
    lower = word.lower()
    if (
        word[0] in "0123456789"
        or lower in {"percent", "cent", "pct"}
        or (english and (lower in numerals.ENGLISH_NUMERALS or lower in numerals.MONTHS))
    ):
        return "", ""
    if "'" in lower or "’" in lower:
        lower = lower.replace("’", "'").removesuffix("'s")
    return stem(lower), lower


def _is_numeral(word: str, before: list[str]) -> bool:
    if word in numerals.ENGLISH_VALUES:
        return True
    return word in numerals.ENGLISH_SCALES and (bool(before) or word in {"hundred", "thousand"})


def numerals_of(words: list[str]) -> list[str]:
    """The number tokens of a run of numerals: 2.48 billion is one, "5, 6" are two."""
    if words == ["one"]:
        return []
    tokens: list[str] = []
    total = section = 0.0
    previous = ""
    open_number = False
    for word in words:
        if word in numerals.ENGLISH_SCALES:
            scale = numerals.ENGLISH_SCALES[word]
            if scale == 100:
                section = (section or 1) * 100
            else:
                total, section = total + (section or 1) * scale, 0.0
            open_number = True
        else:
            value = numerals.ENGLISH_VALUES.get(word)
            number = float(word.replace(",", "")) if value is None else float(value)
            joins = (
                open_number
                and value is not None
                and (
                    previous in numerals.ENGLISH_SCALES
                    or (
                        20 <= section % 100 <= 90
                        and section % 10 == 0
                        and number < 10
                        and previous[0] not in "0123456789"
                    )
                )
            )
            if open_number and not joins:
                tokens.append(numerals.number_token(total + section))
                total = section = 0.0
            section += number
            open_number = True
        previous = word
    if open_number:
        tokens.append(numerals.number_token(total + section))
    return tokens


def _add_skeletons(passage: PassageTokens, text: str) -> None:
    for word in _LATIN.findall(text):
        if len(word) > 3 and (skeleton := names.skeleton(word)):
            passage.add(f"K:{skeleton}")


def keep_shared(source: Sequence[PassageTokens], target: Sequence[PassageTokens]) -> None:
    """Drop words that only one text has, for want of a dictionary: they say nothing.

    Numbers, months and marks stay: they mean the same in every language.
    """
    common = {token for p in source for token in p.counts} & {t for p in target for t in p.counts}
    for passage in (*source, *target):
        passage.counts = {
            token: count
            for token, count in passage.counts.items()
            if token in common or token[:2] in {"N:", "M:", "P:"}
        }


def token_share(token: str) -> float:
    """The share p(token) of a token that the dictionary does not count."""
    kind = token[:2]
    if kind == "N:":
        return numerals.number_share(token)
    if kind == "P:":
        return _MARK_SHARE.get(token, 0.002)
    if kind == "M:":
        return 3e-4
    if kind == "K:":
        return (1e-2, 1e-2, 1e-2, 4e-3, 8e-4)[min(len(token) - 2, 4)] if len(token) < 7 else 3e-4
    return 2e-5
