"""Finds the years a text mentions: 1957, 一九五七年, 1956–57; decades: the 1960s, 五十年代. Pure.

A year is four digits, a decade is written as EDTF writes it (``196X``); decades of other languages
are read too (die 1960er, années 1960, 1960-е годы). What only looks like a year (1500 tons,
No. 1957, 1957人, 1957 BC) is left out; centuries and years of two digits are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.search.folding import HAN
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
    rf"(?<![0-9{_HAN_DIGIT}十])([1-9]0|[二三四五六七八九]十)\s*年代"
)
_CHINESE_RANGE = re.compile(r"(?<![0-9])([12][0-9]{3})\s*[-–—~～至到]{1,2}\s*([0-9]{2})\s*年")
_FOUR_AND_DECADE = re.compile(r"(?<![0-9])([12][0-9]{2})0\s*年代")
_DASH = "[-–—~～至到]{1,2}"
_WESTERN_DECADE = re.compile(
    r"(?<![0-9.,$£¥€])(?:"
    r"([12][0-9]{2})0(?:['’]?s|ies|er(?:n|ne)?|['’]erne|-tal(?:et|let)?|-(?:е|ые|х|ых|ми)|-es)\b"
    # années 1950 et 1960, anni 1950, десятилетие
    r"|\b(?:années|anni|anos|años|jaren|lata|década de|décennie|decennio)\s(?:los\s|de\s)?"
    r"([12][0-9]{2})0(?:\s?(?:[-–—/,]|et|e|y|en|und|i)\s?([12][0-9]{2})0)?(?![0-9]))",
    re.IGNORECASE,
)
_WESTERN_YEAR = re.compile(
    r"(?<![0-9.,:/$£¥€№#§+=×])(?<![A-Za-z0-9]-)(?<![A-Za-z0-9][0-9]:)\b(1[0-9]{3}|20[0-9]{2})"
    r"(?:\s?[-–—/]\s?([0-9]{2}|1[0-9]{3}|20[0-9]{2}))?"
    rf"(?![0-9A-Za-z_%°]|[.,:][0-9]|['’]?s\b|\s*[%‰℃°×{HAN}])"
)
# What a number counts. Of a list that is nowhere near whole: words of the press and of handbooks.
_PEOPLE = (
    "people|persons?|men|women|workers|peasants|farmers|members|students|pupils|teachers|households|"
    "families|soldiers|officers|troops|delegates|deputies|representatives|participants|specialists|"
    "experts|engineers|technicians|scientists|doctors|nurses|artists|writers|actors|athletes|cadres|"
    "employees|staff|children|boys|girls|youths|citizens|inhabitants|residents|volunteers|guests|"
    "prisoners|casualties|victims|dead|wounded|visitors|spectators|passengers|immigrants|refugees|"
    "settlers|partisans|communists|communes|graduates|miners|sailors|pilots|voters|readers|souls"
)
_MEASURES = (
    "tons?|tonnes?|kilomet(?:er|re)s?|km|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|cm|mm|m|"
    "miles?|feet|foot|ft|inch(?:es)?|yards?|mu|jin|li|catties|piculs|hectares?|ha|acres?|kilograms?|"
    "kg|grams?|g|t|lit(?:er|re)s?|l|gallons?|bushels?|barrels?|pounds?|lbs?|ounces?|yuan|renminbi|rmb|"
    "rubles?|roubles?|dollars?|francs?|marks?|yen|rupees?|cents?|kopecks?|percent|per cent|times|"
    "fold|kilowatts?|kw|kwh|megawatts?|mw|watts?|volts?|horsepower|hp|degrees?|calories|hours?|minutes?|"
    "seconds?|days?|weeks?|months?|years?\\b(?! plan)|points?|votes?|seats?"
)
_THINGS = (
    "copies|volumes?|pages?|units?|sets|items|articles|books|titles|films|letters|words|characters|lines|"
    "poems|songs|houses|rooms|beds|buildings|schools|colleges|universities|factories|enterprises|"
    "farms|mills|mines|plants|shops|stores|villages|towns|cities|counties|districts|cooperatives|"
    "co-operatives|brigades|teams|groups|libraries|hospitals|clinics|theat(?:er|re)s|cinemas|clubs|stations|"
    "institutes|institutions|organizations|wells|ponds|reservoirs|dams|bridges|trees|sheep|pigs|cattle|"
    "cows|horses|animals|head|species|varieties|kinds|types|machines|tractors|trucks|cars|vehicles|ships|"
    "boats|planes|aircraft|tanks|guns|rifles|shells|bombs|locomotives|looms|spindles|pieces|bales|bags|"
    "sacks|boxes|cases|cartons|tickets|shares|meetings|lectures|performances|exhibits|inventions|patents"
)
_ELSEWHERE = (
    "человек|людей|рабочих|крестьян|тонн\\w*|рубл\\w+|руб|километр\\w*|метр\\w*|гектар\\w*|км|кг|центнер\\w*|"
    "штук|экземпляр\\w*|раз|домов|школ|книг|Menschen|Personen|Arbeiter|Tonnen|Kilometer|Hektar|Stück|"
    "personnes|hommes|femmes|ouvriers|mètres|kilomètres"
)
_UPTO = r"(?:\s*(?:to|and|or|[-–—])\s*[0-9][0-9,.]*)?"  # 1950 to 1960 tons
_QUANTITY = re.compile(
    rf"{_UPTO}\s*-?\s*"
    r"(?:(?:metric|square|cubic|million|thousand|billion|odd|or so|more|sq\.?|cu\.?) )?"
    rf"(?:{_PEOPLE}|{_MEASURES}|{_THINGS}|{_ELSEWHERE})\b(?!['’])",
    re.IGNORECASE,
)
# The same with a word or two of what kind they are, which a year may have behind it as well: In
# 1957 Soviet scientists; but 1957 Soviet scientists.
_KIND = (
    r"(?:[A-Za-z-]+(?:al|ive|ous|ic|ish|ed|ern|an|ese|ary|ing|ry)"
    r"|new|old|young|Soviet|state|party|poor)"
)
_QUANTITY_OF_A_KIND = re.compile(
    rf"(?:\s+{_KIND}){{1,2}}\s+(?:{_PEOPLE}|{_THINGS})\b(?!['’])", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\b(?:No|Nos|Nr|nº|n°|p|pp|vol|vols|art|ch|fig|tel|page|pages|number|numbers|volume|article|chapter|"
    r"section|paragraph|line|item|figure|table|room|box|lot|flight|bus|model|type|decree|file|serial)"
    r"|[№#§$£¥€￥])\.?\s*$"
    r"|\b(?:RMB|USD|US|Rs|CNY|SUR)\.?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\b(?:more|less|fewer|greater|higher|lower) than|\bat least|\bat most"
    r"|\bas (?:many|much|high) as"
    r"|\b(?:nearly|almost|some|only|totall?ing|totall?ed|numbering|numbered|averaging"
    r"|exceed(?:s|ed|ing)?)"
    r"|\b(?:total|sum|population|altitude|height|length|depth|distance|elevation|price|cost|weight"
    r"|speed|area|capacity|output|average)s?(?: (?:of|is|was|were|to|about|over))*)\s*$",
    re.IGNORECASE,
)
_ERA = (
    r"B\.?\s?C\.?(?:\s?E)?\b|before\s(?:our|the\s(?:Common|Christian))\sera|before\sChrist|v\.\s?Chr|v\.\s?u\.\s?Z"
    r"|av\.\s?J|avant\s(?:J|notre)|a\.\s?C\b|(?:г{1,2}\.?\s*|год\w*\s+)?до\s(?:н\.\s?э|нашей\sэры)"
)
_BEFORE_OUR_ERA = re.compile(
    rf"(?:['’]?s)?(?:\s*(?:[-–—]|to|and|or|until)\s*[0-9]{{1,4}}(?:['’]?s)?)?\s*(?:{_ERA})",
    re.IGNORECASE,
)
_ERA_BEFORE = re.compile(r"\bB\.?\s?C\.?(?:\s?E\.?)?\s*$", re.IGNORECASE)
# 公元前1957年, （前1957年）; and the second year of 公元前1957—1950年.
_CHINESE_ERA = re.compile(
    rf"(?:(?:公元|西元|[纪紀]元|公[历曆])\s*前|(?:^|[^{HAN}])前|B\.?\s?C\.?)\s*"
    rf"(?:约\s*)?(?:([0-9]{{1,4}}|[{_HAN_DIGIT}]{{1,4}})\s*年?\s*(?:{_DASH}|、|和|或)\s*)?$"
)
# 历时1500年; 1500年前 and 1500年间 are spans where the number is a round one.
_CHINESE_SPAN = re.compile(
    "(?:[历歷][时時经經]|[长長][达達]|延[续續]|[绵綿]延|持[续續])[了近达達约約]*\\s*$"
)
_SPAN_BEHIND = re.compile(r"\s*年(?:[前间間内內后後]|以[前来來内內后後]|之[前间間内內后後])")
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
    reached = 0
    decades: list[tuple[int, int]] = []
    for match in _WESTERN_DECADE.finditer(text):
        decades.append(match.span())
        if not _is_before_our_era(text, *match.span()):
            yield from (f"{decade}X" for decade in match.groups() if decade)
    for match in _WESTERN_YEAR.finditer(text):
        first, last = match[1], match[2]
        while reached < len(decades) and decades[reached][1] <= match.start():
            reached += 1
        if reached < len(decades) and decades[reached][0] <= match.start():
            continue
        before = text[max(match.start() - 24, 0) : match.start()]
        if (
            _NUMBERED.search(before)
            or _COUNTED.search(before)
            or _QUANTITY.match(text, match.end())
            or (not _CUE.search(before) and _QUANTITY_OF_A_KIND.match(text, match.end()))
            or _is_before_our_era(text, *match.span())
        ):
            continue
        cued = int(first) in _CERTAIN or _CUE.search(before)
        ends = _range_end(first, last)
        if not cued and not ends:
            continue
        yield first
        if ends:
            yield ends


def _is_before_our_era(text: str, start: int, end: int) -> bool:
    before = text[max(start - 24, 0) : start]
    return bool(
        _BEFORE_OUR_ERA.match(text, end)
        or _ERA_BEFORE.search(before)
        or _CHINESE_ERA.search(before)
    )


def _range_end(first: str, last: str | None) -> str:
    """The end of a range such as 1956–57 or 1956-1962; "" where it is none."""
    if not last:
        return ""
    end = last if len(last) == 4 else first[:2] + last
    return end if 0 < int(end) - int(first) < 100 else ""


def _chinese(text: str, written: int | None) -> Iterator[str]:
    for match in _FOUR_AND_DECADE.finditer(text):
        if not _CHINESE_ERA.search(text[max(match.start() - 16, 0) : match.start()]):
            yield f"{match[1]}X"
    for match in _CHINESE_DECADE.finditer(text):
        tens = (read_numeral(match[2]) or 0) // 10
        if decade := _decade(tens, match[1], written):
            yield decade
    for match in _CHINESE_YEAR.finditer(text):
        year = read_numeral(match[1])
        if year is not None and 1000 <= year < 2100 and not _is_span(text, match, year):
            yield str(year)
    for match in _CHINESE_RANGE.finditer(text):
        if _is_span(text, match, int(match[1])):
            continue
        if end := _range_end(match[1], match[2]):
            yield end


def _is_span(text: str, match: re.Match[str], year: int) -> bool:
    """Whether a number before 年 is a year before our era, or counts years."""
    before = text[max(match.start() - 16, 0) : match.start()]
    if _CHINESE_SPAN.search(before):
        return True
    if year % 100 == 0 and _SPAN_BEHIND.match(text, match.end(1)):
        return True
    era = _CHINESE_ERA.search(before)
    if not era:
        return False
    # Years before our era count down: 公元前206年至220年 has left it.
    return not era[1] or year <= (read_numeral(era[1]) or 0)


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
