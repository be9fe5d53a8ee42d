"""Starting, restarting and stopping the server, and what it says where it cannot start."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import psycopg
import pytest

from tests.helpers.postgresql import create_database
from tests.helpers.site_process import (
    ROOT,
    Served,
    clean_environment,
    free_port,
    serve,
    serve_seeds,
)


@pytest.mark.site
def test_without_an_archive_healthz_is_well_and_readyz_says_what_is_missing(
    tmp_path: Path,
) -> None:
    environment = clean_environment(tmp_path / "var")
    assert Served(0, environment).manage("collectstatic", "--noinput").returncode == 0
    with serve(environment) as site:
        assert site.ask("/healthz").status == 200
        answer = site.ask("/readyz")
        assert answer.status == 503
        assert "database does not answer" in json.loads(answer.body)["reason"]
        page = site.ask("/")
        assert page.status == 503
        assert page.headers["cache-control"] == "no-store"
        assert int(page.headers["retry-after"]) > 0
        assert "<!doctype html>" in page.text.lower()
    assert "The database is away at /: " in (tmp_path / "var" / "serve.log").read_text("utf-8")


@pytest.mark.postgresql
@pytest.mark.site
def test_a_restart_of_the_database_is_not_seen_by_readers(postgresql: str, tmp_path: Path) -> None:
    address = create_database(postgresql, "restarted")
    with serve_seeds(tmp_path, DATABASE_URL=address) as site:
        for _ in range(8):  # every thread has a connection
            assert site.ask("/articles/").status == 200
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'restarted'"
            )
        assert {site.ask("/articles/").status for _ in range(8)} == {200}


@pytest.mark.database
@pytest.mark.site
def test_a_second_start_makes_nothing_anew(tmp_path: Path) -> None:
    with serve_seeds(tmp_path) as site:
        first = json.loads(site.ask("/readyz").body)
    assert "Published edition" in (tmp_path / "serve.log").read_text("utf-8")
    with serve(site.environment, "--prepare") as again:
        assert json.loads(again.ask("/readyz").body) == first
    said = (tmp_path / "serve.log").read_text("utf-8")
    assert "The index stands already." in said
    assert "Published edition" not in said


def test_sites_that_share_a_cache_folder_build_the_table_once(served: Served) -> None:
    assert list(Path(served.environment["ARCHIVE_CACHE_DIR"]).glob("lexicon-*.npz"))
    assert not list(Path(served.environment["ARCHIVE_VAR"]).rglob("lexicon-*"))


@pytest.mark.database
@pytest.mark.site
def test_refused_seeds_stop_the_first_start_but_never_take_down_what_stands(
    tmp_path: Path,
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    bad = seeds / "003_0123456789abcdef.txt"
    bad.write_text("Not an article of any source.\n", "utf-8")
    with (
        pytest.raises(RuntimeError, match=bad.name),
        serve_seeds(tmp_path / "var", ARCHIVE_SEEDS=str(seeds)),
    ):
        pass
    bad.unlink()
    with serve_seeds(tmp_path / "var", ARCHIVE_SEEDS=str(seeds)) as site:
        stood = json.loads(site.ask("/readyz").body)
    bad.write_text("Not an article of any source.\n", "utf-8")
    with serve(site.environment, "--prepare") as again:
        assert json.loads(again.ask("/readyz").body) == stood
    log = (tmp_path / "var" / "serve.log").read_text("utf-8")
    assert bad.name in log
    assert "serving the edition published before" in log


def test_a_taken_port_is_said_plainly(served: Served) -> None:
    outcome = served.manage("serve", "--port", str(served.port))
    assert outcome.returncode == 1
    assert f"cannot serve on 127.0.0.1:{served.port}" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.database
def test_workers_give_freed_memory_back(served: Served) -> None:
    mine = f"--port\0{served.port}\0".encode()
    server = [each for each in Path("/proc").glob("[0-9]*") if mine in _read(each / "cmdline")]
    assert server
    for process in server:
        assert b"MALLOC_TRIM_THRESHOLD_=4194304" in _read(process / "environ")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # it ended meanwhile
        return b""


@pytest.mark.site
def test_stopping_while_workers_still_start_does_not_hang(tmp_path: Path) -> None:
    with serve_seeds(tmp_path, ARCHIVE_WORKERS="4") as site:
        assert site.ask("/healthz").status == 200
        began = time.monotonic()
    assert time.monotonic() - began < 20


@pytest.mark.process
def test_without_static_files_serving_says_what_to_do(tmp_path: Path) -> None:
    site = Served(free_port(), clean_environment(tmp_path))
    outcome = site.manage("serve", "--port", str(site.port))
    assert outcome.returncode == 1
    assert "manage.py collectstatic" in outcome.stderr
