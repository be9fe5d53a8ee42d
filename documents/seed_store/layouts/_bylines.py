"""Parses bylines into names, Chinese and English. The line itself is kept beside them."""

from __future__ import annotations

import re

from documents.text import HAN, collapse_spaces, is_han

_PARTS = re.compile(r"[、；;，,／/]|\s和\s")
_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_ROLE = (
    r"(?:特约|特約|特派|专职|專職|见习|見習|摄影|攝影|驻\S{1,6}?|駐\S{1,6}?|国际|军事|体育|本市|我)?"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|特派员|特派員|特约撰稿人|编辑|編輯|编者|編者|实习生)"
)
_TITLE = re.compile(
    rf"(?:本报|本報|新华社|新華社|本刊|人民日报|人民日報|中新社|解放军报)?(?:[{HAN}]{{2,4}}分社)?{_ROLE}"
)
_ENGLISH_PARTS = re.compile(r"\s*[;、]\s*|\s*,\s+(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_ENGLISH_TITLE = re.compile(
    r"(?:by\s+)?(?:(?:our|the|xinhua(?: news agency)?|people[’']s daily)\s+)?"
    r"(?:(?:staff|special)\s+)?(?:reporters?|correspondents?|commentator)[:,]?\s+|by\s+",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    (
        "",
        "none",
        "n/a",
        "na",
        "unknown",
        "anonymous",
        "not specified",
        "not given",
        "-",
        "无",
        "不详",
    )
)


def read_chinese_byline(byline: str) -> tuple[str, ...]:
    """The names in a Chinese byline, in order.

    Names are parted by 、 ； ， / or spaces; two lone characters side by side are one name set wide
    (鞠 鹏). A reporter's title is taken off, unless the line has no other name (本报评论员).
    """
    names: list[str] = []
    for part in _PARTS.split(byline):
        names += _join_wide_names([token for token in _SPACES.split(part) if token])
    untitled = [
        name[match.end() :] if (match := _TITLE.match(name)) else name
        for name in names
        if not _TITLE.fullmatch(name)
    ]
    return tuple(untitled or names)


def read_english_byline(byline: str) -> tuple[str, ...]:
    """The names in an English byline, in order; none for words that mean there is no name."""
    if says_nothing(byline):
        return ()
    untitled = _ENGLISH_TITLE.sub("", byline, count=1) if _ENGLISH_TITLE.match(byline) else byline
    names = (collapse_spaces(name) for name in _ENGLISH_PARTS.split(untitled))
    return tuple(name for name in names if name and not _ENGLISH_TITLE.fullmatch(f"{name} "))


def says_nothing(value: str) -> bool:
    """Whether a field holds a word that means no value: N/A, Unknown, 无."""
    return collapse_spaces(value).casefold() in _NOTHING


def _join_wide_names(tokens: list[str]) -> list[str]:
    if not any(is_han(character) for token in tokens for character in token):
        return [" ".join(tokens)] if tokens else []
    joined: list[str] = []
    waiting = False  # the last name is one character, and the second is still to come
    for token in tokens:
        if waiting and len(token) == 1:
            joined[-1] += token
            waiting = False
        else:
            joined.append(token)
            waiting = len(token) == 1
    return joined
