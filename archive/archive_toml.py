"""Parses ``archive.toml``, what a collection says of its site: names, look, languages, words.

It lies beside the seeds and is read once, at the start. docs/settings.md describes its keys.
The file is longer than others because one reader checks all keys and gathers their faults.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive.languages import DEFAULT, bcp47
from archive.theme import (
    DARK_GROUNDS,
    LEAST_CONTRAST,
    LIGHT_GROUNDS,
    MOST_SIGNS,
    Accent,
    Seal,
    choose_signs,
    contrast,
    nearest_readable,
)
from archive.toml_lines import find_key_lines, line_of_key

FILE_NAME = "archive.toml"
KEYS = {
    *("name", "contact", "base_url", "languages", "notice", "seal", "accent", "home", "about"),
    "dictionaries",
}
SEAL_KEYS = {"text", "colour", "ink"}
ACCENT_KEYS = {"light", "dark"}
DICTIONARY_KEYS = {"folder"}

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LARGEST = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class ArchiveToml:
    """What an ``archive.toml`` says; by language where it is words. Without a file, nothing."""

    names: Mapping[str, str] = field(default_factory=dict)
    languages: str = ""  # tags, parted by spaces
    contact: str = ""
    base_url: str = ""
    notice: Mapping[str, str] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)  # Markdown
    about: Mapping[str, str] = field(default_factory=dict)
    seal: Seal | None = None
    accent: Accent | None = None
    dictionaries: tuple[Path, ...] = ()  # folders, each with a dictionary of two languages


def read_archive_toml(file: Path) -> ArchiveToml:
    """Read an ``archive.toml``; an empty one where there is no file.

    Raises `ImproperlyConfigured` with everything wrong in it, a line each.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ArchiveToml()
    except OSError as error:
        raise ImproperlyConfigured(f"{file}: {error.strerror}: expected a file to read") from error
    if len(content) > _LARGEST:
        raise ImproperlyConfigured(f"{file}: found more than {_LARGEST >> 20} MB")
    try:
        text = content.decode("utf-8-sig")
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ImproperlyConfigured(f"{file}:{line}: found a byte that is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ImproperlyConfigured(_explain_syntax(file, text, error)) from error
    return _Reader(file, text).read(table)


def list_given_keys(file: Path) -> tuple[str, ...]:
    """The keys that an ``archive.toml`` gives, in its order, each with the keys of its table.

    >>> list_given_keys(Path("nowhere"))
    ()
    """
    if not file.is_file():
        return ()
    read_archive_toml(file)  # so that what is wrong in it is told
    table = tomllib.loads(file.read_text("utf-8-sig").replace("\r\n", "\n"))
    return tuple(
        f"{key} ({', '.join(value)})" if isinstance(value, dict) and value else key
        for key, value in table.items()
    )


def _explain_syntax(file: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else max(1, len(text.splitlines()))
    return f"{file}:{line}: found {error}; expected TOML: words in quotation marks, key = value"


class _Reader:
    """Checks the values of one file, and keeps what is wrong with them."""

    def __init__(self, file: Path, text: str) -> None:
        self._file, self._lines = file, find_key_lines(text)
        self._faults: list[str] = []
        self._tags: tuple[str, ...] = ()

    def read(self, table: dict[str, Any]) -> ArchiveToml:
        self._refuse_unknown("", table, KEYS)
        languages = self._languages(table.get("languages"))
        self._tags = tuple(map(bcp47, (languages or DEFAULT).split()))
        names = self._by_language("name", table.get("name", {}), one_line=True)
        read = ArchiveToml(
            names=names,
            languages=languages,
            contact=self._contact(table),
            base_url=self._base_url(table),
            notice=self._notice(table.get("notice", "")),
            home=self._by_language("home", table.get("home", {})),
            about=self._by_language("about", table.get("about", {})),
            seal=self._seal(table.get("seal", {}), names),
            accent=self._accent(table.get("accent")),
            dictionaries=self._dictionaries(table.get("dictionaries", [])),
        )
        if self._faults:
            raise ImproperlyConfigured("\n".join(self._faults))
        return read

    # -- words ---------------------------------------------------------------------------------

    def _languages(self, value: object) -> str:
        if value is None:
            return ""
        expected = 'a list of language tags, such as ["en", "zh-Hans"]'
        if not isinstance(value, list) or not value:
            return self._refuse("languages", value, expected)
        for one in value:
            if not isinstance(one, str) or not _TAG.fullmatch(one):
                return self._refuse("languages", one, expected)
        return " ".join(value)

    def _by_language(self, key: str, value: object, one_line: bool = False) -> dict[str, str]:
        """A table of words by language, in the order of the interface's languages."""
        if not isinstance(value, dict):
            first = self._tags[0]
            self._refuse(key, value, f'a table by language: [{key}] and below it {first} = "…"')
            return {}
        found: dict[str, str] = {}
        for tag, words in value.items():
            here = f"{key}.{tag}"
            if not _TAG.fullmatch(tag) or bcp47(tag) not in self._tags:
                shown = ", ".join(self._tags)
                self._refuse(here, tag, f"a language of the interface ({shown}); see languages")
            elif said := self._text(here, words, one_line):
                found[bcp47(tag)] = said
        return {tag: found[tag] for tag in self._tags if tag in found}

    def _notice(self, value: object) -> dict[str, str]:
        if isinstance(value, dict):
            return self._by_language("notice", value, one_line=True)
        said = self._text("notice", value, one_line=True)
        return dict.fromkeys(self._tags, said) if said else {}

    def _text(self, key: str, value: object, one_line: bool = False) -> str:
        if not isinstance(value, str):
            return self._refuse(key, value, "words in quotation marks")
        if one_line and "\n" in value.strip():
            return self._refuse(key, value, "words on one line")
        if any(ord(sign) < ord(" ") and sign not in "\n\t\r" for sign in value):
            return self._refuse(key, value, "words without control characters")
        return value.strip()

    def _contact(self, table: dict[str, Any]) -> str:
        said = self._text("contact", table.get("contact", ""), one_line=True)
        if said and "@" not in said and urlsplit(said).scheme not in {"http", "https"}:
            return self._refuse(
                "contact", said, "an e-mail address, or one that begins with https://"
            )
        return said

    def _base_url(self, table: dict[str, Any]) -> str:
        said = self._text("base_url", table.get("base_url", ""), one_line=True)
        if said and urlsplit(said).scheme not in {"http", "https"}:
            return self._refuse("base_url", said, "an address that begins with https://")
        return said

    # -- the look ------------------------------------------------------------------------------

    def _seal(self, table: object, names: Mapping[str, str]) -> Seal | None:
        """The seal; one of the name's own signs where only a name is given."""
        if not isinstance(table, dict):
            self._refuse("seal", table, 'a table: [seal] and below it text = "…"')
            return None
        self._refuse_unknown("seal", table, SEAL_KEYS)
        given = "".join(self._text("seal.text", table.get("text", ""), one_line=True).split())
        signs = given or next(
            (found for one in reversed(list(names.values())) if (found := choose_signs(one))), ""
        )
        if len(signs) > MOST_SIGNS:
            self._refuse("seal.text", given, f"at most {MOST_SIGNS} signs, better one to four")
        usual = Seal(signs)
        colour = self._colour("seal.colour", table.get("colour", usual.colour))
        ink = self._colour("seal.ink", table.get("ink", usual.ink))
        if colour and ink and "seal" in self._lines:
            self._check_contrast("seal.colour", colour, (ink,), "under its signs")
        if table and not signs:
            self._refuse("seal.text", given, "the signs of the seal, or a name to take them from")
        return Seal(signs, colour, ink) if signs else None

    def _accent(self, table: object) -> Accent | None:
        if table is None:
            return None
        if not isinstance(table, dict) or not table.keys() >= ACCENT_KEYS:
            expected = '[accent] with both light = "#a0281c" and dark = "#e5887a"'
            self._refuse("accent", table, expected)
            return None
        self._refuse_unknown("accent", table, ACCENT_KEYS)
        light = self._colour("accent.light", table["light"])
        dark = self._colour("accent.dark", table["dark"])
        if light:
            self._check_contrast("accent.light", light, LIGHT_GROUNDS, "on light paper")
        if dark:
            self._check_contrast("accent.dark", dark, DARK_GROUNDS, "on dark paper")
        return Accent(light, dark)

    def _colour(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            return self._refuse(key, value, 'a colour such as "#a0281c"')
        return value.lower()

    def _check_contrast(self, key: str, colour: str, grounds: tuple[str, ...], place: str) -> None:
        least = min(contrast(colour, ground) for ground in grounds)
        if least < LEAST_CONTRAST:
            way = nearest_readable(colour, grounds)
            self._add(
                key,
                f"found {colour}, whose contrast {place} is {least:.1f}",
                f"{LEAST_CONTRAST} at least, as {way} has",
            )

    # -- dictionaries --------------------------------------------------------------------------

    def _dictionaries(self, tables: object) -> tuple[Path, ...]:
        """The folders named, each once; all of them below the folder of this file."""
        if not isinstance(tables, list):
            expected = '[[dictionaries]] in two brackets, and below it folder = "dictionary-ru-en"'
            self._refuse("dictionaries", tables, expected)
            return ()
        found: list[Path] = []
        for number, table in enumerate(tables, start=1):
            above = f"dictionaries.{number}"
            if not isinstance(table, dict):
                self._refuse(above, table, '[[dictionaries]] and below it folder = "…"')
                continue
            self._refuse_unknown(above, table, DICTIONARY_KEYS)
            folder = self._folder(f"{above}.folder", table.get("folder"))
            if folder in found:
                self._refuse(f"{above}.folder", table["folder"], "each folder once")
            elif folder:
                found.append(folder)
        return tuple(found)

    def _folder(self, key: str, value: object) -> Path | None:
        expected = f"the name of a folder inside {self._file.parent}"
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._refuse(key, value, expected)
            return None
        root = self._file.parent.resolve()
        folder = (root / value).resolve()
        if folder == root or not folder.is_relative_to(root):
            self._refuse(key, value, expected)
        elif not folder.is_dir():
            self._add(key, f"found {value!r}, and there is no such folder", expected)
        else:
            return folder
        return None

    # -- faults --------------------------------------------------------------------------------

    def _refuse_unknown(self, above: str, table: Mapping[str, Any], known: set[str]) -> None:
        for name in table.keys() - known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            key = f"{above}.{name}" if above else name
            self._add(key, "no such key", f"one of {', '.join(sorted(known))}{hint}")

    def _refuse(self, key: str, found: object, expected: str) -> str:
        self._add(key, f"found {found!r}", expected)
        return ""

    def _add(self, key: str, found: str, expected: str) -> None:
        line = line_of_key(self._lines, key)
        self._faults.append(f"{self._file}:{line}: {key}: {found}; expected {expected}")
