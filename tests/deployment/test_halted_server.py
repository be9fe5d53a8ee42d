"""A PostgreSQL server that is halted, not gone: pages wait for it only so long."""

from __future__ import annotations

import time
from pathlib import Path

from tests.helpers.postgresql_cluster import running_cluster
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import clean_environment, serve

ARTICLE = f"/articles/{SEED}/"
ENOUGH = 120.0  # seconds: without a limit it would wait as long as the server is halted


def test_a_page_that_asks_a_halted_server_is_answered_503_and_it_heals(tmp_path: Path) -> None:
    with running_cluster(replicas=0) as cluster:
        (server,) = cluster.members
        environment = clean_environment(tmp_path, DATABASE_URL=cluster.url("any"))
        with serve(environment, "--prepare") as site:
            kept = site.ask(ARTICLE)
            assert site.ask(f"{ARTICLE}?q=iron").status == 200  # with a connection that is kept
            with server.halted():
                began = time.monotonic()
                answer = site.ask(f"{ARTICLE}?q=steel", patience=300)
                assert (answer.status, answer.headers["retry-after"]) == (503, "60")
                assert time.monotonic() - began < ENOUGH
                assert site.ask(ARTICLE).body == kept.body
                assert site.ask("/healthz").status == 200
            deadline = time.monotonic() + 60
            while site.ask(f"{ARTICLE}?q=steel").status != 200:
                assert time.monotonic() < deadline
                time.sleep(0.1)
