"""Converts a collection into a folder of seeds: each record is read twice, and kept never.

First every accession is worked out, so that two records of one accession are both refused, in
whatever order they come; then each record becomes a document.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from documents.conversion.accessions import accession_of_record, digest_of_accession
from documents.conversion.attached_texts import AttachedTexts
from documents.conversion.conversion_report import REFUSED, ConversionReport, RecordOutcome
from documents.conversion.field_mapping import FieldMapping, MappingRule
from documents.conversion.make_document import (
    DocumentOptions,
    UnusableRecord,
    make_document,
    source_key,
)
from documents.conversion.open_readers import ReaderFactory, ReadingOptions, find_input
from documents.conversion.records import BadInput, BadOutput, CollectionReader, CollectionRecord
from documents.conversion.seed_folder import SeedFolder, SeedOutcome
from documents.conversion.source_kinds import guess_kind, read_kind
from documents.conversion.tei_files import TeiSeed, read_tei
from documents.conversion.write_sources import name_unlisted_languages, write_sources_table

# Forms whose records may have their texts in files of their own.
_LISTS = frozenset({"table", "spreadsheet", "JSON"})
_NAMED = 40  # columns that a message lists

OnProgress: TypeAlias = Callable[[int, int], None]  # records done, and of how many (0: not known)


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """Everything a command line says of a conversion."""

    reading: ReadingOptions = field(default_factory=ReadingOptions)
    document: DocumentOptions = field(default_factory=DocumentOptions)
    rules: tuple[MappingRule, ...] = ()
    kind: str = ""  # of every new source; "" leaves it to what each is called and holds
    rights: str = ""


def convert(
    path: Path, folder: Path, options: ConversionOptions, on_progress: OnProgress
) -> ConversionReport:
    """Convert an input into seeds. Raises `BadInput` where nothing of it can be read or written."""
    report = ConversionReport()
    if path.resolve() == folder.resolve():
        raise BadInput(f"{folder}: is the input itself: name a folder of its own for the seeds")
    found = find_input(path, folder, options.reading)
    report.skipped += found.skipped
    root = path.parent if path.is_file() else path
    attached = AttachedTexts(
        root, apart=folder, encoding=options.reading.encoding, split=options.reading.split
    )
    run = _Run(options, report, found.readers, attached)
    run.survey(on_progress)
    seeds = SeedFolder(folder)
    try:
        run.write(seeds, on_progress)
        for name in found.tei:
            for one in read_tei(root / name, name, options.reading.records):
                run.take_file(one, seeds)
        run.describe(seeds, path)
    except BadOutput as error:
        report.faults.append(str(error))
    return report


class _Run:
    """One conversion: what it has met so far."""

    def __init__(
        self,
        options: ConversionOptions,
        report: ConversionReport,
        readers: list[tuple[str, ReaderFactory]],
        attached: AttachedTexts,
    ) -> None:
        self.options, self.report, self.readers = options, report, readers
        self.attached = attached
        self.total = 0
        self.twice: set[int] = set()  # digests of accessions that more than one record has
        self.languages: dict[str, None] = {}
        self.sources: dict[str, str] = {}
        self.kinds: dict[str, str] = {}  # by source: what its first record says it is
        self.without_identifier = 0
        self.without_source: list[str] = []  # the files of records that name none
        self.forms: set[str] = set()
        self.layouts: dict[str, None] = {}

    def survey(self, on_progress: OnProgress) -> None:
        """Count the records, and find accessions that several have."""
        digests = array("Q")
        mapping = self._mapping()
        for reader in self._open():
            try:
                for record in reader.identities():
                    self.total += 1
                    if not record.fault:
                        mapped = mapping.apply(record)
                        accession, identifier = accession_of_record(record, mapped)
                        digests.append(digest_of_accession(accession))
                        if reader.form in _LISTS:
                            self.attached.claim(mapped, identifier)
                    if self.total % 100 == 0:
                        on_progress(0, self.total)
            except BadInput:
                continue  # said when the records are read
        values = np.sort(np.frombuffer(digests, dtype=np.uint64))
        self.twice = set(values[1:][values[1:] == values[:-1]].tolist())

    def write(self, seeds: SeedFolder, on_progress: OnProgress) -> None:
        """Write every record's seed, and say what became of it and of every column."""
        mapping = self._mapping()
        done = 0
        firsts: dict[int, str] = {}  # where an accession that several have was met first
        for reader in self._open(tell=True):
            try:
                for record in reader.records():
                    is_list = reader.form in _LISTS
                    self.report.add(self._take(record, mapping, seeds, firsts, is_list=is_list))
                    done += 1
                    on_progress(done, max(self.total, done))
            except BadOutput:
                raise
            except BadInput as error:
                self.report.faults.append(str(error))
        self._describe_columns(mapping, done)
        if self.attached.taken:
            self.report.remarks += self.attached.untaken()
        if self.without_identifier:
            self.report.remarks.append(
                f"{self.without_identifier} without an identifier: each is named by a digest of "
                "its values, so a record that is changed will be a new one (a column that tells "
                "them apart: --map NAME=id)"
            )

    def _describe_columns(self, mapping: FieldMapping, done: int) -> None:
        """Say what every column became, and what to do where none holds the texts."""
        known = set()
        for name, targets in mapping.used.items():
            known |= {target.partition(".")[0] for target in targets}
            said = ", ".join(
                f"{target or 'left out'} ({count})" for target, count in targets.items()
            )
            self.report.columns.append(f"column {name} → {said}")
        self.report.faults += [
            f"--map {name}: found in no record" for name in mapping.unused() if done
        ]
        if not mapping.used or self.report.counts[REFUSED] < done:
            return
        if self.forms == {"bibliography"}:
            return  # its reader says what to do
        names = ", ".join(list(mapping.used)[:_NAMED])
        self.report.faults += [
            f"no column is known to hold a {needed}, of {names}: say which does, "
            f"such as --map NAME={example}{else_}"
            for needed, example, else_ in (
                ("text", "text.en", ", or which names the files of texts: --map NAME=file.en"),
                ("title", "title.en", ", or let first words stand for it (--incipit)"),
            )
            if needed not in known
        ]

    def describe(self, seeds: SeedFolder, path: Path) -> None:
        """Write a sources.toml where the folder has none."""
        if seeds.has_sources() or not self.languages:
            table = seeds.root / "sources.toml"
            self.report.remarks += name_unlisted_languages(table, self.languages)
            return
        name = path.resolve().stem if path.is_file() else path.resolve().name
        own = source_key(name)
        names = self.sources or {own: _spell_out(name)}
        files: dict[str, list[str]] = {}
        if self.sources and self.without_source:
            own = f"{own}-other" if own in self.sources else own  # whose files name no source
            names = {own: _spell_out(name), **names}
            named = (one.rpartition(".") for one in self.without_source)
            files[own] = [f"{stem}{v}.{end}" for stem, _, end in named for v in ("", "~*")]
        options = self.options
        kinds = {
            key: options.kind or self.kinds.get(key if self.sources else "") or guess_kind(name)
            for key, name in names.items()
        }
        text = write_sources_table(
            names, list(self.languages), kinds, options.rights, files, [*self.layouts]
        )
        seeds.write_sources(text)
        keys = ", ".join(f"{key} ({kinds[key]})" for key in list(names)[:_NAMED])
        if len(names) > _NAMED:
            keys += f" and {len(names) - _NAMED} more (--source KEY makes them one source)"
        self.report.remarks.append(
            f"{seeds.root / 'sources.toml'}: written, with {keys}: say there what it is called, "
            "whether that is its kind, and its rights"
        )

    def _take(
        self,
        record: CollectionRecord,
        mapping: FieldMapping,
        seeds: SeedFolder,
        firsts: dict[int, str],
        *,
        is_list: bool,
    ) -> RecordOutcome:
        """Write one record's seed, and say what became of it."""
        if record.fault:
            return RecordOutcome(record.shown, REFUSED, "", record.fault)
        mapped = mapping.apply(record)
        accession, identifier = accession_of_record(record, mapped)
        digest = digest_of_accession(accession)
        if digest in self.twice:
            other = firsts.setdefault(digest, record.shown)
            is_first = other == record.shown
            if identifier:
                said = "" if is_first else f"; {other} has it too"
                reason = f"another record has the identifier {identifier!r}{said}"
                return RecordOutcome(record.shown, REFUSED, "", f"{reason}: accession {accession}")
            if not is_first:  # the very same values: nothing of it is lost
                said = f"has the very values of {other}: taken once"
                return RecordOutcome(record.shown, str(SeedOutcome.UNCHANGED), "", said)
        if is_list:
            self.attached.attach(record, mapped, identifier)
            if record.fault:
                return RecordOutcome(record.shown, REFUSED, "", record.fault)
        try:
            document = make_document(record, mapped, accession, self.options.document)
            outcome, file = seeds.write_document(document)
        except UnusableRecord as error:
            return RecordOutcome(
                record.shown, REFUSED, "", "; ".join([str(error), *record.remarks])
            )
        self.layouts["document"] = None
        self.without_identifier += not identifier
        # Of several translations into a language, sources name the language alone.
        self.languages.update(
            dict.fromkeys(language.partition("-x-")[0] for language, _ in document.texts)
        )
        key = document.facts.get("source", "")
        if key not in self.kinds and (kind := read_kind(record.values) or record.source_kind):
            self.kinds[key] = kind
        if not key and outcome == SeedOutcome.NEW:
            self.without_source.append(file)
        if key:
            said_name = next((str(one) for one in mapped.fields.get("source", ())), str(key))
            self.sources.setdefault(key, said_name)
        return RecordOutcome(record.shown, str(outcome), file, "; ".join(record.remarks))

    def take_file(self, file: TeiSeed, seeds: SeedFolder) -> None:
        """Write a document in TEI as it is, and say what became of it."""
        try:
            if file.fault:
                raise UnusableRecord(file.fault)
            outcome, name = seeds.take_file(file.accession, ".xml", file.data)
        except UnusableRecord as error:
            self.report.add(RecordOutcome(file.shown, REFUSED, "", str(error)))
            return
        self.layouts["tei"] = None
        self.languages.update(dict.fromkeys(one.partition("-x-")[0] for one in file.languages))
        if outcome == SeedOutcome.NEW:
            self.without_source.append(name)
        self.report.add(RecordOutcome(file.shown, str(outcome), name))

    def _mapping(self) -> FieldMapping:
        return FieldMapping(list(self.options.rules))

    def _open(self, *, tell: bool = False) -> Iterator[CollectionReader]:
        for _, factory in self.readers:
            try:
                reader = factory()
            except BadInput as error:
                if tell:
                    self.report.faults.append(str(error))
                continue
            if reader.form == "texts" and self.attached.taken:
                return  # read with the records that name them; these come first
            if tell:
                self.report.remarks += reader.remarks
                self.forms.add(reader.form)
            yield reader


def _spell_out(stem: str) -> str:
    """The name of a file as one of a source: ``county-letters`` is County letters."""
    name = " ".join(stem.replace("_", " ").replace("-", " ").split()) or stem
    return name[:1].upper() + name[1:]
