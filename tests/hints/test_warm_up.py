"""Tables of the dictionaries that a worker finds missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT, clean_environment

_WORKER = """
import django
django.setup()
from documents.alignment import lexicon
from documents.hints import warm_up

def refuse(*_):
    raise AssertionError("built in the worker")

lexicon.build = refuse
warm_up.build_missing()
warm_up.read_tables()
print("read")
"""


@pytest.mark.slow
@pytest.mark.process
def test_a_worker_builds_missing_tables_in_a_process_of_its_own(tmp_path: Path) -> None:
    environment = clean_environment(tmp_path) | {
        "ARCHIVE_CACHE_DIR": str(tmp_path / "cache"),
        "DJANGO_SETTINGS_MODULE": "archive.serving",
    }
    said = subprocess.run(
        [sys.executable, "-c", _WORKER],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert said.stdout == "read\n", said.stderr
