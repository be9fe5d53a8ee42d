"""The edition register: ``editions.tsv``, one line for every edition published before the present.

Append-only, beside the archive's own seeds. Digest, UTC time (of the newest line that the accession
register had then), number of the rules that rows were made by, and numbers of articles: held, come,
changed, gone. It is no part of an edition: a digest cannot cover the line that says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.seed_store.accession_register import format_time, parse_time
from documents.seed_store.records import Fault

HEADER = "edition\ttime\trules\tarticles\tcame\tchanged\twent\n"

_LINE = re.compile(
    r"(?P<digest>[0-9a-f]{64})\t(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
    r"(?P<counts>(?:\t(?:\d{1,9}|-)){5})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A line of the register; what was not counted then is None, and written ``-``."""

    digest: str
    time: datetime
    rules: int
    articles: int
    came: int | None
    changed: int | None
    went: int | None

    def __str__(self) -> str:
        counts = (self.rules, self.articles, self.came, self.changed, self.went)
        said = "\t".join("-" if count is None else str(count) for count in counts)
        return f"{self.digest}\t{format_time(self.time)}\t{said}\n"


def read_editions(stream: Iterable[bytes], shown: str) -> Iterator[EditionLine | Fault]:
    """Read a register line by line; a last line that a kill cut off is passed over."""
    for number, raw in enumerate(stream, start=1):
        text = raw.decode("utf-8", "replace")
        line = text.rstrip("\r\n")
        if not line.strip() or (number == 1 and line == HEADER.rstrip("\n")):
            continue
        if found := parse_edition(line):
            yield found
        elif text.endswith("\n"):
            expected = "digest, UTC time and five numbers, parted by tabs"
            yield Fault(shown, number, "editions", repr(line[:120]), expected)


def parse_edition(line: str) -> EditionLine | None:
    """A line without its line break; None where it does not read."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    counts = [None if part == "-" else int(part) for part in match["counts"].split("\t")[1:]]
    rules, articles, came, changed, went = counts
    try:
        time = parse_time(match["time"])
    except ValueError:
        return None
    if rules is None or articles is None:
        return None
    return EditionLine(match["digest"], time, rules, articles, came, changed, went)
