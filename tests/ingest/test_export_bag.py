"""A bag of the seeds: what RFC 8493 asks for, the same bytes every time, and seeds inside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.edition import current_edition
from documents.seed_store.report import Report
from tests.helpers.seed_workshop import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def bag(workshop: Workshop) -> Path:
    workshop.article("wheat")
    workshop.article("rye", folder="seeds/1951")
    workshop.write("seeds/100% rye.txt")
    workshop.ingest()
    return pack(workshop, "bag")


def pack(workshop: Workshop, name: str) -> Path:
    call_command("export", "bag", str(workshop.root / name), stdout=StringIO())
    return workshop.root / name


def manifest(bag: Path, name: str) -> dict[str, str]:
    lines = (bag / name).read_text("utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def test_every_file_stands_in_its_manifest(bag: Path) -> None:
    assert (bag / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    payload = manifest(bag, "manifest-sha256.txt")
    files = {f.relative_to(bag).as_posix(): f for f in (bag / "data").rglob("*") if f.is_file()}
    assert {path.replace("%25", "%") for path in payload} == set(files)
    assert "data/100%25 rye.txt" in payload
    tags = manifest(bag, "tagmanifest-sha256.txt")
    assert set(tags) == {"bag-info.txt", "bagit.txt", "manifest-sha256.txt"}
    for path, digest in (payload | tags).items():
        content = (bag / path.replace("%25", "%")).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_a_bag_says_how_much_it_holds_and_of_which_edition(bag: Path) -> None:
    facts = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text().splitlines())
    sizes = [file.stat().st_size for file in (bag / "data").rglob("*") if file.is_file()]
    assert facts["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"
    assert facts["Internal-Sender-Identifier"] == str(current_edition())


def test_one_edition_gives_the_same_bag(bag: Path, workshop: Workshop) -> None:
    again = pack(workshop, "again")
    names = [file.relative_to(bag) for file in bag.rglob("*") if file.is_file()]
    assert {name: (again / name).read_bytes() for name in names} == {
        name: (bag / name).read_bytes() for name in names
    }


def test_what_a_bag_holds_gives_the_same_edition(
    bag: Path, fresh_archive: Callable[[Path], Report]
) -> None:
    edition = str(current_edition())
    fresh_archive(bag / "data")
    assert str(current_edition()) == edition


def test_a_folder_that_is_not_empty_is_refused(bag: Path) -> None:
    with pytest.raises(CommandError, match="not an empty folder"):
        call_command("export", "bag", str(bag), stdout=StringIO())
