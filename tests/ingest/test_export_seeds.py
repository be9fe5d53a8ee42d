"""Exported seeds give the same edition on an empty machine."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from documents.ingest.export_paths import fold
from documents.ingest.export_seeds import export_seeds
from documents.models import Article, SeedFile
from documents.seed_store.report import Report
from tests.helpers.seed_workshop import SOURCES, Workshop, accession_of, article_text, counts

pytestmark = pytest.mark.django_db

WITHDRAWN = 'reason = "x"\ndate = 2026-02-03\n'
ROWS = ("identifier", "version", "is_newest", "source", "title", "path_key", "seed__recorded_at")


def pack_tar(workshop: Workshop, name: str, files: dict[str, str]) -> Path:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, text in files.items():
            data = text.encode()
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return workshop.write(name, zstandard.compress(buffer.getvalue()))


@pytest.fixture
def rich_archive(workshop: Workshop) -> str:
    """Seeds, a correction, a withdrawal, an alignment, and archives from elsewhere."""
    morning = SOURCES.replace("evening-paper", "morning-paper") + 'accession = "path"\n'
    workshop.article("wheat")
    workshop.article("wheat", version=2)
    workshop.article("rye", folder="seeds/1951")
    workshop.article("oats")
    workshop.write("seeds/below/sources.toml", SOURCES.replace("evening-paper", "noon-paper"))
    workshop.write("seeds/below/x/noon.txt", article_text("noon"))
    workshop.ingest()
    workshop.write(f"seeds/000_{accession_of('oats')}.withdrawn.toml", WITHDRAWN)
    workshop.write(f"seeds/000_{accession_of('wheat')}~2.align.toml", "beads = []\n")
    workshop.ingest(time=datetime(2026, 3, 1, tzinfo=UTC))
    with_sources = {"1.txt": article_text("one"), "a/1.txt": article_text("two")}
    pack_tar(workshop, "1951.tar.zst", {**with_sources, "sources.toml": morning})
    workshop.ingest("1951.tar.zst", time=datetime(2026, 4, 1, tzinfo=UTC))
    pack_tar(workshop, "below.tar.zst", {"plain/wheat.txt": article_text("plain")})
    workshop.ingest("below.tar.zst", time=datetime(2026, 5, 1, tzinfo=UTC))
    workshop.write("below/loose.txt", article_text("loose"))
    return workshop.ingest("below/loose.txt", time=datetime(2026, 6, 1, tzinfo=UTC)).edition


def test_an_export_gives_the_same_edition_and_rows_on_an_empty_machine(
    workshop: Workshop, rich_archive: str, fresh_archive: Callable[[Path], Report]
) -> None:
    rows = sorted(Article.objects.values_list(*ROWS))
    files = export_seeds(workshop.root / "exported")
    assert files == SeedFile.objects.count()
    report = fresh_archive(workshop.root / "exported")
    assert list(report.faults) == []
    assert report.edition == rich_archive
    assert sorted(Article.objects.values_list(*ROWS)) == rows


def test_an_export_of_an_export_is_the_same(
    workshop: Workshop, rich_archive: str, fresh_archive: Callable[[Path], Report]
) -> None:
    first, second = workshop.root / "first", workshop.root / "second"
    export_seeds(first)
    fresh_archive(first)
    export_seeds(second)

    def contents(root: Path) -> dict[str, bytes]:
        return {
            str(file.relative_to(root)): b"".join(sorted(file.read_bytes().splitlines()))
            for file in root.rglob("*")
            if file.is_file()
        }

    assert contents(first) == contents(second)
    assert fresh_archive(second).edition == rich_archive


def test_ingesting_an_export_where_it_came_from_changes_nothing(
    workshop: Workshop, rich_archive: str
) -> None:
    export_seeds(workshop.root / "exported")
    report = workshop.ingest("exported")
    assert list(report.faults) == []
    assert (report.changed, report.edition) == (False, rich_archive)


def test_the_main_file_has_the_last_word_on_a_source_an_export_brings_twice(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    workshop.ingest()
    pack_tar(workshop, "old.tar.zst", {"sources.toml": SOURCES, "a.txt": article_text("a")})
    workshop.ingest("old.tar.zst")
    workshop.write("seeds/sources.toml", SOURCES.replace("Evening", "Nightly"))
    edition = workshop.ingest().edition
    export_seeds(workshop.root / "exported")
    report = fresh_archive(workshop.root / "exported")
    assert list(report.faults) == []
    assert report.edition == edition
    assert Article.objects.get().source.name_in("en") == "Nightly Paper"


SPELLINGS = ("E.md", "e.md", "a/x.md", "A/y.md", "a/A/z.md", "caf\u00e9.md", "CAFE\u0301.txt")


def test_an_export_keeps_names_apart_that_some_file_systems_take_for_one(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    for path in SPELLINGS:
        workshop.write(f"seeds/{path}", article_text(path))
    workshop.write("seeds/apart-2/kept.md", article_text("kept"))
    workshop.write("seeds/In/accessions.tsv", "")
    workshop.write("seeds/In/one.md", article_text("one"))
    workshop.write("seeds/in/accessions.tsv", "")
    workshop.write("seeds/in/two.md", article_text("two"))
    workshop.ingest()
    for name in ("Paper.tar.zst", "paper.tar.zst", "A.tar.zst"):
        pack_tar(workshop, name, {f"from {name}.md": article_text(name)})
        edition = workshop.ingest(name).edition
    exported = workshop.root / "exported"
    files = export_seeds(exported)
    whole = [str(path.relative_to(exported)) for path in exported.rglob("*")]
    assert len({fold(path) for path in whole}) == len(whole)
    assert (exported / "E.md").exists() != (exported / "e.md").exists()
    report = fresh_archive(exported)
    assert list(report.faults) == []
    assert report.edition == edition
    again = workshop.root / "again"
    assert export_seeds(again) == files
    assert fresh_archive(again).edition == edition


def test_a_folder_that_is_not_empty_is_refused(workshop: Workshop) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("export", "seeds", str(workshop.seeds))
    assert caught.value.returncode == 2


# -- the commands -----------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """A command's exit status and what it printed."""
    try:
        call_command(*arguments, stdout=sys.stdout, stderr=sys.stderr)
    except SystemExit as end:
        status = int(end.code or 0)
    except CommandError as error:
        status = error.returncode
    else:
        status = 0
    return status, capsys.readouterr().out


def test_the_ingest_command_says_what_it_did(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.article("wheat")
    status, words = run(capsys, "ingest")
    assert status == 0
    assert "1 new, 0 unchanged" in words
    assert "Published edition" in words
    status, words = run(capsys, "ingest")
    assert status == 0
    assert "0 new, 1 unchanged" in words
    assert "Nothing has changed" in words


def test_the_exit_status_tells_bad_input_from_bad_use(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = workshop.write("seeds/bad.txt", "no layout at all")
    status, words = run(capsys, "ingest")
    assert status == 1
    assert f"{bad}:0: layout: found" in words
    assert "Nothing was published" in words
    assert run(capsys, "ingest", "--skip-bad")[0] == 1
    assert run(capsys, "ingest", str(workshop.root / "nowhere"))[0] == 2
    assert run(capsys, "check_seeds", str(workshop.root / "nowhere"))[0] == 2


def test_the_terminal_shows_the_first_faults_and_json_all_of_them(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(250):
        workshop.write(f"seeds/bad{number}.txt", "no layout at all")
    workshop.write("seeds/picture.png", b"")
    _, words = run(capsys, "check_seeds")
    assert words.count(": layout: found") == 200
    assert "and 50 more" in words
    assert "250 faults: layout 250" in words
    status, words = run(capsys, "ingest", "--json")
    whole = json.loads(words)
    assert status == 1
    assert (len(whole["faults"]), whole["counts"]["refused"]) == (250, 250)
    assert whole["fault_kinds"] == {"layout": 250}
    assert [path.rpartition("/")[2] for path in whole["skipped"]] == ["picture.png"]
    assert set(whole["faults"][0]) == {"path", "line", "field", "found", "expected"}


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        ("seeds/bad.txt", "no layout", "layout"),
        (f"seeds/001_{accession_of('wheat')}.txt", article_text("twice"), "accession"),
        (f"seeds/000_{accession_of('wheat')}~3.txt", article_text("gap"), "version"),
        (f"seeds/000_{accession_of('rye')}.withdrawn.toml", "reason", "withdrawal"),
        ("seeds/accessions.tsv", f"gone\t1\t{'0' * 64}\t2001-02-03T04:05:06Z\n", "accession"),
        ("seeds/sources.toml", SOURCES.replace("kind", "sort"), "evening-paper.sort"),
    ],
)
def test_check_seeds_finds_what_ingest_finds(
    workshop: Workshop,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    field: str,
) -> None:
    workshop.article("wheat")
    workshop.write(name, text)
    checked = json.loads(run(capsys, "check_seeds", "--json")[1])
    ingested = json.loads(run(capsys, "ingest", "--json")[1])
    places = [
        {(fault["path"], fault["line"], fault["field"]) for fault in whole["faults"]}
        for whole in (checked, ingested)
    ]
    assert places[0] == places[1]
    assert field in {fault_field for _, _, fault_field in places[0]}


def test_reindex_builds_the_index_where_it_is_missing(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "reindex")[0] == 1
    workshop.article("wheat")
    workshop.ingest()
    assert "stands already" in run(capsys, "reindex")[1]
    (folder,) = (workshop.root / "index").iterdir()
    shutil.rmtree(folder)
    assert f"Built {folder.name}" in run(capsys, "reindex")[1]
    assert folder.is_dir()
    shutil.rmtree(folder)
    assert counts(workshop.ingest()) == {"unchanged": 1}
    assert folder.is_dir()


@pytest.mark.parametrize("what", ["seeds", "bag"])
def test_the_words_of_the_site_go_along(
    workshop: Workshop, settings: Settings, tmp_path: Path, what: str
) -> None:
    workshop.article("wheat")
    workshop.ingest()
    workshop.write("site/archive.toml", '[name]\nen = "Letters"\n')
    settings.ARCHIVE_SEEDS = tmp_path / "site"
    call_command("export", what, str(tmp_path / "copy"))
    folder = tmp_path / "copy" / ("data" if what == "bag" else "")
    assert (folder / "archive.toml").read_text("utf-8") == '[name]\nen = "Letters"\n'
