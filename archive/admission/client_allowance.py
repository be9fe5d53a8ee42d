"""How much of a worker's time one client address may take (a leaky bucket of processor time).

A page costs what it took to make: a crawler may have many articles or few searches. What comes from
memory, files and answers of 304 cost nothing.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock
from wsgiref.types import WSGIEnvironment

BURST = 5.0  # seconds of making that may be taken at once
_CLIENTS = 10_000  # that are remembered
_NETWORK = 64  # bits of an IPv6 address that belong to one client


class ClientAllowance:
    """What each client has taken. ``share`` of a worker's time is forgiven as time goes by."""

    def __init__(
        self, share: float, header: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._share = share
        self._variable = f"HTTP_{header.upper().replace('-', '_')}" if header else ""
        self._clock = clock
        self._taken: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def find_client(self, environ: WSGIEnvironment) -> str:
        """Whose allowance a request counts against; "" for nobody's.

        Without a header to believe, an address that is not of the public internet is a proxy's or
        one of our own, and all its readers would share one allowance.
        """
        if not self._share:
            return ""
        said = str(environ.get(self._variable, "")).rpartition(",")[2].strip()
        if said:
            return _network(said, is_public=False)
        return _network(environ.get("REMOTE_ADDR", ""), is_public=True)

    def wait(self, client: str) -> int:
        """Seconds after which the client may ask again; 0 where it may ask now."""
        if not client:
            return 0
        with self._lock:
            excess = self._owed(client) - BURST
        return math.ceil(excess / self._share) if excess > 0 else 0

    def charge(self, client: str, seconds: float) -> None:
        """Add what a client's page took."""
        if not client:
            return
        with self._lock:
            self._taken[client] = self._owed(client) + seconds, self._clock()
            self._taken.move_to_end(client)
            if len(self._taken) > _CLIENTS:
                self._taken.popitem(last=False)

    def _owed(self, client: str) -> float:
        now = self._clock()
        taken, then = self._taken.get(client, (0.0, now))
        return max(taken - (now - then) * self._share, 0.0)


def _network(written: str, *, is_public: bool) -> str:
    """The address or network of one client; "" for none, or where only public ones count."""
    try:
        address = ip_address(written.strip("[]"))
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if is_public and not address.is_global:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> _NETWORK << _NETWORK))
    return str(address)
