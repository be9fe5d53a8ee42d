"""Starts the real site in a process of its own, and asks it as a browser would."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from archive import settings as archive_settings
from tests.helpers.postgresql import create_database

ROOT = Path(__file__).resolve().parents[2]
# Pages of every kind, in both languages.
PAGES = ("/", "/articles/", "/sources/", "/about/", "/help/", "/zh-hans/", "/zh-hans/about/")
NO_SITE = "TESTS_WITHOUT_SITE"  # set in a run that leaves out what starts one
PATIENCE = 120  # seconds to the first answer, preparation included


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def ask_once(
    connection: http.client.HTTPConnection, path: str, method: str, headers: Mapping[str, str]
) -> Answer:
    """The answer to one request, the connection closed behind it."""
    try:
        connection.request(method, path, headers=dict(headers))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: its address, and the environment its commands run in."""

    port: int
    environment: dict[str, str]
    code: Path = ROOT

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        patience: float = 30,
    ) -> Answer:
        """One request on a connection of its own; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        return ask_once(connection, path, method, headers or {})

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A management command on this site's archive."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.code,
            env=self.environment,
            capture_output=True,
            text=True,
        )


def clean_environment(folder: Path, **settings: str) -> dict[str, str]:
    """This process's environment without the archive's settings, and with the ones given.

    The dictionary's table alone is shared: building it takes longer than all the rest of a start.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ARCHIVE_")
        and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    own = {
        "ARCHIVE_VAR": str(folder),
        "ARCHIVE_CACHE_DIR": str(archive_settings.ARCHIVE_CACHE_DIR),
        "ARCHIVE_QUEUE_MS": "10000",  # nobody is refused because the machine is busy
        "ARCHIVE_WORKERS": "1",  # the first answer then means that all of the site stands
    }
    return kept | own | settings


def free_port() -> int:
    """A port that no program listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serve_seeds(folder: Path, code: Path | str = ROOT, **settings: str) -> Iterator[Served]:
    """`manage.py serve --prepare` on a free port, with a fresh database on this run's server."""
    database = os.environ.get("DATABASE_URL", "")
    if database.startswith("postgres"):
        settings["DATABASE_URL"] = create_database(database, f"served_{uuid4().hex[:12]}")
    with serve(clean_environment(folder, **settings), "--prepare", code=Path(code)) as site:
        yield site


@contextmanager
def serve(environment: dict[str, str], *arguments: str, code: Path = ROOT) -> Iterator[Served]:
    """`manage.py serve` with an environment, until the block ends; ``code`` may be a copy."""
    if NO_SITE in os.environ:
        raise RuntimeError("a fast run starts no site: mark the test with pytest.mark.site")
    port = free_port()
    site = Served(port, environment, code)
    log = Path(environment["ARCHIVE_VAR"]) / "serve.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port), *arguments],
            cwd=code,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_for(site, process, log)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise


def _wait_for(site: Served, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if site.ask("/healthz").status == 200:
                return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the site did not start:\n{log.read_text('utf-8')}")
        time.sleep(0.05)
