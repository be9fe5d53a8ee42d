"""Several processes that read give what one gives; what ends one of them is named."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import pytest

from documents.ingest.importer import Options, ingest
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


def test_processes_begin_with_the_file_that_makes_them_worth_it() -> None:
    with closing(WorkerPool(None, None, unread=True)) as crew:
        crew.expect(MIN_FILES - 1)
        assert crew.ahead == 0
        crew.expect()
        assert crew.ahead == min(processes_for(MIN_FILES), 1)


def test_who_wants_no_processes_gets_none() -> None:
    with closing(WorkerPool(0, None)) as crew:
        crew.expect(MIN_FILES)
        assert crew.ahead == 0


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


@pytest.mark.django_db
def test_an_interrupt_that_is_lost_on_its_way_still_ends_the_ingest(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python prints and drops what is raised in a callback, as while processes are started."""

    def start(pool: WorkerPool, items: list[Item]) -> Any:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            signal.sigtimedwait([], 0.01)  # the handler has run by then
        return usual(pool, items)

    usual = WorkerPool.start
    monkeypatch.setattr(WorkerPool, "start", start)
    workshop.article("word")
    with pytest.raises(KeyboardInterrupt):
        ingest([], Options(date=THEN, processes=0))
    assert Edition.objects.count() == 0
    assert not (workshop.seeds / "accessions.tsv").exists()
    monkeypatch.undo()
    assert ingest([], Options(date=THEN, processes=0)).published
