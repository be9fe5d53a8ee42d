"""``manage.py migrate`` on a machine where nothing has been made yet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT, clean_environment


@pytest.mark.parametrize("arguments", [("migrate",), ("migrate", "--verbosity=0")])
def test_migrate_makes_the_folder_and_the_database(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    folder = tmp_path / "not" / "yet"
    environment = clean_environment(folder) | {"DATABASE_URL": ""}
    outcome = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert (folder / "archive.sqlite3").is_file()
