"""Values that rows keep small are read as they were written, whatever was read before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.fields import DamagedValue, pack_beside, sort_keys, unpack_beside

TEXTS = st.text(alphabet='ab 社会主义\u2028\U0001f600"<', min_size=30, max_size=200)


@given(st.lists(TEXTS, min_size=2, max_size=5, unique=True))
def test_texts_of_several_files_are_read_in_any_order(texts: list[str]) -> None:
    files = [text.encode() for text in texts]  # so that a text is hardly more than its place there
    kept = [
        (pack_beside([text, word], file), [text, word], file)
        for word in ("paragraph", "verse")
        for text, file in zip(texts, files, strict=True)
    ]
    for stored, value, file in [*kept, *reversed(kept), *sorted(kept)]:
        assert unpack_beside(stored, file) == value


def test_what_a_file_holds_is_not_kept_a_second_time() -> None:
    text = "社会主义国家之间一共签订了约七十个一般性的文化协定"
    beside, alone = pack_beside([text], text.encode()), pack_beside([text], b"")
    assert len(beside) < len(alone) / 2


def test_an_object_reads_the_same_whatever_order_a_database_gives_its_keys() -> None:
    kept = {"zh-Hans": "x", "en": {"b": [], "a": {}}}
    assert repr(sort_keys(kept)) == "{'en': {'a': {}, 'b': []}, 'zh-Hans': 'x'}"


def test_no_bit_that_flips_in_a_stored_value_makes_another_value_of_it() -> None:
    file = "社会主义国家之间一共签订了约七十个一般性的文化协定".encode()
    value = ["社会主义国家", "paragraph of words that are not in the file"]
    stored, refused = pack_beside(value, file), 0
    for place in range(len(stored) * 8):
        flipped = bytearray(stored)
        flipped[place // 8] ^= 1 << place % 8
        try:
            read = unpack_beside(bytes(flipped), file)
        except DamagedValue:
            refused += 1
        else:
            assert read == value  # a bit without meaning, or the checksum's own mark
    assert refused > len(stored) * 8 - 50
