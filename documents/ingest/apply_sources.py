"""Applies a run's sources and withdrawals, before its articles."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

from documents import identifiers
from documents.fields import DamagedValue
from documents.ingest.recorded_seeds import check_owner, find_known, find_owners
from documents.ingest.writer import Writer
from documents.models import Article, SeedFile, Source, Withdrawal
from documents.seed_store.items import Item
from documents.seed_store.members import MAIN
from documents.seed_store.records import Fault, Refused
from documents.seed_store.report import Outcome
from documents.seed_store.sources import SourceFacts, SourcesFile, parse_sources
from documents.seed_store.survey import (
    CollectionSources,
    ControlFile,
    Survey,
    layout_names,
    read_main_sources,
    tree_of,
)
from documents.seed_store.withdrawals import check_single, parse_withdrawal, read_withdrawals


def apply_sources(
    surveys: list[Survey], main: Path, writer: Writer
) -> tuple[CollectionSources, set[str]]:
    """Apply the sources and the withdrawals of a run.

    Returns the claims that hold, and the collections whose ``sources.toml`` claims otherwise now.
    """
    sources_by_collection = CollectionSources()
    stored = {row.collection: row for row in SeedFile.objects.filter(kind=SeedFile.Kind.SOURCES)}
    for row in stored.values():
        sources_by_collection.set(row.collection, _parse_stored(row))
    desk = _SourceChanges(writer, stored)
    for control, read in read_main_sources(surveys, main, writer.report):
        if desk.take(control, read):
            sources_by_collection.set(control.collection, read)
        else:
            sources_by_collection.close(control.collection)
    for found in surveys:
        for collection in found.unreadable:
            sources_by_collection.close(collection)
    _withdraw_all(surveys, sources_by_collection, writer)
    return sources_by_collection, desk.changed


def _parse_stored(row: SeedFile) -> SourcesFile:
    """What a stored ``sources.toml`` declares. It was sound when it was stored."""
    try:
        return parse_sources(row.content, row.path, layout_names())
    except Refused as error:
        raise DamagedValue.of(error) from error


class _SourceChanges:
    """The comparison of declared sources with the known ones; writes the new ones."""

    def __init__(self, writer: Writer, stored: dict[str, SeedFile]) -> None:
        self._writer = writer
        self._stored = stored
        self._known = {row.key: _facts_of(row) for row in Source.objects.all()}
        self._declared: set[tuple[str, str]] = set()  # tree and key, by an outer file of this run
        self.changed: set[str] = set()  # collections whose claims are new or others

    def take(self, control: ControlFile, read: SourcesFile) -> bool:
        """Accept a ``sources.toml``, or report why not. Returns whether it was accepted."""
        faults = [fault for facts in read.facts if (fault := self._declare(control, facts))]
        faults += self._missing(control, read)
        if faults:
            self._writer.report.refuse_file(faults)
            return False
        self._store(control, read)
        return True

    def _declare(self, control: ControlFile, facts: SourceFacts) -> Fault | None:
        known = self._known.get(facts.key)
        if known == facts:
            pass
        elif known is None or control.collection == MAIN:
            self._write(facts)
        elif (tree_of(control.collection), facts.key) not in self._declared:
            names = [
                name
                for name, value in asdict(facts).items()
                if name != "line" and value != getattr(known, name)
            ]
            return Fault(
                control.shown,
                facts.line,
                facts.key,
                f"other facts than are known of this source ({', '.join(names)})",
                "the same facts, or another key (only seeds/sources.toml changes a source)",
            )
        self._declared.add((tree_of(control.collection), facts.key))
        return None

    def _write(self, facts: SourceFacts) -> None:
        values = {name: value for name, value in asdict(facts).items() if name != "line"}
        Source.objects.update_or_create(
            key=values.pop("key"), defaults=values | {"has_issues": facts.has_issues}
        )
        self._known[facts.key] = facts
        self._writer.touched = True

    def _missing(self, control: ControlFile, read: SourcesFile) -> list[Fault]:
        """Faults for keys that this file declared when it was last read, and no longer does."""
        row = self._stored.get(control.collection)
        if row is None:
            return []
        before = parse_sources(row.content, control.shown, layout_names())
        gone = {facts.key for facts in before.facts} - {facts.key for facts in read.facts}
        return [
            Fault(
                control.shown, 0, key, "nothing", "its table, which stood here: keys are permanent"
            )
            for key in sorted(gone)
        ]

    def _store(self, control: ControlFile, read: SourcesFile) -> None:
        digest = hashlib.sha256(control.data).hexdigest()
        row = self._stored.get(control.collection)
        if row and row.sha256 == digest:
            return
        self._writer.touched = True
        if (
            row is None
            or parse_sources(row.content, row.path, layout_names()).claims != read.claims
        ):
            self.changed.add(control.collection)
        if row is None:
            row = SeedFile(kind=SeedFile.Kind.SOURCES, collection=control.collection)
        row.path, row.sha256, row.content = control.path, digest, control.data
        row.recorded_at = self._writer.moment
        row.save()


def _facts_of(row: Source) -> SourceFacts:
    return SourceFacts(
        key=row.key,
        kind=row.kind,
        names=row.names,
        publisher=row.publisher,
        place=row.place,
        edition=row.edition,
        languages=row.languages,
        rights_uri=row.rights_uri,
        rights_line=row.rights_line,
        notes=row.notes,
    )


def _withdraw_all(
    surveys: list[Survey], sources_by_collection: CollectionSources, writer: Writer
) -> None:
    """Apply a run's withdrawals, once all are met: of two for one article neither counts."""
    for item in list(
        read_withdrawals(surveys, sources_by_collection, writer.ledger, writer.report)
    ):
        try:
            _withdraw(item, writer)
        except Refused as refused:
            writer.ledger.mark_faulty(item.accession, item.label, item.shown)
            writer.report.refuse_file(refused.faults)


def _withdraw(item: Item, writer: Writer) -> None:
    """Withdraw an article: its rows go, its seeds stay as long as their files do."""
    facts = parse_withdrawal(item.data, item.shown)
    row = find_known([item]).get((item.accession, item.kind, item.version))
    if row:
        writer.compare(item, row)
        return
    check_single(item, writer.ledger)
    name = identifiers.mint(item.accession)
    if facts.successor == name:
        raise Refused(Fault(item.shown, 0, "successor", name, "another article than this one"))
    check_owner(item, name, find_owners([name]))
    seed = writer.make_seed(item)
    index = writer.index()
    if index:
        index.remove(name)
    Article.objects.filter(identifier=name).delete()
    seed.save()
    Withdrawal.objects.create(
        identifier=name,
        seed=seed,
        reason=facts.reason,
        date=facts.date,
        successor=facts.successor,
        recorded_at=seed.recorded_at,
    )
    writer.touched = True
    writer.report.add(Outcome.WITHDRAWN)
