"""Tells verse from prose among the short lines of a Chinese body."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.seed_store.layouts._chinese_lines import (
    RIGHT,
    RUN_REACH,
    ChineseLine,
    kind_by_own_words,
)
from documents.typesetting import chinese_line_kinds as says

_LONGEST_VERSE = 24


def is_poem(lines: list[ChineseLine]) -> bool:
    """Whether a body is all verse: short lines with a verse's stops, without any, or in steps."""
    sung: list[ChineseLine] = []
    for place, line in enumerate(lines):
        if line.signs or line.indent >= RIGHT or kind_by_own_words(lines, place) is not None:
            continue
        if len(line.text) > _LONGEST_VERSE:
            return False  # prose; most bodies are known by their first line
        if not (says.is_only_number(line.text) or says.is_set_wide(line.text)):
            sung.append(line)
    texts = [line.text for line in sung if not says.DATE_LINE.fullmatch(line.text)]
    if len(texts) < 4:
        return False
    is_signed = any(line.signs for line in lines) or any(map(says.is_signed_surely, texts))
    if is_signed and any(text.endswith(("：", ":")) for text in texts):
        return False  # letters or telegrams: salutations, and bodies that sign
    if any(says.is_numbered(text) or says.is_speech(text) or "  " in text for text in texts):
        return False
    return says.ends_like_verse(texts) or _runs_like_verse(texts) or _is_in_steps(sung)


def _is_in_steps(lines: list[ChineseLine]) -> bool:
    """Whether lines at three depths or more alternate, none of them a salutation."""
    turns = sum(line.indent != above.indent for above, line in pairwise(lines))
    depths = {line.indent for line in lines}
    is_letter = any(line.text.endswith(("：", ":")) for line in lines)
    return len(depths) >= 3 and turns * 2 >= len(lines) and not is_letter


def _runs_like_verse(texts: list[str]) -> bool:
    """Whether lines without stops are verse and no list of names, figures, titles, cells."""
    if any(
        text.endswith(says.STOPS) or re.search(r"[\d０-９《》：:、\u3000]", text) for text in texts
    ):
        return False
    names = sum(says.is_signed(text) for text in texts)
    return names * 4 < len(texts) and max(map(len, texts)) <= 3 * min(map(len, texts))


def is_title_in_verse(lines: list[ChineseLine], place: int) -> bool:
    """Whether a line is a title between poems: short, no stop, after a sentence's end."""
    if not 0 < place < len(lines) - 2 or len(lines[place].text) > 12:
        return False
    above = lines[place - 1].text
    around = lines[max(place - 4, 0) : place] + lines[place + 1 : place + 5]
    return (
        not lines[place].text.endswith(says.STOPS)
        and (above.endswith(says.SENTENCE_ENDS) or says.ATTRIBUTION.fullmatch(above) is not None)
        and sum(line.text.endswith(says.VERSE_STOPS) for line in around) >= len(around) - 2
    )


def is_dialogue_or_law(run: list[ChineseLine]) -> bool:
    """Whether short lines are talk, or the articles of a law, instead of a poem."""
    return any(
        says.is_speech(line.text) or (len(line.text) > 4 and says.is_numbered(line.text))
        for line in run
    )


def is_song_verse(run: list[ChineseLine]) -> bool:
    """Whether short lines set off are verse: no talk, and not each a sentence of its own length.

    A first line that leads in (他唱道：) is not looked at, and a quotation mark before the whole
    and behind it makes no talk.
    """
    sung = run[1:] if run[0].text.endswith(("：", ":")) else run
    texts = [line.text for line in sung]
    if len(texts) > 1 and texts[0][:1] in "“「『" and texts[-1][-1:] in "”」』":
        texts = [texts[0][1:], *texts[1:-1], texts[-1][:-1]]
    if len(texts) < 2 or any(says.is_speech(text) or text.endswith(("：", ":")) for text in texts):
        return False
    if any(len(text) > 4 and says.is_numbered(text) for text in texts):
        return False
    whole = sum(text.endswith(says.SENTENCE_ENDS) for text in texts)
    is_even = max(map(len, texts)) - min(map(len, texts)) <= 2
    return is_even or whole * 3 <= len(texts) * 2


def is_line_of_song(lines: list[ChineseLine], place: int) -> bool:
    """Whether a line is one of four and more, short and ended by commas, that stand in prose."""
    first = last = place
    low_end, high_end = max(place - RUN_REACH, 0), min(place + RUN_REACH, len(lines) - 1)
    while first > low_end and lines[first].follows and _may_be_sung(lines[first - 1]):
        first -= 1
    while last < high_end and lines[last + 1].follows and _may_be_sung(lines[last + 1]):
        last += 1
    run = lines[first : last + 1]
    commas = sum(line.text.endswith(("，", "、", "；", ",", ";")) for line in run)
    is_song = len(run) >= 4 and commas * 3 >= len(run) and not is_dialogue_or_law(run)
    return is_song and _may_be_sung(lines[place]) and end_like_verse(run)


def _may_be_sung(line: ChineseLine) -> bool:
    is_short = len(line.text) <= 20 and line.indent < RIGHT and not line.signs
    return is_short and not line.text.endswith(("：", ":"))


def are_short(run: list[ChineseLine], length: int) -> bool:
    return all(len(line.text) <= length for line in run)


def end_like_verse(run: list[ChineseLine]) -> bool:
    return says.ends_like_verse([line.text for line in run])
