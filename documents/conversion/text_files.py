"""Reads texts in files of their own: Markdown, plain text, and what pandoc reads, by language.

Files that differ in nothing but a language's tag (``treaty.en.md``, ``en/treaty.txt``) are one
record; so is each file alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml

from documents.conversion.column_names import recognise_column
from documents.conversion.input_files import (
    InputFile,
    check_zip,
    open_input,
    read_text,
)
from documents.conversion.language_tags import guess_language, read_language
from documents.conversion.pandoc import FORMATS, ZIPPED, read_document, write_markdown
from documents.conversion.pandoc_cleaning import clean_blocks, drop_picture_places
from documents.conversion.pandoc_tree import (
    begins_with_title,
    drop_language_rows,
    flatten,
    has_two_scripts,
    language_of,
    part_languages,
    read_facts,
    take_first_line,
    take_title,
)
from documents.conversion.plain_text import looks_like_title
from documents.conversion.records import BadInput, CollectionRecord, Markdown, Origin
from documents.conversion.text_groups import MARKDOWN, TextGroup
from documents.conversion.word_extras import describe_word_extras
from documents.seed_store.report import count_of

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_FRONT = re.compile(r"\ufeff?\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
# A file that begins with a field and has no end of its front matter.
_OPEN_FRONT = re.compile(r"\ufeff?(?:(---)[ \t]*\n[\w.-]+:[ \n]|(\+\+\+)[ \t]*\n[\w.-]+ *=)")
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_LANGUAGE_HEADING = re.compile(r"^##[ \t]+\[[A-Za-z][A-Za-z0-9-]*\]", re.MULTILINE)
_LARGEST = 64_000_000  # bytes of one file


@dataclass(slots=True)
class _Part:
    """What one file holds."""

    facts: dict[str, Any] = field(default_factory=dict)
    texts: list[tuple[str, Any]] = field(default_factory=list)  # language, text
    titles: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class TextFiles:
    """The files of one text as a record."""

    form = "texts"

    def __init__(
        self, root: Path, group: TextGroup, *, encoding: str = "", split: Sequence[str] = ()
    ) -> None:
        self._root, self._group, self._encoding, self._split = root, group, encoding, split
        self.remarks: list[str] = []

    def identities(self) -> Iterator[CollectionRecord]:
        record = CollectionRecord(1, "", Origin(self._group.files[0][0], ""))
        record.identity = self._group.identity
        yield record

    def records(self) -> Iterator[CollectionRecord]:
        files = []
        try:
            for name, language in self._group.files:
                files.append((open_input(self._root / name, name), language))
        except BadInput as error:
            yield self._broken(str(error))
            return
        first = files[0][0]
        others = tuple((file.shown, file.sha256) for file, _ in files[1:])
        record = CollectionRecord(1, "", Origin(first.shown, first.sha256, others))
        record.identity = self._group.identity
        try:
            parts = [self._read(file, language) for file, language in files]
        except BadInput as error:
            record.fault = str(error).removeprefix(f"{record.shown}: ")
            yield record
            return
        _fill(record, parts)
        yield record

    def _broken(self, fault: str) -> CollectionRecord:
        record = next(self.identities())
        record.fault = fault
        return record

    def _read(self, file: InputFile, language: str) -> _Part:
        ending = file.path.suffix.lower()
        if file.path.stat().st_size > _LARGEST:
            raise BadInput(f"{file.shown}: larger than {_LARGEST:,} bytes: no text of one article")
        if ending in FORMATS:
            return self._read_by_pandoc(file, ending, language)
        text = read_text(file, self._encoding).replace("\r\n", "\n").replace("\r", "\n")
        if ending not in MARKDOWN:
            return _read_plain(text.removeprefix("\ufeff"), language)
        return _read_markdown(file, text, language)

    def _read_by_pandoc(self, file: InputFile, ending: str, language: str) -> _Part:
        if ending in ZIPPED:
            check_zip(file, ending.removeprefix(".").upper())
        tree = read_document(file, FORMATS[ending])
        facts, left = read_facts(tree["meta"])
        part = _Part(facts)
        if left:
            part.remarks.append(f"left out of its head: {', '.join(left)}")
        if ending == ".docx":
            part.remarks += describe_word_extras(file)
        whole, mute = clean_blocks(tree["blocks"])
        if ending in ZIPPED:
            whole = drop_picture_places(whole)
        if mute:
            part.remarks.append(f"{count_of(mute, 'picture')} without a description left out")
        # A file whose name says its language has no other to be parted from.
        is_split = bool(self._split) and not language
        if is_split and (named := drop_language_rows(whole)):
            part.remarks.append(f"the names of languages above columns left out: {named}")
        blocks = list(flatten(whole, keep_tables=not is_split))
        said = str(facts.pop("title", ""))
        if is_split:
            parted = part_languages(blocks, self._split)
            begins = [begins_with_title(own) for own in parted.values() if own]
            for tag, own in parted.items():
                own_said = said if said and language_of(said, self._split) == tag else ""
                title = _choose_title(part, own_said, own, ending)
                if not title and all(begins):
                    title = take_first_line(own)
                    part.remarks.append("its first lines are its titles")
                part.titles.append((tag, title))
                part.texts.append((tag, Markdown(write_markdown(file.shown, tree, own))))
            return part
        if has_two_scripts(list(flatten(blocks, keep_tables=False))):
            part.remarks.append("two scripts in one file: --split zh-Hans,en would part them")
        language = language or read_language(str(facts.get("language", "")))
        title = _choose_title(part, said, blocks, ending)
        if not title and (title := take_first_line(blocks)):
            part.remarks.append("its first line is its title")
        part.titles.append((language, title))
        part.texts.append((language, Markdown(write_markdown(file.shown, tree, blocks))))
        return part


def _choose_title(part: _Part, said: str, blocks: list[Any], ending: str) -> str:
    """The title that a file's head says, or the first heading, which is taken out.

    Pages of HTML often have the site's name in their head, so there a heading goes before.
    """
    heading = take_title(blocks[:1])  # of a copy
    if not heading:
        return said
    if said in {"", heading}:
        return take_title(blocks)
    if FORMATS[ending] != "html":
        return said  # a section's heading, which stays
    part.facts["title in its head"] = said
    return take_title(blocks)


def _read_plain(text: str, language: str) -> _Part:
    part = _Part(texts=[(language, text)])
    first, _, rest = text.lstrip().partition("\n")
    is_alone = rest.startswith("\n") and bool(rest.strip())
    if is_alone and looks_like_title(first):
        part.titles.append((language, first.strip()))
        part.texts = [(language, rest)]
        part.remarks.append("its first line is its title")
    return part


def _read_markdown(file: InputFile, text: str, language: str) -> _Part:
    part = _Part()
    if front := _FRONT.match(text):
        part.facts = _read_front(file, front[1])
        text = text[front.end() :]
    elif front := _TOML_FRONT.match(text):
        part.facts = _read_toml_front(file, front[1])
        text = text[front.end() :]
    elif opened := _OPEN_FRONT.match(text):
        raise BadInput(
            f"{file.shown}:1: front matter without an end: close it with a line"
            f" {opened[1] or opened[2]} (or is the file cut off?)"
        )
    if _LANGUAGE_HEADING.search(text):
        raise BadInput(
            f"{file.shown}: is a seed of the layout document already: ingest it as it is"
        )
    language = language or read_language(
        str(part.facts.get("language", part.facts.get("lang", "")))
    )
    if heading := _HEADING.match(text):
        part.titles.append((language, heading[1]))
        text = text[heading.end() :]
    part.texts.append((language, Markdown(text)))
    return part


def _read_front(file: InputFile, written: str) -> dict[str, Any]:
    try:
        for event in yaml.parse(written, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise BadInput(f"{file.shown}: its front matter has an alias (*): write it out")
        # Every value as it is written: 1958-01 is no number, and 1958-1-2 no day of YAML's.
        values = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506  # nosec B506  # texts only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        why = getattr(error, "problem", None) or "no YAML"
        raise BadInput(f"{file.shown}:{line}: front matter: {why}") from error
    except RecursionError as error:
        raise BadInput(f"{file.shown}: front matter nested too deep") from error
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def _read_toml_front(file: InputFile, written: str) -> dict[str, Any]:
    try:
        values = tomllib.loads(written, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{file.shown}: front matter: {error}, below the line +++") from error
    return {key: _as_written(value) for key, value in values.items()}


def _as_written(value: object) -> Any:
    """A value of TOML in texts, as YAML's are read."""
    if isinstance(value, dict):
        return {key: _as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fill(record: CollectionRecord, parts: Sequence[_Part]) -> None:
    """Give a record what its files hold; what they say differently is kept apart by language."""
    values = record.values
    guessed = [
        (part, language or guess_language(getattr(text, "text", text)), text)
        for part in parts
        for language, text in part.texts
    ]
    if len(guessed) > 1:
        # Of a pair that says nothing of it, the original is the one that is not English.
        guessed.sort(key=lambda one: one[1].partition("-")[0] == "en")
    for part, language, text in guessed:
        name = f"text.{language}" if language else "text"
        if name in values:
            record.fault = f"two files in one language ({language or 'none named'})"
            record.values = {}
            return
        values[name] = text
        for tag, title in part.titles:
            if title and tag in {"", language}:
                values.setdefault(f"title.{language}" if language else "title", title)
    for part in parts:
        language = next((one for owner, one, _ in guessed if owner is part), "")
        for name, value in part.facts.items():
            target = recognise_column(name)
            if target == "title":
                values[f"title.{language}" if language else "title"] = value
            elif target == "language" and len(parts) > 1:
                continue  # each file says its own: the names, or these, have been read
            elif values.setdefault(name, value) != value:
                values[
                    f"{name}.{language}"
                    if target in {"authors", "translators", "place"}
                    else f"{name} ({language})"
                ] = value
        record.remarks += part.remarks
