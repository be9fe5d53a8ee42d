"""The server's main process: the first signal to stop ends it, whichever thread takes it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.granian_server import WakeUpPipe
from tests.helpers.site_process import PATIENCE, ROOT, Served, serve_seeds

STOPPING = [signal.SIGTERM, signal.SIGINT]


def find_main(site: Served) -> int:
    """The number of the server's main process: the parent of its workers."""
    asked = f"--port\0{site.port}\0".encode()
    numbers = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if asked in (process / "cmdline").read_bytes():
                numbers.add(int(process.name))
        except OSError:  # it ended meanwhile
            continue
    (main,) = (number for number in numbers if parent_of(number) not in numbers)
    return main


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def wait_for(is_so: Callable[[], bool]) -> bool:
    """Whether something comes to be so in the time that a site may take to start."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def send_to_thread(process: int, thread: int, number: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(ctypes.c_long(TGKILL), process, thread, number):
        raise OSError(ctypes.get_errno(), "tgkill")


TGKILL = {"x86_64": 234, "aarch64": 131}.get(os.uname().machine, 0)


@pytest.mark.site
@pytest.mark.skipif(not TGKILL, reason="the number of tgkill is not known here")
@pytest.mark.parametrize("number", STOPPING, ids=["SIGTERM", "SIGINT"])
def test_a_signal_that_another_thread_takes_stops_the_server(tmp_path: Path, number: int) -> None:
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="2") as site:
        main = find_main(site)
        threads = [int(task.name) for task in Path(f"/proc/{main}/task").iterdir()]
        (other, *_) = (thread for thread in threads if thread != main)
        send_to_thread(main, other, number)
        # It is this process's child, and nobody has asked for its end yet.
        assert wait_for(lambda: _state(main) == "Z")
    assert "Unexpected exit" not in (tmp_path / "serve.log").read_text("utf-8")


@pytest.mark.site
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a process of its parent's end"
)
def test_workers_end_with_a_main_process_that_is_killed(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="2") as site:
        main = find_main(site)
        workers = [
            int(number)
            for task in Path(f"/proc/{main}/task").iterdir()
            for number in (task / "children").read_text().split()
        ]
        assert len(workers) >= 2
        os.kill(main, signal.SIGKILL)
        assert wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
        with pytest.raises(ConnectionRefusedError):
            site.ask("/healthz")


def _state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def test_what_was_set_for_good_is_never_cleared() -> None:
    event = WakeUpPipe()
    event.set()
    event.clear()
    assert not event.is_set()
    event.set_for_good()
    event.clear()
    assert event.is_set()
    event.wait()


def test_another_thread_wakes_whoever_waits_and_a_full_pipe_stops_nobody() -> None:
    event = WakeUpPipe()
    for _ in range(70_000):  # more than a pipe holds
        event.set()
    event.clear()
    threading.Timer(0.05, event.set).start()
    event.wait()


PROGRAM = """
import os, signal, sys
from archive import granian_server

class Held(granian_server.SignalledServer):
    def startup(self, *args):
        super().startup(*args)
        print(*[worker._id() for worker in self.wrks], flush=True)

granian_server.SignalledServer = Held
sys.argv = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "0",
            "--workers", "2", "--log-level", "error", "tests.archive.slow_start:application"]
granian_server.main()
"""


@pytest.mark.process
def test_a_worker_that_still_starts_ends_with_the_server(tmp_path: Path) -> None:
    """Its application never stands, and there is no time after which it would be killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        workers = [int(word) for word in process.stdout.readline().split()]
        assert len(workers) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    finally:
        process.kill()
        process.communicate()
