"""The repository of OAI-PMH as it describes itself: names, sets (sections 4.2 and 4.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.context import Site
from documents.harvesting.changes import earliest_time
from documents.harvesting.oai_arguments import RESUMPTION, OaiError
from documents.harvesting.oai_records import element
from documents.harvesting.oai_sets import list_sets
from documents.models import Edition, Source
from documents.search import OpenIndex
from documents.seed_store.accession_register import format_time

PROTOCOL = "http://www.openarchives.org/OAI/2.0/"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")
_NO_DOMAIN = "archive.invalid"
_MAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_NO_MAIL = f"nobody@{_NO_DOMAIN}"


@dataclass(frozen=True, slots=True)
class OaiRepository:
    """The archive as a repository: its address, and the edition and the index it answers from."""

    address: str
    edition: Edition
    index: OpenIndex
    sources: Mapping[str, Source]

    @property
    def namespace(self) -> str:
        """The domain that its identifiers begin with; one that is none where it has no address."""
        host = urlsplit(self.address).hostname or ""
        return host if _DOMAIN.fullmatch(host) else _NO_DOMAIN

    def name(self, identifier: str) -> str:
        """An article's identifier in the protocol: ``oai:archive.example.org:xt66nzthbgz``."""
        return f"oai:{self.namespace}:{identifier}"


def identify(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    """Write the answer to ``Identify``."""
    contact = Site().contact.removeprefix("mailto:")
    earliest = earliest_time() or repository.edition.published_at
    facts = (
        ("repositoryName", Site().name),
        ("baseURL", repository.address),
        ("protocolVersion", "2.0"),
        ("adminEmail", contact if _MAIL.fullmatch(contact) else _NO_MAIL),
        ("earliestDatestamp", format_time(earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ("compression", "gzip"),
        ("compression", "br"),
    )
    return "".join(f"{element(name, value)}\n" for name, value in facts) + _describe(repository)


def _describe(repository: OaiRepository) -> str:
    """How identifiers are made, by the schema for that."""
    space = f"{PROTOCOL}oai-identifier"
    facts = (
        ("scheme", "oai"),
        ("repositoryIdentifier", repository.namespace),
        ("delimiter", ":"),
        ("sampleIdentifier", repository.name("xt66nzthbgz")),
    )
    inside = "".join(element(name, value) for name, value in facts)
    return (
        f'<description><oai-identifier xmlns="{space}" {XSI}'
        f' xsi:schemaLocation="{space} {space}.xsd">{inside}</oai-identifier></description>\n'
    )


def write_sets(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    """Write the answer to ``ListSets``. Raises `OaiError`."""
    if RESUMPTION in arguments:
        raise OaiError("badResumptionToken", "The list of sets comes in one answer.")
    sets = list_sets(repository.index, repository.sources)
    if not sets:
        raise OaiError("noSetHierarchy", "There is no source yet, and so no set.")
    return "".join(
        f"<set>{element('setSpec', one.spec)}{element('setName', one.name)}"
        f"{_describe_set(one.names)}</set>\n"
        for one in sets
    )


def _describe_set(names: Mapping[str, str]) -> str:
    """The names of a set in every language, in Dublin Core."""
    if not names:
        return ""
    space = f"{PROTOCOL}oai_dc/"
    titles = "".join(element("dc:title", name, language) for language, name in names.items())
    return (
        f'<setDescription><oai_dc:dc xmlns:oai_dc="{space}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" {XSI}'
        f' xsi:schemaLocation="{space} {PROTOCOL}oai_dc.xsd">{titles}</oai_dc:dc></setDescription>'
    )
