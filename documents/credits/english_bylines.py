"""Parses English bylines: who wrote and who translated, in the field or line that says so."""

from __future__ import annotations

import re

from documents.text import collapse_spaces, is_han

# A run of spaces is looked at from its beginning only: otherwise time grows with its square.
_PARTS = re.compile(
    r"(?<!\s)\s*+(?:[;、；]\s*+|,\s++(?:and\s++)?)|(?<!\s)\s++(?:and|&)\s++", re.IGNORECASE
)
_ROLE = (
    r"(?:by\s+)?(?:(?:our|the|xinhua(?: news agency)?|people[’']s daily|tass|a)\s+)?"
    r"(?:(?:staff|special|this newspaper[’']s)\s+)*(?:reporters?|correspondents?|commentators?)"
)
_TITLE = re.compile(rf"{_ROLE}[:,]?\s+|by\s+", re.IGNORECASE)
_POST = re.compile(rf"{_ROLE}(?:\s+(?:in|at|of|for|from)\s+.+)?", re.IGNORECASE)
_TRANSLATOR = re.compile(
    r"(?<![\s;,.])[\s;,.]*+[(\[]?\s*+\b(?:translat(?:ed|ion)(?:\s+from\s+[^,;:()]{1,60}?)?\s+by\b|translators?\s*[:：]|"
    r"(?:trans|tr)\.(?:\s+by)?)\s*[:：]?\s*(?P<names>[^()\[\]]*)",
    re.IGNORECASE,
)
_REST = re.compile(r"(?<!\s)\s++from\s.*|(?<=\w\w)[.;]\s.*", re.DOTALL)
_LONGEST_LINE = 160
_NOTHING = frozenset(
    (
        *("", "none", "n/a", "na", "unknown", "anonymous", "not specified", "not given"),
        *("-", "无", "不详"),
    )
)


def read_english_byline(byline: str) -> tuple[str, ...]:
    """The authors in an English byline, in order; none for words that mean there is no name."""
    byline = _TRANSLATOR.split(byline, maxsplit=1)[0]
    if means_no_value(byline):
        return ()
    names = [collapse_spaces(name) for name in _PARTS.split(byline)]
    untitled = [
        _TITLE.sub("", name, count=1) if _TITLE.match(name) else name
        for name in names
        if name and not _POST.fullmatch(name)
    ]
    return tuple(name for name in untitled or names if name)


def read_english_translators(text: str) -> tuple[str, ...]:
    """The translators that words such as "translated by …" name; none where they stand not."""
    found = _TRANSLATOR.search(text)
    return read_english_names(_REST.sub("", found["names"])) if found else ()


def is_translators_line(line: str) -> bool:
    """Whether a line of its own says nothing but who translated: (Translated by John Smith)."""
    match = _TRANSLATOR.match(line)
    if match is None or len(line) > _LONGEST_LINE:
        return False
    rest = line[match.end() :].strip(" .)]")
    return not rest and bool(read_english_translators(line))


def read_english_names(text: str) -> tuple[str, ...]:
    """The names in a field that holds nothing else."""
    if means_no_value(text):
        return ()
    names = (
        collapse_spaces(name).removesuffix(".").removeprefix("the ") for name in _PARTS.split(text)
    )
    return tuple(name for name in names if name[:1].isupper() or (name and is_han(name[0])))


def means_no_value(value: str) -> bool:
    """Whether a field holds a word that means no value: N/A, Unknown, 无."""
    return collapse_spaces(value).casefold() in _NOTHING
