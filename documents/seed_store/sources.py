"""Parses ``sources.toml``: what each source is, and which files it claims. Pure.

Its keys are described in docs/editing.md; a test compares the two.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from documents.seed_store.records import Fault, Refused
from documents.seed_store.source_claims import Claim, read_globs

KINDS = ("newspaper", "periodical", "encyclopedia", "book", "documents")
WITH_ISSUES = frozenset({"newspaper", "periodical"})
NOTES = ("attribution", "content", "original", "translator", "date")
KEYS = (
    "names",
    "kind",
    "publisher",
    "place",
    "edition",
    "languages",
    "layout",
    "files",
    "accession",
    "rights",
    "rights_line",
    "notes",
)

_LONGEST_KEY = 80
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """The facts of a source, as its table says: the fields of a `Source` row."""

    key: str
    kind: str
    names: dict[str, str]
    publisher: dict[str, str] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    edition: int | None = None
    languages: list[str] = field(default_factory=list)
    rights_uri: str = ""
    rights_line: str = ""
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    line: int = field(default=0, compare=False)  # of its table, for messages

    @property
    def has_issues(self) -> bool:
        return self.kind in WITH_ISSUES


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """A parsed ``sources.toml``: its sources and their claims."""

    facts: tuple[SourceFacts, ...]
    claims: tuple[Claim, ...]


def parse_sources(data: bytes, shown: str, layouts: tuple[str, ...]) -> SourcesFile:
    """Parse a ``sources.toml``. Raises `Refused` with everything wrong in it."""
    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        fault = Fault(shown, int(line[1]) if line else 0, "sources", str(error), "TOML in UTF-8")
        raise Refused(fault) from error
    facts, claims, faults = [], [], []
    for key, table in tables.items():
        reader = _Reader(shown, _line_of(text, key), key)
        read = reader.read(table, layouts)
        faults += reader.faults
        if read:
            facts.append(read[0])
            claims.append(read[1])
    if faults:
        raise Refused(*faults)
    return SourcesFile(tuple(facts), tuple(claims))


def is_source_key(text: str) -> bool:
    """Whether a text can be the key of a source."""
    return _KEY.fullmatch(text) is not None and len(text) <= _LONGEST_KEY


def _line_of(text: str, key: str) -> int:
    """The line number of a source's table, for messages; 1 where it is written in another way."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[\s*\"?{re.escape(key)}\"?\s*[\].]", line):
            return number
    return 1


class _Reader:
    """A parser of one source's table that collects every fault in it."""

    def __init__(self, shown: str, line: int, key: str) -> None:
        self._shown, self._line, self._key = shown, line, key
        self.faults: list[Fault] = []

    def _refuse(self, name: str, found: object, expected: str) -> None:
        shown = found if isinstance(found, str) and found.startswith("no ") else repr(found)
        self.faults.append(
            Fault(self._shown, self._line, f"{self._key}.{name}", str(shown), expected)
        )

    def read(self, table: Any, layouts: tuple[str, ...]) -> tuple[SourceFacts, Claim] | None:
        """The facts and the claim in the table; None with faults."""
        if not is_source_key(self._key):
            self._refuse(
                "key", self._key, "lower-case words joined by hyphens, 80 characters at most"
            )
        if not isinstance(table, dict):
            self._refuse("table", table, f"a table [{self._key}]")
            return None
        for name in table:
            if name not in KEYS:
                self._refuse(name, "no such key", f"one of {', '.join(KEYS)}")
        notes = table.get("notes", {})
        if not isinstance(notes, dict):
            self._refuse("notes", notes, "tables of texts by language")
            notes = {}
        for name in notes:
            if name not in NOTES:
                self._refuse(f"notes.{name}", "no such note", f"one of {', '.join(NOTES)}")
        facts = SourceFacts(
            key=self._key,
            kind=self._choice(table, "kind", KINDS),
            names=self._by_language(table, "names", required=True),
            publisher=self._by_language(table, "publisher"),
            place=self._by_language(table, "place"),
            edition=self._edition(table),
            languages=self._languages(table),
            rights_uri=self._rights(table),
            rights_line=self._text(table, "rights_line"),
            notes={name: self._by_language(notes, name, at="notes.") for name in sorted(notes)},
            line=self._line,
        )
        written = self._layouts(table, layouts)
        by_path = self._choice(table, "accession", ("stem", "path"), "stem") == "path"
        globs = table.get("files", [])
        if not _are_strings(globs):
            self._refuse("files", globs, 'a list of patterns, such as ["1958/**/*.txt"]')
            globs = []
        if self.faults:
            return None
        names = tuple(facts.names.values())
        return facts, Claim(self._key, written, read_globs(globs), by_path, names)

    def _text(self, table: dict[str, Any], name: str) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            self._refuse(name, value, "a text")
            return ""
        return value.strip()

    def _edition(self, table: dict[str, Any]) -> int | None:
        value = table.get("edition")
        if value is None:
            return None
        # Python's True is an int: TOML's must not become the first edition.
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 999:
            self._refuse("edition", value, "a number from 1 to 999, such as 3 for the 3rd edition")
            return None
        return value

    def _choice(
        self, table: dict[str, Any], name: str, choices: tuple[str, ...], default: str = ""
    ) -> str:
        value = table.get(name, default or f"no {name}")
        if value not in choices:
            self._refuse(name, value, f"one of {', '.join(choices)}")
            return ""
        return str(value)

    def _layouts(self, table: dict[str, Any], layouts: tuple[str, ...]) -> tuple[str, ...]:
        """One layout's name, or a list of several."""
        value = table.get("layout", "no layout")
        listed = [value] if isinstance(value, str) else value
        if not listed or not _are_strings(listed) or not set(listed) <= set(layouts):
            self._refuse("layout", value, f"one of {', '.join(layouts)}, or a list of them")
            return ()
        return tuple(dict.fromkeys(listed))

    def _by_language(
        self, table: dict[str, Any], name: str, *, required: bool = False, at: str = ""
    ) -> dict[str, str]:
        value = table.get(name, {})
        if not isinstance(value, dict) or not all(
            _TAG.fullmatch(tag) and isinstance(text, str) and text.strip()
            for tag, text in value.items()
        ):
            self._refuse(at + name, value, 'texts by language, such as { en = "…", zh-Hans = "…" }')
            return {}
        if (required or value) and "en" not in value:
            self._refuse(at + name, value or f"no {name}", "a text in English (en) among them")
        return {tag: value[tag].strip() for tag in sorted(value)}

    def _languages(self, table: dict[str, Any]) -> list[str]:
        value = table.get("languages", "no languages")
        if not value or not _are_strings(value) or not all(_TAG.fullmatch(tag) for tag in value):
            self._refuse("languages", value, 'language tags, such as ["zh-Hans", "en"]')
            return []
        return list(value)

    def _rights(self, table: dict[str, Any]) -> str:
        value = table.get("rights", "no rights")
        if not isinstance(value, str) or not re.fullmatch(r"https?://\S{1,190}", value):
            self._refuse("rights", value, "the address of a rights statement")
            return ""
        return value


def _are_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)
