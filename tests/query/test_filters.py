"""The table of filters: whatever is declared is whole, and at work wherever filters are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from documents.models import Article, Source, Translation
from documents.presentation.labels import Names, say_filters
from documents.query.filter_types import ArticleFilter, FacetFilter, TranslatedNameFilter
from documents.query.filters import FACET_FILTERS, FILTERS, VALUES_FILTERS
from documents.query.read_request import SearchFilters, request_from
from documents.query.typed_filters import read_typed_filters
from documents.results.facets import build_chips
from documents.search.query import parse
from documents.search.request import FACETS, SearchRequest
from tests.helpers.invented_reports import parse as parse_page
from tests.helpers.invented_reports import publish

SOURCES = [
    Source(
        key="peoples-daily",
        languages=["zh-Hans", "en"],
        names={"en": "People's Daily", "zh-Hans": "人民日报"},
    )
]
NAMES = Names({source.key: source for source in SOURCES})
DOCS = Path(__file__).resolve().parents[2] / "docs"
HAN = re.compile("[\u3400-\u9fff]")
CONTROLS = [*map(chr, range(0x20)), "\x7f"]

# What is not typed into the box, and why.
NOT_TYPED = {
    "q": "is the box",
    "month": "from: and to: say a month",
    "dated": "from: and to: say a day",
    "translation": "its values are told apart by the page, not by readers' words",
    "across": "the offer on a list leads to it",
    "rendering": "the list in the other language has a link for each",
    "sort": "an order is no filter",
    "page": "a page of results is no filter",
}
# What is not said in the sentence over a list, and why.
NOT_SAID = {
    "q": "the sentence quotes the words by itself",
    "across": "the sentence names the language by itself",
    "sort": "the list of orders marks the one in force",
    "page": "the row of page numbers marks the current one",
}
# What has no example on the help page under a topic of its own, and why.
NOT_EXPLAINED = {
    "q": "most of the page is about it",
    "page": "the row of page numbers needs no words",
    **dict.fromkeys(
        ("across", "rendering"),
        "the two seeds are held in both languages: an example would find nothing",
    ),
    **dict.fromkeys(
        ("author", "translator", "section", "column"),
        "the two seeds name none: an example would find nothing",
    ),
}
SAMPLES = {
    "q": "canal",
    "dated": "1958-01",
    "to": "1960",
    "page": "2",
    "across": "1",
    "rendering": "合作",
    "author": "艾青",
    "translator": "王小河",
    "section": "国际",
    "column": "国际知识",
}

every_filter = pytest.mark.parametrize("name", FILTERS)
every_values_filter = pytest.mark.parametrize("name", VALUES_FILTERS)
every_facet = pytest.mark.parametrize("name", FACET_FILTERS)
each_language = pytest.mark.parametrize("language", ["en", "zh-hans"])


def sample(name: str) -> str:
    """A good value of a parameter, of the filter's own examples where it has any."""
    declared = FILTERS[name]
    if name in SAMPLES:
        return SAMPLES[name]
    asks: Mapping[str, Any] = declared.examples[0].asks
    return declared.write(asks[declared.field_name])[0]


def read(name: str, value: str) -> SearchFilters:
    query = QueryDict(mutable=True)
    query[name] = value
    return SearchFilters(query, SOURCES)


def asked(name: str) -> SearchRequest:
    """The request with a good value of one parameter and nothing else."""
    return read(name, sample(name)).search_request()


@every_filter
def test_a_filter_sets_a_field_of_the_request_that_no_other_sets(name: str) -> None:
    declared = FILTERS[name]
    others = {one.field_name for other, one in FILTERS.items() if other != name}
    assert declared.field_name in {one.name for one in fields(SearchRequest)} - others
    plain, request = request_from(QueryDict(), SOURCES), asked(name)
    assert getattr(request, declared.field_name) != getattr(plain, declared.field_name)
    assert declared.write(getattr(request, declared.field_name)) == [sample(name)]


@every_filter
@each_language
def test_a_filter_has_a_label_in_each_language(name: str, language: str) -> None:
    with translation.override(language):
        label = str(FILTERS[name].label)
    assert label
    assert bool(HAN.search(label)) is (language == "zh-hans")


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "q"])
def test_a_value_too_long_or_with_a_control_character_is_refused_at_its_field(name: str) -> None:
    good = sample(name)
    assert not read(name, good).form.errors
    for times in (201, 202, 300, 400):
        assert list(read(name, good * times).form.errors) == [name]
    for control in CONTROLS:
        assert list(read(name, f"{good}{control}{good}").form.errors) == [name], repr(control)


def test_the_search_box_reads_a_control_character_as_a_space() -> None:
    for control in CONTROLS:
        filters = read("q", f"canal{control}water")
        assert not filters.form.errors
        assert filters.search_request().q == "canal water", repr(control)


@every_filter
def test_a_filter_is_typed_in_both_languages_or_there_is_a_reason(name: str) -> None:
    names = FILTERS[name].typed_names
    assert bool(names) is (name not in NOT_TYPED)
    if names:
        assert all(one.isascii() for one in names["en"])
        assert all(HAN.fullmatch(character) for one in names["zh"] for character in one)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed"),
    [(name, typed) for name, one in FILTERS.items() for typed in one.all_typed_names],
)
@pytest.mark.parametrize("colon", [":", "："])
def test_what_is_typed_behind_a_name_is_the_filter(name: str, typed: str, colon: str) -> None:
    words = SearchRequest(q=f"canal {typed}{colon}{sample(name)}")
    reading = read_typed_filters(words, SOURCES, ["en", "zh-Hans"])
    assert reading is not None
    assert reading.request.q == "canal"
    field = FILTERS[name].field_name
    assert getattr(reading.request, field) == getattr(asked(name), field)


@pytest.mark.parametrize(
    "typed", [typed for one in FILTERS.values() for typed in one.all_typed_names]
)
def test_a_filter_whose_value_means_nothing_is_named_as_unread(typed: str) -> None:
    assert parse(f"canal {typed}：nonsense").unread == (f"{typed}：",)


def test_no_two_filters_are_typed_alike() -> None:
    names = [typed for one in FILTERS.values() for typed in one.all_typed_names]
    assert len(names) == len({typed.lower() for typed in names})


@pytest.mark.django_db  # names in Han characters: which languages are held decides
@pytest.mark.parametrize("name", [name for name in FILTERS if name not in NOT_SAID])
@each_language
def test_a_filter_is_said_in_the_sentence_over_a_list(name: str, language: str) -> None:
    with translation.override(language):
        said = str(say_filters(asked(name), NAMES))
        assert said
        if name in VALUES_FILTERS:
            assert NAMES.label(name, sample(name)).text in said


@every_values_filter
@each_language
def test_a_sentence_names_the_values_in_words_of_its_language(name: str, language: str) -> None:
    with translation.override(language):
        sentence = str(VALUES_FILTERS[name].sentence)
    assert sentence.count("{values}") == 1
    own = sentence.replace("{values}", "").strip()
    assert bool(HAN.search(own)) is (bool(own) and language == "zh-hans")


@pytest.mark.django_db  # names in Han characters: which languages are held decides
@every_values_filter
def test_a_value_in_force_has_a_chip_that_takes_it_off(name: str) -> None:
    (chip,) = build_chips(asked(name), NAMES)
    assert NAMES.label(name, sample(name)).text in chip.label
    assert chip.url == "/articles/"


@every_facet
def test_a_facet_has_a_column_of_the_index(name: str) -> None:
    declared = FACET_FILTERS[name]
    assert declared.field_name == name
    assert declared.column is FACETS[name]


def test_every_column_of_the_index_is_a_facet() -> None:
    assert FACETS.keys() == FACET_FILTERS.keys()


def test_translated_names_are_columns_of_articles_and_of_translations() -> None:
    named = {name for name, one in FACET_FILTERS.items() if isinstance(one, TranslatedNameFilter)}
    assert named
    for model in (Article, Translation):
        assert named <= {column.name for column in model._meta.get_fields()}


@pytest.mark.django_db
@each_language
def test_the_help_page_has_an_example_of_each_filter(
    language: str, tmp_path: Path, settings: Settings
) -> None:
    publish([], tmp_path, settings)
    prefix = "/zh-hans" if language == "zh-hans" else ""
    page = parse_page(Client().get(f"{prefix}/help/").content)
    text = page.text_content()
    for name, one in FILTERS.items():
        topic = one.help_topic
        links = page.xpath(f"//*[@id='{topic}']//a/@href") if topic else []
        used = {parameter for href in links for parameter in parse_qs(urlsplit(href).query)}
        assert (name in used) is (name not in NOT_EXPLAINED), name
        for names in one.typed_names.values():
            assert any(f"{names[0]}{colon}" in text for colon in ":："), name


@every_filter
def test_a_filter_is_documented_with_its_typed_names(name: str) -> None:
    addresses = (DOCS / "addresses.md").read_text("utf-8").partition("## Parameters")[2]
    assert f"`{name}`" in addresses
    searching = (DOCS / "search.md").read_text("utf-8")
    for language, colon in (("en", ":"), ("zh", "：")):
        for typed in FILTERS[name].typed_names.get(language, ())[:1]:
            assert f"`{typed}{colon}" in searching
    if isinstance(FILTERS[name], FacetFilter):
        assert f"`{name}`" in searching


def test_filters_are_copied_for_each_set_and_share_what_was_declared() -> None:
    first, second = read("q", "canal"), read("q", "water")
    one: ArticleFilter = first.filters["place"]
    assert one is not second.filters["place"]
    assert one is not FILTERS["place"]
    assert one.parent is first
    assert one.typed_names is FILTERS["place"].typed_names
