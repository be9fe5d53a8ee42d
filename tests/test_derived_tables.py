"""Cache files of earlier releases: removed when a new one is built, but for those still of use."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from documents.alignment import lexicon
from documents.array_file import Arrays, map_arrays, write_arrays
from documents.derived_tables import DAY, KEPT, note_use, remove_unused, temporary_folder

DIGESTS = [f"{number:016x}" for number in range(10)]


def write(path: Path, days: float) -> Path:
    """A file that was used so many days ago."""
    path.write_bytes(b"table")
    used = time.time() - days * DAY
    os.utime(path, (used, used))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "lexicon-{}.npz",
        "lexicon-{}.0123abcd.glosses",
        "lexicon-ja-en-{}.npz",
        "glosses-{}.npz",
        "dictionary-ja-en-{}.arrays",
        "cedict-{}.u8.gz",
    ],
)
def test_a_new_table_removes_those_of_its_kind_that_nobody_uses(tmp_path: Path, name: str) -> None:
    built, *others = [tmp_path / name.format(digest) for digest in DIGESTS]
    for path, days in zip((built, *others), [0, 6, 6.5, 8, 30, 400, 30, 30, 30, 30], strict=True):
        write(path, days)
    remove_unused(built)
    assert set(tmp_path.iterdir()) == {built, *others[:2]}


def test_the_table_used_last_stays_for_a_rollback(tmp_path: Path) -> None:
    built, last, before = [tmp_path / f"glosses-{digest}.npz" for digest in DIGESTS[:3]]
    write(built, 0), write(last, 100), write(before, 101)
    remove_unused(built)
    assert set(tmp_path.iterdir()) == {built, last}


def test_tables_of_other_kinds_and_other_files_stay(tmp_path: Path) -> None:
    kept = [
        write(tmp_path / name, 400)
        for name in (
            f"lexicon-{DIGESTS[1]}.0123abcd.glosses",
            f"lexicon-ja-en-{DIGESTS[2]}.npz",
            f"glosses-{DIGESTS[3]}.npz",
            "lexicon.npz",
            "notes.txt",
            "own.part",
        )
    ]
    old = [write(tmp_path / f"lexicon-{digest}.npz", 400 + at) for at, digest in enumerate(DIGESTS)]
    begun = write(tmp_path / "tmpx1.npz.part", 8)
    being_written = write(tmp_path / "tmpx2.npz.part", 0)
    built = write(tmp_path / "lexicon-ffffffffffffffff.npz", 0)
    remove_unused(built)
    assert set(tmp_path.iterdir()) == {*kept, old[0], built, being_written}
    assert not begun.exists()


def test_a_table_that_is_read_counts_as_used(tmp_path: Path) -> None:
    arrays: Arrays = {"numbers": np.arange(3)}
    mapped, loaded = tmp_path / f"a-{DIGESTS[0]}.arrays", tmp_path / f"b-{DIGESTS[0]}.npz"
    assert write_arrays(mapped, arrays)
    lexicon.load_arrays(loaded, lambda: arrays)
    ago = time.time() - 2 * KEPT
    for path in (mapped, loaded):
        os.utime(path, (ago, ago))
    map_arrays(mapped)
    lexicon.load_arrays(loaded, dict)
    for path in (mapped, loaded):
        assert path.stat().st_mtime > ago + KEPT
    note_use(tmp_path / "none")  # says nothing


def test_a_removed_table_goes_on_being_read_where_it_is_mapped(tmp_path: Path) -> None:
    old, last = [tmp_path / f"table-{digest}.arrays" for digest in DIGESTS[:2]]
    for path in (old, last):
        assert write_arrays(path, {"numbers": np.arange(50_000)})
    found = map_arrays(old)
    assert found is not None
    for path, days in ((old, 40), (last, 30)):
        used = time.time() - days * DAY
        os.utime(path, (used, used))
    assert write_arrays(tmp_path / f"table-{DIGESTS[2]}.arrays", {"numbers": np.arange(5)})
    assert not old.exists()
    assert last.exists()
    assert found["numbers"].tolist() == list(range(50_000))


def test_the_folder_in_the_temporary_one_is_this_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = temporary_folder()
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o777 == 0o700
    assert temporary_folder() == folder


@pytest.mark.parametrize("kind", ["writable", "a link", "a file"])
def test_a_folder_that_another_user_may_have_filled_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = temporary_folder()
    if kind == "writable":
        folder.chmod(0o777)
    else:
        folder.rmdir()
        if kind == "a link":
            folder.symlink_to(tmp_path)
        else:
            folder.touch(0o600)
    with pytest.raises(PermissionError, match="set ARCHIVE_CACHE_DIR"):
        temporary_folder()
