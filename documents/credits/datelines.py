"""Finds datelines: agency, place and day of a report. Marked in the text, never cut out."""

from __future__ import annotations

import re

from documents.blocks import Dateline, Mark, MarkKind
from documents.text import HAN

_FOUND = tuple[tuple[Mark, ...], Dateline] | None

_LONGEST = 240  # characters of a dateline with its reporters: no more of a text is looked at
_CHINESE_DAY = "0-9０-９〇○零一二三四五六七八九十廿卅"
_CHINESE_AGENCY = (
    rf"新[华華]社(?:[{HAN}]{{1,8}}?(?:[总總]?分社|支社))?|本[报報]|本刊|人民日[报報]|"
    rf"中国新闻社|法国新闻社|[{HAN}]{{2,4}}新[华華](?:广播|廣播)[电電][台臺]|[{HAN}]{{1,5}}(?:通[讯訊]社|新[闻聞]社)|"
    rf"(?:塔斯|路透|中新|中通|法新|美联|美聯|合众|合眾|合众国际|共同|朝中|越通|德新|安莎|南通|俄新|"
    rf"电通|電通|中央|时事|时代|德意志|罗通|捷通|波通|匈通|保通|阿通|蒙通|拉丁|埃通|印报托)社"
)
_NOT_A_PLACE = r"(?!记者|記者|通讯|通訊|评论|評論|社论|社論|特派|特约|编辑|据|據)"
_CHINESE_PLACE = rf"本[市县縣省区區村港]|{_NOT_A_PLACE}[{HAN}·、]{{0,12}}?[{HAN}]"
_CHINESE_SENT = (
    rf"(?:晨|早|午|晚|夜|上午|下午|深夜)?(?:[{_CHINESE_DAY}]+[时時])?\s*(?:专|專|急|特急|加急)?"
    r"(?:[电電][讯訊]?|[讯訊]|消息)"
)
# Without a day the mark of a dispatch must end a phrase, and 通讯, 来电 and the like are words.
_CHINESE_CORE = (
    rf"(?:(?:据|據|综合)?\s*(?P<agency>{_CHINESE_AGENCY})\s*(?:"
    rf"(?P<place>{_CHINESE_PLACE})??\s*"
    rf"(?P<day>(?:[{_CHINESE_DAY}]+年)?(?:[{_CHINESE_DAY}]+月(?:份)?)?[{_CHINESE_DAY}]+日)\s*"
    rf"{_CHINESE_SENT}|"
    rf"(?P<near>本[市县縣省区區村港]|{_NOT_A_PLACE}[{HAN}·]{{1,7}}?)??\s*"
    rf"(?<![通简簡快喜音短资資电電来來致回去发發]){_CHINESE_SENT}"
    r"(?=[\s\u3000（(：:，,“《〈【】\]）)。—]|记者|記者|通讯员|据|$))|"
    r"(?P<locality>本[市县縣省区區村港])[讯訊])"
)
_CHINESE_OPENING = re.compile(rf"[【［\[〔（(]\s*{_CHINESE_CORE}\s*[】］\]〕）)]")
# Between brackets a place alone will do (【太行讯】). A reporter may stand before the place: where
# his name ends is not said, so neither is marked.
_CHINESE_BRACKETED = re.compile(
    rf"【\s*(?:(?P<agency>{_CHINESE_AGENCY})"
    rf"(?:[{HAN}]{{0,8}}(?:记者|記者)[{HAN}\s\u3000·]{{2,14}}?)?|"
    rf"(?P<place>[{HAN}]{{2,8}}?))"
    rf"(?P<day>(?:[{_CHINESE_DAY}]+月)?[{_CHINESE_DAY}]+日)?"
    rf"(?<![通简簡快喜音短资資要新近])(?:专|專|急)?(?:[电電讯訊]|消息|广播|廣播)\s*】"
)
_CHINESE_PLAIN = re.compile(_CHINESE_CORE)
_BULLET = re.compile(r"[△▲▽▼◇◆○●□■☆★※＊*·•][\s\u3000]*")  # sets off one news item of several
# Who reported, in words that say so: 记者王小河、李大江. In brackets, or before 报道.
_CHINESE_NAMES = rf"[{HAN}·]{{1,10}}(?:[\s\u3000、，,；;]++[{HAN}·]{{1,10}}){{0,9}}"
_CHINESE_REPORTER = (
    rf"(?:[{HAN}]{{2,4}}[社报報])?(?:(?:常?[驻駐][{HAN}]{{1,12}})?(?:特约|特約|特派|见习|見習|摄影|本报|本報)?"
    rf"(?:记者|記者|通讯员|通訊員)(?:\s*+[:：]?\s*+{_CHINESE_NAMES}|\s*+[:：])?"
    rf"(?:[\s\u3000、，,；;]++(?:特约|特約|见习|見習)?(?:通讯员|通訊員|记者|記者)\s*+{_CHINESE_NAMES})?)"
)
_CHINESE_CLOSING = re.compile(
    rf"[（(]\s*(?:(?P<before>{_CHINESE_REPORTER})[\s\u3000，,；;]+)??{_CHINESE_CORE}"
    rf"(?:[\s\u3000，,；;。]*(?P<after>{_CHINESE_REPORTER})(?:报道|報道)?)?\s*[）)]\s*$"
)
# The reporter between agency and place, where a space says that his name is over.
_CHINESE_BETWEEN = re.compile(
    rf"[（(【]\s*(?P<agency>{_CHINESE_AGENCY})\s*(?P<reporter>{_CHINESE_REPORTER})[\s\u3000]+"
    rf"(?P<place>{_CHINESE_PLACE})\s*(?P<day>(?:[{_CHINESE_DAY}]+月)?[{_CHINESE_DAY}]+日)\s*"
    rf"{_CHINESE_SENT}\s*[）)】]"
)
_REPORTED = re.compile(r"[\s\u3000]*(?:摄影)?(?:报道|報道)$")
_NAMES_NOBODY = re.compile(r"(?:记者|記者|通讯员|通訊員)[\s\u3000]*[注註按问問答]?$|[摄攝]影?$")
_CHINESE_SIGNED = re.compile(rf"[（(]\s*(?P<reporter>{_CHINESE_REPORTER})\s*[）)]\s*$")
_CHINESE_REPORTED = re.compile(
    rf"[\s\u3000]*(?:[（(]\s*(?P<bracketed>{_CHINESE_REPORTER})(?:报道|報道|摄影报道)?\s*[）)]|"
    rf"(?P<plain>{_CHINESE_REPORTER}?)(?:报道|報道)[:：，,])"
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_MONTH}\s+{_NUMBER}(?:,\s*\d{{4}})?|"
    rf"{_NUMBER}(?:\s+(?:of\s+)?{_MONTH}(?:,?\s*\d{{4}})?)?)"
)
_NAME = r"[A-Z][\w.’'-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.’'-]*){0,4}?"
_AGENCY = (
    r"(?:Xinhua|New China)(?:\s+News\s+Agency)?(?:[’']s)?(?:\s+[A-Z][\w-]*){0,4}?(?:\s+Branch)?|"
    r"(?:TASS|Tass|Reuters?|AFP|AP|UPI|NCNA|Kyodo|KCNA|CNA)(?:\s+News\s+Agency)?|"
    r"(?:Our|This)\s+(?:[Nn]ewspaper|[Pp]aper|[Cc]orrespondent|[Rr]eporter)|People[’']s\s+Daily|"
    rf"{_NAME}\s+(?:News\s+Agency|Agency|Telegraph\s+Agency)"
)
_SENT = r"(?:\s+(?:dispatch|telegram|cable|report|news|\(?[Tt]elegram\)?))?"
_OPENING = r"(?:\*\*|__)?[\[(【]?\s*(?:According to (?:an? report (?:by|from|of) )?(?:the )?)?"
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        # Xinhua News Agency, Moscow, 23rd:
        rf"{_OPENING}(?P<agency>{_AGENCY}),?\s+(?P<place>{_NAME}(?:,\s*{_NAME})??),?\s+"
        rf"(?P<day>{_DAY})\b{_SENT}\s*[\])】]?(?:\s*[:：—–]|\s+-+\s)?",
        # Xinhua News Agency, 23rd:
        rf"{_OPENING}(?P<agency>{_AGENCY}),\s*(?:(?P<day>{_DAY})|(?P<place>{_NAME}))"
        rf"{_SENT}\s*(?:[\])】]\s*[:：—–-]*|[:：—–]|-+\s)",
        # [Our Newspaper]
        rf"[\[(【]\s*(?P<agency>{_AGENCY}){_SENT}\s*[\])】]",
        # Moscow, January 23 (TASS) --
        rf"(?P<place>{_NAME}),?\s+(?P<day>{_DAY})\s*\(\s*(?P<agency>{_AGENCY})\s*\)\s*[:：—–-]*",
    )
)


_ENGLISH_REPORTED = re.compile(
    r"[\s,;:—–-]*[(\[]?\s*(?P<words>(?:[Bb]y\s+)?(?:[Oo]ur\s+|[Ss]taff\s+)*(?:[Rr]eporters?|[Cc]orrespondents?)"
    r"\s+[A-Z][^()\[\].:]{2,80})[)\]]"
)


def find_chinese_dateline(text: str) -> _FOUND:
    """Marks of a dateline at the paragraph's start, or in brackets at its end; None without one."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    for pattern in (_CHINESE_OPENING, _CHINESE_PLAIN, _CHINESE_BETWEEN, _CHINESE_BRACKETED):
        if match := pattern.match(text, start, start + _LONGEST):
            return _marked(match)
    if not text.rstrip().endswith(("）", ")")):
        return None
    match = _CHINESE_CLOSING.search(text, max(len(text) - _LONGEST, 0))
    return _marked(match) if match else None


def is_closing_dateline(text: str) -> bool:
    """Whether a line is nothing but a dateline in brackets, with or without its reporter."""
    return len(text) <= _LONGEST and any(
        form.fullmatch(text) for form in (_CHINESE_CLOSING, _CHINESE_BETWEEN)
    )


def find_chinese_reporters(text: str) -> str:
    """The words of a dateline, or at a report's end, that name the reporter: 记者王小河.

    Empty where they name none.
    """
    if between := _CHINESE_BETWEEN.match(text, 0, _LONGEST):
        return _named(between["reporter"])
    if text.rstrip().endswith(("）", ")")):
        end = max(len(text) - _LONGEST, 0)
        if closing := _CHINESE_CLOSING.search(text, end):
            return _named(closing["before"] or closing["after"])
        if signed := _CHINESE_SIGNED.search(text, end):
            return _named(signed["reporter"])
    found = find_chinese_dateline(text)
    start = found[0][0].end if found else 0
    match = _CHINESE_REPORTED.match(text, start, start + _LONGEST) if found else None
    return _named(match["bracketed"] or match["plain"]) if match else ""


def _named(words: str | None) -> str:
    """Words that name somebody: they do not stop at the title, and are no credit of a picture."""
    named = _REPORTED.sub("", words or "").strip()
    return "" if _NAMES_NOBODY.search(named) else named


def find_english_dateline(text: str) -> _FOUND:
    """Marks of a dateline at the paragraph's start; None without one."""
    for pattern in _ENGLISH:
        if match := pattern.match(text, 0, _LONGEST):
            return _marked(match)
    return None


def is_english_closing_dateline(text: str) -> bool:
    """Whether a line is nothing but a dateline in brackets, with or without its reporter."""
    found = find_english_dateline(text) if text[:1] in "([" else None
    if found is None:
        return False
    end = found[0][0].end
    reported = _ENGLISH_REPORTED.match(text, end, end + _LONGEST)
    return (reported.end() if reported else end) == len(text.rstrip(". "))


def find_english_reporters(text: str) -> str:
    """The words behind a dateline that name the reporter; empty where none do."""
    found = find_english_dateline(text)
    start = found[0][0].end if found else 0
    match = _ENGLISH_REPORTED.match(text, start, start + _LONGEST) if found else None
    return match["words"].strip() if match else ""


def no_dateline(text: str) -> _FOUND:
    """A dateline finder for texts that are no reports: it finds none."""
    return None


def _marked(match: re.Match[str]) -> _FOUND:
    spans = {name: match.span(name) for name, value in match.groupdict().items() if value}
    for name in ("near", "locality"):
        if name in spans:
            spans["place"] = spans.pop(name)
    kinds: tuple[MarkKind, ...] = ("agency", "place", "day")
    start = match.end() - len(match[0].lstrip("*_"))
    end = match.start() + len(match[0].rstrip(" :：—–-\t"))
    marks = [Mark("dateline", start, end)]
    marks += [Mark(kind, *spans[kind]) for kind in kinds if kind in spans]
    parts = {kind: match.string[slice(*spans[kind])] for kind in kinds if kind in spans}
    return tuple(marks), Dateline(**parts)
