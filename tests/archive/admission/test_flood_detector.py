"""A crowd that passes waits and is answered; a flood is refused after its time, or at once."""

from __future__ import annotations

from archive.admission.flood_detector import (
    PATIENCE,
    FloodDetector,
    QueueLimits,
    WaitingRequest,
)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def make_detector(flood: int, length: int = 64) -> tuple[FloodDetector, Clock]:
    """Twenty seconds' wait in a flood, as the clock tells."""
    clock = Clock()
    return FloodDetector(QueueLimits(length, 20.0, flood), clock), clock


def enter(detector: FloodDetector, count: int) -> list[WaitingRequest]:
    """So many requests that wait, in order."""
    requests = [detector.enter() for _ in range(count)]
    waiting = [request for request in requests if request is not None]
    assert len(waiting) == count
    return waiting


def admit(detector: FloodDetector, requests: list[WaitingRequest]) -> None:
    for request in requests:
        detector.leave(request, admitted=True)


def refuse_late(detector: FloodDetector, requests: list[WaitingRequest]) -> list[WaitingRequest]:
    """Those that may wait no longer, as their threads find out for themselves."""
    late = [request for request in requests if not detector.time_to_wait(request)]
    for request in late:
        detector.leave(request, admitted=False)
    return late


def test_who_finds_the_queue_full_is_refused_at_once() -> None:
    detector, _ = make_detector(flood=24, length=1)
    [first] = enter(detector, 1)
    assert detector.enter() is None
    detector.leave(first, admitted=True)
    assert detector.enter() is not None
    assert detector.count_waiting() == 1


def test_in_a_crowd_that_passes_nobody_is_refused_however_long_they_waited() -> None:
    detector, clock = make_detector(flood=4)
    first = enter(detector, 4)
    clock.now = 18
    admit(detector, first[:3])
    clock.now = 30  # about as many come as are answered
    others = enter(detector, 4)
    assert refuse_late(detector, [first[3], *others]) == []


def test_in_a_flood_who_waited_for_the_time_is_refused_and_newcomers_at_once() -> None:
    detector, clock = make_detector(flood=4)
    [late] = enter(detector, 1)
    clock.now = 10
    others = enter(detector, 3)
    assert detector.enter() is None  # four have come since the first, none left
    assert refuse_late(detector, [late, *others]) == []
    clock.now = 22
    assert refuse_late(detector, [late, *others]) == [late]


def test_what_is_a_crowd_at_first_is_a_flood_if_it_stays() -> None:
    detector, clock = make_detector(flood=12)
    ahead = enter(detector, 10)
    [late] = enter(detector, 1)
    admit(detector, ahead)
    others = enter(detector, 16)
    clock.now = 25  # sixteen came and ten were answered: chance
    assert refuse_late(detector, [late, *others]) == []
    clock.now = 39  # the same in a longer wait is no chance
    assert refuse_late(detector, [late, *others]) == [late, *others]


def test_a_flood_lasts_until_somebody_finds_a_place_without_waiting() -> None:
    detector, clock = make_detector(flood=4)
    flood = enter(detector, 4)
    assert detector.enter() is None
    clock.now = 22
    assert refuse_late(detector, flood) == flood
    detector.pass_by()
    crowd = enter(detector, 3)
    clock.now = 60  # 38 seconds later
    assert refuse_late(detector, crowd) == []


def test_one_who_waits_in_a_flood_is_refused_after_the_time_though_few_have_come_since() -> None:
    detector, clock = make_detector(flood=4)
    flood = enter(detector, 4)
    clock.now = 10
    assert detector.enter() is None
    admit(detector, flood[:2])
    [last] = enter(detector, 1)
    clock.now = 31
    assert refuse_late(detector, [*flood[2:], last]) == [*flood[2:], last]


def test_a_worker_that_was_held_up_refuses_nobody() -> None:
    detector, clock = make_detector(flood=8)
    requests = enter(detector, 7)
    clock.now = 39
    assert refuse_late(detector, requests) == []


def test_nobody_waits_longer_than_the_limit() -> None:
    detector, clock = make_detector(flood=8)
    [request] = enter(detector, 1)
    clock.now = 20.0 * PATIENCE - 0.01
    assert 0 < detector.time_to_wait(request) <= 0.011
    clock.now = 20.0 * PATIENCE
    assert detector.time_to_wait(request) == 0
