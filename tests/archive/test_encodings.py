"""Compression: encodings negotiated by Accept-Encoding, nothing lost, brotli never larger."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.page_cache.compression import compress, read_accepted
from tests.helpers.site_process import (
    Served,
)


@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_an_encoded_page_is_the_same_page_with_its_own_tag(
    served: Served, encoding: str, decode: object
) -> None:
    plain = served.ask("/about/")
    encoded = served.ask("/about/", headers={"Accept-Encoding": encoding})
    assert encoded.headers["content-encoding"] == encoding
    assert callable(decode)
    assert decode(encoded.body) == plain.body
    assert encoded.headers["etag"] != plain.headers["etag"]
    tag = {"If-None-Match": encoded.headers["etag"]}
    assert served.ask("/about/", headers={"Accept-Encoding": encoding, **tag}).status == 304
    assert served.ask("/about/", headers=tag).status == 200


@given(st.binary(max_size=2000))
def test_compression_loses_nothing_and_repeats_itself(body: bytes) -> None:
    assert brotli.decompress(compress(body, "br")) == body
    assert gzip.decompress(compress(body, "gzip")) == body
    assert compress(body, "gzip") == compress(body, "gzip")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("identity", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0.000", ""),
        (";;;,=,q", ""),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.5, gzip;q=0.5", "br"),
        ("gzip;q=0.2, *;q=0.9", "br"),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0.5, *;q=0", ""),
        ("x-gzip", "gzip"),
        ("br;q=7, gzip;Q=0.4", "gzip"),
    ],
)
def test_encodings_are_negotiated_as_the_header_says(accept: str, chosen: str) -> None:
    assert read_accepted(accept).best == chosen


@pytest.mark.parametrize(
    ("accept", "plain"),
    [
        ("", True),
        ("br", True),
        ("identity;q=0, gzip", False),
        ("gzip, *;q=0", False),
        ("identity, *;q=0", True),
        ("identity;q=0.001, *;q=0", True),
    ],
)
def test_a_reader_may_refuse_what_has_no_encoding(accept: str, plain: bool) -> None:
    assert read_accepted(accept).identity is plain


@given(st.text(st.sampled_from("abcdef0123456789 <>/-\n人民日报"), max_size=6000))
def test_brotli_is_never_larger_than_gzip(text: str) -> None:
    body = text.encode()
    assert len(compress(body, "br")) <= len(compress(body, "gzip"))


@pytest.mark.parametrize("path", ["/", "/articles/", "/sources/", "/articles/xt66nzthbgz.json"])
def test_a_page_is_never_larger_by_brotli_than_by_gzip(served: Served, path: str) -> None:
    sizes = [
        len(served.ask(path, headers={"Accept-Encoding": encoding}).body)
        for encoding in ("br", "gzip")
    ]
    assert sizes[0] < sizes[1]


def test_static_files_keep_to_quality_values_too(served: Served) -> None:
    home = served.ask("/").text
    sheet = home.partition('rel="stylesheet" href="')[2].partition('"')[0]
    for accept, chosen in (("br", "br"), ("br;q=0, gzip", "gzip"), ("br;q=0", None)):
        answer = served.ask(sheet, headers={"Accept-Encoding": accept})
        assert (answer.status, answer.headers.get("content-encoding")) == (200, chosen)
