"""The JSON of pages says what pages say, and its errors name a way out."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from archive.negotiation import JSON
from documents.api.manual_examples import EXAMPLES, WALK
from documents.views.json_pages import JSON_PAGES, JsonPage
from tests.helpers.invented_reports import use_archive
from tests.helpers.json_answers import ask, read
from tests.helpers.reading_collection import ADDRESS_PARTS, CORRECTED, DIKE, PUBLIC, SEED
from tests.helpers.site_process import Served

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", JSON),
        ("application/atom+xml", "application/atom+xml"),
        ("text/csv", "text/csv"),
        ("application/x-bibtex", "application/x-bibtex"),
    ],
)
def test_a_list_heeds_accept_and_keeps_its_query(library: Served, accept: str, kind: str) -> None:
    answer = library.ask("/articles/?year=1958", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["content-location"].endswith("?year=1958")
    assert "content-disposition" not in answer.headers
    again = library.ask(answer.headers["content-location"])
    assert again.body == answer.body


def test_json_has_no_language_of_the_interface(library: Served) -> None:
    english, chinese = (
        library.ask(path, headers={"Accept": JSON}) for path in ("/sources/", "/zh-hans/sources/")
    )
    assert english.body == chinese.body
    assert chinese.headers["content-location"] == "/sources.json"


def test_counts_agree_from_the_archive_down_to_an_issue(library: Served) -> None:
    about, home = read(library, "/about.json"), read(library, "/index.json")
    held = json.loads(ask(library, "/readyz").text)["articles"]
    assert about["articles"] == home["articles"] == held
    assert sum(source["articles"] for source in about["sources"]) == held
    source = read(library, "/sources/peoples-daily.json")
    year = next(one for one in source["years"] if one["date"] == "1958")
    calendar = read(library, year["json"])
    assert calendar["articles"] == year["articles"] == read(library, year["list"])["total"]
    assert sum(month["articles"] for month in calendar["months"]) == year["articles"]
    for day in calendar["days"]:
        issue = read(library, day["json"])
        on_pages = [article for page in issue["pages"] for article in page["articles"]]
        assert issue["articles"] == day["articles"] == len(on_pages)
        assert {article["date"] for article in on_pages} == {day["date"]}
        assert read(library, day["list"])["total"] == day["articles"]


def test_neighbours_lead_from_issue_to_issue_and_back(library: Served) -> None:
    issue = read(library, "/sources/peoples-daily/1958/01/24.json")
    near = issue["next"] or issue["previous"]
    other = read(library, near)
    assert f"{PUBLIC}/sources/peoples-daily/1958/01/24.json" in {other["next"], other["previous"]}


def test_a_concordance_says_what_its_table_says(library: Served) -> None:
    document = read(library, "/concordance.json?q=合作&order=left")
    table = ask(library, "/concordance.csv?q=合作&order=left").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert document["lines_total"] == len(rows) > 100
    lines = document["lines"]
    while document["next"]:
        document = read(library, document["next"])
        lines += document["lines"]
    assert [(line["left"], line["identifier"]) for line in lines] == [
        (row["left"], row["article"]) for row in rows
    ]
    assert document["complete"] is True


def test_trends_say_what_their_table_says(library: Served) -> None:
    document = read(library, "/trends.json?q=合作&q=science")
    table = ask(library, "/trends.csv?q=合作&q=science").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [one["q"] for one in document["trends"]] == ["合作", "science"]
    first = document["trends"][0]["points"]
    assert [(str(p["year"]), str(p["articles"])) for p in first] == [
        (row["year"], row["合作"]) for row in rows
    ]


def test_a_passage_is_quoted_in_both_languages(library: Served) -> None:
    document = read(library, f"/articles/{DIKE}/v1/cite.json?p=1-2")
    assert [quote["language"] for quote in document["quotations"]] == ["zh-Hans", "en"]
    assert document["pinned"].endswith(f"/articles/{DIKE}/v1/#p1")
    assert {"chicago", "gbt7714"} <= {one["style"] for one in document["citations"]}
    assert document["doubtful"] is True  # a page says of it that its pairing is uncertain
    assert read(library, f"/articles/{SEED}/v1/cite.json?p=3")["doubtful"] is False
    refused = ask(library, f"/articles/{DIKE}/v1/cite.json?p=999")
    assert (refused.status, json.loads(refused.text)["errors"][0]["parameter"]) == (400, "p")


def test_changes_are_marked_word_by_word(library: Served) -> None:
    document = read(library, f"/articles/{CORRECTED}/v2/changes.json")
    assert document["before"] == 1
    pieces = document["texts"][0]["facts"][0]["pieces"]
    assert {piece["operation"] for piece in pieces} == {"same", "gone", "new"}
    assert read(library, f"/articles/{CORRECTED}/v1/changes.json")["before"] is None


def test_the_source_view_has_every_line_of_the_file(library: Served) -> None:
    document = read(library, f"/articles/{SEED}/source.json")
    file = ask(library, document["file"]).body.decode()
    assert [line["text"] for line in document["lines"]] == file.splitlines()
    assert document["size"] == len(file.encode())


def test_the_first_slice_of_a_list_counts_its_facets(library: Served) -> None:
    document = read(library, "/articles.json?source=peoples-daily")
    chosen = {one["value"]: one for one in document["facets"]["source"]}
    assert chosen["peoples-daily"]["articles"] == document["total"]
    assert chosen["peoples-daily"]["selected"] is True
    assert sum(document["years"].values()) + document["undated"] == document["total"]


@pytest.mark.parametrize(
    "path",
    [
        *("/sources/nothing.json", "/sources/peoples-daily/1801.json", "/glossary/ferry.json"),
        *("/sources/peoples-daily/1958/13.json", "/sources/peoples-daily.json?page=2"),
        "/sources/peoples-daily/authors.json?letter=no",
        *(f"/sources/great-soviet-encyclopedia.json?page={page}" for page in ("0", "x", "9", "-1")),
        "/sources/great-soviet-encyclopedia/authors.json?page=0",
    ],
)
def test_what_there_is_not_is_a_problem_with_a_way_out(library: Served, path: str) -> None:
    answer = ask(library, path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert json.loads(answer.text)["see"]


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_every_example_of_the_manual_works(library: Served, prefix: str) -> None:
    page = html.fromstring(library.ask(f"{prefix}/docs/api/").text)
    commands = [str(one.text_content()) for one in page.xpath("//section[@id='examples']//code")]
    assert len(commands) == len(EXAMPLES)
    for one, command in zip(EXAMPLES, commands, strict=True):
        assert command.startswith("curl ")
        address = command.rpartition(" ")[2].strip("'")
        told = {"Accept": one.accept} if one.accept else {}
        answer = library.ask(address.removeprefix(PUBLIC), headers=told)
        assert one.accept in command
        assert one.key in json.loads(answer.text)


def test_the_program_of_the_manual_reads_the_whole_list(library: Served) -> None:
    page = html.fromstring(library.ask("/docs/api/").text)
    (program,) = page.xpath("//pre/code")
    assert program.text_content() == WALK.format(base=PUBLIC)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(WALK.format(base=library.url), {})
    total = read(library, "/articles.json")["total"]
    assert len(printed.getvalue().splitlines()) == total > 5


def test_every_kind_of_problem_is_explained_where_it_points(library: Served) -> None:
    page = html.fromstring(library.ask("/docs/api/").text)
    for path in ("/nothing.json", "/articles.json?year=x", "/articles/x.json"):
        anchor = json.loads(ask(library, path).text)["type"].partition("#")[2]
        assert page.get_element_by_id(anchor) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("one", JSON_PAGES, ids=lambda one: one.name)
def test_an_empty_archive_answers_in_json_too(
    client: Client, settings: Settings, tmp_path: Path, one: JsonPage
) -> None:
    use_archive(tmp_path, settings)
    address = quote(f"/{one.operation.template[1:].format_map(ADDRESS_PARTS)}")
    answer = client.get(address)
    assert answer.status_code in {200, 404}, answer.content
    assert answer.headers["content-type"] in {JSON, "application/problem+json"}
    assert json.loads(answer.content)


def test_an_address_that_cannot_be_read_is_a_problem_too(served: Served) -> None:
    answer = served.ask("/articles.json", headers={"Host": "a b/"})
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")


def test_the_catalogue_of_interfaces_names_the_description(library: Served) -> None:
    catalogue = json.loads(ask(library, "/.well-known/api-catalog").text)
    links = [link for context in catalogue["linkset"] for link in context.get("service-desc", ())]
    assert f"{PUBLIC}/openapi.json" in {link["href"] for link in links}
