"""Values that rows keep small are read as they were written, whatever was read before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.fields import pack_beside, unpack_beside

BLOCKS = st.lists(st.lists(st.text(alphabet='abc 社会\u2028\U0001f600"<', max_size=40), max_size=3))
FILES = st.binary(max_size=200)


@given(st.lists(st.tuples(BLOCKS, FILES), min_size=1, max_size=6))
def test_texts_of_several_files_are_read_in_any_order(
    kept: list[tuple[list[list[str]], bytes]],
) -> None:
    stored = [(pack_beside(blocks, file), blocks, file) for blocks, file in kept]
    for packed, blocks, file in [*stored, *reversed(stored), *stored]:
        assert unpack_beside(packed, file) == blocks


def test_what_a_file_holds_is_not_kept_a_second_time() -> None:
    text = "社会主义国家之间一共签订了约七十个一般性的文化协定" * 3
    beside, alone = pack_beside([text], text.encode()), pack_beside([text], b"")
    assert len(beside) < len(alone)
