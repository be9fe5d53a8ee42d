"""The accession register: ``accessions.tsv``, one line for every version published or withdrawn.

Append-only. Accession, version, SHA-256 and UTC time, parted by tabs. The version is a number for a
text, ``withdrawn`` for a withdrawal and ``n.align`` for the alignment of version n.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from documents.seed_store.records import Fault
from documents.seed_store.seed_names import Kind

HEADER = "accession\tversion\tsha256\ttime\n"

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_LINE = re.compile(
    r"(?P<accession>[^\t]+)\t(?P<version>[1-9]\d*|withdrawn|[1-9]\d*\.align)"
    r"\t(?P<sha256>[0-9a-f]{64})\t(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register: version, SHA-256 of its bytes, time published or withdrawn."""

    accession: str
    version: str
    sha256: str
    time: datetime

    def __str__(self) -> str:
        return f"{self.accession}\t{self.version}\t{self.sha256}\t{format_time(self.time)}\n"


def version_label(kind: Kind | str, version: int) -> str:
    """The register's version column for a seed of this kind and version."""
    if kind == "withdrawal":
        return "withdrawn"
    return f"{version}.align" if kind == "alignment" else str(version)


@lru_cache(maxsize=1024)  # all that came in one go has one time, and the edition covers each
def format_time(time: datetime) -> str:
    """A UTC time to the second, as the register writes it."""
    return time.astimezone(UTC).strftime(_TIME)


def parse_time(text: str) -> datetime:
    """The inverse of `format_time`. Raises `ValueError`."""
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def read_register(
    stream: Iterable[bytes], shown: str
) -> Iterator[tuple[int, RegisterLine | Fault]]:
    """Read a register: every line with its number, as a stream.

    A header line and blank lines say nothing. A last line without its line break that does not read
    was cut off by a kill while it was written; nothing was published by it, so it is passed over,
    and removed by `ingest.append_register`.
    """
    for number, raw in enumerate(stream, start=1):
        text = raw.decode("utf-8", "replace")
        line = text.rstrip("\r\n")
        if not line.strip() or (number == 1 and line == HEADER.rstrip("\n")):
            continue
        found = parse_line(line)
        if found is not None:
            yield number, found
        elif text.endswith("\n"):
            yield (
                number,
                Fault(
                    shown,
                    number,
                    "register",
                    repr(line[:120]),
                    "accession, version, SHA-256 and UTC time, parted by tabs",
                ),
            )


def parse_line(line: str) -> RegisterLine | None:
    """A line without its line break; None where it does not read."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    try:
        time = parse_time(match["time"])
    except ValueError:
        return None
    return RegisterLine(match["accession"], match["version"], match["sha256"], time)
