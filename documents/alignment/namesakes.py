"""Matches names of the English text with their transcriptions in the Chinese one."""

from __future__ import annotations

from collections.abc import Sequence

from documents.alignment import names
from documents.alignment.lexicon import Lexicon
from documents.alignment.tokens import PassageTokens


def share_names(
    source: Sequence[PassageTokens], target: Sequence[PassageTokens], lexicon: Lexicon
) -> dict[str, dict[str, float]]:
    """Add to the Chinese text the tokens of English names that stand in it as sounds.

    Returns r by added token and by the English token it answers.
    """
    surfaces = {token: word for passage in target for token, word in passage.surface.items()}
    if not surfaces:
        return {}
    readings = lexicon.readings
    spelled = [
        " " + " ".join([readings.get(c, c) if c != " " else "|" for c in passage.han]) + " "
        for passage in source
    ]
    sounds = [
        "|".join(
            [
                "".join([names.syllable_classes(readings.get(c, "")) for c in run])
                for run in passage.loose
            ]
        )
        for passage in source
    ]
    ratios: dict[str, dict[str, float]] = {}
    for token, word in surfaces.items():
        syllables = names.pinyin(word)
        if syllables:
            needle = " " + " ".join(syllables) + " "
            weight = 0.35 / (1e-4 if len(syllables) > 1 else 1e-3)
            where = [place for place, line in enumerate(spelled) if needle in line]
        else:
            classes = names.consonants(word)
            if len(classes) < 3:
                continue
            weight = (150.0, 800.0, 2000.0)[min(len(classes), 5) - 3]
            where = [place for place, line in enumerate(sounds) if classes in line]
        if where and len(where) <= max(3, len(source) // 2):
            added = f"S:{token}"
            ratios[added] = {token: weight}
            for place in where:
                source[place].add(added)
    return ratios
