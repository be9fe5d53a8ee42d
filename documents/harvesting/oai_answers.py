"""The answers of OAI-PMH to its six verbs, out of the edition being served.

Open Archives Initiative Protocol for Metadata Harvesting 2.0, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from documents import identifiers
from documents.exchange.citation_records import cite_articles
from documents.harvesting.changes import Change, date_articles, find_changes
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
from documents.harvesting.oai_repository import (
    PROTOCOL,
    XSI,
    OaiRepository,
    identify,
    write_sets,
)
from documents.harvesting.oai_sets import select_set, sets_of_article, sets_of_withdrawal
from documents.harvesting.resumption_token import ResumptionToken
from documents.models import Withdrawal
from documents.results.entries import fetch_articles
from documents.search import RecordedPlace
from documents.seed_store.accession_register import format_time

_HEADERS_AT_ONCE = 500


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
        f'<OAI-PMH xmlns="{PROTOCOL}" {XSI}'
        f' xsi:schemaLocation="{PROTOCOL} {PROTOCOL}OAI-PMH.xsd">\n'
        f"{element('responseDate', format_time(moment))}\n"
        f"{element('request', repository.address, **echoed)}\n"
        f"{inside}\n</OAI-PMH>\n"
    )


# -- the repository and what it offers -----------------------------------------------------------


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
    "Identify": identify,
    "ListIdentifiers": _list_identifiers,
    "ListMetadataFormats": _list_metadata_formats,
    "ListRecords": _list_records,
    "ListSets": write_sets,
}
