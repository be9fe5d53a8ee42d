"""The aligner's dictionary as serving needs it: a mapped table that all processes share.

The same table t(e|z) as `documents.alignment.lexicon`, whose words are Python's own dictionaries:
quickest for an ingest, and seventy megabytes in each process. Here a word is found by a hash, in
sorted arrays. The file lies beside the lexicon's, is made from it once, and has its digest.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from documents.alignment import lexicon
from documents.array_file import Arrays, map_arrays, write_arrays

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd: each character changes the hash
_BITS = (1 << 64) - 1
_FILTER_BITS = 21  # of a hash: one place in ten is taken
_KEPT_LENGTH = 512  # characters of a text, up to which the spans of its pieces are kept


class GlossTable:
    """Chinese words with the English stems they may be glossed by, and the chance of each."""

    def __init__(self, arrays: Arrays) -> None:
        self._hashes, self._rows = arrays["hashes"], arrays["rows"]
        self._filter = arrays["filter"]
        self._stem_hashes, self._stem_columns = arrays["stem_hashes"], arrays["stem_columns"]
        self._starts, self._columns = arrays["starts"], arrays["columns"]
        self._chances = arrays["chances"]
        self._column_ends, self._column_rows = arrays["column_ends"], arrays["column_rows"]
        self._column_chances = arrays["column_chances"]
        self._forms = _Texts(arrays["forms"], arrays["form_starts"])
        self._names = _Texts(arrays["names"], arrays["name_starts"])
        self._readings = arrays["readings"]

    def find_row(self, word: str) -> int | None:
        """The row of a Chinese word in either script; None for no word of the table."""
        return _find(self._hashes, self._rows, word)

    def find_column(self, stem: str) -> int | None:
        """The column of a stem; None where no gloss has it."""
        return _find(self._stem_hashes, self._stem_columns, stem)

    def find_columns(self, beginning: str) -> Sequence[int]:
        """The columns of all stems that begin alike: stems are numbered in their order."""
        first = bisect_left(self._names, beginning)
        last = first
        while last < len(self._names) and self._names[last].startswith(beginning):
            last += 1
        return range(first, last)

    def readings(self) -> Iterator[tuple[str, str]]:
        """Each character with its reading, in pinyin without tones."""
        for line in _lines(self._readings):
            character, _, reading = line.partition(" ")
            yield character, reading

    def form(self, row: int) -> str:
        """The word of a row, Simplified where it has both forms."""
        return self._forms[row]

    def read_chances(self, row: int) -> dict[str, float]:
        """The stems that a row may be glossed by, with their chances."""
        places = slice(int(self._starts[row]), int(self._starts[row + 1]))
        columns, chances = self._columns[places].tolist(), self._chances[places].tolist()
        return {self._names[c]: chance for c, chance in zip(columns, chances, strict=True)}

    def read_column(self, column: int) -> tuple[Sequence[int], Sequence[float]]:
        """The rows of the words whose glosses have a stem, and the chance of it in each."""
        places = slice(int(self._column_ends[column]), int(self._column_ends[column + 1]))
        return self._column_rows[places].tolist(), self._column_chances[places].tolist()

    def find_chances(self, one: str, rows: Sequence[int]) -> NDArray[np.float64]:
        """The chance of a stem in the glosses of the words of some rows; 0 where it is in none."""
        asked = np.asarray(rows, np.int32)
        column = self.find_column(one)
        if column is None or self._column_ends[column] == self._column_ends[column + 1]:
            return np.zeros(len(asked))
        places = slice(int(self._column_ends[column]), int(self._column_ends[column + 1]))
        held = self._column_rows[places]
        found = np.searchsorted(held, asked)
        chances = self._column_chances[places].take(found, mode="clip").astype(np.float64)
        return np.where(held.take(found, mode="clip") == asked, chances, 0.0)

    def cut(self, text: str) -> Iterator[tuple[int, int]]:
        """A text's words, the longest from the left: where each starts and ends.

        A character that begins no word of the table stands alone.
        """
        return ((start, end) for start, end, _ in self.find_words(text))

    def find_words(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The same words, each with its row."""
        lengths, rows = self._longest(text)
        place = 0
        while place < len(text):
            length = lengths[place]
            if length:
                yield place, place + length, rows[place]
            place += length or 1

    def find_rows(self, words: Sequence[str]) -> list[int]:
        """The row of each of some words, as `find_row` finds it; -1 for no word of the table."""
        sought = hash_words(words)
        places = np.searchsorted(self._hashes, sought)
        held = self._hashes.take(places, mode="clip") == sought
        found: list[int] = np.where(held, self._rows.take(places, mode="clip"), -1).tolist()
        return found

    def meet(
        self,
        rows: Sequence[int],
        places: Sequence[int],
        columns: Sequence[int],
        column_places: Sequence[int],
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """The chances of words' stems where both stand in one place, as a pair of sentences is.

        ``places`` are those of the rows; no column stands twice in one place. Found are numbers in
        ``rows``, numbers in ``columns``, and the chance of each two.
        """
        asked, width = np.asarray(rows, np.int64), len(self._column_ends)
        starts = np.asarray(self._starts[asked], np.int64)
        sizes = np.asarray(self._starts[asked + 1], np.int64) - starts
        owners = np.repeat(np.arange(len(asked)), sizes)
        cells = np.arange(len(owners)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        keys = np.asarray(places, np.int64)[owners] * width + self._columns[cells]
        wanted = np.asarray(column_places, np.int64) * width + np.asarray(columns, np.int64)
        order = np.argsort(wanted)
        wanted = wanted[order]
        if not len(wanted):
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        found = np.searchsorted(wanted, keys)
        held = np.flatnonzero(wanted.take(found, mode="clip") == keys)
        return owners[held], order[found[held]], self._chances[cells[held]].astype(np.float64)

    def _longest(self, text: str) -> tuple[list[int], list[int]]:
        """The length of the longest word that begins at each place, 0 for none; and its row."""
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
        if not len(codes):
            return [], []
        hashes = [codes]
        for length in range(2, min(lexicon.LONGEST, len(codes)) + 1):
            hashes.append(hashes[-1][:-1] * _FACTOR + codes[length - 1 :])
        every = np.concatenate(hashes)
        # Most of it is no word, and the sorted hashes are slow to search.
        likely = np.flatnonzero(self._filter[_filter_places(every)])
        sought = every[likely]
        ranks = np.searchsorted(self._hashes, sought)
        found = self._hashes.take(ranks, mode="clip") == sought
        held = likely[found]
        longest = np.zeros(len(codes), np.int64)
        rows = np.zeros(len(codes), np.int64)
        spans = _spans if len(codes) <= _KEPT_LENGTH else _spans.__wrapped__
        places, lengths = spans(len(codes))
        longest[places[held]] = lengths[held]  # of several at one place the last stays
        rows[places[held]] = self._rows[ranks[found]]
        return longest.tolist(), rows.tolist()


class _Texts(Sequence[str]):
    """Many short texts in one array of UTF-8."""

    def __init__(self, packed: NDArray[np.generic], starts: NDArray[np.generic]) -> None:
        self._packed, self._starts = memoryview(packed), starts  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        start, end = self._starts[place : place + 2].tolist()
        return str(self._packed[start:end], "utf-8")


@lru_cache(maxsize=1)
def gloss_table() -> GlossTable:
    """The table, mapped from its file; where that cannot be written, made in memory."""
    folder = Path(settings.ARCHIVE_CACHE_DIR)
    path = table_file(folder)
    arrays = map_arrays(path)
    if arrays is None:
        made = make_arrays(lexicon.load_arrays(lexicon.cache_file(folder), lexicon.build))
        arrays = (map_arrays(path) if write_arrays(path, made) else None) or made
    return GlossTable(arrays)


def table_file(folder: Path) -> Path:
    """The path of the table's file: the lexicon's, which has its digest, with this module's own."""
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    return lexicon.cache_file(folder).with_suffix(f".{own}.glosses")


def make_arrays(arrays: Arrays) -> Arrays:
    """The arrays of the table from those of the lexicon."""
    forms, names = (_lines(arrays[name]) for name in ("forms", "stems"))
    rows = np.asarray(arrays["rows"], np.int32)
    hashes = hash_words(forms)
    order = np.argsort(hashes)
    stem_hashes = hash_words(names)
    stem_order = np.argsort(stem_hashes)
    for every in (hashes, stem_hashes):
        if len(np.unique(every)) < len(every):
            raise ValueError("two words of the dictionary have one hash: change _FACTOR")
    taken = np.zeros(1 << _FILTER_BITS, np.bool_)
    taken[_filter_places(hashes)] = True
    first_forms = forms[: len(arrays["starts"]) - 1]  # the words themselves stand first, by rows
    starts, columns = (
        np.asarray(arrays["starts"], np.int32),
        np.asarray(arrays["columns"], np.int32),
    )
    chances = np.asarray(arrays["chances"], np.float32)
    by_column = np.argsort(columns, kind="stable")
    return {
        "hashes": hashes[order],
        "rows": rows[order],
        "filter": taken,
        "stem_hashes": stem_hashes[stem_order],
        "stem_columns": stem_order.astype(np.int32),
        "readings": arrays["readings"],
        "starts": starts,
        "columns": columns,
        "chances": chances,
        "column_ends": np.searchsorted(columns[by_column], np.arange(len(names) + 1)),
        "column_rows": np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))[
            by_column
        ],
        "column_chances": chances[by_column],
        **_pack("form", first_forms),
        **_pack("name", names),
    }


def hash_words(words: Sequence[str]) -> NDArray[np.uint64]:
    """The hashes of some words: the same in every process, as Python's own are not."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    width = int(lengths.max(initial=1))
    codes = np.array(words, f"<U{width}").view(np.uint32).reshape(len(words), width)
    hashes = np.zeros(len(words), np.uint64)
    for place in range(width):
        more = hashes * _FACTOR + codes[:, place]
        hashes = np.where(lengths > place, more, hashes)
    return hashes


def _filter_places(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Where in the filter some hashes have their places."""
    return (hashes * _FACTOR) >> np.uint64(64 - _FILTER_BITS)


@lru_cache(maxsize=256)
def _spans(length: int) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
    """Start and length of every piece of a text that may be a word, the shortest first."""
    sizes = range(1, min(lexicon.LONGEST, length) + 1)
    starts = np.concatenate([np.arange(length - size + 1, dtype=np.int32) for size in sizes])
    lengths = np.array(sizes, np.int16)
    return starts, np.repeat(lengths, [length - size + 1 for size in sizes])


def _hash_word(word: str) -> int:
    found, factor = 0, int(_FACTOR)
    for character in word:
        found = (found * factor + ord(character)) & _BITS
    return found


def _find(hashes: NDArray[np.generic], values: NDArray[np.generic], word: str) -> int | None:
    sought = _hash_word(word)
    place = int(np.searchsorted(hashes, np.uint64(sought)))
    if place == len(hashes) or int(hashes[place]) != sought:
        return None
    return int(values[place])


def _pack(name: str, texts: Sequence[str]) -> Arrays:
    encoded = [text.encode() for text in texts]
    starts = np.concatenate([[0], np.cumsum([*map(len, encoded)])]).astype(np.int32)
    return {f"{name}s": np.frombuffer(b"".join(encoded), np.uint8), f"{name}_starts": starts}


def _lines(packed: NDArray[np.generic]) -> list[str]:
    return packed.tobytes().decode().split("\n")
