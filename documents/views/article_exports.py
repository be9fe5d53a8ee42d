"""The exports of an article, its linkset and its TimeMap: by suffix or by ``Accept``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.clock import today
from archive.negotiation import Representation
from archive.query_parameters import query_parameters
from documents.citation import memento, signposting
from documents.citation.exports import EXPORTS
from documents.citation.record import CitedArticle, choose_translation
from documents.exchange.citation_records import cite_article, mementos
from documents.translation_tags import translation_name
from documents.views.export_options import OPTIONS, read_options
from documents.views.lead_language import PARAMETER, read_lead_language
from documents.views.machine_response import machine_response
from documents.views.resolve import RequestedVersion, resolve

# What another program opens from the reader's disk.
SAVED = frozenset({"bib", "ris", "zotero.rdf", "pairs.tsv", "tmx"})
ARTICLE_SUFFIXES = (*EXPORTS, signposting.LINKSET_SUFFIX, memento.TIMEMAP_SUFFIX)
_ARTICLE = "documents:article"
VERSION_SUFFIXES = (*EXPORTS, signposting.LINKSET_SUFFIX)
MORE_TYPES = {
    signposting.LINKSET_SUFFIX: signposting.LINKSET_TYPE,
    memento.TIMEMAP_SUFFIX: memento.TIMEMAP_TYPE,
}


def represent(route: str) -> Iterator[Representation]:
    """Every export as a representation of an article's page; JSON stands first in a tie."""
    for suffix in sorted(EXPORTS, key=lambda suffix: suffix != "json"):
        yield Representation(EXPORTS[suffix].media_type, route, {"suffix": suffix})


@query_parameters(PARAMETER, *OPTIONS)
def export(
    request: HttpRequest, identifier: str, suffix: str, version: int | None = None
) -> HttpResponse:
    """An export, ``/articles/<id>.bib`` and others; of the newest version, or of the one named.

    ``?lang=`` says which text's title leads; without it each format leads as it is used to.
    """

    # By ``Accept`` at the article's own address, which leads on to the article in its place.
    match = request.resolver_match
    is_own = match is not None and match.view_name == _ARTICLE

    def address(identifier: str, version: int | None) -> str:
        if is_own:
            return reverse(_ARTICLE, args=(identifier,))
        if version is None:
            return reverse("export", args=(identifier, suffix))
        return reverse("export_version", args=(identifier, version, suffix))

    wanted = resolve(request, identifier, version, address, is_own=is_own)
    if isinstance(wanted, HttpResponse):
        return wanted
    lead = read_lead_language(request)
    if isinstance(lead, HttpResponse):
        return lead
    options = read_options(request)
    if isinstance(options, HttpResponse):
        return options
    cited = cite_article(wanted.shown, wanted.translations, lead_language=lead)
    if translation_name(lead):  # one of several into a language, with a record of its own
        cited = choose_translation(cited, lead)
    versioned = version is not None
    if suffix == signposting.LINKSET_SUFFIX:
        linkset = signposting.linkset(cited, versioned=versioned)
        return machine_response(json.dumps(linkset, indent=1), signposting.LINKSET_TYPE)
    if suffix == memento.TIMEMAP_SUFFIX:
        return _time_map(cited, wanted)
    return _write_export(request, cited, suffix, options, versioned=versioned)


def _write_export(
    request: HttpRequest,
    cited: CitedArticle,
    suffix: str,
    options: Mapping[str, str],
    *,
    versioned: bool,
) -> HttpResponse:
    """Write an export with its links back to the page; dated ones have today's date."""
    form = EXPORTS[suffix]
    back = signposting.metadata_links if form.describes else signposting.item_links
    filename = f"{cited.identifier}-v{cited.version}.{suffix}" if suffix in SAVED else ""
    body = form.write(cited, today(request) if form.dated else None, **options)
    links = back(cited, versioned=versioned)
    return machine_response(body, form.content_type, links, filename=filename)


def _time_map(cited: CitedArticle, wanted: RequestedVersion) -> HttpResponse:
    address = cited.address(memento.TIMEMAP_SUFFIX)
    body = memento.time_map(cited.permalink, address, mementos(wanted.versions))
    return machine_response(body, memento.TIMEMAP_TYPE)
