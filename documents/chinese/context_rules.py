"""Rules that decide a word by its neighbours, read from a file.

The file says how a line is written. Patterns are matched against the words of a clause with their
parts of speech, ``专注/v 地/u 倾听/v``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from documents.chinese.segmentation import Token

REACH = 12  # words on either side that a rule sees
LONGEST = 16  # characters of such a word that it sees: a formula may have thousands

_CLASSES = {
    "A": r"\S+/(?:a|ad|an|z|i|l|b) ",
    "D": r"\S+/d ",
    "M": r"\S+/[mq] ",
    "N": r"\S+/(?:n|nr|ns|s|t|x|j|vn|f) ",
    "R": r"\S+/r ",
    "V": r"\S+/vn? ",
    "W": r"\S+/\w+ ",
}
_ABBREVIATION = re.compile(r"\{([^{}0-9,][^{}]*)\}|(?<!\\)([ADMNRVW])(?![a-z])|(?<!\?)<(?![=!])|>")
_COLUMN = re.compile(r" \|(?= |$)")


class Rule(NamedTuple):
    """A decision, and what must stand before the word and after it."""

    decision: str
    unless: re.Pattern[str] | None  # what must not stand directly before
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def read_rules(path: Path) -> Mapping[str, Sequence[Rule]]:
    """The rules of a file by word, in order."""
    rules: dict[str, list[Rule]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, decision, before, after = map(str.strip, _COLUMN.split(line))
            unless = ""
            if before.startswith("not "):
                unless, _, before = before.removeprefix("not ").partition("; ")
            rule = Rule(
                decision,
                re.compile(f"(?:{_spell_out(unless)})$") if unless else None,
                re.compile(f"(?:^|(?<= ))(?:{_spell_out(before)})$"),
                re.compile(_spell_out(after)),
            )
            rules.setdefault(word, []).append(rule)
    return rules


def decide(path: Path, tokens: Sequence[Token], place: int) -> str:
    """What the first rule that fits a word among its neighbours says, "" where none does."""
    rules = read_rules(path).get(tokens[place].form)
    if not rules:
        return ""
    before = after = ""
    for token in reversed(tokens[max(place - REACH, 0) : place]):
        if token.tag == "w":
            break
        before = f"{token.form[-LONGEST:]}/{token.tag} {before}"
    for token in tokens[place + 1 : place + 1 + REACH]:
        if token.tag == "w":
            break
        after += f"{token.form[-LONGEST:]}/{token.tag} "
    for rule in rules:
        if (
            not (rule.unless and rule.unless.search(before))
            and rule.before.search(before)
            and rule.after.match(after)
        ):
            return rule.decision
    return ""


def _spell_out(pattern: str) -> str:
    """A rule's pattern as the regular expression it abbreviates."""

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return f"(?:(?:{match[1]})/\\w+ )"
        return f"(?:{_CLASSES[match[2]]})" if match[2] else {"<": "^", ">": "$"}[match[0]]

    return _ABBREVIATION.sub(replace, pattern)
