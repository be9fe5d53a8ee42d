"""Model columns for texts, stored as the difference from the seed file they were read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models

from documents.blocks import Block, Dateline, blocks_from_json, blocks_to_json
from documents.fields import UNREADABLE, DamagedValue, pack_beside, unpack_beside


class HasContent(Protocol):
    """The protocol of a seed file as a text needs it: its bytes."""

    @property
    def content(self) -> bytes: ...


def pack_blocks(blocks: Iterable[Block], content: bytes) -> bytes:
    """A text in stored form: the part that its seed file's content does not have already."""
    rows = blocks_to_json(blocks)
    return pack_beside(rows, content) if rows else b""


def unpack_blocks(stored: bytes | memoryview, content: bytes) -> list[list[Any]]:
    """The JSON of a text out of its stored form, the inverse of `pack_blocks`."""
    rows: list[list[Any]] = unpack_beside(bytes(stored), content)
    return rows


class HeldText(models.Model):
    """A mixin for rows with a text: the article's and the translation's dateline and blocks."""

    agency: str
    place: str
    day: str
    stored_blocks: bytes | memoryview

    class Meta:
        abstract = True

    @property
    def _seed(self) -> HasContent:
        """The file that the text was read from."""
        raise NotImplementedError

    @property
    def dateline(self) -> Dateline | None:
        parts = Dateline(self.agency, self.place, self.day)
        return None if parts == Dateline() else parts

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text.

        Asks for its article and the seed's content where fetched without them.
        """
        try:
            return blocks_from_json(self._stored)
        except UNREADABLE as error:
            raise DamagedValue.of(error) from error

    @property
    def passages(self) -> tuple[str, ...]:
        """The words of each block, without kinds and marks."""
        try:
            return tuple([row[1] for row in self._stored])
        except UNREADABLE as error:
            raise DamagedValue.of(error) from error

    @property
    def _stored(self) -> list[list[Any]]:
        return unpack_blocks(self.stored_blocks, self._seed.content) if self.stored_blocks else []
