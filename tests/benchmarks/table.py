"""The lines of the benchmarks' table."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    figure: str


def print_line(line: Line) -> None:
    sys.stdout.write(f"| {line.what:62} | {line.figure} |\n")
    sys.stdout.flush()
