"""Which files are one text in several languages: by their names, endings and folders. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from documents.conversion.language_tags import read_language
from documents.conversion.pandoc import FORMATS

PLAIN = {".txt", ".text"}
MARKDOWN = {".md", ".markdown", ".mkd"}
ENDINGS = {*PLAIN, *MARKDOWN, *FORMATS}
_LONGEST_TAG = 8  # characters of a folder's or file's name that is a language: zh-Hans, en
_HYPHENATED = re.compile(r"(.+?)[ _-]\(?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\)?")


@dataclass(slots=True)
class TextGroup:
    """Files of one record: by name, the language that the name gives ("" for none)."""

    identity: str
    files: list[tuple[str, str]] = field(default_factory=list)


def group_by_ending(names: Iterable[str]) -> list[TextGroup]:
    """Plain texts whose endings are their languages, as parallel corpora have them: ``talk.de``.

    That counts only where it brings files together: ``script.pl`` alone is no text in Polish.
    """
    groups: dict[str, TextGroup] = {}
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() not in ENDINGS and (language := read_language(path.suffix[1:])):
            identity = str(path.with_suffix(""))
            groups.setdefault(identity, TextGroup(identity)).files.append((name, language))
    return [
        group
        for group in groups.values()
        if len({language for _, language in group.files}) == len(group.files) > 1
    ]


def group_files(names: Iterable[str]) -> list[TextGroup]:
    """The files as records: those of one name but for the language belong together."""
    groups: dict[str, TextGroup] = {}
    for name in names:
        path = PurePosixPath(name)
        stem, _, tag = path.stem.rpartition(".")
        language = read_language(tag) if stem else ""
        identity = str(path.with_name(stem if language else path.stem))
        groups.setdefault(identity, TextGroup(identity)).files.append((name, language))
    loose: dict[str, TextGroup] = {}
    for group in list(groups.values()):
        if len(group.files) == 1 and not group.files[0][1]:
            identity, language = _read_loosely(group.files[0][0])
            if language:
                loose.setdefault(identity, TextGroup(identity)).files.append(
                    (group.files[0][0], language)
                )
    for group in loose.values():
        languages = {language for _, language in group.files}
        if len(languages) == len(group.files) > 1 and group.identity not in groups:
            for name, _ in group.files:
                del groups[str(PurePosixPath(name).with_suffix(""))]
            groups[group.identity] = group
    return [groups[identity] for identity in sorted(groups)]


def _read_loosely(name: str) -> tuple[str, str]:
    """A file's name without a tag behind a hyphen, or without a folder that is one.

    That counts only where it brings files together: ``en/treaty.txt`` and ``zh/treaty.txt``.
    """
    path = PurePosixPath(name)
    match = _HYPHENATED.fullmatch(path.stem)
    if match and (language := read_language(match[2])):
        return str(path.with_name(match[1])), language
    for place, part in enumerate(path.parts[:-1]):
        if len(part) <= _LONGEST_TAG and (language := read_language(part)):
            kept = [*path.parts[:place], *path.parts[place + 1 : -1], path.stem]
            return str(PurePosixPath(*kept)), language
    return "", ""
