"""What a typed query says besides words: fields (``source:``, 年份：), and "people's daily 1958".

A field is always taken as the filter it names. A source's name is taken as one only where a year
stands with it and nothing in the query asks for exactness: names and years are words of texts too.
Otherwise the other reading is offered. Pages say which reading was taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from documents.dates import parse_bound
from documents.models import Source
from documents.query.place_names import places_called
from documents.search.folding import folded
from documents.search.request import SearchRequest

# What a filter is called in a query, in both interface languages.
FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("source", "来源", "來源", "出处", "出處"), "source"),
    **dict.fromkeys(("year", "年份"), "year"),
    **dict.fromkeys(("from", "从", "從"), "from"),
    **dict.fromkeys(("to", "至"), "to"),
    **dict.fromkeys(("mentions", "提及"), "mentions"),
    **dict.fromkeys(("place", "地点", "地點"), "place"),
    **dict.fromkeys(("language", "lang", "语言", "語言"), "language"),
    **dict.fromkeys(("page", "版面"), "newspaper_page"),
}
_QUOTED = r"\"[^\"]*\"?|“[^”]*”?|「[^」]*」?|『[^』]*』?|«[^»]*»?|＂[^＂]*＂?"
_PART = re.compile(
    rf"(?P<quoted>{_QUOTED})"
    rf"|(?<!\S)(?P<name>(?i:{'|'.join(FIELDS)}))[:：]\s*(?P<value>{_QUOTED}|[^\s\"“「『«＂]+)"
)
_MARKS = '"“”「」『』«»＂'
_EXACT = re.compile(rf"[{_MARKS}*~]|(?<!\S)[-－−]|(?<!\S)(?:OR|NOT)(?!\S)")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9-])\s*年?")
_SPAN = re.compile(r"([0-9]{4})\s*[-–—~]\s*([0-9]{4})")
_PUNCTUATION = re.compile(r"[\s,，、.。:：;；'()（）]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query read as filters and words. ``taken`` are the parts that became filters, as typed."""

    request: SearchRequest
    taken: tuple[str, ...]
    literal: SearchRequest  # everything typed as words, exactly
    offered: bool = False  # not what was searched: the page may propose it


def understand(
    request: SearchRequest, sources: Iterable[Source], languages: Iterable[str]
) -> Reading | None:
    """The reading of a request's words in which some of them are filters; None if all are words."""
    known = list(sources)
    changes: dict[str, Any] = {}
    taken: list[str] = []
    words = "".join(_read_fields(request.q, known, frozenset(languages), changes, taken))
    offered = False
    if not _EXACT.search(words):
        free, rest, said = _read_freely(words, known)
        if free:
            offered = not taken and len(free) < 2
            changes = free | changes
            taken += said
            words = rest
    if not taken:
        return None
    q = " ".join(words.split())
    literal = replace(request, q=_quoted(request.q, taken), offset=0)
    return Reading(_changed(request, changes, q), tuple(taken), literal, offered)


def _changed(request: SearchRequest, changes: dict[str, Any], q: str) -> SearchRequest:
    """The request with what was typed in the place of what its filters of the same kind said."""
    if "year" in changes:
        changes = {"month": ()} | changes
    return replace(request, q=q, **changes)


def _quoted(q: str, taken: Iterable[str]) -> str:
    """A query whose parts that could be filters are words, being between quotation marks."""
    for part in taken:
        q = q.replace(part, f' "{_PUNCTUATION.sub(" ", part.strip(_MARKS)).strip(_MARKS)}" ', 1)
    return " ".join(q.split())


def _read_fields(
    q: str,
    sources: list[Source],
    languages: frozenset[str],
    changes: dict[str, Any],
    taken: list[str],
) -> Iterator[str]:
    """The query without its fields, piece by piece; what they say goes into ``changes``.

    A field whose value means nothing stays where it is: the search names it as unread.
    """
    reached = 0
    for match in _PART.finditer(q):
        if match["quoted"]:
            continue
        field = FIELDS[match["name"].lower()]
        value = match["value"].strip(_MARKS + " ")
        read = _READERS[field](value, sources, languages)
        if not read:
            continue
        for name, said in read.items():
            both = isinstance(said, tuple)
            changes[name] = (*changes.get(name, ()), *said) if both else said
        taken.append(match[0])
        yield q[reached : match.start()]
        reached = match.end()
    yield q[reached:]


def _read_freely(words: str, sources: list[Source]) -> tuple[dict[str, Any], str, list[str]]:
    """A source's name and a year among plain words, what is left, and the parts as typed."""
    changes: dict[str, Any] = {}
    taken: list[str] = []
    named = _find_source(words, sources)
    if named:
        key, start, end = named
        changes["source"] = (key,)
        taken.append(words[start:end])
        words = f"{words[:start]} {words[end:]}"
    plain = "".join(folded(character) or " " for character in words)
    years = list(_YEAR.finditer(plain)) if len(plain) == len(words) else []
    if len(years) == 1:
        year = years[0]
        changes["year"] = (year[1],)
        taken.append(words[year.start() : year.end()].strip())
        words = f"{words[: year.start()]} {words[year.end() :]}"
    return changes, words, taken


def _find_source(words: str, sources: list[Source]) -> tuple[str, int, int] | None:
    """The longest source name in the words, whatever its case, width, script and apostrophes."""
    best: tuple[str, int, int] | None = None
    flat = _flat(words)
    for source in sources:
        for name in {*_names(source), source.key.replace("-", " ")}:
            pattern = _pattern(name)
            for match in pattern.finditer(flat) if pattern else ():
                if best is None or match.end() - match.start() > best[2] - best[1]:
                    best = (source.key, match.start(), match.end())
    return best


def _names(source: Source) -> tuple[str, ...]:
    return tuple((source.names or {}).values())


def _flat(text: str) -> str:
    """Folded one character for one, so that places in it are places in the text."""
    return "".join((folded(character) or " ")[0] for character in text)


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str] | None:
    """A name as it may be typed: apostrophes left out, any space; no letter before or after."""
    letters = [re.escape(letter) for letter in folded(name) if letter not in "'’"]
    body = "['’]?".join(r"\s+" if letter == r"\ " else letter for letter in letters)
    edge = r"[a-z0-9]"
    pattern = rf"(?<!{edge}){body}(?!{edge})" if name[:1].isascii() else body
    return re.compile(pattern) if pattern else None


def _source(value: str, sources: list[Source], _: frozenset[str]) -> dict[str, Any]:
    wanted = _PUNCTUATION.sub("", folded(value))
    exact = [
        source.key
        for source in sources
        if wanted in {_PUNCTUATION.sub("", folded(name)) for name in (*_names(source), source.key)}
    ]
    near = [
        source.key
        for source in sources
        if wanted and any(wanted in _PUNCTUATION.sub("", folded(n)) for n in _names(source))
    ]
    found = exact or (near if len(near) == 1 else [])
    return {"source": (found[0],)} if found else {}


def _year(value: str, *_: object) -> dict[str, Any]:
    plain = folded(value).removesuffix("年")
    span = _SPAN.fullmatch(plain)
    if span and "0000" < span[1] <= span[2]:
        return {"date_from": date(int(span[1]), 1, 1), "date_to": date(int(span[2]), 12, 31)}
    return {"year": (plain,)} if re.fullmatch(r"(?!0000)[0-9]{4}", plain, re.ASCII) else {}


def _mentions(value: str, *_: object) -> dict[str, Any]:
    plain = folded(value).removesuffix("年")
    decade = re.fullmatch(r"([1-9][0-9]{2})(?:0(?:'?s|年代)|x)", plain, re.ASCII)
    if decade:
        return {"mentions": (f"{decade[1]}X",)}
    return {"mentions": (plain,)} if re.fullmatch(r"[1-9][0-9]{3}", plain, re.ASCII) else {}


def _bound(name: str, *, last: bool) -> Callable[..., dict[str, Any]]:
    def read(value: str, *_: object) -> dict[str, Any]:
        try:
            bound = parse_bound(folded(value).removesuffix("年"))
        except ValueError:
            return {}
        return {name: bound.upper if last else bound.lower}

    return read


def _language(value: str, _: list[Source], languages: frozenset[str]) -> dict[str, Any]:
    plain = value.lower()
    names = {"english": "en", "英文": "en", "英语": "en", "russian": "ru", "俄文": "ru"}
    names |= dict.fromkeys(("chinese", "中文", "汉语"), "zh")
    wanted = names.get(plain, plain)
    found = tuple(tag for tag in sorted(languages) if wanted in {tag.lower(), tag.split("-")[0]})
    return {"language": found} if found else {}


def _page(value: str, *_: object) -> dict[str, Any]:
    plain = folded(value).removeprefix("第").removesuffix("版")
    good = re.fullmatch(r"[1-9][0-9]{0,4}", plain, re.ASCII)
    return {"newspaper_page": (plain,)} if good else {}


def _place(value: str, *_: object) -> dict[str, Any]:
    """Every place of that name, in whatever language; one that nobody knows finds nothing."""
    if not value or len(value) > 200:
        return {}
    return {"place": places_called(value) or (value,)}


_READERS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "source": _source,
    "year": _year,
    "from": _bound("date_from", last=False),
    "to": _bound("date_to", last=True),
    "mentions": _mentions,
    "place": _place,
    "language": _language,
    "newspaper_page": _page,
}
