"""The dictionaries that a collection names in ``archive.toml``, each read once a process."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from documents.alignment import stems
from documents.alignment.lexicon import cache_directory, load_arrays, unpack
from documents.alignment.pair_lexicon import PairLexicon
from documents.array_file import map_arrays, write_arrays
from documents.dictionaries import dictionary_arrays, pair_table, word_list, word_units
from documents.dictionaries.bilingual_dictionary import BilingualDictionary
from documents.dictionaries.description import DictionaryDescription, primary_subtag
from documents.dictionaries.dictionary_arrays import build_arrays
from documents.dictionaries.folder import DictionaryFolder, open_folder
from documents.dictionaries.pair_lexicons import make_pair_lexicon
from documents.seed_store.records import Refused

Pair = tuple[str, str]  # primary subtags of headwords and glosses
CHINESE_ENGLISH: Pair = ("zh", "en")  # that of CC-CEDICT

_logger = logging.getLogger(__name__)

# The files of what makes a table out of a list, and of what makes arrays for lookup.
_READERS = [Path(one.__file__ or "") for one in (pair_table, word_list, word_units, stems)]
_LOOKUP = [Path(dictionary_arrays.__file__ or ""), *_READERS]


def installed_folders() -> tuple[DictionaryFolder, ...]:
    """The folders of all dictionaries named. Raises `ImproperlyConfigured` with what is wrong."""
    return tuple(_open(path) for path in settings.ARCHIVE_DICTIONARIES)


def dictionaries_digest() -> str:
    """One digest of all dictionaries named, in their order; "" where none is."""
    folders = installed_folders()
    if not folders:
        return ""
    return hashlib.sha256("\n".join(one.digest for one in folders).encode()).hexdigest()


def list_descriptions() -> tuple[DictionaryDescription, ...]:
    """What the dictionaries are that can be read, in their order."""
    return tuple(folder.description for folder in _readable_folders())


def check_dictionaries() -> list[tuple[DictionaryFolder, int]]:
    """Read every word list to its end: the folders, each with the number of its entries.

    Raises `ImproperlyConfigured` with the faulty lines of the first that has any.
    """
    try:
        return [(folder, sum(1 for _ in folder.entries())) for folder in installed_folders()]
    except Refused as refused:
        raise ImproperlyConfigured(str(refused)) from refused


def find_pair_lexicon(source: str, target: str, cache: Path | None = None) -> PairLexicon | None:
    """The aligner's lexicon for two languages: of their dictionaries, else of the other way round.

    Several dictionaries of one pair are one lexicon. None where there is none, and for Chinese and
    English, which the aligner knows by itself.
    """
    if not settings.ARCHIVE_DICTIONARIES:
        return None
    pair = primary_subtag(source), primary_subtag(target)
    if set(pair) == set(CHINESE_ENGLISH):
        return None
    for asked in (pair, pair[::-1]):
        folders = tuple(f for f in installed_folders() if pair_of(f.description) == asked)
        if folders:
            return _load_lexicon(asked, folders, cache)
    return None


def list_chinese_english() -> tuple[DictionaryFolder, ...]:
    """The folders whose dictionaries take the place of CC-CEDICT.

    They are none of the others. Raises `ImproperlyConfigured` with what is wrong.
    """
    if not settings.ARCHIVE_DICTIONARIES:
        return ()
    return tuple(one for one in _readable_folders() if pair_of(one.description) == CHINESE_ENGLISH)


def has_dictionary(headwords: str, glosses: str = "") -> bool:
    """Whether a dictionary has headwords of a language, and glosses of another if one is asked."""
    if not settings.ARCHIVE_DICTIONARIES:
        return False
    return any(
        pair[0] == primary_subtag(headwords) and (not glosses or pair[1] == primary_subtag(glosses))
        for pair in _pairs()
    )


def find_dictionary(headwords: str, glosses: str) -> BilingualDictionary | None:
    """The dictionary with headwords of a language and glosses of another; None where none is."""
    pair = primary_subtag(headwords), primary_subtag(glosses)
    return _load_dictionary(pair) if has_dictionary(*pair) else None


def find_dictionaries(headwords: str) -> tuple[BilingualDictionary, ...]:
    """The dictionaries with headwords of a language, by the language of their glosses."""
    if not has_dictionary(headwords):
        return ()
    asked = primary_subtag(headwords)
    return _load_dictionaries(pair for pair in _pairs() if pair[0] == asked)


def list_dictionaries() -> tuple[BilingualDictionary, ...]:
    """Every dictionary, one for each pair of languages."""
    return _load_dictionaries(_pairs()) if settings.ARCHIVE_DICTIONARIES else ()


def pair_of(description: DictionaryDescription) -> Pair:
    """The languages of headwords and glosses, as primary subtags."""
    return (
        primary_subtag(description.headword_language),
        primary_subtag(description.gloss_language),
    )


@lru_cache(maxsize=64)
def _open(path: Path) -> DictionaryFolder:
    try:
        return open_folder(path)
    except Refused as refused:
        raise ImproperlyConfigured(str(refused)) from refused


def _pairs() -> tuple[Pair, ...]:
    """The pairs of languages of all dictionaries that can be read, in their order."""
    pairs = dict.fromkeys(pair_of(one.description) for one in _readable_folders())
    return tuple(pair for pair in pairs if pair != CHINESE_ENGLISH)


def _readable_folders() -> tuple[DictionaryFolder, ...]:
    """The folders without those that cannot be read: pages then do without their glosses."""
    return tuple(filter(None, map(_open_if_readable, settings.ARCHIVE_DICTIONARIES)))


@lru_cache(maxsize=64)
def _open_if_readable(path: Path) -> DictionaryFolder | None:
    try:
        return _open(path)
    except ImproperlyConfigured as fault:
        _logger.error("A dictionary is not read: %s", fault)
        return None


def _load_dictionaries(pairs: Iterable[Pair]) -> tuple[BilingualDictionary, ...]:
    return tuple(filter(None, map(_load_dictionary, pairs)))


def _load_dictionary(pair: Pair) -> BilingualDictionary | None:
    folders = tuple(one for one in _readable_folders() if pair_of(one.description) == pair)
    return _open_if_whole(folders, Path(settings.ARCHIVE_CACHE_DIR))


@lru_cache(maxsize=16)
def _open_if_whole(
    folders: tuple[DictionaryFolder, ...], cache: Path
) -> BilingualDictionary | None:
    try:
        return open_dictionary(folders, cache)
    except ImproperlyConfigured as fault:
        _logger.error("A dictionary is not read: %s", fault)
        return None


def open_dictionary(folders: Sequence[DictionaryFolder], cache: Path) -> BilingualDictionary:
    """The dictionary of some folders of one pair of languages, mapped from its file in ``cache``.

    Made in memory where none can be kept. Raises `ImproperlyConfigured` with the faulty lines.
    """
    descriptions = [folder.description for folder in folders]
    pair = pair_of(descriptions[0])
    path = cache / f"dictionary-{'-'.join(pair)}-{digest_folders(_LOOKUP, folders)}.arrays"
    arrays = map_arrays(path)
    if arrays is None:
        entries = (
            (number, entry) for number, folder in enumerate(folders) for entry in folder.entries()
        )
        try:
            made = build_arrays(entries, pair)
        except Refused as refused:
            raise ImproperlyConfigured(str(refused)) from refused
        arrays = (map_arrays(path) if write_arrays(path, made) else None) or made
    return BilingualDictionary(descriptions, arrays)


def digest_folders(readers: Iterable[Path], folders: Iterable[DictionaryFolder]) -> str:
    """A digest of some dictionaries, and of the files of the code that reads them."""
    digest = hashlib.sha256()
    for reader in readers:
        digest.update(reader.read_bytes())
    for folder in folders:
        digest.update(folder.digest.encode())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=16)
def _load_lexicon(
    pair: Pair, folders: tuple[DictionaryFolder, ...], cache: Path | None
) -> PairLexicon:
    name = f"lexicon-{'-'.join(pair)}-{digest_folders(_READERS, folders)}.npz"
    entries = chain.from_iterable(folder.entries() for folder in folders)
    try:
        arrays = load_arrays(
            (cache or cache_directory()) / name, lambda: pair_table.build_table(entries, pair)
        )
    except Refused as refused:
        raise ImproperlyConfigured(str(refused)) from refused
    return make_pair_lexicon(unpack(arrays), pair)
