"""Joins English lines that were wrapped by hand."""

from __future__ import annotations

from collections.abc import Sequence

from documents.text import strip_spaces

_NARROWEST, _WIDEST = 45, 100  # widths between which a line looks wrapped by hand
_SENTENCE_ENDS = (".", "!", "?", "”", '"')


def is_short(text: str) -> bool:
    """Whether a line is too short to have been wrapped."""
    return len(text) < _NARROWEST


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether adjacent lines are wrapped: of one width, most broken inside a sentence."""
    inner = [strip_spaces(text) for text in texts[:-1]]
    if not inner or any(not _NARROWEST <= len(text) <= _WIDEST for text in inner):
        return False
    return sum(text.endswith(_SENTENCE_ENDS) for text in inner) * 2 < len(inner)


def unwrap(indexes: Sequence[int], texts: Sequence[str]) -> list[tuple[tuple[int, ...], str]]:
    """Join wrapped lines into paragraphs, each with its lines.

    An indented line begins a new one.
    """
    groups: list[tuple[list[int], list[str]]] = []
    for index, text in zip(indexes, texts, strict=True):
        if groups and not text.startswith(("  ", "\t", "\u3000")):
            groups[-1][0].append(index)
            groups[-1][1].append(strip_spaces(text))
        else:
            groups.append(([index], [strip_spaces(text)]))
    return [(tuple(lines), join_lines(parts)) for lines, parts in groups]


def join_lines(lines: Sequence[str]) -> str:
    """Join lines; a hyphen at one's end stays, since it may belong to the word."""
    ends = ["" if line.endswith("-") else " " for line in lines[:-1]]
    return "".join(part for pair in zip(lines, [*ends, ""], strict=True) for part in pair)
