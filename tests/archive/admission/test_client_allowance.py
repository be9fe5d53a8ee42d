"""What one client address may take of a worker's time, and whose address counts."""

from __future__ import annotations

import pytest

from archive.admission.client_allowance import BURST, ClientAllowance

CLIENT = "8.8.8.8"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_waits_until_what_it_took_is_forgiven() -> None:
    clock = Clock()
    allowance = ClientAllowance(0.1, clock=clock)
    allowance.charge(CLIENT, BURST)
    assert allowance.wait(CLIENT) == 0
    allowance.charge(CLIENT, 1.0)
    assert allowance.wait(CLIENT) == 10
    assert allowance.wait("1.1.1.1") == 0
    clock.now = 9.0
    assert allowance.wait(CLIENT) == 1
    clock.now = 10.1
    assert allowance.wait(CLIENT) == 0


def test_cheap_pages_may_be_asked_more_often_than_costly_ones() -> None:
    clock = Clock()
    allowance = ClientAllowance(0.1, clock=clock)
    answered = {"article": 0, "search": 0}
    for kind, cost in (("article", 0.004), ("search", 0.04)):
        for second in range(100):
            clock.now = float(second)
            for _ in range(20):
                if not allowance.wait(kind):
                    allowance.charge(kind, cost)
                    answered[kind] += 1
    assert answered["article"] == 2000
    assert 200 <= answered["search"] < 500


def test_only_so_many_clients_are_remembered() -> None:
    allowance = ClientAllowance(0.1, clock=Clock())
    allowance.charge("first", BURST + 1)
    for number in range(10_000):
        allowance.charge(str(number), 0.001)
    assert allowance.wait("first") == 0


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("8.8.8.8", "8.8.8.8"),
        ("::ffff:8.8.8.8", "8.8.8.8"),
        ("2606:4700:1:2:3:4:5:6", "2606:4700:1:2::"),
        ("127.0.0.1", ""),
        ("10.0.0.7", ""),
        ("::1", ""),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_only_public_addresses_count_where_no_header_is_believed(address: str, client: str) -> None:
    forged = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": "9.9.9.9"}
    assert ClientAllowance(0.1).find_client(forged) == client


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ("9.9.9.9", "9.9.9.9"),
        ("1.2.3.4, 10.1.1.1", "10.1.1.1"),
        ("1.2.3.4, [2606:4700::1]", "2606:4700::"),
        ("nobody", ""),
    ],
)
def test_a_header_that_is_believed_names_the_client_last(said: str, client: str) -> None:
    allowance = ClientAllowance(0.1, "X-Forwarded-For")
    asked = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": said}
    assert allowance.find_client(asked) == client


def test_no_share_is_no_limit() -> None:
    assert ClientAllowance(0.0).find_client({"REMOTE_ADDR": CLIENT}) == ""
