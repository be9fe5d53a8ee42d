"""The reading of an ingest without its writing: no database is asked or opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from documents.ingest.collection import open_collections
from documents.ingest.ledger import Ledger
from documents.ingest.members import MAIN, Collection
from documents.ingest.reading import Item, make_item, read_items
from documents.ingest.records import Fault, Refused
from documents.ingest.report import OnProgress, Outcome, Report
from documents.ingest.survey import Governors, Survey, read_main_sources, survey
from documents.ingest.withdrawals import parse_withdrawal


def check(paths: list[Path], main: Path, on_progress: OnProgress | None = None) -> Report:
    """Read everything as an ingest into an empty archive would, and report on it.

    Raises `FileNotFoundError` for a path.
    """
    report = Report()
    with closing(Ledger()) as ledger:
        collections = open_collections(paths or [main], main)
        surveys = [survey(collection, ledger, report) for collection in collections]
        governors = Governors()
        for control, read in read_main_sources(surveys, main, report):
            governors.set(control.collection, read)
        for found in surveys:
            for collection in found.unreadable:
                governors.close(collection)
        _check_withdrawals(surveys, governors, ledger, report)
        total, done = sum(found.members for found in surveys), 0
        for found in surveys:
            for item in read_items(found, governors, report):
                _check(item, ledger, report)
                done += 1
                if on_progress:
                    on_progress(done, total)
        _check_whole(collections, ledger, report)
    return report


def _check_withdrawals(
    surveys: list[Survey], governors: Governors, ledger: Ledger, report: Report
) -> None:
    for found in surveys:
        for control in found.withdrawals:
            try:
                item = make_item(control, governors.claims_in(control.collection))
                parse_withdrawal(item.data, item.shown)
                _meet(item, ledger)
                report.add(Outcome.WITHDRAWN)
            except Refused as refused:
                report.refuse(refused.faults)


def _check(item: Item, ledger: Ledger, report: Report) -> None:
    try:
        _meet(item, ledger)
        if item.kind == "article" and not ledger.has_met(item.accession, "withdrawn"):
            _, record = item.record()
            report.not_understood += len(record.not_understood)
        corrects = item.kind == "article" and item.version > 1
        report.add(Outcome.CORRECTED if corrects else Outcome.NEW)
    except Refused as refused:
        report.refuse(refused.faults)


def _meet(item: Item, ledger: Ledger) -> None:
    ledger.meet_once(item.accession, item.label, item.kind, item.shown)
    ledger.line_for(item.collection, item.accession, item.label, item.sha256, item.shown)


def _check_whole(collections: list[Collection], ledger: Ledger, report: Report) -> None:
    for accession, shown, newest, count in ledger.gaps():
        report.complain(
            [
                Fault(
                    shown,
                    0,
                    "version",
                    f"{accession} version {newest}, but {count} in all",
                    "versions counted from 1 without gaps",
                )
            ]
        )
    if any(collection.name == MAIN and not collection.only for collection in collections):
        report.complain(ledger.missing_files(MAIN))
