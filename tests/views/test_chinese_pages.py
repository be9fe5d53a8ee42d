"""Every page under ``/zh-hans/`` as it is served: no English but what is marked as English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import lxml.html
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from lxml.html import HtmlElement

from documents.presentation.dates import say_date
from documents.presentation.labels import say_articles
from documents.views.errors import bad_request, server_error
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.reading_collection import CORRECTED, DIKE, LONE, SEED, WITHDRAWN
from tests.helpers.site_process import Served

PREFIX = "/zh-hans"
# Pages that no link leads to, or only with a query.
ASKED = (
    f"/articles/?q={quote('科学')}",
    "/articles/?q=xyzzy&source=peoples-daily",
    "/articles/?q=science&from=1950&to=1960-12&source=peoples-daily&language=en&newspaper_page=6",
    "/articles/?year=1958&month=1958-01&translation=held&sort=title",
    "/articles/?mentions=1957&from=1950",
    "/articles/?to=1960&place=" + quote("莫斯科"),
    f"/articles/{SEED}/?view=stacked&left=translation",
    f"/articles/{SEED}/?pinyin=1&glossary=1&script=hant&q=science&result=1",
    f"/articles/{SEED}/v1/cite/?p=2-3",
    f"/articles/{SEED}/v1/cite/?t=1",
    f"/articles/{SEED}/v1/cite/?p=1,3-4",
    f"/articles/{DIKE}/source/",
    f"/articles/{CORRECTED}/v2/changes/",
    f"/articles/{CORRECTED}/v1/changes/",
    f"/glossary/{quote('社会主义')}/",
    "/concordance/?q=Moscow",
    "/concordance/",
    f"/trends/?q={quote('科学')}&q=cooperation",
    "/trends/",
)
REFUSED = {
    f"/articles/{SEED}/v1/cite/?p=99": 400,
    f"/articles/{LONE}/v1/cite/?t=1": 400,
    f"/glossary/{quote('对照文献库')}/": 404,
    "/articles/?year=soon&month=1&from=never&to=1&sort=up&page=0&newspaper_page=x": 400,
    "/articles/?source=nobody&language=xx&translation=maybe&mentions=x&from=1960&to=1950": 400,
    "/nowhere/": 404,
    "/articles/nothing/": 404,
    f"/articles/{SEED[:-1]}0/": 404,
    f"/articles/{SEED}/v9/": 404,
    "/sources/peoples-daily/1958/02/30/": 404,
    "/sources/peoples-daily/1962/02/03/": 404,
    f"/articles/{WITHDRAWN}/": 410,
}
SHOWN = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-done", "data-label")
UNREAD = ("code", "kbd", "script", "style")
# What is called the same in Chinese: formats, styles, standards, what is typed as it is.
NAMES = re.compile(
    r"(?<![A-Za-z])(?:APA|ARK|Atom|BibTeX|CC BY-SA|CC-CEDICT|Cookie|CSL-JSON|CSV|GB/T|GB18030"
    r"|JSON(?:-LD)?|Markdown|MDBG|MLA|RIS|SHA-256|SVG|TEI|TSV|TXT|UTF-8"
    r"|(?:from|language|mailto|mentions|page|place|source|title|to|year):|manage\.py \w+|OR|195X"
    r"|COMECON|cooperation|cooperative|the 1960s"
    r"|en|held|newest|none|oldest|relevance|title|zh-Hans)(?![A-Za-z])"
)
ADDRESS = re.compile(r"https?://\S+|(?<!\S)/[\w./:-]*|\b[0-9a-z]{11}\b|\b[a-z]+=")


def readable(page: HtmlElement, path: str) -> Iterator[str]:
    """What a reader of Chinese sees or hears, without what is another language's or was typed."""
    others = {value for _, value in parse_qsl(urlsplit(path).query)}
    for one in page.iter():
        if is_foreign(one) or one.tag in UNREAD:  # a title may repeat what stands marked below it
            others |= {words(one), *map(str.strip, one.itertext())}
    longest_first = sorted((one for one in others if len(one) > 1), key=len, reverse=True)
    for element in page.iter():
        for text in of_element(element):
            for other in longest_first:
                text = text.replace(other, "")
            yield text


def is_foreign(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag != "html" and bool(element.get("lang"))


def of_element(element: HtmlElement) -> Iterator[str]:
    """The texts and attributes that are an element's own, none where they are not ours."""
    chain = [element, *element.iterancestors()]
    if not isinstance(element.tag, str) or any(
        is_foreign(one) or one.tag in UNREAD or "Z3988" in (one.get("class") or "") for one in chain
    ):
        return
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content") or ""
    if element.tag not in {"link", "meta"}:
        yield from (element.get(name) or "" for name in SHOWN)
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def english(page: HtmlElement, path: str) -> list[str]:
    """The words of Latin letters that are left over, with what stands around them."""
    found = []
    for text in readable(page, path):
        rest = NAMES.sub("", ADDRESS.sub("", text))
        if re.search(r"[A-Za-z]{2,}", rest):
            found.append(" ".join(text.split()))
    return found


def half_width(page: HtmlElement, path: str) -> list[str]:
    """Latin punctuation that was put between Chinese words."""
    wrong = re.compile(r"[\u3400-\u9fff）”][,;:!?]|[,;!?][\u3400-\u9fff（“]|^[,;:] ")
    return [text for text in readable(page, path) if wrong.search(text)]


def check(page: HtmlElement, path: str) -> None:
    assert page.get("lang") == "zh-Hans", path
    assert english(page, path) == [], path
    assert half_width(page, path) == [], path


def pages_of(site: Served) -> Iterator[tuple[str, HtmlElement]]:
    """Every page that links lead to, queries apart."""
    waiting, seen = [f"{PREFIX}/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = read_page(site, path)
        yield path, page
        for link in select(page, "a"):
            there = urlsplit(urljoin(path, str(link.get("href"))))
            if there.path.startswith(f"{PREFIX}/") and not there.netloc and not there.query:
                waiting.append(there.path)


def test_every_page_that_links_lead_to_is_in_chinese(library: Served) -> None:
    paths = set()
    for path, page in pages_of(library):
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
