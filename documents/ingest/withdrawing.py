"""The withdrawals of a run, before any is taken up."""

from __future__ import annotations

from collections.abc import Iterator

from documents.ingest.ledger import Ledger
from documents.ingest.reading import Item, make_item
from documents.ingest.records import Refused
from documents.ingest.report import Report
from documents.ingest.survey import Governors, Survey
from documents.ingest.versions import repeated


def meet_withdrawals(
    surveys: list[Survey], governors: Governors, ledger: Ledger, report: Report
) -> Iterator[Item]:
    """Note every withdrawal as met, so that a bad one makes nothing that it is about missed."""
    for control in (control for found in surveys for control in found.withdrawals):
        if governors.is_closed(control.collection):
            report.not_looked_at += 1
            continue
        try:
            item = make_item(control, governors.claims_in(control.collection))
            ledger.meet_once(item.accession, item.label, item.kind, item.shown, item.sha256)
            yield item
        except Refused as refused:
            report.refuse(refused.faults)


def check_single(item: Item, ledger: Ledger) -> None:
    """Raise `Refused` where another file withdraws the same article."""
    if others := ledger.others(item.accession, item.label):
        raise Refused(repeated(item.shown, item.accession, item.label, others))
