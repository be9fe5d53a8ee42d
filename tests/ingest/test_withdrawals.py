"""Withdrawals: what is taken out, what is kept of it, and what a bad one is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents import identifiers
from documents.models import Article, SeedFile, Withdrawal
from documents.seed_store.report import Report
from tests.helpers.seed_workshop import Workshop, accession_of, counts, found

pytestmark = pytest.mark.django_db

WITHDRAWN = 'reason = "At the author\'s wish."\ndate = 2026-02-03\n'


def test_a_withdrawal_takes_every_version_out_and_keeps_the_reason(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.article("wheat", version=2)
    workshop.article("rye")
    workshop.ingest()
    accession = accession_of("wheat")
    workshop.write(f"seeds/000_{accession}.withdrawn.toml", WITHDRAWN)
    report = workshop.ingest(time=datetime(2026, 2, 3, tzinfo=UTC))
    assert counts(report) == {"unchanged": 3, "withdrawn": 1}
    row = Withdrawal.objects.get()
    assert row.identifier == identifiers.mint(accession)
    assert (row.reason, str(row.date)) == ("At the author's wish.", "2026-02-03")
    assert not Article.objects.filter(identifier=row.identifier).exists()
    assert found(workshop, "") == {identifiers.mint(accession_of("rye"))}
    assert f"{accession}\twithdrawn\t" in (workshop.seeds / "accessions.tsv").read_text()
    assert counts(workshop.ingest()) == {"unchanged": 4}


def test_the_texts_of_a_withdrawn_article_may_be_deleted(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    text = workshop.article("wheat")
    workshop.ingest()
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN)
    workshop.ingest()
    text.unlink()
    report = workshop.ingest()
    assert (report.published, report.fault_count) == (True, 0)
    assert not SeedFile.objects.filter(kind="article").exists()
    assert Withdrawal.objects.count() == 1
    assert fresh_archive(workshop.seeds).edition == report.edition


def facts(source: str, *languages: str) -> list[tuple[str, str]]:
    return [(source, f" {' '.join(languages)} ")]


def withdrawn_facts() -> list[tuple[str | None, str]]:
    """The source and the languages of every withdrawal."""
    return list(Withdrawal.objects.order_by("pk").values_list("source", "languages"))


def test_source_and_languages_of_a_withdrawn_text_are_kept_as_long_as_it_is(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    text = workshop.article("wheat")
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN)
    workshop.ingest()
    assert withdrawn_facts() == facts("evening-paper", "en", "zh-Hans")
    text.unlink()
    workshop.ingest()
    gone = withdrawn_facts()
    assert gone == [(None, "  ")]
    assert fresh_archive(workshop.seeds).published
    assert withdrawn_facts() == gone
    workshop.article("wheat")
    assert workshop.ingest().published
    assert withdrawn_facts() == facts("evening-paper", "en", "zh-Hans")


def test_a_withdrawal_may_say_source_and_languages_itself(workshop: Workshop) -> None:
    said = 'source = "evening-paper"\nlanguages = ["zh-Hans", "en"]\n'
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN + said)
    assert workshop.ingest().published
    assert withdrawn_facts() == facts("evening-paper", "en", "zh-Hans")


def test_a_text_that_arrives_after_its_withdrawal_stays_withdrawn(workshop: Workshop) -> None:
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN)
    workshop.ingest()
    workshop.article("wheat")
    assert workshop.ingest().published
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("date = 2026-02-03", "reason"),
        ('reason = "x"', "date"),
        ('reason = "x"\ndate = "yesterday"', "date"),
        (WITHDRAWN + 'successor = "nonsense"', "successor"),
        (WITHDRAWN + f'successor = "{identifiers.mint("nowhere")}"', "successor"),
        (WITHDRAWN + f'successor = "{identifiers.mint(accession_of("wheat"))}"', "successor"),
        (WITHDRAWN + 'source = "Evening Paper"', "source"),
        (WITHDRAWN + 'languages = "en"', "languages"),
        (WITHDRAWN + 'languages = ["en", 1]', "languages"),
        (WITHDRAWN + 'excuse = "x"', "excuse"),
        ("reason", "withdrawal"),
    ],
)
def test_a_bad_withdrawal_is_refused(workshop: Workshop, text: str, field: str) -> None:
    workshop.article("wheat")
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", text)
    report = workshop.ingest()
    assert [fault.field for fault in report.faults] == [field]
    assert not report.published
