"""The metrics of a served site: of all workers, on their own address, and still after a kill."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.benchmarks.serving import workers
from tests.helpers.metrics_text import Samples, read_samples, total
from tests.helpers.site_process import Served, clean_environment, free_port, serve

pytestmark = pytest.mark.site
COUNT = "archive_request_duration_seconds_count"


def read_metrics(port: int) -> Samples:
    """What any worker tells. The one asked may be killed that very moment."""
    try:
        return _ask(port)
    except ConnectionError:
        return _ask(port)


def _ask(port: int) -> Samples:
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return read_samples(answer.read().decode())


def main_process(site: Served) -> int:
    """The server that started the workers."""
    found = workers(site)
    parents = {int((one / "stat").read_text().rpartition(")")[2].split()[1]) for one in found}
    return next(int(one.name) for one in found if int(one.name) in parents)


def test_all_workers_are_counted_and_a_kill_loses_nothing(tmp_path: Path) -> None:
    port = free_port()
    environment = clean_environment(
        tmp_path, ARCHIVE_METRICS=f"127.0.0.1:{port}", ARCHIVE_WORKERS="2"
    )
    with serve(environment, "--prepare") as site:
        deadline = time.monotonic() + 60
        while total(read_metrics(port), "archive_workers") < 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        for _ in range(40):  # each on a connection of its own: to either worker
            assert site.ask("/about/").status == 200
        assert site.ask("/metrics").status == 404
        samples = read_metrics(port)
        assert total(samples, COUNT, route="documents:about", status="200") == 40
        assert total(samples, COUNT, route="none", status="404") == 1
        assert total(samples, "archive_page_cache_requests_total", result="hit") >= 30
        assert total(samples, "archive_edition_info") == 1
        main = main_process(site)
        victim = next(int(one.name) for one in workers(site) if int(one.name) != main)
        os.kill(victim, signal.SIGKILL)
        while total(read_metrics(port), "archive_workers") > 1:
            assert time.monotonic() < deadline + 60
            time.sleep(0.05)
        assert total(read_metrics(port), COUNT, route="documents:about") == 40
        while total(read_metrics(port), "archive_workers") < 2:
            assert time.monotonic() < deadline + 60
            time.sleep(0.1)
    log = (tmp_path / "serve.log").read_text()
    assert "Unexpected exit from worker" in log  # Granian's warnings are still told
    assert "threads" not in log  # but for the one that says nothing here
