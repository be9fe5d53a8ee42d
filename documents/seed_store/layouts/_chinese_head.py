"""The head of a Chinese body: what it says again of the header, and the bylines only it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.corporate_names import is_corporate
from documents.credits.chinese_bylines import (
    is_byline,
    is_byline_by_office,
    read_chinese_byline,
)
from documents.seed_store.layouts._lines import LineLedger, count_repeated_headline_lines
from documents.text import letters_only
from documents.typesetting.chinese_line_kinds import is_bracketed, is_note, is_person

_SUBTITLE = "——"


def take_head(
    ledger: LineLedger,
    start: int,
    *,
    headline: tuple[str, ...],
    byline: str,
    column: str,
    language: str,
) -> str:
    """Remove repeated column, headline and author from the body's head. Returns the byline.

    ``start`` is the index of the body's first line. A byline that stands only here (本报记者 …), or
    says more here than in the header, is the byline, and its lines are entered as ``author``.
    """
    filled = [index for index in range(start, len(ledger)) if not ledger.is_blank(index)]
    letters = letters_only(column)
    is_column = bool(filled and letters) and letters_only(ledger.texts[filled[0]]) == letters
    count = count_repeated_headline_lines(ledger, filled[is_column:], headline, byline)
    if count or is_column:
        for index in filled[: count + is_column]:
            ledger.enter(index, "furniture", language)
    return _take_byline(ledger, filled[count + is_column :], byline, language)


def _take_byline(ledger: LineLedger, filled: list[int], byline: str, language: str) -> str:
    """Remove the author's lines from the body's head: repeated, or only there (本报记者 …)."""
    if not filled:
        return byline
    first = ledger.stripped[filled[0]]
    if (is_bracketed(first) or first.startswith(_SUBTITLE)) and not is_byline(first):
        filled = filled[1:]  # a speech's day or a subtitle may stand between headline and author
    elif is_note(first):
        filled = filled[1:]  # so may an editor's note
    if byline and _take_byline_again(ledger, filled, byline, language):
        return byline
    indexes = list(_leading_bylines(ledger, filled))
    if not indexes or len(indexes) == len(filled):
        return byline
    lines = "\u3000".join(ledger.stripped[index] for index in indexes)
    if byline and not _says_more(lines, byline):
        return byline
    for index in indexes:
        ledger.enter(index, "author", language)
    return lines


def _take_byline_again(
    ledger: LineLedger, filled: Sequence[int], byline: str, language: str
) -> bool:
    names = {letters_only(byline), letters_only("".join(read_chinese_byline(byline)))}
    seen = ""
    for count, index in enumerate(filled, start=1):
        seen += letters_only(ledger.texts[index])
        if seen in names:
            for said in filled[:count]:
                ledger.enter(said, "furniture", language)
            return True
        if not any(name.startswith(seen) for name in names):
            break
    return False


def _leading_bylines(ledger: LineLedger, filled: Sequence[int]) -> Iterator[int]:
    """The reporters' lines at the head, and the further names below them.

    An office and a name are a byline only where no other such line follows: they head a portrait
    else, or sign a letter.
    """
    texts = [ledger.stripped[index] for index in filled]
    by_office = sum(map(is_byline_by_office, texts)) == 1
    for place, (index, text) in enumerate(zip(filled, texts, strict=True)):
        is_title = is_byline(text) or (by_office and is_byline_by_office(text))
        if not is_title and not (place and is_person(text)):
            return
        yield index


def _says_more(lines: str, byline: str) -> bool:
    """Whether the lines name all whom the header names, or the body for which they write."""
    authors = read_chinese_byline(byline)
    if len(authors) == 1 and is_corporate(authors[0]):
        return letters_only(lines).startswith(letters_only(authors[0]))
    return set(authors) <= set(read_chinese_byline(lines))
