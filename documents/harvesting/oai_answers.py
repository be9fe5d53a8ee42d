"""The answers of OAI-PMH to its six verbs, out of the edition being served.

Open Archives Initiative Protocol for Metadata Harvesting 2.0, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from archive.context import Site
from documents import identifiers
from documents.exchange.citation_records import cite_articles
from documents.harvesting.changes import Change, date_articles, earliest_time, find_changes
from documents.harvesting.oai_arguments import (
    RESUMPTION,
    OaiError,
    OaiRequest,
    check_set,
    read_range,
)
from documents.harvesting.oai_records import (
    FORMATS,
    MetadataFormat,
    RecordHeader,
    element,
    write_record,
)
from documents.harvesting.oai_sets import (
    list_sets,
    select_set,
    sets_of_article,
    sets_of_withdrawal,
)
from documents.harvesting.resumption_token import ResumptionToken
from documents.models import Edition, Source, Withdrawal
from documents.results.entries import fetch_articles
from documents.search import OpenIndex, RecordedPlace
from documents.seed_store.accession_register import format_time

_HEADERS_AT_ONCE = 500
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")
_NO_DOMAIN = "archive.invalid"
_MAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_NO_MAIL = f"nobody@{_NO_DOMAIN}"
_SPACE = "http://www.openarchives.org/OAI/2.0/"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


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


def write_answer(repository: OaiRepository, read: Callable[[], OaiRequest]) -> str:
    """Write the answer to a request, or the error that reading or answering it raises."""
    echoed: dict[str, str] = {}
    try:
        request = read()
        echoed = {"verb": request.verb, **request.arguments}
        body = _VERBS[request.verb](repository, request.arguments)
        inside = f"<{request.verb}>\n{body}</{request.verb}>"
    except OaiError as error:
        if error.code in {"badVerb", "badArgument"}:
            echoed = {}
        inside = element("error", str(error), code=error.code)
    # What is true as of this moment: all that was recorded before it, and nothing recorded since.
    moment = repository.edition.published_at + timedelta(seconds=1)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<OAI-PMH xmlns="{_SPACE}" {_XSI}'
        f' xsi:schemaLocation="{_SPACE} {_SPACE}OAI-PMH.xsd">\n'
        f"{element('responseDate', format_time(moment))}\n"
        f"{element('request', repository.address, **echoed)}\n"
        f"{inside}\n</OAI-PMH>\n"
    )


# -- the repository and what it offers -----------------------------------------------------------


def _identify(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
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
    space = f"{_SPACE}oai-identifier"
    facts = (
        ("scheme", "oai"),
        ("repositoryIdentifier", repository.namespace),
        ("delimiter", ":"),
        ("sampleIdentifier", repository.name("xt66nzthbgz")),
    )
    inside = "".join(element(name, value) for name, value in facts)
    return (
        f'<description><oai-identifier xmlns="{space}" {_XSI}'
        f' xsi:schemaLocation="{space} {space}.xsd">{inside}</oai-identifier></description>\n'
    )


def _list_metadata_formats(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    if "identifier" in arguments:
        change = _find(repository, arguments["identifier"], whole=False)
        if change.withdrawal:
            raise OaiError("noMetadataFormats", "This article was withdrawn.")
    return "".join(
        "<metadataFormat>"
        + element("metadataPrefix", made.prefix)
        + element("schema", made.schema)
        + element("metadataNamespace", made.namespace)
        + "</metadataFormat>\n"
        for made in FORMATS.values()
    )


def _list_sets(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
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
    space = f"{_SPACE}oai_dc/"
    titles = "".join(element("dc:title", name, language) for language, name in names.items())
    return (
        f'<setDescription><oai_dc:dc xmlns:oai_dc="{space}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" {_XSI}'
        f' xsi:schemaLocation="{space} {_SPACE}oai_dc.xsd">{titles}</oai_dc:dc></setDescription>'
    )


# -- records -------------------------------------------------------------------------------------


def _get_record(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    form = _format(arguments["metadataPrefix"])
    change = _find(repository, arguments["identifier"], whole=form.whole)
    return "".join(_write_records(repository, [change], form))


def _find(repository: OaiRepository, name: str, *, whole: bool) -> Change:
    """The article of an identifier, or its withdrawal. Raises `OaiError`."""
    identifier = name.removeprefix(repository.name(""))
    if identifier != name and identifiers.is_well_formed(identifier):
        for change in date_articles(fetch_articles([identifier], seeds=True, whole=whole)):
            return change
        for gone in Withdrawal.objects.filter(identifier=identifier):
            return Change(RecordedPlace(gone.recorded_at, identifier), withdrawal=gone)
    raise OaiError("idDoesNotExist", "No article of this archive has this identifier.")


def _format(prefix: str) -> MetadataFormat:
    if prefix not in FORMATS:
        known = ", ".join(FORMATS)
        raise OaiError("cannotDisseminateFormat", f"The metadata formats are {known}.")
    return FORMATS[prefix]


def _list_records(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    return _list(repository, "ListRecords", arguments, _write_records, headers_only=False)


def _list_identifiers(repository: OaiRepository, arguments: Mapping[str, str]) -> str:
    return _list(repository, "ListIdentifiers", arguments, _write_headers, headers_only=True)


def _list(
    repository: OaiRepository,
    verb: str,
    arguments: Mapping[str, str],
    write: Callable[[OaiRepository, Sequence[Change], MetadataFormat], Iterator[str]],
    *,
    headers_only: bool,
) -> str:
    """A slice of a list, and the token that leads on; the last of several ends with an empty one.

    The oldest come first: what changes while it is read comes up again behind all others.
    """
    token = _read_token(verb, arguments)
    if token:
        asked = {"from": token.first, "until": token.last, "set": token.set}
        arguments = {name: value for name, value in asked.items() if value}
    form = _format(token.prefix if token else arguments["metadataPrefix"])
    between = read_range(arguments)
    spec = arguments.get("set", "")
    if "set" in arguments:
        check_set(spec)
    request = select_set(spec)
    if request is None:
        raise OaiError("noRecordsMatch", "There is no such set.")
    found = find_changes(
        repository.index,
        request,
        _HEADERS_AT_ONCE if headers_only else form.page_size,
        token.place if token else None,
        oldest_first=True,
        between=between,
        whole=form.whole and not headers_only,
    )
    if not found.changes:
        if token:
            raise OaiError("badResumptionToken", "The list ends before this place.")
        raise OaiError("noRecordsMatch", "Nothing was recorded that these arguments ask for.")
    cursor, size = (token.cursor, token.size) if token else (0, found.total)
    following = ""
    if not found.is_last:
        following = ResumptionToken(
            verb,
            form.prefix,
            arguments.get("from", ""),
            arguments.get("until", ""),
            spec,
            found.changes[-1].place,
            cursor + len(found.changes),
            size,
        ).write()
    body = "".join(write(repository, found.changes, form))
    if token or following:
        counts = {"completeListSize": str(size), "cursor": str(cursor)}
        body += f"{element(RESUMPTION, following, **counts)}\n"
    return body


def _read_token(verb: str, arguments: Mapping[str, str]) -> ResumptionToken | None:
    if RESUMPTION not in arguments:
        return None
    try:
        token = ResumptionToken.read(arguments[RESUMPTION])
    except ValueError as error:
        raise OaiError("badResumptionToken", "This archive gave no such token.") from error
    if token.verb != verb or token.prefix not in FORMATS:
        raise OaiError("badResumptionToken", "This token belongs to another list.")
    return token


def _header(repository: OaiRepository, change: Change) -> RecordHeader:
    place = change.place
    name = repository.name(place.identifier)
    if change.withdrawal:
        sets = sets_of_withdrawal(change.withdrawal)
        return RecordHeader(name, place.recorded_at, sets, is_deleted=True)
    sets = sets_of_article(change.article) if change.article else []
    return RecordHeader(name, place.recorded_at, sets)


def _write_headers(
    repository: OaiRepository, changes: Sequence[Change], form: MetadataFormat
) -> Iterator[str]:
    for change in changes:
        yield f"{_header(repository, change).write()}\n"


def _write_records(
    repository: OaiRepository, changes: Sequence[Change], form: MetadataFormat
) -> Iterator[str]:
    rows = [change.article for change in changes if change.article]
    edition = repository.index.edition
    cited = {
        one.identifier: one
        for one in cite_articles(rows, repository.sources, edition, bodies=form.whole)
    }
    for change in changes:
        article = cited.get(change.place.identifier)
        yield write_record(
            _header(repository, change), form.write(article) if article is not None else ""
        )


_VERBS: Mapping[str, Callable[[OaiRepository, Mapping[str, str]], str]] = {
    "GetRecord": _get_record,
    "Identify": _identify,
    "ListIdentifiers": _list_identifiers,
    "ListMetadataFormats": _list_metadata_formats,
    "ListRecords": _list_records,
    "ListSets": _list_sets,
}
