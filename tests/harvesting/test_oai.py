"""OAI-PMH 2.0: verbs, errors, sets, resumption and deletions, by GET and by POST.

One file, since every test harvests the one history that is made at its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml import etree
from lxml.etree import _Element as Element
from pytest_django import Settings

from documents.harvesting import oai_answers, oai_records
from documents.harvesting.resumption_token import ResumptionToken
from documents.identifiers import mint
from documents.search import RecordedPlace
from tests.harvesting.conftest import PUBLIC
from tests.helpers.seed_workshop import THEN, Workshop, accession_of, publish_once
from tests.helpers.site_process import Served

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
FORM = "application/x-www-form-urlencoded"
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
HEADERS = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}


def ask(reader: Client, arguments: Mapping[str, str], method: str = "GET") -> Element:
    query = urlencode(arguments)
    if method == "GET":
        answer = reader.get(f"/oai?{query}")
    else:
        answer = reader.post("/oai", query, content_type=FORM)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    assert root.tag == f"{OAI}OAI-PMH"
    assert [child.tag for child in root][:2] == [f"{OAI}responseDate", f"{OAI}request"]
    return root


def error_of(root: Element) -> str:
    (error,) = root.findall(f"{OAI}error")
    assert error.text
    return error.attrib["code"]


def name_of(word: str) -> str:
    return f"oai:archive.example.org:{mint(accession_of(word))}"


def stamps(root: Element) -> list[tuple[str, str, str]]:
    """Identifier, datestamp and status of every header."""
    return [
        (
            header.findtext(f"{OAI}identifier", ""),
            header.findtext(f"{OAI}datestamp", ""),
            header.get("status", ""),
        )
        for header in root.iter(f"{OAI}header")
    ]


def walk(reader: Client, arguments: Mapping[str, str], method: str = "GET") -> Iterator[Element]:
    """Every answer of a list, by its tokens."""
    asked = dict(arguments)
    while True:
        root = ask(reader, asked, method)
        yield root
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            return
        asked = {"verb": arguments["verb"], "resumptionToken": token.text}


@pytest.fixture
def history(workshop: Workshop, db: None) -> Workshop:
    """One, two and three came on a day, of which one was corrected and two withdrawn later."""
    publish_once(workshop, ingest_history)
    return workshop


def ingest_history(workshop: Workshop) -> None:
    for word in ("one", "two", "three"):
        workshop.article(word)
    workshop.ingest(time=THEN)
    workshop.article("one", version=2)
    workshop.write(
        f"seeds/000_{accession_of('two')}.withdrawn.toml",
        'reason = "Filed twice."\ndate = 2026-01-05\n',
    )
    workshop.ingest(time=THEN.replace(day=5))


FIRST, LATER = "2026-01-02T03:04:05Z", "2026-01-05T03:04:05Z"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_repository_says_what_it_is(history: Workshop, reader: Client, method: str) -> None:
    root = ask(reader, {"verb": "Identify"}, method)
    facts = {
        str(child.tag).removeprefix(OAI): child.text for child in root.iterfind(f"{OAI}Identify/*")
    }
    assert facts["baseURL"] == f"{PUBLIC}/oai"
    assert (facts["protocolVersion"], facts["deletedRecord"]) == ("2.0", "persistent")
    assert facts["earliestDatestamp"] == FIRST
    assert facts["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert facts["adminEmail"] == "nobody@archive.invalid"
    (request,) = root.findall(f"{OAI}request")
    assert (request.text, dict(request.attrib)) == (f"{PUBLIC}/oai", {"verb": "Identify"})


def test_the_contact_is_the_administrator_s_address(
    history: Workshop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.context.Site.contact", "librarian@example.org")
    assert ask(reader, {"verb": "Identify"}).findtext(f".//{OAI}adminEmail") == (
        "librarian@example.org"
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("arguments", [LIST, HEADERS])
def test_a_list_has_the_oldest_change_first_and_withdrawals_for_good(
    history: Workshop, reader: Client, method: str, arguments: dict[str, str]
) -> None:
    late = [(name_of("one"), LATER, ""), (name_of("two"), LATER, "deleted")]
    expected = [(name_of("three"), FIRST, ""), *sorted(late, reverse=True)]
    assert stamps(ask(reader, arguments, method)) == expected


def test_a_deleted_record_has_a_header_only(history: Workshop, reader: Client) -> None:
    asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": name_of("two")}
    (record,) = ask(reader, asked).iter(f"{OAI}record")
    assert [child.tag for child in record] == [f"{OAI}header"]
    sets = [spec.text for spec in record.iter(f"{OAI}setSpec")]
    assert sets == ["source:evening-paper", "language:en", "language:zh-Hans"]


def test_the_time_of_an_answer_is_where_the_next_harvest_begins(
    history: Workshop, reader: Client
) -> None:
    moment = ask(reader, LIST).findtext(f"{OAI}responseDate")
    asked = LIST | {"from": str(moment)}
    assert error_of(ask(reader, asked)) == "noRecordsMatch"
    history.article("newcomer")
    history.ingest(time=THEN.replace(day=6))
    assert [name for name, _, _ in stamps(ask(reader, asked))] == [name_of("newcomer")]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"until": "2026-01-02"}, ["three"]),
        ({"until": FIRST}, ["three"]),
        ({"from": "2026-01-05", "until": "2026-01-05"}, ["one", "two"]),
        ({"from": LATER}, ["one", "two"]),
        ({"set": "source:evening-paper"}, ["one", "two", "three"]),
        ({"set": "source"}, ["one", "two", "three"]),
        ({"set": "language:en", "from": "2026-01-03"}, ["one", "two"]),
    ],
)
def test_times_and_sets_select(
    history: Workshop, reader: Client, asked: dict[str, str], words: list[str]
) -> None:
    names = {name for name, _, _ in stamps(ask(reader, LIST | asked))}
    assert names == set(map(name_of, words))


def test_dublin_core_has_titles_by_language(history: Workshop, reader: Client) -> None:
    asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": name_of("one")}
    record = ask(reader, asked)
    titles = [(t.get(f"{XML}lang"), t.text) for t in record.iter(f"{DC}title")]
    assert [language for language, _ in titles] == ["zh-Hans", "en"]
    assert all(title for _, title in titles)
    assert record.findtext(f".//{DC}date") == "1951-03-04"
    assert [one.text for one in record.iter(f"{DC}language")] == ["zh-Hans", "en"]
    permalink = f"{PUBLIC}/articles/{mint(accession_of('one'))}/"
    assert permalink in [one.text for one in record.iter(f"{DC}identifier")]


def test_tei_records_have_the_texts_and_no_identifier_twice(
    history: Workshop, reader: Client
) -> None:
    root = ask(reader, LIST | {"metadataPrefix": "tei"})
    assert len(list(root.iter(f"{TEI}TEI"))) == 2
    ids = [str(each) for each in root.xpath("//@xml:id")]
    assert len(ids) == len(set(ids)) == 8
    targets = {part for link in root.iter(f"{TEI}link") for part in link.attrib["target"].split()}
    assert targets == {f"#{one}" for one in ids}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_long_list_is_walked_to_its_end(
    history: Workshop, reader: Client, method: str, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        history.article(f"word {number}")
    history.ingest(time=THEN.replace(day=7))
    whole = stamps(ask(reader, {"verb": verb, "metadataPrefix": "oai_dc"}))
    assert len(whole) == 23
    in_seven(monkeypatch)
    answers = list(walk(reader, {"verb": verb, "metadataPrefix": "oai_dc"}, method))
    assert [header for root in answers for header in stamps(root)] == whole
    tokens = [root.find(f".//{OAI}resumptionToken") for root in answers]
    counts = [dict(token.attrib) for token in tokens if token is not None]
    assert counts == [{"completeListSize": "23", "cursor": str(begun)} for begun in range(0, 23, 7)]
    last = tokens[-1]
    assert last is not None
    assert not last.text


def in_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers of seven records, whose lists these tests then can walk."""
    form = oai_records.FORMATS["oai_dc"]
    monkeypatch.setattr(oai_answers, "_HEADERS_AT_ONCE", 7)
    short = oai_records.MetadataFormat(
        form.prefix, form.schema, form.namespace, form.write, 7, whole=False
    )
    monkeypatch.setitem(oai_records.FORMATS, "oai_dc", short)


def test_what_changes_during_a_harvest_comes_up_again_at_its_end(
    history: Workshop, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        history.article(f"word {number}")
    history.ingest(time=THEN.replace(day=7))
    in_seven(monkeypatch)
    harvest = walk(reader, LIST)
    seen = stamps(next(harvest))
    assert (name_of("three"), FIRST, "") in seen
    history.article("three", version=2)
    history.article("newcomer")
    history.ingest(time=THEN.replace(day=8))
    rest = [header for root in harvest for header in stamps(root)]
    assert {name for name, _, _ in rest[-2:]} == {name_of("three"), name_of("newcomer")}
    names = [name for name, _, _ in (*seen, *rest)]
    assert len(names) == len(set(names)) + 1 == 17


def test_sets_are_sources_and_languages_with_their_names(history: Workshop, reader: Client) -> None:
    root = ask(reader, {"verb": "ListSets"})
    specs = [spec.text for spec in root.iter(f"{OAI}setSpec")]
    assert specs == [
        *("source", "source:evening-paper"),
        *("language", "language:en", "language:zh-Hans"),
    ]
    assert "Evening Paper" in [name.text for name in root.iter(f"{OAI}setName")]


PREFIXED = "metadataPrefix=oai_dc"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Harvest", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&utm_source=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&{PREFIXED}", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&identifier=x", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&from=1958", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&from=2026-02-30", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&from=2026-01-01T00:00:00%2B00:00", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&from=2026-01-02&until=2026-01-03T00:00:00Z", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&from=2026-01-02&until=2026-01-01", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&set=a::b", "badArgument"),
        (f"verb=ListRecords&{PREFIXED}&resumptionToken=x", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=abc", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=abc", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        (f"verb=GetRecord&identifier={name_of('one')}&metadataPrefix=x", "cannotDisseminateFormat"),
        (f"verb=GetRecord&identifier={mint(accession_of('one'))}&{PREFIXED}", "idDoesNotExist"),
        (f"verb=GetRecord&identifier={name_of('four')}&{PREFIXED}", "idDoesNotExist"),
        (f"verb=ListMetadataFormats&identifier={name_of('four')}", "idDoesNotExist"),
        (f"verb=ListMetadataFormats&identifier={name_of('two')}", "noMetadataFormats"),
        (f"verb=ListRecords&{PREFIXED}&from=2026-01-06", "noRecordsMatch"),
        (f"verb=ListIdentifiers&{PREFIXED}&until=2025-12-31", "noRecordsMatch"),
        (f"verb=ListRecords&{PREFIXED}&set=source:morning-paper", "noRecordsMatch"),
        (f"verb=ListRecords&{PREFIXED}&set=year:1958", "noRecordsMatch"),
    ],
)
def test_every_error_has_its_code(
    history: Workshop, reader: Client, query: str, code: str, method: str
) -> None:
    if method == "GET":
        answer = reader.get(f"/oai?{query}")
    else:
        answer = reader.post("/oai", query, content_type=FORM)
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    assert error_of(root) == code
    (request,) = root.findall(f"{OAI}request")
    assert bool(request.attrib) == (code not in {"badVerb", "badArgument"})


def test_an_archive_without_sources_has_no_sets(
    workshop: Workshop, reader: Client, db: None
) -> None:
    (workshop.seeds / "sources.toml").write_text("", "utf-8")
    assert workshop.ingest().published
    assert error_of(ask(reader, {"verb": "ListSets"})) == "noSetHierarchy"


def test_before_the_first_ingest_a_harvester_is_told_to_wait(reader: Client, db: None) -> None:
    answer = reader.get("/oai?verb=Identify")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_a_token_of_another_verb_or_of_none_is_refused(history: Workshop, reader: Client) -> None:
    place = RecordedPlace(THEN, mint(accession_of("one")))
    token = ResumptionToken("ListRecords", "oai_dc", "", "", "", place, 1, 3)
    assert ResumptionToken.read(token.write()) == token
    asked = {"verb": "ListIdentifiers", "resumptionToken": token.write()}
    assert error_of(ask(reader, asked)) == "badResumptionToken"
    for broken in (token.write()[:-4], f"{token.write()}x", "é", "a" * 2000):
        with pytest.raises(ValueError, match="resumptionToken"):
            ResumptionToken.read(broken)


def test_what_xml_cannot_hold_makes_no_broken_answer(history: Workshop, reader: Client) -> None:
    answer = reader.get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=%3C%01%26%22%3E")
    root = etree.fromstring(answer.content)
    assert error_of(root) == "idDoesNotExist"
    assert root.find(f"{OAI}request").get("identifier") == '<\ufffd&">'  # type: ignore[union-attr]


def test_a_served_harvest_is_kept_and_asked_for_by_both_methods(citing: Served) -> None:
    first = citing.ask("/oai?verb=Identify")
    assert first.status == 200
    again = citing.ask("/oai?verb=Identify", headers={"If-None-Match": first.headers["etag"]})
    assert again.status == 304
    assert "badArgument" in citing.ask("/oai?verb=Identify&x=1").text
    assert citing.ask("/articles/", method="POST").status == 405
    posted = citing.ask("/oai", method="POST")
    assert (posted.status, "badVerb" in posted.text) == (200, True)


def test_a_local_archive_is_harvested_under_a_name_that_is_none(
    history: Workshop, plain_static: None, settings: Settings, tmp_path: object
) -> None:
    settings.STATIC_ROOT = tmp_path
    names = [name for name, _, _ in stamps(ask(Client(), LIST))]
    assert all(name.startswith("oai:archive.invalid:") for name in names)
