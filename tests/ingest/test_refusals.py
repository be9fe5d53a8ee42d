"""Faults an operator is told: one for one thing wrong, and nothing wrong is published."""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from django.core.management import CommandError, call_command

from documents import identifiers
from documents.models import Article, SeedFile, Withdrawal
from documents.search import SearchRequest, open_index, search
from documents.seed_store.collection import open_collection, walk
from documents.seed_store.members import LARGEST, MAIN, Collection, escape_path
from documents.seed_store.records import Fault
from documents.seed_store.report import Report
from documents.seed_store.versions import Version, find_version_refusals
from tests.helpers.seed_workshop import Workshop, accession_of, article_text, counts, faults

database = pytest.mark.django_db

Told: TypeAlias = tuple[set[tuple[str, str, str]], dict[str, int]]

WITHDRAWN = 'reason = "x"\ndate = 2026-02-03\n'


def checked(capsys: pytest.CaptureFixture[str], *paths: Path) -> Told:
    """Places of the faults that `check_seeds` finds, and its counts."""
    with pytest.raises(SystemExit):
        call_command("check_seeds", "--json", *map(str, paths), stdout=sys.stdout)
    whole = json.loads(capsys.readouterr().out)
    return (
        {(fault["path"], fault["field"], fault["found"]) for fault in whole["faults"]},
        {name: count for name, count in whole["counts"].items() if count},
    )


def told(report: Report) -> Told:
    """The same of an ingest."""
    return {(fault.path, fault.field, fault.found) for fault in report.faults}, counts(report)


@database
def test_neither_file_of_a_version_met_twice_is_published(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write("seeds/x.md", article_text("rye"))
    for name in ("y.md", "y.txt", "z/y.md"):
        workshop.write(f"seeds/{name}", article_text(f"wheat{name}"))
    report = workshop.ingest(skip_bad=True)
    assert counts(report) == {"new": 1, "refused": 3}
    by_file = {
        Path(fault.path).name: fault.expected for fault in report.faults if "z/" not in fault.path
    }
    assert "y.txt" in by_file["y.md"]
    assert "z/y.md" in by_file["y.md"]
    assert "y.md" in by_file["y.txt"]
    assert [row.accession for row in SeedFile.objects.filter(kind="article")] == ["x"]
    index = open_index(workshop.root / "index", report.edition)
    hits = search(index, SearchRequest()).hits
    assert [hit.identifier for hit in hits] == [identifiers.mint("x")]
    assert "\ny\t" not in (workshop.seeds / "accessions.tsv").read_text()
    assert checked(capsys) == told(report)


@database
def test_what_was_published_stays_when_a_second_file_of_its_version_comes(
    workshop: Workshop,
) -> None:
    workshop.write("seeds/y.md", article_text("wheat"))
    edition = workshop.ingest().edition
    workshop.write("seeds/y.txt", article_text("rye"))
    report = workshop.ingest(skip_bad=True)
    assert counts(report) == {"unchanged": 1, "refused": 1}
    assert report.edition == edition


@database
def test_of_two_withdrawals_of_one_article_neither_counts(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.article("wheat")
    for folder in ("a", "b"):
        workshop.write(f"seeds/{folder}/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN)
    report = workshop.ingest(skip_bad=True)
    assert counts(report) == {"new": 1, "refused": 2}
    assert not Withdrawal.objects.exists()
    assert checked(capsys) == told(report)


@database
def test_a_correction_that_corrects_nothing_is_refused(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    text = workshop.article("wheat").read_bytes()
    workshop.write(f"seeds/000_{accession_of('wheat')}~2.txt", text)
    report = workshop.ingest(skip_bad=True)
    assert counts(report) == {"new": 1, "refused": 1}
    ((field, found),) = faults(report)
    assert field == "version"
    assert "it corrects nothing" in found
    assert Article.objects.get().is_newest
    assert checked(capsys) == told(report)


def test_a_text_may_return_to_what_an_earlier_version_was() -> None:
    versions = [Version("a", number, sha256) for number, sha256 in ((1, "x"), (2, "y"), (3, "x"))]
    assert list(find_version_refusals(versions)) == []


def test_what_was_published_before_the_rule_is_not_objected_to() -> None:
    versions = [Version("a", 1, "x", is_new=False), Version("a", 2, "x", is_new=False)]
    assert list(find_version_refusals(versions)) == []


@database
@pytest.mark.parametrize("held", [(2,), (1, 3), (1, 3, 4)])
def test_a_gap_is_told_alike_by_check_and_ingest(
    workshop: Workshop, capsys: pytest.CaptureFixture[str], held: tuple[int, ...]
) -> None:
    for version in held:
        workshop.article("wheat", version=version)
    report = workshop.ingest()
    assert counts(report)["refused"] == sum(version > 1 for version in held)
    assert checked(capsys) == told(report)


@database
def test_a_version_above_one_that_is_refused_is_told_alike(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write("seeds/a.md", "no layout at all")
    workshop.write("seeds/a~2.md", article_text("a"))
    assert checked(capsys) == told(workshop.ingest())


@database
def test_the_deletion_of_a_withdrawn_text_is_told(workshop: Workshop) -> None:
    text = workshop.article("wheat")
    workshop.write(f"seeds/000_{accession_of('wheat')}.withdrawn.toml", WITHDRAWN)
    workshop.ingest()
    text.unlink()
    report = workshop.ingest()
    assert counts(report) == {"unchanged": 1, "removed": 1}
    assert "removed: 1 file of withdrawn articles" in list(report.lines())


@pytest.mark.parametrize("name", ["a.tar.bz2", "noext"])
@database
def test_a_named_file_that_is_no_seed_is_a_fault(
    workshop: Workshop, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = workshop.write(f"other/{name}", b"x")
    report = workshop.ingest(file)
    ((path, field, _),) = told(report)[0]
    assert (path, field) == (str(file), "path")
    assert ".tar.zst" in next(report.faults).expected
    assert checked(capsys, file) == told(report)


@database
def test_a_named_folder_without_a_seed_is_a_fault(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workshop.write("other/picture.png", b"x").parent
    report = workshop.ingest(folder)
    assert faults(report) == [("path", "no seed file in it")]
    assert checked(capsys, folder) == told(report)


@database
def test_empty_seeds_say_that_they_are_empty(workshop: Workshop) -> None:
    (workshop.seeds / "sources.toml").unlink()
    report = workshop.ingest()
    assert report.fault_count == 0
    assert "Nothing was read: there is no seed file." in list(report.lines())


@database
def test_a_named_file_whose_accent_is_written_apart_is_found(workshop: Workshop) -> None:
    file = workshop.write("other/cafe\u0301.md", article_text("wheat"))
    assert counts(workshop.ingest(file)) == {"new": 1}


@database
@pytest.mark.parametrize(
    ("text", "found"), [("", "an empty file"), (" \n\n", "nothing but white space")]
)
def test_an_empty_file_is_called_empty(workshop: Workshop, text: str, found: str) -> None:
    workshop.write("seeds/a.txt", text)
    assert faults(workshop.ingest()) == [("file", found)]


@database
def test_a_bad_withdrawal_makes_nothing_else_missed(
    workshop: Workshop,
    fresh_archive: Callable[[Path], Report],
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = workshop.article("wheat")
    name = f"seeds/000_{accession_of('wheat')}.withdrawn.toml"
    workshop.write(name, WITHDRAWN)
    workshop.ingest()
    text.unlink()
    workshop.write(name, "reason")
    later = workshop.ingest(skip_bad=True)
    assert [field for field, _ in faults(later)] == ["withdrawal"]
    assert SeedFile.objects.filter(kind="article").exists()
    assert [field for field, _ in faults(fresh_archive(workshop.seeds))] == ["withdrawal"]
    assert len(checked(capsys)[0]) == 1


@database
@pytest.mark.parametrize("started", [False, True])
def test_a_broken_sources_file_is_the_only_fault(
    workshop: Workshop,
    fresh_archive: Callable[[Path], Report],
    capsys: pytest.CaptureFixture[str],
    started: bool,
) -> None:
    workshop.article("wheat")
    workshop.article("rye", folder="seeds/deep")
    workshop.write(f"seeds/000_{accession_of('rye')}.withdrawn.toml", WITHDRAWN)
    workshop.ingest()
    workshop.write("seeds/sources.toml", "not TOML")
    report = workshop.ingest() if started else fresh_archive(workshop.seeds)
    assert [field for field, _ in faults(report)] == ["sources"]
    assert report.not_looked_at == (0 if started else 3)
    assert len(checked(capsys)[0]) == 1


@database
def test_the_archives_broken_sources_file_is_the_only_fault_of_another_folder(
    workshop: Workshop,
) -> None:
    workshop.write("seeds/sources.toml", "not TOML")
    workshop.write("other/a.txt", article_text("wheat"))
    report = workshop.ingest("other")
    assert [field for field, _ in faults(report)] == ["sources"]
    assert report.not_looked_at == 1


def test_a_fault_stands_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb\u2028.txt").write_text("x")
    (fault,) = walk(Collection("c", tmp_path))
    assert isinstance(fault, Fault)
    assert fault.path == f"{tmp_path}/a\\nb\\u2028.txt"
    assert len(str(fault).splitlines()) == 1


def test_a_name_that_can_be_printed_is_not_quoted() -> None:
    assert escape_path("1958\u3000文章\u200d é.txt") == "1958\u3000文章\u200d é.txt"


@pytest.mark.parametrize("path", ["/etc/abs.md", "../a.md"])
def test_a_fault_in_an_archive_names_the_archive(tmp_path: Path, path: str) -> None:
    whole = tmp_path / "c.tar"
    with tarfile.open(whole, "w") as archive:
        archive.addfile(tarfile.TarInfo(path), io.BytesIO())
    (fault,) = walk(open_collection(whole, tmp_path / "seeds"))
    assert isinstance(fault, Fault)
    assert fault.path == f"{whole}/{path}"


@pytest.mark.parametrize(
    ("path", "refused"),
    [("a.txt", True), ("sources.toml", True), ("accessions.tsv", False), ("film.mov", False)],
)
def test_no_seed_is_larger_than_its_limit_but_a_register_may_be(
    tmp_path: Path, path: str, refused: bool
) -> None:
    with (tmp_path / path).open("wb") as file:
        file.truncate(LARGEST + 1)
    (found,) = walk(Collection(MAIN, tmp_path))
    assert isinstance(found, Fault) == refused
    (tmp_path / path).write_bytes(b"")
    assert not any(isinstance(found, Fault) for found in walk(Collection(MAIN, tmp_path)))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--date", "yesterday", "'yesterday' is neither a day (2026-11-23)"),
        ("--processes", "-1", "'-1' is no number from 0"),
        ("--processes", "two", "'two' is no number from 0"),
    ],
)
def test_a_bad_option_is_answered_in_words(option: str, value: str, said: str) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("ingest", f"{option}={value}")
    assert said in str(caught.value)


def test_one_fault_is_one() -> None:
    report = Report()
    report.refuse_file([Fault("a.txt", 0, "path", "x", "y")])
    assert "1 fault: path 1" in list(report.lines())
    report.refuse_file([Fault("a.txt", 0, "path", "x", "y")])
    assert "2 faults: path 2" in list(report.lines())
