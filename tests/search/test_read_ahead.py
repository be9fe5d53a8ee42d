"""The read-ahead of an index: before it is searched, where there is room for it."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from documents.search import read_ahead

MEGABYTE = 1 << 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every kind of size: none, a few bytes, a piece just full, many pieces."""
    for number, size in enumerate([0, 5, 1 << 17, 3 * MEGABYTE + 1, 20 * MEGABYTE]):
        (tmp_path / f"{number}.idx").write_bytes(b"x" * size)
    return tmp_path


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[range]]:
    """What of which file the system was told of."""
    told: dict[str, list[range]] = defaultdict(list)

    def tell(handle: int, start: int, length: int, advice: int) -> None:
        assert advice == os.POSIX_FADV_WILLNEED
        name = os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))
        told[name].append(range(start, start + length))

    monkeypatch.setattr(os, "posix_fadvise", tell)
    return told


def free(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kilobytes: int) -> None:
    memory = tmp_path.with_name(f"{tmp_path.name}-meminfo")
    memory.write_text(f"MemTotal:       99999999 kB\nMemAvailable:   {kilobytes} kB\n")
    monkeypatch.setattr(read_ahead, "_MEMORY", memory)


def test_every_byte_of_every_file_is_announced_once_and_in_order(
    folder: Path, announced: dict[str, list[range]]
) -> None:
    thread = read_ahead.read_ahead(folder)
    assert thread is not None
    thread.join()
    for path in folder.iterdir():
        pieces, reached = announced[path.name], 0
        for piece in pieces:
            assert piece.start == reached
            reached = piece.stop
        assert reached >= path.stat().st_size
        assert not pieces or pieces[-1].start < path.stat().st_size


def test_an_index_that_half_the_free_memory_has_no_room_for_is_left_alone(
    folder: Path, announced: dict[str, list[range]], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir())
    free(monkeypatch, folder, 2 * size // 1024 - 1)
    assert read_ahead.read_ahead(folder) is None
    assert not announced
    free(monkeypatch, folder, 2 * size // 1024 + 1)
    thread = read_ahead.read_ahead(folder)
    assert thread is not None
    thread.join()
    assert announced


def test_a_system_that_says_nothing_of_its_memory_is_asked_nothing(
    folder: Path, announced: dict[str, list[range]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_ahead, "_MEMORY", folder / "nothing")
    assert read_ahead.read_ahead(folder) is None
    assert not announced


def test_an_index_that_goes_meanwhile_is_no_error(folder: Path) -> None:
    gone = [(folder / "gone.idx", MEGABYTE), (folder / "1.idx", 5)]
    read_ahead._announce(gone)
