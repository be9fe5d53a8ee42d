"""A Chinese–English dictionary of the collection's own, in the place of CC-CEDICT.

Its word lists are written once as a file in the form of CEDICT, named by their digest, and all that
reads CC-CEDICT reads that file: rows, glosses, glossary, pinyin, search in the other language.
"""

from __future__ import annotations

import gzip
import logging
import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from documents import cedict
from documents.chinese.common_readings import read_character
from documents.chinese.dictionary import ATTRIBUTION, LICENCE
from documents.chinese.opencc_converters import open_converter
from documents.chinese.simplified import simplify
from documents.derived_tables import note_use, remove_unused, temporary_folder
from documents.dictionaries.description import DictionaryDescription
from documents.dictionaries.folder import DictionaryFolder
from documents.dictionaries.installed import digest_folders, find_dictionary, list_chinese_english
from documents.dictionaries.word_list import WordListEntry
from documents.seed_store.records import Refused

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}

_logger = logging.getLogger(__name__)


def replace_cedict() -> None:
    """Have the collection's Chinese–English dictionaries, if any, stand for CC-CEDICT.

    Called when a process starts, before anything is read. Where they cannot be read CC-CEDICT
    stays, and an ingest refuses them by name.
    """
    try:
        folders = list_chinese_english()
        if folders:
            cedict.replace_dictionary(_cedict_file(folders, Path(settings.ARCHIVE_CACHE_DIR)))
    except (ImproperlyConfigured, Refused) as fault:
        _logger.error("A dictionary is not read: %s", fault)


def chinese_sources() -> tuple[DictionaryDescription, ...]:
    """The dictionaries that stand for CC-CEDICT; none where it stands itself."""
    return tuple(folder.description for folder in list_chinese_english())


def chinese_attribution() -> tuple[str, str]:
    """The Chinese–English dictionary in use and its licence, each by its address, else by name."""
    for one in chinese_sources():
        return one.source or one.name, one.licence_url or one.licence
    return ATTRIBUTION, LICENCE


def pair_attribution(language: str, other: str) -> tuple[str, str]:
    """The same of the dictionary that says what words of two languages answer each other."""
    for pair in ((language, other), (other, language)):
        if (dictionary := find_dictionary(*pair)) is not None:
            one = dictionary.descriptions[0]
            return one.source or one.name, one.licence_url or one.licence
    return chinese_attribution()


def _cedict_file(folders: tuple[DictionaryFolder, ...], cache_folder: Path) -> Path:
    """The file of some word lists in the form of CEDICT; written where there is none."""
    name = f"cedict-{digest_folders([Path(__file__)], folders)}.u8.gz"
    found: tuple[Callable[[], Path], ...] = (lambda: cache_folder, temporary_folder)
    for find_folder in found:
        try:
            folder = find_folder()
            if (file := folder / name).exists():
                note_use(file)
                return file
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
            descriptor, aside = tempfile.mkstemp(dir=folder, suffix=".part")
        except OSError:
            continue
        try:
            with os.fdopen(descriptor, "wb") as stream:
                os.fchmod(stream.fileno(), 0o644)  # made by one account, read by others
                with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
                    entries = (entry for one in folders for entry in one.entries())
                    packed.writelines(map(str.encode, write_entries(entries)))
            Path(aside).replace(file)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        remove_unused(file)
        return file
    raise ImproperlyConfigured(f"no file can be written in {cache_folder}")


def write_entries(entries: Iterable[WordListEntry]) -> Iterator[str]:
    """Word list entries as lines of CEDICT.

    Where a headword stands in one script alone, OpenCC writes the other; a reading that has not one
    syllable a character is that of the characters.
    """
    to_traditional = open_converter("s2t").convert
    for entry in entries:
        headword = "".join(entry.headword.split())
        plain = simplify(headword)
        simplified = plain if len(plain) == len(headword) else headword
        traditional = "".join(entry.other_form.split())
        if not traditional:
            traditional = to_traditional(headword) if simplified == headword else headword
        if traditional.startswith("#"):  # would be read as a comment
            continue
        reading = _read(entry.reading, simplified)
        glosses = "/".join(gloss.replace("/", ", ") for gloss in entry.glosses)
        yield f"{traditional} {simplified} [{reading}] /{glosses}/\n"


def _read(reading: str, word: str) -> str:
    syllables = [_number_tone(one) for one in reading.replace("[", "").replace("]", "").split()]
    if len(syllables) != len(word):
        syllables = [_number_tone(read_character(one) or one) for one in word]
    return " ".join(syllables)


@cache
def _number_tone(syllable: str) -> str:
    """A syllable of pinyin with its tone as a number: ``lǜ`` is ``lu:4``."""
    parted = unicodedata.normalize("NFD", syllable)
    tone = next((_TONES[mark] for mark in parted if mark in _TONES), "")
    plain = "".join(mark for mark in parted if mark not in _TONES)
    plain = unicodedata.normalize("NFC", plain).replace("ü", "u:")
    if tone:
        return plain + tone
    return plain if plain[-1:].isdigit() or not plain.isalpha() else f"{plain}5"
