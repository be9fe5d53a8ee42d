"""A primary and two replicas below three web processes, under load, while servers are killed.

The primary dies in the middle of an ingest too: with rows written, before their edition stands.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from tests.helpers.postgresql_cluster import Cluster, ClusterMember, running_cluster
from tests.helpers.reading_collection import SEED
from tests.helpers.seed_workshop import accession_of, article_text
from tests.helpers.site_process import ROOT, Answer, Served, clean_environment, serve

WEB_PROCESSES = 3
READERS = 2  # of each web process
FAULT = 5.0  # seconds after a kill in which a page may be a 503
ARRIVAL = 180.0  # seconds in which every web process shows a new edition with its index
QUIET = 3.0  # seconds of load between two events
# Pages of all kinds. What is kept in memory would hide a fault, so some are asked in many forms.
KEPT = ("/", f"/articles/{SEED}/", "/articles/", "/sources/", "/zh-hans/", "/articles.json")
MADE_ANEW = (f"/articles/{SEED}/?q=steel{{n}}", "/articles/?q=iron+-word{n}", "/about/?q={n}")


@dataclass(frozen=True, slots=True)
class Observation:
    """What a reader got: when it was asked, by which web process, and the answer."""

    begun: float
    ended: float
    web: int
    path: str
    answer: Answer


@dataclass(slots=True)
class Load:
    """Readers who ask all web processes without a pause."""

    sites: list[Served]
    seen: list[Observation] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        numbers = count()
        threads = [
            threading.Thread(target=self._read, args=(web, numbers))
            for web in range(len(self.sites))
            for _ in range(READERS)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopped.set()
            for thread in threads:
                thread.join()

    def _read(self, web: int, numbers: count[int]) -> None:
        for form in self._forever():
            path, begun = form.format(n=next(numbers)), time.monotonic()
            answer = self.sites[web].ask(path)
            self.seen.append(Observation(begun, time.monotonic(), web, path, answer))

    def _forever(self) -> Iterator[str]:
        while True:
            for form in (*KEPT, *MADE_ANEW):
                if self.stopped.is_set():
                    return
                yield form


def edition_of(site: Served) -> str:
    """The edition a web process is ready to show; "" where it is not ready."""
    answer = site.ask("/readyz")
    return str(json.loads(answer.body)["edition"]) if answer.status == 200 else ""


def wait_for_all(sites: list[Served], besides: set[str]) -> str:
    """The edition that every web process shows with its index, when it is another than before."""
    deadline = time.monotonic() + ARRIVAL
    while True:
        shown = {edition_of(site) for site in sites}
        if len(shown) == 1 and not shown & {"", *besides}:
            return shown.pop()
        assert time.monotonic() < deadline, (shown, besides)
        time.sleep(0.2)


def deliver(folder: Path, words: str) -> str:
    """A folder with one article."""
    delivery = folder / words
    delivery.mkdir()
    (delivery / f"010_{accession_of(words)}.txt").write_text(article_text(words), "utf-8")
    return str(delivery)


def kill_during_ingest(primary: ClusterMember, keeper: dict[str, str], delivery: str) -> float:
    """Kill the server while an ingest has written rows and not its edition; when that was."""
    command = [sys.executable, "manage.py", "ingest", delivery]
    with closing(psycopg.connect(primary.address)) as holding:
        # Readers read on; who would write an edition waits for this transaction.
        holding.execute("LOCK TABLE documents_edition IN SHARE MODE")
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=keeper,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        wait_for_writer(primary, process)
        killed = time.monotonic()
        primary.kill()
    said, _ = process.communicate(timeout=ARRIVAL)
    assert process.returncode in {1, 2}, said
    assert "Traceback" not in said
    return killed


def wait_for_writer(primary: ClusterMember, process: subprocess.Popen[str]) -> None:
    """Wait until a transaction that has written waits for a lock."""
    waiting = (
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND backend_xid IS NOT NULL"
    )
    deadline = time.monotonic() + ARRIVAL
    with psycopg.connect(primary.address, autocommit=True) as asking:
        while asking.execute(waiting).fetchone() is None:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.05)


def manage(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def following(environment: dict[str, str]) -> Iterator[None]:
    """`manage.py reindex --follow` beside a web process."""
    command = [sys.executable, "manage.py", "reindex", "--follow"]
    with (Path(environment["ARCHIVE_VAR"]) / "follow.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield
        assert process.poll() is None, "the index builder did not outlive the faults"
    finally:
        process.terminate()
        process.wait(30)


def test_readers_see_whole_editions_while_servers_die_and_an_ingest_runs(tmp_path: Path) -> None:
    with running_cluster(replicas=2) as cluster, ExitStack() as until_end:
        primary, first, second = cluster.members
        keeper = clean_environment(tmp_path / "keeper", DATABASE_URL=cluster.url("read-write"))
        manage(keeper, "migrate", "--verbosity", "0")
        manage(keeper, "ingest")
        sites = start_sites(cluster, tmp_path, until_end)
        editions = [wait_for_all(sites, set())]
        load, killed = Load(sites), []
        with load.running():
            time.sleep(QUIET)
            killed.append(time.monotonic())
            first.kill()
            time.sleep(QUIET)
            first.start()
            manage(keeper, "ingest", deliver(tmp_path, "春耕"))
            editions.append(wait_for_all(sites, set(editions)))
            time.sleep(QUIET)
            delivery = deliver(tmp_path, "秋收")
            killed.append(kill_during_ingest(primary, keeper, delivery))
            time.sleep(QUIET)
            assert wait_for_all(sites, set()) == editions[-1]  # nothing of it is seen
            second.promote()
            manage(keeper, "ingest", delivery)
            editions.append(wait_for_all(sites, set(editions)))
            time.sleep(QUIET)
        judge(load.seen, editions, killed)
        for site in sites:
            assert site.ask("/articles/?q=%E7%A7%8B%E6%94%B6").text.count("On 秋收")


def start_sites(cluster: Cluster, folder: Path, until_end: ExitStack) -> list[Served]:
    """The web processes, each with an index of its own; connections go to any server."""
    sites = []
    url = cluster.url("any", load_balance_hosts="random")
    for number in range(WEB_PROCESSES):
        own = folder / f"web-{number}"
        own.mkdir()
        environment = clean_environment(
            own, DATABASE_URL=url, ARCHIVE_BASE_URL="http://archive.example.org"
        )
        manage(environment, "reindex")
        manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        sites.append(until_end.enter_context(serve(environment)))
        until_end.enter_context(following(environment))
    return sites


def judge(seen: list[Observation], editions: list[str], killed: list[float]) -> None:
    """Every answer is a whole page of a published edition, or a 503 at a fault."""
    failed = [one for one in seen if one.answer.status >= 500]
    late = [
        (one.path, one.answer.status, round(one.begun - killed[0], 1))
        for one in failed
        if not any(begun - 1 <= one.begun <= begun + FAULT for begun in killed)
    ]
    assert late == []
    assert {one.answer.status for one in seen} <= {200, 503}
    assert all(one.answer.headers["retry-after"] for one in failed)
    bodies, shown = defaultdict(set), set[str]()
    for one in seen:
        if one.answer.status != 200:
            continue
        # Without an ETag: made from another edition than the one looked up, and kept nowhere.
        if etag := one.answer.headers.get("etag"):
            found = hashlib.sha256(one.answer.body).hexdigest()
            bodies[one.path, etag].add(found)
        if one.path.startswith("/about/"):
            shown |= set(re.findall("<code>([0-9a-f]{64})</code>", one.answer.text))
    assert {number for number, found in bodies.items() if len(found) > 1} == set()
    assert shown == set(editions)
