"""The facts that front matter gives of a document, checked: names, dates, languages, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from documents.dates import PartialDate
from documents.seed_store.layouts._front_matter import (
    Field,
    FrontMatter,
    Value,
    read_front_matter,
)
from documents.seed_store.layouts._language_tags import EXAMPLES, read_tag
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.records import Refused
from documents.source_dates.reader import WRITTEN_NOTE, read_source_date, tells_more
from documents.text import strip_spaces

# A value by language; under "" what the file says of no language.
ByLanguage: TypeAlias = dict[str, tuple[str, ...]]

_NAMES = {"author": "authors", "translator": "translators", "note": "notes"}
# Fields that have a value for each language, and what their lines are then called.
_BY_LANGUAGE = {
    "title": "title",
    "authors": "author",
    "translators": "translator",
    "place": "place",
    "translated": "translated",
}
_ALONE = ("date", WRITTEN_NOTE, "page", "section", "column", "language", "source")
_LISTS = ("rights", "notes")
_ORIGIN = {"file", "sha256", "number", "others"}
_BETWEEN_NAMES = re.compile(r"\s*[;；、\n]\s*")
_NUMBER = re.compile(r"\d+", re.ASCII)
_LONGEST_NUMBER = 6  # digits


@dataclass(slots=True)
class DocumentFacts:
    """What the front matter says. ``end`` is the index of the first line below it."""

    end: int = 0
    titles: ByLanguage = field(default_factory=dict)
    authors: ByLanguage = field(default_factory=dict)
    translators: ByLanguage = field(default_factory=dict)
    places: ByLanguage = field(default_factory=dict)
    translated: ByLanguage = field(default_factory=dict)  # when each translation was made, in EDTF
    indexes: dict[str, int] = field(default_factory=dict)  # of each field, for messages
    date: PartialDate | None = None
    page: int | None = None
    page_label: str = ""
    section: str = ""
    column: str = ""
    language: str = ""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_facts(ledger: LineLedger, lines: list[str], language: str) -> DocumentFacts:
    """Read the front matter and enter its lines. Raises `Refused`, by line, for a wrong value.

    ``language`` is that of the first text: dates are read in it, unless the facts name another.
    """
    matter = read_front_matter(ledger, lines)
    facts = DocumentFacts(end=matter.end)
    spoken = _language_of_facts(matter, language)
    others: list[str] = []
    for one in matter.fields:
        key, _, rest = one.key.partition(".")
        name = _NAMES.get(key.lower(), key.lower())
        if name in _BY_LANGUAGE:
            _read_by_language(ledger, facts, one, name, rest)
            continue
        if one.key == "origin" and (said := _origin(one.value)):
            _enter(ledger, one, "origin")
            facts.notes["origin"] = said
            continue
        entered = name if not rest and name in {*_ALONE, *_LISTS} else "fields"
        _enter(ledger, one, entered)
        if entered == "fields":
            others += _say(one.key, one.value)
        else:
            facts.indexes[name] = one.index
            _read_one(ledger, facts, one, name, spoken)
    if others:
        facts.notes["fields"] = tuple(others)
    for index in range(matter.end):
        if not ledger.is_entered(index) and lines[index].lstrip().startswith("#"):
            ledger.enter(index, "furniture")
    return facts


def _language_of_facts(matter: FrontMatter, language: str) -> str:
    """The language that a date is written in: of the original, if the facts name it."""
    for one in matter.fields:
        if one.key.lower() == "language" and isinstance(one.value, str):
            return read_tag(one.value)
    return language


def split_names(values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in some values: each stands alone, or between semicolons or ``、``."""
    names = (strip_spaces(name) for value in values for name in _BETWEEN_NAMES.split(value))
    return tuple(dict.fromkeys(name for name in names if name))


def _read_one(
    ledger: LineLedger, facts: DocumentFacts, one: Field, name: str, language: str
) -> None:
    if name in _LISTS:
        values = _texts(ledger, one, name, one.value)
        if values:
            facts.notes[name] = (*facts.notes.get(name, ()), *values)
        return
    text = _text(ledger, one, name, one.value)
    if not text:
        return
    match name:
        case "date":
            facts.date = _read_date(ledger, one, text, language)
            if facts.date.edtf != text and tells_more(text, facts.date):
                facts.notes.setdefault(WRITTEN_NOTE, (text,))
        case "date_as_written":
            facts.notes[WRITTEN_NOTE] = (text,)
        case "page":
            facts.page, facts.page_label = _read_page(ledger, one, text)
        case "section":
            facts.section = text
        case "column":
            facts.column = text
        case "language":
            facts.language = _read_language(ledger, one, text)
        case "source":
            facts.notes["source"] = (text,)


def _read_by_language(
    ledger: LineLedger, facts: DocumentFacts, one: Field, name: str, tag: str
) -> None:
    """Read a title, a name or a place: of no language, of one (``title.en``), or by language."""
    held = {
        "title": facts.titles,
        "authors": facts.authors,
        "translators": facts.translators,
        "place": facts.places,
        "translated": facts.translated,
    }[name]
    entered = _BY_LANGUAGE[name]
    values: dict[str, Value] = {tag: one.value}
    if not tag and isinstance(one.value, dict):
        values = one.value
    languages = []
    for said, value in values.items():
        language = _read_language(ledger, one, said, entered) if said else ""
        languages.append(language)
        if language in held:
            found = f"{one.key} a second time" + (f" for {language}" if language else "")
            raise ledger.refusal(one.index, entered, found, "each field once")
        if texts := _texts(ledger, one, entered, value):
            if name == "translated":
                texts = (_read_date(ledger, one, texts[0], language, entered).edtf,)
            held[language] = texts
            facts.indexes.setdefault(f"{name}.{language}", one.index)
    _enter(ledger, one, entered, languages[0] if len(languages) == 1 else "")


def _enter(ledger: LineLedger, one: Field, name: str, language: str = "") -> None:
    for index in one.indexes:
        if not ledger.is_blank(index) and not ledger.is_entered(index):
            ledger.enter(index, name, language)


def _text(ledger: LineLedger, one: Field, name: str, value: Value) -> str:
    if isinstance(value, str):
        return strip_spaces(value)
    raise _wrong_type(ledger, one, name, value, "a text")


def _texts(ledger: LineLedger, one: Field, name: str, value: Value) -> tuple[str, ...]:
    """One text or a list of them; a text's lines are parts of it."""
    if isinstance(value, dict):
        raise _wrong_type(ledger, one, name, value, "a text or a list of texts")
    items = value if isinstance(value, list) else value.split("\n") if name == "title" else [value]
    texts = tuple(_text(ledger, one, name, item) for item in items)
    return tuple(text for text in texts if text)


def _wrong_type(ledger: LineLedger, one: Field, name: str, value: Value, expected: str) -> Refused:
    found = f"{one.key}, which is {'a table' if isinstance(value, dict) else 'a list'}"
    return ledger.refusal(one.index, name, found, expected)


def _read_language(ledger: LineLedger, one: Field, text: str, name: str = "language") -> str:
    if tag := read_tag(text):
        return tag
    raise ledger.refusal(one.index, name, shorten(text), EXAMPLES)


def _read_date(
    ledger: LineLedger, one: Field, text: str, language: str, name: str = "date"
) -> PartialDate:
    """Read a date in the language of its text, which decides a month's name that is two."""
    try:
        return read_source_date(text, language=language).date
    except ValueError as error:
        why = str(error)
    expected = (
        "a date in EDTF (1958-01-24, 1958-01, 1958?, 195X, 1958-21, 1957/1958) or as sources write"
        f" it (25 October 1917 (O.S.), 昭和20年8月15日); else its day here and the source's words"
        f" under {WRITTEN_NOTE}:"
    )
    found = shorten(text) if "is no date" in why else why
    if "may be two months" in why:
        expected = f"the language of the original (language: pl), or {expected}"
    raise ledger.refusal(one.index, name, found, expected)


def _read_page(ledger: LineLedger, one: Field, text: str) -> tuple[int | None, str]:
    """The first number in a page, and what is printed where that is more than the number."""
    match = _NUMBER.search(text)
    if match is None:
        return None, text
    if len(match[0]) > _LONGEST_NUMBER:
        found, expected = shorten(text), f"a page of at most {_LONGEST_NUMBER} digits"
        raise ledger.refusal(one.index, "page", found, expected)
    return int(match[0]) or None, "" if match[0] == text else text


def _origin(value: Value) -> tuple[str, ...]:
    """The file and the number of a record as `manage.py convert` writes them, and further files.

    ``letters.csv#17``; empty for an ``origin`` of another form. Digests stand in the file itself.
    """
    if not isinstance(value, dict) or not set(value) <= _ORIGIN:
        return ()
    file, number, others = value.get("file"), value.get("number", ""), value.get("others", {})
    if not (isinstance(file, str) and file and isinstance(number, str)):
        return ()
    if not isinstance(others, dict):
        return ()
    return (f"{file}#{number}" if number else file, *others)


def _say(name: str, value: Value) -> Iterator[str]:
    """A field of another name as it is: ``origin.file: letters.csv``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _say(f"{name}.{key}", inner)
    elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _say(f"{name}.{number}", item)
    elif isinstance(value, list):
        yield f"{name}: {'; '.join(str(item) for item in value)}"
    else:
        yield f"{name}: {value}"
