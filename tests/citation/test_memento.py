"""Versions in time, by the patterns of RFC 7089 section 4 and the examples of its section 2."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation import memento
from documents.citation.memento import Memento
from documents.citation.signposting import header
from tests.citation.test_signposting import read_header

PAGE = "https://archive.example/articles/h4x9k2m7q0b/"
TIMEMAP = "https://archive.example/articles/h4x9k2m7q0b.timemap"
FIRST = datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=UTC)
VERSIONS = [
    Memento(number, f"{PAGE}v{number}/", FIRST + timedelta(days=10 * (number - 1)))
    for number in (1, 2, 3, 4, 5)
]
times = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))


def test_a_date_is_read_as_the_standard_writes_it() -> None:
    read = memento.parse_accept_datetime("Thu, 31 May 2007 20:35:00 GMT")
    assert read == datetime(2007, 5, 31, 20, 35, tzinfo=UTC)


@given(times)
def test_what_is_written_is_read_again(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert memento.parse_accept_datetime(memento.http_date(moment)) == moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2007-05-31T20:35:00Z",
        "Thursday, 31-May-07 20:35:00 GMT",
        "Thu, 31 May 2007 20:35:00 +0000",
        "thu, 31 may 2007 20:35:00 gmt",
        "Thu, 31 Feb 2007 20:35:00 GMT",
        "Thu, 31 May 2007 25:35:00 GMT",
        "Fri, 31 May 2007 20:35:00 GMT",
        "Thu, 31 May 0000 20:35:00 GMT",
        "Thu, 31 May 2007 20:35:00 GMT, Thu, 31 May 2007 20:35:00 GMT",
        "Thu, ３１ May 2007 20:35:00 GMT",
    ],
)
def test_any_other_date_is_refused_by_name(value: str) -> None:
    with pytest.raises(ValueError, match="Accept-Datetime"):
        memento.parse_accept_datetime(value)


def test_the_version_chosen_is_the_one_that_stood_at_the_time() -> None:
    def at(moment: datetime) -> int:
        return memento.choose(VERSIONS, moment).version

    assert at(FIRST - timedelta(days=400)) == 1
    assert at(FIRST.replace(microsecond=0)) == 1
    assert at(FIRST + timedelta(days=9, hours=23)) == 1
    assert at(VERSIONS[1].recorded_at.replace(microsecond=0)) == 2
    assert at(FIRST + timedelta(days=4000)) == 5


@given(times)
def test_no_version_is_chosen_that_came_later_if_an_earlier_stood(moment: datetime) -> None:
    chosen = memento.choose(list(reversed(VERSIONS)), moment)
    earlier = [v for v in VERSIONS if v.recorded_at.replace(microsecond=0) <= moment]
    assert chosen == (earlier[-1] if earlier else VERSIONS[0])


def test_the_article_is_its_own_timegate() -> None:
    links = read_header(header(memento.article_links(PAGE, TIMEMAP, VERSIONS)))
    assert links[0] == {"href": PAGE, "rel": "original timegate"}
    assert links[1] == {"href": TIMEMAP, "rel": "timemap", "type": "application/link-format"}
    by_rel = {link["rel"]: link for link in links}
    assert by_rel["first memento"]["href"] == f"{PAGE}v1/"
    assert by_rel["last memento"]["datetime"] == "Fri, 10 Apr 2026 12:00:00 GMT"
    assert by_rel["latest-version"]["href"] == f"{PAGE}v5/"
    assert by_rel["version-history"]["href"] == TIMEMAP


def test_a_version_knows_its_neighbours() -> None:
    links = read_header(header(memento.memento_links(PAGE, TIMEMAP, VERSIONS, VERSIONS[2])))
    by_rel = {link["rel"]: link["href"] for link in links}
    assert by_rel["original timegate"] == PAGE
    assert by_rel["prev memento"] == by_rel["predecessor-version"] == f"{PAGE}v2/"
    assert by_rel["next memento"] == by_rel["successor-version"] == f"{PAGE}v4/"
    assert by_rel["memento"] == f"{PAGE}v3/"
    assert by_rel["first memento"] == f"{PAGE}v1/"
    second = read_header(header(memento.memento_links(PAGE, TIMEMAP, VERSIONS, VERSIONS[1])))
    assert {link["rel"] for link in second} >= {"first prev memento", "next memento"}


def test_an_only_version_is_first_and_last() -> None:
    only = VERSIONS[:1]
    links = read_header(header(memento.memento_links(PAGE, TIMEMAP, only, only[0])))
    rels = {link["rel"] for link in links}
    assert "first last memento" in rels
    assert not rels & {"predecessor-version", "successor-version"}


def test_the_timemap_lists_every_version_once() -> None:
    text = memento.time_map(PAGE, TIMEMAP, VERSIONS)
    links = read_header(text.rstrip("\n"))
    assert links[0] == {"href": PAGE, "rel": "original timegate"}
    assert links[1] == {
        "href": TIMEMAP,
        "rel": "self",
        "type": "application/link-format",
        "from": "Sun, 01 Mar 2026 12:00:00 GMT",
        "until": "Fri, 10 Apr 2026 12:00:00 GMT",
    }
    assert [link["href"] for link in links[2:]] == [version.address for version in VERSIONS]
    assert [link["rel"] for link in links[2:]] == [
        *("first memento", "memento", "memento", "memento", "last memento")
    ]
    assert all(memento.parse_accept_datetime(link["datetime"]) for link in links[2:])
    assert len(text.splitlines()) == 7


def test_an_article_without_versions_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one version"):
        memento.time_map(PAGE, TIMEMAP, [])
