"""A queue that the workers of one server share: who waits in one is answered by whichever is free.

A connection stays with the worker that took it, by chance: one may have more than it can answer
while the other rests. So a request that has to wait is put here, as one end of a pipe on which its
worker waits for the answer.

The queue is a pair of sockets, and the system keeps order, bounds and locks. `manage.py serve`
makes it before the server starts its workers, and they inherit it. Nothing lies in a file, and
nobody else can reach it.
"""

from __future__ import annotations

import os
import socket
import weakref
from collections.abc import Iterable
from multiprocessing.connection import Connection, wait

VARIABLE = "PARALLEL_ARCHIVE_QUEUES"  # names the descriptors to the workers


class SharedQueue:
    """Ends of pipes, first in, first out, for all processes that inherited the two sockets.

    Without sockets that it is given, it is this process's own.
    """

    def __init__(self, ends: tuple[socket.socket, socket.socket] | None = None) -> None:
        self._reader, self._writer = ends or _make_pair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._close = weakref.finalize(self, _close_both, self._reader, self._writer)

    def put(self, connection: Connection) -> bool:
        """Add a copy of an end of a pipe; False where the system has no room for it."""
        try:
            return socket.send_fds(self._writer, [b"\0"], [connection.fileno()]) == 1
        except OSError:
            return False

    def wait(self, seconds: float) -> bool:
        """Whether somebody is in the queue, as soon as that is so, or after a time."""
        return bool(wait([self._reader], seconds))

    def take(self) -> Connection | None:
        """Take the first out; None where there is none, or another process was quicker."""
        try:
            _, descriptors, _, _ = socket.recv_fds(self._reader, 1, 1)
        except OSError:
            return None
        return Connection(descriptors[0]) if descriptors else None

    def close(self) -> None:
        """Close this process's sockets; so does the end of the queue."""
        self._close()


def create_queues(count: int) -> None:
    """Make queues that whatever this process executes inherits."""
    descriptors = []
    for _ in range(count):
        for end in _make_pair():
            end.set_inheritable(True)
            descriptors.append(end.detach())
    os.environ[VARIABLE] = ",".join(map(str, descriptors))


def open_queues(count: int) -> tuple[SharedQueue, ...]:
    """The queues that this process inherited, else as many of its own."""
    try:
        numbers = [int(number) for number in os.environ.get(VARIABLE, "").split(",")]
        if len(numbers) == 2 * count:
            return tuple(_open_pairs(numbers))
    except (OSError, ValueError):  # descriptors of another process's environment
        pass
    return tuple(SharedQueue() for _ in range(count))


def _close_both(reader: socket.socket, writer: socket.socket) -> None:
    reader.close()
    writer.close()


def _make_pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)


def _open_pairs(numbers: list[int]) -> Iterable[SharedQueue]:
    sockets = [socket.socket(fileno=os.dup(number)) for number in numbers]
    if any((each.family, each.type) != (socket.AF_UNIX, socket.SOCK_STREAM) for each in sockets):
        raise OSError("not what was made for a queue")
    return map(SharedQueue, zip(sockets[::2], sockets[1::2], strict=True))
