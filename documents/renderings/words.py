"""The words of a sentence in an alphabet, with what counts as one word: stem, or head of a family.

The stem is the search index's, so that what is counted here is what a search for it finds. Small
words (is, was, were) and irregular forms (said, went) are brought together first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from documents.search.analysis import stems
from documents.text import HAN

_WORD = re.compile(f"[^\\W\\d_{HAN}]+(?:['’][^\\W\\d_{HAN}]+)?|\\d[\\d,.]*\\d|\\d")
_CLITIC = re.compile("['’](?:s|re|ve|ll|d|m)$")

# The head of a family first.
_SMALL = """
be am is are was were been being
have has had having
do does did doing done
not cannot can't won't don't doesn't didn't isn't aren't wasn't weren't couldn't shouldn't wouldn't
not hasn't haven't hadn't
can could
will would
they them their theirs themselves
we us our ours ourselves
he him his himself
she her hers herself
i me my mine myself
you your yours yourself
it its itself
this these
that those
a an
mister mr
""".split("\n")
_IRREGULAR = """
go went gone;say said;see saw seen;take took taken;give gave given;get got gotten;make made
come came;know knew known;think thought;find found;tell told;become became;leave left;feel felt
bring brought;begin began begun;keep kept;hold held;write wrote written;stand stood;hear heard
mean meant;meet met;run ran;pay paid;sit sat;speak spoke spoken;lead led;grow grew grown;lose lost
fall fell fallen;send sent;build built;understand understood;draw drew drawn;break broke broken
spend spent;rise rose risen;drive drove driven;buy bought;wear wore worn;choose chose chosen
win won;show shown;woman women;man men;child children;foot feet;good better best;bad worse worst
sell sold;teach taught;fight fought;catch caught;seek sought;eat ate eaten;fly flew flown
sing sang sung;swim swam swum;throw threw thrown;forget forgot forgotten;freeze froze frozen
""".replace("\n", ";").split(";")
_HEADS = {
    form: forms[0] for forms in map(str.split, [*_SMALL, *_IRREGULAR]) if forms for form in forms
}
SMALL_WORDS = frozenset(" ".join(_SMALL).split()) | frozenset(
    "the of to in for on with by at from as and or but if so than then there no".split()
)


class Word(NamedTuple):
    """A word of a sentence in its place. ``key`` is the same for all its forms."""

    key: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(word_key(match[0].lower()), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """What all forms of a lower-case word have in common."""
    word = word.replace("’", "'")
    if word not in _HEADS:
        word = _CLITIC.sub("", word).removesuffix("'")
    head = _HEADS.get(word, word)
    return head if head in SMALL_WORDS else stems([head])[0]
