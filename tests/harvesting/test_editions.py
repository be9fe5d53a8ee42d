"""Editions: each is kept, counted and found again, on another machine too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from archive.negotiation import JSON
from documents.harvesting.editions import list_editions
from documents.identifiers import mint
from documents.ingest.export_seeds import export_seeds
from documents.models import Edition
from documents.seed_store.edition_register import EditionLine, parse_edition
from documents.seed_store.report import Report
from tests.harvesting.conftest import PUBLIC
from tests.helpers.seed_workshop import (
    THEN,
    Workshop,
    accession_of,
    empty_archive,
    faults,
    publish_once,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(workshop: Workshop) -> list[str]:
    """Three editions: two articles; one corrected and one more; one withdrawn. Their digests."""
    return publish_once(workshop, ingest_history)


def ingest_history(workshop: Workshop) -> list[str]:
    for word in ("one", "two"):
        workshop.article(word)
    digests = [workshop.ingest(time=THEN).edition]
    workshop.article("one", version=2)
    workshop.article("three")
    digests.append(workshop.ingest(time=THEN.replace(day=3)).edition)
    workshop.write(
        f"seeds/000_{accession_of('two')}.withdrawn.toml",
        'reason = "Filed <twice>."\ndate = 2026-01-04\n',
    )
    digests.append(workshop.ingest(time=THEN.replace(day=4)).edition)
    return digests


def told() -> list[tuple[str, int | None, int | None, int | None, int]]:
    """What is known of every edition, oldest first."""
    return [
        (row.digest, row.came, row.changed, row.went, row.articles)
        for row in (one.edition for one in reversed(list_editions()))
    ]


def expected(digests: list[str]) -> list[tuple[str, int, int, int, int]]:
    first, second, third = digests
    return [(first, 2, 0, 0, 2), (second, 1, 1, 0, 3), (third, 0, 0, 1, 2)]


def test_each_edition_counts_what_came_changed_and_went(history: list[str]) -> None:
    assert told() == expected(history)


def test_an_ingest_that_changes_nothing_is_no_edition(
    history: list[str], workshop: Workshop
) -> None:
    before = sorted(file.name for file in workshop.seeds.iterdir())
    workshop.ingest()
    assert len(told()) == 3
    assert sorted(file.name for file in workshop.seeds.iterdir()) == before


def test_the_editions_before_the_present_stand_beside_the_seeds(
    history: list[str], workshop: Workshop
) -> None:
    lines = (workshop.seeds / "editions.tsv").read_text("utf-8").splitlines()
    assert lines[0].startswith("edition\ttime\t")
    assert [line.split("\t")[0] for line in lines[1:]] == history[:2]
    assert lines[1].split("\t")[1] == "2026-01-02T03:04:05Z"


def test_a_fresh_machine_knows_the_editions_that_old_citations_name(
    history: list[str], workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    assert fresh_archive(workshop.seeds).edition == history[2]
    assert [row[0] for row in told()] == history
    assert told()[:2] == expected(history)[:2]


def test_an_export_takes_the_history_with_it(
    history: list[str], workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    export_seeds(workshop.root / "out")
    assert fresh_archive(workshop.root / "out").edition == history[2]
    assert told() == expected(history)


def test_the_history_of_a_collection_from_elsewhere_is_not_taken_for_ours(
    history: list[str], workshop: Workshop
) -> None:
    export_seeds(workshop.root / "out")
    empty_archive()
    for file in workshop.seeds.iterdir():
        if file.name != "sources.toml":
            file.unlink()
    workshop.article("other")
    ours = workshop.ingest().edition
    both = workshop.ingest("out").edition
    assert [row[0] for row in told()] == [ours, both]


def test_a_folder_whose_seeds_stay_as_they_are_is_left_as_it_is(
    history: list[str], workshop: Workshop
) -> None:
    written = (workshop.seeds / "editions.tsv").read_bytes()
    workshop.write("elsewhere/loose.txt")
    assert workshop.ingest("elsewhere").edition not in history
    assert (workshop.seeds / "editions.tsv").read_bytes() == written
    workshop.article("four")
    workshop.ingest(time=THEN.replace(day=9))
    lines = (workshop.seeds / "editions.tsv").read_text("utf-8").splitlines()
    assert len(lines) == 1 + 4


def test_an_edition_published_again_is_the_present_one(
    history: list[str], workshop: Workshop
) -> None:
    sources = workshop.seeds / "sources.toml"
    before = sources.read_text("utf-8")
    sources.write_text(before.replace("Evening Paper", "Evening Times"), "utf-8")
    other = workshop.ingest().edition
    sources.write_text(before, "utf-8")
    assert workshop.ingest().edition == history[2]
    assert [row[0] for row in told()] == [*history[:2], other, history[2]]


def test_a_line_that_cannot_be_read_is_a_fault(history: list[str], workshop: Workshop) -> None:
    with (workshop.seeds / "editions.tsv").open("a", encoding="utf-8") as register:
        register.write("nonsense\n")
    assert [field for field, _ in faults(workshop.ingest())] == ["editions"]


def test_a_line_is_read_as_it_was_written() -> None:
    line = EditionLine("ab" * 32, THEN, 6, 2, 1, None, 0)
    assert parse_edition(str(line).rstrip("\n")) == line
    assert parse_edition(str(line).replace("\t6\t", "\t-\t").rstrip("\n")) is None


# -- the pages ----------------------------------------------------------------------------------


def page(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_leads_to_every_edition(history: list[str], reader: Client) -> None:
    for prefix in ("", "/zh-hans"):
        listed = page(reader, f"{prefix}/editions/")
        places = [listed.index(f'{prefix}/editions/{digest}/"') for digest in history]
        assert places[2] < places[1] < places[0]


def test_an_edition_names_what_it_brought(history: list[str], reader: Client) -> None:
    second = page(reader, f"/editions/{history[1]}/")
    for word in ("one", "three"):
        assert f"/articles/{mint(accession_of(word))}/" in second
    assert f"/articles/{mint(accession_of('two'))}/" not in second
    third = page(reader, f"/editions/{history[2]}/")
    assert "Filed &lt;twice&gt;." in third
    assert "This is the present edition." in third
    assert "This is the present edition." not in second


@pytest.mark.parametrize("length", [8, 12, 63])
def test_the_beginning_of_a_digest_leads_to_its_edition(
    history: list[str], reader: Client, length: int
) -> None:
    answer = reader.get(f"/editions/{history[0][:length].upper()}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/editions/{history[0]}/"


@pytest.mark.parametrize("digest", ["0" * 64, "abc", "0" * 12, "no-edition"])
def test_an_edition_that_was_never_published_is_not_found(
    history: list[str], reader: Client, digest: str
) -> None:
    assert reader.get(f"/editions/{digest}/").status_code == 404
    assert reader.get(f"/editions/{digest}.json").status_code == 404


def test_the_same_stands_in_json(history: list[str], reader: Client) -> None:
    listed = reader.get("/editions.json").json()
    assert [one["digest"] for one in listed["editions"]] == history[::-1]
    assert listed["next"] is None
    one = reader.get(listed["editions"][1]["json"].removeprefix(PUBLIC)).json()
    names = {article["identifier"] for article in (*one["added"], *one["corrected"])}
    assert names == {mint(accession_of(word)) for word in ("one", "three")}
    assert one["before"].endswith(f"/editions/{history[0]}.json")
    accepted = reader.get(f"/editions/{history[0]}/", headers={"accept": JSON})
    assert accepted.json()["published"]["added"] == 2


def test_an_edition_of_an_earlier_release_is_counted_by_the_register(
    history: list[str], reader: Client
) -> None:
    Edition.objects.update(came=None, changed=None, went=None)
    listed = reader.get("/editions.json").json()["editions"]
    counts = [(one["added"], one["corrected"], one["withdrawn"]) for one in listed]
    assert counts == [(0, 0, 1), (1, 1, 0), (2, 0, 0)]
    first = page(reader, f"/editions/{history[0]}/")
    assert f"/articles/{mint(accession_of('one'))}/" in first


def test_the_footer_leads_to_the_edition_served(history: list[str], reader: Client) -> None:
    assert f'/editions/{history[2]}/"' in page(reader, "/about/")
