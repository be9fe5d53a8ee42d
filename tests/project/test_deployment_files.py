"""The files of `deploy/`: what they name exists, and every service is confined alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
CONFINED = re.compile(
    "^(?:Protect|Private|Restrict|SystemCall|Capability|Ambient|NoNew|Lock|Memory|IPAddress|UMask|"
    "RemoveIPC|Keyring|User|Group)[A-Za-z]*=.*$",
    re.MULTILINE,
)


def confinement(unit: Path) -> list[str]:
    return sorted(CONFINED.findall(unit.read_text("utf-8")))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_service_is_confined_as_the_site_is(unit: Path) -> None:
    site = confinement(DEPLOY / "systemd" / "archive.service")
    assert "ProtectSystem=strict" in site
    assert "User=archive" in site
    assert confinement(unit) == site


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_service_runs_a_command_that_exists(unit: Path) -> None:
    found = re.search(r"^ExecStart=.* manage\.py (\w+)", unit.read_text("utf-8"), re.MULTILINE)
    assert found
    assert (ROOT / "documents" / "management" / "commands" / f"{found[1]}.py").is_file()


def test_every_timer_has_a_service() -> None:
    timers = list((DEPLOY / "systemd").glob("*.timer"))
    assert timers
    assert all(timer.with_suffix(".service") in UNITS for timer in timers)


def test_every_setting_that_a_file_gives_is_documented() -> None:
    documented = set(
        re.findall(r"`(ARCHIVE_\w+|DATABASE_URL)`", (ROOT / "docs/settings.md").read_text())
    )
    given = {
        name
        for file in (DEPLOY / "archive.env", DEPLOY / "Containerfile")
        for name in re.findall(r"\b(ARCHIVE_[A-Z_]+|DATABASE_URL)=", file.read_text("utf-8"))
    }
    assert "ARCHIVE_VAR" in given
    assert given <= documented


def test_what_the_image_copies_is_in_the_repository() -> None:
    copied = re.findall(
        r"^COPY (?:--\S+ )?(\S+) ", (DEPLOY / "Containerfile").read_text(), re.MULTILINE
    )
    assert {"archive", "documents", "templates"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_every_file_of_deploy_is_told_of() -> None:
    told = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    files = [file.name for file in DEPLOY.rglob("*") if file.is_file()]
    assert [name for name in files if name not in told] == []
