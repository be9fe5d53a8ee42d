"""Fits the weights of the fast path; prints ``ROWS`` of ``documents/alignment/fast.py``.

    python -m tools.fit_fast_path --gold CLEAN.jsonl

Documents whose beads are all 1-1 are cut in every way that keeps their counts equal, and articles
are put together from their rows. The weights are fitted to one half of the documents and tried on
the other, both ways, before the fit to everything. Nothing of the half tried is seen in the fit:
no row, no word of a cut, no threshold.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from documents.alignment import fast, lexicon
from documents.alignment.fast import RowWeights, pair_by_position
from documents.alignment.lexicon import Lexicon
from documents.alignment.rows import Rows
from tools.cut_texts import CutText, cut_every_way, name_passages

Array: TypeAlias = NDArray[np.float64]

TIMES = 2  # each text in each way
ARTICLES = 300  # put together from the rows of each half
PENALTY = 0.1
ACCEPTED = 0.93  # of the articles of the half fitted
FIRST = 1.0  # log odds that a first row needs, whatever the others need
NAMES = (
    "constant", "answered", "different words answering, up to three", "unanswered", "long target",
    "length", "length squared", "neighbour",
)  # fmt: skip


def put_together(texts: Sequence[CutText], count: int, chance: random.Random) -> list[CutText]:
    """Articles of rows drawn from many texts, as long as those of a newspaper."""
    rows = [pair for text in texts for pair in zip(text.source, text.target, strict=True)]
    articles = []
    for _ in range(count):
        length = max(1, min(120, int(chance.lognormvariate(2.2, 0.7))))
        drawn = [chance.choice(rows) for _ in range(length)]
        articles.append(CutText([ours for ours, _ in drawn], [theirs for _, theirs in drawn]))
    return articles


def regress(table: Array, right: Array, offset: Array, allowed: Sequence[int]) -> Array:
    """Logistic regression with an offset (Newton's method, L2 penalty).

    ``allowed`` is the sign that each weight may have (0 for any): one that would have the other is
    left out.
    """
    kept = list(range(table.shape[1]))
    while True:
        used = table[:, kept]
        found = np.zeros(len(kept))
        for _ in range(30):
            chances = 1 / (1 + np.exp(-(used @ found + offset)))
            slope = used.T @ (right - chances) - PENALTY * found
            curve = (used * (chances * (1 - chances))[:, None]).T @ used
            found += np.linalg.solve(curve + PENALTY * np.eye(len(kept)), slope)
        wrong = [k for k, weight in zip(kept, found, strict=True) if weight * allowed[k] < 0]
        if not wrong:
            weights = np.zeros(table.shape[1])
            weights[kept] = found
            return weights
        kept = [k for k in kept if k not in wrong]


def fit(texts: Sequence[CutText], words: Lexicon) -> RowWeights:
    """The weights of rows: words and lengths first, then what only doubtful rows are asked."""
    rows = [Rows(*text.texts(), words) for text in texts]
    places = [(of, row) for of in rows for row in range(len(of))]
    right = np.array([is_right for text in texts for is_right in text.rows()], np.float64)
    table = np.array([of.features(row) for of, row in places], np.float64)
    weights = regress(table, right, np.zeros(len(right)), (0, 1, 1, -1, 0, -1, -1, -1))
    odds = table @ weights
    doubtful = np.flatnonzero(odds < fast.DOUBTFUL)
    latin = np.array([places[k][0].latin(places[k][1], places[k][1]) for k in doubtful], np.float64)
    by_latin = regress(latin, right[doubtful], odds[doubtful], (1, -1))
    odds[doubtful] += latin @ by_latin
    unsettled = np.flatnonzero((odds > fast.HOPELESS) & (odds < fast.UNSETTLED))
    tokens = np.array([places[k][0].evidence(places[k][1]) for k in unsettled], np.float64)
    by_tokens = regress(tokens, right[unsettled], odds[unsettled], (1, -1))
    return RowWeights(
        tuple(weights.round(3).tolist()),
        (round(float(by_latin[0]), 2), round(float(by_latin[1]), 2)),
        (round(float(by_tokens[0]), 2), round(float(by_tokens[1]), 2)),
        fast.ROWS.least,
        FIRST,
        fast.ROWS.judged,
        fast.ROWS.strange,
    )


def accepted(texts: Sequence[CutText], words: Lexicon, weights: RowWeights) -> list[bool]:
    """Of each text, whether it is taken for plainly paired by position."""
    return [pair_by_position(*text.texts(), words, weights) is not None for text in texts]


def choose_judged(articles: Sequence[CutText], words: Lexicon, weights: RowWeights) -> RowWeights:
    """The highest threshold with which as many articles are accepted as there are to be."""

    def share(place: int) -> float:
        return float(np.mean(accepted(articles, words, replace(weights, judged=thresholds[place]))))

    thresholds = np.arange(9.0, 0.0, -0.25).tolist()
    place = bisect_left(range(len(thresholds) - 1), ACCEPTED, key=share)
    return replace(weights, judged=thresholds[place])


class Half:
    """What is made of one half of the documents."""

    def __init__(self, texts: Sequence[CutText], chance: random.Random) -> None:
        self.clean = list(texts)
        self.articles = put_together(texts, ARTICLES, chance)
        self.cuts = cut_every_way(texts, TIMES, chance)

    def all(self) -> list[CutText]:
        return [*self.clean, *self.articles, *(text for _, text in self.cuts)]

    def report(self, words: Lexicon, weights: RowWeights) -> str:
        """What is accepted."""
        wrong = accepted([text for _, text in self.cuts], words, weights)
        by_way = Counter(way for (way, _), taken in zip(self.cuts, wrong, strict=True) if taken)
        return (
            f"articles accepted {np.mean(accepted(self.articles, words, weights)):.3f}, "
            f"clean documents {np.mean(accepted(self.clean, words, weights)):.3f}, "
            f"cut ones {sum(wrong)} of {len(wrong)} ({np.mean(wrong):.4f}): {dict(by_way)}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Fit the fast path's weights.")
    parser.add_argument("--gold", type=Path, action="append", required=True, metavar="FILE.jsonl")
    options = parser.parse_args(arguments)
    words = lexicon.load()
    if words is None:
        raise SystemExit("the dictionary is missing")
    parts: tuple[list[CutText], list[CutText]] = ([], [])
    for path in options.gold:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            given = json.loads(line)
            if all(len(ours) == len(theirs) == 1 for ours, theirs in given["gold"]):
                name = f"{path.stem}/{number}"
                parts[number % 2].append(name_passages(name, given["source"], given["target"]))
    chance = random.Random(1958)  # nosec B311  # the same every run
    halves = [Half(part, chance) for part in parts]
    for fitted, tried in ((0, 1), (1, 0)):
        sys.stdout.write(f"as it is, half {tried}: {halves[tried].report(words, fast.ROWS)}\n")
        weights = fit(halves[fitted].all(), words)
        weights = choose_judged(halves[fitted].articles, words, weights)
        sys.stdout.write(f"{weights}\n")
        sys.stdout.write(
            f"fitted on half {fitted}, itself: {halves[fitted].report(words, weights)}\n"
        )
        sys.stdout.write(
            f"fitted on half {fitted}, other: {halves[tried].report(words, weights)}\n"
        )
    weights = fit([text for half in halves for text in half.all()], words)
    articles = [text for half in halves for text in half.articles]
    sys.stdout.write(f"{dict(zip(NAMES, weights.words, strict=True))}\n")
    sys.stdout.write(f"{choose_judged(articles, words, weights)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
