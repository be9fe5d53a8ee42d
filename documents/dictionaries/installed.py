"""The dictionaries that a collection names in ``archive.toml``, each read once a process."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from documents.alignment import stems
from documents.alignment.lexicon import cache_directory, load_arrays, unpack
from documents.alignment.pair_lexicon import PairLexicon
from documents.dictionaries import pair_table, word_list, word_units
from documents.dictionaries.description import DictionaryDescription, primary_subtag
from documents.dictionaries.folder import DictionaryFolder, open_folder
from documents.dictionaries.pair_lexicons import make_pair_lexicon
from documents.seed_store.records import Refused

Pair = tuple[str, str]  # primary subtags of headwords and glosses

_READERS = (pair_table, word_list, word_units, stems)  # what makes a table out of a list


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
    """What the dictionaries named are, in their order."""
    return tuple(folder.description for folder in installed_folders())


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

    Several dictionaries of one pair are one lexicon. None where there is none.
    """
    if not settings.ARCHIVE_DICTIONARIES:
        return None
    pair = primary_subtag(source), primary_subtag(target)
    for asked in (pair, pair[::-1]):
        folders = tuple(f for f in installed_folders() if pair_of(f.description) == asked)
        if folders:
            return _load_lexicon(asked, folders, cache)
    return None


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


@lru_cache(maxsize=16)
def _load_lexicon(
    pair: Pair, folders: tuple[DictionaryFolder, ...], cache: Path | None
) -> PairLexicon:
    digest = hashlib.sha256()
    for module in _READERS:
        digest.update(Path(module.__file__ or "").read_bytes())
    for folder in folders:
        digest.update(folder.digest.encode())
    name = f"lexicon-{'-'.join(pair)}-{digest.hexdigest()[:16]}.npz"
    entries = chain.from_iterable(folder.entries() for folder in folders)
    try:
        arrays = load_arrays(
            (cache or cache_directory()) / name, lambda: pair_table.build_table(entries, pair)
        )
    except Refused as refused:
        raise ImproperlyConfigured(str(refused)) from refused
    return make_pair_lexicon(unpack(arrays), pair)
