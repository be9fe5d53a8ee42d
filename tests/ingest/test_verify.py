"""`manage.py verify`: damage is named, what is derived is repaired, the rest is not."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from documents.edition import current_edition
from documents.models import Article, Edition, SeedFile, Source, Translation, Withdrawal
from documents.search import IndexBuilder, index_path
from tests.helpers.seed_workshop import Workshop, accession_of, publish_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(workshop: Workshop) -> Workshop:
    publish_once(workshop, _make)
    return workshop


def _make(workshop: Workshop) -> None:
    for word in ("wheat", "rye", "oats", "barley"):
        workshop.article(word)
    workshop.article("rye", version=2)
    workshop.write(f"seeds/000_{accession_of('wheat')}.align.toml", 'beads = ["1-2 = 1-2"]\n')
    gone = 'reason = "Filed twice."\ndate = 2026-01-05\n'
    workshop.write(f"seeds/000_{accession_of('barley')}.withdrawn.toml", gone)
    assert workshop.ingest().published


def run(*options: str) -> tuple[int, str]:
    """The exit status of the command, and what it printed."""
    said = io.StringIO()
    try:
        call_command("verify", *options, stdout=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_an_archive_that_is_as_it_should_be_is_said_to_be(archive: Workshop) -> None:
    assert run() == (0, "All is as it should be.\n")
    assert run("--sample", "2") == (0, "All is as it should be.\n")


def _of(word: str) -> Article:
    return Article.objects.get(seed__accession=accession_of(word), is_newest=True)


def _change_text() -> None:
    row = _of("oats")
    other = _of("wheat")
    Article.objects.filter(pk=row.pk).update(stored_blocks=other.stored_blocks)


def _lose_index_document(number: int) -> Callable[[], None]:
    def lose() -> None:
        edition = current_edition()
        assert edition
        root = Path(_index_root())
        builder = IndexBuilder(root, edition.digest, heap=20_000_000)
        if number:
            builder.remove(_of("oats").identifier)
        else:
            shutil.rmtree(index_path(root, edition.digest))
        builder.finish(edition.digest) if number else builder.discard()

    return lose


def _index_root() -> str:
    return str(settings.INDEX_ROOT)


def _swap_newest() -> None:
    Article.objects.filter(version=2).update(is_newest=False)
    Article.objects.filter(version=1).update(is_newest=True)


def _cut_index_file() -> None:
    edition = current_edition()
    assert edition
    file = next(index_path(Path(_index_root()), edition.digest).glob("*.pos"))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(data)


DAMAGE: dict[str, tuple[str, Callable[[], object]]] = {
    "a title": ("row", lambda: Article.objects.filter(pk=_of("rye").pk).update(title="On ryo")),
    "a date": ("row", lambda: Article.objects.filter(pk=_of("rye").pk).update(page=7)),
    "a text": ("row", _change_text),
    "a headline": ("row", lambda: Translation.objects.update(headline=["x"])),
    "a text lost": ("row", lambda: Translation.objects.filter(article=_of("rye")).delete()),
    "pairing": (
        "row",
        lambda: Translation.objects.filter(article=_of("oats")).update(alignment=[]),
    ),
    "hand-made pairing": (
        "row",
        lambda: Translation.objects.filter(article=_of("wheat")).update(
            alignment=[[[1], [1], 1.0], [[2], [2], 1.0]]
        ),
    ),
    "bytes of a row": ("row", lambda: _write("documents_translation", "alignment", b"no zstd")),
    "bytes of an article": ("row", lambda: _write("documents_article", "lines", b"no zstd")),
    "no newest": ("newest", lambda: Article.objects.filter(version=2).update(is_newest=False)),
    "the old one newest": ("newest", _swap_newest),
    "a source": ("source", lambda: Source.objects.update(kind="book")),
    "a withdrawal": ("withdrawal", lambda: Withdrawal.objects.update(reason="Another.")),
    "a seed": (
        "seed",
        lambda: SeedFile.objects.filter(accession=accession_of("oats")).update(content=b"other"),
    ),
    "bytes of a seed": ("seed", lambda: _write("documents_seedfile", "content", b"no zstd")),
    "a document": ("index", _lose_index_document(1)),
    "the index": ("index", _lose_index_document(0)),
    "an index file": ("index", _cut_index_file),
}


def _write(table: str, column: str, value: bytes) -> None:
    """Write into one row past its model, which would pack the value."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        (key,) = cursor.fetchone()
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, key])


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_named_and_what_is_derived_is_repaired(archive: Workshop, what: str) -> None:
    part, damage = DAMAGE[what]
    damage()
    status, said = run()
    assert status == 1
    assert any(line.startswith(f"{part}: ") for line in said.splitlines()), said
    status, said = run("--repair")
    assert status == 0, said
    assert "all repaired" in said
    assert run() == (0, "All is as it should be.\n")


def test_what_no_seed_folder_has_any_more_is_named_and_left(archive: Workshop) -> None:
    (archive.seeds / f"000_{accession_of('oats')}.txt").unlink()
    SeedFile.objects.filter(accession=accession_of("oats")).update(content=b"other")
    status, said = run("--repair")
    assert status == 1
    assert "a backup" in said


def test_an_edition_that_its_files_do_not_give_is_named(archive: Workshop) -> None:
    Edition.objects.update(digest="0" * 64)
    status, said = run()
    assert status == 1
    assert "edition: 000" in said


def test_a_sample_reads_fewer_files(archive: Workshop) -> None:
    """The damage of one article of three is seen by a sample of one in some places alone."""
    Article.objects.update(title="x")
    status, said = run("--sample", "1")
    everything = run()[1]
    assert status == 1
    assert said.count("row: ") < everything.count("row: ")
