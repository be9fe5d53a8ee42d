"""Publishes an edition: its digest, and the index that belongs to it."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import F, Max, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from documents.dictionaries.installed import dictionaries_digest
from documents.edition import current_edition
from documents.fields import DamagedValue
from documents.ingest.derivation import DERIVATION
from documents.ingest.rows import index_document
from documents.models import Article, Edition, SeedFile, Translation
from documents.search import (
    IndexBuilder,
    IndexDocument,
    has_index,
    index_path,
    is_intact,
    remove_stale,
    renew_etag_salt,
)
from documents.seed_store.accession_register import format_time
from documents.seed_store.edition_register import EditionLine

T = TypeVar("T")

BATCH = 500
# Articles up to which an index is made anew where any were removed from it: a second or two for a
# thousand. Its counts of words are then those of its articles alone, as on every other machine.
_MADE_ANEW = 2000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # of an archive that has published nothing yet


def digest_archive() -> str:
    """The edition: a SHA-256 over the digests of everything ingested, in order of SHA-256.

    It begins with the number of the rules that rows are made by, since other rules show other
    pages, and with the digest of the dictionaries that the collection brings. Each item's digest
    covers all that shows on a page: kind, path inside the collection, accession, version, SHA-256
    and register time. Streams, whatever the size.
    """
    rows = heapq.merge(*map(_digested, SeedFile.Kind), key=itemgetter(0))
    whole = hashlib.sha256(f"derivation {DERIVATION}\n".encode())
    if dictionaries := dictionaries_digest():
        whole.update(f"dictionaries {dictionaries}\n".encode())
    for _, same in groupby(rows, key=itemgetter(0)):
        for digest in sorted(_digest_item(*row) for row in same):
            whole.update(digest)
    return whole.hexdigest()


def _digested(kind: str) -> Iterator[tuple[str, str, str, str, int, str | datetime]]:
    """The files of a kind in order.

    SQLite keeps times as text: few differ, so few are converted.
    """
    rows = SeedFile.objects.filter(kind=kind).order_by("sha256")
    is_text = connection.vendor == "sqlite"
    kept = Cast("recorded_at", TextField()) if is_text else F("recorded_at")
    columns = ("sha256", "kind", "path", "accession", "version", "kept")
    return rows.annotate(kept=kept).values_list(*columns).iterator(chunk_size=2000)


def _digest_item(
    sha256: str, kind: str, path: str, accession: str, version: int, kept: str | datetime
) -> bytes:
    # The register has no line for sources.toml, so its time is no part of the seeds.
    time = "" if kind == SeedFile.Kind.SOURCES else _say_time(kept)
    parts = (kind, path, accession, str(version), sha256, time)
    return hashlib.sha256("\0".join(parts).encode()).digest()


@lru_cache(maxsize=1024)  # all that came in one go has one time
def _say_time(kept: str | datetime) -> str:
    """A time in the register's format."""
    if isinstance(kept, str):
        try:
            kept = datetime.fromisoformat(kept).replace(tzinfo=UTC)
        except ValueError as error:
            raise DamagedValue.of(error) from error
    return format_time(kept)


def publish_edition(
    digest: str, changes: Mapping[str, int], known: EditionLine | None = None
) -> Edition:
    """Write the edition's row: committing it is what publishes it.

    ``changes`` counts articles against the edition before; ``known`` is what a register says of
    this edition, where it was published on another machine.
    """
    if known:
        changed = (known.came, known.changed, known.went)
        counts = dict(zip(("came", "changed", "went"), changed, strict=True))
    else:
        counts = dict(changes)
    newest = SeedFile.objects.exclude(kind=SeedFile.Kind.SOURCES).aggregate(at=Max("recorded_at"))
    return Edition.objects.create(
        digest=digest,
        derivation=DERIVATION,
        dictionaries=dictionaries_digest(),
        articles=Article.objects.newest().count(),
        published_at=newest["at"] or _EPOCH,
        **counts,
    )


def start_index(edition: Edition | None, *, anew: bool = False) -> IndexBuilder:
    """An index builder for the coming edition, on top of the present index where that exists.

    ``anew`` leaves the present one aside and takes every article from its rows.

    The folders of all other editions are removed first: the one before the present has been kept
    until now for requests that were still reading it, and a killed ingest may have left some.
    """
    root = settings.INDEX_ROOT
    present = edition.digest if edition else None
    remove_stale(root, keep=[present] if present else [])
    builder = IndexBuilder(root, previous=None if anew else present)
    if builder.starts_empty:
        add_newest(builder)
    return builder


def finish_index(builder: IndexBuilder, digest: str) -> None:
    """Finish the coming edition's index; a small one is made anew if articles were removed."""
    if builder.has_removed and Article.objects.newest().count() <= _MADE_ANEW:
        builder.discard()
        builder = IndexBuilder(settings.INDEX_ROOT, previous=None)
        add_newest(builder)
    builder.finish(digest)


def add_newest(builder: IndexBuilder, identifiers: Iterable[str] | None = None) -> int:
    """Add newest versions to an index, all of them or those named. Returns how many."""
    count = 0
    for articles in _newest(identifiers):
        for some in batched(articles, BATCH):
            times = SeedFile.objects.alignment_times(*(one.seed.accession for one in some))
            for article in some:
                seed = article.seed
                paired_at = times.get((seed.accession, seed.version), seed.recorded_at)
                builder.add(_index_document(article, max(seed.recorded_at, paired_at)))
            count += len(some)
    return count


def _index_document(article: Article, recorded_at: datetime) -> IndexDocument:
    translations = list(article.translations.all())
    texts = {text.language: text.blocks for text in translations}
    if article.original_held:
        texts[article.language] = article.blocks
    return index_document(article, translations, texts, recorded_at)


def _newest(identifiers: Iterable[str] | None) -> Iterator[Iterable[Article]]:
    rows = Article.objects.newest().select_related("seed").prefetch_related("translations")
    if identifiers is None:
        yield rows.order_by("pk").iterator(chunk_size=BATCH)
        return
    for some in batched(identifiers, BATCH):
        yield rows.filter(identifier__in=some)


def ensure_index(
    on_progress: Callable[[int], None] | None = None, *, proved: bool = False, anew: bool = False
) -> Path | None:
    """Build the index of the database's edition where it is missing or damaged; None if it stands.

    Its files are looked at; ``proved`` has them read and compared with what was written. ``anew``
    builds it whatever stands. Raises `RuntimeError` before the first ingest, when there is no
    edition.
    """
    edition = current_edition()
    if edition is None:
        raise RuntimeError(gettext("Nothing has been ingested yet: run manage.py ingest first."))
    root = settings.INDEX_ROOT
    stands = (
        is_intact(index_path(root, edition.digest)) if proved else has_index(root, edition.digest)
    )
    if stands and not anew:
        return None
    builder = IndexBuilder(root, previous=None)
    try:
        count = add_newest(builder)
        if on_progress:
            on_progress(count)
        is_repair = anew or index_path(root, edition.digest).exists()
        folder = builder.finish(edition.digest)
    except BaseException:
        builder.discard()
        raise
    if is_repair:
        renew_etag_salt(root)
    return folder


def renew_statistics(written: int) -> None:
    """Run ANALYZE on PostgreSQL where a run wrote more than a tenth of a table.

    Those who serve keep the plans of their questions until it does: plans of an archive that was
    small when they began. Without a moment's wait, which the server's own watch would take.
    """
    if connection.vendor == "postgresql" and written * 10 > Article.objects.count():
        tables = (SeedFile, Article, Translation)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(table._meta.db_table for table in tables)}")


def remove_leftovers() -> None:
    """Delete index folders of neither the present edition nor the one before it."""
    digests = Edition.objects.order_by("-pk").values_list("digest", flat=True)[:2]
    remove_stale(settings.INDEX_ROOT, keep=list(digests))


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most that many items, in order."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
