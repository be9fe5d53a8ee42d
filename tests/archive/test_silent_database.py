"""A database that says nothing: readers get 503 soon, and health checks are answered."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.helpers.site_process import Served, clean_environment, serve


@pytest.mark.site
def test_readers_of_a_server_that_never_answers_get_503_soon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        host = f"127.0.0.1:{mute.getsockname()[1]}"
        url = f"postgresql://reader@{host}/archive?connect_timeout=2"
        environment = clean_environment(tmp_path, DATABASE_URL=url)
        Served(0, environment).manage("collectstatic", "--no-input", "--verbosity=0")
        with serve(environment) as site:
            for path in ("/articles/", "/readyz"):
                answer = site.ask(path)
                assert answer.status == 503, path
                assert int(answer.headers["retry-after"]) > 0
            assert site.ask("/healthz").status == 200  # it asks no database
