"""What a view declares of its query, and that it sees nothing else, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from archive.page_cache.request_key import canonical_query
from archive.query_parameters import (
    UnknownParameters,
    ViewInputs,
    drop_unknown_parameters,
    find_inputs,
    protocol_arguments,
    query_parameters,
    read_view_inputs,
)
from archive.urls import handler404
from archive.urls import urlpatterns as archive_urls
from documents.query.addresses import PARAMETERS
from tests.helpers.invented_reports import NEWSPAPER

__all__ = ["handler404", "urlpatterns"]  # these tests' root of addresses
ARTICLE = f"/articles/{NEWSPAPER}/"


def echo(request: HttpRequest) -> HttpResponse:
    said = [request.META["QUERY_STRING"], request.GET.urlencode()]
    return HttpResponse("\n".join(said), "text/plain; charset=utf-8")


@query_parameters("b", "a")
def listening(request: HttpRequest) -> HttpResponse:
    return echo(request)


@protocol_arguments
def speaking(request: HttpRequest) -> HttpResponse:
    return echo(request)


urlpatterns = [
    path("silent/", echo),
    path("listening/", listening),
    path("speaking/", speaking),
    *archive_urls,
]

# Few names and values, so that they meet; text, so that nothing is taken for granted.
QUERIES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "utm_source", "A", ""]), st.text(max_size=3))
)


@pytest.fixture
def client(db: None, plain_static: None, settings: Settings, tmp_path: Path) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.STATIC_ROOT = tmp_path
    return Client()


def seen(client: Client, address: str) -> str:
    sent, read = client.get(address).content.decode().split("\n")
    assert sent == read
    return read


def test_a_view_sees_what_it_declares_in_its_own_order(client: Client) -> None:
    assert seen(client, "/listening/?a=1&c=2&b=3&a=4&utm_source=x") == "b=3&a=1&a=4"


def test_a_view_that_declares_nothing_sees_nothing(client: Client) -> None:
    assert seen(client, "/silent/?a=1") == ""


def test_the_view_of_a_protocol_sees_all_as_it_was_sent(client: Client) -> None:
    assert seen(client, "/speaking/?b=1&utm_source=x&a=2&a=3") == "b=1&utm_source=x&a=2&a=3"


def test_a_protocol_takes_post_and_nothing_else_does(client: Client) -> None:
    assert client.post("/speaking/", {"a": "1"}).status_code == 200
    assert client.put("/speaking/").status_code == 405
    for address in ("/listening/", "/silent/", "/nowhere/"):
        assert client.post(address, {"a": "1"}).status_code == 405


def test_a_query_of_known_parameters_alone_is_left_as_it_is() -> None:
    query = QueryDict("b=1&a=2")
    assert drop_unknown_parameters(query, ("b", "a", "c")) is query
    assert drop_unknown_parameters(query, ("a", "b")) is not query


def test_an_address_that_lacks_its_last_slash_keeps_its_query(client: Client) -> None:
    response = client.get("/listening?c=2&b=3")
    assert (response.status_code, response.headers["Location"]) == (301, "/listening/?c=2&b=3")


@given(QUERIES)
def test_the_page_cache_and_the_middleware_let_the_same_through(
    pairs: list[tuple[str, str]],
) -> None:
    query = urlencode(pairs)
    request = HttpRequest()
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    assert UnknownParameters(echo).process_view(request, listening, (), {}) is None
    kept = canonical_query(query, read_view_inputs(listening).parameters)
    assert QueryDict(request.META["QUERY_STRING"]).urlencode() == kept == request.GET.urlencode()


# -- the archive's own views -----------------------------------------------------------------------


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[Callable[..., object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            assert pattern.callback is not None
            yield pattern.callback


def test_no_view_declares_a_parameter_twice() -> None:
    declared = [read_view_inputs(view).parameters for view in views(get_resolver().url_patterns)]
    assert PARAMETERS in declared
    assert [names for names in declared if len(set(names)) < len(names)] == []


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_parameters_are_known_in_every_language(prefix: str) -> None:
    listing, article = find_inputs(f"{prefix}/articles/"), find_inputs(f"{prefix}{ARTICLE}")
    assert listing == ViewInputs(PARAMETERS, varies=("Accept",), is_costly=True)
    assert article is not None
    assert "view" in article.parameters
    assert find_inputs(f"{prefix}/about/") == ViewInputs(varies=("Accept",))
    assert find_inputs(f"{prefix}/nowhere/") is None
