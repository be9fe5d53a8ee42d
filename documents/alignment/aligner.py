"""The aligner's main function: reads, weighs and solves; marks what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from documents.alignment import (
    doubts,
    evidence,
    fast,
    features,
    few_sentences,
    lexicon,
    namesakes,
    programme,
    secondpass,
    sentence_borders,
)
from documents.alignment.beads import Bead
from documents.alignment.calibration import calibrate_sentences
from documents.alignment.lexicon import Lexicon
from documents.alignment.longtexts import stretches
from documents.alignment.pair_lexicon import PairLexicon, add_words
from documents.alignment.tokens import PassageTokens, keep_shared, read_passage
from documents.alignment.weights import Weights, weights_for, weights_for_pair

Unit: TypeAlias = Literal["paragraph", "sentence"]


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str = "zh-Hans",
    target_language: str = "en",
    unit: Unit = "paragraph",
    *,
    thorough: bool = False,
    cache: Path | None = None,
    dictionary: PairLexicon | None = None,
) -> list[Bead]:
    """Align the passages of two texts. Every index is in exactly one bead, in reading order.

    Languages are BCP 47 tags; any pair works, either way round, Chinese and English best. A text
    that is plainly paired row by row is not looked at further unless ``thorough``. ``cache`` is
    where the dictionary's table is kept (see `lexicon.load`). ``dictionary`` is that of another
    pair of languages; it is used either way round, if it is of these two.
    """
    if dictionary is not None and dictionary.fits(target_language, source_language):
        turned = align(
            *(target, source, target_language, source_language, unit),
            thorough=thorough,
            cache=cache,
            dictionary=dictionary,
        )
        return [replace(bead, source=bead.target, target=bead.source) for bead in turned]
    if dictionary is not None and not dictionary.fits(source_language, target_language):
        dictionary = None
    if dictionary is None and _is_chinese(target_language) and not _is_chinese(source_language):
        turned = align(
            target, source, target_language, source_language, unit, thorough=thorough, cache=cache
        )
        return [replace(bead, source=bead.target, target=bead.source) for bead in turned]
    is_chinese_english = _is_chinese(source_language) and _primary(target_language) == "en"
    glossed = dictionary is None and is_chinese_english
    words = lexicon.load(cache) if glossed and source and target else None
    if words is not None and unit == "paragraph" and not thorough:
        confidences = fast.pair_by_position(source, target, words)
        if confidences is not None:
            return [Bead((row,), (row,), sure) for row, sure in enumerate(confidences)]
    if words is not None and unit == "sentence" and not thorough:
        few = few_sentences.pair_few(source, target, words)
        if few is not None:
            beads = _beads_of(few)
            borders = few_sentences.find_few_borders(beads, source, target, words)
            return calibrate_sentences(*sentence_borders.join_beads(beads, borders))
    weights = weights_for_pair(unit) if dictionary else weights_for(unit, with_dictionary=glossed)
    ours = [read_passage(text, source_language, words, skeletons=not glossed) for text in source]
    theirs = [read_passage(text, target_language, words, skeletons=not glossed) for text in target]
    if not glossed:
        keep_shared(ours, theirs)
    if dictionary is not None:
        words = add_words(ours, theirs, (source, target), dictionary)
    extra = namesakes.share_names(ours, theirs, words) if glossed and words else {}
    beads = _by_stretches(ours, theirs, words, extra, weights)
    if unit == "sentence":
        left, right = evidence.gather(ours), evidence.gather(theirs)
        learnt = secondpass.learn(beads, left, right, words, extra, weights)
        if learnt:
            beads = _by_stretches(ours, theirs, words, extra | learnt, weights)
        if words is None or not glossed:
            return calibrate_sentences(beads)
        texts = source, target
        borders = sentence_borders.find_borders(
            beads, texts, (left, right), words, extra | learnt, weights
        )
        return calibrate_sentences(*sentence_borders.join_beads(beads, borders))
    return beads


def _beads_of(steps: Sequence[tuple[int, int, float]]) -> list[Bead]:
    beads: list[Bead] = []
    i = j = 0
    for di, dj, chance in steps:
        beads.append(Bead(tuple(range(i, i + di)), tuple(range(j, j + dj)), chance))
        i, j = i + di, j + dj
    return beads


def _by_stretches(
    source: Sequence[PassageTokens],
    target: Sequence[PassageTokens],
    words: Lexicon | None,
    extra: dict[str, dict[str, float]],
    weights: Weights,
) -> list[Bead]:
    beads: list[Bead] = []
    cuts, drift = stretches(source, target, words, extra, weights)
    for (i, j), (i_end, j_end) in pairwise(cuts):
        stretch = _solve(source[i:i_end], target[j:j_end], words, extra, weights, drift)
        beads += [
            replace(b, source=tuple(k + i for k in b.source), target=tuple(k + j for k in b.target))
            for b in stretch
        ]
    return beads


def _solve(
    source: Sequence[PassageTokens],
    target: Sequence[PassageTokens],
    words: Lexicon | None,
    extra: dict[str, dict[str, float]],
    weights: Weights,
    drift: float | None,
) -> list[Bead]:
    left, right = evidence.gather(source), evidence.gather(target)
    ratios = evidence.shared_ratios(left, right, words, extra, weights.chances)
    scored = features.score_beads(
        left,
        right,
        ratios,
        weights.priors,
        weights.features,
        weights.chances,
        drift,
        weights.free,
    )
    beads = [
        Bead(
            tuple(range(step.i, step.i + step.shape[0])),
            tuple(range(step.j, step.j + step.shape[1])),
            round(step.chance, 4),
        )
        for step in programme.solve(scored.scores, len(source), len(target))
    ]
    if (1, 1) not in scored.scores:
        return beads
    pairing = scored.scores[1, 1] - weights.priors[1, 1]
    return doubts.with_doubts(beads, pairing, scored.off, scored.tokens)


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


def _is_chinese(language: str) -> bool:
    return _primary(language) in {"zh", "lzh", "yue", "wuu"}
