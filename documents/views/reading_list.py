"""The reading list: articles and passages that its address names, as a page and as exports.

A reader's own list is kept in the browser, by the script; the archive knows only what an address
asks for, so the same address shows the same list to everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.clock import today
from archive.languages import (
    current_language,
    interface_languages,
    interface_tag,
    remove_language_prefix,
)
from archive.negotiation import JSON, Representation, negotiated
from archive.query_parameters import query_parameters
from archive.safe_html import escape_html
from documents.api.reading_lists import describe_reading_list
from documents.citation.bibliography import FORMS, cite_each, usual_form, write_bibliography
from documents.citation.exports import EXPORTS
from documents.citation.quotations import quotations
from documents.citation.record import CitedArticle, tell_apart
from documents.citation.record_ids import write_record_id
from documents.exchange import article_lists
from documents.exchange.citation_records import article_path, typeset_names
from documents.presentation.titles import order_texts
from documents.raw_queries import fetch_sources
from documents.reading_lists.items import LIMIT, ListItem, fetch_items, read_keys
from documents.results.entries import ListEntry, build_entries
from documents.results.quotations import HitQuotation
from documents.views.article_exports import SAVED
from documents.views.bad_query import refuse_parameters
from documents.views.export_options import CELLS_PARAMETER, read_cells
from documents.views.json_answer import json_answer
from documents.views.lead_language import (
    PARAMETER,
    read_lead_language,
)
from documents.views.machine_response import machine_response
from documents.views.pincite import say_numerals, shorten

IDS = "id"
STYLE = "style"
BIBLIOGRAPHY = "txt"
SUFFIXES = ("bib", "ris", "csl.json", "zotero.rdf", "csv", BIBLIOGRAPHY)
QUOTED = 240  # characters of a passage that the page shows of each text; a Han one counts twice


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the list as the page shows it; ``entry`` is None where it has a fault."""

    key: str
    remove: str  # the address of the list without it
    entry: ListEntry | None
    passage: str
    of_translation: bool
    version: int
    newest: int
    fault: str
    instead: tuple[tuple[str, str], ...]  # identifier and address of the list with it in its place


@dataclass(frozen=True, slots=True)
class BibliographyChoice:
    """A style, or a language of titles, that the bibliography can be set in."""

    name: str  # a language's own name, or a style's key
    form: str  # the form of a style
    lang: str
    href: str
    current: bool


@query_parameters(IDS, STYLE, PARAMETER)
@negotiated(Representation(JSON, "reading_list_json"))
def reading_list(request: HttpRequest) -> HttpResponse:
    """The page of a list: its items, and a bibliography of them in one style.

    400 for more items than a list may have, and for a style that there is not.
    """
    asked = _read_asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    here = reverse("documents:reading_list")
    if asked.faults:
        said = [text for texts in asked.faults.values() for text in texts]
        refused = {"faults": said, "canonical": ""}
        return render(request, "documents/reading_list.html", refused, status=400)
    items = fetch_items(asked.keys, asked.lead)
    cited = [item.cited for item in items if item.cited]
    tag = asked.lead or interface_languages()[0].tag
    context = {
        "faults": [],
        "keys": asked.keys,
        "items": list(_show(items, here)),
        "cited": cited,
        "limit": LIMIT,
        "address": _with_ids(here, asked.keys),
        "canonical": _with_ids(remove_language_prefix(here), asked.keys),
        "citations": cite_each(map(typeset_names, cited), asked.style, language=tag),
        "styles": list(_offer_styles(request, asked, here)),
        "title_languages": list(_offer_languages(request, asked, here, tag)),
        "exports": _link_exports(asked),
    }
    return render(request, "documents/reading_list.html", context)


@query_parameters(IDS)
def reading_list_json(request: HttpRequest) -> HttpResponse:
    """A list for programs: each item with its article, passage and citations, or its fault."""
    asked = _read_asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    if asked.faults:
        return refuse_parameters(request, asked.faults)
    items = fetch_items(asked.keys)
    return json_answer(describe_reading_list(items, _with_ids("", asked.keys).removeprefix("?")))


@query_parameters(IDS, STYLE, PARAMETER, CELLS_PARAMETER)
def export_reading_list(request: HttpRequest, suffix: str) -> HttpResponse:
    """A list in one format; ``txt`` is a formatted bibliography. What has a fault is left out."""
    asked = _read_asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    cells = read_cells(request)
    if isinstance(cells, HttpResponse):
        return cells
    if asked.faults:
        return refuse_parameters(request, asked.faults)
    cited = [item.cited for item in fetch_items(asked.keys, asked.lead) if item.cited]
    filename = f"list-{len(cited)}.{suffix}"
    if suffix == "csv":
        body = article_lists.write_passages(cited, cells)
        return machine_response(body, article_lists.CSV_TYPE, filename=filename)
    if suffix == BIBLIOGRAPHY:
        tag = asked.lead or interface_languages()[0].tag
        named = map(typeset_names, cited)
        citations = cite_each(named, asked.style, language=tag, accessed=today(request))
        body = write_bibliography(citations)
        return machine_response(body, "text/plain; charset=utf-8", filename=filename)
    form = EXPORTS[suffix]
    body = form.write_list(tell_apart(cited), today(request) if form.dated else None)
    saved = filename if suffix in SAVED else ""
    return machine_response(body, form.content_type, filename=saved)


@dataclass(frozen=True, slots=True)
class RequestedList:
    """What an address asks for: items, style, and the language that leads ("" for none)."""

    keys: list[str]
    style: str
    lead: str
    faults: Mapping[str, list[str]]


def _read_asked(request: HttpRequest) -> RequestedList | HttpResponse:
    lead = read_lead_language(request)
    if isinstance(lead, HttpResponse):
        return lead
    keys = read_keys(request.GET.getlist(IDS))
    style = request.GET.get(STYLE, "") or usual_form(lead or interface_tag())
    faults: dict[str, list[str]] = {}
    if len(keys) > LIMIT:
        said = gettext("A list has at most %(limit)s articles; this one has %(count)s.")
        faults[IDS] = [said % {"limit": LIMIT, "count": len(keys)}]
    if style not in FORMS:
        faults[STYLE] = [
            gettext("There is no such style. The styles are: %(styles)s.")
            % {"styles": gettext(", ").join(FORMS)}
        ]
    return RequestedList(keys, style, lead, faults)


def _offer_styles(
    request: HttpRequest, asked: RequestedList, here: str
) -> Iterator[BibliographyChoice]:
    lang = request.GET.get(PARAMETER, "")
    for key, (style, form) in FORMS.items():
        href = _with_ids(here, asked.keys, style=key, lang=lang)
        yield BibliographyChoice(style.key, form.key, "", href, key == asked.style)


def _offer_languages(
    request: HttpRequest, asked: RequestedList, here: str, tag: str
) -> Iterator[BibliographyChoice]:
    style = request.GET.get(STYLE, "")
    for one in interface_languages():
        href = _with_ids(here, asked.keys, style=style, lang=one.tag)
        yield BibliographyChoice(one.name, "", one.tag, href, one.tag == tag)


def _show(items: Sequence[ListItem], here: str) -> Iterator[ShownItem]:
    keys = [item.key for item in items]
    held = [item.article for item in items if item.article]
    entries = iter(build_entries(held, fetch_sources()))
    for item in items:
        others = [key for key in keys if key != item.key]
        instead = [
            (see, _with_ids(here, [see if key == item.key else key for key in keys]))
            for see in item.see
        ]
        cited = item.cited
        yield ShownItem(
            key=item.key,
            remove=_with_ids(here, others),
            entry=_with_passage(next(entries), cited) if cited else None,
            passage=_say_numerals(cited) if cited else "",
            of_translation=bool(cited and cited.passage and cited.passage.of_translation),
            version=cited.version if cited else 0,
            newest=item.newest,
            fault=item.fault,
            instead=tuple(instead),
        )


def _with_passage(entry: ListEntry, cited: CitedArticle) -> ListEntry:
    """The entry of an item: it leads to the version, and at a passage that is quoted."""
    path = remove_language_prefix(article_path(cited.identifier, cited.version))
    prefix = current_language().prefix
    anchor = f"?beside={cited.beside}" if cited.beside else ""
    anchor += f"#{cited.passage.anchor}" if cited.passage else ""
    return replace(
        entry,
        url=f"{prefix}{path}{anchor}",
        record_id=write_record_id(cited.record_id, cited.passage),
        quotations=_quote(cited),
    )


def _quote(cited: CitedArticle) -> tuple[HitQuotation, ...]:
    """The beginning of the passage in both languages, the interface's own first."""
    if cited.passage is None:
        return ()
    quotes = order_texts(quotations(cited, cited.passage))
    texts = [escape_html(shorten(" ".join(one.blocks), QUOTED)) for one in quotes]
    if len(quotes) == 1:
        return (HitQuotation(texts[0], quotes[0].language),)
    return (HitQuotation(texts[0], quotes[0].language, texts[1], quotes[1].language),)


def _say_numerals(cited: CitedArticle) -> str:
    return say_numerals(cited.passage) if cited.passage else ""


def _with_ids(path: str, keys: Sequence[str], **more: str) -> str:
    """An address with the items of a list, and what else is told."""
    told = [(IDS, key) for key in keys] + [(name, value) for name, value in more.items() if value]
    return f"{path}?{urlencode(told)}" if told else path


def _link_exports(asked: RequestedList) -> list[tuple[str, str, str]]:
    """Name, media type and address of each export; the bibliography apart."""
    names = {
        **{suffix: (form.name, form.media_type) for suffix, form in EXPORTS.items()},
        "csv": ("CSV", "text/csv"),
        BIBLIOGRAPHY: (gettext("Bibliography (text)"), "text/plain"),
    }
    return [
        (
            *names[suffix],
            _with_ids(
                reverse("export_reading_list", args=(suffix,)),
                asked.keys,
                style=asked.style if suffix == BIBLIOGRAPHY else "",
                lang=asked.lead,
            ),
        )
        for suffix in SUFFIXES
    ]
