"""The accession register: believed where it fits, appended to, never rewritten."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.append_register import append_lines
from documents.models import SeedFile
from documents.seed_store.accession_register import (
    HEADER,
    RegisterLine,
    read_register,
)
from documents.seed_store.records import Fault
from tests.helpers.seed_workshop import THEN, Workshop, accession_of, counts, faults

OLD = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)

lines = st.builds(
    RegisterLine,
    accession=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)
    .map(str.strip)
    .filter(bool),
    version=st.one_of(st.integers(1, 999).map(str), st.just("withdrawn"), st.just("2.align")),
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    time=st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)).map(
        lambda time: time.replace(microsecond=0)
    ),
)


def read(file: Path) -> list[RegisterLine | Fault]:
    with file.open("rb") as stream:
        return [line for _, line in read_register(stream, file.name)]


@given(st.lists(lines, max_size=5), st.lists(lines, max_size=5))
def test_what_is_appended_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, first: list[RegisterLine], second: list[RegisterLine]
) -> None:
    file = tmp_path_factory.mktemp("register") / "accessions.tsv"
    append_lines(file, first)
    before = file.read_bytes()
    append_lines(file, second)
    assert file.read_bytes().startswith(before)
    assert read(file) == first + second


@given(st.lists(lines, min_size=1, max_size=3), st.data())
def test_a_line_cut_off_by_a_kill_is_passed_over_and_removed(
    tmp_path_factory: pytest.TempPathFactory, written: list[RegisterLine], data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("register") / "accessions.tsv"
    append_lines(file, written)
    whole = file.read_bytes()
    last = len(str(written[-1]).encode())
    cut = data.draw(st.integers(2, last))
    file.write_bytes(whole[:-cut])
    assert read(file) == written[:-1]
    append_lines(file, written[-1:])
    assert file.read_bytes() == whole


def test_a_last_line_without_its_break_is_believed_and_completed(tmp_path: Path) -> None:
    line = RegisterLine("a", "1", "0" * 64, OLD)
    other = RegisterLine("b", "1", "1" * 64, OLD)
    file = tmp_path / "accessions.tsv"
    file.write_text(HEADER + str(line).rstrip("\n"))
    assert read(file) == [line]
    append_lines(file, [other])
    assert read(file) == [line, other]


@pytest.mark.parametrize(
    "bad",
    [
        "a\t1\tabc\t2001-02-03T04:05:06Z",
        f"a\t0\t{'0' * 64}\t2001-02-03T04:05:06Z",
        f"a\t1\t{'0' * 64}\t2001-02-30T04:05:06Z",
        f"a 1 {'0' * 64} 2001-02-03T04:05:06Z",
        f"a\t1\t{'0' * 64}\t2001-02-03T04:05:06Z\tmore",
    ],
)
def test_a_line_that_does_not_read_is_a_fault_with_its_number(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "accessions.tsv"
    file.write_text(f"{HEADER}{bad}\n")
    (fault,) = read(file)
    assert isinstance(fault, Fault)
    assert (fault.line, fault.field) == (2, "register")


def line_of(word: str, time: datetime = OLD, sha256: str = "") -> RegisterLine:
    return RegisterLine(accession_of(word), "1", sha256, time)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.django_db
def test_new_versions_of_a_folder_are_appended(workshop: Workshop) -> None:
    workshop.article("wheat")
    workshop.ingest()
    register = workshop.seeds / "accessions.tsv"
    before = register.read_text()
    assert before.count("\n") == 2
    assert "2026-01-02T03:04:05Z" in before
    workshop.article("rye")
    workshop.ingest(time=datetime(2027, 1, 1, tzinfo=UTC))
    after = register.read_text()
    assert after.startswith(before)
    assert after.count("2027-01-01T00:00:00Z") == 1


@pytest.mark.django_db
def test_a_line_that_fits_is_believed(workshop: Workshop) -> None:
    file = workshop.article("wheat")
    append_lines(workshop.seeds / "accessions.tsv", [line_of("wheat", sha256=digest(file))])
    before = (workshop.seeds / "accessions.tsv").read_bytes()
    assert counts(workshop.ingest()) == {"new": 1}
    assert SeedFile.objects.get(kind="article").recorded_at == OLD
    assert (workshop.seeds / "accessions.tsv").read_bytes() == before


@pytest.mark.django_db
def test_a_line_about_other_bytes_refuses_the_file(workshop: Workshop) -> None:
    workshop.article("wheat")
    append_lines(workshop.seeds / "accessions.tsv", [line_of("wheat", sha256="0" * 64)])
    report = workshop.ingest()
    assert [field for field, _ in faults(report)] == ["sha256"]
    assert "register" in next(report.faults).expected


@pytest.mark.django_db
def test_two_lines_that_disagree_are_a_fault(workshop: Workshop) -> None:
    file = workshop.article("wheat")
    sha256 = digest(file)
    pair = [line_of("wheat", OLD, sha256), line_of("wheat", THEN, sha256)]
    append_lines(workshop.seeds / "accessions.tsv", pair)
    (fault,) = workshop.ingest().faults
    assert (fault.field, fault.line) == ("register", 3)


@pytest.mark.django_db
def test_a_line_that_was_lost_is_written_again(workshop: Workshop) -> None:
    workshop.article("wheat")
    edition = workshop.ingest().edition
    register = workshop.seeds / "accessions.tsv"
    whole = register.read_bytes()
    register.unlink()
    assert workshop.ingest(time=datetime(2027, 1, 1, tzinfo=UTC)).edition == edition
    assert register.read_bytes() == whole


@pytest.mark.django_db
def test_a_folder_from_elsewhere_keeps_its_own_register(workshop: Workshop) -> None:
    workshop.article("wheat", folder="other")
    workshop.ingest("other")
    assert accession_of("wheat") in (workshop.root / "other" / "accessions.tsv").read_text()
    assert not (workshop.seeds / "accessions.tsv").exists()


@pytest.mark.django_db
def test_a_single_file_from_elsewhere_leaves_nothing_beside_it(workshop: Workshop) -> None:
    file = workshop.article("wheat", folder="downloads")
    workshop.ingest(file)
    assert list(file.parent.iterdir()) == [file]
    assert SeedFile.objects.get(kind="article").recorded_at == THEN
