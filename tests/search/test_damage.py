"""Damaged indexes: seen when opened, set aside, never inherited, built anew."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

from documents.search import (
    IndexBuilder,
    SearchFailed,
    SearchRequest,
    damage,
    has_index,
    is_intact,
    newest_index,
    open_index,
    search,
)
from documents.search.damage import GuardedSearcher, IndexDamaged, find_fault, start_file_check
from documents.search.index import index_path
from documents.search.manifest import DAMAGE_NOTE, NAME, find_altered_files
from tests.search.generated_articles import build, make_corpus

QUERIES = ("合作", "的", "science", '"the science"', "sci*", "-文化", "title:science")
KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term", "meta.json", ".managed.json", NAME)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of one index that nothing is wrong with; copied, and itself left alone."""
    root = tmp_path_factory.mktemp("whole")
    build(root, make_corpus(30), "first")
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(import_module("documents.search.open_index"), "_LOOKED_AT", 0.0)
    copied = tmp_path / "index"
    shutil.copytree(whole, copied)
    yield copied
    damage._set_aside.clear()
    damage._read_at.clear()


def file_of(root: Path, kind: str) -> Path:
    folder = index_path(root, "first")
    exact = folder / kind
    return exact if exact.exists() else next(folder.glob(f"*.{kind}"))


def flip(file: Path, bits: int, seed: str) -> None:
    """Change bits of a file in its place, so that who has mapped it sees the change."""
    chance, data = random.Random(seed), bytearray(file.read_bytes())
    for place in chance.sample(range(len(data)), min(bits, len(data))):
        data[place] ^= 1 << chance.randrange(8)
    with file.open("r+b") as opened:
        opened.write(data)


def ask(root: Path) -> None:
    index = open_index(root, "first")
    for q in QUERIES:
        search(index, SearchRequest(q=q, limit=100))
    for sort in ("oldest", "newest", "title"):
        search(index, SearchRequest(sort=sort, limit=100))


def wait_for_check() -> None:
    for thread in threading.enumerate():
        if thread.name == "checking index":
            thread.join()


def cut(to: Callable[[int], int]) -> Callable[[Path], None]:
    return lambda file: os.truncate(file, to(file.stat().st_size))


CUTS: dict[str, Callable[[Path], None]] = {
    "emptied": cut(lambda size: 0),
    "halved": cut(lambda size: size // 2),
    "without its end": cut(lambda size: size - 2),
    "longer": cut(lambda size: size + 1),
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", CUTS)
def test_a_file_cut_or_gone_is_seen_before_anything_is_opened(
    root: Path, kind: str, how: str
) -> None:
    assert has_index(root, "first")
    file = file_of(root, kind)
    CUTS[how](file)
    assert not has_index(root, "first")
    assert newest_index(root) is None
    with pytest.raises(IndexDamaged, match=file.name):
        open_index(root, "first")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bits", [1, 100])
def test_flipped_bits_fail_as_searches_or_as_damage_and_are_found_by_checksum(
    root: Path, kind: str, bits: int
) -> None:
    file = file_of(root, kind)
    flip(file, bits, f"{kind} {bits}")
    assert [line.partition(":")[0] for line in find_altered_files(index_path(root, "first"))] == [
        file.name
    ]
    assert not is_intact(index_path(root, "first"))
    with suppress(IndexDamaged, SearchFailed):  # and nothing else is ever raised
        ask(root)


def test_the_index_of_another_edition_in_its_place_is_not_opened(root: Path) -> None:
    index_path(root, "first").rename(index_path(root, "second"))
    assert not has_index(root, "second")
    with pytest.raises(IndexDamaged, match="it is of the index of edition first"):
        open_index(root, "second")
    assert newest_index(root) is None


def test_a_folder_of_indexes_that_cannot_be_read_has_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied", str(root))

    assert newest_index(root) == "first"
    monkeypatch.setattr(Path, "glob", refuse)
    assert newest_index(root) is None


def test_an_open_index_that_is_damaged_is_let_go_and_one_built_anew_is_opened(root: Path) -> None:
    ask(root)
    file = file_of(root, "store")
    flipped = file.with_suffix(".copy")
    shutil.copy(file, flipped)
    file.unlink()
    with pytest.raises(IndexDamaged):
        open_index(root, "first")
    flipped.rename(file)
    before = open_index(root, "first")
    build(root, make_corpus(7), "first")
    after = open_index(root, "first")
    assert after is not before
    assert search(after, SearchRequest()).total == 7


def test_a_search_that_fails_has_the_files_read_and_the_index_set_aside(root: Path) -> None:
    index = open_index(root, "first")
    flip(file_of(root, "store"), 4000, "store")
    with pytest.raises(SearchFailed):
        ask(root)
    wait_for_check()
    assert "not those that were written" in find_fault(index_path(root, "first"))
    assert not has_index(root, "first")
    assert (index_path(root, "first") / DAMAGE_NOTE).exists()
    with pytest.raises(IndexDamaged):
        open_index(root, "first")
    assert index.edition == "first"


class _Failing:
    num_docs = 1
    num_segments = 1

    def search(self, *_: object) -> None:
        raise ValueError("a query that Tantivy does not take")


def test_a_query_that_fails_in_a_sound_index_sets_nothing_aside(root: Path) -> None:
    folder = index_path(root, "first")
    guarded = GuardedSearcher(_Failing(), folder)  # type: ignore[arg-type]
    with pytest.raises(SearchFailed, match="does not take"):
        guarded.search("x")
    assert start_file_check(folder) is None  # the search had it done already, and once is enough
    wait_for_check()
    assert has_index(root, "first")


def test_what_was_set_aside_is_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = index_path(root, "first")
    damage.mark_unusable(folder, "something")
    assert find_fault(folder) == "something"
    monkeypatch.setattr(damage, "SET_ASIDE", 0.0)
    assert find_fault(folder) == ""


@pytest.mark.parametrize("bits", [1, 50])
def test_damage_is_never_inherited_by_the_next_edition(root: Path, bits: int) -> None:
    flip(file_of(root, "term"), bits, "inherited")
    builder = IndexBuilder(root, "first", heap=20_000_000)
    assert builder.starts_empty
    builder.discard()


def test_a_sound_index_is_inherited_by_links(root: Path) -> None:
    builder = IndexBuilder(root, "first", heap=20_000_000)
    assert not builder.starts_empty
    builder.finish("second")
    linked = {
        path.name for path in index_path(root, "second").iterdir() if path.stat().st_nlink > 1
    }
    assert any(name.endswith(".term") for name in linked)
    assert is_intact(index_path(root, "second"))


@pytest.mark.parametrize(
    ("umask", "file_mode", "folder_mode"), [(0o022, 0o644, 0o755), (0o027, 0o640, 0o750)]
)
def test_modes_follow_the_umask(
    tmp_path: Path, umask: int, file_mode: int, folder_mode: int
) -> None:
    before = os.umask(umask)
    try:
        build(tmp_path, make_corpus(3), "first")
    finally:
        os.umask(before)
    folder = index_path(tmp_path, "first")
    assert folder.stat().st_mode & 0o777 == folder_mode
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {file_mode}


OTHER = """
import os, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
from pathlib import Path
from documents.search.manifest import find_missing_files
print(*find_missing_files(Path(sys.argv[1])), sep="\\n")
"""


@pytest.mark.process
@pytest.mark.skipif(os.getuid() != 0, reason="only root may become another user")
def test_what_another_user_may_not_read_is_named(root: Path) -> None:
    folder = index_path(root, "first")
    file = file_of(root, "term")
    for place in folder.parents:
        if "pytest" not in str(place):
            break
        place.chmod(0o755)

    def told() -> str:
        command = [sys.executable, "-c", OTHER, str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert told() == ""
    file.chmod(0o600)
    assert told() == f"{file.name}: Permission denied"
