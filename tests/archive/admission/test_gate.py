"""The bounded queue: places, searches' share of them, who waits and who is refused."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from archive.admission.connection_set import ConnectionSet
from archive.admission.gate import Gate, GateLimits, Kind


def make_gate(places: int = 3, searches: int = 2, queue: int = 2, wait: float = 5.0) -> Gate:
    return Gate(GateLimits(places, searches, queue, wait))


def enter(gate: Gate, kind: Kind) -> ConnectionSet:
    place = gate.enter(kind)
    assert place is not None
    return place


def wait_until(gate: Gate, kind: Kind, waiting: int) -> None:
    deadline = time.monotonic() + 10
    while gate.count_waiting(kind) != waiting:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_searches_never_take_every_place() -> None:
    gate = make_gate(queue=0)
    enter(gate, Kind.SEARCH)
    enter(gate, Kind.SEARCH)
    assert gate.enter(Kind.SEARCH) is None
    enter(gate, Kind.PAGE)
    assert gate.enter(Kind.PAGE) is None
    assert (gate.count_busy(Kind.SEARCH), gate.count_busy(Kind.PAGE)) == (2, 1)


def test_pages_may_take_every_place() -> None:
    gate = make_gate(queue=0)
    places = {enter(gate, Kind.PAGE) for _ in range(3)}
    assert len(places) == 3
    assert gate.enter(Kind.PAGE) is None


def test_who_finds_the_queue_full_is_refused_at_once() -> None:
    gate = make_gate(places=1, searches=1, queue=1, wait=30.0)
    place = enter(gate, Kind.SEARCH)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(gate.enter, Kind.SEARCH)
        wait_until(gate, Kind.SEARCH, 1)
        began = time.monotonic()
        assert gate.enter(Kind.SEARCH) is None
        assert time.monotonic() - began < 5
        gate.leave(Kind.SEARCH, place)
        assert waiting.result(10) is place


def test_nobody_waits_longer_than_the_limit() -> None:
    gate = make_gate(places=1, searches=1, wait=0.02)
    place = enter(gate, Kind.PAGE)
    assert gate.enter(Kind.SEARCH) is None
    assert gate.count_waiting(Kind.SEARCH) == 0
    gate.leave(Kind.PAGE, place)
    assert gate.enter(Kind.SEARCH) is place


def test_pages_go_before_searches_and_the_first_of_a_kind_first() -> None:
    gate = make_gate(places=1, searches=1)
    place = enter(gate, Kind.SEARCH)
    order: list[str] = []

    def ask(name: str, kind: Kind) -> None:
        given = enter(gate, kind)
        order.append(name)
        gate.leave(kind, given)

    with ThreadPoolExecutor() as pool:
        asked: list[Future[None]] = []
        for name, kind, waiting in (
            ("search 1", Kind.SEARCH, 1),
            ("search 2", Kind.SEARCH, 2),
            ("page", Kind.PAGE, 1),
        ):
            asked.append(pool.submit(ask, name, kind))
            wait_until(gate, kind, waiting)
        gate.leave(Kind.SEARCH, place)
        for each in asked:
            each.result(10)
    assert order == ["page", "search 1", "search 2"]


@pytest.mark.parametrize("kind", Kind)
def test_every_place_comes_back_after_a_crowd(kind: Kind) -> None:
    gate = make_gate(queue=4, wait=0.01)

    def ask(_: int) -> bool:
        place = gate.enter(kind)
        if place is None:
            return False
        time.sleep(0.001)
        gate.leave(kind, place)
        return True

    with ThreadPoolExecutor(16) as pool:
        answered = list(pool.map(ask, range(200)))
    assert any(answered)
    assert gate.count_busy(kind) == 0
    assert gate.count_waiting(kind) == 0
    assert len({enter(gate, Kind.PAGE) for _ in range(3)}) == 3
