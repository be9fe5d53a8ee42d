"""Matches names of the English text with their transcriptions in the Chinese one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    spelled = _Lines(lambda: _spelled(source, lexicon))
    sounds = _Lines(lambda: _sounds(source, lexicon))
    ratios: dict[str, dict[str, float]] = {}
    for token, word in surfaces.items():
        syllables = names.pinyin(word)
        if syllables:
            weight = 0.35 / (1e-4 if len(syllables) > 1 else 1e-3)
            where = spelled.having(" " + " ".join(syllables) + " ")
        else:
            classes = names.consonants(word)
            if len(classes) < 3:
                continue
            weight = (150.0, 800.0, 2000.0)[min(len(classes), 5) - 3]
            where = sounds.having(classes)
        if where and len(where) <= max(3, len(source) // 2):
            added = f"S:{token}"
            ratios[added] = {token: weight}
            for place in where:
                source[place].add(added)
    return ratios


class _Lines:
    """The passages in another spelling, made when first asked for."""

    def __init__(self, make: Callable[[], list[str]]) -> None:
        self._make = make
        self._lines: list[str] | None = None

    def having(self, needle: str) -> list[int]:
        """The passages that a spelling stands in."""
        if self._lines is None:
            self._lines = self._make()
        return [place for place, line in enumerate(self._lines) if needle in line]


def _spelled(source: Sequence[PassageTokens], lexicon: Lexicon) -> list[str]:
    """The syllables of each passage."""
    readings = lexicon.readings
    return [
        " " + " ".join([readings.get(c, c) if c != " " else "|" for c in passage.han]) + " "
        for passage in source
    ]


def _sounds(source: Sequence[PassageTokens], lexicon: Lexicon) -> list[str]:
    """The consonant classes of each passage, where it may hold a name written by sound."""
    readings, classes = lexicon.readings, names.syllable_classes
    return [
        "|".join(["".join([classes(readings.get(c, "")) for c in run]) for run in passage.loose])
        for passage in source
    ]
