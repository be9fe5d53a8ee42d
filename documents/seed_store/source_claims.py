"""Decides which source claims a file. Pure.

A glob counts over the path inside the collection: ``*`` and ``?`` stay within one folder, ``**``
crosses folders. Of several that fit, the most specific wins: the one with the most literal
characters, then the one with the fewest wildcards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.seed_store.records import Fault, NamedSource, Recognition, Refused
from documents.text import letters_only

# What may stand behind a source's name: another name of it, a date, a page.
_BEHIND_NAME = re.compile(
    r"\s*(?:[,，;；(（/|].*|[（(]?[\d〇○零一二三四五六七八九十]{1,4}[年\-./].*|第.{1,4}[版期].*)$"
)
_WILDCARD = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]")

_LISTED = 6  # sources named in a fault


@dataclass(frozen=True, slots=True)
class Glob:
    """A glob pattern, and how specific it is."""

    text: str
    pattern: re.Pattern[str]
    weight: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim of one source: its globs, or without any what others leave of its layouts.

    ``names`` are the source's own, by which a file may name it, as by its key.
    """

    key: str
    layouts: tuple[str, ...]
    globs: tuple[Glob, ...] = ()
    by_path: bool = False  # the accession is the path, not the stem
    names: tuple[str, ...] = ()

    def is_named(self, name: str) -> bool:
        """Whether a file that names its source so means this one: 人民日报 1958年1月24日第6版."""
        if name == self.key:
            return True
        said = letters_only(_BEHIND_NAME.sub("", name)).removeprefix("the")
        return bool(said) and said in {letters_only(one).removeprefix("the") for one in self.names}


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

    def offers_layout(self, layout: str) -> bool:
        """Whether a source without globs has a layout."""
        return any(layout in claim.layouts for claim in self.claims if not claim.globs)

    def choose_claim(self, path: str, shown: str, look: Callable[[], Recognition]) -> Claim:
        """The one claim on a file; ``look`` is asked what the file shows if no glob fits.

        Raises `Refused` where no source claims the file, or two do, and where it names a source
        that none of those is.
        """
        if claim := self.by_glob(path, shown):
            return claim
        if not self.claims:
            raise Refused(
                Fault(
                    shown, 0, "source", "none that could claim this file", "a sources.toml for it"
                )
            )
        seen = look()
        shown_layouts = set(seen.layouts)
        takers = {c.key: c for c in self.claims if not c.globs and shown_layouts & set(c.layouts)}
        if takers and seen.source:
            named = {key: c for key, c in takers.items() if c.is_named(seen.source.name)}
            if not named:
                raise Refused(_named_otherwise(shown, seen.source))
            key = seen.source.name
            takers = {key: named[key]} if key in named else named  # a key goes before names
        if len(takers) > 1:
            raise Refused(_doubly_claimed(shown, takers))
        if not takers:
            names = " or ".join(seen.layouts) or "none that is known"
            found = f"none that claims this file (its layout is {names})"
            expected = "one source: name the file under `files` in sources.toml"
            raise Refused(Fault(shown, 0, "source", found, expected))
        return next(iter(takers.values()))


def _named_otherwise(shown: str, source: NamedSource) -> Fault:
    found = f"{source.name[:80]!r}, the name of no source that takes such files"
    expected = "a source of that name in sources.toml, or the file under `files` of its source"
    return Fault(shown, source.line, "source", found, f"{expected} (see docs/editing.md)")


def _doubly_claimed(shown: str, keys: Iterable[str]) -> Fault:
    names = sorted(keys)
    listed = ", ".join(names[:_LISTED]) + (
        f" and {len(names) - _LISTED} more" * (len(names) > _LISTED)
    )
    return Fault(
        shown,
        0,
        "source",
        f"several that claim this file: {listed}",
        "one source: name it in the file, or the file under `files` of one of them",
    )
