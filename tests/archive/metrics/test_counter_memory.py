"""Memory that workers share: a part for each, taken over from whoever ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from archive.metrics.counter_memory import VARIABLE, CounterMemory, create_memory, open_memory

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="needs Linux")
WORKER = """
import os, sys
from archive.metrics.counter_memory import open_memory
memory = open_memory()
memory.part(memory.own)[5] += 7.0
print(memory.own, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def descriptor(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setenv(VARIABLE, "")
    create_memory(2)
    found = int(os.environ[VARIABLE])
    yield found
    os.close(found)


def start_worker(descriptor: int) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        pass_fds=[descriptor],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, int(process.stdout.readline())


@pytest.mark.process
def test_a_killed_workers_part_goes_to_the_next_with_what_was_counted(descriptor: int) -> None:
    own = open_memory()
    process, part = start_worker(descriptor)
    assert (own.own, part) == (0, 1)
    assert list(own.live()) == [0, 1]
    process.kill()
    process.communicate()
    assert list(own.live()) == [0]
    assert own.part(part)[5] == 7.0
    process, part = start_worker(descriptor)
    process.communicate("")
    assert part == 1
    assert own.part(part)[5] == 14.0


@pytest.mark.parametrize("said", ["", "9999"])
def test_without_memory_to_inherit_a_process_counts_for_itself(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, said)
    memory = open_memory()
    memory.part(memory.own)[0] = 1.0
    assert list(memory.parts()) == list(memory.live()) == [0]
    assert CounterMemory(None).part(0)[0] == 0.0
