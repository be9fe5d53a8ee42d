"""The first pass over a collection: its sources, registers and withdrawals.

An archive gives its members in any order, so what governs the reading of the others is read in a
pass of its own. A folder with a ``sources.toml`` or an ``accessions.tsv`` begins a collection:
paths inside it count from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from documents.seed_store import layouts
from documents.seed_store.accession_register import read_register
from documents.seed_store.collection import walk
from documents.seed_store.edition_register import EditionLine, read_editions
from documents.seed_store.members import MAIN, Collection, Member, read_whole
from documents.seed_store.records import Fault, Refused
from documents.seed_store.report import Report
from documents.seed_store.run_ledger import RunLedger
from documents.seed_store.seed_names import SOURCES_NAME, read_name
from documents.seed_store.source_claims import Claims
from documents.seed_store.sources import SourcesFile, parse_sources

# What a path on the command line may name.
READABLE = (
    "a text (.txt, .md, .xml), or a folder or an archive of texts"
    " (.zip, .tar, .tar.gz, .tgz, .tar.zst)"
)


@dataclass(frozen=True, slots=True)
class ControlFile:
    """A file that governs others (``sources.toml``, withdrawals), with its bytes."""

    collection: str
    path: str
    shown: str
    data: bytes


@dataclass(slots=True)
class Survey:
    """The control files and sub-collections of one collection."""

    collection: Collection
    members: int = 0
    is_empty: bool = True  # neither a seed file in it, nor anything that cannot be read
    roots: set[str] = field(default_factory=lambda: {""})
    sources: list[tuple[ControlFile, SourcesFile]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)  # collections whose sources.toml is broken
    withdrawals: list[ControlFile] = field(default_factory=list)
    editions: list[EditionLine] = field(default_factory=list)  # as its own register names them

    def locate(self, path: str) -> tuple[str, str]:
        """The collection a member belongs to, and its path inside it."""
        folder = path.rpartition("/")[0]
        while folder not in self.roots:
            folder = folder.rpartition("/")[0]
        inner = path[len(folder) + 1 :] if folder else path
        return name_within(self.collection.name, folder), inner


def report_empty_collections(surveys: list[Survey], report: Report, *, named: bool) -> None:
    """Report every path of the command line that has nothing to read."""
    for found in surveys:
        if found.is_empty and named:
            shown = found.collection.shown(found.collection.only)
            report.add_faults([Fault(shown, 0, "path", "no seed file in it", READABLE)])
        elif found.is_empty:
            report.is_empty = True


def name_within(name: str, folder: str) -> str:
    """The name of a collection inside another, by the folder at which it begins."""
    if not folder:
        return name
    return f"{name.rstrip('/')}/{folder}"


def tree_of(name: str) -> str:
    """The outermost collection that a name belongs to: what was ingested in one go."""
    return MAIN if name.startswith(MAIN) else name.partition("/")[0]


def layout_names() -> tuple[str, ...]:
    """The values that ``layout`` may have in a ``sources.toml``."""
    return tuple(sorted(layouts.known_layouts()))


def survey(
    collection: Collection,
    ledger: RunLedger,
    report: Report,
    on_member: Callable[[], None] | None = None,
) -> Survey:
    """Survey one collection; faults of its control files go into the report.

    Members that cannot be read are reported by the second pass, not by this one. ``on_member`` is
    called for each.
    """
    found = Survey(collection)
    waiting: list[tuple[str, str, bytes]] = []  # withdrawals, until every root is known
    for member in walk(collection):
        if isinstance(member, Fault):
            found.is_empty = False
            continue
        found.members += 1
        if on_member:
            on_member()
        name = read_name(member.path)
        if collection.is_named(member.path) and name is None:
            found.is_empty = False  # reported as what it is, by the second pass
        elif (
            collection.includes(member.path) and name and name.kind not in {"register", "editions"}
        ):
            found.is_empty = False
        if name is None or name.kind in {"article", "alignment"}:
            continue
        if name.kind == "register":
            found.roots.add(name.path)
            _take_register(found, member, name.path, ledger, report)
            continue
        if name.kind == "editions":
            _take_editions(found, member, name.path, report)
            continue
        data = read_whole(collection, member)
        shown = collection.shown(member.path)
        if isinstance(data, Fault):
            report.refuse_file([data])
        elif name.kind == "sources":
            found.roots.add(name.path)
            _take_sources(found, name.path, shown, data, report)
        else:
            waiting.append((member.path, shown, data))
    for path, shown, data in waiting:
        inside, inner = found.locate(path)
        found.withdrawals.append(ControlFile(inside, inner, shown, data))
    found.sources.sort(key=lambda pair: pair[0].collection.count("/"))
    return found


def _take_register(
    found: Survey, member: Member, folder: str, ledger: RunLedger, report: Report
) -> None:
    name = name_within(found.collection.name, folder)
    shown = found.collection.shown(member.path)
    for number, line in read_register(member.stream, shown):
        fault = line if isinstance(line, Fault) else ledger.add_line(name, line, shown, number)
        if fault:
            report.add_faults([fault])


def _take_editions(found: Survey, member: Member, folder: str, report: Report) -> None:
    """Read the register of editions at the root; one below is of an archive taken in whole."""
    for line in read_editions(member.stream, found.collection.shown(member.path)):
        if isinstance(line, Fault):
            report.add_faults([line])
        elif not folder:
            found.editions.append(line)


def _take_sources(found: Survey, folder: str, shown: str, data: bytes, report: Report) -> None:
    name = name_within(found.collection.name, folder)
    try:
        read = parse_sources(data, shown, layout_names())
    except Refused as refused:
        report.refuse_file(refused.faults)
        found.unreadable.append(name)
        return
    found.sources.append((ControlFile(name, "sources.toml", shown, data), read))


def read_main_sources(
    surveys: list[Survey], main: Path, report: Report
) -> Iterator[tuple[ControlFile, SourcesFile]]:
    """Parse every ``sources.toml`` of a run, the archive's own first.

    It applies whatever is ingested.
    """
    pairs = [pair for found in surveys for pair in found.sources]
    file = main / SOURCES_NAME
    if file.is_file() and not any(found.collection.is_main for found in surveys):
        shown = Collection(MAIN, main).shown(SOURCES_NAME)
        control = ControlFile(MAIN, SOURCES_NAME, shown, file.read_bytes())
        try:
            pairs.append((control, parse_sources(control.data, shown, layout_names())))
        except Refused as refused:
            report.refuse_file(refused.faults)
            surveys[0].unreadable.append(MAIN)
    yield from sorted(pairs, key=lambda pair: pair[0].collection != MAIN)


class CollectionSources:
    """The claims by collection: the nearest ``sources.toml`` above, else the main one."""

    def __init__(self) -> None:
        self._claims: dict[str, Claims] = {}
        self._closed: set[str] = set()

    def set(self, collection: str, read: SourcesFile) -> None:
        self._claims[collection] = Claims(read.claims)

    def close(self, collection: str) -> None:
        """Close a collection to every claim, unless an earlier run read its sources.

        For a ``sources.toml`` that was refused: its files must not fall to another source.
        """
        if collection not in self._claims:
            self._claims[collection] = Claims(())
            self._closed.add(collection)

    def is_closed(self, collection: str) -> bool:
        """Whether a collection is closed, since its sources were refused."""
        return self.governing_collection(collection) in self._closed

    def claims_in(self, collection: str) -> Claims:
        """The claims valid in a collection; none at all where no file makes any."""
        return self._claims.get(self.governing_collection(collection), Claims(()))

    def governing_collection(self, collection: str) -> str:
        """The collection whose ``sources.toml`` applies: the nearest above, or the main one."""
        while collection not in self._claims and collection not in {MAIN, ""}:
            collection = collection.rpartition("/")[0]
        return collection or MAIN
