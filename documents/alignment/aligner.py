"""From two texts to beads: read, weigh, solve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from documents.alignment import evidence, lexicon, programme, tokens, weights
from documents.alignment.beads import Bead

Unit = Literal["paragraph", "sentence"]


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str = "zh-Hans",
    target_language: str = "en",
    unit: Unit = "paragraph",
    *,
    cache: Path | None = None,
) -> list[Bead]:
    """Pair the passages of two texts. Every index stands in exactly one bead, in reading order.

    Languages are BCP 47 tags; any pair works, either way round, Chinese and English best.
    """
    if _primary(target_language) == "zh" and _primary(source_language) != "zh":
        turned = align(target, source, target_language, source_language, unit, cache=cache)
        return [Bead(b.target, b.source, b.confidence, b.reason) for b in turned]
    with_dictionary = (_primary(source_language), _primary(target_language)) == ("zh", "en")
    words = lexicon.load(cache) if with_dictionary else None
    fitted = _weights(unit, with_dictionary)
    read = [tokens.read_passage(p, source_language, words, skeletons=words is None) for p in source]
    answer = [
        tokens.read_passage(p, target_language, words, skeletons=words is None) for p in target
    ]
    extra = evidence.share_names(read, answer, words) if words else {}
    left, right = evidence.gather(read), evidence.gather(answer)
    tables = evidence.features(
        left, right, list(fitted.priors), evidence.ratio_matrix(left, right, words, extra)
    )
    scores = evidence.score(tables, fitted.priors, fitted.features)
    return [
        Bead(tuple(range(s.i, s.i + s.shape[0])), tuple(range(s.j, s.j + s.shape[1])), s.chance)
        for s in programme.solve(scores, len(source), len(target))
    ]


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _weights(unit: Unit, with_dictionary: bool) -> weights.Weights:
    if unit == "sentence":
        return weights.SENTENCES if with_dictionary else weights.PLAIN_SENTENCES
    return weights.PARAGRAPHS if with_dictionary else weights.PLAIN_PARAGRAPHS
