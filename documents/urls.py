"""URL patterns of pages: what stands before ``?`` names the thing. See docs/addresses.md."""

from __future__ import annotations

from django.urls import path

from documents import url_converters  # noqa: F401 - registers its converters
from documents.views import (
    api_docs,
    article,
    article_list,
    changes,
    collocations,
    concordance,
    data,
    discovery,
    editions,
    glossary,
    home,
    keywords,
    on_this_day,
    pincite,
    provenance,
    random_article,
    reading_list,
    related,
    renderings,
    sources,
    static_pages,
    suggest,
    trends,
    unapi,
)

app_name = "documents"
urlpatterns = [
    path("", home.home, name="home"),
    path("articles/", article_list.articles, name="articles"),
    # `str` and not a stricter converter: a mistyped identifier gets a page that says so.
    path("articles/<str:identifier>/", article.article, name="article"),
    path(
        "articles/<str:identifier>/v<version_no:version>/",
        article.article_version,
        name="article_version",
    ),
    path("articles/<str:identifier>/v<version_no:version>/cite/", pincite.pincite, name="cite"),
    path(
        "articles/<str:identifier>/v<version_no:version>/changes/",
        changes.changes,
        name="changes",
    ),
    path("articles/<str:identifier>/source/", provenance.source_view, name="source_view"),
    path(
        "articles/<str:identifier>/v<version_no:version>/source/",
        provenance.source_view_version,
        name="source_view_version",
    ),
    path("articles/<str:identifier>/related/", related.related, name="related"),
    path("glossary/<str:word>/", glossary.word, name="glossary"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("sources/<slug:key>/authors/", sources.source_authors, name="source_authors"),
    path("sources/<slug:key>/<yyyy:year>/", sources.source_year, name="source_year"),
    path("sources/<slug:key>/<yyyy:year>/<mm:month>/", sources.source_month, name="source_month"),
    path("sources/<slug:key>/<yyyy:year>/<mm:month>/<dd:day>/", sources.issue, name="issue"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<slug:digest>/", editions.edition, name="edition"),
    path("on-this-day/", on_this_day.on_this_day, name="on_this_day"),
    path("on-this-day/<mm:month>-<dd:day>/", on_this_day.day_of_year, name="day_of_year"),
    path("random/", random_article.random_article, name="random_article"),
    path("list/", reading_list.reading_list, name="reading_list"),
    path("concordance/", concordance.concordance, name="concordance"),
    path("collocations/", collocations.collocations, name="collocations"),
    path("keywords/", keywords.keywords, name="keywords"),
    path("renderings/", renderings.renderings, name="renderings"),
    path("trends/", trends.trends, name="trends"),
    path("docs/api/", api_docs.manual, name="api_docs"),
    path("help/", static_pages.help_page, name="help"),
    path("about/", static_pages.about, name="about"),
    path("data/", data.data_page, name="data"),
    path("suggest", suggest.suggestions, name="suggest"),
    path("unapi", unapi.unapi, name="unapi"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
]
