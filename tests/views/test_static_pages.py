"""Help and about: every example finds what it says."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.hints.help_topics import HELP_TOPICS
from documents.models import Edition
from tests.helpers.invented_reports import (
    ENCYCLOPEDIA,
    NEWSPAPER,
    look,
    text_of,
    use_archive,
)

pytestmark = pytest.mark.django_db

BOTH = {NEWSPAPER, ENCYCLOPEDIA}
# What each example of the help page finds on the seeds, by what is to be typed or followed.
FINDS = {
    "scientific cooperation": BOTH,
    "cooperate": BOTH,
    "COMECON": {ENCYCLOPEDIA},
    "科学研究": {NEWSPAPER},
    "研": {NEWSPAPER},
    "科學研究": {NEWSPAPER},
    "莫斯科 cooperation": {NEWSPAPER},
    '"scientific research"': {NEWSPAPER},
    "cooperation -COMECON": {NEWSPAPER},
    'cooperation -"works of art"': {ENCYCLOPEDIA},
    "cooperation -year:1958": {ENCYCLOPEDIA},
    "Pravda OR COMECON": BOTH,
    "cooperat*": BOTH,
    "Comecom~": {ENCYCLOPEDIA},
    "people’s daily 1958": {NEWSPAPER},
    "year:1958 cooperation": {NEWSPAPER},
    "来源：人民日报 合作": {NEWSPAPER},
    "title:technical": {ENCYCLOPEDIA},
    'title:"spiritual wealth"': {NEWSPAPER},
    "title:文化合作": {NEWSPAPER},
    "from 1950 to 1960": {NEWSPAPER},
    "24 January 1958 in both fields": {NEWSPAPER},
    "from 1975": {ENCYCLOPEDIA},
    "People’s Daily": {NEWSPAPER},
    "1958": {NEWSPAPER},
    "January 1958": {NEWSPAPER},
    "English": BOTH,
    "Translation held": BOTH,
    "Page 6": {NEWSPAPER},
    "莫斯科": {NEWSPAPER},
    "新华社": {NEWSPAPER},
    "mentioning 1957": {NEWSPAPER},
    "newest first": BOTH,
    "by title": BOTH,
    "recently added": BOTH,
    "dated 24 January 1958": {NEWSPAPER},
    "place:Moscow": {NEWSPAPER},
}


# What examples of other pages show at least so often: lines of a concordance, words compared.
SHOWS = {
    "合作 not rendered as “cooperation”": "//p[contains(., 'does not have')]/a",
    "renderings of 文化": "//table[@class='said']//td",
    "concordance of 合作": "//table[contains(@class, 'kwic')]//td[@class='key']//mark",
    "合作 and cooperation by year": "//figure[@class='trends']//figcaption//li/a",
}


def test_each_example_of_the_help_page_finds_what_it_says(seeds: Client) -> None:
    links = look(seeds, "/help/").xpath("//main//dt/a")
    assert {link.text_content() for link in links} == set(FINDS) | set(SHOWS)
    for link in links:
        if link.text_content() in SHOWS:
            assert len(look(seeds, link.get("href")).xpath(SHOWS[link.text_content()])) > 1
            continue
        results = look(seeds, link.get("href")).xpath("//ol[contains(@class, 'entries')]//h3/a")
        identifiers = {urlsplit(result.get("href")).path.split("/")[2] for result in results}
        assert identifiers == FINDS[link.text_content()], link.text_content()


def test_an_example_that_is_typed_leads_to_exactly_what_is_shown(seeds: Client) -> None:
    for lesson in HELP_TOPICS:
        for example in lesson.examples:
            query = parse_qs(urlsplit(example.url).query)
            assert example.page or query.get("q", [example.shown]) == [example.shown]


def test_every_heading_of_the_help_page_can_be_linked_to(seeds: Client) -> None:
    page = look(seeds, "/help/")
    anchors = page.xpath("//main//section/@id")
    assert len(anchors) == len(set(anchors)) > len(HELP_TOPICS)


def test_about_says_what_is_held_and_of_which_edition(seeds: Client) -> None:
    page = look(seeds, "/about/")
    held = text_of(page, "//dl[contains(@class, 'holding')]")
    assert held[0].startswith("Articles2 With a translation2 Years1958–1979")
    assert Edition.objects.get().digest in held[0]
    assert text_of(page, "//section/h2/a") == ["Great Soviet Encyclopedia", "People’s Daily"]
    assert "© 2010 The Gale Group" in held[1]
    assert "Copyright not evaluated" in held[2]


def test_an_empty_archive_says_so_kindly(tmp_path: Path, settings: Settings) -> None:
    use_archive(tmp_path, settings)
    client = Client()
    for path in ("/articles/", "/articles/?q=canal", "/sources/", "/about/", "/help/"):
        assert client.get(path).status_code == 200
