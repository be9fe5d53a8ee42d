"""The bounded queue: places, searches' share of them, who waits and who is refused."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.connection_set import ConnectionSet


def make_limiter(
    places: int = 3, searches: int = 2, queue: int = 2, wait: float = 5.0
) -> ConcurrencyLimiter:
    return ConcurrencyLimiter(ConcurrencyLimits(places, searches, queue, wait))


def enter(limiter: ConcurrencyLimiter, kind: Kind) -> ConnectionSet:
    place = limiter.acquire(kind)
    assert place is not None
    return place


def wait_until(limiter: ConcurrencyLimiter, kind: Kind, waiting: int) -> None:
    deadline = time.monotonic() + 10
    while limiter.count_waiting(kind) != waiting:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_searches_never_take_every_place() -> None:
    limiter = make_limiter(queue=0)
    enter(limiter, Kind.SEARCH)
    enter(limiter, Kind.SEARCH)
    assert limiter.acquire(Kind.SEARCH) is None
    enter(limiter, Kind.PAGE)
    assert limiter.acquire(Kind.PAGE) is None
    assert (limiter.count_busy(Kind.SEARCH), limiter.count_busy(Kind.PAGE)) == (2, 1)


def test_pages_may_take_every_place() -> None:
    limiter = make_limiter(queue=0)
    places = {enter(limiter, Kind.PAGE) for _ in range(3)}
    assert len(places) == 3
    assert limiter.acquire(Kind.PAGE) is None


def test_who_finds_the_queue_full_is_refused_at_once() -> None:
    limiter = make_limiter(places=1, searches=1, queue=1, wait=30.0)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(limiter.acquire, Kind.SEARCH)
        wait_until(limiter, Kind.SEARCH, 1)
        began = time.monotonic()
        assert limiter.acquire(Kind.SEARCH) is None
        assert time.monotonic() - began < 5
        limiter.release(Kind.SEARCH, place)
        assert waiting.result(10) is place


def test_nobody_waits_longer_than_the_limit() -> None:
    limiter = make_limiter(places=1, searches=1, wait=0.02)
    place = enter(limiter, Kind.PAGE)
    assert limiter.acquire(Kind.SEARCH) is None
    assert limiter.count_waiting(Kind.SEARCH) == 0
    limiter.release(Kind.PAGE, place)
    assert limiter.acquire(Kind.SEARCH) is place


def test_pages_go_before_searches_and_the_first_of_a_kind_first() -> None:
    limiter = make_limiter(places=1, searches=1)
    place = enter(limiter, Kind.SEARCH)
    order: list[str] = []

    def ask(name: str, kind: Kind) -> None:
        given = enter(limiter, kind)
        order.append(name)
        limiter.release(kind, given)

    with ThreadPoolExecutor() as pool:
        asked: list[Future[None]] = []
        for name, kind, waiting in (
            ("search 1", Kind.SEARCH, 1),
            ("search 2", Kind.SEARCH, 2),
            ("page", Kind.PAGE, 1),
        ):
            asked.append(pool.submit(ask, name, kind))
            wait_until(limiter, kind, waiting)
        limiter.release(Kind.SEARCH, place)
        for each in asked:
            each.result(10)
    assert order == ["page", "search 1", "search 2"]


@pytest.mark.parametrize("kind", Kind)
def test_every_place_comes_back_after_a_crowd(kind: Kind) -> None:
    limiter = make_limiter(queue=4, wait=0.01)

    def ask(_: int) -> bool:
        place = limiter.acquire(kind)
        if place is None:
            return False
        time.sleep(0.001)
        limiter.release(kind, place)
        return True

    with ThreadPoolExecutor(16) as pool:
        answered = list(pool.map(ask, range(200)))
    assert any(answered)
    assert limiter.count_busy(kind) == 0
    assert limiter.count_waiting(kind) == 0
    assert len({enter(limiter, Kind.PAGE) for _ in range(3)}) == 3
