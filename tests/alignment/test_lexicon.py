"""The dictionary's table and its cache file."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from documents.alignment import glosses, lexicon
from documents.alignment.stems import stem
from documents.cedict import DictionaryEntry

Table: TypeAlias = dict[str, NDArray[np.generic]]


def chances(words: lexicon.Lexicon, word: str) -> dict[str, float]:
    row = words.words[word]
    span = slice(words.starts[row], words.starts[row + 1])
    return {
        words.names[column]: float(chance)
        for column, chance in zip(words.columns[span], words.chances[span], strict=True)
    }


def test_glosses_give_stems_and_leave_pointers_out() -> None:
    assert glosses.gloss_stems("to cooperate") == ["coopera"]
    assert glosses.gloss_stems("CL:個|个[ge4]") == []
    assert glosses.gloss_stems("variant of 說|说[shuo1]") == []
    assert glosses.gloss_stems("(bound form) theory") == ["theor"]


def test_earlier_senses_weigh_more_and_surnames_less() -> None:
    table = glosses.tabulate(
        [
            DictionaryEntry("王", "王", "Wang2", ("surname Wang",)),
            DictionaryEntry("王", "王", "wang2", ("king", "monarch")),
        ]
    )
    senses = table.senses["王"]
    assert senses["king"] > senses["monarch"] > senses["wang"]
    assert sum(senses.values()) == pytest.approx(1.0)


def test_a_word_may_mean_what_its_parts_mean() -> None:
    table = glosses.tabulate(
        [
            DictionaryEntry("供水", "供水", "gong1 shui3", ("to supply",)),
            DictionaryEntry("水", "水", "shui3", ("water",)),
        ]
    )
    assert table.senses["供水"]["water"] == pytest.approx(glosses.PARTS_WEIGHT)


def test_every_chance_row_adds_up_to_one_and_both_scripts_find_it() -> None:
    words = lexicon.load()
    assert words.words["傳統"] == words.words["传统"]
    assert sum(chances(words, "传统").values()) == pytest.approx(1.0, abs=1e-5)
    assert chances(words, "传统")[stem("tradition")] > 0.3


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"ARCHIVE_CACHE_DIR": "/shared", "ARCHIVE_VAR": "/own"}, Path("/shared")),
        ({"ARCHIVE_VAR": "/own", "XDG_CACHE_HOME": "/users"}, Path("/own/cache")),
        ({"XDG_CACHE_HOME": "/users"}, Path("/users/parallel-archive")),
    ],
)
def test_the_table_is_kept_where_the_environment_says(
    variables: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ARCHIVE_CACHE_DIR", "ARCHIVE_VAR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert lexicon.cache_directory() == folder


@pytest.fixture(scope="module")
def table() -> Table:
    """The table that this run shares, as its file has it: one test alone builds it, in seconds."""
    lexicon.load()
    with np.load(lexicon.cache_file(None)) as arrays:
        return {name: arrays[name] for name in arrays if " " not in name}


@pytest.fixture
def builds(table: Table, monkeypatch: pytest.MonkeyPatch) -> list[Table]:
    """What was built while a test runs; the table is what a build gives."""
    made: list[Table] = []

    def build() -> Table:
        made.append(table)
        return table

    monkeypatch.setattr(lexicon, "build", build)
    return made


@pytest.mark.slow
def test_the_table_of_another_process_is_the_same() -> None:
    """The one that this run shares was built by another run, or another process of this one."""
    shared, own = lexicon.load(), lexicon.unpack(lexicon.build())
    assert (shared.words, shared.reach, shared.stems) == (own.words, own.reach, own.stems)
    assert np.array_equal(shared.chances, own.chances)


def test_a_place_that_cannot_be_written_costs_only_time(
    tmp_path: Path, builds: list[Table]
) -> None:
    """A file stands in the folder's place."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    in_memory = lexicon.load(in_the_way / "cache")
    assert len(builds) == 1
    assert chances(in_memory, "合作")["coopera"] > 0.3


@pytest.mark.slow
def test_changed_bits_of_a_cache_file_are_known(tmp_path: Path) -> None:
    path = tmp_path / "table.npz"
    whole: Table = {"forms": np.arange(40, dtype=np.int32), "rows": np.array([0.5, 1], np.float32)}
    lexicon.load_arrays(path, lambda: whole)
    written = path.read_bytes()

    def build_anew() -> Table:
        return {"made": np.array([1])}

    for place in range(len(written)):
        for bit in (0, 3, 7):
            damaged = bytearray(written)
            damaged[place] ^= 1 << bit
            path.write_bytes(damaged)
            found = lexicon.load_arrays(path, build_anew)
            if "made" not in found:  # a date, a comment or padding
                assert {name: one.tolist() for name, one in found.items()} == {
                    name: one.tolist() for name, one in whole.items()
                }, (place, bit)


def test_two_who_need_the_table_at_once_build_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []

    def build() -> Table:
        built.append(threading.get_ident())
        time.sleep(0.2)  # long enough for the other to find nothing
        return {"table": np.arange(3)}

    monkeypatch.setattr(lexicon, "build", build)
    monkeypatch.setattr(lexicon, "unpack", lambda arrays: arrays["table"].tolist())
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lexicon.load.__wrapped__, [tmp_path, tmp_path]))
    assert found[0] == found[1]
    assert len(built) == 1


def test_a_damaged_cache_is_built_again_and_then_read(tmp_path: Path, builds: list[Table]) -> None:
    file = lexicon.cache_file(tmp_path)
    file.write_bytes(b"PK\x03\x04 and no more")
    lexicon.load(tmp_path)
    assert len(builds) == 1
    assert list(tmp_path.iterdir()) == [file]
    written = file.stat().st_mtime_ns
    lexicon.load.cache_clear()
    read = lexicon.load(tmp_path)
    assert file.stat().st_mtime_ns == written
    assert len(builds) == 1
    built = lexicon.unpack(builds[0])
    assert (read.words, read.readings) == (built.words, built.readings)
    assert np.array_equal(read.chances, built.chances)
