"""The registry of JSON pages.

A JSON page is declared here once: its address, its view, the type of its answer and the page it is
the JSON of. Its route, its place in OpenAPI and in the manual follow; its parameters are those that
its view declares. The file is longer than others because it is one table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from archive.query_parameters import read_view_inputs
from documents.api.openapi import Operation
from documents.api.schemas.articles import ChangesJson, CiteJson, SourceViewJson, WordLinksJson
from documents.api.schemas.editions import EditionJson, EditionsJson
from documents.api.schemas.listed_articles import ReadingListJson, RelatedJson
from documents.api.schemas.site import AboutJson, DataJson, HelpJson, HomeJson, OnThisDayJson
from documents.api.schemas.sources import (
    AuthorsJson,
    CalendarJson,
    IssueJson,
    SourcePageJson,
    SourcesJson,
)
from documents.api.schemas.usage import (
    CollocationsJson,
    ConcordanceJson,
    GlossaryJson,
    KeywordsJson,
    RenderingsJson,
    TrendsJson,
)
from documents.views import (
    article_json,
    editions,
    reading_list,
    site_json,
    word_pages_json,
)

TAGS: dict[str, str | Promise] = {
    "articles": gettext_lazy("Articles: lists, texts, versions, citations."),
    "sources": gettext_lazy("Sources: calendars, issues, authors."),
    "words": gettext_lazy("Concordance, collocations, renderings and trends."),
    "site": gettext_lazy("The archive itself."),
}


@dataclass(frozen=True, slots=True)
class JsonPage:
    """The JSON of a page. ``name`` is its route's, ``page`` the name of the page's route."""

    name: str
    route: str
    view: Callable[..., HttpResponse]
    answer: type
    page: str
    tag: str
    summary: str | Promise

    @property
    def operation(self) -> Operation:
        """The page as OpenAPI describes it."""
        return Operation(
            self.name,
            f"/{self.route}",
            self.summary,
            self.tag,
            self.answer,
            parameters=read_view_inputs(self.view).parameters,
        )


JSON_PAGES: tuple[JsonPage, ...] = (
    JsonPage(
        "home_json",
        "index.json",
        site_json.home_json,
        HomeJson,
        "home",
        "site",
        gettext_lazy("What is held, and what fell on this day"),
    ),
    JsonPage(
        "on_this_day_json",
        "on-this-day.json",
        site_json.on_this_day_json,
        OnThisDayJson,
        "on_this_day",
        "site",
        gettext_lazy("The articles of this day in every year"),
    ),
    JsonPage(
        "day_of_year_json",
        "on-this-day/<mm:month>-<dd:day>.json",
        site_json.day_of_year_json,
        OnThisDayJson,
        "day_of_year",
        "site",
        gettext_lazy("The articles of a day of the calendar in every year"),
    ),
    JsonPage(
        "about_json",
        "about.json",
        site_json.about_json,
        AboutJson,
        "about",
        "site",
        gettext_lazy("What this archive is: counts, rights, edition"),
    ),
    JsonPage(
        "help_json",
        "help.json",
        site_json.help_json,
        HelpJson,
        "help",
        "site",
        gettext_lazy("How to search, with examples"),
    ),
    JsonPage(
        "data_json",
        "data.json",
        site_json.data_json,
        DataJson,
        "data",
        "site",
        gettext_lazy("The files of bulk data, with sizes and digests"),
    ),
    JsonPage(
        "editions_json",
        "editions.json",
        editions.editions_json,
        EditionsJson,
        "editions",
        "site",
        gettext_lazy("The editions published so far"),
    ),
    JsonPage(
        "edition_json",
        "editions/<slug:digest>.json",
        editions.edition_json,
        EditionJson,
        "edition",
        "site",
        gettext_lazy("One edition, and what it brought"),
    ),
    JsonPage(
        "sources_json",
        "sources.json",
        site_json.sources_json,
        SourcesJson,
        "sources",
        "sources",
        gettext_lazy("All sources"),
    ),
    JsonPage(
        "source_json",
        "sources/<slug:key>.json",
        site_json.source_json,
        SourcePageJson,
        "source",
        "sources",
        gettext_lazy("A source: facts, rights, years, or its titles"),
    ),
    JsonPage(
        "source_authors_json",
        "sources/<slug:key>/authors.json",
        site_json.source_authors_json,
        AuthorsJson,
        "source_authors",
        "sources",
        gettext_lazy("The authors of a source from A to Z"),
    ),
    JsonPage(
        "source_year_json",
        "sources/<slug:key>/<yyyy:year>.json",
        site_json.source_year_json,
        CalendarJson,
        "source_year",
        "sources",
        gettext_lazy("A year of a source, by month and day"),
    ),
    JsonPage(
        "source_month_json",
        "sources/<slug:key>/<yyyy:year>/<mm:month>.json",
        site_json.source_month_json,
        CalendarJson,
        "source_month",
        "sources",
        gettext_lazy("A month of a source, by day"),
    ),
    JsonPage(
        "issue_json",
        "sources/<slug:key>/<yyyy:year>/<mm:month>/<dd:day>.json",
        site_json.issue_json,
        IssueJson,
        "issue",
        "sources",
        gettext_lazy("An issue, page by page"),
    ),
    JsonPage(
        "related_json",
        "articles/<identifier:identifier>/related.json",
        article_json.related_json,
        RelatedJson,
        "related",
        "articles",
        gettext_lazy("Articles on the same matter, and near-duplicates"),
    ),
    JsonPage(
        "source_view_json",
        "articles/<identifier:identifier>/source.json",
        article_json.source_view_json,
        SourceViewJson,
        "source_view",
        "articles",
        gettext_lazy("The file of the newest version, line by line"),
    ),
    JsonPage(
        "source_view_version_json",
        "articles/<identifier:identifier>/v<version_no:version>/source.json",
        article_json.source_view_json,
        SourceViewJson,
        "source_view_version",
        "articles",
        gettext_lazy("The file of a version, line by line"),
    ),
    JsonPage(
        "cite_json",
        "articles/<identifier:identifier>/v<version_no:version>/cite.json",
        article_json.cite_json,
        CiteJson,
        "cite",
        "articles",
        gettext_lazy("What to cite a version or a passage by, quoted in both languages"),
    ),
    JsonPage(
        "changes_json",
        "articles/<identifier:identifier>/v<version_no:version>/changes.json",
        article_json.changes_json,
        ChangesJson,
        "changes",
        "articles",
        gettext_lazy("What a version changed against the one before it"),
    ),
    JsonPage(
        "word_links_json",
        "articles/<identifier:identifier>/v<version_no:version>/words.json",
        article_json.word_links_json,
        WordLinksJson,
        "article_version",
        "articles",
        gettext_lazy("Which words of a version’s two texts answer each other"),
    ),
    JsonPage(
        "reading_list_json",
        "list.json",
        reading_list.reading_list_json,
        ReadingListJson,
        "reading_list",
        "articles",
        gettext_lazy("A reading list: the articles and passages that its address names"),
    ),
    JsonPage(
        "concordance_json",
        "concordance.json",
        word_pages_json.concordance_json,
        ConcordanceJson,
        "concordance",
        "words",
        gettext_lazy("Every hit of a search in its context"),
    ),
    JsonPage(
        "collocations_json",
        "collocations.json",
        word_pages_json.collocations_json,
        CollocationsJson,
        "collocations",
        "words",
        gettext_lazy("The words that occur near a word"),
    ),
    JsonPage(
        "keywords_json",
        "keywords.json",
        word_pages_json.keywords_json,
        KeywordsJson,
        "keywords",
        "words",
        gettext_lazy("The words that are characteristic of some articles"),
    ),
    JsonPage(
        "renderings_json",
        "renderings.json",
        word_pages_json.renderings_json,
        RenderingsJson,
        "renderings",
        "words",
        gettext_lazy("How a word was said in the other language"),
    ),
    JsonPage(
        "trends_json",
        "trends.json",
        word_pages_json.trends_json,
        TrendsJson,
        "trends",
        "words",
        gettext_lazy("Up to five words along the years"),
    ),
    JsonPage(
        "glossary_json",
        "glossary/<str:word>.json",
        word_pages_json.glossary_json,
        GlossaryJson,
        "glossary",
        "words",
        gettext_lazy("What CC-CEDICT says of a Chinese word"),
    ),
)
