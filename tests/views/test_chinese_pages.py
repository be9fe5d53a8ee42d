"""Every page under ``/zh-hans/`` as it is served: no English but what is marked as English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from lxml.html import HtmlElement

from documents.presentation.dates import say_date
from documents.presentation.labels import say_articles
from documents.views.errors import bad_request, server_error
from tests.helpers.interface_words import ASKED, REFUSED, english, pages_of, readable
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Served

PREFIX = "/zh-hans"


def half_width(page: HtmlElement, path: str) -> list[str]:
    """Latin punctuation that was put between Chinese words."""
    wrong = re.compile(r"[\u3400-\u9fff）”][,;:!?]|[,;!?][\u3400-\u9fff（“]|^[,;:] ")
    return [text for text in readable(page, path) if wrong.search(text)]


def check(page: HtmlElement, path: str) -> None:
    assert page.get("lang") == "zh-Hans", path
    assert english(page, path) == [], path
    assert half_width(page, path) == [], path


def test_every_page_that_links_lead_to_is_in_chinese(library: Served) -> None:
    paths = set()
    for path, page in pages_of(library, PREFIX):
        check(page, path)
        paths.add(path)
    assert f"{PREFIX}/articles/{SEED}/" in paths
    assert f"{PREFIX}/sources/peoples-daily/1958/01/24/" in paths


@pytest.mark.parametrize("path", ASKED)
def test_what_a_query_asks_for_is_answered_in_chinese(library: Served, path: str) -> None:
    check(read_page(library, PREFIX + path), path)


@pytest.mark.parametrize(("path", "status"), REFUSED.items())
def test_what_cannot_be_answered_is_refused_in_chinese(
    library: Served, path: str, status: int
) -> None:
    check(read_page(library, PREFIX + path, status), path)


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_static")
@pytest.mark.parametrize("answer", [bad_request, server_error])
def test_the_pages_for_faults_are_in_chinese(
    rf: RequestFactory, answer: Callable[[HttpRequest], HttpResponse]
) -> None:
    path = f"{PREFIX}/articles/"
    with translation.override("zh-hans"):
        page = lxml.html.document_fromstring(answer(rf.get(path)).content.decode())
    check(page, path)


def test_pages_of_other_languages_are_offered_and_offer_this_one(library: Served) -> None:
    for path in ("/", "/help/", f"/articles/{SEED}/", "/sources/peoples-daily/1958/01/24/"):
        offers = []
        for prefix in ("", PREFIX):
            links = read_page(library, prefix + path).xpath("//link[@hreflang]")
            offers.append({one.get("hreflang"): urlsplit(one.get("href")).path for one in links})
        assert offers[0] == offers[1]
        assert offers[0] == {"en": path, "zh-Hans": PREFIX + path, "x-default": path}


def test_the_switch_of_languages_keeps_page_and_query(library: Served) -> None:
    for here, there in (("", PREFIX), (PREFIX, "")):
        page = read_page(library, f"{here}/articles/?q={quote('科学')}&year=1958&utm_source=x")
        (item,) = select(page, "li.language")
        assert item[0].get("href") == f"{there}/articles/?q={quote('科学')}&year=1958"


def test_a_query_is_one_chinese_sentence(library: Served) -> None:
    path = f"{PREFIX}/articles/?q=Moscow&from=1950&to=1960&source=peoples-daily"
    (heading,) = select(read_page(library, path), "h1")
    assert words(heading) == "检索“Moscow”，限1950年至1960年，人民日报，得1篇文献"
    (heading,) = select(read_page(library, f"{PREFIX}/articles/?year=1958&page=1"), "h1")
    assert re.fullmatch("1958年，共[0-9]+篇文献", words(heading))


def test_numbers_and_their_ranges_are_written_as_in_chinese(library: Served) -> None:
    (heading,) = select(read_page(library, f"{PREFIX}/articles/{SEED}/v1/cite/?p=1,3-4"), "h1")
    assert words(heading) == "引用第1、3—4段"
    with translation.override("zh-hans"):
        assert say_articles(2_000_000) == "2,000,000篇文献"
        assert say_date("1958-01-24") == "1958年1月24日"
        assert say_date("1970/1979") == "1970—1979年"


def test_suggestions_speak_the_language_of_their_page(library: Served) -> None:
    answer = library.ask(f"{PREFIX}/suggest?q={quote('科学')}")
    _, texts, notes, addresses = json.loads(answer.text)
    assert "科学研究" in texts
    assert all(note.endswith("篇文献") for note in notes if note)
    assert all(address.startswith(f"{PREFIX}/articles/?") for address in addresses)
