"""The queue between processes: order, bounds, and whose descriptors are taken for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from archive.admission.shared_queue import VARIABLE, SharedQueue, create_queues, open_queues

TAKE_ALL = """
from archive.admission.shared_queue import open_queues
for queue in open_queues(2):
    while connection := queue.take():
        connection.send("seen")
"""


@pytest.fixture
def queue() -> Iterator[SharedQueue]:
    made = SharedQueue()
    yield made
    made.close()


def put(queue: SharedQueue) -> Connection:
    """The own end of a pipe whose other end was put into the queue."""
    own, other = Pipe()
    with other:
        assert queue.put(other)
    return own


def test_who_came_first_is_taken_first(queue: SharedQueue) -> None:
    ends = [put(queue) for _ in range(5)]
    for number in range(5):
        taken = queue.take()
        assert taken is not None
        taken.send(number)
        taken.close()
    assert [end.recv() for end in ends] == [0, 1, 2, 3, 4]
    assert queue.take() is None


def test_waiting_ends_as_soon_as_somebody_is_there(queue: SharedQueue) -> None:
    assert not queue.wait(0)
    with put(queue):
        assert queue.wait(60)


def test_who_has_left_is_known_when_taken(queue: SharedQueue) -> None:
    put(queue).close()
    taken = queue.take()
    assert taken is not None
    with pytest.raises(OSError, match="Broken pipe"):
        taken.send(None)


def test_a_full_queue_says_so(queue: SharedQueue) -> None:
    own, other = Pipe()
    with own, other:
        put_in = 0
        while queue.put(other):
            put_in += 1
            assert put_in < 100_000
    assert put_in >= 64  # as many as wait for a worker
    taken = queue.take()
    assert taken is not None


@pytest.mark.process
def test_another_process_takes_from_the_queues_it_inherits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    create_queues(2)
    numbers = [int(number) for number in os.environ[VARIABLE].split(",")]
    ends = [put(queue) for queue in open_queues(2)]
    subprocess.run([sys.executable, "-c", TAKE_ALL], check=True, timeout=60, pass_fds=numbers)
    assert [end.recv() for end in ends] == ["seen", "seen"]
    for number in numbers:
        os.close(number)


@pytest.mark.parametrize("said", ["", "nonsense", "1,2", "99991,99992,99993,99994", "FILE"])
def test_what_is_no_queue_is_left_alone(
    said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    with open(os.path.join(tmp_path, "file"), "w") as file:
        monkeypatch.setenv(VARIABLE, said.replace("FILE", ",".join([str(file.fileno())] * 4)))
        queues = open_queues(2)
        assert not file.closed
        os.fstat(file.fileno())
    assert len(queues) == 2
    with put(queues[0]):
        assert not queues[1].wait(0)
        assert queues[0].take() is not None
