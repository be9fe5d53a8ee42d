"""Makes unsaved database rows, and the index document, of a parsed record."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import models

from documents import identifiers
from documents.author_names import (
    join_wide_name,
    join_wide_names,
    pair_names,
    pinyin_spellings,
)
from documents.blocks import Block, Dateline
from documents.held_text import pack_blocks
from documents.ingest.align_translation import (
    Text,
    TranslationAlignment,
    keep_beads,
    pair_texts,
)
from documents.ingest.bulk_insert import new_row
from documents.models import Article, Translation
from documents.search.request import IndexDocument, IndexedName
from documents.seed_store.items import Item
from documents.seed_store.records import ArticleRecord, Fault, Refused, TextRecord
from documents.text import natural_key

_DIGITS = re.compile("[0-9]+")
_TIE = "\x01"  # stands before every character that a path may have
_NO_ZERO = ord("0")
_LONGEST_TITLE = 2000  # bytes: PostgreSQL's indexes hold no longer values


def make_rows(
    item: Item, source: str, record: ArticleRecord, cache: Path | None
) -> tuple[Article, list[Translation]]:
    """The article's row, without its seed, and the rows of its translations.

    Raises `Refused` for a value too long to keep. ``cache`` is for `pairing.pair_texts`.

    ``Article.title`` is the held text's where the original is not held, so that such articles have
    their place in the order of titles; their headline stays empty.
    """
    original = record.original
    dateline = (original and original.dateline) or Dateline()
    article = new_row(
        Article,
        identifier=identifiers.mint(item.accession),
        version=item.version,
        is_newest=item.version == 1,
        source_id=source,
        layout=record.layout,
        language=record.language,
        original_held=original is not None,
        title=record.texts[0].title if record.texts else "",
        headline=list(original.headline) if original else [],
        byline=original.byline if original else "",
        authors=list(original.authors) if original else [],
        stored_blocks=pack_blocks(original.blocks, item.data) if original else b"",
        references=list(original.references) if original else [],
        sections=list(original.sections) if original else [],
        date=str(record.date) if record.date else "",
        date_from=record.date.lower if record.date else None,
        date_to=record.date.upper if record.date else None,
        page=record.page,
        page_label=record.page_label,
        section=record.section,
        column=record.column,
        agency=dateline.agency,
        place=dateline.place,
        day=dateline.day,
        notes=_notes(record),
        path_key=order_key(item.path),
        lines=[[line.field, line.language, line.block] for line in record.lines],
        not_understood=len(record.not_understood),
    )
    translations = [_make_translation(item, original, text, cache) for text in record.translations]
    faults = [fault for row in (article, *translations) for fault in _too_long(item.shown, row)]
    if faults:
        raise Refused(*faults)
    return article, translations


def _notes(record: ArticleRecord) -> dict[str, list[str]]:
    """What the file says of itself; who translated a text that was first printed so; its marks."""
    notes = {name: list(texts) for name, texts in record.notes.items()}
    if record.original and record.original.translators:
        notes["translator"] = list(record.original.translators)
    if record.marks:
        notes["marks"] = list(record.marks)
    return notes


def _make_translation(
    item: Item,
    original: TextRecord | None,
    text: TextRecord,
    cache: Path | None,
) -> Translation:
    pairing = TranslationAlignment([], {}, [])
    if original:
        ours, theirs = Text(original.language, original.blocks), Text(text.language, text.blocks)
        if text.alignment:
            pairing = keep_beads(ours, theirs, text.alignment, cache)
        else:
            pairing = pair_texts(ours, theirs, cache)
    dateline = text.dateline or Dateline()
    return new_row(
        Translation,
        language=text.language,
        title=text.title,
        headline=list(text.headline),
        byline=text.byline,
        authors=list(text.authors),
        translators=list(text.translators),
        stored_blocks=pack_blocks(text.blocks, item.data),
        references=list(text.references),
        sections=list(text.sections),
        agency=dateline.agency,
        place=dateline.place,
        day=dateline.day,
        alignment=pairing.alignment,
        doubts=pairing.doubts,
        sentences=pairing.sentences,
    )


def order_key(path: str) -> str:
    """A sort key: its code-point order is the natural order of paths, without ties.

    Paths that differ only in leading zeros stand side by side, the one with fewer first.
    """
    zeros = [len(digits) - len(digits.lstrip("0") or "0") for digits in _DIGITS.findall(path)]
    ties = "".join(map(chr, (_NO_ZERO + count for count in zeros))).rstrip(chr(_NO_ZERO))
    return f"{natural_key(path)}{_TIE}{ties}" if ties else natural_key(path)


def _too_long(shown: str, row: models.Model) -> Iterable[Fault]:
    """Faults for values longer than their column: SQLite would keep them, PostgreSQL would not."""
    for name, limit in _limits(type(row)):
        value = getattr(row, name)
        if len(value) > limit:
            yield Fault(shown, 0, name, f"{len(value)} characters", f"at most {limit}")
    title = getattr(row, "title", "")
    if len(title.encode()) > _LONGEST_TITLE:
        yield Fault(shown, 0, "title", f"{len(title.encode())} bytes", f"at most {_LONGEST_TITLE}")


@functools.cache
def _limits(model: type[models.Model]) -> tuple[tuple[str, int], ...]:
    """The columns of a model with a maximum length."""
    return tuple(
        (column.attname, column.max_length)
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField) and column.max_length and not column.is_relation
    )


def index_document(
    article: Article,
    translations: Sequence[Translation],
    texts: Mapping[str, Iterable[Block]],
    recorded_at: datetime | None = None,
) -> IndexDocument:
    """The index document of an article; ``texts`` are those held, by language.

    Without ``recorded_at`` whoever knows it adds it to what is prepared.
    """
    titles = {text.language: text.title for text in translations}
    if article.original_held:
        titles[article.language] = article.title
    authors = _authors(article, translations)
    translators = [
        IndexedName("translator", name, pinyin_spellings(name))
        for name in _translators(article, translations)
    ]
    return IndexDocument(
        identifier=article.identifier,
        source=article.source_id,
        title=article.title,
        titles=titles,
        texts={language: tuple(block.text for block in texts[language]) for language in titles},
        bylines=tuple(_printed_names(article, translations)),
        section=article.section,
        column=article.column,
        date_from=article.date_from,
        date_to=article.date_to,
        page=article.page,
        place=article.place,
        agency=article.agency,
        author=tuple(one.value for one in authors),
        translator=tuple(one.value for one in translators),
        names=(*authors, *translators),
        has_translation=bool(translations),
        recorded_at=recorded_at,
    )


def _authors(article: Article, translations: Sequence[Translation]) -> list[IndexedName]:
    """The authors of an article, each once, with what its translations call them."""
    called: dict[str, list[tuple[str, str]]] = {
        name: [] for name in join_wide_names(article.authors)
    }
    for text in translations:
        for name, value in pair_names(article.authors, text.authors).items():
            known = called.setdefault(value, [])
            if name != value:
                known.append((name, text.language))
    return [
        IndexedName("author", value, pinyin_spellings(value), tuple(others))
        for value, others in called.items()
    ]


def _translators(article: Article, translations: Sequence[Translation]) -> list[str]:
    """Who translated an article: for us, or before it was first printed, as its file notes."""
    noted: Sequence[str] | str = article.notes.get("translator", ())
    names = [noted] if isinstance(noted, str) else [*noted]
    return join_wide_names([*names, *(name for text in translations for name in text.translators)])


def _printed_names(article: Article, translations: Sequence[Translation]) -> Iterable[str]:
    """The bylines, and the names of people that stand in none."""
    texts: list[Article | Translation] = [article, *translations]
    yield from (text.byline for text in texts)
    lines = join_wide_name(" ".join(text.byline for text in texts))
    names = (name for text in texts for name in text.authors)
    for name in join_wide_names([*names, *_translators(article, translations)]):
        if name not in lines:
            yield name
