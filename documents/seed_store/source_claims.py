"""Decides which source claims a file. Pure.

A glob counts over the path inside the collection: ``*`` and ``?`` stay within one folder, ``**``
crosses folders. Of several that fit, the most specific wins: the one with the most literal
characters, then the one with the fewest wildcards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.seed_store.records import Fault, Refused

_WILDCARD = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]")


@dataclass(frozen=True, slots=True)
class Glob:
    """A glob pattern, and how specific it is."""

    text: str
    pattern: re.Pattern[str]
    weight: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim of one source: its globs, or without any what others leave of its layout."""

    key: str
    layout: str
    globs: tuple[Glob, ...] = ()
    by_path: bool = False  # the accession is the path, not the stem


def read_globs(texts: Iterable[str]) -> tuple[Glob, ...]:
    """Compile globs for matching.

    >>> (glob,) = read_globs(["1958/**/*.txt"])
    >>> [bool(glob.pattern.fullmatch(path)) for path in ("1958/a.txt", "a.txt")]
    [True, False]
    """
    return tuple(_read_glob(text) for text in texts)


def _read_glob(text: str) -> Glob:
    pattern, literal, wildcards, end = "", 0, 0, 0
    for match in _WILDCARD.finditer(text):
        pattern += re.escape(text[end : match.start()])
        literal += match.start() - end
        wildcards += 1
        end = match.end()
        pattern += _translate(match[0])
    pattern += re.escape(text[end:])
    return Glob(text, re.compile(pattern), (literal + len(text) - end, -wildcards))


def _translate(wildcard: str) -> str:
    match wildcard:
        case "**/":
            return "(?:.*/)?"
        case "**":
            return ".*"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
    inner = wildcard[1:-1].replace("\\", r"\\")
    return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of one collection."""

    claims: tuple[Claim, ...]

    def by_glob(self, path: str, shown: str) -> Claim | None:
        """The claim with the most specific matching glob. Raises `Refused` where two are equal."""
        fits = [
            (glob.weight, claim, glob.text)
            for claim in self.claims
            for glob in claim.globs
            if glob.pattern.fullmatch(path)
        ]
        if not fits:
            return None
        best = max(weight for weight, _, _ in fits)
        winners = {claim.key: claim for weight, claim, _ in fits if weight == best}
        if len(winners) > 1:
            raise Refused(_doubly_claimed(shown, winners))
        return next(iter(winners.values()))

    def counts_by_path(self) -> bool | None:
        """Whether sources without globs use paths as accessions; None if they disagree."""
        rules = {claim.by_path for claim in self.claims if not claim.globs}
        if len(rules) > 1:
            return None
        return rules.pop() if rules else False

    def settle(self, path: str, shown: str, recognise: Callable[[], tuple[str, ...]]) -> Claim:
        """The one claim on a file.

        ``recognise`` is asked for its layouts if no glob fits. Raises `Refused` where no source
        claims the file, or two do.
        """
        if claim := self.by_glob(path, shown):
            return claim
        if not self.claims:
            raise Refused(
                Fault(
                    shown, 0, "source", "none that could claim this file", "a sources.toml for it"
                )
            )
        layouts = recognise()
        if not layouts:
            names = sorted({claim.layout for claim in self.claims})
            raise Refused(
                Fault(shown, 0, "layout", "none that is known", f"one of {', '.join(names)}")
            )
        takers = {c.key: c for c in self.claims if not c.globs and c.layout in layouts}
        if len(takers) > 1:
            raise Refused(_doubly_claimed(shown, takers))
        if not takers:
            raise Refused(
                Fault(
                    shown,
                    0,
                    "source",
                    f"none that claims this file (its layout is {' or '.join(layouts)})",
                    "one source: name the file under `files` in sources.toml",
                )
            )
        return next(iter(takers.values()))


def _doubly_claimed(shown: str, keys: Iterable[str]) -> Fault:
    return Fault(
        shown,
        0,
        "source",
        f"several that claim this file: {', '.join(sorted(keys))}",
        "one source: make one of their `files` patterns more specific",
    )
