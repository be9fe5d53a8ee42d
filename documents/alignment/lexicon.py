"""The aligner's dictionary as compact arrays, built once and kept in a cache file.

The cache is named by a digest of the dictionary and of the code that reads it, is written aside
and renamed, and holds plain arrays (no pickle). Where it cannot be written, memory serves.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from documents import cedict
from documents.alignment import glosses, stems, wordlists
from documents.derived_tables import note_use, remove_unused, temporary_folder

Arrays: TypeAlias = dict[str, NDArray[np.generic]]

LONGEST = 8  # characters of the longest word looked for
_NAMES = "names of all arrays"
FLOOR = 2e-5  # the least share a stem of English text is given


@dataclass(frozen=True, slots=True, eq=False)  # one is itself, and no other: it can be a key
class Lexicon:
    """The table t(e|z) in sparse rows: word z has stems ``columns[starts[z]:starts[z + 1]]``."""

    words: dict[str, int]  # every form, traditional too -> row
    reach: dict[str, int]  # first two characters -> length of the longest word that begins so
    stems: dict[str, int]  # stem -> column
    starts: NDArray[np.int32]
    columns: NDArray[np.int32]
    chances: NDArray[np.float32]
    shares: NDArray[np.float32]  # p(e) by column
    readings: dict[str, str]
    names: list[str] = field(default_factory=list)  # column -> stem


def build() -> Arrays:
    """Build the arrays of the cache file from the dictionary itself. Takes seconds."""
    table = glosses.tabulate(cedict.read_entries(cedict.dictionary_file()))
    names = sorted({found for row in table.senses.values() for found in row})
    column = {name: place for place, name in enumerate(names)}
    words = sorted(table.senses)
    row_of = {word: place for place, word in enumerate(words)}
    lengths = [len(table.senses[word]) for word in words]
    forms = words + [form for form in sorted(table.traditional) if form not in row_of]
    rows = [row_of[word] for word in words] + [
        row_of[table.traditional[form]] for form in forms[len(words) :]
    ]
    reach: dict[str, int] = {}
    for form in forms:
        if 2 <= len(form) <= LONGEST:
            reach[form[:2]] = max(reach.get(form[:2], 0), len(form))
    total = sum(table.stem_counts.values())
    return {
        "forms": pack_lines(forms),
        "rows": np.array(rows, np.int32),
        "reach": pack_lines(reach),
        "reaches": np.array(list(reach.values()), np.int8),
        "stems": pack_lines(names),
        "starts": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        "columns": np.array([column[s] for w in words for s in table.senses[w]], np.int32),
        "chances": np.array([t for w in words for t in table.senses[w].values()], np.float32),
        "shares": np.array([table.stem_counts[name] / total for name in names], np.float32),
        "readings": pack_lines(f"{c} {s}" for c, s in sorted(table.readings.items())),
    }


def unpack(arrays: Arrays) -> Lexicon:
    """The lexicon out of a cache file's arrays."""
    names = _lines(arrays["stems"])
    return Lexicon(
        words=dict(zip(_lines(arrays["forms"]), arrays["rows"].tolist(), strict=True)),
        reach=dict(zip(_lines(arrays["reach"]), arrays["reaches"].tolist(), strict=True)),
        stems={name: place for place, name in enumerate(names)},
        starts=np.asarray(arrays["starts"], np.int32),
        columns=np.asarray(arrays["columns"], np.int32),
        chances=np.asarray(arrays["chances"], np.float32),
        shares=np.maximum(np.asarray(arrays["shares"], np.float32), FLOOR),
        readings=dict(line.split(" ", 1) for line in _lines(arrays["readings"])),
        names=names,
    )


@lru_cache(maxsize=4)
def load(directory: Path | None = None) -> Lexicon:
    """Load the lexicon from its cache file; else build it and, if possible, cache it.

    Without a directory the cache lies in ``ARCHIVE_CACHE_DIR``, else under ``ARCHIVE_VAR/cache``,
    else where XDG puts caches.
    """
    return unpack(load_arrays(cache_file(directory), build))


def load_arrays(path: Path, build_arrays: Callable[[], Arrays]) -> Arrays:
    """Arrays from a cache file; where there is none, built and, if possible, kept there."""
    if (arrays := _read(path)) is None:
        with _one_at_a_time(path.parent):
            arrays = _read(path)  # others may have built it meanwhile
            if arrays is None:
                arrays = build_arrays()
                _write(path, arrays)
    return arrays


def cache_file(directory: Path | None = None) -> Path:
    """The path of the cache file; another dictionary or reading of it has another name."""
    return (directory or cache_directory()) / f"lexicon-{_digest()}.npz"


def cache_directory() -> Path:
    """The default folder for derived tables."""
    if said := os.environ.get("ARCHIVE_CACHE_DIR"):
        return Path(said)
    if var := os.environ.get("ARCHIVE_VAR"):
        return Path(var) / "cache"
    if caches := os.environ.get("XDG_CACHE_HOME"):
        return Path(caches) / "parallel-archive"
    try:
        return Path.home() / ".cache" / "parallel-archive"
    except RuntimeError:  # a service account without a home
        return temporary_folder()


def _read(path: Path) -> Arrays | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = dict(stored)
        if arrays.pop(_NAMES).tobytes() != pack_lines(sorted(arrays)).tobytes():
            return None  # a damaged list of what is in it
    except Exception:  # damaged bytes have many names; whatever they are, it is built anew
        return None
    note_use(path)
    return arrays


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """A lock on a folder, if it can be had: whoever builds is waited for, not joined."""
    with ExitStack() as held:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder, os.O_RDONLY)
            held.callback(os.close, handle)  # which lets go of the lock too
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path, arrays: Arrays) -> None:
    """Write a file aside and rename it: a reader sees a whole file or none.

    A failure costs only time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=path.parent, suffix=".npz.part")
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), 0o644)  # made by one account, read by others
            names = {_NAMES: pack_lines(sorted(arrays))}
            np.savez(file, **arrays, **names)  # type: ignore[arg-type]
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        return
    remove_unused(path)


@lru_cache(maxsize=1)
def _digest() -> str:
    digest = hashlib.sha256(cedict.dictionary_file().read_bytes())
    for module in (cedict, glosses, stems, wordlists, __file__):
        name = module if isinstance(module, str) else module.__file__ or ""
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()[:16]


def pack_lines(lines: Iterable[str]) -> NDArray[np.generic]:
    """Strings without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _lines(packed: NDArray[np.generic]) -> list[str]:
    return packed.tobytes().decode().split("\n") if packed.size else []
