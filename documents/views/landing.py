"""The article page for programs: headers, tags in its head, and its other formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.languages import current_language, interface_tag, other_languages
from archive.safe_html import write_script_data
from documents.citation import jsonld, memento, meta, signposting
from documents.citation.exports import EXPORTS
from documents.citation.record import CitedArticle, choose_translation
from documents.citation.runs import Citation
from documents.citation.styles import cite
from documents.exchange.citation_records import article_path, cite_article, mementos, typeset_names
from documents.views.lead_language import page_lead_language, with_lead_language
from documents.views.machine_response import machine_response
from documents.views.resolve import RequestedVersion


def name_export(suffix: str) -> str:
    """The name of an export, for readers."""
    return gettext("Pairs (TSV)") if suffix == "pairs.tsv" else EXPORTS[suffix].name


class Alternate(NamedTuple):
    """The article in another format."""

    name: str
    media_type: str
    href: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """The tags in a page's head for reference managers and search engines."""

    schemas: tuple[tuple[str, str], ...]
    tags: list[meta.Tag]
    json_ld: SafeString
    alternates: list[Alternate]


@dataclass(frozen=True, slots=True)
class Landing:
    """An article's page (``versioned`` for one version's) and its metadata."""

    wanted: RequestedVersion
    cited: CitedArticle
    versioned: bool

    @classmethod
    def build(
        cls,
        wanted: RequestedVersion,
        version: int | None,
        *,
        bodies: bool = False,
        beside: str = "",
    ) -> Landing:
        """The landing of a version; ``beside`` is the tag of the translation asked for."""
        lead = page_lead_language()
        cited = cite_article(wanted.shown, wanted.translations, bodies=bodies, lead_language=lead)
        cited = choose_translation(cited, beside)
        if cited.beside and not lead:
            cited = replace(cited, lead_language=cited.beside)
        return cls(wanted, cited, versioned=version is not None)

    def negotiate_datetime(self, request: HttpRequest) -> HttpResponse | None:
        """The answer in place of the article's page where a time is asked for.

        ``Accept-Datetime`` leads to the version of that time (RFC 7089, 4.1: the article is its own
        TimeGate). A browser sends none.
        """
        when = request.META.get("HTTP_ACCEPT_DATETIME")
        if when is None or self.versioned:
            return None
        return self._travel(when)

    def add_link_headers(self, response: HttpResponse) -> HttpResponse:
        """The page with its ``Link`` header: Signposting, Memento and RFC 5829."""
        links = signposting.landing_links(self.cited, versioned=self.versioned)
        response.headers["Link"] = signposting.header([*links, *self._memento_links()])
        if self.versioned:
            recorded = memento.http_date(self.cited.recorded_at)
            response.headers["Memento-Datetime"] = recorded
        return response

    def build_head(self, description: str, language: str = "") -> PageHead:
        """The tags of the page's head; ``language`` is the description's where it is a text's."""
        return PageHead(
            meta.SCHEMA_LINKS,
            [*meta.tags(self.cited, description, language), *self._locales()],
            write_script_data(jsonld.script(self.cited)),
            self.alternates(),
        )

    def alternates(self) -> list[Alternate]:
        """Every export of the article; pairs where two texts are held."""
        page, lead = self._page(), self.cited.lead_language
        paired = self.cited.original_held and len(self.cited.texts) > 1
        return [
            Alternate(
                name_export(suffix),
                form.media_type,
                with_lead_language(f"{page}.{suffix}", lead),
            )
            for suffix, form in EXPORTS.items()
            if paired or not form.of_pairs
        ]

    def citations(self) -> list[Citation]:
        """The article in every style."""
        return cite(typeset_names(self.cited), language=interface_tag())

    def _locales(self) -> Iterator[meta.Tag]:
        """The interface's languages for link previews: these come from public addresses."""
        if not self.cited.is_local:
            yield meta.Tag("property", "og:locale", current_language().locale)
            for other in other_languages():
                yield meta.Tag("property", "og:locale:alternate", other.locale)

    def _travel(self, when: str) -> HttpResponse:
        """302 to the version of a time; 400 for what is no time."""
        try:
            moment = memento.parse_accept_datetime(when)
        except ValueError as error:
            return machine_response(f"{error}\n", "text/plain; charset=utf-8", status=400)
        chosen = memento.choose(mementos(self.wanted.versions), moment)
        path = reverse("documents:article_version", args=(self.cited.identifier, chosen.version))
        response = HttpResponseRedirect(path)
        response.headers["Link"] = signposting.header(self._memento_links())
        return response

    def _memento_links(self) -> list[signposting.Link]:
        found = mementos(self.wanted.versions)
        timemap = self.cited.address(memento.TIMEMAP_SUFFIX)
        if not self.versioned:
            return memento.article_links(self.cited.permalink, timemap, found)
        current = next(each for each in found if each.version == self.cited.version)
        return memento.memento_links(self.cited.permalink, timemap, found, current)

    def _page(self) -> str:
        """The path of the page, with which its exports' begin."""
        version = self.cited.version if self.versioned else None
        return article_path(self.cited.identifier, version).rstrip("/")
