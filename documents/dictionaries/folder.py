"""A dictionary's folder: ``dictionary.toml`` and one word list beside it, with their digest."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.dictionaries.description import (
    LARGEST,
    DictionaryDescription,
    parse_description,
)
from documents.dictionaries.word_list import ENDINGS, WordListEntry, read_word_list
from documents.seed_store.records import Fault, Refused
from documents.seed_store.seed_names import DICTIONARY_NAME


@dataclass(frozen=True, slots=True)
class DictionaryFolder:
    """A folder with its description read; ``digest`` is of description and word list."""

    path: Path
    description: DictionaryDescription
    word_list: Path
    digest: str

    def say(self, count: int) -> str:
        """The dictionary in a line: its folder, name, languages, number of entries, licence."""
        of = self.description
        languages = f"{of.headword_language}–{of.gloss_language}"
        return f"{self.path.name}: {of.name} ({languages}), {count} entries, {of.licence}"

    def entries(self) -> Iterator[WordListEntry]:
        """The entries of the word list. Raises `Refused` at the end, with every faulty line."""
        with self.word_list.open("rb") as stream:
            yield from read_word_list(stream, str(self.word_list))


def open_folder(path: Path) -> DictionaryFolder:
    """Read a folder's description and find its word list. Raises `Refused`."""
    try:
        file = _plain_file(path, path / DICTIONARY_NAME)
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        description = parse_description(content, str(path / DICTIONARY_NAME))
        word_list = _find_word_list(path)
        digest = hashlib.sha256(content)
        with word_list.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    except FileNotFoundError as error:
        name = Path(error.filename or path).name
        expected = f"{DICTIONARY_NAME} and a word list ({' or '.join(ENDINGS)})"
        raise Refused(Fault(str(path), 0, "folder", f"no {name},", expected)) from None
    except OSError as error:
        found = f"{error.strerror or error},"
        expected = "a file to read"
        raise Refused(Fault(str(error.filename or path), 0, "file", found, expected)) from None
    digest.update(word_list.suffix.lower().encode())
    return DictionaryFolder(path, description, word_list, digest.hexdigest())


def _find_word_list(path: Path) -> Path:
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in ENDINGS)
    found = [one for one in found if not one.name.startswith(".")]
    if len(found) != 1:
        names = ", ".join(one.name for one in found) or "none"
        expected = "one word list: words.tsv (headword, tab, gloss), or words.u8 as CEDICT has it"
        raise Refused(Fault(str(path), 0, "word list", f"{names},", expected))
    return _plain_file(path, found[0])


def _plain_file(folder: Path, file: Path) -> Path:
    """The file, if it is one and lies in the folder; a link may lead out of it."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise Refused(Fault(str(file), 0, "file", "no plain file,", "the file itself"))
    if not file.resolve().is_relative_to(folder.resolve()):
        found = "a link to a file outside the folder,"
        raise Refused(Fault(str(file), 0, "file", found, "the file itself, copied there"))
    return file
