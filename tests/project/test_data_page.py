"""What docs/data.md tells a data scientist to run is run here, in its order, on the seeds."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.reading_collection import ENTRY, SEED
from tests.helpers.site_process import Served
from tests.project.test_docs import text_of


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of("docs", "data.md"), re.DOTALL)


def test_every_command_of_the_page_works_and_its_programs_read_what_it_made(
    served: Served, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    commands = [shlex.split(line) for block in blocks("sh") for line in block.splitlines()]
    exports = [command[2:] for command in commands if command[:2] == ["python", "manage.py"]]
    assert [command[1] for command in exports if command[0] == "export"] == [
        "texts",
        "pairs",
        "metadata",
    ]
    for command in exports:
        if command[0] == "export":
            done = served.manage(*(str(folder) if word == "DIR" else word for word in command))
            assert (done.returncode, done.stderr) == (0, "")
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder)
    assert checked.returncode == 0
    told, made = run(blocks("python"), folder)
    assert {line.split()[0] for line in told.splitlines()} == {SEED, ENTRY}
    assert len(made["sure"]) > 10
    assert all(pair["original"] and pair["translation"] for pair in made["sure"])


def run(programs: list[str], folder: Path) -> tuple[str, dict[str, Any]]:
    """What the programs print, and the names they leave."""
    names: dict[str, Any] = {}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for program in programs:
            exec(program.replace("DIR/", f"{folder}/"), names)
    return out.getvalue(), names
