"""How well, how surely and how fast texts are paired, against true pairings.

    python -m tests.benchmarks.alignment --gold FILE.jsonl [--gold FILE.jsonl …]

A line of the file is a JSON object with ``source`` and ``target`` (lists of passages) and ``gold``
(beads as two lists of indexes from 0). A predicted bead counts if both its lists are exactly a gold
bead's; sums run over all documents of a file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from documents.alignment import Bead, align

Pairing: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
SURE = 0.9
EDGES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)  # of the bins of confidence


@dataclass(slots=True)
class Tally:
    """What a file's documents add up to. ``beads`` holds (confidence, right) of each predicted."""

    beads: list[tuple[float, bool]] = field(default_factory=list)
    gold: int = 0
    gold_nulls: int = 0
    found_nulls: int = 0
    documents: int = 0
    perfect: int = 0
    characters: int = 0
    seconds: float = 0.0

    def add(self, predicted: Sequence[Bead], gold: set[Pairing]) -> None:
        """Count one document."""
        found = {(bead.source, bead.target) for bead in predicted}
        self.beads += [(b.confidence, (b.source, b.target) in gold) for b in predicted]
        self.gold += len(gold)
        nulls = {bead for bead in gold if not bead[0] or not bead[1]}
        self.gold_nulls += len(nulls)
        self.found_nulls += len(nulls & found)
        self.documents += 1
        self.perfect += found == gold

    @property
    def f1(self) -> float:
        """Strict F1 over beads."""
        right = sum(right for _, right in self.beads)
        return 2 * right / max(1, len(self.beads) + self.gold)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error over the bins (Guo et al. 2017)."""
        error = sum(count * abs(mean - share) for mean, share, count in self.calibration)
        return error / max(1, len(self.beads))

    @property
    def calibration(self) -> list[tuple[float, float, int]]:
        """The bins that have beads: mean confidence, share of right beads, number of beads.

        A bin's middle would mislead where most beads are near its upper end.
        """
        bins: dict[int, list[tuple[float, bool]]] = {}
        for bead in self.beads:
            bins.setdefault(bisect_right(EDGES, bead[0]), []).append(bead)
        return [
            (
                sum(confidence for confidence, _ in inside) / len(inside),
                sum(right for _, right in inside) / len(inside),
                len(inside),
            )
            for _, inside in sorted(bins.items())
        ]

    @property
    def sure_precision(self) -> float:
        """Share of the beads at 0.9 and above that are right."""
        sure = [right for confidence, right in self.beads if confidence >= SURE]
        return sum(sure) / max(1, len(sure))

    @property
    def in_blocks(self) -> float:
        """Share of beads under 0.9, which the page draws as blocks."""
        unsure = sum(confidence < SURE for confidence, _ in self.beads)
        return unsure / max(1, len(self.beads))


def measure(path: Path, *, unit: str, languages: tuple[str, str], thorough: bool) -> Tally:
    """Align every document of a file."""
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        source, target = document["source"], document["target"]
        before = time.perf_counter()
        predicted = align(source, target, *languages, unit, thorough=thorough)  # type: ignore[arg-type]
        tally.seconds += time.perf_counter() - before
        tally.characters += sum(map(len, source)) + sum(map(len, target))
        tally.add(predicted, {(tuple(a), tuple(b)) for a, b in document["gold"]})
    return tally


HEADINGS = ("file", "docs", "F1", "perfect", "nulls", "ECE", "blocks", "rows ≥ .9", "docs/s", "ms")


def row(path: Path, tally: Tally) -> tuple[str, ...]:
    """One line of the report."""
    return (
        path.stem,
        str(tally.documents),
        f"{tally.f1:.4f}",
        f"{tally.perfect / max(1, tally.documents):.1%}",
        f"{tally.found_nulls}/{tally.gold_nulls}",
        f"{tally.calibration_error:.4f}",
        f"{tally.in_blocks:.1%}",
        f"{tally.sure_precision:.4f}",
        f"{tally.documents / tally.seconds:,.0f}",
        f"{1000 * tally.seconds / max(1, tally.documents):.2f}",
    )


def calibration_lines(path: Path, tally: Tally) -> list[str]:
    """How often beads are right by how sure they are."""
    return [f"{path.stem}: mean confidence, share right, beads"] + [
        f"  {mean:.4f}  {share:.4f}  {count:6,}" for mean, share, count in tally.calibration
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the alignment against true pairings.")
    parser.add_argument("--gold", type=Path, action="append", required=True, metavar="FILE.jsonl")
    parser.add_argument("--unit", choices=("paragraph", "sentence"), default="paragraph")
    parser.add_argument("--languages", nargs=2, default=("zh-Hans", "en"), metavar="TAG")
    parser.add_argument("--thorough", action="store_true", help="never take the fast path")
    options = parser.parse_args(arguments)
    first, second = options.languages
    align(
        ["一"], ["one"], first, second, thorough=True
    )  # the dictionary is loaded before the clock
    rows: list[tuple[str, ...]] = [HEADINGS]
    calibration: list[str] = []
    for path in options.gold:
        tally = measure(
            path, unit=options.unit, languages=(first, second), thorough=options.thorough
        )
        rows.append(row(path, tally))
        calibration += calibration_lines(path, tally)
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEADINGS))]
    for line in rows:
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        sys.stdout.write("  ".join(cells) + "\n")
    sys.stdout.write("\n".join(calibration) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
