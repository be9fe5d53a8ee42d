"""A bare Debian of the tests' own, made by debootstrap, and booted under systemd in a container."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.site_process import ROOT

RELEASE = "bookworm"
MIRROR = "http://deb.debian.org/debian"
BASE = "systemd,systemd-sysv,dbus,ca-certificates"  # what any Debian has that boots
REPOSITORY = Path("srv/repository")
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
PATIENCE = 300  # seconds to a booted system
# How pip gets through: a proxy, a mirror, another certificate.
_WAY_OUT = re.compile("PIP_|(?:https?|no)_proxy$", re.IGNORECASE)


class RehearsalFailed(AssertionError):
    """A documented command ended with an error: the block, and all that it printed."""


@dataclass(frozen=True, slots=True)
class BareDebian:
    """A Debian in a folder; ``leader`` is its first process while it runs."""

    root: Path
    leader: int = 0

    def run(self, script: str) -> str:
        """Run a script as root with bash, which stops at the first error; its output."""
        if self.leader:
            enter = ["nsenter", "--target", str(self.leader), "--all", "--"]
        else:
            enter = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--pipe"]
            enter += [f"--directory={self.root}", "--"]
        clean = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **{name: value for name, value in os.environ.items() if _WAY_OUT.match(name)},
        }
        settings = [f"{name}={value}" for name, value in clean.items()]
        done = subprocess.run(
            [
                *enter,
                "/usr/bin/env",
                "-i",
                *settings,
                "/bin/bash",
                "-euxo",
                "pipefail",
                "-c",
                script,
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            said = f"-- status {done.returncode} --\n{done.stdout}\n{done.stderr}"
            raise RehearsalFailed(f"{script}\n{said}")
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        """A file in it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file


def bootstrap(folder: Path) -> BareDebian:
    """A fresh Debian, of which others are copied."""
    for program in ("debootstrap", "systemd-nspawn", "nsenter"):
        if shutil.which(program) is None:
            raise RuntimeError(
                f"{program} is not installed: apt install debootstrap systemd-container"
            )
    root = folder / "debian"
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={BASE}", RELEASE, root, MIRROR],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    debian = BareDebian(root)
    debian.write("etc/apt/apt.conf.d/assume-yes", 'APT::Get::Assume-Yes "true";\n')
    if (ours := Path("/") / CERTIFICATES).exists():
        shutil.copy(ours, root / CERTIFICATES)
    return debian


def copy_debian(pristine: BareDebian, folder: Path) -> BareDebian:
    """A copy of a Debian that is not running."""
    root = folder / "debian"
    subprocess.run(["cp", "--archive", pristine.root, root], check=True)
    return BareDebian(root)


def make_repository(folder: Path) -> None:
    """A repository of one commit: every file that git knows here, as it is in the work tree."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if (file := ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, folder / name)
    git = ["git", "-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Release"]):
        subprocess.run([*git, *command], cwd=folder, check=True)


@contextmanager
def booted(debian: BareDebian) -> Iterator[BareDebian]:
    """The same, running under systemd with a network of its own, until the block ends."""
    log = debian.root.with_name("boot.log")
    with log.open("wb") as output:
        container = subprocess.Popen(
            [
                *("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot"),
                *("--private-network", "--console=pipe", f"--directory={debian.root}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield BareDebian(debian.root, _wait_for(container, log))
        finally:
            container.terminate()  # a regular shutdown
            container.wait(PATIENCE)


def _wait_for(container: subprocess.Popen[bytes], log: Path) -> int:
    """The first process of a container, once it has booted."""
    children = Path(f"/proc/{container.pid}/task/{container.pid}/children")
    deadline = time.monotonic() + PATIENCE
    while container.poll() is None and time.monotonic() < deadline:
        for leader in map(int, children.read_text().split()):
            enter = ["nsenter", "--target", str(leader), "--all", "--"]
            said = subprocess.run(
                [*enter, "systemctl", "is-system-running"], capture_output=True, text=True
            )
            if said.stdout.strip() in {"running", "degraded"}:
                return leader
        time.sleep(0.2)
    raise RuntimeError(f"the container did not boot:\n{log.read_text('utf-8', 'replace')}")


def read_commands(page: str, *headings: str) -> list[str]:
    """The shell blocks below some headings of a page of `docs/`, in their order."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    sections = dict(re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    blocks = [
        block
        for heading in headings
        for block in re.findall(r"^```sh\n(.*?)^```", sections[heading], re.MULTILINE | re.DOTALL)
    ]
    assert blocks, f"{page}: no commands below {headings}"
    return blocks
