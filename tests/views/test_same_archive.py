"""The same seeds give the same archive, page by page and byte by byte, however it was built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers.archive_crawl import HOST
from tests.helpers.reading_collection import write_library
from tests.helpers.site_process import ROOT, clean_environment
from tools.generate_corpus import write_corpus

ARTICLES = 30  # generated ones, beside those of the library


def start(folder: Path, seeds: Path, *steps: str) -> subprocess.Popen[str]:
    """Begin to build an archive and to read it."""
    folder.mkdir()
    settings = {
        "ARCHIVE_SEEDS": str(seeds),
        "ARCHIVE_BASE_URL": f"https://{HOST}",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.archive_crawl", str(folder / "read.json"), *steps],
        cwd=ROOT,
        env=clean_environment(folder / "var", **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(process: subprocess.Popen[str], folder: Path) -> Mapping[str, str]:
    """What was read, by address."""
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    read: dict[str, str] = json.loads((folder / "read.json").read_text(encoding="utf-8"))
    return read


@pytest.mark.process
def test_every_page_and_export_is_the_same_however_the_archive_was_built(tmp_path: Path) -> None:
    write_library(tmp_path / "seeds")
    corpus, exported = tmp_path / "corpus.tar.zst", tmp_path / "exported"
    write_corpus(corpus, ARTICLES)
    steps = ("ingest", f"ingest={corpus}", f"export={exported}")
    first = start(tmp_path / "as it came", tmp_path / "seeds", *steps)
    came = finish(first, tmp_path / "as it came")
    assert len(came) > 500
    builds = {
        "from its export": start(tmp_path / "from its export", exported, "ingest"),
        "in no order": start(tmp_path / "in no order", tmp_path / "grown", f"grow={exported}"),
    }
    read = {name: finish(process, tmp_path / name) for name, process in builds.items()}
    different = {
        name: sorted(path for path in {*came, *one} if came.get(path) != one.get(path))
        for name, one in read.items()
    }
    # What grew in other steps was published in other editions, and says so.
    grown = different["in no order"]
    assert grown
    different["in no order"] = [path for path in grown if "/editions" not in path]
    assert different == {name: [] for name in read}
