"""Checks that an article's versions follow one another: gaps, equal bytes, two files. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.seed_store.records import Fault


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article. ``is_new`` where this run met it for the first time."""

    accession: str
    number: int
    sha256: str
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class VersionRefusal:
    """The refusal of a version: what was found, and what was expected."""

    version: Version
    found: str
    expected: str

    def fault(self, shown: str) -> Fault:
        return Fault(shown, 0, "version", self.found, self.expected)


def find_version_refusals(versions: Iterable[Version]) -> Iterator[VersionRefusal]:
    """The new versions above a gap, and those with the same bytes as the version before.

    Takes whole articles, each one's versions together and in order. A version objected to leaves a
    gap itself. What was published before stays, whatever it is.
    """
    held = Version("", 0, "")
    for version in versions:
        if version.accession != held.accession:
            held = Version(version.accession, 0, "")
        name = f"{version.accession} version {version.number}"
        if version.number != held.number + 1 and version.is_new:
            wanted = f"version {held.number + 1} first: versions are counted without gaps"
            yield VersionRefusal(version, name, wanted)
        elif version.sha256 == held.sha256 and version.is_new:
            found = f"{name} with the bytes of version {held.number}: it corrects nothing"
            yield VersionRefusal(version, found, "a corrected text, or no such file")
        else:
            held = version


def duplicate_version_fault(shown: str, accession: str, label: str, others: Sequence[str]) -> Fault:
    """The fault of a file whose version has another file too."""
    rest = "the other is" if len(others) == 1 else "the others are"
    return Fault(
        shown,
        0,
        "accession",
        f"{accession} version {label} more than once",
        f"one file for each version: {rest} {', '.join(others)}",
    )
