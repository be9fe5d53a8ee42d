"""Fits the aligner's weights to true pairings; prints ``documents/alignment/weights.py``.

    python -m tools.fit_alignment --gold CLEAN.jsonl --gold OTHER.jsonl [--plain] [--free]

Needs scipy, which the project does not depend on. Documents whose beads are all 1-1 are also cut
again at random (merged, split, dropped, inserted), so that few texts show many cuttings. Before the
fit to everything, each half of the documents is fitted and its figures given on the other half.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from documents.alignment import Bead, evidence, lexicon, namesakes, programme, weights
from documents.alignment.programme import Shape
from documents.alignment.tokens import keep_shared, read_passage
from tests.benchmarks.alignment import Tally
from tools.feature_tables import (
    FEATURES,
    FREE_FEATURES,
    score,
    score_free,
    tabulate,
    tabulate_free,
)

Array: TypeAlias = NDArray[np.float64]
Beads: TypeAlias = list[tuple[list[int], list[int]]]

SHAPES = list(weights.PARAGRAPHS.priors)
FREE = len(SHAPES) + len(FEATURES)  # where the weights of free translations begin
MERGED = FREE + len(FREE_FEATURES)  # and those of merges among them
RECUTS = 5  # of each clean document
FREE_START = (-4.0, -1.0, 1.0) * 2  # from nothing, a free translation would be as likely as any


@dataclass(slots=True)
class Document:
    """A pair of texts, its true beads, and the feature tables of every possible bead."""

    source: list[str]
    target: list[str]
    gold: Beads
    half: int
    tables: dict[Shape, Array] = field(default_factory=dict)
    free: dict[Shape, Array] = field(default_factory=dict)

    @property
    def steps(self) -> list[tuple[int, int, Shape]]:
        """The true beads by where they begin."""
        steps, i, j = [], 0, 0
        for left, right in self.gold:
            steps.append((i, j, (len(left), len(right))))
            i, j = i + len(left), j + len(right)
        return steps


def recut(document: Document, strangers: Sequence[Document], chance: random.Random) -> Document:
    """Cut a pair of texts anew: passages merged on one side, dropped or inserted."""
    source: list[str] = []
    target: list[str] = []
    gold: Beads = []
    place = 0
    while place < len(document.source):
        draw = chance.random()
        stranger = chance.choice(strangers)
        if draw < 0.04:
            source.append(chance.choice(stranger.source))
            gold.append(([len(source) - 1], []))
        elif draw < 0.08:
            target.append(chance.choice(stranger.target))
            gold.append(([], [len(target) - 1]))
        width = min(chance.choices((1, 2, 3, 4), (80, 18, 2, 0.3))[0], len(document.source) - place)
        ours = document.source[place : place + width]
        theirs = document.target[place : place + width]
        place += width
        kept = chance.choices(("both", "source", "target"), (94, 3, 3))[0]
        if width > 1 and chance.random() < 0.5:
            ours = ["".join(ours)]
        elif width > 1:
            theirs = [" ".join(theirs)]
        ours, theirs = (ours if kept != "target" else []), (theirs if kept != "source" else [])
        left = list(range(len(source), len(source) + len(ours)))
        right = list(range(len(target), len(target) + len(theirs)))
        gold += [(left, right)] if kept == "both" else [([k], []) for k in left]
        gold += [] if kept == "both" else [([], [k]) for k in right]
        source += ours
        target += theirs
    return Document(source, target, gold, document.half)


def weigh(document: Document, words: lexicon.Lexicon | None) -> None:
    """Work out a document's feature tables, once."""
    plain = words is None
    ours = [read_passage(text, "zh", words, skeletons=plain) for text in document.source]
    theirs = [read_passage(text, "en", words, skeletons=plain) for text in document.target]
    if plain:
        keep_shared(ours, theirs)
    extra = namesakes.share_names(ours, theirs, words) if words else {}
    left, right = evidence.gather(ours), evidence.gather(theirs)
    chances = weights.PARAGRAPHS.chances
    ratios = evidence.shared_ratios(left, right, words, extra, chances)
    document.tables = tabulate(left, right, SHAPES, ratios, chances)
    document.free = tabulate_free(left, right, SHAPES, ratios, chances)


def scores(vector: Array, document: Document) -> dict[Shape, Array]:
    """The score of every bead under a vector of priors and weights."""
    priors = dict(zip(SHAPES, vector.tolist(), strict=False))
    free = (document.free, (vector[FREE:MERGED].tolist(), vector[MERGED:].tolist()))
    return score(document.tables, priors, vector[len(SHAPES) : FREE].tolist(), free)


def loss(vector: Array, documents: Sequence[Document], penalty: float) -> tuple[float, Array]:
    """The negative log-likelihood of the true beads, with its gradient."""
    value = 0.5 * penalty * float(vector @ vector)
    gradient = penalty * vector
    for document in documents:
        scored = scores(vector, document)
        lattice = programme.sum_lattice(scored, len(document.source), len(document.target))
        value += lattice.total
        surplus = {shape: lattice.posterior(shape) for shape in document.tables}
        for i, j, shape in document.steps:
            if shape in scored:
                value -= float(scored[shape][i, j])
                surplus[shape][i, j] -= 1
        for shape, table in document.tables.items():
            by_words = surplus[shape]
            gradient[SHAPES.index(shape)] += by_words.sum()
            if shape in document.free:
                own = slice(FREE, MERGED) if shape == (1, 1) else slice(MERGED, None)
                free = document.free[shape]
                loose = score_free(free, vector[own].tolist(), vector[SHAPES.index(shape)])
                by_words = by_words * (1 - np.exp(loose - scored[shape]))
                loosely = surplus[shape] - by_words
                gradient[own] += np.tensordot(free, loosely, ((1, 2), (0, 1)))
            gradient[len(SHAPES) : FREE] += np.tensordot(table, by_words, ((1, 2), (0, 1)))
    return value, gradient


def fit(documents: Sequence[Document], penalty: float, held: weights.Weights | None) -> Array:
    """The weights most likely to give the true beads (L-BFGS).

    With ``held``, only those of free translations: texts that have such are few and of one kind.
    """
    start = np.zeros(FREE + len(FREE_START))
    start[FREE:] = FREE_START
    bounds = None
    if held is not None:
        start[:FREE] = [*(held.priors[shape] for shape in SHAPES), *held.features]
        bounds = [(weight, weight) for weight in start[:FREE]] + [(None, None)] * len(FREE_START)
    found = minimize(
        loss,
        start,
        args=(documents, penalty),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 80},
    )
    return np.asarray(found.x)


def report(vector: Array, documents: Sequence[Document]) -> str:
    """Print accuracy on documents that were not fitted."""
    tally = Tally()
    for document in documents:
        n, m = len(document.source), len(document.target)
        steps = programme.solve(scores(vector, document), n, m)
        beads = [
            Bead(tuple(range(s.i, s.i + s.shape[0])), tuple(range(s.j, s.j + s.shape[1])), s.chance)
            for s in steps
        ]
        tally.add(beads, {(tuple(a), tuple(b)) for a, b in document.gold})
    return (
        f"F1 {tally.f1:.4f}  ECE {tally.calibration_error:.4f}  in blocks {tally.in_blocks:.1%}"
        f"  sure rows right {tally.sure_precision:.4f}"
        f"  nulls {tally.found_nulls}/{tally.gold_nulls}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Fit the aligner's weights.")
    parser.add_argument("--gold", type=Path, action="append", required=True, metavar="FILE.jsonl")
    parser.add_argument("--plain", action="store_true", help="without the dictionary")
    parser.add_argument("--free", action="store_true", help="fit only what free translations weigh")
    parser.add_argument("--penalty", type=float, default=0.6)
    options = parser.parse_args(arguments)
    files: list[list[Document]] = []
    for path in options.gold:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        files.append(
            [Document(d["source"], d["target"], d["gold"], k % 2) for k, d in enumerate(lines)]
        )
    given = [document for file in files for document in file]
    clean = [d for d in given if all(step[2] == (1, 1) for step in d.steps)]
    chance = random.Random(1958)  # nosec B311  # the same every run
    again = [
        recut(document, [d for d in clean if d.half == document.half and d is not document], chance)
        for document in clean
        for _ in range(RECUTS)
    ]
    words = None if options.plain else lexicon.load()
    for document in [*given, *again]:
        weigh(document, words)
    held = None
    if options.free:
        held = weights.weights_for("paragraph", with_dictionary=not options.plain)
    for half in (0, 1):
        vector = fit([d for d in [*given, *again] if d.half == half], options.penalty, held)
        for path, file in zip(options.gold, files, strict=True):
            figures = report(vector, [d for d in file if d.half != half])
            sys.stdout.write(f"fitted on half {half}, other half of {path.stem}: {figures}\n")
        figures = report(vector, [d for d in again if d.half != half])
        sys.stdout.write(f"fitted on half {half}, other half cut again: {figures}\n")
    vector = fit([*given, *again], options.penalty * 2, held)
    priors = dict(zip(SHAPES, np.round(vector, 2).tolist(), strict=False))
    sys.stdout.write(f"{priors}\n{np.round(vector[len(SHAPES) : FREE], 2).tolist()}\n")
    sys.stdout.write(f"{np.round(vector[FREE:], 2).tolist()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
