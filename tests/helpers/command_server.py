"""A process that has the project imported, and runs each management command in a fork of itself.

Starting Python and importing the project takes most of a small command's time. A fork runs the same
`manage.py` in a process of its own, which can be killed; what a start itself does wrong it does not
show: tests of that start their own.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from tests.helpers.site_process import ROOT

COMMANDS = ("check_seeds", "export", "ingest", "reindex")  # the project's own that are short


@dataclass(slots=True)
class Command:
    """A command that runs in a fork, told like a ``subprocess.Popen``."""

    server: CommandServer
    pid: int
    output: Path
    returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        return self._ask("poll")

    def send_signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)  # no other can have its number: only `poll` and `wait` give it up

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self) -> tuple[bytes, None]:
        """Wait for its end; what it wrote, to either stream."""
        self._ask("wait")
        return self.output.read_bytes(), None

    def _ask(self, how: str) -> int | None:
        if self.returncode is None:
            self.returncode = self.server.ask([how, self.pid])
        return self.returncode


@dataclass(slots=True)
class CommandServer:
    """The process that forks, seen from the test."""

    process: subprocess.Popen[bytes]
    environment: Mapping[str, str]
    folder: Path  # for what commands write
    started: int = field(default=0)

    def start(self, *arguments: str) -> Command:
        """Begin ``manage.py`` with arguments."""
        self.started += 1
        output = self.folder / f"output {self.started}"
        return Command(self, self.ask(["start", str(output), *arguments]), output)

    def run(self, *arguments: str) -> tuple[int, str]:
        """The exit status of ``manage.py`` and what it wrote."""
        command = self.start(*arguments)
        words = command.communicate()[0].decode()
        assert command.returncode is not None
        return command.returncode, words

    def ask(self, request: list[Any]) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def command_server(environment: Mapping[str, str], folder: Path) -> Iterator[CommandServer]:
    """A process for commands in one environment, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.command_server"],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield CommandServer(process, environment, folder)


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    for name in COMMANDS:
        import_module(f"documents.management.commands.{name}")
    for line in requests:
        verb, *rest = json.loads(line)
        if verb == "start":
            answer: int | None = _fork(Path(rest[0]), rest[1:])
        else:
            ended, status = os.waitpid(rest[0], os.WNOHANG if verb == "poll" else 0)
            answer = os.waitstatus_to_exitcode(status) if ended else None
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _fork(output: Path, arguments: list[str]) -> int:
    if pid := os.fork():
        return pid
    try:
        written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for stream, source in enumerate((nothing, written, written)):
            os.dup2(source, stream)
        sys.argv = ["manage.py", *arguments]
        status = _exit_status_of_manage()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        status = 1
        traceback.print_exc()
    finally:
        os._exit(status)


def _exit_status_of_manage() -> int:
    try:
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
