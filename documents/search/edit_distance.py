"""Edit distance between words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def edit_distance(left: str, right: str, limit: int) -> int:
    """The edit distance: letters to change, add, drop or swap (optimal string alignment).

    Anything beyond ``limit`` is ``limit + 1``.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and (letter, left[i - 2]) == (right[j - 2], other):
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def words_within(text: str, words: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    """The words within a distance ``limit`` of a text, each with its distance."""
    letters = set(text)
    for word in words:
        # A change brings in one letter and takes away one at most: that rules most words out.
        if len(letters.symmetric_difference(word)) <= 2 * limit:
            far = edit_distance(text, word, limit)
            if far <= limit:
                yield word, far


def allowed_distance(word: str) -> int:
    """The number of letters of a word that may be wrong: none of a short one, one, or two."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
