"""Repairs what `verify` finds of derived data: rows from their files, the index from the rows.

A seed file whose bytes are damaged is no derived data. It is taken from the seed folder where that
still has it, with the very digest that was recorded; else a backup must give it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from documents.ingest.alignment_overrides import apply_override
from documents.ingest.lock import exclusive_transaction
from documents.ingest.prepare_rows import insert_articles, prepare_all
from documents.ingest.publication import BATCH, batched, ensure_index
from documents.ingest.verify import Difference, make_claimed_item, read_claims, verify_edition
from documents.models import Article, SeedFile, Source, Withdrawal
from documents.search import renew_etag_salt
from documents.seed_store.members import MAIN
from documents.seed_store.sources import parse_sources
from documents.seed_store.survey import layout_names
from documents.seed_store.withdrawals import parse_withdrawal


def repair(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Repair what can be made again, in one transaction. Yields what could not be repaired.

    Raises `lock.IngestRunning` while an ingest runs.
    """
    by_part: dict[str, list[Difference]] = {}
    for one in differences:
        by_part.setdefault(one.part, []).append(one)
    with exclusive_transaction():
        lost = list(_restore_seeds(by_part.get("seed", [])))
        yield from lost
        if "source" in by_part:
            _rewrite_sources()
        for one in by_part.get("withdrawal", []):
            _rewrite_withdrawal(one.pk)
        unread = {one.pk for one in lost}
        yield from _remake_rows([one for one in by_part.get("row", []) if one.pk not in unread])
        for one in by_part.get("newest", []):
            rows = Article.objects.filter(identifier=one.name)
            newest = rows.aggregate(newest=Max("version"))["newest"]
            rows.exclude(version=newest).update(is_newest=False)
            rows.filter(version=newest).update(is_newest=True)
    if "edition" in by_part:  # the count of its articles may have been the rows' fault
        yield from (one for one in verify_edition() if one.part == "edition")
    if lost:  # their texts cannot be read, and an index without them would answer wrongly
        yield from by_part.get("index", [])
    elif by_part.keys() & {"index", "row", "newest", "seed"}:
        ensure_index(anew=True)
    else:
        renew_etag_salt(settings.INDEX_ROOT)


def _restore_seeds(damaged: list[Difference]) -> Iterator[Difference]:
    for one in damaged:
        facts = SeedFile.objects.filter(pk=one.pk).values_list("collection", "path", "sha256")
        for collection, path, sha256 in facts:
            inside = collection.removeprefix(MAIN)
            file = Path(settings.ARCHIVE_SEEDS) / inside / path
            try:
                content = file.read_bytes() if collection.startswith(MAIN) else b""
            except OSError:
                content = b""
            if hashlib.sha256(content).hexdigest() != sha256:
                yield one
                continue
            SeedFile.objects.filter(pk=one.pk).update(content=content)


def _remake_rows(wrong: list[Difference]) -> Iterator[Difference]:
    claims, cache = read_claims(), Path(settings.ARCHIVE_CACHE_DIR)
    for some in batched(wrong, BATCH):
        for one in some:
            seed = SeedFile.objects.get(pk=one.pk)
            held = Article.objects.filter(seed=seed).values_list("pk", "is_newest").first()
            (outcome,) = prepare_all([make_claimed_item(seed, claims)], cache)
            if isinstance(outcome, tuple) or held is None:
                yield one
                continue
            outcome.article.update(id=held[0], seed_id=seed.pk, is_newest=held[1])
            Article.objects.filter(pk=held[0]).only("pk").delete()  # reads no damaged column
            insert_articles([outcome])
            paired = SeedFile.objects.of(seed.accession).filter(
                kind=SeedFile.Kind.ALIGNMENT, version=seed.version
            )
            for override in paired:
                apply_override(override, override.path)


def _rewrite_sources() -> None:
    """Write every source as the files declare it, the archive's own file last."""
    files = SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES)
    for row in sorted(files, key=lambda row: row.collection == MAIN):
        for facts in parse_sources(row.content, row.path, layout_names()).facts:
            values = {name: value for name, value in asdict(facts).items() if name != "line"}
            Source.objects.filter(key=values.pop("key")).update(
                **values, has_issues=facts.has_issues
            )


def _rewrite_withdrawal(pk: int) -> None:
    seed = SeedFile.objects.get(pk=pk)
    facts = parse_withdrawal(seed.content, seed.path)
    Withdrawal.objects.filter(seed=seed).update(
        reason=facts.reason, date=facts.date, successor=facts.successor
    )
