"""Workers that end are started again, whenever they end; what never stands ends the server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.worker_respawn import FIRST_PAUSE, LONGEST_PAUSE, SOUND, STARTS, RespawnSchedule
from tests.archive.test_granian_server import find_main, wait_for
from tests.helpers.site_process import PATIENCE, ROOT, Served, serve_seeds

KILLS = 4  # of one worker, each as soon as it answers


def find_workers(site: Served) -> list[int]:
    """The numbers of the worker processes: the main process's children."""
    tasks = Path(f"/proc/{find_main(site)}/task")
    children = [number for task in tasks.iterdir() for number in _read(task / "children").split()]
    asked = f"--port\0{site.port}\0"
    return [int(child) for child in children if asked in _read(Path(f"/proc/{child}/cmdline"))]


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the process ended meanwhile
        return ""


def answers(site: Served) -> bool:
    try:
        return site.ask("/healthz").status == 200
    except OSError:
        return False


@pytest.mark.site
@pytest.mark.skipif(sys.platform != "linux", reason="the workers are found in /proc")
def test_a_worker_killed_again_and_again_is_started_each_time(tmp_path: Path) -> None:
    """Granian ended the whole server at the second kill within 5.5 seconds."""
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="1") as site:
        main, killed = find_main(site), set[int]()
        for _ in range(KILLS):
            assert wait_for(lambda: bool(set(find_workers(site)) - killed) and answers(site))
            (worker,) = set(find_workers(site)) - killed
            killed.add(worker)
            os.kill(worker, signal.SIGKILL)
        assert wait_for(lambda: bool(set(find_workers(site)) - killed) and answers(site))
        assert find_main(site) == main
    log = (tmp_path / "serve.log").read_text("utf-8")
    assert len(killed) == KILLS
    said = re.findall(r"Worker 1 ended \(killed by signal 9\): it is started again (.*)", log)
    assert said == ["at once", "in 0.5 s", "in 1 s", "in 2 s"]


@pytest.mark.site
@pytest.mark.skipif(sys.platform != "linux", reason="the workers are found in /proc")
def test_all_workers_killed_at_once_come_back(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="2") as site:
        for _ in range(2):
            assert wait_for(lambda: len(find_workers(site)) == 2 and answers(site))
            for worker in find_workers(site):
                os.kill(worker, signal.SIGKILL)
        assert wait_for(lambda: len(find_workers(site)) == 2 and answers(site))
        assert site.ask("/articles/").status == 200


@pytest.mark.process
def test_an_application_that_never_stands_ends_the_server_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "never_stands.py").write_text('raise RuntimeError("settings are wrong")\n', "utf-8")
    command = [sys.executable, "-m", "archive.granian_server", "--interface", "wsgi"]
    options = ["--host", "127.0.0.1", "--port", "0", "--workers", "2", "--log-level", "warning"]
    ended = subprocess.run(
        [*command, *options, "--respawn-failed-workers", "never_stands:application"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 1
    said = ended.stdout + ended.stderr
    assert "RuntimeError: settings are wrong" in said
    assert said.count("No worker could start (exit status 1): the reason stands above.") == 1


def test_pauses_double_to_the_longest_and_a_server_that_has_served_never_gives_up() -> None:
    schedule = RespawnSchedule()
    pauses = [schedule.note_end(0, now=10.0, born=9.0, came_up=True) for _ in range(100)]
    assert pauses[:4] == [0, FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert schedule.note_end(1, now=10.0, born=9.0, came_up=False) == 0


def test_a_worker_that_was_sound_for_long_is_started_at_once() -> None:
    schedule = RespawnSchedule()
    for _ in range(5):
        schedule.note_end(0, now=10.0, born=9.0, came_up=True)
    assert schedule.note_end(0, now=10.0 + SOUND, born=10.0, came_up=True) == 0


def test_a_slow_start_that_failed_does_not_count_as_sound() -> None:
    schedule = RespawnSchedule()
    ends = [
        schedule.note_end(0, now=SOUND * (k + 1), born=SOUND * k, came_up=False)
        for k in range(STARTS)
    ]
    assert ends[-1] is None
    assert None not in ends[:-1]


def test_each_failed_worker_is_due_once_and_after_its_pause() -> None:
    schedule = RespawnSchedule()
    assert schedule.next_due() is None
    schedule.note_end(1, now=5.0, born=0.0, came_up=True)
    schedule.note_end(0, now=5.0, born=0.0, came_up=True)
    schedule.note_end(0, now=5.0, born=0.0, came_up=True)
    assert schedule.take_due(5.0) == [1]
    assert schedule.next_due() == 5.0 + FIRST_PAUSE
    assert schedule.take_due(5.0) == []
    assert schedule.take_due(5.0 + FIRST_PAUSE) == [0]
    schedule.note_end(0, now=6.0, born=5.9, came_up=True)
    schedule.forget()
    assert schedule.take_due(1000.0) == []
