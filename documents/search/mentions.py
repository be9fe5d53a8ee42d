"""Finds the years a text mentions: 1957, 一九五七年, 1956–57; decades: the 1960s, 五十年代. Pure.

A year is four digits, a decade is written as EDTF writes it (``196X``). What only looks like a year
(1500 tons, No. 1957) is left out; centuries and years of two digits are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.text import read_numeral

# Without these there is no year to look for, and nothing to look for it in.
_FOUR_DIGITS = re.compile("[12][0-9]{3}")
_OTHER_DIGIT = re.compile("[０-９○◯]")
_DIGITS = {ord("０") + n: str(n) for n in range(10)} | {ord("○"): "〇", ord("◯"): "〇"}
_HAN_DIGIT = "〇零一二三四五六七八九"
_CHINESE_YEAR = re.compile(
    rf"(?<![0-9][.,])(?<![0-9{_HAN_DIGIT}十百千万])([12][0-9]{{3}}|[一二][{_HAN_DIGIT}]{{3}})"
    rf"(?=\s*年|\s*[-–—~～至到、]{{1,2}}\s*(?:[12][0-9]{{3}}|[一二][{_HAN_DIGIT}]{{3}}|[0-9]{{2}})\s*年)"
    r"(?!\s*年(?:代|[来來]|多|[历歷]史|的[历歷]史|之久))"
)
_CHINESE_DECADE = re.compile(
    rf"(?:(本|上|[0-9]{{2}}|[十{_HAN_DIGIT}]{{2,3}})(?:个|個)?世[纪紀]的?)?"
    rf"(?<![0-9{_HAN_DIGIT}十])([1-9]0|[二三四五六七八九]十)年代"
)
_CHINESE_RANGE = re.compile(r"(?<![0-9])([12][0-9]{3})\s*[-–—~～至到]{1,2}\s*([0-9]{2})\s*年")
_FOUR_AND_DECADE = re.compile(r"(?<![0-9])([12][0-9]{2})0年代")
_WESTERN_DECADE = re.compile(r"(?<![0-9.,$£¥€])([12][0-9]{2})0['’]?s\b")
_WESTERN_YEAR = re.compile(
    r"(?<![0-9.,:/$£¥€№#§])(?<![A-Za-z0-9]-)\b(1[0-9]{3}|20[0-9]{2})"
    r"(?:\s?[-–—/]\s?([0-9]{2}|1[0-9]{3}|20[0-9]{2}))?(?![0-9A-Za-z_%°]|[.,:][0-9]|['’]?s\b|\s*年)"
)
# What makes a number a quantity, behind it and before it.
_QUANTITY = re.compile(
    r"\s*-?\s*(?:metric |square |cubic |million |thousand |billion |odd |or so |more )?"
    r"(?:tons?|tonnes?|people|"
    r"persons?|men|women|workers|peasants|members|students|households|families|soldiers|troops|"
    r"kilomet(?:er|re)s?|km|met(?:er|re)s?|miles?|feet|mu|jin|catties|hectares?|acres|kilograms?|kg|"
    r"grams?|lit(?:er|re)s|yuan|rubles?|roubles?|dollars|pounds|percent|per cent|times|copies|"
    r"volumes?|pages?|kilowatts?|kw|horsepower|degrees?|hours|minutes|days|years?\b(?! plan)|"
    r"units?|sets|items|articles|books|houses|schools|villages|factories|machines|tractors|pieces|head)\b(?!['’]s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\bNo|\bNos|\bp|\bpp|\bvol|\bart|\bpage|\bnumber)\.?\s*$", re.IGNORECASE)
_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|before|after|during|between|year|early|late|mid|circa|ca\.?|"
    r"by|from|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|[0-9],|\()\s*$",
    re.IGNORECASE,
)
_CERTAIN = range(1800, 2100)  # an older "year" needs a word before it that makes it one


def years_mentioned(texts: Iterable[str], written: int | None = None) -> frozenset[str]:
    """The years and decades that texts mention.

    五十年代 without a century is the latest such decade that had begun when the article was
    ``written``; without a date, that of the twentieth century.
    """
    found: set[str] = set()
    for text in texts:
        plain = text
        if not text.isascii() and _OTHER_DIGIT.search(text):
            plain = text.translate(_DIGITS)
        if _FOUR_DIGITS.search(plain):
            found.update(_western(plain))
        if "年" in plain:
            found.update(_chinese(plain, written))
    return frozenset(found)


def _western(text: str) -> Iterator[str]:
    for match in _WESTERN_DECADE.finditer(text):
        yield f"{match[1]}X"
    for match in _WESTERN_YEAR.finditer(text):
        first, last = match[1], match[2]
        before = text[max(match.start() - 20, 0) : match.start()]
        if _NUMBERED.search(before) or _QUANTITY.match(text, match.end()):
            continue
        cued = int(first) in _CERTAIN or _CUE.search(before)
        ends = _range_end(first, last)
        if not cued and not ends:
            continue
        yield first
        if ends:
            yield ends


def _range_end(first: str, last: str | None) -> str:
    """The end of a range such as 1956–57 or 1956-1962; "" where it is none."""
    if not last:
        return ""
    end = last if len(last) == 4 else first[:2] + last
    return end if 0 < int(end) - int(first) < 100 else ""


def _chinese(text: str, written: int | None) -> Iterator[str]:
    for match in _FOUR_AND_DECADE.finditer(text):
        yield f"{match[1]}X"
    for match in _CHINESE_DECADE.finditer(text):
        tens = (read_numeral(match[2]) or 0) // 10
        if decade := _decade(tens, match[1], written):
            yield decade
    for match in _CHINESE_YEAR.finditer(text):
        year = read_numeral(match[1])
        if year is not None and 1000 <= year < 2100:
            yield str(year)
    for match in _CHINESE_RANGE.finditer(text):
        if end := _range_end(match[1], match[2]):
            yield end


def _decade(tens: int, century: str | None, written: int | None) -> str:
    """The decade 五十年代 as ``195X``: in the century named, else in the latest that fits."""
    now = (written or 1999) // 100
    if century in {"本", "上"}:
        hundred = now if century == "本" else now - 1
    elif century:
        named = read_numeral(century)
        if named is None or not 11 <= named <= 21:
            return ""
        hundred = named - 1
    else:
        hundred = now if now * 100 + tens * 10 <= (written or 1999) else now - 1
    return f"{hundred}{tens}X"
