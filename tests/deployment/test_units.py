"""systemd's own judgement of the units in `deploy/systemd/`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
HIGHEST = 2.0  # of ten: what systemd calls OK begins below 5


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_every_service_confined(unit: Path) -> None:
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
        capture_output=True,
        text=True,
    )
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert found, said.stderr
    assert float(found[1]) < HIGHEST
