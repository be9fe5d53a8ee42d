"""Publication has one point: a kill anywhere leaves the edition that was, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from archive.database import configure_database
from documents.search import SearchRequest, open_index, search
from documents.search.schema import SCHEMA_VERSION
from tests.helpers.command_server import Command, CommandServer, command_server
from tests.helpers.postgresql import create_database
from tests.helpers.seed_workshop import SOURCES, accession_of, article_text
from tests.helpers.site_process import clean_environment

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 300
KILLS = 10

pytestmark = pytest.mark.process


@dataclass(frozen=True, slots=True)
class Machine:
    """An archive in a folder of its own, worked on by processes of their own."""

    folder: Path
    environment: dict[str, str]
    database: dict[str, Any]
    commands: CommandServer

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"

    def write(self, *words: str) -> None:
        self.seeds.mkdir(exist_ok=True)
        (self.seeds / "sources.toml").write_text(SOURCES)
        for word in words:
            file = self.seeds / f"000_{accession_of(word)}.txt"
            file.write_text(article_text(word))

    def start_python(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A command in a process that Python begins in, as an operator has it."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def migrate(self) -> None:
        status, words = self.commands.run("migrate", "--verbosity=0")
        assert status == 0, words

    def state(self) -> tuple[str, int, int]:
        """The edition served, its rows, and what its index finds: read as a reader reads."""
        connection: BaseDatabaseWrapper = ConnectionHandler({"default": self.database})["default"]
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT digest FROM documents_edition ORDER BY id DESC LIMIT 1")
                row = cursor.fetchone()
                cursor.execute("SELECT count(*) FROM documents_article WHERE is_newest")
                articles = cursor.fetchone()[0]
        finally:
            connection.close()
        index = open_index(self.folder / "var" / "index", row[0])
        return row[0], articles, search(index, SearchRequest()).total

    def leftovers(self) -> set[str]:
        """Folders beside the indexes of the two newest editions."""
        edition = self.state()[0]
        names = {path.name for path in (self.folder / "var" / "index").iterdir()}
        return {name for name in names if not name.startswith(f"{SCHEMA_VERSION}-")} | (
            set() if f"{SCHEMA_VERSION}-{edition}" in names else {"no index"}
        )


@pytest.fixture(scope="module")
def first_machine(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Machine]:
    """A machine that serves one article; copied, and itself left alone."""
    folder = tmp_path_factory.mktemp("machine")
    server = os.environ.get("DATABASE_URL", "")
    address = ""
    if server.startswith("postgres"):
        address = create_database(server, f"first_{uuid4().hex[:12]}")
    with make_machine(folder, address) as made, django_db_blocker.unblock():
        made.migrate()
        made.write("first")
        assert made.commands.run("ingest")[0] == 0
        assert made.state()[1:] == (1, 1)
        yield made


@pytest.fixture
def busy_machine(
    first_machine: Machine, tmp_path: Path, django_db_blocker: Any
) -> Iterator[Machine]:
    """A machine that serves one article and has many more to ingest."""
    shutil.copytree(first_machine.folder, tmp_path, dirs_exist_ok=True)
    address = ""
    if server := first_machine.environment.get("DATABASE_URL"):
        name = f"killed_{uuid4().hex[:12]}"
        address = create_database(server, name, template=str(first_machine.database["NAME"]))
    with make_machine(tmp_path, address) as machine, django_db_blocker.unblock():
        assert machine.state() == first_machine.state()
        machine.write(*(f"word{number}" for number in range(ARTICLES)))
        yield machine


@contextmanager
def make_machine(folder: Path, address: str) -> Iterator[Machine]:
    settings = {"ARCHIVE_SEEDS": str(folder / "seeds")}
    if address:
        settings["DATABASE_URL"] = address
    database = configure_database(address, folder / "var" / "archive.sqlite3")
    (folder / "var").mkdir(exist_ok=True)
    environment = clean_environment(folder / "var", **settings)
    with command_server(environment, folder / "written") as commands:
        yield Machine(folder, environment, database, commands)


def check_completion(machine: Machine) -> None:
    """The next ingest does what is left and leaves nothing over; the one after does nothing."""
    status, words = machine.commands.run("ingest")
    assert status == 0, words
    assert machine.state()[1:] == (ARTICLES + 1, ARTICLES + 1)
    assert machine.leftovers() == set()
    register = (machine.seeds / "accessions.tsv").read_text().splitlines()
    assert len(register) == len(set(register)) == ARTICLES + 2
    assert "Nothing has changed" in machine.commands.run("ingest")[1]


def dry_run_seconds(machine: Machine) -> float:
    started = time.monotonic()
    assert machine.commands.run("ingest", "--dry-run")[0] == 0
    return time.monotonic() - started


@pytest.mark.database
def test_a_kill_anywhere_leaves_the_old_edition_and_the_next_run_completes(
    busy_machine: Machine,
) -> None:
    machine = busy_machine
    old = machine.state()
    length = min(dry_run_seconds(machine) for _ in range(2))  # the machine may be busy
    chance = random.Random(1958)
    killed = 0
    for attempt in range(KILLS):
        process = machine.commands.start("ingest")
        # Points spread over the whole run, more of them towards its end, where it publishes.
        share = (attempt + chance.random()) / KILLS
        time.sleep(length * 1.5 * share**0.5)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if process.returncode == 0:
            break  # it was faster than the kill: nothing is left to interrupt
        killed += 1
        now = machine.state()
        assert now == old or now[1:] == (ARTICLES + 1, ARTICLES + 1)
    assert killed > 0
    check_completion(machine)


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[bytes] | Command) -> None:
    """Look again and again: the moments waited for are short, and the processor is wanted."""
    while not condition() and process.poll() is None:
        time.sleep(0.0001)


def index_is_flushed(machine: Machine) -> bool:
    return len(list((machine.folder / "var" / "index").glob(f"{SCHEMA_VERSION}-*"))) > 1


def register_is_written(machine: Machine) -> bool:
    return (machine.seeds / "accessions.tsv").stat().st_size > 1000


@pytest.mark.database
@pytest.mark.parametrize("moment", [index_is_flushed, register_is_written])
def test_a_kill_just_before_the_commit_publishes_all_or_nothing(
    busy_machine: Machine, moment: Callable[[Machine], bool]
) -> None:
    old = busy_machine.state()
    process = busy_machine.commands.start("ingest")
    wait_until(lambda: moment(busy_machine), process)
    process.kill()
    process.communicate()
    now = busy_machine.state()
    assert now == old or now[1:] == (ARTICLES + 1, ARTICLES + 1)
    check_completion(busy_machine)


@pytest.mark.database
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_processes_that_read_end_with_the_one_that_writes(
    busy_machine: Machine, how: signal.Signals
) -> None:
    old = busy_machine.state()
    process = busy_machine.start_python("ingest", "--processes", "2")
    begun = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    # Both and the one that watches over what they share: well before anything is written.
    wait_until(lambda: len(begun.read_text().split()) > 2, process)
    process.send_signal(how)
    process.communicate(timeout=30)  # they hold its output open as long as they live
    assert process.returncode != 0
    assert busy_machine.state() == old
    check_completion(busy_machine)


LOST_INTERRUPT = """
import os, signal, weakref

class Module:
    pass

def interrupt(reference):
    os.kill(os.getpid(), signal.SIGINT)
    signal.sigtimedwait([], 0.01)

module = Module()
reference = weakref.ref(module, interrupt)
del module
from archive.settings import *
"""


@pytest.mark.database
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_while_modules_are_imported_ends_the_ingest(busy_machine: Machine) -> None:
    """Python drops what is raised in a weak reference's callback, and each import has one."""
    old = busy_machine.state()
    (busy_machine.folder / "lost_interrupt.py").write_text(LOST_INTERRUPT)
    added = {"DJANGO_SETTINGS_MODULE": "lost_interrupt", "PYTHONPATH": str(busy_machine.folder)}
    machine = replace(busy_machine, environment=busy_machine.environment | added)
    process = machine.start_python("ingest")
    words = process.communicate()[0].decode()
    assert (process.returncode, words) == (-signal.SIGINT, "")
    assert busy_machine.state() == old


@pytest.mark.database
def test_two_ingests_at_once_are_refused_and_the_first_goes_on(busy_machine: Machine) -> None:
    index = busy_machine.folder / "var" / "index"
    first = busy_machine.commands.start("ingest")
    wait_until(lambda: any(index.glob(".building-*")), first)
    first.send_signal(signal.SIGSTOP)
    try:
        status, words = busy_machine.commands.run("ingest")
        assert (status, "Another ingest is running" in words) == (2, True), words
        assert any(index.glob(".building-*"))
    finally:
        first.send_signal(signal.SIGCONT)
    first.communicate()
    assert first.returncode == 0
    assert busy_machine.state()[1:] == (ARTICLES + 1, ARTICLES + 1)


@pytest.mark.postgresql
def test_postgresql_knows_the_size_of_what_it_was_given(postgresql: str, tmp_path: Path) -> None:
    """By it the questions of those who serve are planned, once for many answers."""
    address = create_database(postgresql, f"sized_{uuid4().hex[:12]}")
    with make_machine(tmp_path, address) as machine:
        machine.migrate()
        machine.write("wheat", "rye", "oats")
        assert machine.commands.run("ingest")[0] == 0
    with psycopg.connect(address) as connection:
        sizes = connection.execute(
            "SELECT relname, reltuples FROM pg_class WHERE relname IN"
            " ('documents_seedfile', 'documents_article', 'documents_translation') ORDER BY 1"
        ).fetchall()
    articles, seeds = sizes[0], sizes[1]
    assert articles == ("documents_article", 3)
    assert seeds == ("documents_seedfile", 4)  # with sources.toml


def write_seeds(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sources.toml").write_text(SOURCES)
    (folder / f"000_{accession_of('wheat')}.txt").write_text(article_text("wheat"))


def test_check_seeds_opens_no_database(tmp_path: Path) -> None:
    settings = {
        "ARCHIVE_SEEDS": str(tmp_path / "seeds"),
        "DATABASE_URL": "postgresql://none.invalid/x",
    }
    write_seeds(tmp_path / "seeds")
    checked = subprocess.run(
        [sys.executable, "manage.py", "check_seeds"],
        cwd=ROOT,
        env=clean_environment(tmp_path / "var", **settings),
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout.partition(",")[0]) == (0, "1 new")
    assert {path.name for path in tmp_path.iterdir()} == {"seeds"}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, CommandServer]]:
    """The folder of an archive of which the seeds alone are there, and its commands."""
    folder = tmp_path_factory.mktemp("bare") / "archive"
    write_seeds(folder / "seeds")
    environment = clean_environment(folder / "var", ARCHIVE_SEEDS=str(folder / "seeds"))
    with command_server(environment, folder.parent / "written") as commands:
        yield folder, commands


@pytest.mark.parametrize("command", [["ingest"], ["export", "seeds", "out"], ["reindex"]])
@pytest.mark.parametrize("has_folder", [True, False])
def test_an_archive_without_tables_is_told_to_migrate(
    bare: tuple[Path, CommandServer], tmp_path: Path, command: list[str], has_folder: bool
) -> None:
    folder, commands = bare
    shutil.rmtree(folder / "var", ignore_errors=True)
    if has_folder:
        (folder / "var").mkdir()
    out = tmp_path / "out"
    status, words = commands.run(*[str(out) if one == "out" else one for one in command])
    assert not out.exists()
    assert (status, "manage.py migrate" in words, "Traceback" in words) == (2, True, False)
