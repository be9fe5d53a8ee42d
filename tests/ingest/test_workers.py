"""Several processes that read give what one gives; what ends one of them is named."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from multiprocessing.context import SpawnProcess
from threading import Timer
from typing import Any

import pytest

from documents.ingest import importer
from documents.ingest.importer import Options, ingest
from documents.ingest.interrupts import InterruptGuard
from documents.ingest.prepare_rows import PreparedRows
from documents.ingest.workers import MIN_FILES, WorkerPool, processes_for
from documents.models import Article, Edition, SeedFile, Translation
from documents.search import SearchRequest, open_index, search
from documents.seed_store.items import Item
from documents.seed_store.source_claims import Claim, Claims, read_globs
from tests.helpers.seed_workshop import (
    THEN,
    Workshop,
    accession_of,
    article_text,
    counts,
    empty_archive,
    faults,
    shown,
)

ARTICLES = 60  # more than two portions


def rows() -> list[list[dict[str, Any]]]:
    """Everything stored, but for the keys that a database hands out."""
    keys = {"id", "seed_id", "article_id", "recorded_at"}
    return [
        [
            {name: value for name, value in row.items() if name not in keys}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (SeedFile, Article, Translation)
    ]


@pytest.mark.process
@pytest.mark.django_db
def test_several_processes_give_the_rows_and_the_edition_that_one_gives(
    workshop: Workshop,
) -> None:
    for number in range(ARTICLES):
        workshop.article(f"word{number}", number=number)
    workshop.write("seeds/070_bad.txt", "no article\n")
    workshop.article("word7", version=2)
    register = workshop.seeds / "accessions.tsv"
    found = []
    for processes in (0, 2):
        empty_archive()
        register.unlink(missing_ok=True)
        report = ingest([], Options(skip_bad=True, date=THEN, processes=processes))
        index = open_index(workshop.root / "index", shown())
        found.append(
            (
                rows(),
                report.edition,
                counts(report),
                faults(report),
                register.read_text(),
                search(index, SearchRequest(q="paragraph")).total,
            )
        )
    assert found[0] == found[1]
    assert found[0][-1] == ARTICLES


@pytest.mark.process
def test_processes_begin_with_the_file_that_makes_them_worth_it() -> None:
    with closing(WorkerPool(None, None, unread=True)) as crew:
        crew.announce_files(MIN_FILES - 1)
        assert crew.extra_batches == 0
        crew.announce_files()
        assert crew.extra_batches == min(processes_for(MIN_FILES), 1)


def test_who_wants_no_processes_gets_none() -> None:
    with closing(WorkerPool(0, None)) as crew:
        crew.announce_files(MIN_FILES)
        assert crew.extra_batches == 0


class Deadly(bytes):
    """A file that ends the process which reads it, as one too large for the memory would."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return (_die, (os.getpid(),))


def _die(parent: int) -> bytes:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return b""


def item(number: int, data: bytes) -> Item:
    name = f"{number:03}_{accession_of(str(number))}.txt"
    claims = Claims((Claim("evening-paper", ("peoples_daily",), read_globs(["**"])),))
    return Item("article", "c", name, name, data, "0" * 64, accession_of(str(number)), 1, claims)


@pytest.mark.process
def test_a_file_that_ends_its_reader_is_named_and_the_others_are_read() -> None:
    text = article_text().encode()
    items = [item(number, Deadly() if number == 30 else text) for number in range(ARTICLES)]
    with closing(WorkerPool(2, None)) as crew:
        outcomes = list(crew.make(items))
        after = list(crew.make([item(99, text)]))
    refused = {
        place: one for place, one in enumerate(outcomes) if not isinstance(one, PreparedRows)
    }
    assert list(refused) == [30]
    assert [(fault.path[:4], fault.field) for fault in refused[30]] == [("030_", "file")]
    assert isinstance(after[0], PreparedRows)


def interrupt() -> None:
    """Ctrl-C, here and now."""
    os.kill(os.getpid(), signal.SIGINT)
    signal.sigtimedwait([], 0.01)  # the handler has run by then


@pytest.mark.django_db
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("moment", ["start", "close"])
def test_an_interrupt_that_is_lost_on_its_way_still_ends_the_ingest(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Python prints and drops what is raised in a callback, as while processes start and end."""

    def do_interrupted(*arguments: Any) -> Any:
        with suppress(KeyboardInterrupt):
            interrupt()
        return usual(*arguments)

    usual = getattr(WorkerPool, moment)
    monkeypatch.setattr(WorkerPool, moment, do_interrupted)
    workshop.article("word")
    with pytest.raises(KeyboardInterrupt):
        ingest([], Options(date=THEN, processes=0))
    assert Edition.objects.count() == 0
    assert (workshop.seeds / "accessions.tsv").exists() == (moment == "close")
    monkeypatch.undo()
    assert ingest([], Options(date=THEN, processes=0)).published


@pytest.mark.django_db
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_that_is_lost_after_the_commit_is_told_too(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(*_: Any) -> None:
        with suppress(KeyboardInterrupt):
            interrupt()

    monkeypatch.setattr(importer, "find_near_duplicates", find)
    workshop.article("word")
    with pytest.raises(KeyboardInterrupt):
        ingest([], Options(date=THEN, processes=0))
    assert Edition.objects.count() == 1


@pytest.mark.process
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_as_a_process_begins_leaves_none_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pool that is stopped there does not know its process, which waits for work for ever."""

    def start(process: SpawnProcess) -> None:
        usual(process)
        interrupt()

    usual = SpawnProcess.start
    monkeypatch.setattr(SpawnProcess, "start", start)
    try:
        with (
            pytest.raises(KeyboardInterrupt),
            InterruptGuard() as guard,
            closing(WorkerPool(2, None, guard=guard)) as crew,
        ):
            crew.start([item(0, article_text().encode())])
        assert multiprocessing.active_children() == []
    finally:
        for child in multiprocessing.active_children():
            child.kill()


@pytest.mark.process
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_while_a_result_is_waited_for_is_answered_when_no_lock_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever gives the result would wait for the lock for ever, and the pool's end for him."""

    def interrupted_result(future: Future[Any], timeout: float | None = None) -> Any:
        with future._condition:
            interrupt()
            held.append(True)
        return usual(future, timeout)

    held: list[bool] = []
    usual = Future.result
    monkeypatch.setattr(Future, "result", interrupted_result)
    with (
        pytest.raises(KeyboardInterrupt),
        InterruptGuard() as guard,
        closing(WorkerPool(2, None, guard=guard)) as crew,
    ):
        list(crew.make([item(0, article_text().encode())]))
    assert held == [True]


@pytest.mark.usefixtures("interruptible")
def test_a_file_that_cannot_be_read_to_its_end_does_not_keep_an_interrupt_waiting() -> None:
    endless: Future[list[Any]] = Future()
    Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt), InterruptGuard() as guard:
        list(WorkerPool(2, None, guard=guard).finish([([], endless)]))


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a shell does so for what it runs behind
    with InterruptGuard() as guard:
        interrupt()
        guard.check()


ENDLESS = """
import time
from documents.ingest.interrupts import InterruptGuard
with InterruptGuard() as guard, guard.hold():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.process
@pytest.mark.usefixtures("interruptible")
def test_a_second_interrupt_ends_the_process_at_once() -> None:
    process = subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as words:
        assert words.readline() == b"held\n"
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == -signal.SIGINT
