"""Makes the document of a seed from a record under the layout's names. Pure.

What cannot become a document raises `UnusableRecord`; what was decided on the way stands in
remarks.
The file is longer than others because every field may need what another has decided.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from documents.conversion.column_names import BY_LANGUAGE, FACTS
from documents.conversion.field_mapping import MappedRecord
from documents.conversion.html_text import is_html, write_html_text
from documents.conversion.json_paths import name_object_lists
from documents.conversion.language_tags import accept_language, guess_language
from documents.conversion.other_facts import other_facts
from documents.conversion.pandoc_tree import language_of
from documents.conversion.plain_text import clean_text, read_incipit, write_plain_text
from documents.conversion.records import CollectionRecord, Markdown, SeedDocument
from documents.conversion.written_dates import read_written_date
from documents.conversion.written_names import name_of, split_names
from documents.seed_store.sources import is_source_key
from documents.source_dates.forms import DayOrder

_HEADINGS = frozenset({"subtitle", "heading", "head", "subhead", "h1", "h2", "h3"})
_QUOTATIONS = frozenset({"quotation", "quote", "blockquote"})
_HTML = "its text is HTML: read as such"
_RULE = re.compile(r"^(#{1,6}\s+)(?=\[[A-Za-z-]+\])", re.MULTILINE)


class UnusableRecord(ValueError):
    """The error for a record that can be no document, saying why."""


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """What a command line says of all records: language, source, the order of day and month."""

    language: str = ""
    source: str = ""
    day_order: DayOrder = ""
    markdown: bool = False  # whether texts are Markdown already
    incipit: bool = False  # whether what has no title goes by its first words
    century: str = ""  # the first two digits of years that are written with two


def make_document(
    record: CollectionRecord, mapped: MappedRecord, accession: str, options: DocumentOptions
) -> SeedDocument:
    """The document of a record. Raises `UnusableRecord`."""
    maker = _Maker(record, mapped.fields, options)
    texts = maker.texts()
    maker.original = texts[0][0]
    facts: dict[str, Any] = {}
    titles = maker.titles(dict(texts))
    for name in FACTS:
        if value := maker.fact(name):
            facts[name] = value
        if name in BY_LANGUAGE and (by_language := maker.by_language(name)):
            # What is said of no language is said of the original.
            said = {texts[0][0]: facts[name]} if name in facts else {}
            facts[name] = {**said, **by_language}
    if maker.left_notes:
        facts["notes"] = [*_listed(facts.get("notes", [])), *maker.left_notes]
    facts.update(maker.written)
    for name, value in other_facts(mapped, facts):
        facts[name] = value
    alignment = _align(record, texts)
    return SeedDocument(accession, titles, facts, texts, _origin(record), alignment)


class _Maker:
    """Reads the fields of one record; ``left_notes`` and ``written`` gather what does not fit."""

    def __init__(
        self, record: CollectionRecord, fields: dict[str, list[Any]], options: DocumentOptions
    ) -> None:
        self.record, self.fields, self.options = record, fields, options
        self.left_notes: list[str] = []
        self.written: dict[str, str] = {}
        self.original = ""  # the language of the original, once the texts are read
        self.said = next(
            (tag for one in self._strings("language") if (tag := accept_language(one))),
            self.options.language,
        )

    def _strings(self, name: str) -> list[str]:
        return [one for value in self.fields.get(name, ()) for one in self._text_of(value)]

    def _text_of(self, value: Any) -> list[str]:
        """The texts of a value: of a list each, of a mapping that of a person or what it says."""
        if isinstance(value, list):
            return [one for item in value for one in self._text_of(item)]
        if isinstance(value, dict):
            return [name_of(value)]
        if isinstance(value, Markdown):
            value = value.text
        if isinstance(value, bool) or value is None:
            return [] if value is None else [str(value).lower()]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text, lost = clean_text(str(value))
        if lost:
            self.record.remarks.append(f"{lost} control characters or marks on marks taken out")
        return [text.strip()] if text.strip() else []

    def texts(self) -> list[tuple[str, str]]:
        """The texts by language, the original first: the one said to be, else that of no tag."""
        found: dict[str, list[str]] = {}
        first = self.said
        for name, values in self.fields.items():
            base, _, tag = name.partition(".")
            if base not in {"text", "translation"}:
                continue
            written = [text for value in values if (text := self._body(value))]
            if not written:
                continue
            language = tag or self._language_of("\n".join(written), base)
            if base == "text" and not tag:
                first = first or language
            found.setdefault(language, []).extend(written)
        if not found:
            raise UnusableRecord(f"no text{name_object_lists(self.record.values)}")
        first = first or guess_language("".join(self._strings("title")))
        if first in found:
            found = {first: found.pop(first), **found}
        return [(language, "\n\n".join(parts)) for language, parts in found.items()]

    def _language_of(self, text: str, column: str) -> str:
        if column == "text" and self.said:
            return self.said
        if guessed := guess_language(text):
            return guessed
        way = "or call the column text.en, or map it so"
        if self.record.identity and not self.record.place:
            way = f"or in the file's name, such as {PurePosixPath(self.record.identity).name}.en"
        raise UnusableRecord(
            f"the language of the {column} is not said: name it with --language, {way}"
        )

    def _body(self, value: Any) -> str:
        """A value as Markdown: a text, a list of paragraphs, or of parts with a type and a text."""
        if isinstance(value, Markdown):
            return _RULE.sub(r"\1\\", clean_text(value.text)[0]).strip()
        if isinstance(value, list):
            return "\n\n".join(one for item in value if (one := self._part(item)))
        if isinstance(value, dict):
            return self._part(value)
        text = "\n".join(self._text_of(value))
        if self.options.markdown:
            return _RULE.sub(r"\1\\", text)
        if is_html(text):
            if _HTML not in self.record.remarks:
                self.record.remarks.append(_HTML)
            return write_html_text(text)
        return write_plain_text(text)

    def _part(self, item: Any) -> str:
        if not isinstance(item, dict):
            return "\n\n".join(self._body(text) for text in self._text_of(item))
        body = item.get("text", item.get("content", item.get("value", "")))
        written = self._body(body)
        kind = str(item.get("type", "")).lower()
        for key in sorted(set(item) - {"text", "content", "value", "type"}):
            value = item[key]
            if isinstance(value, (dict, list)):
                value = json.dumps(value, ensure_ascii=False, default=str) if value else ""
            if said := "; ".join(self._text_of(value)):
                self.left_notes.append(f"{key}: {said}")
        if kind == "title":  # of the first level: the layout knows the title when it meets it again
            return f"# {' '.join(written.split())}"
        if kind in _HEADINGS:
            return "\n\n".join(
                f"### {line.removeprefix('| ')}" for line in written.split("\n") if line
            )
        if kind in _QUOTATIONS:
            return "\n".join(f"> {line}".rstrip() for line in written.split("\n"))
        return written

    def titles(self, texts: dict[str, str]) -> dict[str, str]:
        """The titles by language; a file without one goes by its name."""
        languages = list(texts)
        found: dict[str, str] = {}
        untagged: dict[str, list[str]] = {}
        for name, values in self.fields.items():
            base, _, tag = name.partition(".")
            if base != "title":
                continue
            said = [re.sub(r"\s+", " ", one) for value in values for one in self._text_of(value)]
            if tag and said:
                found.setdefault(tag, " ".join(said))
            for one in () if tag else said:
                untagged.setdefault(language_of(one, languages), []).append(one)
        for tag, said in untagged.items():  # of the text in its script, if that has no title
            title = " ".join(said)
            if tag in found and languages[0] not in found:
                tag = languages[0]
            if tag not in found:
                found[tag] = title
            elif title not in found.values():
                self.left_notes.append(f"title: {title}")
        if not found:
            if self.options.incipit:
                found = {tag: read_incipit(text) for tag, text in texts.items()}
                self.record.remarks.append("no title: its first words stand for it")
            elif self.record.identity:
                found[languages[0]] = self.record.identity
                self.record.remarks.append("no title: the file's name stands for it")
            else:
                raise UnusableRecord("no title")
        return {tag: found[tag] for tag in [*languages, *found] if tag in found}

    def fact(self, name: str) -> Any:
        """The value of one fact as seeds hold it; empty for none."""
        match name:
            case "authors" | "translators":
                return [one for text in self._strings(name) for one in split_names(text)]
            case "date":
                return self._date()
            case "place":
                return self._strings(name) and "; ".join(self._strings(name))
            case "language":
                return self._language()
            case "source":
                return self._source()
        texts = self._strings(name)
        return texts[0] if len(texts) == 1 else texts if name == "notes" else "; ".join(texts)

    def by_language(self, name: str) -> dict[str, list[str]]:
        """The values of a fact that name their language: ``authors.en``."""
        return {
            field.partition(".")[2]: names
            for field in self.fields
            if field.startswith(f"{name}.")
            if (names := [one for text in self._strings(field) for one in split_names(text)])
        }

    def _language(self) -> str:
        for one in self._strings("language"):
            if not accept_language(one):
                self.record.remarks.append(f"language {one!r} is not known: kept in notes")
                self.left_notes.append(f"language: {one}")
        return self.said if self._strings("language") else ""

    def _date(self) -> str:
        values = [_date_text(value) for value in self.fields.get("date", ())]
        texts = [text for value in values for text in self._text_of(value)]
        edtf = ""
        for text in texts:
            read = read_written_date(
                text, self.options.day_order, self.original, self.options.century
            )
            if not read.edtf:
                self.record.remarks.append(
                    f"date {text!r} cannot be read ({read.reason}): in notes"
                )
                self.left_notes.append(f"date: {text}")
            elif not edtf:
                edtf = read.edtf
                if read.edtf != text:
                    self.written["date_as_written"] = text
            elif read.edtf != edtf:
                self.left_notes.append(f"date: {text}")
                self.record.remarks.append(f"a second date, {text!r}: in notes")
        return edtf

    def _source(self) -> str:
        texts = self._strings("source")
        if not texts:
            return self.options.source
        if is_source_key(texts[0]):
            return texts[0]
        if self.options.source:
            self.written["source_as_written"] = "; ".join(texts)
            return self.options.source
        return source_key(texts[0])


def source_key(name: str) -> str:
    """The key of a source by its name: ``Evening Paper`` is ``evening-paper``.

    A name without Latin letters gives its code points: keys stand in addresses.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if key:
        return key
    return "source-" + "-".join(f"{ord(sign):x}" for sign in name.strip()[:12])


def _date_text(value: Any) -> Any:
    """A date as text, also where a mapping gives its year, month and day."""
    if isinstance(value, list):
        return [_date_text(one) for one in value]
    if isinstance(value, dict) and "year" in value:
        parts = [value.get(key) for key in ("year", "month", "day")]
        return "-".join(str(one) for one in parts if one)
    return value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _align(record: CollectionRecord, texts: list[tuple[str, str]]) -> str:
    """The text of an align.toml, where the input itself pairs the blocks of its texts."""
    pairs = {tag: record.beads[tag] for tag, _ in texts[1:] if tag in record.beads}
    if not pairs or texts[0][0] in record.beads:
        return ""
    lists = {
        tag: "[\n" + "".join(f'  "{left} = {right}",\n' for left, right in beads) + "]\n"
        for tag, beads in pairs.items()
    }
    if len(lists) > 1:
        return "[beads]\n" + "".join(f"{tag} = {beads}" for tag, beads in lists.items())
    return "".join(f'language = "{tag}"\nbeads = {beads}' for tag, beads in lists.items())


def _origin(record: CollectionRecord) -> dict[str, Any]:
    origin: dict[str, Any] = {
        "file": record.origin.file,
        "sha256": record.origin.sha256,
        "number": record.number,
    }
    if record.origin.others:
        origin["others"] = dict(record.origin.others)
    return origin
