"""The citation record: an article as styles and exports see it. No database, no settings.

A view fills a `CitedArticle` once, a list of results a `CitedWork` for each; every style, export,
header and tag is a function of it. What each of them asks for is worked out once. The
file is longer than others because it is one record: what is asked for by many is said here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal, TypeAlias

from documents.blocks import Block, Dateline
from documents.citation.abstract import first_sentence
from documents.citation.language_tags import base, in_language
from documents.citation.passage import Passage
from documents.dates import PartialDate
from documents.source_dates.reader import WRITTEN_NOTE

Genre: TypeAlias = Literal["newspaper", "encyclopedia", "other"]
Bead: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], float]
Steps: TypeAlias = Sequence[Sequence[int]] | Literal[0]

TRIAL_NAAN = "99999"  # the ARK Alliance keeps it for tests: such an ARK promises nothing
_GENRES: Mapping[str, Genre] = {"newspaper": "newspaper", "encyclopedia": "encyclopedia"}


@dataclass(frozen=True)
class CitedText:
    """The text in one language. ``alignment`` is a translation's, to the original's blocks.

    ``sections`` are the numbers of blocks where a further entry under the headword begins.
    ``steps`` pair the sentences of each bead and ``doubts`` say why one is uncertain, both as
    `models.Translation` keeps them.
    """

    language: str  # BCP 47
    headline: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    is_original: bool = False
    byline: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    dateline: Dateline | None = None
    references: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    alignment: tuple[Bead, ...] = ()
    steps: tuple[Steps, ...] = field(default=(), hash=False)
    doubts: Mapping[str, str] = field(default_factory=dict, hash=False)
    translated: PartialDate | None = None  # when a translation was made

    @cached_property
    def title(self) -> str:
        """The headline as one string: U+3000 between lines of Han, a space between others."""
        joiner = "\u3000" if self.language.startswith("zh") else " "
        return joiner.join(line.strip() for line in self.headline if line.strip())

    @cached_property
    def abstract(self) -> str:
        """The text's first sentence; empty in a record without bodies."""
        return first_sentence(self.blocks, self.language)


@dataclass(frozen=True, kw_only=True)
class CitedWork:
    """The bibliographic facts of an article, without the record of its versions.

    Names of source, publisher, place, rights and archive are by BCP 47 tag. Addresses are absolute,
    or begin with ``/`` where the archive has no public one. ``ark`` is ``ark:NAAN/id`` or empty,
    ``ark_address`` its absolute form.
    """

    identifier: str
    version: int
    permalink: str
    version_address: str
    archive_names: Mapping[str, str]
    source_key: str
    source_kind: str  # Source.kind: "newspaper", "encyclopedia", "periodical", "book", "documents"
    source_names: Mapping[str, str]
    language: str  # of the first printing
    texts: tuple[CitedText, ...]
    date: PartialDate | None = None
    source_edition: int | None = None  # 3 for "3rd ed."
    publisher: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    page_label: str = ""
    section: str = ""
    column: str = ""
    rights_uri: str = ""
    rights_line: str = ""
    rights_names: Mapping[str, str] = field(default_factory=dict)  # of the statement at rights_uri
    ark: str = ""
    ark_address: str = ""
    lead_language: str = (
        ""  # BCP 47: whose title leads, as a reader asks; "" leaves it to the format
    )
    beside: str = ""  # the tag of the translation that is cited, where that is not the first one

    def __post_init__(self) -> None:
        if not self.texts:
            raise ValueError(f"{self.identifier}: found no text expected at least one language")

    @property
    def genre(self) -> Genre:
        return _GENRES.get(self.source_kind, "other")

    @property
    def is_in_a_book(self) -> bool:
        """Whether the source is a book, with edition and imprint, and no periodical."""
        return self.source_kind in {"encyclopedia", "book"}

    @property
    def is_a_document(self) -> bool:
        """Whether the source is a collection of documents, each cited before the collection."""
        return self.source_kind == "documents"

    @cached_property
    def original(self) -> CitedText | None:
        """The text of the first printing, None where it is not held."""
        return next((text for text in self.texts if text.is_original), None)

    @property
    def original_held(self) -> bool:
        return self.original is not None

    @property
    def translations(self) -> tuple[CitedText, ...]:
        return tuple(text for text in self.texts if not text.is_original)

    @cached_property
    def lead(self) -> CitedText:
        """The text named first: in the language asked for, else in English, else the original.

        Of several translations into it the one asked for by its own tag, or the one cited, leads.
        """
        texts = self.texts
        if self.beside and self.beside_text:
            texts = (self.beside_text, *texts)
        for text in texts:
            if text.language == self.lead_language:
                return text
        for wanted in (base(self.lead_language), "en"):
            for text in texts:
                if base(text.language) == wanted:
                    return text
        return self.source_text

    @cached_property
    def source_text(self) -> CitedText:
        """The original, or the first text held where there is none."""
        return self.original or self.texts[0]

    @cached_property
    def beside_text(self) -> CitedText | None:
        """The translation whose blocks are ``#t1``…, None where nothing stands beside the text."""
        others = [text for text in self.texts if text is not self.source_text]
        chosen = (text for text in others if text.language == self.beside)
        return next(chosen, others[0] if others else None)

    def in_lead(self, values: Mapping[str, str]) -> str:
        """A name of the source or the archive in the language of the title that leads."""
        return in_language(values, self.lead.language)

    @property
    def translated_title(self) -> str:
        """The English title where the original leads and another language was asked for."""
        if not self.lead_language or self.lead is not self.original:
            return ""
        return next((t.title for t in self.translations if base(t.language) == "en"), "")

    @property
    def original_title(self) -> str:
        """The original's title where the leading text is a translation of it, else empty."""
        original = self.original
        return original.title if original and original is not self.lead else ""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(text.language for text in self.texts)

    def authors_of(self, text: CitedText) -> tuple[str, ...]:
        """A text's authors as it prints them, else the original's, else any other text's."""
        known = (text, *((self.original,) if self.original else ()), *self.texts)
        return next((each.authors for each in known if each.authors), ())

    @property
    def translators(self) -> tuple[str, ...]:
        """The translators of the leading text; none where it is the original."""
        return self.lead.translators

    @property
    def rights(self) -> str:
        """The rights in words: as the source states them, else the statement's name."""
        return self.rights_line or self.in_lead(self.rights_names) or self.rights_uri

    @property
    def record_id(self) -> str:
        """The key of this version's record."""
        return record_id(self.identifier, self.version, self.beside)

    @property
    def is_local(self) -> bool:
        """Whether the archive has no public address: links are good on one machine only."""
        return not self.permalink.startswith(("http://", "https://"))

    @property
    def ark_is_trial(self) -> bool:
        return self.ark.startswith(f"ark:{TRIAL_NAAN}/")

    @property
    def cite_as(self) -> str:
        """The permanent address: the ARK's, unless it is a trial one; else the permalink."""
        return self.ark_address if self.ark_address and not self.ark_is_trial else self.permalink

    def address(self, suffix: str = "", *, versioned: bool = False) -> str:
        """The address of an export (``bib``, ``csl.json``), of the newest or of this version."""
        page = self.version_address if versioned else self.permalink
        return f"{page.rstrip('/')}.{suffix}" if suffix else page

    def pinned_address(self, passage: Passage | None = None) -> str:
        """The address that fixes version, passage and, where it is not the first, translation."""
        beside = f"?beside={self.beside}" if self.beside else ""
        return self.version_address + beside + (f"#{passage.anchor}" if passage else "")


@dataclass(frozen=True, kw_only=True)
class CitedArticle(CitedWork):
    """One version of an article, with everything that any citation of it may need.

    ``recorded_at`` is the register's UTC time of this version, ``sha256`` its file's digest, and
    ``edition`` the digest of the archive's edition. ``passage`` is what a reader quotes: exports
    for reference managers keep it as a note. ``notes`` are the file's own, by name. ``record_key``
    stands in the place of the record's own key where a list has several records of one version.
    """

    edition: str
    recorded_at: datetime
    sha256: str = ""
    passage: Passage | None = None
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    record_key: str = ""

    @property
    def record_id(self) -> str:
        """The key of this version's record."""
        return self.record_key or record_id(self.identifier, self.version, self.beside)

    @property
    def cited_address(self) -> str:
        """The address that a reader cites: of this version, at the passage where there is one."""
        return self.pinned_address(self.passage)

    @property
    def written_date(self) -> str:
        """The date in the source's own words, where the file keeps them; else empty."""
        return next(iter(self.notes.get(WRITTEN_NOTE, ())), "")

    @property
    def recorded_utc(self) -> str:
        """The time of recording: ``2026-11-20T08:30:00Z``."""
        return self.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_id(identifier: str, version: int, beside: str = "") -> str:
    """The key of a version's record in exports and lists: ``h4x9k2m7q0b-v1``.

    With another translation than the first it names that too: ``h4x9k2m7q0b-v1-en-x-legge``.
    """
    return f"{identifier}-v{version}" + (f"-{beside}" if beside else "")


def choose_translation(article: CitedArticle, tag: str) -> CitedArticle:
    """The record with the translation of a tag as the one that is cited; the first for any other.

    The tag may be written in small letters.
    """
    others = [text for text in article.texts if text is not article.source_text]
    named = (text.language for text in others[1:] if text.language.lower() == tag.lower())
    beside = next(named, "") if tag else ""
    return article if beside == article.beside else replace(article, beside=beside)


def tell_apart(articles: Sequence[CitedArticle]) -> list[CitedArticle]:
    """The records of a list with a key for each: several passages of a version get their own.

    A whole version, or else its first passage, keeps the key that it has everywhere.
    """
    met = {article.record_id for article in articles if article.passage is None}
    told = []
    for article in articles:
        if article.passage and article.record_id in met:
            key = f"{article.record_id}.{article.passage.key}"
            told.append(replace(article, record_key=key))
        else:
            told.append(article)
        met.add(article.record_id)
    return told


def anchor_letter(article: CitedArticle, text: CitedText) -> str:
    """The letter of anchors: ``p`` for the text with ``#p1``…, ``t`` for one read beside it."""
    return "p" if text is article.source_text else "t"
