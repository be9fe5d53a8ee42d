"""The site in languages it was not written for: a catalogue and one setting are all they take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml.html import HtmlElement

from tests.helpers.interface_words import ASKED, REFUSED, english, pages_of
from tests.helpers.page_elements import read_page, select, words
from tests.helpers.pseudo_language import copy_code
from tests.helpers.reading_collection import PUBLIC, SEED, serve_library
from tests.helpers.site_process import Served, serve

pytestmark = pytest.mark.site

TAGS = ("en", "zh-Hans", "pt-BR", "ar")
PREFIXES = {"en": "", "zh-Hans": "/zh-hans", "pt-BR": "/pt-br", "ar": "/ar"}
FURTHER = TAGS[2:]
ARTICLE = f"/articles/{SEED}/"
SOURCE = "/sources/peoples-daily/"
PAGES = ("/", "/sources/", ARTICLE, SOURCE, f"{SOURCE}1958/01/24/", "/help/", "/about/")
EXPORTS = (
    *(
        f"{ARTICLE[:-1]}.{suffix}"
        for suffix in ("json", "txt", "md", "bib", "ris", "csl.json", "zotero.rdf")
    ),
    f"{ARTICLE[:-1]}.tei.xml",
    f"{ARTICLE}v1/source/file",
    *(
        f"/articles.{suffix}?q=Moscow"
        for suffix in ("json", "csv", "atom", "bib", "ris", "zotero.rdf")
    ),
    "/concordance.csv?q=Moscow",
    "/trends.csv?q=Moscow",
    "/trends.svg?q=Moscow",
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    "/.well-known/api-catalog",
)
EXPORT = re.compile(
    r"/(articles|concordance|trends)(/[^/.]+)?(/v\d)?"
    r"\.(\w+|csl\.json|pairs\.tsv|tei\.xml|zotero\.rdf)|.*/source/file|/openapi\.json"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The library in four languages, two of them made up."""
    folder = tmp_path_factory.mktemp("further")
    with serve_library(
        folder,
        code=copy_code(folder / "code", *FURTHER),
        ARCHIVE_LANGUAGES=", ".join(TAGS),
        ARCHIVE_NAME_PT="ＡＲＱＵＩＶＯ",
        ARCHIVE_NAME_AR="ＡＲＳＨＩＦ",
    ) as served:
        yield served


@pytest.fixture(scope="module")
def bilingual(site: Served) -> Iterator[Served]:
    """The same archive in the languages that it comes with."""
    names = ("ARCHIVE_LANGUAGES", "ARCHIVE_NAME_PT", "ARCHIVE_NAME_AR")
    kept = {name: value for name, value in site.environment.items() if name not in names}
    with serve(kept, code=site.code) as served:
        yield served


def check(page: HtmlElement, tag: str, path: str) -> None:
    """A page is in its language as a whole, and stays in it."""
    assert page.get("lang") == tag, path
    assert page.get("dir") == ("rtl" if tag == "ar" else None), path
    assert english(page, path) == [], path
    assert "⟦" in page.text_content(), path
    for element in page.xpath("//body//*[@href or @action][not(@hreflang)]"):
        there = element.get("href") or element.get("action")
        if not urlsplit(there).scheme:  # absolute ones are permanent, or lead elsewhere
            assert is_in(urlsplit(urljoin(PREFIXES[tag] + path, there)).path, tag), (path, there)


def is_in(path: str, tag: str) -> bool:
    """Whether an address is in a language, or one that has no prefix in any."""
    return path.startswith(f"{PREFIXES[tag]}/") or bool(EXPORT.fullmatch(path))


@pytest.mark.parametrize("tag", FURTHER)
def test_every_page_that_links_lead_to_is_in_the_language(site: Served, tag: str) -> None:
    paths = set()
    for path, page in pages_of(site, PREFIXES[tag]):
        plain = path.removeprefix(PREFIXES[tag])
        check(page, tag, plain)
        paths.add(plain)
    assert paths.issuperset(PAGES)


@pytest.mark.parametrize("path", ASKED)
def test_what_a_query_asks_for_is_answered_in_the_language(site: Served, path: str) -> None:
    for tag in FURTHER:
        check(read_page(site, PREFIXES[tag] + path), tag, path)


@pytest.mark.parametrize(("path", "status"), REFUSED.items())
def test_what_cannot_be_answered_is_refused_in_the_language(
    site: Served, path: str, status: int
) -> None:
    for tag in FURTHER:
        check(read_page(site, PREFIXES[tag] + path, status), tag, path)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_itself_in_every_language(site: Served, path: str) -> None:
    for prefix in PREFIXES.values():
        page = read_page(site, prefix + path)
        offers = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")}
        expected = {tag: f"{PUBLIC}{there}{path}" for tag, there in PREFIXES.items()}
        assert offers == expected | {"x-default": PUBLIC + path}


def test_a_link_preview_knows_every_language_of_an_article(site: Served) -> None:
    locales = {"en": "en_US", "zh-Hans": "zh_CN", "pt-BR": "pt_BR", "ar": "ar"}
    for tag, prefix in PREFIXES.items():
        page = read_page(site, prefix + ARTICLE)
        assert page.xpath("//meta[@property='og:locale']/@content") == [locales[tag]]
        others = page.xpath("//meta[@property='og:locale:alternate']/@content")
        assert others == [locales[other] for other in TAGS if other != tag]
        assert page.xpath("//meta[@property='og:url']/@content") == [PUBLIC + ARTICLE]


def test_the_switch_leads_to_the_same_page_in_every_other_language(site: Served) -> None:
    query = f"articles/?q={quote('科学')}&year=1958"
    names = {"en": "English", "zh-Hans": "中文", "pt-BR": "⟦pt-BR⟧", "ar": "⟦ar⟧"}
    for tag, prefix in PREFIXES.items():
        page = read_page(site, f"{prefix}/{query}&utm_source=x")
        offers = [(words(item), item[0].get("href")) for item in select(page, "li.language")]
        assert offers == [
            (names[other], f"{PREFIXES[other]}/{query}") for other in TAGS if other != tag
        ]


def test_a_row_leads_to_itself_in_every_other_language(site: Served) -> None:
    page = read_page(site, f"/ar{ARTICLE}?view=stacked")
    links = select(page, "p.where")[0].xpath(".//a[@hreflang]")
    assert [(link.get("lang"), link.get("href")) for link in links] == [
        (tag, f"{PREFIXES[tag]}{ARTICLE}?view=stacked#p1") for tag in TAGS[:3]
    ]


def test_the_site_is_named_in_each_language_with_the_other_names_beside(site: Served) -> None:
    names = {
        "en": ["Parallel Archive", "对照文献", "ＡＲＱＵＩＶＯ", "ＡＲＳＨＩＦ"],
        "pt-BR": ["ＡＲＱＵＩＶＯ", "Parallel Archive", "对照文献", "ＡＲＳＨＩＦ"],
        "ar": ["ＡＲＳＨＩＦ", "Parallel Archive", "对照文献", "ＡＲＱＵＩＶＯ"],
    }
    for tag, expected in names.items():
        home = read_page(site, f"{PREFIXES[tag]}/")
        assert words(home.xpath("//title")[0]) == " · ".join(expected)
        shown = [*select(home, "h1"), *select(home, "p.front-other")]
        assert [words(one) for one in shown] == expected


def test_only_pages_that_need_it_load_the_styles_for_further_languages(
    site: Served, bilingual: Served
) -> None:
    for served, count in ((site, 1), (bilingual, 0)):
        for path in ("/", "/help/", ARTICLE):
            sheets = read_page(served, path).xpath("//link[@rel='stylesheet']/@href")
            assert len([sheet for sheet in sheets if "languages" in sheet]) == count, path


def test_dates_and_numbers_follow_the_catalogue_and_the_language(site: Served) -> None:
    page = read_page(site, f"/pt-br{SOURCE}1958/01/24/")
    assert "⟦24 ⟦Ｊａｎｕａｒｙ⟧ 1958⟧" in words(select(page, "h1")[0])


def test_exports_and_interfaces_are_those_of_two_languages(site: Served, bilingual: Served) -> None:
    for path in EXPORTS:
        ours, theirs = site.ask(path), bilingual.ask(path)
        assert ours.status == 200, path
        assert ours.body == theirs.body, path
        for prefix in PREFIXES.values():
            if prefix and not path.endswith("/"):
                assert site.ask(prefix + path).status in {301, 404}, path


def test_crawlers_are_kept_from_endless_pages_in_every_language(site: Served) -> None:
    rules = site.ask("/robots.txt").text.splitlines()
    for prefix in PREFIXES.values():
        assert f"Disallow: {prefix}/concordance/" in rules


def test_browsers_and_suggestions_hear_of_the_languages(site: Served) -> None:
    described = site.ask("/ar/opensearch.xml").text
    assert re.findall("<Language>(.*?)</Language>", described) == list(TAGS)
    assert f"{PUBLIC}/ar/articles/?q=" in described
    _, _, _, addresses = json.loads(site.ask(f"/ar/suggest?q={quote('科学')}").text)
    assert all(address.startswith("/ar/articles/?") for address in addresses)
    assert addresses


def test_any_language_may_be_the_one_without_a_prefix(site: Served, bilingual: Served) -> None:
    settings = bilingual.environment | {"ARCHIVE_LANGUAGES": "zh-Hans pt-BR en"}
    with serve(settings, code=site.code) as chinese:
        home, article = read_page(chinese, "/"), read_page(chinese, f"/pt-br{ARTICLE}")
        assert [page.get("lang") for page in (home, article)] == ["zh-Hans", "pt-BR"]
        assert [words(one) for one in select(home, "h1")] == ["对照文献"]
        assert article.xpath("//link[@rel='canonical']/@href") == [PUBLIC + ARTICLE]
        offers = article.xpath("//link[@hreflang]")
        assert {one.get("hreflang"): one.get("href") for one in offers} == {
            "zh-Hans": PUBLIC + ARTICLE,
            "pt-BR": f"{PUBLIC}/pt-br{ARTICLE}",
            "en": f"{PUBLIC}/en{ARTICLE}",
            "x-default": PUBLIC + ARTICLE,
        }
        cited = read_page(chinese, f"/pt-br{ARTICLE}v1/cite/?p=2")
        assert cited.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC}{ARTICLE}v1/cite/?p=2"]
        assert read_page(chinese, "/en/help/").get("lang") == "en"
        assert chinese.ask("/zh-hans/").status == 404
        for path in (f"{ARTICLE[:-1]}.json", f"{ARTICLE[:-1]}.bib"):
            assert chinese.ask(path).body == bilingual.ask(path).body


def test_a_language_that_is_not_listed_has_no_pages(site: Served) -> None:
    for path in ("/de/", "/pt/", "/pt-BR/", "/ar-eg/"):
        assert site.ask(path).status == 404, path
