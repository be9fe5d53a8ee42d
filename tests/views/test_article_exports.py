"""Exports: by suffix and by ``Accept``, of one article and of a list, whatever its title holds."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from documents.citation.exports import EXPORTS
from tests.citation.zotero import import_rdf
from tests.helpers.citation_collection import (
    CORRECTED,
    HOSTILE,
    HOSTILE_ORIGINAL,
    HOSTILE_TITLE,
    PUBLIC,
    RECALLED,
)
from tests.helpers.page_elements import links, read_page, words
from tests.helpers.reading_collection import ENTRY, REPLACED, SEED
from tests.helpers.site_process import Answer, Served

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
LISTS = ("json", "csv", "atom", "zotero.rdf", "bib", "ris", "csl.json")
ORDERED = tuple(suffix for suffix in LISTS if suffix != "atom")  # a feed has an order of its own


def one_line(text: str) -> str:
    return " ".join(text.split())


# -- whose title leads ---------------------------------------------------------------------------


def test_a_language_asked_for_leads_an_export(citing: Served) -> None:
    item = json.loads(citing.ask(f"/articles/{SEED}.csl.json?lang=zh-Hans").text)[0]
    assert item["language"] == "zh-Hans"
    assert (item["container-title"], item["publisher-place"]) == ("人民日报", "北京")
    english = json.loads(citing.ask(f"/articles/{SEED}.csl.json").text)[0]
    assert (english["language"], english["original-title"]) == ("en", item["title"])
    assert "T2  - People's Daily" in citing.ask(f"/articles/{SEED}.ris?lang=en").text
    assert "T2  - 人民日报" in citing.ask(f"/articles/{SEED}.ris").text


def test_a_language_that_is_not_held_leaves_the_title_that_led(citing: Served) -> None:
    plain = citing.ask(f"/articles/{SEED}.bib")
    assert citing.ask(f"/articles/{SEED}.bib?lang=fr").body == plain.body


@pytest.mark.parametrize("path", [f"/articles/{SEED}.bib", "/articles.csv"])
def test_what_is_no_language_is_refused(citing: Served, path: str) -> None:
    answer = citing.ask(f"{path}?lang=%3Cb%3E")
    assert answer.status == 400
    assert "expected a language tag" in answer.text


def test_a_list_leads_in_the_language_asked_for_on_every_slice(citing: Served) -> None:
    answer = citing.ask("/articles.csv?lang=zh-Hans&source=peoples-daily")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["source_name"] for row in rows if "zh-Hans" in row["languages"]} == {"人民日报"}
    assert "lang=zh-Hans" in answer.headers["link"]


def test_a_chinese_page_leads_in_chinese_and_links_to_exports_that_do(citing: Served) -> None:
    page = read_page(citing, f"/zh-hans/articles/{SEED}/")
    assert f"/articles/{SEED}.bib?lang=zh-Hans" in links(page).values()
    named = {str(one.get("name")): str(one.get("content")) for one in page.xpath("//head/meta")}
    assert named["DC.source"] == "人民日报"
    assert named["citation_language"] == "zh-Hans"
    assert f"/articles/{SEED}.bib" in links(read_page(citing, f"/articles/{SEED}/")).values()


# -- one article -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("path", [f"/articles/{SEED}", f"/articles/{CORRECTED}/v1"])
def test_every_export_answers_with_its_type_to_any_site(
    citing: Served, path: str, suffix: str
) -> None:
    answer = citing.ask(f"{path}.{suffix}")
    assert answer.status == 200
    assert answer.headers["content-type"] == EXPORTS[suffix].content_type
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    relation = "describes" if EXPORTS[suffix].describes else "collection"
    assert answer.headers["link"] == f'<{PUBLIC}{path}/>; rel="{relation}"; type="text/html"'


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("path", [f"/articles/{SEED}", f"/articles/{CORRECTED}/v1"])
def test_accept_gets_the_same_bytes_as_the_suffix(citing: Served, path: str, suffix: str) -> None:
    by_accept = citing.ask(f"{path}/", headers={"Accept": EXPORTS[suffix].media_type})
    assert by_accept.body == citing.ask(f"{path}.{suffix}").body
    assert by_accept.headers["content-location"] == f"{path}.{suffix}"
    assert "accept" in by_accept.headers["vary"].lower().split(", ")


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/html", "application/pdf", ""])
def test_a_browser_always_gets_the_page(citing: Served, accept: str) -> None:
    answer = citing.ask(f"/articles/{SEED}/", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("text/html")
    assert "accept" in answer.headers["vary"].lower().split(", ")


def test_versions_are_exported_as_they_were(citing: Served) -> None:
    first, newest = (
        json.loads(citing.ask(f"/articles/{CORRECTED}{tail}.json").text) for tail in ("/v1", "")
    )
    assert (first["version"], newest["version"]) == (1, 2)
    assert [text["title"] for text in first["texts"]] == ["渡船", "The Ferry"]
    assert newest["recorded_at"] == "2026-06-15T09:30:00Z"


def test_an_export_says_when_it_was_read(citing: Served) -> None:
    before = datetime.now(UTC).date()
    (item,) = json.loads(citing.ask(f"/articles/{SEED}.csl.json").text)
    (bibtex,) = re.findall(r"urldate = \{(.+)\}", citing.ask(f"/articles/{SEED}.bib").text)
    ((year, month, day),) = item["accessed"]["date-parts"]
    for read in (date(year, month, day), date.fromisoformat(bibtex)):
        assert before <= read <= datetime.now(UTC).date()


def test_the_encyclopedia_says_its_edition(citing: Served) -> None:
    (item,) = json.loads(citing.ask(f"/articles/{ENTRY}.csl.json").text)
    assert (item["type"], str(item["edition"])) == ("entry-encyclopedia", "3")


def test_identifiers_in_another_form_move_withdrawn_ones_are_gone(
    citing: Served, library: Served
) -> None:
    moved = citing.ask(f"/articles/{SEED.upper()}.bib")
    assert (moved.status, moved.headers["location"]) == (301, f"/articles/{SEED}.bib")
    assert citing.ask(f"/articles/{RECALLED}.json").status == 410
    assert citing.ask(f"/articles/{RECALLED}/v1.ris").status == 410
    assert citing.ask("/articles/xt66nzthbgx.json").status == 404
    assert citing.ask(f"/articles/{SEED}.exe/").status == 404
    assert library.ask(f"/articles/{REPLACED}.bib").status == 410


def test_the_linkset_holds_every_link_of_the_header(citing: Served) -> None:
    document = json.loads(citing.ask(f"/articles/{SEED}.linkset.json").text)
    contexts = {context.pop("anchor"): context for context in document["linkset"]}
    header = citing.ask(f"/articles/{SEED}/", "HEAD").headers["link"]
    assert len(header) < 8192
    for target, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', header):
        if relation in {"cite-as", "type", "license", "describedby", "item"}:
            held = contexts[f"{PUBLIC}/articles/{SEED}/"][relation]
            assert target in [link["href"] for link in held]
    assert contexts[f"{PUBLIC}/articles/{SEED}.bib"]["describes"][0]["href"].endswith(f"{SEED}/")


def test_every_address_the_header_names_answers(citing: Served) -> None:
    header = citing.ask(f"/articles/{CORRECTED}/v1/").headers["link"]
    own = [path for path in re.findall(rf"<{PUBLIC}([^>]*)>", header) if path]
    assert len(own) > 10
    for path in own:
        assert citing.ask(path).status == 200, path


# -- titles that break formats ---------------------------------------------------------------------


def test_an_odd_title_arrives_whole_in_json(citing: Served) -> None:
    (item,) = json.loads(citing.ask(f"/articles/{HOSTILE}.csl.json").text)
    assert one_line(item["title"]) == one_line(HOSTILE_TITLE)
    twin = json.loads(citing.ask(f"/articles/{HOSTILE}.json").text)
    assert [text["title"] for text in twin["texts"]] == [HOSTILE_ORIGINAL, HOSTILE_TITLE]


def test_an_odd_title_breaks_no_line_of_ris_and_no_brace_of_bibtex(citing: Served) -> None:
    ris = citing.ask(f"/articles/{HOSTILE}.ris").body.decode("utf-8")
    lines = ris.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert any(HOSTILE_ORIGINAL in line for line in lines)
    bib = citing.ask(f"/articles/{HOSTILE}.bib").text
    unescaped = re.sub(r"\\[{}]", "", bib)
    assert unescaped.count("{") == unescaped.count("}")
    assert bib.count("@") - bib.count("@t") == 1


def test_an_odd_title_is_text_in_xml(citing: Served) -> None:
    for path in (f"/articles/{HOSTILE}.tei.xml", "/articles.atom"):
        root = ElementTree.fromstring(citing.ask(path).body)
        assert any(one_line(HOSTILE_TITLE) == one_line(each.text or "") for each in root.iter())


def test_an_odd_title_is_one_cell_of_a_table(citing: Served) -> None:
    rows = table(citing.ask("/articles.csv"))
    (row,) = [row for row in rows if row["identifier"] == HOSTILE]
    assert row["title"] == HOSTILE_TITLE
    assert row["original_title"] == f"'{HOSTILE_ORIGINAL}"  # no formula


# -- lists -----------------------------------------------------------------------------------------


def table(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def found(answer: Answer, suffix: str) -> list[str]:
    """The identifiers a list export holds, in its order."""
    if suffix == "json":
        return [item["identifier"] for item in json.loads(answer.text)["articles"]]
    if suffix == "csv":
        return [row["identifier"] for row in table(answer)]
    if suffix == "csl.json":
        return [re.findall(r"/articles/(\w+)/", item["URL"])[0] for item in json.loads(answer.text)]
    if suffix == "atom":
        ids = ElementTree.fromstring(answer.body).findall(f"{ATOM}entry/{ATOM}id")
        return [str(each.text).split("/")[-2] for each in ids]
    if suffix == "zotero.rdf":
        return [item["url"].split("/")[-3] for item in import_rdf(answer.text)]
    pattern = {
        "bib": r"url\s*=\s*\{[^}]*/articles/(\w+)/",
        "ris": r"UR  - .*/articles/(\w+)/",
    }[suffix]
    return re.findall(pattern, answer.text)


def listed(site: Served, query: str) -> list[str]:
    page = read_page(site, f"/articles/?{query}")
    return re.findall(r"/articles/(\w{11})/", " ".join(map(str, page.xpath("//h3/a/@href"))))


@pytest.mark.parametrize("suffix", ORDERED)
@pytest.mark.parametrize("query", ["", "q=ferry", "source=peoples-daily&sort=newest", "q=渡船"])
def test_a_list_is_exported_as_it_is_shown(citing: Served, suffix: str, query: str) -> None:
    query = query.replace("渡船", "%E6%B8%A1%E8%88%B9")
    answer = citing.ask(f"/articles.{suffix}?{query}")
    assert answer.status == 200
    assert found(answer, suffix) == listed(citing, query)
    assert answer.headers["x-total-count"] == str(len(listed(citing, query)))
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("suffix", LISTS)
def test_a_list_of_nothing_is_an_empty_list(citing: Served, suffix: str) -> None:
    answer = citing.ask(f"/articles.{suffix}?q=zzzzzz")
    assert (answer.status, answer.headers["x-total-count"]) == (200, "0")
    assert found(answer, suffix) == []


@pytest.mark.parametrize("suffix", LISTS)
@pytest.mark.parametrize("query", ["sort=best", "page=2", "year=58", "source=nowhere", "page=500"])
def test_what_cannot_be_asked_is_refused_in_words(citing: Served, suffix: str, query: str) -> None:
    answer = citing.ask(f"/articles.{suffix}?{query}")
    assert answer.status == 400
    if suffix.endswith("json"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(answer.text)["errors"][0]["parameter"] == query.partition("=")[0]
    else:
        listed = citing.ask(f"/articles.{suffix}").headers["content-type"]
        assert answer.headers["content-type"] == listed
        assert f"{query.partition('=')[0]}: " in answer.text


def test_the_json_list_says_what_it_is_of(citing: Served) -> None:
    document = json.loads(citing.ask("/articles.json?q=ferry&utm_source=x").text)
    assert (document["format"], document["query"]) == ("parallel-archive/list", "q=ferry")
    assert (document["total"], document["first"], document["next"]) == (3, 1, None)
    for item in document["articles"]:
        assert item["permalink"] == f"{PUBLIC}/articles/{item['identifier']}/"


def test_the_feed_keeps_to_its_grammar(citing: Served) -> None:
    feed = ElementTree.fromstring(citing.ask("/articles.atom?q=ferry").body)
    for required in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{required}")) == 1
    assert feed.findtext(f"{ATOM}id") == f"{PUBLIC}/articles/?q=ferry"
    relations = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert relations["self"] == f"{PUBLIC}/articles.atom?q=ferry"
    assert relations["alternate"] == f"{PUBLIC}/articles/?q=ferry"
    assert {"first", "last"} <= set(relations)
    assert feed.findtext(f"{OPENSEARCH}totalResults") == "3"
    assert feed.findtext(f"{OPENSEARCH}startIndex") == "1"
    assert feed.findtext(f"{OPENSEARCH}itemsPerPage") == "20"
    for entry in feed.findall(f"{ATOM}entry"):
        for required in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{required}")) == 1
        assert entry.find(f"{ATOM}author") is not None
        assert re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", entry.findtext(f"{ATOM}updated") or "")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 3


NAMES = ("Zotero RDF", "BibTeX", "RIS", "CSL-JSON", "JSON", "TEI", "TXT", "Markdown", "JSON-LD")


def test_pages_lead_to_their_exports(citing: Served) -> None:
    shown = links(read_page(citing, "/articles/?q=ferry"))
    assert shown["RIS"] == "/articles.ris?q=ferry"
    page = read_page(citing, "/articles/?q=ferry")
    (follow,) = page.xpath("//main//a[@type='application/atom+xml']")
    assert (words(follow), follow.get("href")) == ("Follow by feed", "/articles.atom?q=ferry")
    assert citing.ask(str(follow.get("href"))).status == 200
    article = links(read_page(citing, f"/articles/{SEED}/"))
    for name in NAMES:
        assert citing.ask(article[name]).status == 200
    assert article["BibTeX"] == f"/articles/{SEED}.bib"
    assert links(read_page(citing, f"/articles/{CORRECTED}/v1/"))["RIS"].endswith("/v1.ris")


def test_exports_of_a_local_archive_have_paths_and_say_so(served: Served) -> None:
    assert "URL" not in json.loads(served.ask(f"/articles/{SEED}.csl.json").text)[0]
    feed = ElementTree.fromstring(served.ask("/articles.atom").body)
    assert (feed.findtext(f"{ATOM}id") or "").startswith("tag:")
    assert "local address" in words(read_page(served, f"/articles/{SEED}/v1/cite/"))
