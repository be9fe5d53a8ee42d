"""docs/your-archive.md is run, command by command, in a fresh folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.helpers.site_process import ROOT, clean_environment, free_port

pytestmark = pytest.mark.site

PAGE = (ROOT / "docs" / "your-archive.md").read_text("utf-8")
PATIENCE = 120  # seconds until the site answers
_PIECE = re.compile(
    r"`(?P<file>\.\./[^`\n]+)`:\n\n```\w+\n(?P<content>.*?)```|```console\n(?P<typed>.*?)```",
    re.DOTALL,
)


class Desk:
    """The reader's folder and terminal: what the page calls ``..``, port 8000 and ``.venv``."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._environment = clean_environment(folder, DATABASE_URL="")
        del self._environment["ARCHIVE_VAR"]  # the commands say where it lies

    def path(self, name: str) -> Path:
        return self._folder / name.removeprefix("../")

    def _own(self, words: str) -> str:
        """A line of the page as it reads here; what is installed is left as it is."""
        make = f"make -o {sys.prefix}/installed VENV={sys.prefix} PORT={self._port} "
        words = words.replace("../", f"{self._folder}/").replace(":8000", f":{self._port}")
        if words.startswith("make "):
            return words.replace("make ", make, 1)
        return words.replace(".venv/bin/python", sys.executable)

    def run(self, command: str, said: list[str]) -> None:
        """Run a command; it says each of these lines."""
        ended = subprocess.run(
            self._own(command),
            shell=True,
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        lines = [line.strip() for line in ended.stdout.splitlines()]
        expected = [self._own(line.strip()) for line in said]
        assert [line for line in expected if line not in lines] == []

    @contextmanager
    def serve(self, command: str, said: list[str]) -> Iterator[None]:
        """Run a command that goes on, until the block ends; it has said these lines."""
        log = self._folder / "serve.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                self._own(command),
                shell=True,
                cwd=ROOT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            deadline = time.monotonic() + PATIENCE
            while not all(self._own(line) in log.read_text("utf-8") for line in said):
                assert process.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < deadline, log.read_text("utf-8")
                time.sleep(0.05)
            while not self._answers():
                assert time.monotonic() < deadline, log.read_text("utf-8")
                time.sleep(0.05)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self._port}/healthz", timeout=PATIENCE) as answer:
                return bool(answer.status == HTTPStatus.OK)
        except OSError:
            return False


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    desk, ran = Desk(tmp_path), 0
    with ExitStack() as stack:
        for piece in _PIECE.finditer(PAGE):
            if piece["file"]:
                desk.path(piece["file"]).write_text(piece["content"], "utf-8")
                continue
            for one in piece["typed"].split("$ ")[1:]:
                command, *said = one.splitlines()
                ran += 1
                if command.startswith("make run"):
                    stack.enter_context(desk.serve(command, said))
                else:
                    desk.run(command, said)
    assert ran == PAGE.count("\n$ ") > 7
