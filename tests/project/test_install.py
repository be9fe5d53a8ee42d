"""``make run``'s set-up: the right Python, a plain message without one, nothing done twice."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.site_process import ROOT

SCRIPT = ROOT / ".ci" / "install.sh"


def install(
    venv: Path, lock: Path, stamp: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", SCRIPT, venv, lock, stamp],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def make_program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


@pytest.mark.process
def test_where_venv_is_missing_the_message_names_the_package(tmp_path: Path) -> None:
    python = tmp_path / "python-without-venv"
    make_program(python, f'case "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"')
    lock = tmp_path / "lock"
    lock.touch()
    outcome = install(tmp_path / "venv", lock, tmp_path / "stamp", PYTHON3=str(python))
    assert outcome.returncode == 1
    assert "apt install python3-venv" in outcome.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.process
def test_a_python_that_is_too_old_is_not_taken(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    make_program(programs / "python3", "exit 1")  # what 3.10 answers to the question asked
    lock = tmp_path / "lock"
    lock.touch()
    outcome = install(
        tmp_path / "venv", lock, tmp_path / "stamp", PYTHON3=str(programs / "python3")
    )
    assert outcome.returncode == 1
    assert "No Python 3.11 or newer was found" in outcome.stderr


@pytest.mark.process
def test_the_systems_own_python_is_taken_before_another_on_the_path(tmp_path: Path) -> None:
    """Where the system has none that is fit, the path's is taken, as on a machine without one."""
    programs = tmp_path / "programs"
    programs.mkdir()
    make_program(programs / "python3", f'exec {sys.executable} "$@"')
    lock = tmp_path / "lock"
    lock.touch()
    system = Path("/usr/bin/python3")
    fit = "import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    has_own = subprocess.run([system, "-c", fit]).returncode == 0 if system.exists() else False
    in_the_way = tmp_path / "file"  # so it stops after saying which it takes
    in_the_way.touch()
    outcome = install(
        in_the_way / "venv",
        lock,
        tmp_path / "stamp",
        PATH=f"{programs}{os.pathsep}{os.environ['PATH']}",
        PYTHON3="",
    )
    assert f"with {system if has_own else 'python3'}" in outcome.stdout


@pytest.mark.process
def test_a_lock_that_is_installed_is_left_alone(tmp_path: Path) -> None:
    """The lock could not be installed: nobody would have a file with such a hash."""
    lock = tmp_path / "lock"
    lock.write_text("no-such-package==1 --hash=sha256:00\n", "utf-8")
    stamp = tmp_path / "stamp"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp.write_text(f"{sys.version.split()[0]} {digest}\n", "utf-8")
    outcome = install(Path(sys.prefix), lock, stamp)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


def test_every_pinned_requirement_has_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = ROOT.joinpath(name).read_text("utf-8").replace("\\\n", " ").splitlines()
        assert len(entries) > 10
        assert [entry for entry in entries if "==" not in entry or "--hash=" not in entry] == []
