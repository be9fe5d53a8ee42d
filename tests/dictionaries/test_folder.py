"""A dictionary's folder: what must lie in it, and what may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from documents.dictionaries.folder import open_folder
from documents.seed_store.records import Refused
from tests.helpers.dictionary_folder import write_dictionary


def fault(folder: Path) -> str:
    with pytest.raises(Refused) as refused:
        open_folder(folder)
    return str(refused.value)


def test_it_says_in_a_line_what_it_is(tmp_path: Path) -> None:
    folder = open_folder(write_dictionary(tmp_path / "d", "дом\thouse\n"))
    count = len(list(folder.entries()))
    assert folder.say(count) == "d: Words of the village (ru–en), 1 entries, CC0 1.0"


def test_its_digest_is_of_description_and_list(tmp_path: Path) -> None:
    one = open_folder(write_dictionary(tmp_path / "a", "дом\thouse\n"))
    same = open_folder(write_dictionary(tmp_path / "b", "дом\thouse\n"))
    other = open_folder(write_dictionary(tmp_path / "c", "дом\thome\n"))
    named = open_folder(write_dictionary(tmp_path / "d", "дом\thouse\n", name="Others"))
    assert one.digest == same.digest
    assert len({one.digest, other.digest, named.digest}) == 3


def test_other_files_may_lie_beside(tmp_path: Path) -> None:
    folder = write_dictionary(tmp_path / "d", "дом\thouse\n")
    (folder / "LICENCE").write_text("all of it")
    (folder / ".words.tsv").write_text("hidden")
    assert open_folder(folder).word_list == folder / "words.tsv"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = write_dictionary(tmp_path / "d", "дом\thouse\n")
    (folder / "dictionary.toml").unlink()
    assert fault(folder).startswith(f"{folder}:0: folder: found no dictionary.toml, expected")
    assert "found no nowhere" in fault(tmp_path / "nowhere") or "dictionary.toml" in fault(
        tmp_path / "nowhere"
    )


@pytest.mark.parametrize(("files", "found"), [((), "none"), (("a.tsv", "b.u8"), "a.tsv, b.u8")])
def test_there_is_one_word_list(tmp_path: Path, files: tuple[str, ...], found: str) -> None:
    folder = write_dictionary(tmp_path / "d", "дом\thouse\n")
    (folder / "words.tsv").unlink()
    for name in files:
        (folder / name).write_text("дом\thouse\n")
    assert f"word list: found {found}, expected one word list: words.tsv" in fault(folder)


def test_a_link_out_of_the_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    folder = write_dictionary(tmp_path / "d", "дом\thouse\n")
    (folder / "words.tsv").rename(tmp_path / "words.tsv")
    (folder / "words.tsv").symlink_to(tmp_path / "words.tsv")
    assert "found a link to a file outside the folder" in fault(folder)
    (folder / "words.tsv").unlink()
    os.mkfifo(folder / "words.tsv")
    assert "found no plain file, expected the file itself" in fault(folder)
