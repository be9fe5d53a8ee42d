"""Record identifiers: what is read is written again, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation.record_ids import RecordId, read_record_id, read_record_name

SEED = "xt66nzthbgz"


@pytest.mark.parametrize(
    "text",
    [
        SEED,
        f"{SEED}-v1",
        f"{SEED}-v12.p3-4.7",
        f"{SEED}.t2",
        f"{SEED}-v1.p1",
        f"{SEED}-v1-fr",
        f"{SEED}-v1-en-x-lee.t2",
    ],
)
def test_what_is_read_is_written_again(text: str) -> None:
    assert str(read_record_id(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "foo", SEED[:-1], f"{SEED}-v0", f"{SEED}-v1.q1", f"{SEED}-v1.p", f"{SEED}-v1.p3,4", "a b"],
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="record: found"):
        read_record_id(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f" {SEED.upper()} ", RecordId(SEED)),
        (f"/articles/{SEED}/", RecordId(SEED)),
        (f"https://example.org/zh-hans/articles/{SEED}/v2/", RecordId(SEED, 2)),
        (f"https://example.org/articles/{SEED}/v2/#t7", RecordId(SEED, 2, "t", "7")),
        (f"/articles/{SEED}/v1/?beside=en-x-lee#t7", RecordId(SEED, 1, "t", "7", "en-x-lee")),
        (f"/articles/{SEED}/v1/cite/?p=3-4&p=7", RecordId(SEED, 1, "p", "3-4,7")),
        (f"/articles/{SEED}/v1/cite/?t=3-4,7", RecordId(SEED, 1, "t", "3-4,7")),
        (f"/articles/{SEED}/?q=water&result=3#hit1", RecordId(SEED)),
        (f"ark:/12345/{SEED}/v1", RecordId(SEED, 1)),
        (f"https://example.org/ark:12345/{SEED}", RecordId(SEED)),
    ],
)
def test_an_address_is_read_by_article_version_and_passage(typed: str, read: RecordId) -> None:
    assert read_record_name(typed) == read


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(text: str) -> None:
    try:
        read = read_record_name(text)
    except ValueError:
        return
    assert read_record_id(str(read)) == read
