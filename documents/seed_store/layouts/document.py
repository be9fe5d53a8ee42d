"""The layout of any text in any languages: Markdown below front matter.

Facts stand in front matter (YAML or TOML), texts below headings that name their languages
(``## [zh-Hans]``, ``## [en]``, ``## [en] Ann Lee, 1979``), the original first. A file without such
headings is one text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from documents.blocks import Dateline
from documents.seed_store.files import DecodedFile
from documents.seed_store.layouts._chinese_header import find_headers
from documents.seed_store.layouts._document_facts import (
    ByLanguage,
    DocumentFacts,
    read_facts,
    split_names,
)
from documents.seed_store.layouts._front_matter import find_front_matter
from documents.seed_store.layouts._language_headings import find_headings
from documents.seed_store.layouts._language_tags import EXAMPLES, guess_tag, read_tag
from documents.seed_store.layouts._lines import LineLedger, shorten
from documents.seed_store.layouts._marks import find_marks
from documents.seed_store.records import ArticleRecord, NamedSource, TextRecord
from documents.text import letters_only, strip_spaces
from documents.translation_tags import DATES_NOTE, written_language
from documents.typesetting.markdown_blocks import (
    MarkdownPiece,
    number_notes,
    read_markdown,
)

NAME = "document"

_FIELDS = re.compile(
    r"""["']?(?:title|authors?|translators?|date|language|source)(?:\.[\w-]+)?["']?\s*[:=]"""
    r"|\[(?:title|authors?|translators?)\]"
)
_SOURCE = re.compile(r"""["']?source["']?\s*[:=]\s*(?P<name>\S.*)""")


class Section(NamedTuple):
    """The lines (indexes from 0) of a text; ``heading`` is -1 without a heading of its own."""

    language: str
    heading: int
    indexes: range


def recognise(file: DecodedFile) -> bool:
    """Whether the file has front matter with a field of a document, or a language's heading.

    A newspaper's transcription may have front matter too, above its own header.
    """
    lines = [line.text for line in file.lines]
    inner = find_front_matter(lines)
    if inner is not None and any(_FIELDS.match(lines[index]) for index in inner):
        ledger = LineLedger(file)
        return not any(find_marks(ledger, header) for header in find_headers(ledger))
    return any(not one.name and read_tag(one.written) for one in find_headings(lines))


def named_source(file: DecodedFile) -> NamedSource | None:
    """The source whose key or name the front matter gives."""
    lines = [line.text for line in file.lines]
    for index in find_front_matter(lines) or ():
        if match := _SOURCE.match(lines[index]):
            name = strip_spaces(match["name"].strip().strip("\"'"))
            return NamedSource(index + 1, name) if name else None
    return None


def parse(file: DecodedFile) -> ArticleRecord:
    """Parse a document. Raises `Refused` for front matter or languages that cannot be read."""
    ledger = LineLedger(file)
    lines = [line.text for line in file.lines]
    facts = read_facts(ledger, lines, _first_language(lines))
    sections = _find_sections(ledger, lines, facts)
    language = facts.language or sections[0].language
    sections.sort(key=lambda section: section.language != language)
    has_original = sections[0].language == language
    languages = [section.language for section in sections]
    translated = frozenset(languages[1:] if has_original else languages)
    reader = _Reader(ledger, lines, facts, languages[0], translated, frozenset(languages))
    texts = [reader.read(section) for section in sections]
    if not any(text.blocks for text in texts):
        raise ledger.refusal(-1, "body", "no text", "a text below the front matter")
    if not any(text.headline for text in texts):
        expected = "title: in the front matter, or a line # Title above the text"
        raise ledger.refusal(-1, "title", "no title", expected)
    _keep_others(facts, texts)
    _keep_dates(facts, [text.language for text in (texts[1:] if has_original else texts)])
    return ArticleRecord(
        layout=NAME,
        language=language,
        original=texts[0] if has_original else None,
        translations=tuple(texts[1:] if has_original else texts),
        date=facts.date,
        lines=ledger.readings(),
        page=facts.page,
        page_label=facts.page_label,
        section=facts.section,
        column=facts.column,
        notes=facts.notes,
    )


def _first_language(lines: list[str]) -> str:
    """The language of the first text, as its heading or its letters say it."""
    inner = find_front_matter(lines)
    below = inner.stop + 1 if inner is not None else 0
    heading = next(find_headings(lines, below), None)
    return heading.tag if heading else guess_tag("".join(lines[below:]))


def _find_sections(ledger: LineLedger, lines: list[str], facts: DocumentFacts) -> list[Section]:
    """The texts by their headings, in the order of the file; one without a heading is the whole.

    A title above the first heading is entered; all else there stays not understood.
    """
    starts: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for heading in find_headings(lines, facts.end):
        index, tag = heading.index, heading.tag
        if not tag:
            expected = f"{EXAMPLES}; or, as a heading of the text, ## \\[{heading.written[:20]}]"
            raise ledger.refusal(index, "language", shorten(heading.written), expected)
        if tag in seen:
            found = f"a second text in {tag}, the first being on line {seen[tag] + 1}"
            expected = f"one text in each language; or whose it is, ## [{tag}] Ann Lee, 1979"
            raise ledger.refusal(index, "language", found, expected)
        if heading.translators:
            facts.translators.setdefault(tag, heading.translators)
        if heading.translated:
            facts.translated.setdefault(tag, (heading.translated,))
        seen[tag] = index
        starts.append((index, tag))
        ledger.enter(index, "furniture", tag)
    if not starts:
        whole = range(facts.end, len(lines))
        guessed = facts.language or guess_tag("".join(lines[index] for index in whole))
        return [Section(guessed, -1, whole)]
    ends = [index for index, _ in starts[1:]] + [len(lines)]
    _read_title_above(ledger, lines, facts, range(facts.end, starts[0][0]))
    return [
        Section(tag, index, range(index + 1, end))
        for (index, tag), end in zip(starts, ends, strict=True)
    ]


def _read_title_above(
    ledger: LineLedger, lines: list[str], facts: DocumentFacts, indexes: range
) -> None:
    for piece in read_markdown(lines, indexes):
        if piece.level == 1 and (not facts.titles.get("") or _says(piece, facts.titles[""])):
            facts.titles.setdefault("", (piece.text,))
            for index in piece.indexes:
                ledger.enter(index, "title")


@dataclass(frozen=True, slots=True)
class _Reader:
    """A reader of the texts. ``first`` is the language of what the file says of none."""

    ledger: LineLedger
    lines: list[str]
    facts: DocumentFacts
    first: str
    translated: frozenset[str]  # the languages of translations held
    held: frozenset[str]  # those of all texts

    def read(self, section: Section) -> TextRecord:
        """The text of a section; its lines are entered."""
        language, facts = section.language, self.facts
        pieces = read_markdown(self.lines, section.indexes)
        headline, pieces = self._take_title(pieces, self._of(facts.titles, language), language)
        if not pieces and section.heading >= 0:
            found = f"no text below {shorten(self.lines[section.heading])}"
            raise self.ledger.refusal(section.heading, "body", found, "a text")
        for number, piece in enumerate(pieces, start=1):
            for index in piece.indexes:
                self.ledger.enter(index, "body", language, number)
        for index in section.indexes:
            is_open = not (self.ledger.is_entered(index) or self.ledger.is_blank(index))
            if is_open and not letters_only(self.ledger.texts[index]):
                self.ledger.enter(index, "furniture", language)
        byline = self._of(facts.authors, language)
        translators = self._said(facts.translators, language)
        if not translators and (language in self.translated or not self.translated):
            translators = facts.translators.get("", ())
        place = self._of(facts.places, language)
        return TextRecord(
            language=language,
            headline=headline,
            blocks=tuple(number_notes(pieces)),
            byline=("、" if language.startswith("zh") else "; ").join(byline),
            authors=split_names(byline),
            translators=split_names(translators),
            dateline=Dateline(place=place[0]) if place else None,
        )

    def _of(self, values: ByLanguage, language: str) -> tuple[str, ...]:
        """What is said of a language; of the first one, too, what is said of none."""
        said = self._said(values, language)
        return said or (values.get("", ()) if language == self.first else ())

    def _said(self, values: ByLanguage, language: str) -> tuple[str, ...]:
        """What is said of a text; of ``en-x-…`` what is said of ``en``, if no text is that."""
        written = written_language(language)
        return values.get(language) or (() if written in self.held else values.get(written, ()))

    def _take_title(
        self, pieces: list[MarkdownPiece], headline: tuple[str, ...], language: str
    ) -> tuple[tuple[str, ...], list[MarkdownPiece]]:
        """The headline: the front matter's, else the text's own, which is taken from its blocks."""
        if not pieces or pieces[0].level != 1 or (headline and not _says(pieces[0], headline)):
            return headline, pieces
        for index in pieces[0].indexes:
            self.ledger.enter(index, "furniture" if headline else "title", language)
        return headline or (pieces[0].text,), pieces[1:]


def _says(piece: MarkdownPiece, headline: tuple[str, ...]) -> bool:
    return letters_only(piece.text) == letters_only("".join(headline))


def _keep_others(facts: DocumentFacts, texts: list[TextRecord]) -> None:
    """Keep as notes what the file says of languages in which it has no text."""
    held = {"", *(text.language for text in texts)}
    held |= {written_language(text.language) for text in texts}
    others = [
        f"{name}.{language}: {'; '.join(values)}"
        for name, by_language in (
            ("title", facts.titles),
            ("authors", facts.authors),
            ("translators", facts.translators),
            ("place", facts.places),
            ("translated", facts.translated),
        )
        for language, values in by_language.items()
        if language not in held
    ]
    if others:
        facts.notes["fields"] = (*facts.notes.get("fields", ()), *others)


def _keep_dates(facts: DocumentFacts, languages: list[str]) -> None:
    """Keep as a note when each translation was made; a date of no language is that of all."""
    said = []
    for language in languages:
        of_language = facts.translated.get(written_language(language), facts.translated.get("", ()))
        said += [f"{language}: {day}" for day in facts.translated.get(language, of_language)]
    if said:
        facts.notes[DATES_NOTE] = tuple(said)
