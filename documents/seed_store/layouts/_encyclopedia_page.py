"""Splits a dictionary site's page into entries, chrome, disclaimers and rights lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from documents.seed_store.layouts._lines import RULE, LineLedger, shorten
from documents.text import collapse_spaces, letters_only, strip_spaces

_DISCLAIMER = re.compile(
    r"(?:warning!\s*)?(?:the following article is|this article is).{0,20}?from (?P<work>.+)", re.I
)
_WARNING = re.compile(r"warning!", re.I)
_RIGHTS = re.compile(
    r".*(?:all rights reserved|(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*\d{4}|©.{1,60}\b\d{4}\W*$).*",
    re.I,
)
_LONGEST_RIGHTS = 300
_SITE_RIGHTS = re.compile(r"(?:.{0,80}\bfarlex\b|copyright.{0,20}\d{4}\s*-\s*\d{4}).{0,80}", re.I)
_OURS = re.compile(r"great\s+soviet\s+encyclopedia", re.I)
# Lists of other headwords, or of passages elsewhere, stand below these.
_LIST_HEADING = re.compile(
    r"(?:encyclopedia|dictionary) browser\s*\??|mentioned in\s*\??|"
    r"references in (?:periodicals|classic literature)(?: archive)?\s*[?>]*",
    re.I,
)
_CHROME = re.compile(
    rf"{_LIST_HEADING.pattern}|full browser\s*\??|link to this page:?.*|feedback|page tools|"
    r"advertisement(?: \(bad banner\?.*\))?|ads?|share(?: this)?(?: (?:on|page|via).{0,30})?|"
    r"(?:cite|print|e-?mail|bookmark)(?: this)?(?: page| article| / cite.*)?|printer friendly|"
    r"(?:full screen|terms of use|privacy policy|about us|webmasters?.*|word browser)\s*\??|"
    r"(?-i:Also found in|Related to)\b[^.]{0,60}:.*|want to thank tfd\b.*|facebook|twitter|"
    r"(?:<a href=|https?://).*|encyclopedia\s*(?:>|»).*|the free dictionary.{0,60}|tfd\b.{0,60}",
    re.I,
)
_HOMONYM = re.compile(r"^\(?\d{1,2}[.)]?\s+|(?<!\s)\s++\(?\d{1,2}[.)]?$")
_EMPHASIS = re.compile(r"^(?:\*{1,3}|_{1,3}|#{1,6}\s+)|(?:\*{1,3}|_{1,3})$")
MARK = "an entry of the Great Soviet Encyclopedia: its headword, then its text"


@dataclass(slots=True)
class PageEntry:
    """An entry on the page, from its headword or disclaimer to its rights line."""

    indexes: list[int] = field(default_factory=list)
    disclaimers: list[int] = field(default_factory=list)
    rights: int | None = None
    is_ours: bool = True

    @property
    def has_frame(self) -> bool:
        """Whether the entry has a disclaimer or a rights line that names its work."""
        return bool(self.disclaimers) or self.rights is not None


def normalise_line(text: str) -> str:
    """A line normalised to look for frame and chrome: NFKC, one dash, single spaces."""
    folded = unicodedata.normalize("NFKC", text)
    return collapse_spaces(re.sub("[‐‑‒–—−]", "-", folded))


def normalise_headword(text: str) -> str:
    """A headword normalised: letters in one case, no emphasis, no homonym's number."""
    return letters_only(_HOMONYM.sub("", _EMPHASIS.sub("", strip_spaces(text))))


def looks_like_headword(text: str) -> bool:
    """Whether a line may be a headword: short, with a capital, no sentence."""
    text = strip_spaces(text)
    return len(text) < 100 and text[:1].isupper() and not text.endswith((".", ";", ":", ","))


def carries_our_frame(texts: list[str]) -> bool:
    """Whether any line is the encyclopedia's own disclaimer or rights line."""
    ours = (normalise_line(text) for text in texts if _OURS.search(text))
    return any(_DISCLAIMER.match(text) or _RIGHTS.match(text) for text in ours)


def take_headword(ledger: LineLedger) -> tuple[str, ...]:
    """Enter the headword: the first line that is neither chrome nor disclaimer.

    Where another work's entry stands above it, the search begins below that one's rights line.
    """
    filled = [index for index in range(len(ledger)) if not ledger.is_blank(index)]
    start = _end_of_other_works(ledger, filled)
    for place, index in enumerate(filled[start:], start=start):
        text = normalise_line(ledger.texts[index])
        if _is_disclaimer(text) or (
            _is_chrome(text) and not _is_said_below(ledger, filled, place + 1, text)
        ):
            continue
        if len(text) > 200 or _RIGHTS.fullmatch(text):
            raise ledger.refusal(
                index, "title", shorten(text), "the headword, on a line of its own"
            )
        ledger.enter(index, "title", "en")
        return (strip_spaces(_EMPHASIS.sub("", strip_spaces(ledger.texts[index]))),)
    raise ledger.refusal(-1, "title", "no headword", MARK)


def split_entries(ledger: LineLedger, headword: str) -> list[PageEntry]:
    """Split the page into its entries.

    Chrome is entered, and so are the site's lists below all entries. An entry ends at its rights
    line; a further disclaimer, or the headword said again below a text, begins one as well. Lines
    of neither work, below the last entry, are left unentered.
    """
    title = normalise_headword(headword)
    entries = [PageEntry()]
    last_frame = max(
        (i for i, text in enumerate(ledger.texts) if _is_frame(normalise_line(text))), default=-1
    )
    in_list = has_text = False  # whether the last entry has a line beside its headword
    for index in range(len(ledger)):
        text = normalise_line(ledger.texts[index])
        if ledger.is_blank(index) or ledger.is_entered(index):
            continue
        entry = entries[-1]
        is_title = normalise_headword(ledger.texts[index]) == title
        if _is_chrome(text) and normalise_headword(text) != title:
            ledger.enter(index, "furniture")
            is_below = index > last_frame and (has_text or len(entries) > 1)
            in_list = in_list or (is_below and _LIST_HEADING.fullmatch(text) is not None)
        elif _is_disclaimer(text):
            if len(entry.indexes) > 1:
                above = _headword_above(ledger, entry)
                entries.append(PageEntry(indexes=above))
                has_text = any(normalise_headword(ledger.texts[other]) != title for other in above)
            entries[-1].disclaimers.append(index)
        elif _is_rights(text):
            entry.rights, entry.is_ours = index, _OURS.search(text) is not None
            entries.append(PageEntry())
            has_text = False
        elif in_list:
            ledger.enter(index, "furniture")
        elif has_text and normalise_headword(text) == title:
            entries.append(PageEntry(indexes=[index]))
            has_text = not is_title
        else:
            entry.indexes.append(index)
            has_text = has_text or not is_title
    framed = any(entry.has_frame for entry in entries[:-1])
    last = entries.pop()
    if last.has_frame or (last.indexes and not framed):
        entries.append(last)
    return entries


def _is_disclaimer(text: str) -> bool:
    return _WARNING.fullmatch(text) is not None or _DISCLAIMER.match(text) is not None


def _is_rights(text: str) -> bool:
    return len(text) < _LONGEST_RIGHTS and _RIGHTS.fullmatch(text) is not None


def _is_frame(text: str) -> bool:
    return (_is_disclaimer(text) or _is_rights(text)) and not _is_chrome(text)


def _is_chrome(text: str) -> bool:
    return bool(
        RULE.fullmatch(text)
        or _CHROME.fullmatch(text)
        or (_SITE_RIGHTS.fullmatch(text) and not _OURS.search(text))
    )


def _is_said_below(ledger: LineLedger, filled: list[int], start: int, text: str) -> bool:
    """Whether a line of chrome is a headword after all ("Feedback"): it is repeated below."""
    following = (normalise_line(ledger.texts[filled[place]]) for place in range(start, len(filled)))
    after = next((line for line in following if not _is_disclaimer(line)), "")
    return normalise_headword(after) == normalise_headword(text)


def _end_of_other_works(ledger: LineLedger, filled: list[int]) -> int:
    """The index below the last rights line of another work above our first line."""
    end = 0
    for place, index in enumerate(filled):
        text = normalise_line(ledger.texts[index])
        if _is_frame(text) and _OURS.search(text):
            return end
        if _is_frame(text) and _is_rights(text):
            end = place + 1
    return 0


def _headword_above(ledger: LineLedger, entry: PageEntry) -> list[int]:
    """The index of a headword right above a further disclaimer: a short line."""
    text = strip_spaces(ledger.texts[entry.indexes[-1]])
    is_short = len(text) < 100 and not text.endswith((".", ";", ":"))
    return [entry.indexes.pop()] if is_short else []
