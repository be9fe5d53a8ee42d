"""Signposting read back as a client reads it: by parsing the header, not by knowing the code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from documents.citation import signposting
from documents.citation.signposting import Link
from tests.citation.samples import encyclopedia_entry, local, newspaper_article, with_ark

NEWS = with_ark(newspaper_article())
PAGE = "https://archive.example/articles/h4x9k2m7q0b/"


def read_header(value: str) -> list[dict[str, str]]:
    """Links of a header by RFC 8288's grammar: ``<target>`` and quoted attributes."""
    links = []
    place = 0
    one = re.compile(r'\s*<([^>]*)>((?:\s*;\s*\w+="[^"]*")*)\s*(?:,|$)')
    while place < len(value):
        found = one.match(value, place)
        assert found, value[place : place + 80]
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', found[2]))
        links.append({"href": found[1], **attributes})
        place = found.end()
    return links


def _targets(links: list[dict[str, str]], rel: str) -> list[str]:
    return [link["href"] for link in links if link["rel"] == rel]


def test_the_landing_page_points_at_identifier_type_licence_metadata_and_content() -> None:
    links = read_header(signposting.header(signposting.landing_links(NEWS)))
    assert _targets(links, "cite-as") == ["https://archive.example/ark:12345/h4x9k2m7q0b"]
    assert _targets(links, "type") == [
        "https://schema.org/AboutPage",
        "https://schema.org/NewsArticle",
    ]
    assert _targets(links, "license") == ["https://rightsstatements.org/vocab/CNE/1.0/"]
    assert _targets(links, "linkset") == [
        "https://archive.example/articles/h4x9k2m7q0b.linkset.json"
    ]
    metadata = {link["href"]: link["type"] for link in links if link["rel"] == "describedby"}
    assert metadata["https://archive.example/articles/h4x9k2m7q0b.bib"] == "application/x-bibtex"
    items = {link["href"]: link["type"] for link in links if link["rel"] == "item"}
    assert items["https://archive.example/articles/h4x9k2m7q0b.txt"] == "text/plain"
    assert not _targets(links, "author")


def test_a_version_points_at_its_own_files() -> None:
    links = read_header(signposting.header(signposting.landing_links(NEWS, versioned=True)))
    assert PAGE.rstrip("/") + "/v1.bib" in _targets(links, "describedby")


def test_a_trial_ark_is_not_what_to_cite() -> None:
    trial = with_ark(encyclopedia_entry(), "99999")
    links = read_header(signposting.header(signposting.landing_links(trial)))
    assert _targets(links, "cite-as") == [trial.permalink]


def test_the_linkset_says_what_the_header_says_and_the_links_back() -> None:
    contexts = signposting.linkset(NEWS)["linkset"]
    landing = contexts[0]
    assert landing["anchor"] == PAGE
    assert "linkset" not in landing
    header = read_header(signposting.header(signposting.landing_links(NEWS)))
    for link in header:
        if link["rel"] != "linkset":
            assert link["href"] in [target["href"] for target in landing[link["rel"]]]
    back = {context["anchor"]: context for context in contexts[1:]}
    for rel, answer in (("describedby", "describes"), ("item", "collection")):
        for target in landing[rel]:
            assert back[target["href"]][answer] == [{"href": PAGE, "type": "text/html"}]


def test_the_header_stays_below_what_servers_take() -> None:
    far = replace(NEWS, permalink="https://" + "a" * 400 + ".example/articles/h4x9k2m7q0b/")
    assert len(signposting.header(signposting.landing_links(far))) < signposting.HEADER_LIMIT
    with pytest.raises(ValueError, match="8192"):
        signposting.header([Link("https://archive.example/" + "a" * 9000, "item")])


def test_no_address_breaks_out_of_the_header() -> None:
    value = signposting.header([Link('/a>; rel="x", <b "\r\nX: y/字', "item", "text/plain")])
    assert value.isascii()
    assert "\r" not in value
    assert [link["rel"] for link in read_header(value)] == ["item"]


def test_an_archive_without_an_address_links_by_path() -> None:
    links = read_header(signposting.header(signposting.landing_links(local(newspaper_article()))))
    assert _targets(links, "cite-as") == ["/articles/h4x9k2m7q0b/"]
