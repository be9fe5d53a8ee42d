"""The texts of one article side by side: a hit's sentence, and what answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, cast

from documents.models import Article, Translation
from documents.renderings.counterparts import (
    StoredAlignment,
    TextSide,
    find_answer,
    recent_sentences,
)
from documents.translation_tags import written_language

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ParallelText:
    """One text of an article, unpacked."""

    row: Article | Translation
    title: str
    language: str
    blocks: Sequence[str]

    @property
    def side(self) -> TextSide:
        """The text as an alignment takes it."""
        return TextSide(self.blocks, self.language)


@dataclass(frozen=True, slots=True)
class ParallelPassage:
    """A hit's sentence, where the hit stands in it, and the counterpart with its confidence."""

    sentence: str
    hit: Span
    counterpart: str = ""
    language: str = ""
    confidence: float = 0.0


class ParallelTexts:
    """The texts of an article; of several translations ``reader`` names the preferred one."""

    def __init__(self, article: Article, reader: str) -> None:
        self.texts = [
            ParallelText(row, row.title, row.language, row.passages) for row in article.texts
        ]
        self._paired = article.original_held and len(self.texts) > 1
        self._reader = reader

    @property
    def length(self) -> int:
        """The characters of all texts."""
        return sum(sum(map(len, text.blocks)) for text in self.texts)

    @cached_property
    def _read(self) -> ParallelText:
        """The translation that answers the original."""
        translations = self.texts[1:]
        wanted = (one for one in translations if written_language(one.language) == self._reader)
        return next(wanted, translations[0])

    def passage(self, rank: int, place: int, span: Span) -> ParallelPassage:
        """The passage of a hit: in text ``rank``, in its title (place 0) or a block (from 1)."""
        text = self.texts[rank]
        if not place:
            other = self._other(rank)
            return ParallelPassage(
                text.title,
                span,
                other.title if other else "",
                other.language if other else "",
                1.0 if other and other.title else 0.0,
            )
        block = text.blocks[place - 1]
        start, end = _sentence_around(block, text.language, span)
        hit = (span[0] - start, span[1] - start)
        other = self._other(rank)
        if other is None:
            return ParallelPassage(block[start:end], hit)
        translation = cast("Translation", (text if rank else other).row)
        answer = find_answer(
            self.texts[0].side,
            (text if rank else other).side,
            StoredAlignment(translation.alignment, translation.sentences),
            place,
            span,
            of_translation=bool(rank),
        )
        if answer is None:
            return ParallelPassage(block[start:end], hit)
        start, end = answer.shown
        return ParallelPassage(
            block[start:end],
            (span[0] - start, span[1] - start),
            answer.text,
            other.language if answer.text else "",
            answer.confidence,
        )

    def _other(self, rank: int) -> ParallelText | None:
        """The text that answers text ``rank``: a translation the original, the original each."""
        if not self._paired:
            return None
        return self.texts[0] if rank else self._read

    def unmatched(self, anchors: Collection[str], limit: int) -> Iterator[tuple[str, str]]:
        """Paragraphs of the other language that answer paragraphs without a hit."""
        ranks = {anchor[0] for anchor in anchors if anchor}
        if not self._paired or len(ranks) != 1:
            return
        mine = int(ranks == {"t"})
        row = cast("Translation", self._read.row)
        other = self.texts[0] if mine else self._read
        letter = "t" if mine else "p"
        held = {int(anchor[1:]) for anchor in anchors if anchor.startswith(letter)}
        for bead in row.alignment:
            if limit and bead[1 - mine] and held.isdisjoint(bead[mine]):
                yield other.language, "\n".join(other.blocks[n - 1] for n in bead[1 - mine])
                limit -= 1


def _sentence_around(block: str, language: str, span: Span) -> Span:
    """The sentence of a block that a hit begins in, to the end of the one it ends in."""
    held = [
        one for one in recent_sentences(block, language) if one[0] < span[1] and span[0] < one[1]
    ]
    return (held[0][0], held[-1][1]) if held else (0, len(block))
