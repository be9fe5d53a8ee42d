"""Builds the container image with Buildah, and runs it as Podman would, by systemd-nspawn.

Podman itself wants control groups that few test machines lend. No registry is asked: a bare Debian
stands in the base image's place, under its name.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers.bare_debian import PATIENCE, BareDebian

BASE_IMAGE = "python:3.11-slim"
_ASK = "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=5)"


@dataclass(frozen=True, slots=True)
class ImageStore:
    """Buildah with images in a folder of its own."""

    folder: Path

    def run(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        """Run one of Buildah's commands; what it printed."""
        if shutil.which("buildah") is None:
            raise RuntimeError("buildah is not installed: apt install buildah")
        places = [f"--root={self.folder / 'images'}", f"--runroot={self.folder / 'run'}"]
        done = subprocess.run(
            ["buildah", *places, *arguments],
            cwd=cwd,
            env=os.environ | {"STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def add_base(self, debian: BareDebian) -> None:
        """Give a Debian the base image's name. Its Python is the same release as the image's."""
        debian.run("apt-get update --quiet && apt-get install --yes python3-venv")
        container = self.run("from", "scratch")
        self.run("add", "--quiet", container, debian.root, "/")
        self.run("commit", "--quiet", "--rm", container, BASE_IMAGE)

    def build(self, documented: str, context: Path) -> None:
        """Run the documented `podman build`, by Podman's own builder."""
        program, *arguments = shlex.split(documented)
        assert program == "podman"
        build, *options = arguments
        self.run(build, "--pull-never", *options, cwd=context)

    def describe(self, image: str) -> dict[str, Any]:
        """An image's configuration, as Docker names its parts."""
        said: dict[str, Any] = json.loads(self.run("inspect", "--type", "image", image))
        config: dict[str, Any] = said["Docker"]["config"]
        return config

    def unpack(self, image: str) -> Path:
        """The folder with an image's files."""
        return Path(self.run("mount", self.run("from", "--pull-never", image)))


@dataclass(frozen=True, slots=True)
class RunningImage:
    """A container that runs; ``leader`` is one of its processes."""

    leader: int
    config: dict[str, Any]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in it, in its folder, as its user."""
        enter = ["nsenter", "--target", str(self.leader), "--all", "--"]
        place = ["/usr/bin/env", "-C", self.config["WorkingDir"]]
        user = ["/usr/sbin/runuser", "-u", self.config["User"], "--"]
        return subprocess.run([*enter, *user, *place, *command], capture_output=True, text=True)


@contextmanager
def running_image(
    root: Path, config: dict[str, Any], volume: Path, *settings: str
) -> Iterator[RunningImage]:
    """Run an image as `podman run --read-only --tmpfs /tmp --volume …` does.

    It has a network of its own. A volume that does not exist begins with what the image has there.
    """
    (place,) = config["Volumes"]
    if not volume.exists():
        subprocess.run(["cp", "--archive", root / place.lstrip("/"), volume], check=True)
    log = volume.with_name("container.log")
    with log.open("ab") as output:
        container = subprocess.Popen(
            [
                *("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--as-pid2"),
                *("--private-network", "--console=pipe", "--resolv-conf=off", "--timezone=off"),
                *(
                    f"--directory={root}",
                    "--read-only",
                    "--tmpfs=/tmp:mode=1777",
                    f"--bind={volume}:{place}",
                ),
                *(f"--user={config['User']}", f"--chdir={config['WorkingDir']}"),
                *(f"--setenv={one}" for one in (*config["Env"], *settings)),
                *("--", *config["Entrypoint"], *config["Cmd"]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield RunningImage(_wait_for(container, log), config)
        finally:
            container.terminate()
            container.wait(PATIENCE)


def _wait_for(container: subprocess.Popen[bytes], log: Path) -> int:
    """The first process of a container, once what it serves answers."""
    children = Path(f"/proc/{container.pid}/task/{container.pid}/children")
    deadline = time.monotonic() + PATIENCE
    while container.poll() is None and time.monotonic() < deadline:
        for leader in map(int, children.read_text().split()):
            enter = ["nsenter", "--target", str(leader), "--net", "--"]
            asked = subprocess.run([*enter, sys.executable, "-c", _ASK], capture_output=True)
            if asked.returncode == 0:
                return leader
        time.sleep(0.2)
    raise RuntimeError(f"the container does not serve:\n{log.read_text('utf-8', 'replace')}")
