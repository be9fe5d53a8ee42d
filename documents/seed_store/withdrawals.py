"""Parses withdrawals: ``NNN_<accession>.withdrawn.toml``, with reason and date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents import identifiers
from documents.seed_store.items import Item, make_item
from documents.seed_store.records import Fault, Refused
from documents.seed_store.report import Report
from documents.seed_store.run_ledger import RunLedger
from documents.seed_store.survey import CollectionSources, Survey
from documents.seed_store.versions import duplicate_version_fault

KEYS = ("reason", "date", "successor", "source", "languages")
_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile("[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class WithdrawalFacts:
    """The facts of a withdrawal: reason, date, and the article that takes its place, if any.

    ``source`` and ``languages`` are the text's, for lists of changes, where it says them: needed
    only where the text itself is deleted.
    """

    reason: str
    date: date
    successor: str = ""
    source: str = ""
    languages: tuple[str, ...] = ()


def parse_withdrawal(data: bytes, shown: str) -> WithdrawalFacts:
    """Parse a withdrawal. Raises `Refused` with everything wrong in it."""
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        fault = Fault(shown, int(line[1]) if line else 0, "withdrawal", str(error), "TOML in UTF-8")
        raise Refused(fault) from error
    faults = [
        Fault(shown, _line_of(text, name), name, "no such key", f"one of {', '.join(KEYS)}")
        for name in table
        if name not in KEYS
    ]
    reason, day, successor, source, languages = (table.get(name) for name in KEYS)
    if not isinstance(reason, str) or not reason.strip():
        faults.append(Fault(shown, _line_of(text, "reason"), "reason", repr(reason), "a text"))
    if type(day) is not date:
        faults.append(
            Fault(shown, _line_of(text, "date"), "date", repr(day), "a day: date = 2026-11-23")
        )
    if successor is not None and not (
        isinstance(successor, str) and identifiers.is_valid(successor)
    ):
        faults.append(
            Fault(
                shown,
                _line_of(text, "successor"),
                "successor",
                repr(successor),
                "an article's identifier",
            )
        )
    if not (source is None or (isinstance(source, str) and _KEY.fullmatch(source))):
        place = _line_of(text, "source")
        faults.append(Fault(shown, place, "source", repr(source), "a source's key"))
    listed = languages if isinstance(languages, list) else [None]
    tags = [tag for tag in listed if isinstance(tag, str) and _TAG.fullmatch(tag)]
    if languages is not None and len(tags) < len(listed):
        place = _line_of(text, "languages")
        faults.append(
            Fault(shown, place, "languages", repr(languages), 'language tags: ["zh-Hans", "en"]')
        )
    if faults or not isinstance(reason, str) or not isinstance(day, date):
        raise Refused(*faults)
    return WithdrawalFacts(reason.strip(), day, successor or "", source or "", tuple(sorted(tags)))


def read_withdrawals(
    surveys: list[Survey],
    sources_by_collection: CollectionSources,
    ledger: RunLedger,
    report: Report,
) -> Iterator[Item]:
    """Note every withdrawal in the ledger, so that a faulty one makes no version missing."""
    for control in (control for found in surveys for control in found.withdrawals):
        if sources_by_collection.is_closed(control.collection):
            report.not_looked_at += 1
            continue
        try:
            item = make_item(control, sources_by_collection.claims_in(control.collection))
            ledger.add_file(item.accession, item.label, item.kind, item.shown, item.sha256)
            yield item
        except Refused as refused:
            report.refuse_file(refused.faults)


def check_single(item: Item, ledger: RunLedger) -> None:
    """Raise `Refused` where another file withdraws the same article."""
    if others := ledger.others(item.accession, item.label):
        raise Refused(duplicate_version_fault(item.shown, item.accession, item.label, others))


def _line_of(text: str, name: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*{re.escape(name)}\s*=", line):
            return number
    return 0
