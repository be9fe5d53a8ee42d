"""Release of a merge's memory: what was read is let go of, and read again when wanted."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import tantivy

from documents.search.analysis import register_analysers
from documents.search.release_memory import MemoryReleaser, release_mapped_pages
from tests.search.generated_articles import CORPUS, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked")


def held(folder: Path) -> int:
    """Kilobytes of a folder's mapped files that count as this process's memory."""
    total, inside = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = f" {folder}/" in line
        elif inside and line.startswith("Rss:"):
            total += int(line.split()[1])
    return total


def open_mapped(folder: Path) -> tantivy.Searcher:
    index = tantivy.Index.open(str(folder))
    register_analysers(index)
    return index.searcher()


def count(searcher: tantivy.Searcher) -> int:
    found = searcher.search(tantivy.Query.all_query(), 1)
    return found.count or 0  # type: ignore[attr-defined]


def test_pages_are_let_go_of_and_read_again(tmp_path: Path) -> None:
    build(tmp_path, tuple(CORPUS))
    (folder,) = tmp_path.iterdir()
    searcher = open_mapped(folder)
    assert count(searcher) == len(CORPUS)
    assert held(folder) > 0
    assert release_mapped_pages(folder) > 0
    assert held(folder) == 0
    assert count(searcher) == len(CORPUS)
    assert [searcher.doc(address)["identifier"] for _, address in first_of(searcher)]


def first_of(searcher: tantivy.Searcher) -> list[tuple[object, tantivy.DocAddress]]:
    return searcher.search(tantivy.Query.all_query(), 3).hits


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    build(tmp_path / "mine", tuple(CORPUS))
    (folder,) = (tmp_path / "mine").iterdir()
    searcher = open_mapped(folder)
    count(searcher)
    before = held(folder)
    (tmp_path / "min").mkdir()
    assert release_mapped_pages(tmp_path / "min") == 0
    assert held(folder) == before


def test_releasing_ends_when_it_is_stopped(tmp_path: Path) -> None:
    releasing = MemoryReleaser(tmp_path)
    releasing.stop()
    releasing.stop()
    assert not releasing._thread.is_alive()
