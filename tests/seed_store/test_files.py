"""Bytes to text: encodings, line ends, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.seed_store.files import decode
from documents.seed_store.records import Refused

CHINESE = (
    "### 各村积极救灾\n\n1947-03-03\n第2版()\n专栏：\n\n    各村积极展开救灾工作，干部下乡。\n"
)
TRADITIONAL = "華北農民代表大會今日開幕，到會代表五百餘人，討論土地問題與生產問題。\n"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        decode(data, "x.txt")
    return str(caught.value)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL])
def test_every_encoding_gives_the_same_text(codec: str, encoding: str, text: str) -> None:
    file = decode(text.encode(codec), "x.txt")
    assert (file.text, file.encoding) == (text, encoding)


def test_utf_16_big_endian_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + CHINESE.encode("utf-16-be"), "x.txt").text == CHINESE


def test_line_ends_may_be_mixed_and_the_last_may_be_missing() -> None:
    file = decode("a\r\nb\nc\rd\u2028e\u2029\nf".encode(), "x.txt")
    assert [(line.number, line.text, line.end) for line in file.lines] == [
        (1, "a", "\r\n"),
        (2, "b", "\n"),
        (3, "c", "\r"),
        (4, "d", "\u2028"),
        (5, "e", "\u2029"),
        (6, "", "\n"),
        (7, "f", ""),
    ]


@given(st.text(alphabet="ab社\r\n\u2028\u2029 \u3000", max_size=40))
def test_lines_joined_are_the_text(text: str) -> None:
    file = decode(text.encode(), "x.txt")
    assert "".join(line.text + line.end for line in file.lines) == text == file.text
    assert [line.number for line in file.lines] == list(range(1, len(file.lines) + 1))
    assert all(line.text or line.end for line in file.lines)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        file = decode(data, "x.txt")
    except Refused:
        return
    assert data.decode(file.encoding) == file.text


@given(st.binary(max_size=60))
def test_a_refusal_names_lines_of_the_file(data: bytes) -> None:
    try:
        decode(data, "x.txt")
    except Refused as refused:
        places = [(fault.field, fault.line >= 1) for fault in refused.faults]
        if set(places) != {("encoding", True)}:
            pytest.fail(str(refused))


def test_an_empty_file_has_no_lines() -> None:
    assert decode(b"", "x.txt").lines == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\0c", "x.txt:2: encoding: found a NUL expected"),
        (b"a\n\n\x0bc", "x.txt:3: encoding: found the control character U+000B expected"),
        ("好\n锟斤拷锟斤拷".encode(), "x.txt:2: encoding: found '锟斤拷', what is left"),
        ("a\ncafÃ© noir".encode(), "x.txt:2: encoding: found 'Ã©', UTF-8 read as"),
        ("the countryâ€™s".encode(), "expected '’': convert the file again"),
        ("ä¸\xadå›½".encode(), "expected '中国': convert the file again"),
        (b"ok\ncaf\xe9 noir\n", "x.txt:2: encoding: found the byte 0xE9, which is not UTF-8"),
        (b"\xff\xfea", "x.txt:1: encoding: found bytes that are not UTF-16"),
    ],
)
def test_unreadable_files_are_refused_by_line(data: bytes, message: str) -> None:
    assert message in refusal(data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80\x20", b"\xb4"])
def test_the_line_of_a_bad_byte_is_named_in_a_gb18030_file(bad: bytes, end: str) -> None:
    lines = CHINESE.replace("\n", end).encode("gb18030").splitlines(keepends=True) * 4
    place = len(lines) - 1
    ending = end.encode()
    lines[place] = lines[place].removesuffix(ending) + bad + ending
    message = refusal(b"".join(lines))
    assert message == (
        f"x.txt:{place + 1}: encoding: found the byte 0x{bad[0]:02X}, which is not GB18030"
        " expected valid GB18030, as the rest of the file is"
    )


def test_every_line_with_a_bad_byte_is_named() -> None:
    lines = CHINESE.encode("gbk").splitlines(keepends=True) * 2
    for place in (2, 6):
        lines[place] = b"\xff" + lines[place]
    found = [line.partition(" found")[0] for line in refusal(b"".join(lines)).splitlines()]
    assert found == ["x.txt:3: encoding:", "x.txt:7: encoding:"]


def test_the_line_of_a_bad_byte_is_counted_as_lines_are_in_a_utf8_file() -> None:
    data = CHINESE.replace("\n", "\r").encode()
    assert refusal(data[:-8] + b"\xff" + data[-8:]).startswith("x.txt:7: encoding: found the byte")


def test_utf8_with_a_broken_character_is_not_taken_for_gb18030() -> None:
    data = CHINESE.encode()
    broken = data.replace("救".encode(), "救".encode()[:2], 1)
    assert "x.txt:1: encoding: found the byte" in refusal(broken)
    assert "valid UTF-8, as the rest of the file is" in refusal(broken)


@pytest.mark.parametrize("codec", ["big5", "cp1251", "shift_jis", "latin-1"])
def test_other_encodings_are_not_taken_for_gb18030(codec: str) -> None:
    text = {
        "big5": TRADITIONAL,
        "cp1251": "Социалистические страны развивают сотрудничество.",
        "shift_jis": "日本の社会と文化の研究",
        "latin-1": "Où est l’été à l’Élysée?".replace("’", "'"),
    }[codec]
    assert "x.txt:1: encoding: found the byte" in refusal(text.encode(codec))


def test_every_bad_line_is_reported() -> None:
    with pytest.raises(Refused) as caught:
        decode(b"\0\nfine\n\x01", "x.txt")
    assert [fault.line for fault in caught.value.faults] == [1, 3]


@pytest.mark.parametrize("text", ["«CAFÉ» était là", "Façade, naïve, dal’neishego", "1970–1979 ©"])
def test_western_text_is_not_mistaken_for_wrongly_decoded_text(text: str) -> None:
    assert decode(text.encode(), "x.txt").text == text
