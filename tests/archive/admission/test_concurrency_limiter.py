"""The places of a worker, searches' share of them, and who gets one that is given back."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.connection_set import ConnectionSet


def make_limiter(places: int = 3, searches: int = 2) -> ConcurrencyLimiter:
    return ConcurrencyLimiter(ConcurrencyLimits(places, searches))


def enter(limiter: ConcurrencyLimiter, kind: Kind) -> ConnectionSet:
    place = limiter.acquire(kind)
    assert place is not None
    return place


def wait_until(limiter: ConcurrencyLimiter, kind: Kind, awaited: int) -> None:
    deadline = time.monotonic() + 10
    while limiter.count_awaited(kind) != awaited:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_searches_never_take_every_place() -> None:
    limiter = make_limiter()
    enter(limiter, Kind.SEARCH)
    enter(limiter, Kind.SEARCH)
    assert limiter.acquire(Kind.SEARCH) is None
    enter(limiter, Kind.PAGE)
    assert limiter.acquire(Kind.PAGE) is None
    assert (limiter.count_busy(Kind.SEARCH), limiter.count_busy(Kind.PAGE)) == (2, 1)


def test_pages_may_take_every_place() -> None:
    limiter = make_limiter()
    places = {enter(limiter, Kind.PAGE) for _ in range(3)}
    assert len(places) == 3
    assert limiter.acquire(Kind.PAGE) is None


def test_nobody_passes_by_who_waits() -> None:
    limiter = make_limiter(places=1)
    place = enter(limiter, Kind.PAGE)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(limiter.wait, Kind.PAGE)
        wait_until(limiter, Kind.PAGE, 1)
        assert limiter.acquire(Kind.PAGE) is None
        limiter.release(Kind.PAGE, place)
        assert waiting.result(10) is place
    limiter.release(Kind.PAGE, place)
    assert limiter.acquire(Kind.PAGE) is place


def test_pages_go_before_searches() -> None:
    limiter = make_limiter(places=1, searches=1)
    place = enter(limiter, Kind.SEARCH)
    order: list[Kind] = []

    def work(kind: Kind) -> None:
        given = limiter.wait(kind)
        order.append(kind)
        limiter.release(kind, given)

    with ThreadPoolExecutor() as pool:
        asked: list[Future[None]] = []
        for kind in (Kind.SEARCH, Kind.PAGE):
            asked.append(pool.submit(work, kind))
            wait_until(limiter, kind, 1)
        limiter.release(Kind.SEARCH, place)
        for each in asked:
            each.result(10)
    assert order == [Kind.PAGE, Kind.SEARCH]


@pytest.mark.parametrize("kind", Kind)
def test_every_place_comes_back_after_a_crowd(kind: Kind) -> None:
    limiter = make_limiter()

    def work(_: int) -> None:
        place = limiter.wait(kind)
        assert limiter.count_busy(kind) <= limiter.limits.of(kind)
        limiter.release(kind, place)

    with ThreadPoolExecutor(16) as pool:
        assert len([*pool.map(work, range(200))]) == 200
    assert limiter.count_busy(kind) == 0
    assert len({enter(limiter, Kind.PAGE) for _ in range(3)}) == 3
