"""The index schema, and how an article becomes a document of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias

import tantivy

from documents.search import sketches
from documents.search.analysis import (
    PAIRS,
    STEMS,
    UNITS,
    Streams,
    join_streams,
    token_streams,
    token_streams_by_language,
)
from documents.search.mentions import years_mentioned
from documents.search.name_keys import name_keys
from documents.search.request import FACETS, IndexDocument
from documents.translation_tags import written_language

# Part of the index folder's name. Raise it when fields, folding, analysis, variants.txt or what
# lies in the folder beside Tantivy's files change.
SCHEMA_VERSION = "13"

# Facets of which an article has one value are counted where they are filtered. ``NONE`` stands for
# no value: Tantivy counts a column without gaps several times as fast as one with gaps.
SINGLE_FIELDS = tuple(name for name, column in FACETS.items() if column.single)
NONE = ""
# Of the others it may have several, which Tantivy counts twenty times as slowly: these are filtered
# by as they are, and counted in columns of one value each.
LANGUAGES = "languages"  # all of an article's, as one value
SPOKEN = tuple(f"spoken_{place}" for place in range(1, 7))  # its first years, 0 for none
SPOKEN_MORE = "spoken_more"  # the others, of the few articles that have more
# Few articles have more than one, and many have none: these are counted as they are.
SEVERAL = ("author", "translator")
# Which fields hold what is searched: everything, the headlines, the lines of names.
PREFIXES = ("", "title_", "byline_")
Prepared: TypeAlias = dict[str, list[str] | list[int] | list[bytes]]  # an article's values by field
_LAST_SECOND = (1 << 32) - 1  # in 2106
_TITLE_KEY = 1000  # characters of a title that give its order
# The sort number of a date: so many bits for the day, and below it for the identifier.
DAY_BITS, LOW_BITS = 22, 42
UNDATED = (1 << DAY_BITS) - 1


def build_schema() -> tantivy.Schema:
    """The schema of the index; ``oldest``, ``newest``, ``recorded``, ``by_title`` are to sort by.

    They hold the identifier behind the value, so no two articles are equal in an order and every
    machine gives the same pages; ``tie`` does the same for equal scores. ``title_start`` and
    ``title_next`` are the beginning of ``by_title`` as two numbers, of eight bytes each: Tantivy
    sorts many numbers far faster than many strings.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("identifier", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("tie", "oldest", "newest", "recorded", "title_start", "title_next"):
        builder.add_unsigned_field(name, fast=True)
    for name in (*SINGLE_FIELDS, LANGUAGES, "by_title"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in SEVERAL:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("language", "mentions", "name_keys"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*SPOKEN, SPOKEN_MORE):
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("sketches", stored=True)
    builder.add_bytes_field("digest", stored=True)
    builder.add_text_field("sketch_keys", tokenizer_name="raw", index_option="basic")
    for name in ("first_day", "last_day"):
        builder.add_unsigned_field(name, fast=True, indexed=True)
    for prefix in PREFIXES:
        builder.add_text_field(f"{prefix}words", tokenizer_name=STEMS, index_option="freq")
        builder.add_text_field(f"{prefix}exact", tokenizer_name=UNITS, index_option="position")
        builder.add_text_field(f"{prefix}han", tokenizer_name=PAIRS, index_option="position")
    return builder.build()


def prepare(article: IndexDocument) -> Prepared:
    """Prepare an article for Tantivy: folded, analysed, and fit to be sent to another process."""
    headings = [title for title in article.titles.values() if title]
    title = token_streams_by_language({tag: [text] for tag, text in article.titles.items() if text})
    lines = [line for line in (*article.bylines, article.section, article.column) if line]
    byline = token_streams(lines)
    texts = {
        language: token_streams(blocks, language) for language, blocks in article.texts.items()
    }
    text = join_streams([title, byline, *texts.values()])
    languages = list(dict.fromkeys(map(written_language, article.texts)))
    by_title = f"{article.title[:_TITLE_KEY]}\0{article.identifier}"
    start, following = title_numbers(by_title)
    fields: Prepared = {
        "identifier": [article.identifier],
        "tie": [_rank(article.identifier)],
        "title_start": [start],
        "title_next": [following],
        "language": languages,
        LANGUAGES: [" ".join(sorted(languages))],
        "by_title": [by_title],
    }
    fields |= {name: [getattr(article, name) or NONE] for name in SINGLE_FIELDS}
    fields |= {name: list(getattr(article, name)) for name in SEVERAL}
    keys = (key for name in article.names for key in name_keys(name))
    fields["name_keys"] = list(dict.fromkeys(keys))
    fields |= _orders(article.identifier, article.date_from)
    if article.recorded_at:
        set_recorded(fields, article.identifier, article.recorded_at)
    fields |= _sketches(texts)
    written = article.date_to.year if article.date_to else None
    spoken = [*headings, *(block for blocks in article.texts.values() for block in blocks)]
    fields |= _mentions(sorted(years_mentioned(spoken, written)))
    for prefix, stream in zip(PREFIXES, (text, title, byline), strict=True):
        for name in Streams.__slots__:
            if terms := getattr(stream, name):
                fields[prefix + name] = [terms]
    if article.date_from and article.date_to:
        fields["first_day"] = [article.date_from.toordinal()]
        fields["last_day"] = [article.date_to.toordinal()]
    fields["digest"] = [_digest(fields)]
    return fields


def _digest(prepared: Prepared) -> bytes:
    """A digest of a document, all but when it was recorded: by it a document is proved.

    Its other fields are not stored, and cannot be read back.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(prepared.keys() - {"recorded"}):
        values = prepared[name]
        if values and isinstance(values[0], bytes):
            digest.update(b"".join(values))
        else:
            digest.update("\0".join(map(str, values)).encode())
        digest.update(f"\0{name}\n".encode())
    return digest.digest()


def set_recorded(prepared: Prepared, identifier: str, recorded_at: datetime) -> None:
    """Set when a prepared article was recorded; whoever prepared it need not have known."""
    prepared["recorded"] = [recorded_number(recorded_at, identifier)]


def recorded_number(recorded_at: datetime, identifier: str) -> int:
    """The sort number of a recorded time, the newest first: 32 bits for the second, counted back
    from the last, 32 for six characters of the identifier.

    Two articles of one second that agree in six characters have the same number.
    """
    second = min(max(int(recorded_at.timestamp()), 0), _LAST_SECOND)
    return (_LAST_SECOND - second) << 32 | _rank(identifier, 6)


def title_numbers(by_title: str) -> tuple[int, int]:
    """The first sixteen bytes of a title's sort key as two numbers."""
    begun = by_title.encode()[:16].ljust(16, b"\0")
    return int.from_bytes(begun[:8], "big"), int.from_bytes(begun[8:], "big")


def _mentions(values: list[str]) -> Prepared:
    """The years mentioned, as columns to filter by and to count."""
    numbers = [2 * int(value.replace("X", "0")) + value.endswith("X") for value in values]
    first = [*numbers[: len(SPOKEN)], *[0] * len(SPOKEN)]
    columns: Prepared = {name: [number] for name, number in zip(SPOKEN, first, strict=False)}
    return columns | {"mentions": values, SPOKEN_MORE: numbers[len(SPOKEN) :]}


def format_mention(number: int) -> str:
    """The year or decade behind a column's number: ``1957``, ``195X``."""
    year, is_decade = divmod(number, 2)
    return f"{year:04}"[:3] + "X" if is_decade else f"{year:04}"


def _rank(identifier: str, length: int = 10) -> int:
    """A number that orders identifiers by their first characters; ten make up a public one.

    They are digits and small letters, which base 36 keeps in order; others are a `ValueError`.
    """
    return int(identifier[:length].ljust(length, "0"), 36)


def _sketches(texts: Mapping[str, Streams]) -> Prepared:
    """The sketches of each language's text, to find near-duplicates by."""
    stored: list[bytes] = []
    looked_up: list[str] = []
    for tag, stream in texts.items():
        language = tag.partition("-")[0]
        values = sketches.make_sketch(stream.exact)
        if values:
            stored.append(sketches.write(language, values))
            looked_up += sketches.sketch_keys(language, values)
    return {"sketches": stored, "sketch_keys": looked_up}


def _orders(identifier: str, first: date | None) -> Prepared:
    """The sort number of a date: 22 bits for the day, 42 for eight characters of the identifier.

    Two articles of one day whose identifiers agree in eight characters may stand either way.
    """
    day = first.toordinal() if first else UNDATED
    back = UNDATED - day if first else UNDATED
    low = _rank(identifier, 8)
    return {"oldest": [day << LOW_BITS | low], "newest": [back << LOW_BITS | low]}
