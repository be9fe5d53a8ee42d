"""The ingest of seeds: one transaction, whose commit publishes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.db import transaction

from documents.dictionaries.installed import check_dictionaries
from documents.edition import current_edition
from documents.ingest.append_register import append_lines
from documents.ingest.apply_sources import apply_sources
from documents.ingest.describe_withdrawals import describe_withdrawals
from documents.ingest.duplicate_versions import retract_duplicates
from documents.ingest.edition_history import append_history, count_changes, restore_history
from documents.ingest.finish_run import finish_run
from documents.ingest.interrupts import InterruptGuard
from documents.ingest.lock import exclusive_transaction
from documents.ingest.near_duplicates import find_near_duplicates
from documents.ingest.publication import (
    BATCH,
    batched,
    digest_archive,
    ensure_index,
    publish_edition,
    remove_leftovers,
    renew_statistics,
)
from documents.ingest.reassign_sources import reassign_sources
from documents.ingest.rederive import is_outdated, rederive
from documents.ingest.workers import WorkerPool
from documents.ingest.writer import Writer, queued_line
from documents.seed_store.accession_register import RegisterLine
from documents.seed_store.collection import open_collections
from documents.seed_store.items import read_items
from documents.seed_store.members import Collection
from documents.seed_store.report import OnProgress, Outcome, Report
from documents.seed_store.run_ledger import RunLedger
from documents.seed_store.seed_names import REGISTER_NAME
from documents.seed_store.survey import Survey, report_empty_collections, survey, tree_of


@dataclass(frozen=True, slots=True)
class Options:
    """Options of an ingest. ``date`` is the register time of versions that no register names.

    ``on_progress`` is told how many seeds have been read, and of how many files. ``processes`` is
    how many read beside the one that writes; None is as many as are worth it.
    """

    skip_bad: bool = False
    dry_run: bool = False
    date: datetime | None = None
    on_progress: OnProgress | None = None
    processes: int | None = None


def ingest(paths: Sequence[Path] = (), options: Options | None = None) -> Report:
    """Ingest the paths: make the archive hold what they hold. ``settings.ARCHIVE_SEEDS`` if none.

    All or nothing, unless ``skip_bad``. What was published before is served until the commit.
    Safe to repeat and to kill. Raises `FileNotFoundError` for a path, and `lock.IngestRunning`
    while another ingest runs.
    """
    options = options or Options()
    main = Path(settings.ARCHIVE_SEEDS)
    collections = open_collections(paths or [main], main)
    report = Report()
    check_dictionaries()
    with InterruptGuard() as guard:
        with closing(RunLedger()) as ledger, exclusive_transaction():
            if not options.dry_run:
                remove_leftovers()
            moment = options.date or datetime.now(UTC).replace(microsecond=0)
            with closing(_worker_pool(options, guard)) as crew:
                surveys = [
                    survey(found, ledger, report, crew.announce_files) for found in collections
                ]
                report_empty_collections(surveys, report, named=bool(paths))
                writer = Writer(report, ledger, moment, crew, indexing=not options.dry_run)
                try:
                    _read(surveys, writer, options, guard)
                    _publish(surveys, writer, options)
                except BaseException:
                    writer.discard_index()
                    raise
            guard.check()
        if report.published and report.changed:
            renew_statistics(report.counts[Outcome.NEW] + report.counts[Outcome.CORRECTED])
            find_near_duplicates(writer.first_new, report)
        elif report.published:
            ensure_index()
    return report


def _worker_pool(options: Options, guard: InterruptGuard) -> WorkerPool:
    """The worker processes.

    Every file has to be read in a first ingest, and where other rules made the rows.
    """
    present = current_edition()
    anew = present is not None and is_outdated(present)
    cache = Path(settings.ARCHIVE_CACHE_DIR)
    crew = WorkerPool(options.processes, cache, unread=present is None or anew, guard=guard)
    crew.announce_files(present.articles if present and anew else 0)
    return crew


def _read(surveys: list[Survey], writer: Writer, options: Options, guard: InterruptGuard) -> None:
    """Everything but publication: rows written, faults reported."""
    report = writer.report
    is_rederived = rederive(writer, guard)
    sources_by_collection, changed = apply_sources(surveys, Path(settings.ARCHIVE_SEEDS), writer)
    total, done = sum(found.members for found in surveys), 0
    for found in surveys:
        for batch in batched(read_items(found, sources_by_collection, report), BATCH):
            writer.start_batch(batch)
            guard.check()
            done += len(batch)
            if options.on_progress:
                options.on_progress(done, total)
    writer.drain()
    if changed or is_rederived:
        reassign_sources(sources_by_collection, None if is_rederived else changed, writer)
    retract_duplicates(writer)
    finish_run(surveys, writer)
    describe_withdrawals(sources_by_collection, writer, anew=bool(changed) or is_rederived)
    guard.check()


def _publish(surveys: list[Survey], writer: Writer, options: Options) -> None:
    """Publish: finish index and registers, then write the edition; the commit does the rest."""
    report = writer.report
    present = current_edition()
    report.edition = present.digest if present else ""
    if report.fault_count and not options.skip_bad:
        writer.discard_index()
        transaction.set_rollback(True)
        return
    digest = digest_archive() if writer.touched or present is None else report.edition
    report.changed = digest != report.edition
    if options.dry_run:
        transaction.set_rollback(True)
        return
    if report.changed:
        writer.finish_index(digest)
    else:
        writer.discard_index()
    if report.changed:
        known = restore_history(surveys, digest)
    _append_registers([found.collection for found in surveys], writer)
    if report.changed:
        publish_edition(digest, count_changes(writer), known)
    report.edition, report.published = digest, True


def _append_registers(collections: list[Collection], writer: Writer) -> None:
    """Append queued lines to the registers of folders that can be written.

    A single file from elsewhere leaves no register beside it; nor does an archive.
    """
    keepers = {
        collection.name: collection
        for collection in collections
        if collection.is_folder and (collection.is_main or not collection.only)
    }
    queued = (queued_line(row) for row in writer.lines)
    for name, group in groupby(queued, key=itemgetter(0)):
        keeper = keepers.get(tree_of(name))
        if keeper is None:
            continue
        folder = keeper.root / name.removeprefix(keeper.name).strip("/")
        if os.access(folder, os.W_OK):
            append_lines(folder / REGISTER_NAME, _without_refused(group, writer))
            if keeper.is_main:
                append_history(keeper.root)


def _without_refused(
    queued: Iterable[tuple[str, RegisterLine]], writer: Writer
) -> Iterator[RegisterLine]:
    for _, line in queued:
        if (line.accession, line.version) not in writer.refused:
            yield line
