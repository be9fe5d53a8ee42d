"""The store of answers in memory: it never holds more than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.page_cache.memory_store import CachedResponse, MemoryStore


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3000)), max_size=200))
def test_the_store_never_holds_more_than_it_may(asked: list[tuple[int, int]]) -> None:
    store = MemoryStore(40_000)
    for key, length in asked:
        store.put(key, CachedResponse.build("200 OK", [], b"x" * length))
        assert store.size <= 40_000
    held = [answer for key in range(31) if (answer := store.get(key))]
    assert store.size == sum(answer.size for answer in held)
    assert len(store) == len(held)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    answer = CachedResponse.build("200 OK", [], b"x")
    store = MemoryStore(answer.size * 20)
    for key in range(20):
        store.put(key, answer)
    assert store.get(0) is answer
    store.put(20, answer)
    assert store.get(0) is answer
    assert store.get(1) is None


def test_an_answer_too_large_to_share_the_room_is_not_kept() -> None:
    store = MemoryStore(100_000)
    store.put("large", CachedResponse.build("200 OK", [], b"x" * 20_000))
    assert len(store) == 0
