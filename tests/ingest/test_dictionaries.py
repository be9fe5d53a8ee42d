"""Dictionaries that a collection brings: they pair its texts, and enter the edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

from archive.archive_toml import read_archive_toml
from documents.ingest import publication
from documents.ingest.export_seeds import export_seeds
from documents.ingest.verify import verify_edition
from documents.management.diagnosis import diagnose
from documents.models import Edition, Translation
from documents.seed_store.report import Report
from tests.helpers.dictionary_folder import write_dictionary
from tests.helpers.seed_workshop import Workshop

pytestmark = pytest.mark.django_db

SOURCES = """[letters]
kind = "book"
layout = "document"
languages = ["ru", "en"]
rights = "http://rightsstatements.org/vocab/CNE/1.0/"
names = { en = "Letters" }
"""
# The first paragraph stands in Russian alone, the last in English: lengths speak for other rows.
LETTER = """---
title:
  ru: Письмо
  en: A Letter
---

## [ru]

Купец построил мост через овраг.

Солдаты рыли канавы вокруг деревни.

Старый учитель открыл школу в доме.

Больные платили хлебом и мёдом.

Кузнец сделал колокол для церкви.

## [en]

Soldiers dug ditches at the village.

The old teacher opened a new school.

The sick paid in bread and honey.

A blacksmith made a church bell.

Later the river flooded a street.
"""
WORDS = """солдат\tsoldier
рыть\tto dig; dug
канава\tditch
деревня\tvillage
старый\told
учитель\tteacher
открыть\tto open
школа\tschool
купец\tmerchant
построить\tto build
мост\tbridge
овраг\travine
больной\tsick
платить\tto pay; paid
хлеб\tbread
мёд\thoney
кузнец\tblacksmith
колокол\tbell
церковь\tchurch
"""


@pytest.fixture
def letters(workshop: Workshop, settings: Settings) -> Workshop:
    settings.ARCHIVE_DICTIONARIES = ()
    workshop.write("seeds/sources.toml", SOURCES)
    workshop.write("seeds/letter.md", LETTER)
    return workshop


def beads() -> list[list[list[int]]]:
    return [bead[:2] for bead in Translation.objects.get().alignment]


def test_a_word_list_pairs_what_lengths_do_not(letters: Workshop, settings: Settings) -> None:
    letters.ingest()
    without, plain = Edition.objects.latest().digest, beads()
    assert plain == [[[k], [k]] for k in range(1, 6)]
    settings.ARCHIVE_DICTIONARIES = (write_dictionary(letters.seeds / "ru-en", WORDS),)
    assert letters.ingest().changed
    assert beads() == [[[1], []], *([[k + 1], [k]] for k in range(1, 5)), [[], [5]]]
    edition = Edition.objects.latest()
    assert edition.digest != without
    assert (edition.articles, len(edition.dictionaries)) == (1, 64)
    assert not letters.ingest().changed
    assert list(verify_edition()) == []


def test_rows_are_made_anew_when_the_list_changes_and_when_it_goes(
    letters: Workshop, settings: Settings
) -> None:
    letters.ingest()
    without = Edition.objects.latest().digest
    first = write_dictionary(letters.seeds / "one", WORDS)
    second = write_dictionary(letters.seeds / "two", WORDS.replace("dug", "digging"))
    digests = []
    for folders in ((first,), (second,), ()):
        settings.ARCHIVE_DICTIONARIES = folders
        assert [said.name for said in verify_edition()] == [Edition.objects.latest().digest]
        assert letters.ingest().changed
        digests.append(Edition.objects.latest().digest)
    assert len(set(digests)) == 3
    assert digests[-1] == without
    assert beads() == [[[k], [k]] for k in range(1, 6)]


def test_without_dictionaries_the_edition_is_as_before(
    letters: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.ingest()
    monkeypatch.setattr(publication, "dictionaries_digest", lambda: "")
    assert publication.digest_archive() == Edition.objects.latest().digest


def test_a_broken_line_stops_the_ingest_and_is_named(letters: Workshop, settings: Settings) -> None:
    folder = write_dictionary(letters.seeds / "ru-en", WORDS + "слово\n")
    settings.ARCHIVE_DICTIONARIES = (folder,)
    with pytest.raises(ImproperlyConfigured, match=r"words\.tsv:20: columns: found 1 column,"):
        letters.ingest()
    lines = [str(one) for one in diagnose() if one.about == "dictionaries"]
    assert lines == [
        f"FAULT dictionaries: {folder}/words.tsv:20: columns: found 1 column"
        " -> expected headword, tab, gloss; or headword, tab, reading, tab, gloss"
    ]


def test_the_doctor_says_which_dictionaries_are_read(letters: Workshop, settings: Settings) -> None:
    settings.ARCHIVE_DICTIONARIES = (write_dictionary(letters.seeds / "ru-en", WORDS),)
    write_dictionary(letters.seeds / "de-fr", "Haus\tmaison\n", ("de", "fr"))
    letters.ingest()
    lines = [str(one) for one in diagnose() if one.about == "dictionaries"]
    assert lines == [
        "ok    dictionaries: ru-en: Words of the village (ru–en), 19 entries, CC0 1.0",
        "FAULT dictionaries: de-fr is not named, so not read"
        ' -> add [[dictionaries]] with folder = "de-fr" to archive.toml',
    ]


def test_an_export_gives_the_same_edition_on_an_empty_machine(
    letters: Workshop, settings: Settings, fresh_archive: Callable[[Path], Report]
) -> None:
    folder = write_dictionary(letters.seeds / "ru-en", WORDS)
    (folder / "LICENCE").write_text("all of it")
    letters.write("seeds/archive.toml", '[[dictionaries]]\nfolder = "ru-en"\n')
    settings.ARCHIVE_DICTIONARIES = (folder,)
    edition = letters.ingest().edition
    export_seeds(letters.root / "exported")
    assert (letters.root / "exported" / "ru-en" / "LICENCE").read_text() == "all of it"
    settings.ARCHIVE_DICTIONARIES = read_archive_toml(
        letters.root / "exported" / "archive.toml"
    ).dictionaries
    assert fresh_archive(letters.root / "exported").edition == edition


def test_a_dictionary_is_no_seed(letters: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_dictionary(letters.seeds / "ru-en", WORDS)
    Path(folder / "notes.md").write_text("# About these words\n")
    call_command("check_seeds", str(letters.seeds))
    said = capsys.readouterr().out
    assert "1 new" in said
    assert "skipped" not in said
    assert "ru-en: Words of the village (ru–en), 19 entries, CC0 1.0" in said
    Path(folder / "words.tsv").write_text("слово\n")
    with pytest.raises(SystemExit):
        call_command("check_seeds", str(letters.seeds))
    assert "words.tsv:1: columns: found 1 column," in capsys.readouterr().out
