"""Resumption tokens of OAI-PMH: where a list goes on, said whole, so that nothing is kept here."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Self
from zlib import crc32

from documents.harvesting.recorded_time_cursor import read_place, write_place
from documents.search import RecordedPlace

_VERSION = "1"
_LONGEST = 1000  # characters


@dataclass(frozen=True, slots=True)
class ResumptionToken:
    """A place in a list of a verb: its arguments, the last record given, and how many were.

    ``size`` is what the first answer said of the length of the whole list. A token holds as long
    as the archive: an edition published in between moves nothing that stands behind it.
    """

    verb: str
    prefix: str
    first: str  # from, until and set as they were asked with, "" for none
    last: str
    set: str
    place: RecordedPlace
    cursor: int
    size: int

    def write(self) -> str:
        """The token as an opaque word: letters, digits, ``-`` and ``_``."""
        said = (
            *(_VERSION, self.verb, self.prefix, self.first, self.last, self.set),
            *(write_place(self.place), str(self.cursor), str(self.size)),
        )
        whole = "\t".join(said)
        checked = f"{whole}\t{crc32(whole.encode()):08x}"
        return base64.urlsafe_b64encode(checked.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a token. Raises ValueError for what was never written here."""
        if len(text) > _LONGEST or not text.isascii():
            raise ValueError("resumptionToken: it is none of this archive")
        try:
            padded = text + "=" * (-len(text) % 4)
            said = base64.b64decode(padded, b"-_", validate=True).decode()
            version, verb, prefix, first, last, set_, where, cursor, size, _ = said.split("\t")
        except (binascii.Error, ValueError) as error:
            raise ValueError("resumptionToken: it is none of this archive") from error
        place = read_place(where)
        counted = all(n.isascii() and n.isdigit() and len(n) < 16 for n in (cursor, size))
        if version != _VERSION or place is None or not counted:
            raise ValueError("resumptionToken: it is none of this archive")
        token = cls(verb, prefix, first, last, set_, place, int(cursor), int(size))
        if token.write() != text:  # its checksum is another, or its last bits are
            raise ValueError("resumptionToken: it is none of this archive")
        return token
