"""Bits that flip in an open index without any error: found by reading its files again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from documents.search import damage, has_index, open_index
from documents.search.damage import find_fault
from documents.search.etag_salt import read_etag_salt, renew_etag_salt
from documents.search.index import index_path
from documents.search.integrity_check import IntegrityCheck, start_integrity_check
from documents.search.manifest import DAMAGE_NOTE
from documents.search.open_index import describe_open, list_open
from tests.search.generated_articles import build, make_corpus

EVERY = 600.0


@dataclass
class Clock:
    """A clock that stands, and notes how long it was asked to sleep."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("whole")
    build(root, make_corpus(10), "first")
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The root of an index that is open."""
    opened = import_module("documents.search.open_index")
    monkeypatch.setattr(opened, "_LOOKED_AT", 0.0)
    monkeypatch.setattr(opened, "_opened", {})
    copied = tmp_path / "index"
    shutil.copytree(whole, copied)
    open_index(copied, "first")
    yield copied
    damage._set_aside.clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def check(clock: Clock) -> IntegrityCheck:
    return IntegrityCheck(EVERY, rate=1000, clock=clock.read, sleep=clock.slept.append)


def flip_silently(root: Path) -> Path:
    """Flip one bit as a disk does: neither size nor time of the file tell of it."""
    file = next(index_path(root, "first").glob("*.pos"))
    before, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    with file.open("r+b") as opened:
        opened.write(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return file


def test_an_intact_index_stays_and_the_time_of_its_check_is_told(
    root: Path, check: IntegrityCheck
) -> None:
    assert describe_open().checked == 0
    check.check_due(list_open())
    assert describe_open().checked > 1.7e9
    assert has_index(root, "first")


def test_a_flipped_bit_is_found_when_the_interval_is_over_and_the_index_is_set_aside(
    root: Path, check: IntegrityCheck, clock: Clock
) -> None:
    check.check_due(list_open())
    file = flip_silently(root)
    clock.now = EVERY - 1
    check.check_due(list_open())
    assert has_index(root, "first")
    clock.now = EVERY
    check.check_due(list_open())
    assert file.name in find_fault(index_path(root, "first"))
    assert file.name in (index_path(root, "first") / DAMAGE_NOTE).read_text("utf-8")
    with pytest.raises(damage.IndexDamaged):
        open_index(root, "first")
    assert list_open() == []


def test_a_file_that_was_written_to_is_checked_at_once(root: Path, check: IntegrityCheck) -> None:
    check.check_due(list_open())
    os.utime(flip_silently(root))
    check.check_due(list_open())
    assert not has_index(root, "first")


def test_so_many_bytes_a_second_are_read(root: Path, check: IntegrityCheck, clock: Clock) -> None:
    check.check_due(list_open())
    named = [path for path in index_path(root, "first").iterdir() if path.name != "manifest.json"]
    assert sum(clock.slept) == pytest.approx(sum(path.stat().st_size for path in named) / 1000)


def test_one_process_checks_and_another_takes_over_when_it_ends(
    root: Path, check: IntegrityCheck, clock: Clock
) -> None:
    other = IntegrityCheck(EVERY, clock=clock.read, sleep=clock.slept.append)
    other.check_due(list_open())
    clock.slept.clear()
    check.check_due(list_open())
    assert clock.slept == []
    other.check_due([])  # it has let go of the index
    check.check_due(list_open())
    assert clock.slept


def test_where_no_note_can_be_left_the_fault_stays_known_until_the_file_is_another(
    root: Path, check: IntegrityCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "SET_ASIDE", 0.0)
    file = flip_silently(root)
    check.check_due(list_open())
    (index_path(root, "first") / DAMAGE_NOTE).unlink()
    assert file.name in find_fault(index_path(root, "first"))
    copied = file.with_name("copied")
    shutil.copy(file, copied)
    copied.rename(file)
    assert find_fault(index_path(root, "first")) == ""


def test_it_can_be_turned_off(settings: Settings) -> None:
    settings.ARCHIVE_INDEX_CHECK_SECONDS = 0
    assert start_integrity_check() is None


def test_each_repair_has_a_mark_of_its_own(tmp_path: Path) -> None:
    assert read_etag_salt(tmp_path) == ""
    renew_etag_salt(tmp_path)
    first = read_etag_salt(tmp_path)
    renew_etag_salt(tmp_path)
    assert "" != first != read_etag_salt(tmp_path)
