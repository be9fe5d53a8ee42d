"""The bounded queue: places, searches' share of them, who waits and who is refused."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from archive.admission.concurrency_limiter import ConcurrencyLimiter, ConcurrencyLimits, Kind
from archive.admission.connection_set import ConnectionSet

Asked = Future[ConnectionSet | None]


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


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def make_timed(flood: int, queue: int = 64) -> tuple[ConcurrencyLimiter, Clock]:
    """One place for one search, and 20 seconds' wait in a flood, as the clock tells."""
    clock = Clock()
    return ConcurrencyLimiter(ConcurrencyLimits(1, 1, queue, 20.0, flood), clock), clock


def wait_for_place(
    limiter: ConcurrencyLimiter, pool: ThreadPoolExecutor, count: int
) -> list[Asked]:
    """So many searches that wait, in order."""
    asked = []
    for _ in range(count):
        waiting = limiter.count_waiting(Kind.SEARCH)
        asked.append(pool.submit(limiter.acquire, Kind.SEARCH))
        wait_until(limiter, Kind.SEARCH, waiting + 1)
    return asked


def give_back(limiter: ConcurrencyLimiter, place: ConnectionSet, answered: list[Asked]) -> None:
    """Give the place back as often as those who wait get it, in their order."""
    for each in answered:
        limiter.release(Kind.SEARCH, place)
        assert each.result(10) is place


def test_in_a_crowd_that_passes_nobody_is_refused_however_long_they_waited() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        first = wait_for_place(limiter, pool, 4)
        clock.now = 18
        give_back(limiter, place, first[:3])
        clock.now = 30  # about as many come as are answered
        others = wait_for_place(limiter, pool, 4)
        give_back(limiter, place, [first[3], *others])


def test_in_a_flood_who_waited_for_the_time_is_refused_and_newcomers_at_once() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        [late] = wait_for_place(limiter, pool, 1)
        clock.now = 10
        others = wait_for_place(limiter, pool, 3)
        assert limiter.acquire(Kind.SEARCH) is None  # four have come since the first, none left
        assert not late.done()
        clock.now = 22
        limiter.release(Kind.SEARCH, place)
        assert late.result(10) is None
        assert others[0].result(10) is place
        give_back(limiter, place, others[1:])


def test_a_newcomer_to_a_flood_has_those_refused_who_waited_for_the_time() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        [late] = wait_for_place(limiter, pool, 1)
        clock.now = 10
        others = wait_for_place(limiter, pool, 3)
        clock.now = 22
        others.append(pool.submit(limiter.acquire, Kind.SEARCH))
        assert late.result(10) is None
        wait_until(limiter, Kind.SEARCH, 4)
        give_back(limiter, place, others)


def test_what_is_a_crowd_at_first_is_a_flood_if_it_stays() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        ahead = wait_for_place(limiter, pool, 3)
        [late] = wait_for_place(limiter, pool, 1)
        others = []
        for each in ahead:
            give_back(limiter, place, [each])
            others += wait_for_place(limiter, pool, 1)
        clock.now = 30
        others += wait_for_place(limiter, pool, 1)  # four came and three were answered: chance
        assert not late.done()
        clock.now = 80  # the same in four times the wait is no chance
        limiter.release(Kind.SEARCH, place)
        assert [each.result(10) for each in (late, *others)] == [None] * 5


def test_a_flood_lasts_until_somebody_finds_a_place_without_waiting() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        flood = wait_for_place(limiter, pool, 4)
        assert limiter.acquire(Kind.SEARCH) is None
        clock.now = 22
        limiter.release(Kind.SEARCH, place)
        assert [each.result(10) for each in flood] == [None] * 4
        enter(limiter, Kind.SEARCH)
        crowd = wait_for_place(limiter, pool, 3)
        clock.now = 60
        give_back(limiter, place, crowd)


def test_one_who_waits_in_a_flood_is_refused_after_the_time_though_few_have_come_since() -> None:
    limiter, clock = make_timed(flood=4)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        flood = wait_for_place(limiter, pool, 4)
        clock.now = 10
        assert limiter.acquire(Kind.SEARCH) is None
        give_back(limiter, place, flood[:2])
        [last] = wait_for_place(limiter, pool, 1)
        clock.now = 31
        limiter.release(Kind.SEARCH, place)
        assert [each.result(10) for each in (*flood[2:], last)] == [None] * 3


def test_a_worker_that_was_held_up_refuses_nobody() -> None:
    limiter, clock = make_timed(flood=8)
    place = enter(limiter, Kind.SEARCH)
    with ThreadPoolExecutor(16) as pool:
        asked = wait_for_place(limiter, pool, 7)
        clock.now = 60
        give_back(limiter, place, asked)


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
