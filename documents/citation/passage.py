"""A passage of an article: the blocks that a reader quotes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: blocks of one text, numbers from 1; ``of_translation`` for ``#t3``, not ``#p3``.

    Raises ValueError for no numbers or for one below 1.
    """

    numbers: tuple[int, ...]
    of_translation: bool = False

    def __post_init__(self) -> None:
        if not self.numbers or min(self.numbers) < 1:
            raise ValueError(f"passage: found {self.numbers} expected block numbers from 1")

    @property
    def anchor(self) -> str:
        return f"{'t' if self.of_translation else 'p'}{self.spans[0][0]}"

    @property
    def key(self) -> str:
        """The passage behind a record's key: ``p3-4.7``; no character of it needs an escape."""
        letter = "t" if self.of_translation else "p"
        return letter + self.numerals("-").replace(", ", ".")

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The numbers as spans: 3, 4, 7 is ``((3, 4), (7, 7))``."""
        spans: list[tuple[int, int]] = []
        for number in sorted(set(self.numbers)):
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        return tuple(spans)

    def numerals(self, dash: str = "–") -> str:
        """The spans as printed: ``3–4, 7``."""
        return ", ".join(str(a) if a == b else f"{a}{dash}{b}" for a, b in self.spans)
