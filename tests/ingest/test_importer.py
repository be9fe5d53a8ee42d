"""Ingest: what becomes of new, known, corrected, withdrawn, moved and bad seeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents import identifiers
from documents.models import Article, SeedFile, Source, Translation
from documents.search import SearchRequest, has_index, open_index, search
from documents.seed_store.report import Report
from tests.helpers.seed_workshop import (
    SOURCES,
    THEN,
    Workshop,
    accession_of,
    article_text,
    counts,
    faults,
    found,
    shown,
)

pytestmark = pytest.mark.django_db

# Two accessions of sixteen characters that mint one identifier, found by Pollard's rho method.
TWINS = ("00016512ecbec9e8", "0000c921a9ebee19")


def test_the_two_seeds_become_rows(repository_seeds: Report) -> None:
    assert counts(repository_seeds) == {"new": 2}
    assert repository_seeds.not_understood == 0
    article = Article.objects.get(source="peoples-daily")
    assert (article.date, article.page, article.original_held) == ("1958-01-24", 6, True)
    assert len(article.blocks) == len(article.translations.get().blocks) == 7
    entry = Article.objects.get(source="great-soviet-encyclopedia")
    assert (entry.date, entry.original_held, entry.language) == ("1970/1979", False, "ru")
    assert entry.title == "Scientific and Technical Cooperation of the Socialist Countries"
    assert entry.blocks == ()
    translation = entry.translations.get()
    assert (len(translation.blocks), len(translation.references)) == (6, 6)
    assert translation.translators == []


@pytest.fixture
def repository_seeds(workshop: Workshop, settings: object) -> Report:
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    for file in seeds.iterdir():
        workshop.write(f"seeds/{file.name}", file.read_bytes())
    return workshop.ingest()


def test_the_committed_register_is_believed(repository_seeds: Report) -> None:
    times = set(SeedFile.objects.filter(kind="article").values_list("recorded_at", flat=True))
    assert times == {datetime(2026, 11, 23, tzinfo=UTC)}


def test_a_second_run_changes_nothing(workshop: Workshop) -> None:
    workshop.article("wheat")
    first = workshop.ingest()
    before = sorted(SeedFile.objects.values_list("pk", "path", "recorded_at"))
    register = (workshop.seeds / "accessions.tsv").read_bytes()
    index = {path: path.stat().st_mtime_ns for path in (workshop.root / "index").rglob("*")}
    second = workshop.ingest(time=datetime(2027, 1, 1, tzinfo=UTC))
    assert counts(second) == {"unchanged": 1}
    assert (second.changed, second.edition) == (False, first.edition)
    assert sorted(SeedFile.objects.values_list("pk", "path", "recorded_at")) == before
    assert (workshop.seeds / "accessions.tsv").read_bytes() == register
    after = {path: path.stat().st_mtime_ns for path in (workshop.root / "index").rglob("*")}
    assert after == index


def test_a_fault_publishes_nothing_and_every_fault_is_reported(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.write("seeds/bad one.txt", b"\x00\x01")
    workshop.write("seeds/bad two.txt", "no layout at all")
    report = workshop.ingest()
    assert not report.published
    assert counts(report) == {"new": 1, "refused": 2}
    assert {fault.path.rpartition("/")[2] for fault in report.faults} == {
        "bad one.txt",
        "bad two.txt",
    }
    assert (SeedFile.objects.count(), Source.objects.count(), shown()) == (0, 0, "")
    assert not (workshop.seeds / "accessions.tsv").exists()
    assert list((workshop.root / "index").iterdir()) == []


def test_skip_bad_publishes_the_rest(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.write("seeds/bad.txt", "no layout at all")
    report = workshop.ingest(skip_bad=True)
    assert report.published
    assert counts(report) == {"new": 1, "refused": 1}
    assert Article.objects.count() == 1
    assert counts(workshop.ingest(skip_bad=True)) == {"unchanged": 1, "refused": 1}


def test_a_dry_run_says_the_same_and_leaves_no_trace(workshop: Workshop) -> None:
    workshop.article("wheat")
    tried = workshop.ingest(dry_run=True)
    assert counts(tried) == {"new": 1}
    assert (tried.published, tried.changed, SeedFile.objects.count()) == (False, True, 0)
    assert {path.name for path in workshop.root.iterdir()} == {"seeds"}
    assert {path.suffix for path in workshop.seeds.iterdir()} == {".txt", ".toml"}


def test_a_correction_is_a_new_version_beside_the_old(workshop: Workshop) -> None:
    workshop.article("wheat")
    first = workshop.ingest()
    workshop.article("wheat", version=2)
    report = workshop.ingest()
    assert counts(report) == {"unchanged": 1, "corrected": 1}
    assert report.edition != first.edition
    versions = Article.objects.order_by("version").values_list("version", "is_newest")
    assert list(versions) == [(1, False), (2, True)]
    assert Article.objects.values("identifier").distinct().count() == 1
    name = identifiers.mint(accession_of("wheat"))
    assert found(workshop, '"wheat~2"') == {name}
    assert search(open_index(workshop.root / "index", shown()), SearchRequest()).total == 1


@pytest.mark.parametrize("first", [1, 2, 3])
def test_versions_may_come_in_any_order_and_in_one_run(workshop: Workshop, first: int) -> None:
    for place in range(3):
        workshop.article("wheat", version=(first + place) % 3 + 1, number=place)
    assert counts(workshop.ingest()) == {"new": 1, "corrected": 2}
    assert Article.objects.get(is_newest=True).version == 3
    assert search(open_index(workshop.root / "index", shown()), SearchRequest()).total == 1


def test_a_gap_in_the_versions_is_refused(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.article("wheat", version=3)
    report = workshop.ingest()
    assert not report.published
    assert [fault.field for fault in report.faults] == ["version"]
    kept = workshop.ingest(skip_bad=True)
    assert kept.published
    assert counts(kept) == {"new": 1, "refused": 1}
    assert list(Article.objects.values_list("version", "is_newest")) == [(1, True)]
    register = (workshop.seeds / "accessions.tsv").read_text()
    assert "\t3\t" not in register
    assert workshop.ingest(skip_bad=True).edition == kept.edition


def test_edited_bytes_are_refused(workshop: Workshop) -> None:
    file = workshop.article("wheat")
    edition = workshop.ingest().edition
    file.write_text(article_text("rye"))
    report = workshop.ingest()
    assert [fault.field for fault in report.faults] == ["sha256"]
    assert "~n" in next(report.faults).expected
    assert (report.published, shown()) == (False, edition)
    kept = workshop.ingest(skip_bad=True)
    assert (kept.published, kept.edition) == (True, edition)


def test_two_files_of_one_accession_and_version_are_refused_naming_both(
    workshop: Workshop,
) -> None:
    one = workshop.article("wheat", number=1)
    two = workshop.article("wheat", number=2)
    second, first = workshop.ingest().faults
    assert {first.field, second.field} == {"accession"}
    assert first.path.endswith(one.name)
    assert two.name in first.expected
    assert second.path.endswith(two.name)
    assert one.name in second.expected


def test_two_accessions_that_mint_one_identifier_are_refused(workshop: Workshop) -> None:
    assert identifiers.mint(TWINS[0]) == identifiers.mint(TWINS[1])
    workshop.write(f"seeds/000_{TWINS[0]}.txt", article_text("one"))
    assert workshop.ingest().published
    workshop.write(f"seeds/001_{TWINS[1]}.txt", article_text("two"))
    later = workshop.ingest()
    assert not later.published
    assert [field for field, _ in faults(later)] == ["accession"]
    assert TWINS[0] in next(later.faults).expected


def test_what_was_read_in_the_seeds_and_is_gone_is_a_fault(workshop: Workshop) -> None:
    workshop.article("wheat")
    gone = workshop.article("rye")
    edition = workshop.ingest().edition
    gone.unlink()
    report = workshop.ingest()
    assert [field for field, _ in faults(report)] == ["accession"]
    assert (report.published, shown()) == (False, edition)
    assert workshop.ingest(skip_bad=True).edition == edition


def test_a_file_of_the_register_that_is_gone_is_a_fault_on_an_empty_machine_too(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    workshop.article("wheat")
    gone = workshop.article("rye")
    workshop.ingest()
    gone.unlink()
    report = fresh_archive(workshop.seeds)
    assert [field for field, _ in faults(report)] == ["accession"]


def test_one_file_of_the_seeds_can_be_ingested_without_missing_the_others(
    workshop: Workshop,
) -> None:
    workshop.article("wheat")
    workshop.ingest()
    file = workshop.article("rye", folder="seeds/1951")
    assert counts(workshop.ingest(file)) == {"new": 1}
    assert SeedFile.objects.get(accession=accession_of("rye")).path == f"1951/{file.name}"
    assert counts(workshop.ingest()) == {"unchanged": 2}


def test_a_file_that_moves_within_the_seeds_keeps_its_rows(workshop: Workshop) -> None:
    file = workshop.article("wheat")
    first = workshop.ingest()
    (workshop.seeds / "1951").mkdir()
    file.rename(workshop.seeds / "1951" / file.name)
    report = workshop.ingest()
    assert counts(report) == {"moved": 1}
    assert report.edition != first.edition
    assert SeedFile.objects.get(kind="article").path == f"1951/{file.name}"
    assert counts(workshop.ingest()) == {"unchanged": 1}


def test_the_same_text_from_elsewhere_is_no_news(workshop: Workshop) -> None:
    file = workshop.article("wheat")
    edition = workshop.ingest().edition
    workshop.write(f"other/{file.name}", file.read_bytes())
    report = workshop.ingest("other")
    assert (counts(report), report.edition) == ({"unchanged": 1}, edition)


def test_a_folder_from_elsewhere_may_be_deleted_afterwards(workshop: Workshop) -> None:
    file = workshop.article("wheat", folder="other")
    edition = workshop.ingest("other").edition
    file.unlink()
    report = workshop.ingest()
    assert (report.published, report.edition) == (True, edition)


def test_an_alignment_is_kept_as_a_seed(workshop: Workshop) -> None:
    workshop.article("wheat")
    edition = workshop.ingest().edition
    workshop.write(f"seeds/000_{accession_of('wheat')}.align.toml", 'beads = ["1-2 = 1-2"]\n')
    report = workshop.ingest()
    assert report.edition != edition
    assert SeedFile.objects.get(kind="alignment").version == 1
    assert counts(workshop.ingest()) == {"unchanged": 2}


def test_blocks_that_have_no_counterpart_are_kept_in_rows_of_their_own(
    workshop: Workshop,
) -> None:
    text = article_text("wheat") + "    第三段没有译文。\n"
    workshop.write("seeds/a.txt", text)
    workshop.ingest()
    beads = Translation.objects.get().alignment
    assert [bead[:2] for bead in beads] == [[[1], [1]], [[2], [2]], [[3], []]]


def test_a_value_too_long_for_its_column_is_refused_on_every_database(workshop: Workshop) -> None:
    workshop.write("seeds/a.txt", article_text("wheat").replace("专栏：", "专栏：" + "长" * 500))
    report = workshop.ingest()
    assert faults(report) == [("column", "500 characters")]


def test_a_file_that_falls_to_another_source_is_moved_there(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    workshop.write("seeds/a.txt", article_text("wheat"))
    workshop.write("seeds/b.txt", article_text("rye"))
    workshop.ingest()
    second = SOURCES.replace("evening-paper", "morning-paper").replace("Evening", "Morning")
    workshop.write("seeds/sources.toml", SOURCES + second + 'files = ["b.*"]\n')
    report = workshop.ingest()
    assert report.changed
    owners = dict(Article.objects.values_list("seed__path", "source"))
    assert owners == {"a.txt": "evening-paper", "b.txt": "morning-paper"}
    index = open_index(workshop.root / "index", shown())
    assert search(index, SearchRequest(source=("morning-paper",))).total == 1
    assert fresh_archive(workshop.seeds).edition == report.edition


def test_the_index_of_the_edition_before_stays_until_the_ingest_after(workshop: Workshop) -> None:
    root = workshop.root / "index"
    workshop.article("wheat")
    one = workshop.ingest().edition
    workshop.article("rye")
    two = workshop.ingest().edition
    assert has_index(root, one)
    assert has_index(root, two)
    workshop.article("oats")
    three = workshop.ingest().edition
    assert [has_index(root, edition) for edition in (one, two, three)] == [False, True, True]


def test_the_register_time_is_part_of_the_edition(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    workshop.article("wheat")
    first = workshop.ingest(time=THEN)
    register = workshop.seeds / "accessions.tsv"
    register.write_text(register.read_text().replace("2026-01-02", "2026-01-01"))
    assert fresh_archive(workshop.seeds).edition != first.edition


def test_a_register_time_corrected_by_hand_is_believed(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    workshop.article("wheat")
    workshop.ingest()
    register = workshop.seeds / "accessions.tsv"
    register.write_text(register.read_text().replace("2026-01-02", "2026-01-01"))
    report = workshop.ingest()
    assert report.changed
    assert fresh_archive(workshop.seeds).edition == report.edition
