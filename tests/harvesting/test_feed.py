"""Feeds: by recorded time, newest first; corrections, tombstones, pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from documents.identifiers import mint
from tests.harvesting.conftest import PUBLIC
from tests.helpers.seed_workshop import THEN, Workshop, accession_of, publish_once

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
DAY = timedelta(days=1)


def ask(reader: Client, address: str) -> Element:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml"
    return ElementTree.fromstring(answer.content)


def name_of(word: str) -> str:
    return mint(accession_of(word))


def listed(feed: Element) -> Iterator[tuple[str, str]]:
    """Identifier and time of what a page of a feed lists; a tombstone's time begins with -."""
    for element in feed:
        if element.tag == f"{ATOM}entry":
            time = element.findtext(f"{ATOM}updated") or ""
            yield (element.findtext(f"{ATOM}id") or "").split("/")[-2], time
        elif element.tag == f"{TOMBSTONES}deleted-entry":
            yield element.attrib["ref"].split("/")[-2], f"-{element.attrib['when']}"


def links(feed: Element) -> dict[str, str]:
    return {
        link.attrib["rel"]: link.attrib["href"].removeprefix(PUBLIC)
        for link in feed.findall(f"{ATOM}link")
    }


@pytest.fixture
def history(workshop: Workshop) -> Workshop:
    """One, two and three came on three days; one was corrected on the fourth, two went then."""
    publish_once(workshop, ingest_history)
    return workshop


def ingest_history(workshop: Workshop) -> None:
    for number, word in enumerate(("one", "two", "three")):
        workshop.article(word)
        workshop.ingest(time=THEN + number * DAY)
    workshop.article("one", version=2)
    workshop.write(
        f"seeds/000_{accession_of('two')}.withdrawn.toml",
        'reason = "Filed <twice>."\ndate = 2026-01-05\nsuccessor = "' + name_of("three") + '"\n',
    )
    workshop.ingest(time=THEN + 3 * DAY)


def test_a_feed_is_of_what_came_changed_and_went_newest_first(
    history: Workshop, reader: Client
) -> None:
    both = [(name_of("one"), "2026-01-05T03:04:05Z"), (name_of("two"), "-2026-01-05T03:04:05Z")]
    came = (name_of("three"), "2026-01-04T03:04:05Z")
    feed = ask(reader, "/articles.atom")
    assert list(listed(feed)) == [*sorted(both), came]
    assert feed.findtext(f"{ATOM}updated") == "2026-01-05T03:04:05Z"
    (corrected,) = [
        entry
        for entry in feed.findall(f"{ATOM}entry")
        if name_of("one") in str(entry.findtext(f"{ATOM}id"))
    ]
    assert corrected.findtext(f"{ATOM}published") == "2026-01-02T03:04:05Z"


def test_a_tombstone_says_why_and_what_takes_its_place(history: Workshop, reader: Client) -> None:
    (stone,) = ask(reader, "/articles.atom").findall(f"{TOMBSTONES}deleted-entry")
    assert stone.findtext(f"{TOMBSTONES}comment") == "Filed <twice>."
    assert stone.findtext(f"{TOMBSTONES}by/{ATOM}name") == "Parallel Archive"
    (link,) = stone.findall(f"{ATOM}link")
    assert link.attrib["href"] == f"{PUBLIC}/articles/{name_of('three')}/"


@pytest.mark.parametrize(
    ("query", "stones"),
    [
        ("source=evening-paper", 1),
        ("language=en", 1),
        ("language=en&source=evening-paper&q=zzzz", 1),
        ("q=-source:evening-paper", 1),
    ],
)
def test_a_feed_has_the_tombstones_of_its_sources_and_languages(
    history: Workshop, reader: Client, query: str, stones: int
) -> None:
    feed = ask(reader, f"/articles.atom?{query}")
    assert len(feed.findall(f"{TOMBSTONES}deleted-entry")) == stones


def test_a_feed_has_no_tombstones_of_other_sources_and_languages(
    history: Workshop, reader: Client
) -> None:
    history.write(
        "seeds/sources.toml",
        (history.seeds / "sources.toml").read_text("utf-8")
        + (
            '\n[morning-paper]\nkind = "newspaper"\nlayout = "peoples_daily"\n'
            'files = ["morning/**"]\nlanguages = ["ru"]\nnames = { en = "Morning Paper" }\n'
            'rights = "http://rightsstatements.org/vocab/CNE/1.0/"\n'
        ),
    )
    assert history.ingest(time=THEN + 4 * DAY).published
    for query in ("source=morning-paper", "language=ru"):
        assert list(listed(ask(reader, f"/articles.atom?{query}"))) == []


def test_an_order_changes_nothing_in_a_feed(history: Workshop, reader: Client) -> None:
    plain, ordered = (ask(reader, f"/articles.atom{query}") for query in ("", "?sort=title"))
    assert ElementTree.tostring(plain) == ElementTree.tostring(ordered)


@pytest.fixture
def fifty(workshop: Workshop) -> list[str]:
    """Fifty articles in three goes, four of them taken back in the third, newest first."""
    words = [f"word {number}" for number in range(50)]
    for go, some in enumerate((words[:30], words[30:45], words[45:])):
        for word in some:
            workshop.article(word)
        if go == 2:
            for word in words[::13]:
                workshop.write(
                    f"seeds/000_{accession_of(word)}.withdrawn.toml",
                    'reason = "Gone."\ndate = 2026-01-05\n',
                )
        assert workshop.ingest(time=THEN + go * DAY).published
    goes = [
        [*words[45:], *words[::13]],
        [word for word in words[30:45] if word not in words[::13]],
        [word for word in words[:30] if word not in words[::13]],
    ]
    return [name for go in goes for name in sorted(map(name_of, go))]


def test_a_feed_is_paged_both_ways_without_gap_or_repetition(
    fifty: list[str], reader: Client
) -> None:
    pages, address = [], "/articles.atom"
    while address:
        feed = ask(reader, address)
        pages.append((address, [name for name, _ in listed(feed)], links(feed)))
        address = links(feed).get("next", "")
    assert [name for _, names, _ in pages for name in names] == fifty
    assert [len(names) for _, names, _ in pages] == [20, 20, 10]
    first, second, third = pages
    assert "previous" not in first[2]
    assert (second[2]["previous"], third[2]["previous"]) == (first[0], second[0])
    assert {page[2]["last"] for page in pages} == {third[0]}


def test_a_walk_through_a_feed_misses_nothing_while_articles_come(
    fifty: list[str], reader: Client, workshop: Workshop
) -> None:
    following = links(ask(reader, "/articles.atom"))["next"]
    workshop.article("newcomer")
    workshop.ingest(time=THEN + 5 * DAY)
    assert [name for name, _ in listed(ask(reader, following))] == fifty[20:40]


@pytest.mark.parametrize(
    "query", ["after=yesterday", "after=20261399T000000Z-xt66nzthbgz", "page=2"]
)
def test_a_page_that_no_feed_has_is_refused(history: Workshop, reader: Client, query: str) -> None:
    assert reader.get(f"/articles.atom?{query}").status_code == 400


def test_a_page_behind_the_last_entry_is_refused(history: Workshop, reader: Client) -> None:
    assert reader.get("/articles.atom?after=20200101T000000Z-xt66nzthbgz").status_code == 400


def test_a_hand_made_alignment_brings_an_article_to_the_top(
    history: Workshop, reader: Client
) -> None:
    history.write(
        f"seeds/000_{accession_of('three')}.align.toml",
        'beads = ["1 = 1", "2 = 2"]\n',
    )
    report = history.ingest(time=THEN + 4 * DAY)
    assert report.published, report.faults
    first = next(listed(ask(reader, "/articles.atom")))
    assert first == (name_of("three"), "2026-01-06T03:04:05Z")


def test_a_list_in_the_order_of_the_register_begins_with_the_last_that_came(
    history: Workshop, reader: Client
) -> None:
    answer = reader.get("/articles.json?sort=recorded")
    names = [item["identifier"] for item in answer.json()["articles"]]
    assert names == [name_of("one"), name_of("three")]


def test_every_page_names_the_feeds_it_belongs_to(history: Workshop, reader: Client) -> None:
    def feeds(address: str) -> list[str]:
        page = reader.get(address).content.decode()
        return [
            line.partition('href="')[2].partition('"')[0]
            for line in page.splitlines()
            if 'rel="alternate" type="application/atom+xml"' in line
        ]

    source = "/articles.atom?source=evening-paper"
    assert feeds("/") == feeds("/about/") == ["/articles.atom"]
    assert feeds("/sources/evening-paper/") == [source, "/articles.atom"]
    assert feeds("/sources/evening-paper/1951/03/04/") == [source, "/articles.atom"]
    assert feeds(f"/articles/{name_of('one')}/") == [source, "/articles.atom"]
    assert feeds("/articles/?q=春耕&sort=newest") == ["/articles.atom?q=%E6%98%A5%E8%80%95"]
    assert feeds("/zh-hans/about/") == ["/articles.atom?lang=zh-Hans"]


def test_the_times_are_the_register_s(workshop: Workshop, reader: Client) -> None:
    workshop.article("one")
    workshop.ingest(time=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC))
    register = workshop.seeds / "accessions.tsv"
    register.write_text(
        register.read_text("utf-8").replace("2026-02-03T04:05:06Z", "2026-02-01T00:00:00Z"), "utf-8"
    )
    workshop.ingest()
    workshop.article("two")
    workshop.ingest(time=datetime(2026, 2, 2, tzinfo=UTC))
    assert [name for name, _ in listed(ask(reader, "/articles.atom"))] == [
        name_of("two"),
        name_of("one"),
    ]
