"""Exports tables of the archive into a folder: data files, then the cards that describe them.

The same edition gives the same bytes. A file takes its name when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from documents.bulk.archive_articles import cite_archive, count_articles, read_snapshot
from documents.bulk.cards import write_cards
from documents.bulk.data_folder import (
    DataCatalogue,
    DataFile,
    digest_file,
    read_catalogue,
    sort_files,
)
from documents.bulk.formats import FORMATS, BulkFormat, BulkWriter, WriterOptions
from documents.bulk.tables import TABLES, BulkTable
from documents.citation.record import CitedArticle
from documents.csv_tables import Cells
from documents.edition import current_edition
from documents.models import Edition


class ExportRefused(Exception):
    """The exception for an export that cannot be made; its text says why, and the way out."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported: a table, its forms, and sources ("" for all in one file)."""

    table: str
    formats: Sequence[str]
    sources: Sequence[str] = ("",)
    cells: Cells = "text"
    replace: bool = False  # another edition's files, which the folder's catalogue lists


def export_table(
    order: ExportOrder, folder: Path, on_progress: Callable[[int, int], None]
) -> list[DataFile]:
    """Write the files of an order and the folder's cards anew. Returns the files written.

    ``on_progress`` is told how many articles are done, of how many. Raises `ExportRefused`.
    """
    table = TABLES[order.table]
    formats = [_format(table, suffix) for suffix in order.formats]
    folder.mkdir(parents=True, exist_ok=True)
    with read_snapshot():
        edition = current_edition()
        if edition is None:
            raise ExportRefused("nothing has been ingested: run `manage.py ingest`")
        there = _files_there(folder, edition, replace=order.replace)
        total = sum(map(count_articles, order.sources))
        written: list[DataFile] = []
        done = 0
        for source in order.sources:
            options = WriterOptions(edition.digest, order.cells)
            with _OpenFiles(folder, table, source, formats, options) as files:
                for article in cite_archive(edition.digest, source):
                    files.write_article(article)
                    done += 1
                    on_progress(done, total)
            written += files.finish()
        made = {file.name for file in written}
        old = [file for file in there.files if file.name not in made] if there else []
        is_same_edition = there is None or there.edition == edition.digest
        kept = [file for file in old if is_same_edition and (folder / file.name).exists()]
        published = edition.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        listed = DataCatalogue(edition.digest, published, sort_files([*kept, *written]))
        write_cards(listed, folder)
        for file in old if not is_same_edition else ():
            (folder / file.name).unlink(missing_ok=True)
    return written


def _format(table: BulkTable, suffix: str) -> BulkFormat:
    form = FORMATS[suffix]
    if table.name not in form.tables:
        able = [name for name, one in FORMATS.items() if table.name in one.tables]
        raise ExportRefused(f"{table.name} has no form {suffix!r}: choose {', '.join(able)}")
    return form


def _files_there(folder: Path, edition: Edition, *, replace: bool) -> DataCatalogue | None:
    """What the folder holds, where this export may go on beside it or take its place."""
    try:
        there = read_catalogue(folder)
    except ValueError as error:
        raise ExportRefused(f"{error}; choose another folder") from error
    if there is None:
        if any(not file.name.startswith(".") for file in folder.iterdir()):
            raise ExportRefused(f"{folder}: neither empty nor a folder of this archive's data")
    elif there.edition != edition.digest and not replace:
        raise ExportRefused(
            f"{folder}: holds files of edition {there.edition[:12]}, and this is "
            f"{edition.digest[:12]}: choose an empty folder, or --replace them"
        )
    return there


class _OpenFiles:
    """The files of one table and source being written, one a format."""

    def __init__(
        self,
        folder: Path,
        table: BulkTable,
        source: str,
        formats: Sequence[BulkFormat],
        options: WriterOptions,
    ) -> None:
        self._folder, self._table, self._source = folder, table, source
        self._formats, self._options = formats, options
        self._writers: list[BulkWriter] = []
        self._rows = [0] * len(formats)
        self._closing = ExitStack()

    def __enter__(self) -> _OpenFiles:
        for form in self._formats:
            try:
                writer = form.open(self._part(form), self._table, self._options)
            except ImportError as error:
                self.__exit__(error)
                raise ExportRefused(str(error)) from error
            self._writers.append(writer)
            self._closing.callback(writer.close)
        return self

    def __exit__(self, *fault: object) -> None:
        if fault[0] is None:
            self._closing.close()
            return
        with suppress(Exception):  # what stopped the export is what is to be told
            self._closing.close()
        for form in self._formats:
            self._part(form).unlink(missing_ok=True)

    def write_article(self, article: CitedArticle) -> None:
        rows = list(self._table.rows(article))
        for place, writer in enumerate(self._writers):
            self._rows[place] += writer.write(article, rows)

    def finish(self) -> list[DataFile]:
        """Name the files, which are whole now."""
        files = []
        for form, rows in zip(self._formats, self._rows, strict=True):
            size, digest = digest_file(self._part(form))
            name = self._name(form)
            self._part(form).replace(self._folder / name)
            files.append(
                DataFile(name, self._table.name, form.suffix, self._source, rows, size, digest)
            )
        return files

    def _name(self, form: BulkFormat) -> str:
        stem = f"{self._table.name}-{self._source}" if self._source else self._table.name
        return f"{stem}.{form.suffix}"

    def _part(self, form: BulkFormat) -> Path:
        return self._folder / f".{self._name(form)}.part"
