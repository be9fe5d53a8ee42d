"""A small load generator: keep-alive connections from one process, every answer timed.

It reads answers of known length only, as our site, nginx and kiwix-serve give them. A server that
closes a connection after each answer, as Debian's kiwix-serve does, is asked on a new one.
"""

from __future__ import annotations

import re
import selectors
import socket
import statistics
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_READ = 1 << 18


@dataclass(slots=True)
class Measured:
    """What a run gave: seconds for each request, in all, and how many answers were not 200."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    failed: int = 0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    def quantile(self, share: float) -> float:
        """Milliseconds that this share of the requests stayed under."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) * 1000


class _Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.began = 0.0

    def ask(self, request: bytes) -> None:
        self.received = b""
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bool:
        """Takes what has come; whether the answer is whole."""
        piece = self.socket.recv(_READ)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.received += piece
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return False
        if length := _LENGTH.search(head):
            return len(body) >= int(length[1])
        return not _CHUNKED.search(head) or body.endswith(b"0\r\n\r\n")

    @property
    def closes(self) -> bool:
        """Whether the server said with its answer that it takes no more on this connection."""
        return bool(_CLOSES.search(self.received.partition(b"\r\n\r\n")[0]))


def run(
    host: str,
    port: int,
    paths: Iterable[str],
    *,
    connections: int = 1,
    headers: Sequence[str] = ("Accept-Encoding: br, gzip",),
) -> Measured:
    """Asks for every path once, over so many connections at a time."""
    lines = "\r\n".join([f"Host: {host}:{port}", *headers])
    waiting = deque(f"GET {path} HTTP/1.1\r\n{lines}\r\n\r\n".encode() for path in paths)
    measured = Measured()
    selector = selectors.DefaultSelector()
    began = time.perf_counter()
    for _ in range(min(connections, len(waiting))):
        connection = _Connection(host, port)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.ask(waiting.popleft())
    while selector.get_map():
        for key, _ in selector.select():
            connection = key.data
            if not connection.read():
                continue
            measured.seconds.append(time.perf_counter() - connection.began)
            measured.failed += not connection.received.startswith(
                (b"HTTP/1.1 200", b"HTTP/1.0 200")
            )
            if waiting and not connection.closes:
                connection.ask(waiting.popleft())
                continue
            selector.unregister(connection.socket)
            connection.socket.close()
            if waiting:
                connection = _Connection(host, port)
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.ask(waiting.popleft())
    measured.elapsed = time.perf_counter() - began
    return measured
