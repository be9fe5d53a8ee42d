"""Writes batches of items as rows: new ones, known ones, refused ones."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents import identifiers
from documents.edition import current_edition
from documents.ingest.bulk_insert import Values, database_values, insert, new_row, take_keys
from documents.ingest.prepare_rows import PreparedRows, insert_articles
from documents.ingest.publication import finish_index, start_index
from documents.ingest.recorded_seeds import (
    check_holder,
    check_owner,
    find_holders,
    find_known,
    find_owners,
)
from documents.ingest.rows import order_key
from documents.ingest.workers import Task, WorkerPool
from documents.models import Article, SeedFile, Withdrawal
from documents.search import IndexBuilder, set_recorded
from documents.seed_store.accession_register import RegisterLine, format_time, parse_time
from documents.seed_store.items import Item
from documents.seed_store.records import Fault, Refused
from documents.seed_store.report import Outcome, Report, Spool, first_outcome
from documents.seed_store.run_ledger import RunLedger
from documents.seed_store.survey import tree_of


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of items not yet written: those to write, faults in order, work in progress."""

    entries: list[Item | tuple[Fault, ...]]
    withdrawn: frozenset[str]  # accessions
    names: dict[str, str]  # identifier -> accession
    task: Task


class Writer:
    """The writer of one run's rows and its index. Used inside the run's transaction."""

    def __init__(
        self,
        report: Report,
        ledger: RunLedger,
        moment: datetime,
        crew: WorkerPool,
        *,
        indexing: bool,
    ) -> None:
        self.report = report
        self.ledger = ledger
        self.moment = moment
        self.touched = False  # whether any row was written
        self.lines = Spool()  # register lines to append: collection, accession, version, …
        self.refused: set[tuple[str, str]] = set()  # queued versions refused at the end
        self.redated: set[str] = set()  # articles whose recorded time is another one now
        self.taken_back: set[str] = set()  # withdrawn accessions whose text came or went
        newest = SeedFile.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.first_new = (newest or 0) + 1  # rows from here on were written by this run
        self.crew = crew
        self._under_way: deque[Batch] = deque()
        self._indexing = indexing
        self._builder: IndexBuilder | None = None

    # -- the coming index ------------------------------------------------------------------------

    def index(self) -> IndexBuilder | None:
        """The index builder, made when first asked for; None in a dry run.

        Ask before changing rows.
        """
        if self._builder is None and self._indexing:
            self._builder = start_index(current_edition())
        return self._builder

    def start_index_anew(self) -> None:
        """Start the index again from the rows alone: every article may have changed."""
        if self._indexing:
            self._builder = start_index(current_edition(), anew=True)

    def finish_index(self, digest: str) -> None:
        """Flush the index to its folder."""
        builder = self.index()
        if builder:
            finish_index(builder, digest)
        self._builder = None

    def discard_index(self) -> None:
        """Discard an index that will not be published."""
        if self._builder:
            self._builder.discard()
        self._builder = None

    # -- batches ---------------------------------------------------------------------------------

    def start_batch(self, batch: list[Item]) -> None:
        """Start work on the new items of a batch; the others are checked and reported.

        It is written while a later batch is begun with, or by `drain`.
        """
        self._under_way.append(self._begin(batch))
        while len(self._under_way) > self.crew.extra_batches:
            self._write(self._under_way.popleft())

    def drain(self) -> None:
        """Write everything still in progress."""
        while self._under_way:
            self._write(self._under_way.popleft())

    def _begin(self, batch: list[Item]) -> Batch:
        known = find_known(batch)
        holders = find_holders(batch)
        names = {identifiers.mint(item.accession): item.accession for item in batch}
        owners = find_owners(names)
        for other in self._under_way:
            owners |= other.names
        gone = Withdrawal.objects.filter(identifier__in=names)
        withdrawn = frozenset(names[name] for name in gone.values_list("identifier", flat=True))
        entries: list[Item | tuple[Fault, ...]] = []
        for item in batch:
            try:
                self.add_to_ledger(item)
                row = known.get((item.accession, item.kind, item.version))
                if row:
                    self.compare(item, row)
                    self.report.not_understood += row["article__not_understood"] or 0
                    continue
                check_holder(item, holders.get((item.collection, item.path)))
                check_owner(item, identifiers.mint(item.accession), owners)
                self._line(item)
                entries.append(item)
            except Refused as refused:
                entries.append(refused.faults)
        texts = [e for e in entries if isinstance(e, Item) and _has_text(e, withdrawn)]
        return Batch(entries, withdrawn, names, self.crew.start(texts))

    def _write(self, batch: Batch) -> None:
        """Write a batch's rows, and report what was refused, in the order of its files."""
        outcomes = self.crew.finish(batch.task)
        seeds: list[Values] = []
        made: list[tuple[int, PreparedRows]] = []  # each with its seed's place
        for entry in batch.entries:
            if isinstance(entry, tuple):
                self.report.refuse_file(entry)
                continue
            if _has_text(entry, batch.withdrawn):
                outcome = next(outcomes)
                if isinstance(outcome, tuple):
                    self.report.refuse_file(outcome)
                    continue
                made.append((len(seeds), outcome))
                self.report.not_understood += outcome.article["not_understood"]
                seed = self.make_seed(entry)
                set_recorded(outcome.prepared, outcome.article["identifier"], seed.recorded_at)
                seeds.append(database_values(seed, content=outcome.content))
            else:
                if entry.kind == SeedFile.Kind.ARTICLE:
                    self.taken_back.add(entry.accession)
                seeds.append(database_values(self.make_seed(entry)))
            self.report.add(first_outcome(entry.kind, entry.version))
        self._save(seeds, made)

    def add_to_ledger(self, item: Item) -> None:
        """Note an item in the ledger. Raises `Refused` where another file is the same version."""
        self.ledger.add_file(item.accession, item.label, item.kind, item.shown, item.sha256)

    def compare(self, item: Item, row: dict[str, Any]) -> None:
        """Compare a recorded version with the item met. Raises `Refused` if bytes differ."""
        if row["sha256"] != item.sha256:
            raise Refused(
                Fault(
                    item.shown,
                    0,
                    "sha256",
                    item.sha256,
                    f"{row['sha256']}, recorded for {item.accession} version {item.label}"
                    " (seeds are never edited: put the file back, and name a new text ~n)",
                )
            )
        place = (item.collection, item.path)
        changes: dict[str, Any] = {}
        if tree_of(row["collection"]) == tree_of(item.collection):
            line = self._line(item)
            if line is None:
                self._queue(item, row["recorded_at"])
            elif line.time != row["recorded_at"]:
                changes["recorded_at"] = line.time
            if (row["collection"], row["path"]) != place:
                changes |= {"collection": item.collection, "path": item.path}
        if not changes:
            self.report.add(Outcome.UNCHANGED)
            return
        self.touched = True
        SeedFile.objects.filter(pk=row["pk"]).update(**changes)
        Article.objects.filter(seed=row["pk"]).update(path_key=order_key(item.path))
        if "recorded_at" in changes:
            self.redated.add(identifiers.mint(item.accession))
            Withdrawal.objects.filter(seed=row["pk"]).update(recorded_at=changes["recorded_at"])
        self.report.add(Outcome.MOVED)

    def _line(self, item: Item) -> RegisterLine | None:
        return self.ledger.line_for(
            item.collection, item.accession, item.label, item.sha256, item.shown
        )

    def _queue(self, item: Item, time: datetime) -> None:
        self.lines.append(
            [item.collection, item.accession, item.label, item.sha256, format_time(time)]
        )

    def make_seed(self, item: Item) -> SeedFile:
        """The row of a file met for the first time; its register line is believed or queued."""
        line = self._line(item)
        if line is None:
            self._queue(item, self.moment)
        return new_row(
            SeedFile,
            kind=item.kind,
            collection=item.collection,
            path=item.path,
            accession=item.accession,
            version=item.version,
            sha256=item.sha256,
            content=item.data,
            recorded_at=line.time if line else self.moment,
        )

    def _save(self, seeds: list[Values], made: list[tuple[int, PreparedRows]]) -> None:
        if not seeds:
            return
        index = self.index()
        self.touched = True
        for seed, key in zip(seeds, take_keys(SeedFile, len(seeds)), strict=True):
            seed["id"] = key
        for (place, one), key in zip(made, take_keys(Article, len(made)), strict=True):
            one.article.update(id=key, seed_id=seeds[place]["id"])
        insert(SeedFile, seeds)
        articles = [one for _, one in made]
        insert_articles(articles)
        for one in articles:
            # Corrections are indexed at the end of the run, when the newest of each is known.
            if index and one.article["is_newest"]:
                index.add_new(one.prepared)  # its first version: no index holds it yet


def _has_text(item: Item, withdrawn: frozenset[str]) -> bool:
    """Whether an item becomes an article: a withdrawn one is kept, and not read."""
    return item.kind == SeedFile.Kind.ARTICLE and item.accession not in withdrawn


def queued_line(row: Any) -> tuple[str, RegisterLine]:
    """A collection and its register line, out of `Writer.lines`."""
    collection, accession, label, sha256, time = row
    return collection, RegisterLine(accession, label, sha256, parse_time(time))
