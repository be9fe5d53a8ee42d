"""A file of arrays that is mapped: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from documents.array_file import map_arrays, write_arrays

ARRAYS = {
    "hashes": np.array([3, 2**64 - 1], np.uint64),
    "taken": np.array([True, False, True]),
    "none": np.array([], np.float32),
    "chances": np.array([0.5, 0.25, 1], np.float32),
}


def test_arrays_are_mapped_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "table"
    assert write_arrays(path, ARRAYS)
    found = map_arrays(path)
    assert found is not None
    assert [*found] == [*ARRAYS]
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()
        assert found[name].flags.aligned
        assert not found[name].flags.writeable


@pytest.mark.parametrize("length", [0, 1, 100, -1])
def test_a_file_that_is_not_whole_is_none(tmp_path: Path, length: int) -> None:
    path = tmp_path / "table"
    write_arrays(path, ARRAYS)
    path.write_bytes(path.read_bytes()[:length])
    assert map_arrays(path) is None


def test_one_changed_bit_anywhere_makes_a_file_none_or_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "table"
    write_arrays(path, ARRAYS)
    whole = path.read_bytes()
    changed_nothing = 0
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        found = map_arrays(path)
        if found is not None:  # spaces after the first line, zeros between arrays
            changed_nothing += 1
            assert {name: array.tolist() for name, array in found.items()} == {
                name: array.tolist() for name, array in ARRAYS.items()
            }
    assert changed_nothing < len(whole) / 2


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert not write_arrays(in_the_way / "table", ARRAYS)
    assert map_arrays(in_the_way / "table") is None
