"""The unAPI server: an article's record in any export format, by the identifier a page shows.

unAPI 1.0. Pages name the server by ``<link rel="unapi-server">`` and each article by an
``<abbr class="unapi-id">``; Zotero asks it before it reads COinS or a page's tags.
"""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import quoteattr  # nosec B406  # it only writes

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive.clock import today
from archive.query_parameters import query_parameters
from documents.citation.exports import EXPORTS
from documents.citation.quotations import read_passage
from documents.citation.record import CitedArticle, choose_translation
from documents.citation.record_ids import read_record_id
from documents.exchange.citation_records import cite_article, permanent_url
from documents.models import Withdrawal
from documents.raw_queries import fetch_translations, fetch_versions
from documents.views.article_exports import SAVED
from documents.views.lead_language import page_lead_language
from documents.views.machine_response import machine_response

XML = "application/xml"
PLAIN = "text/plain; charset=utf-8"
_FORMATS = {form.unapi_name or suffix: form for suffix, form in EXPORTS.items()}


def record_address(identifier: str, suffix: str) -> str:
    """The address of a record in the language of the page that shows it."""
    name = EXPORTS[suffix].unapi_name or suffix
    return f"{reverse('documents:unapi')}?id={identifier}&format={name}"


@query_parameters("id", "format")
def unapi(request: HttpRequest) -> HttpResponse:
    """The formats of all records, those of one (300), or a record in one format.

    404 for no record of ours, 410 for a withdrawn one, 406 for a format that there is not.
    """
    asked, name = request.GET.get("id", ""), request.GET.get("format", "")
    if not asked:
        return machine_response(_list_formats(), XML)
    form = _FORMATS.get(name)
    if name and form is None:
        return machine_response(f"The formats are {', '.join(_FORMATS)}.\n", PLAIN, status=406)
    cited = _find(asked)
    if isinstance(cited, HttpResponse):
        return cited
    if form is None:
        return machine_response(_list_formats(asked), XML, status=300)
    body = form.write(cited, today(request) if form.dated else None)
    filename = f"{asked}.{form.suffix}" if form.suffix in SAVED else ""
    return machine_response(body, form.content_type, filename=filename)


def _list_formats(asked: str = "") -> str:
    """The formats, the one first that says most to Zotero."""
    listed = "".join(
        f"<format name={quoteattr(name)} type={quoteattr(form.media_type)}/>\n"
        for name, form in _FORMATS.items()
    )
    of = f" id={quoteattr(asked)}" if asked else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<formats{of}>\n{listed}</formats>\n'


def _find(asked: str) -> CitedArticle | HttpResponse:
    """The record with an unAPI identifier: of the version it names, else of the newest one."""
    try:
        read = read_record_id(asked)
    except ValueError:
        return _refuse("No article has this identifier.")
    versions = fetch_versions(read.identifier)
    if not versions:
        return _refuse_unheld(read.identifier)
    wanted = read.version or versions[-1].version
    shown = next((row for row in versions if row.version == wanted), None)
    if shown is None:
        return _refuse("The article has no such version.")
    cited = cite_article(shown, fetch_translations(shown), lead_language=page_lead_language())
    cited = choose_translation(cited, read.beside)
    if cited.beside and not cited.lead_language:
        cited = replace(cited, lead_language=cited.beside)
    if not read.spans:
        return cited
    try:
        passage = read_passage(cited, read.spans, of_translation=read.letter == "t")
    except ValueError:
        return _refuse("The article has no such paragraphs.")
    return replace(cited, passage=passage)


def _refuse_unheld(identifier: str) -> HttpResponse:
    withdrawal = Withdrawal.objects.filter(identifier=identifier).first()
    if withdrawal is None:
        return _refuse("No article has this identifier.")
    said = f"The article was withdrawn: {withdrawal.reason}"
    if withdrawal.successor:
        said = f"{said}\nIn its place: {permanent_url('article', withdrawal.successor)}"
    return _refuse(said, status=410)


def _refuse(fault: str, status: int = 404) -> HttpResponse:
    return machine_response(f"{fault}\n", PLAIN, status=status)
