"""A dry ingest: seeds are read and checked without any database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from documents.seed_store.collection import open_collections
from documents.seed_store.items import Item, read_items
from documents.seed_store.members import MAIN, Collection
from documents.seed_store.records import Refused
from documents.seed_store.report import OnProgress, Report, first_outcome
from documents.seed_store.run_ledger import RunLedger
from documents.seed_store.survey import (
    CollectionSources,
    Survey,
    read_main_sources,
    report_empty_collections,
    survey,
)
from documents.seed_store.versions import duplicate_version_fault, find_version_refusals
from documents.seed_store.withdrawals import check_single, parse_withdrawal, read_withdrawals


def check_seeds(paths: list[Path], main: Path, on_progress: OnProgress | None = None) -> Report:
    """Read everything as an ingest into an empty archive would, and report the faults.

    Raises `FileNotFoundError` for a path.
    """
    report = Report()
    with closing(RunLedger()) as ledger:
        collections = open_collections(paths or [main], main)
        surveys = [survey(collection, ledger, report) for collection in collections]
        report_empty_collections(surveys, report, named=bool(paths))
        sources_by_collection = CollectionSources()
        for control, read in read_main_sources(surveys, main, report):
            sources_by_collection.set(control.collection, read)
        for found in surveys:
            for collection in found.unreadable:
                sources_by_collection.close(collection)
        _check_withdrawals(surveys, sources_by_collection, ledger, report)
        total, done = sum(found.members for found in surveys), 0
        for found in surveys:
            for item in read_items(found, sources_by_collection, report):
                _check(item, ledger, report)
                done += 1
                if on_progress:
                    on_progress(done, total)
        _check_whole(collections, ledger, report)
    return report


def _check_withdrawals(
    surveys: list[Survey],
    sources_by_collection: CollectionSources,
    ledger: RunLedger,
    report: Report,
) -> None:
    for item in list(read_withdrawals(surveys, sources_by_collection, ledger, report)):
        try:
            parse_withdrawal(item.data, item.shown)
            check_single(item, ledger)
            _hold_against_register(item, ledger)
            report.add(first_outcome(item.kind, item.version))
        except Refused as refused:
            _refuse(item, refused, ledger, report)


def _check(item: Item, ledger: RunLedger, report: Report) -> None:
    try:
        ledger.add_file(item.accession, item.label, item.kind, item.shown, item.sha256)
        _hold_against_register(item, ledger)
        if item.kind == "article" and not ledger.has_version(item.accession, "withdrawn"):
            _, record = item.record()
            report.not_understood += len(record.not_understood)
        report.add(first_outcome(item.kind, item.version))
    except Refused as refused:
        _refuse(item, refused, ledger, report)


def _hold_against_register(item: Item, ledger: RunLedger) -> None:
    ledger.line_for(item.collection, item.accession, item.label, item.sha256, item.shown)


def _refuse(item: Item, refused: Refused, ledger: RunLedger, report: Report) -> None:
    ledger.mark_faulty(item.accession, item.label, item.shown)
    report.refuse_file(refused.faults)


def _check_whole(collections: list[Collection], ledger: RunLedger, report: Report) -> None:
    for repeat in list(ledger.repeats()):
        number = int(repeat.label) if repeat.kind == "article" else 1
        report.counts[first_outcome(repeat.kind, number)] -= 1
        report.refuse_file(
            [duplicate_version_fault(repeat.shown, repeat.accession, repeat.label, repeat.others)]
        )
        ledger.mark_faulty(repeat.accession, repeat.label, repeat.shown)
    for refusal in find_version_refusals(ledger.versions()):
        accession, label = refusal.version.accession, str(refusal.version.number)
        report.counts[first_outcome("article", refusal.version.number)] -= 1
        report.refuse_file([refusal.fault(ledger.place(accession, label) or accession)])
    whole = any(collection.name == MAIN and not collection.only for collection in collections)
    if whole and not report.not_looked_at:
        report.add_faults(ledger.missing_files(MAIN))
