"""Verifies the archive: everything derived against the seeds' bytes, and these by their digests.

Every seed file against its SHA-256, every row against what its file gives when it is read again,
every index document against its row, the edition against the digests it is made of. Works through
the archive a few hundred articles at a time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Max, Q
from django.db.utils import Error

from documents import identifiers
from documents.dictionaries.installed import dictionaries_digest
from documents.edition import current_edition
from documents.fields import UNREADABLE as UNREADABLE_VALUE
from documents.fields import CompressedField, sort_keys
from documents.held_text import unpack_blocks
from documents.ingest.alignment_overrides import apply_override
from documents.ingest.bulk_insert import Values
from documents.ingest.derivation import DERIVATION
from documents.ingest.prepare_rows import PreparedRows
from documents.ingest.publication import BATCH, batched, digest_archive
from documents.ingest.stored_items import make_stored_item
from documents.ingest.workers import WorkerPool
from documents.models import Article, SeedFile, Source, Translation, Withdrawal
from documents.search import OpenIndex, SearchFailed
from documents.search.document_digests import read_document_digests
from documents.search.schema import recorded_number
from documents.seed_store.items import Item
from documents.seed_store.sources import parse_sources
from documents.seed_store.survey import CollectionSources, layout_names
from documents.seed_store.withdrawals import parse_withdrawal

Row = TypeVar("Row", bound=models.Model)
_NOT_DERIVED = {"id", "seed_id", "article_id", "is_newest"}
_PAIRING = {"alignment", "doubts", "sentences"}
# What reading a damaged row may raise besides the database's own errors.
UNREADABLE = (Error, *UNREADABLE_VALUE)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be: which part, what of it, how.

    ``part`` is one of seed, row, newest, source, withdrawal, edition, index. ``pk`` is the seed
    file's, where it is a seed's or a row's.
    """

    part: str
    name: str
    said: str
    pk: int = 0


def verify_seeds(on_progress: Callable[[int], None], sample: int = 0) -> Iterator[Difference]:
    """Compare the stored bytes of every seed file with their SHA-256."""
    for keys in _keys(SeedFile.objects.all(), sample):
        for pk, row in _fetch(SeedFile.objects.all(), keys).items():
            if isinstance(row, str):
                yield Difference("seed", f"file {pk}", row, pk)
            elif hashlib.sha256(row.content).hexdigest() != row.sha256:
                yield Difference("seed", row.path, "its bytes are not those of its SHA-256", pk)
        on_progress(len(keys))


def verify_edition() -> Iterator[Difference]:
    """Compare the edition with the digests of what it is made of, and its count with the rows."""
    edition = current_edition()
    if edition is None:
        return
    if edition.derivation != DERIVATION:
        said = f"made by rules {edition.derivation}, and this release has {DERIVATION}: run ingest"
        yield Difference("edition", edition.digest, said)
        return
    if edition.dictionaries != dictionaries_digest():
        said = "made by other dictionaries than archive.toml names today: run ingest"
        yield Difference("edition", edition.digest, said)
        return
    found = digest_archive()
    if found != edition.digest:
        yield Difference("edition", edition.digest, f"the files held give {found}")
    held = Article.objects.newest().count()
    if held != edition.articles:
        yield Difference("edition", edition.digest, f"{edition.articles} articles, {held} held")
    withdrawn = Withdrawal.objects.values_list("seed__accession", flat=True)
    missing = SeedFile.objects.filter(kind=SeedFile.Kind.ARTICLE, article__isnull=True)
    for pk, path in missing.exclude(accession__in=withdrawn).values_list("pk", "path").iterator():
        yield Difference("row", path, "no row is made of it", pk)
    counted = Article.objects.values("identifier").annotate(
        shown=Count("pk", filter=Q(is_newest=True)),
        marked=Max("version", filter=Q(is_newest=True)),
        newest=Max("version"),
    )
    wrong = ~Q(shown=1) | ~Q(marked=F("newest"))
    for row in counted.filter(wrong).order_by("identifier").iterator():
        said = f"version {row['marked']} is marked as its newest, expected {row['newest']}"
        yield Difference("newest", row["identifier"], said)


def verify_sources() -> Iterator[Difference]:
    """Compare sources and withdrawals with the files that declare them."""
    declared: dict[str, list[Any]] = {}
    for row in SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES).order_by("-collection"):
        try:
            read = parse_sources(row.content, row.path, layout_names())
        except UNREADABLE as error:
            yield Difference(
                "seed", row.path, f"it cannot be read ({type(error).__name__})", row.pk
            )
            continue
        for facts in read.facts:
            declared.setdefault(facts.key, []).append(facts)
    names = [field.attname for field in Source._meta.concrete_fields]
    for source in Source.objects.order_by("pk"):
        wanted = [
            {name: getattr(facts, name) for name in names} for facts in declared.get(source.key, [])
        ]
        held = {name: getattr(source, name) for name in names}
        if json.dumps(held, sort_keys=True) not in [json.dumps(w, sort_keys=True) for w in wanted]:
            yield Difference("source", source.key, "not as its sources.toml declares it")
    for gone in Withdrawal.objects.select_related("seed").order_by("pk").iterator(BATCH):
        said_so = parse_withdrawal(gone.seed.content, gone.seed.path)
        name = identifiers.mint(gone.seed.accession)
        told = (said_so.reason, said_so.date, said_so.successor, name)
        if told != (gone.reason, gone.date, gone.successor, gone.identifier):
            yield Difference("withdrawal", gone.identifier, "not as its file says", gone.seed_id)


def verify_articles(
    index: OpenIndex | None,
    on_progress: Callable[[int], None],
    sample: int = 0,
    processes: int | None = None,
) -> Iterator[Difference]:
    """Read every article's file again; compare its rows, and its document in the index.

    ``sample`` is how many articles to take instead of all, evenly spread.
    """
    claims = read_claims()
    with closing(WorkerPool(processes, Path(settings.ARCHIVE_CACHE_DIR))) as pool:
        pool.announce_files(
            min(sample, Article.objects.count()) if sample else Article.objects.count()
        )
        for keys in _keys(Article.objects.all(), sample):
            yield from _verify_batch(keys, claims, pool, index)
            on_progress(len(keys))


def _verify_batch(
    keys: list[int], claims: CollectionSources, pool: WorkerPool, index: OpenIndex | None
) -> Iterator[Difference]:
    seed_keys = dict(Article.objects.filter(pk__in=keys).values_list("pk", "seed_id"))
    seeds = _fetch(SeedFile.objects.all(), sorted(seed_keys.values()))
    sound = {pk: seed for pk, seed in seeds.items() if isinstance(seed, SeedFile)}
    articles = _fetch(
        Article.objects.select_related("seed").prefetch_related("translations"),
        [pk for pk in keys if seed_keys[pk] in sound],
    )
    items = [make_claimed_item(sound[seed_keys[pk]], claims) for pk in articles]
    accessions = {seed.accession for seed in sound.values()}
    paired = SeedFile.objects.of(*accessions).filter(kind=SeedFile.Kind.ALIGNMENT)
    overrides = {(row.accession, row.version): row for row in paired}
    times = SeedFile.objects.alignment_times(*accessions)
    for (pk, row), item, outcome in zip(articles.items(), items, pool.make(items), strict=True):
        if isinstance(outcome, tuple):
            said = f"its file cannot be read any more: {outcome[0]}"
            yield Difference("row", item.path, said, seed_keys[pk])
            continue
        if isinstance(row, str):
            yield Difference("row", item.path, row, seed_keys[pk])
            continue
        override = overrides.get((item.accession, item.version))
        if said := _compare(row, outcome, override):
            yield Difference("row", f"{row} ({item.path})", f"differs in {said}", row.seed_id)
        if index is not None and row.is_newest:
            paired_at = times.get((item.accession, item.version), row.seed.recorded_at)
            number = recorded_number(max(paired_at, row.seed.recorded_at), row.identifier)
            if said := _compare_document(index, row.identifier, outcome, number):
                yield Difference("index", row.identifier, said)


def make_claimed_item(seed: SeedFile, claims: CollectionSources) -> Item:
    """A stored file as an ingest reads it, with the claims of its collection."""
    return make_stored_item(seed, claims.claims_in(seed.collection))


def read_claims() -> CollectionSources:
    """The claims of all stored sources, by collection."""
    found = CollectionSources()
    for row in SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES):
        found.set(row.collection, parse_sources(row.content, row.path, layout_names()))
    return found


def _compare(row: Article, made: PreparedRows, override: SeedFile | None) -> str:
    """The columns in which an article's rows differ from what its file gives; "" if in none."""
    try:
        content = row.seed.content
        wrong = [*_differing(row, made.article, content, _NOT_DERIVED)]
        held = list(row.translations.all())
        wanted = {text["language"]: text for text in made.translations}
        if [text.language for text in held] != [*wanted]:
            return ", ".join([*wrong, "translations"])
        skipped = _NOT_DERIVED | (_PAIRING if override else set())
        for text in held:
            columns = _differing(text, wanted[text.language], content, skipped)
            wrong += [f"{column} ({text.language})" for column in columns]
        if override and not wrong and not _is_paired_so(held, override):
            wrong.append("alignment")
    except UNREADABLE as error:
        return f"what cannot be read ({type(error).__name__})"
    return ", ".join(wrong)


def _differing(
    row: Article | Translation, made: Values, content: bytes, skipped: set[str]
) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        name = field.attname
        if name in skipped:
            continue
        held, wanted = getattr(row, name), _plain(field, made[name])
        if name == "stored_blocks" and bytes(held) != bytes(wanted):  # another zstd may pack so
            held, wanted = (unpack_blocks(one, content) if one else [] for one in (held, wanted))
        elif name == "stored_blocks":
            continue
        if held != wanted:
            yield name


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    """A value in the database's form as a model's instance has it."""
    if isinstance(field, CompressedField):
        return field.from_db_value(value)
    if isinstance(field, models.JSONField):
        return sort_keys(json.loads(value))
    return field.to_python(value)


def _is_paired_so(held: Sequence[Translation], override: SeedFile) -> bool:
    """Whether translations are paired as a hand-made alignment says: it is applied and undone."""
    before = {text.pk: (text.alignment, text.doubts, text.sentences) for text in held}
    with transaction.atomic():
        apply_override(override, override.path)
        rows = Translation.objects.filter(pk__in=before)
        after = {text.pk: (text.alignment, text.doubts, text.sentences) for text in rows}
        transaction.set_rollback(True)
    return before == after


def _compare_document(index: OpenIndex, identifier: str, made: PreparedRows, recorded: int) -> str:
    try:
        proofs = read_document_digests(index, identifier)
    except SearchFailed as error:
        return f"its document cannot be read ({error})"
    if len(proofs) != 1:
        return f"{len(proofs)} documents, expected 1"
    if proofs[0].digest != made.prepared["digest"][0]:
        return "its document was made of something else"
    return "" if proofs[0].recorded == recorded else "its document has another time"


def _keys(rows: models.QuerySet[Row], sample: int) -> Iterator[list[int]]:
    """The keys of rows in batches; about as many as the sample, evenly spread."""
    step = max(rows.count() // sample, 1) if sample else 1
    keys: Iterable[int] = rows.order_by("pk").values_list("pk", flat=True).iterator(BATCH)
    yield from batched((pk for place, pk in enumerate(keys) if place % step == 0), BATCH)


def _fetch(rows: models.QuerySet[Row], keys: list[int]) -> dict[int, Row | str]:
    """Rows by key; of one that cannot be read, why."""
    try:
        found = {row.pk: row for row in rows.filter(pk__in=keys)}
        return {pk: found.get(pk) or "gone" for pk in keys}
    except UNREADABLE as error:
        if len(keys) == 1:
            return {keys[0]: f"it cannot be read ({type(error).__name__}: {error})"}
    parts: dict[int, Row | str] = {}
    for key in keys:
        parts |= _fetch(rows, [key])
    return parts
