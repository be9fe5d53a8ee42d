"""Model fields: values stored compressed (zstd), and JSON objects with their keys in order."""

from __future__ import annotations

import threading
from typing import Any

import orjson
import zstandard
from django.db import models

from archive.database import DamagedValue

_LEVEL = (
    3  # measured on newspaper text: level 6 saves 1 % more and takes almost three times as long
)


# What making a value of damaged bytes may raise.
UNREADABLE = (
    zstandard.ZstdError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)


def write_json(value: Any) -> bytes:
    """A JSON value in stored form: UTF-8, without spaces, keys in order."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


class SortedJSONField(models.JSONField):
    """A field of a JSON object that reads the same from every database: keys in order.

    PostgreSQL's ``jsonb`` keeps keys by length, SQLite as they were written.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        try:
            return sort_keys(super().from_db_value(value, expression, connection))
        except UNREADABLE as error:
            raise DamagedValue(error) from error


def sort_keys(value: Any) -> Any:
    """A JSON value whose objects, inner ones too, have their keys in order."""
    if isinstance(value, dict):
        return {key: sort_keys(value[key]) for key in sorted(value)}
    return value


class _Codec(threading.local):
    """A compressor and decompressor for each thread: making one costs more than a small value.

    So with those that have a dictionary: the texts of one file follow each other.
    """

    def __init__(self) -> None:
        self.compress = zstandard.ZstdCompressor(level=_LEVEL).compress
        self.decompress = zstandard.ZstdDecompressor().decompress
        self._compressor: tuple[bytes, zstandard.ZstdCompressor] | None = None
        self._decompressor: tuple[bytes, zstandard.ZstdDecompressor] | None = None

    def compressor(self, beside: bytes) -> zstandard.ZstdCompressor:
        """A compressor with these bytes as its dictionary: the last one made, if it fits."""
        if self._compressor is None or self._compressor[0] is not beside:
            made = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(beside))
            self._compressor = beside, made
        return self._compressor[1]

    def decompressor(self, beside: bytes) -> zstandard.ZstdDecompressor:
        """A decompressor with these bytes as its dictionary."""
        if self._decompressor is None or self._decompressor[0] is not beside:
            made = zstandard.ZstdDecompressor(dict_data=_dictionary(beside))
            self._decompressor = beside, made
        return self._decompressor[1]


def _dictionary(beside: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(beside, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


_codec = _Codec()


def pack_bytes(value: bytes) -> bytes:
    """Bytes as a `CompressedField` stores them."""
    return _codec.compress(value)


class CompressedField(models.BinaryField):  # type: ignore[type-arg] # generic in its stubs only
    """A field of bytes, stored as one zstd frame.

    Python sees `bytes`; only the stored form is compressed.
    """

    def pack(self, value: Any) -> bytes:
        """The value in its stored form."""
        return pack_bytes(bytes(value))

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        try:
            return None if value is None else _codec.decompress(bytes(value))
        except UNREADABLE as error:
            raise DamagedValue(error) from error

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        packed = None if value is None else self.pack(value)
        return super().get_db_prep_value(packed, connection, prepared)


class CompressedJSONField(CompressedField):
    """A field of a JSON value, stored as one zstd frame.

    Never queried by content: the index is for that.
    """

    def pack(self, value: Any) -> bytes:
        return _codec.compress(write_json(value))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        try:
            return None if value is None else orjson.loads(_codec.decompress(bytes(value)))
        except UNREADABLE as error:
            raise DamagedValue(error) from error


def pack_beside(value: Any, beside: bytes) -> bytes:
    """A JSON value as a zstd frame that stores only its difference from other bytes.

    They are the frame's dictionary: without the very same bytes it cannot be read again.
    """
    return _codec.compressor(beside).compress(write_json(value))


def unpack_beside(stored: bytes, beside: bytes) -> Any:
    """The inverse of `pack_beside`; reads a frame made without a dictionary too."""
    try:
        return orjson.loads(_codec.decompressor(beside).decompress(stored))
    except UNREADABLE as error:
        raise DamagedValue(error) from error
