"""The facts about a dataset that its cards state, each in its own vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from archive.context import Site
from documents.bulk.data_folder import DataCatalogue, DataFile
from documents.bulk.tables import TABLES, BulkTable
from documents.exchange.citation_records import permanent_url
from documents.models import Source

DESCRIPTION = (
    "Historical articles, originals and translations, with their facts and with what answers what "
    "in them: the newest version of each article of one edition of the archive. Generated from the "
    "archive's seeds; the same edition gives the same bytes."
)


@dataclass(frozen=True, slots=True)
class RightsStatement:
    """The rights in a source's texts."""

    source: str
    uri: str
    line: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder's files, with what is said of all of them.

    ``homepage`` and ``base`` (where the files are served) are "" for an archive without a public
    address.
    """

    title: str
    name: str  # ASCII, for vocabularies that ask for a name without spaces
    homepage: str
    base: str
    edition: str
    published: str
    languages: tuple[str, ...]
    rights: tuple[RightsStatement, ...]
    files: tuple[DataFile, ...]

    @property
    def day(self) -> str:
        return self.published[:10]

    @property
    def licences(self) -> tuple[str, ...]:
        """The addresses of the rights statements, each once."""
        return tuple(dict.fromkeys(one.uri for one in self.rights if one.uri))

    @property
    def citation(self) -> str:
        """How the dataset is cited."""
        address = f" {self.homepage}" if self.homepage else ""
        return f"{self.title}. Edition {self.edition[:12]}, {self.day}.{address}"

    def table_of(self, file: DataFile) -> BulkTable:
        return TABLES[file.table]

    def describe(self, file: DataFile) -> str:
        """A file in a sentence."""
        part = f" of {file.source}" if file.source else ""
        return f"{self.table_of(file).title}{part}. {file.rows} rows."


def describe_dataset(catalogue: DataCatalogue) -> Dataset:
    """The dataset of a catalogue, as this archive's settings and sources have it."""
    site = Site()
    sources = list(Source.objects.order_by("key"))
    wanted = {file.source for file in catalogue.files}
    if "" not in wanted:
        sources = [source for source in sources if source.key in wanted]
    title: str = settings.ARCHIVE_NAME
    languages = dict.fromkeys(tag for source in sources for tag in source.languages)
    return Dataset(
        title=title,
        name=re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "archive",
        homepage="" if site.is_local else permanent_url("home"),
        base="" if site.is_local else site.permalink(reverse("documents:data")),
        edition=catalogue.edition,
        published=catalogue.published,
        languages=tuple(sorted(languages)),
        rights=tuple(
            RightsStatement(source.key, source.rights_uri, source.rights_line) for source in sources
        ),
        files=catalogue.files,
    )
