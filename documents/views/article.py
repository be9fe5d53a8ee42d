"""The article page: one version of one article, its texts side by side, its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.languages import interface_tag
from archive.negotiation import negotiated
from archive.query_parameters import query_parameters
from documents.chinese.dictionary import ATTRIBUTION, LICENCE
from documents.citation.abstract import first_sentence
from documents.citation.record import CitedText
from documents.dictionaries.chinese_english import chinese_sources
from documents.dictionaries.description import DictionaryDescription
from documents.exchange.citation_records import article_path
from documents.models import Article, Translation
from documents.presentation.labels import name_language
from documents.presentation.titles import (
    plain_titles,
)
from documents.query.addresses import PARAMETERS
from documents.reading.adjacent_articles import find_adjacent_articles
from documents.reading.bilingual_dictionary_glosses import (
    BilingualDictionaryGlosses,
    gloss_by_bilingual_dictionary,
)
from documents.reading.contents import LONG, list_contents
from documents.reading.counterpart_hits import find_counterpart_hits
from documents.reading.facts import Facts, build_facts
from documents.reading.glosses import TextGlosses, gloss_article, glosses_chinese
from documents.reading.hits import counter_for
from documents.reading.markup import BlockMarkup
from documents.reading.replacements import ANCHOR, list_replaced
from documents.reading.rows import Texts, arrange_rows
from documents.reading.rows_markup import RowsMarkup
from documents.reading.view_options import (
    SHOWN_BY,
    ViewOptions,
    ViewState,
    read_view_state,
)
from documents.reading.word_links import can_link
from documents.results.navigation import RANK, read_navigation
from documents.results.related import near_duplicates_of
from documents.translation_tags import written_language
from documents.views.article_exports import represent
from documents.views.article_headlines import list_headlines
from documents.views.landing import Landing
from documents.views.resolve import RequestedVersion, resolve, texts_of


class Description(NamedTuple):
    """A page's description; ``language`` is "" where it is the interface's."""

    text: str
    language: str = ""


@query_parameters(*PARAMETERS, RANK, *SHOWN_BY)
@negotiated(*represent("export"), unless="Accept-Datetime")
def article(request: HttpRequest, identifier: str) -> HttpResponse:
    """The page of an article's newest version."""
    return _answer(request, identifier, None)


@query_parameters(*PARAMETERS, RANK, *SHOWN_BY)
@negotiated(*represent("export_version"))
def article_version(request: HttpRequest, identifier: str, version: int) -> HttpResponse:
    """The page of one version; a published one never becomes a 404."""
    return _answer(request, identifier, version)


def _answer(request: HttpRequest, identifier: str, version: int | None) -> HttpResponse:
    wanted = resolve(request, identifier, version, _address, is_own=version is None)
    if isinstance(wanted, HttpResponse):
        return wanted
    landing = Landing.build(wanted, version, beside=request.GET.get("beside", ""))
    answer = landing.negotiate_datetime(request)
    if answer is not None:
        return answer
    page = _page(request, wanted, landing.cited.lead) | {
        "landing": landing,
        "cited": landing.cited,
        "citations": landing.citations(),
    }
    page["head"] = landing.build_head(*page["description"])
    return landing.add_link_headers(render(request, "documents/article.html", page))


def _address(identifier: str, version: int | None) -> str:
    """An article's address in the interface language of this request."""
    if version is None:
        return reverse("documents:article", args=(identifier,))
    return reverse("documents:article_version", args=(identifier, version))


def _describe(wanted: RequestedVersion, lead: CitedText, texts: Texts, facts: Facts) -> Description:
    """The page's description, for search engines and link previews: the first sentence.

    Of a text without prose: what it is.
    """
    if lead.is_original:
        blocks = texts.original
    elif texts.languages[1] == lead.language:
        blocks = texts.translation
    else:
        blocks = next(row.blocks for row in wanted.translations if row.language == lead.language)
    if sentence := first_sentence(blocks, lead.language):
        return Description(sentence, lead.language)
    said = gettext("%(title)s. %(source)s, %(date)s.") % {
        "title": plain_titles(wanted.shown)[0],
        "source": facts.source.text,
        "date": facts.date,
    }
    return Description(said)


def _page(request: HttpRequest, wanted: RequestedVersion, lead: CitedText) -> dict[str, Any]:
    """The template's context; ``lead`` is the text whose first sentence describes the page."""
    shown, translations = wanted.shown, wanted.translations
    showing = read_view_state(request.GET, shown, translations)
    beside, view = showing.beside, showing.view
    trail = read_navigation(request.GET, shown.identifier)
    words = request.GET.get("q", "").strip()
    carried = _carried(request) if trail else [("q", words)] if words else []
    counter = counter_for(trail.searched if trail else words)
    path = request.path
    choices = ViewOptions(path, carried, shown, translations, showing)
    views = choices.views()
    beside_query = f"?beside={beside.language}" if beside and not showing.is_default_beside else ""
    permalink = f"{path}{beside_query}" if request.GET else ""
    pen = BlockMarkup(showing.helps, permalink, counter.find if counter else None)
    texts, facts = texts_of(shown, beside), build_facts(shown, translations)
    rows = arrange_rows(texts, view)
    glosses = _gloss(shown) if view == "glossed" else None
    if counter:
        pen = replace(
            pen,
            answers=find_counterpart_hits(
                rows, (shown.language, beside.language if beside else ""), counter.matcher
            ),
        )
    sheet = RowsMarkup(
        replace(pen, glosses=glosses),
        (shown.language, beside.language if beside else ""),
        choices.has_two and showing.two_columns,
        showing.translation_first,
        len(rows) > LONG,
        choices.links_to_other_views(views),
        reverse("documents:cite", args=(shown.identifier, shown.version)) + beside_query,
    )
    heads, body = list_headlines(shown, translations, showing, pen), sheet.rows(rows)
    if counter:
        counter.count(*(line for head in heads for line in (*head.lines, head.byline)), body)
        heads = [
            replace(
                head,
                lines=tuple(map(counter.number, head.lines)),
                byline=counter.number(head.byline),
            )
            for head in heads
        ]
        body = counter.number(body)
    return {
        "article": shown,
        "permanent_path": _permanent_path(shown),
        "versions": wanted.versions,
        "newest": wanted.newest,
        "before": wanted.before,
        "titles": plain_titles(shown),
        "heads": heads,
        "rows": body,
        "hits": counter.summary() if counter else None,
        "contents": list_contents(rows, translation_first=showing.translation_first),
        "is_long": len(rows) > LONG,
        "word_links": _address_word_links(shown, beside, beside_query, showing),
        "beside": beside,
        "beside_query": beside_query,
        "columns": view if view in {"parallel", "stacked"} else "single",
        "glosses": glosses,
        "gloss_sources": _gloss_sources(glosses),
        "is_spaced": isinstance(glosses, BilingualDictionaryGlosses),
        "glossed_language": name_language(shown.language),
        "dictionary_href": ATTRIBUTION,
        "dictionary_licence_href": LICENCE,
        "turned": showing.two_columns and showing.translation_first,
        "views": views,
        "order": choices.order(),
        "translations": choices.translations(),
        "helps": choices.helps(),
        "converted": choices.converted_script(),
        "carried_parameters": choices.carried_parameters,
        "references": _references(shown, beside),
        "facts": facts,
        "description": _describe(wanted, lead, texts, facts),
        "neighbours": find_adjacent_articles(shown),
        "twins": near_duplicates_of(shown.identifier),
        "replaced": list_replaced(shown.identifier) if shown.is_newest else (),
        "replaces_anchor": ANCHOR,
        "trail": trail,
    }


def _gloss(shown: Article) -> TextGlosses | None:
    """The glosses of a text in the interface's language."""
    language = interface_tag()
    if glosses_chinese(shown, language):
        return gloss_article(shown)
    return gloss_by_bilingual_dictionary(shown, language)


def _gloss_sources(glosses: TextGlosses | None) -> tuple[DictionaryDescription, ...]:
    """The collection's dictionaries that glosses are from; none where that is CC-CEDICT."""
    if isinstance(glosses, BilingualDictionaryGlosses):
        return glosses.sources
    return chinese_sources() if glosses else ()


def _address_word_links(
    shown: Article, beside: Translation | None, beside_query: str, showing: ViewState
) -> str:
    """The address of the words that answer each other, where two texts of such languages show."""
    if not showing.two_columns or beside is None or not can_link(shown.language, beside.language):
        return ""
    return reverse("word_links_json", args=(shown.identifier, shown.version)) + beside_query


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters of the results the article was reached from; others are dropped."""
    names = (*PARAMETERS, RANK)
    return [(name, value) for name in names for value in request.GET.getlist(name)]


def _permanent_path(shown: Article) -> str:
    """The path to cite: the article's address, or a replaced version's own."""
    return article_path(shown.identifier, None if shown.is_newest else shown.version)


def _references(shown: Article, beside: Translation | None) -> list[tuple[str, list[str]]]:
    """Each text's list of references with its language.

    The first one's have the anchors.
    """
    texts = [shown, beside] if shown.original_held else [beside]
    return [
        (written_language(text.language), text.references)
        for text in texts
        if text and text.references
    ]
