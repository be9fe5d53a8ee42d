"""A file of plain arrays that is mapped, not read: processes share its memory. Pure.

A line of JSON names the arrays with their types, places and lengths; each begins at a multiple of
64 bytes. The file is written aside and renamed, so that a reader sees a whole one or none.
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.generic]]

_ALIGNMENT = 64


def write_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> bool:
    """Write some one-dimensional arrays to a file. Whether that was possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=path.parent, suffix=".arrays.part")
    except OSError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), 0o644)  # made by one account, read by others
            file.write(_head(arrays))
            for array in arrays.values():
                file.write(bytes(-file.tell() % _ALIGNMENT))
                file.write(array.tobytes())
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        return False
    return True


def map_arrays(path: Path) -> Arrays | None:
    """The arrays of a file, read-only and mapped; None where it is not there, or not whole."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(1 << 16))
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        return {
            name: np.frombuffer(data, kind, count, offset) for name, kind, count, offset in head
        }
    except (OSError, ValueError, TypeError):
        return None


def _head(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """The first line, filled up with spaces. Its own length moves no array: it has a fixed room."""
    room = 128 * (len(arrays) + 1)
    offset, entries = room, []
    for name, array in arrays.items():
        offset += -offset % _ALIGNMENT
        entries.append([name, array.dtype.str, len(array), offset])
        offset += array.nbytes
    return json.dumps(entries).encode().ljust(room - 1) + b"\n"
