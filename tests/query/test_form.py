"""The public query parameters: what they take, what they refuse, how an address is written."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import parse_bound
from documents.models import Source
from documents.query.addresses import PARAMETERS, query_string
from documents.query.date_bounds import write_bound
from documents.query.form_fields import MAX_VALUES
from documents.query.paging import LAST_PAGE, PAGE_SIZE, SORTS, default_sort
from documents.query.read_request import BadQuery, SearchFilters, request_from
from documents.search.request import SearchRequest

SOURCES = [
    Source(key="peoples-daily", languages=["zh-Hans", "en"]),
    Source(key="great-soviet-encyclopedia", languages=["en", "ru"]),
]

words = st.text(max_size=30)


def read(query: str) -> SearchRequest:
    return request_from(QueryDict(query), SOURCES)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """Any question the parameters can ask."""

    def some(*values: str) -> tuple[str, ...]:
        return tuple(sorted(draw(st.sets(st.sampled_from(values), max_size=3))))

    q = " ".join(draw(st.text('canal 渠成水到"-&=+%', max_size=20)).split())
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    sort = draw(st.sampled_from(SORTS))
    return SearchRequest(
        q=q,
        source=some("peoples-daily", "great-soviet-encyclopedia"),
        year=some("1958", "1959", "0001", "1970/1979"),
        dated=some("1958-01-24", "1958-01", "1970/1979"),
        month=some("1958-01", "1958-12"),
        language=some("zh-Hans", "en", "ru"),
        translation=some("held", "none"),
        newspaper_page=some("1", "6", "12"),
        place=some("莫斯科", "Rio de Janeiro"),
        agency=some("新华社", "TASS"),
        author=some("艾青", "V. I. Ivanov"),
        translator=some("王小河"),
        section=some("国际"),
        column=some("国际知识"),
        date_from=draw(st.none() | st.just(days[0])),
        date_to=draw(st.none() | st.just(days[1])),
        sort=default_sort(q) if sort == "relevance" else sort,
        offset=PAGE_SIZE * draw(st.integers(0, LAST_PAGE - 1)),
        limit=PAGE_SIZE,
    )


@given(requests())
def test_an_address_says_the_whole_question(request: SearchRequest) -> None:
    assert read(query_string(request)) == request


@given(requests(), st.randoms())
def test_one_question_has_one_address(request: SearchRequest, chance: Random) -> None:
    pairs = QueryDict(query_string(request))
    shuffled = [(name, value) for name, values in pairs.lists() for value in values]
    chance.shuffle(shuffled)
    query = QueryDict(mutable=True)
    for name, value in [("utm_source", "mail"), *shuffled]:
        query.appendlist(name, value)
    assert query_string(request_from(query, SOURCES)) == query_string(request)


@given(words)
def test_what_is_typed_into_the_box_is_never_an_error(q: str) -> None:
    query = QueryDict(mutable=True)
    query["q"] = q
    assert isinstance(request_from(query, SOURCES).q, str)


@given(st.dates(), st.booleans())
def test_a_bound_is_written_as_shortly_as_it_can_be_read_back(day: date, last: bool) -> None:
    written = write_bound(day, last=last)
    bound = parse_bound(written)
    assert (bound.upper if last else bound.lower) == day
    assert len(written) == 10 or parse_bound(written).lower != parse_bound(written).upper


def test_defaults_stand_in_no_address() -> None:
    assert query_string(read("")) == ""
    assert query_string(read("q=&sort=oldest&page=1&source=&from=")) == ""
    assert query_string(read("q=canal&sort=relevance")) == "q=canal"
    assert query_string(read("q=canal&sort=oldest")) == "q=canal&sort=oldest"


def test_unknown_parameters_change_nothing() -> None:
    assert read("q=canal&utm_source=mail&fbclid=1&result=3") == read("q=canal")


def test_one_parameter_takes_so_many_values_and_no_more() -> None:
    pages = [f"newspaper_page={number}" for number in range(1, MAX_VALUES + 2)]
    assert len(read("&".join(pages[:-1])).newspaper_page) == MAX_VALUES
    with pytest.raises(BadQuery) as refused:
        read("&".join(pages))
    assert list(refused.value.errors) == ["newspaper_page"]


def test_parameters_are_written_in_one_order() -> None:
    said = "page=2&to=1960&from=1950&year=1958&year=1957&source=peoples-daily&q=canal"
    assert query_string(read(said)) == (
        "q=canal&source=peoples-daily&year=1957&year=1958&from=1950&to=1960&page=2"
    )


def test_any_change_but_of_the_page_goes_back_to_the_first() -> None:
    request = read("q=canal&page=7")
    assert query_string(request, sort="newest") == "q=canal&sort=newest"
    assert query_string(request, offset=40) == "q=canal&page=3"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source", "pravda"),
        ("year", "58"),
        ("year", "１９５８"),
        ("year", "1958-01"),
        ("month", "1958"),
        ("month", "1958-13"),
        ("language", "tlh"),
        ("translation", "yes"),
        ("newspaper_page", "0"),
        ("newspaper_page", "six"),
        ("place", "x" * 201),
        ("place", "a\x00b"),
        ("from", "1958-02-30"),
        ("from", "yesterday"),
        ("to", "1958-1"),
        ("sort", "best"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "two"),
        ("page", str(LAST_PAGE + 1)),
    ],
)
def test_a_bad_value_is_said_beside_its_field(name: str, value: str) -> None:
    query = QueryDict(mutable=True)
    query["q"] = "canal"
    query[name] = value
    with pytest.raises(BadQuery) as caught:
        request_from(query, SOURCES)
    assert list(caught.value.errors) == [name]


def test_a_range_that_ends_before_it_begins_is_refused_at_its_end() -> None:
    with pytest.raises(BadQuery) as caught:
        read("from=1960&to=1950")
    assert list(caught.value.errors) == ["to"]


def test_one_bad_value_among_good_ones_is_enough() -> None:
    with pytest.raises(BadQuery) as caught:
        read("year=1958&year=x&year=1959&source=pravda")
    assert set(caught.value.errors) == {"source", "year"}


def test_a_range_takes_years_months_and_days() -> None:
    request = read("from=1958-02&to=1958-02")
    assert (request.date_from, request.date_to) == (date(1958, 2, 1), date(1958, 2, 28))
    request = read("from=1950&to=1960-06-15")
    assert (request.date_from, request.date_to) == (date(1950, 1, 1), date(1960, 6, 15))


def test_without_words_there_is_no_best_match() -> None:
    assert read("sort=relevance").sort == "oldest"
    assert read("q=canal").sort == "relevance"


def test_every_parameter_has_a_label() -> None:
    filters = SearchFilters(QueryDict(), SOURCES)
    assert tuple(filters.form.fields) == PARAMETERS
    assert all(field.label for field in filters.form.fields.values())


def test_what_takes_one_value_is_refused_two_and_words_are_all_searched() -> None:
    for name, values in (("from", "1950 1951"), ("sort", "title newest"), ("page", "1 2")):
        with pytest.raises(BadQuery) as refused:
            read("&".join(f"{name}={value}" for value in values.split()))
        assert set(refused.value.errors) == {name}
    assert read("from=1950&from=").date_from == date(1950, 1, 1)
    assert read("from=1950&from=1950&to=").date_from == date(1950, 1, 1)
    assert read("q=canal&q=水渠").q == "canal 水渠"
