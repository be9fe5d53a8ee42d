"""The JSON of the pages about the site: home, about, help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import strip_tags

from archive.context import Site
from archive.languages import interface_languages
from documents.api.common_fields import (
    address,
    begin,
    list_articles,
    list_of,
    list_years,
    source_json,
    span_of_years,
    write_moment,
)
from documents.api.schemas.site import (
    AboutJson,
    DataJson,
    HelpJson,
    HelpTopicJson,
    HomeJson,
    OnThisDayJson,
)
from documents.browsing.anniversary import YearOfDay, find_adjacent_dates_of_year
from documents.browsing.holdings import count_sources
from documents.bulk.data_folder import CARDS, DataCatalogue
from documents.bulk.formats import FORMATS
from documents.edition import current_edition
from documents.hints.held_examples import help_topics
from documents.hints.help_topics import HelpTopic
from documents.models import Article
from documents.search.request import SearchResponse


def describe_home(
    response: SearchResponse,
    today: date,
    anniversary: tuple[bool, Iterable[Article]] | None,
    oldest: Iterable[Article],
    newest: Iterable[Article],
) -> HomeJson:
    """What is held, by a search for everything; ``anniversary`` is exact, or of days near it."""
    return {
        **begin("home", "home", "home_json"),
        "names": dict(settings.ARCHIVE_NAMES),
        "articles": response.total,
        "years": list_years(response),
        "undated": response.undated,
        "sources": [source_json(one) for one in count_sources(response)],
        "today": today.isoformat(),
        "on_this_day": {"exact": anniversary[0], "articles": list_articles(anniversary[1])}
        if anniversary
        else None,
        "oldest": list_articles(oldest),
        "newest": list_articles(newest),
    }


def describe_day(month: int, day: int, years: Iterable[YearOfDay]) -> OnThisDayJson:
    """The articles of a day of the calendar in every year that has any."""
    listed = list(years)
    before, after = find_adjacent_dates_of_year(month, day)
    return {
        **begin("on-this-day", "day_of_year", "day_of_year_json", month, day),
        "month": month,
        "day": day,
        "articles": sum(one.count for one in listed),
        "years": [
            {
                "date": one.day.isoformat(),
                "articles": one.count,
                "first": list_articles(one.first),
                "list": list_of(one.request),
            }
            for one in listed
        ],
        "previous": address("day_of_year_json", before.month, before.day),
        "next": address("day_of_year_json", after.month, after.day),
    }


def describe_archive(response: SearchResponse) -> AboutJson:
    """What this archive is, by a search for everything."""
    edition = current_edition()
    counts = {
        facet: {one.value: one.count for one in response.facets.get(facet, ())}
        for facet in ("language", "translation")
    }
    first, last = span_of_years(response)
    return {
        **begin("about", "about", "about_json"),
        "names": dict(settings.ARCHIVE_NAMES),
        "contact": Site().contact,
        "published_at": write_moment(edition.published_at) if edition else None,
        "articles": response.total,
        "translated": counts["translation"].get("held", 0),
        "undated": response.undated,
        "first_year": first,
        "last_year": last,
        "languages": counts["language"],
        "sources": [source_json(one) for one in count_sources(response)],
    }


def describe_help() -> HelpJson:
    """How to search, in every language of the interface."""
    return {**begin("help", "help", "help_json"), "topics": [*map(_topic, help_topics())]}


def describe_data(catalogue: DataCatalogue | None) -> DataJson:
    """The files of bulk data; none where there is no catalogue."""
    return {
        **begin("data", "data", "data_json"),
        "of_edition": catalogue.edition if catalogue else None,
        "files": [
            {
                "name": file.name,
                "href": address("data_file", file.name),
                "media_type": FORMATS[file.format].media_type,
                "rows": file.rows,
                "bytes": file.bytes,
                "sha256": file.sha256,
            }
            for file in (catalogue.files if catalogue else ())
        ],
        "cards": [address("data_file", name) for name in CARDS] if catalogue else [],
    }


def _topic(topic: HelpTopic) -> HelpTopicJson:
    return {
        "anchor": topic.anchor,
        "heading": _in_each_language(topic.heading),
        "text": _in_each_language(topic.text),
        "examples": [
            {
                "shown": _in_each_language(one.shown),
                "does": _in_each_language(one.does),
                "href": Site().permalink(one.url),
            }
            for one in topic.examples
        ],
    }


def _in_each_language(text: str | Promise) -> dict[str, str]:
    said = {}
    for language in interface_languages():
        with translation.override(language.code):
            said[language.tag] = strip_tags(str(text))
    return said
