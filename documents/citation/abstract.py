"""The abstract of a text, for records and link previews: its first sentence, as printed."""

from __future__ import annotations

from collections.abc import Sequence

from documents.blocks import Block
from documents.citation.runs import one_line
from documents.sentences import sentences

LONGEST = 500  # characters; a sentence that runs on is cut
_STOPS = " \u3000.。:：()（）"
_PROSE = ("paragraph", "quotation", "verse", "list")


def first_sentence(blocks: Sequence[Block], language: str) -> str:
    """The first sentence of a text's prose, "" where it has none.

    A dateline that is a sentence by itself (``Xinhua, Moscow, 23 January.``) brings the next one.
    """
    prose = [block for block in blocks if block.kind in _PROSE and block.text.strip()]
    if not prose:
        return ""
    first = next((block for block in prose if block.kind == "paragraph"), prose[0])
    dateline = max((mark.end for mark in first.marks if mark.kind == "dateline"), default=0)
    ends = [end for _, end in sentences(first.text, language)]
    behind = (end for end in ends if first.text[dateline:end].strip(_STOPS))
    return _cut(one_line(first.text[: next(behind, ends[-1])]))


def _cut(sentence: str) -> str:
    """A sentence of at most `LONGEST` characters; a longer one ends at a word, with an ellipsis."""
    if len(sentence) <= LONGEST:
        return sentence
    head = sentence[:LONGEST]
    whole = head.rpartition(" ")[0]
    return f"{whole if len(whole) > LONGEST // 2 else head} …"
