"""Pieces of Chinese sentences that may be a word or a phrase: n-grams cut at the best boundaries.

Nothing is segmented. A piece that nearly always goes on with the same character is a fragment of
the longer one; one that begins or ends with a particle is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from documents.chinese.simplified import simplify
from documents.text import HAN

LONGEST = 6  # characters of a piece
LEAST = 2  # sentences that have it
WHOLE = 0.85  # of a piece's sentences, at which one longer piece stands for it
MOST = 200  # pieces looked at further, the commonest

_PARTED = "\1"  # no seed holds it
_RUN = re.compile(f"[{HAN}]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_PARTICLES = frozenset("的了着过是在和与及也都就而之于以为不这那其将已被把对从等个们上中下")


def plain_characters(text: str) -> str:
    """A text in Simplified characters, if none is lost by it; Japanese as it is, by its kana."""
    if _KANA.search(text):
        return text
    plain = simplify(text)
    return plain if len(plain) == len(text) else text


def plain_texts(texts: Sequence[str]) -> list[str]:
    """Several texts as `plain_characters` gives each, converted in one go."""
    whole = _PARTED.join("" if _KANA.search(text) else text for text in texts)
    plain = simplify(whole).split(_PARTED)
    if len(plain) != len(texts):  # a text has the character that parts them
        return [plain_characters(text) for text in texts]
    return [
        # 坯 is read by the script of its own text; see `simplify`.
        new if len(new) == len(text) and "坯" not in new else plain_characters(text)
        for text, new in zip(texts, plain, strict=True)
    ]


def find_pieces(
    texts: Sequence[str], known: Collection[str] = (), *, names: bool = False
) -> dict[str, list[int]]:
    """The pieces of some texts, each with the numbers (from 0) of the texts that have it.

    ``known`` are pieces to be kept wherever they are cut. With ``names`` what a particle follows
    is whole, though it always does: 沙欣 in 沙欣和. Of other words that costs more than it gains.
    """
    counts: Counter[str] = Counter()
    for text in plain_texts(texts):
        counts.update(_pieces(_RUN.findall(text)))
    common = {piece: count for piece, count in counts.items() if count >= LEAST}
    longer: dict[str, int] = defaultdict(int)
    for piece, count in common.items():
        for part, added in ((piece[1:], piece[0]), (piece[:-1], piece[-1])):
            if added not in _PARTICLES or not names:
                longer[part] = max(longer[part], count)
    kept = [
        piece
        for piece, count in common.items()
        if piece in known or (longer[piece] < WHOLE * count and _may_stand(piece))
    ]
    kept.sort(key=lambda piece: (-common[piece], piece))
    kept = [*kept[:MOST], *(piece for piece in known if piece in counts and piece not in common)]
    return {piece: _holders(piece, texts, known) for piece in dict.fromkeys(kept)}


def _pieces(runs: Iterable[str]) -> set[str]:
    return {
        run[start : start + length]
        for run in runs
        for length in range(1, LONGEST + 1)
        for start in range(len(run) - length + 1)
    }


def _may_stand(piece: str) -> bool:
    return len(piece) > 1 and piece[0] not in _PARTICLES and piece[-1] not in _PARTICLES


def _holders(piece: str, texts: Sequence[str], known: Collection[str]) -> list[int]:
    """The texts that have a piece; a known one, otherwise than as part of a longer known one."""
    longer = [one for one in known if piece in known and piece in one and piece != one]
    held = []
    for number, text in enumerate(texts):
        if piece not in text:
            continue
        for one in longer:
            text = text.replace(one, " ")
        if piece in text:
            held.append(number)
    return held
