"""Parses ``dictionary.toml``: name, languages, licence and source of a bilingual dictionary. Pure.

docs/settings.md describes its keys.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from documents.seed_store.records import Fault, Refused

KEYS = ("name", "languages", "licence", "licence_url", "source")
LARGEST = 1 << 16  # bytes
REVERSED = ("en", "zh")  # of the pair that CC-CEDICT is for
LONGEST = 200  # characters of a value

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EXPECTED = {
    "name": 'what the dictionary is called: name = "…"',
    "languages": (
        'two language tags, of the headwords and of the glosses: languages = ["ru", "en"]'
    ),
    "licence": (
        "the licence under which the list may be used, as its publisher names it: "
        'licence = "CC BY-SA 4.0"; for a list of your own, "CC0 1.0" or "All rights reserved"'
    ),
    "licence_url": 'the address of the licence: licence_url = "https://…"',
    "source": 'the address where the list comes from: source = "https://…"',
}


@dataclass(frozen=True, slots=True)
class DictionaryDescription:
    """What a dictionary is: its name, the languages of headwords and glosses, its licence."""

    name: str
    headword_language: str
    gloss_language: str
    licence: str
    licence_url: str = ""
    source: str = ""


def primary_subtag(tag: str) -> str:
    """The language of a BCP 47 tag without script and region: ``zh`` of ``zh-Hans``."""
    return tag.partition("-")[0].lower()


def parse_description(data: bytes, shown: str) -> DictionaryDescription:
    """Parse a ``dictionary.toml``. Raises `Refused` with everything wrong in it."""
    if len(data) > LARGEST:
        raise Refused(Fault(shown, 0, "size", f"{len(data)} bytes,", f"at most {LARGEST}"))
    try:
        table = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(
            Fault(shown, line, "encoding", "a byte that is not UTF-8,", "UTF-8")
        ) from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        expected = "TOML: words in quotation marks, key = value"
        raise Refused(
            Fault(shown, int(at[1]) if at else 0, "TOML", f"{error},", expected)
        ) from None
    except RecursionError:
        raise Refused(Fault(shown, 0, "TOML", "lists too deep to read,", "TOML")) from None
    return _Reader(shown, data.decode("utf-8-sig")).read(table)


class _Reader:
    """Checks the values of one file, and keeps what is wrong with them."""

    def __init__(self, shown: str, text: str) -> None:
        self._shown, self._lines = shown, text.splitlines()
        self._faults: list[Fault] = []

    def read(self, table: dict[str, Any]) -> DictionaryDescription:
        for key in table.keys() - set(KEYS):
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self._refuse(key, "no such key,", f"one of {', '.join(KEYS)}{hint}")
        headwords, glosses = self._languages(table.get("languages"))
        found = DictionaryDescription(
            name=self._words("name", table, required=True),
            headword_language=headwords,
            gloss_language=glosses,
            licence=self._words("licence", table, required=True),
            licence_url=self._address("licence_url", table),
            source=self._address("source", table),
        )
        if self._faults:
            raise Refused(*sorted(self._faults, key=lambda fault: fault.line))
        return found

    def _languages(self, value: object) -> tuple[str, str]:
        if value is None:
            self._refuse("languages", "none", _EXPECTED["languages"])
        elif (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(tag, str) and _TAG.fullmatch(tag) for tag in value)
        ):
            self._refuse("languages", f"{str(value)[:LONGEST]},", _EXPECTED["languages"])
        elif primary_subtag(value[0]) == primary_subtag(value[1]):
            self._refuse("languages", f"{value[0]} twice,", _EXPECTED["languages"])
        elif tuple(map(primary_subtag, value)) == REVERSED:
            expected = (
                'languages = ["zh", "en"], headwords in Chinese: such a dictionary takes the place'
                " of CC-CEDICT"
            )
            self._refuse("languages", f"{' and '.join(value)},", expected)
        else:
            return value[0], value[1]
        return "", ""

    def _words(self, key: str, table: dict[str, Any], *, required: bool = False) -> str:
        value = table.get(key)
        if value is None:
            if required:
                self._refuse(key, "none,", _EXPECTED[key])
            return ""
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._refuse(key, f"{str(value)[:LONGEST]!r},", _EXPECTED[key])
            return ""
        if len(value) > LONGEST:
            self._refuse(key, f"{len(value)} characters,", f"at most {LONGEST}")
        return value.strip()

    def _address(self, key: str, table: dict[str, Any]) -> str:
        said = self._words(key, table)
        if not said:
            return ""
        try:
            parts = urlsplit(said)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or " " in said:
            self._refuse(key, f"{said!r},", _EXPECTED[key])
        return said

    def _refuse(self, key: str, found: str, expected: str) -> None:
        begins = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        lines = (number for number, line in enumerate(self._lines, 1) if begins.match(line))
        self._faults.append(Fault(self._shown, next(lines, 0), key, found, expected))
