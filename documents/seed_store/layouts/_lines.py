"""The ledger of a file's lines: which field or furniture each became, for every layout."""

from __future__ import annotations

import re

from documents.other_formats import MANUAL
from documents.seed_store.files import DecodedFile
from documents.seed_store.records import Fault, LineReading, Refused
from documents.text import decode_entities, letters_only, strip_spaces

# A rule drawn across the page: <hr />, ---, ***, ___, ———, ＊　＊　＊.
RULE = re.compile(
    r"\s*+(?:<hr\s*+/?>|[-*_=—─]{3,}+|(?:[-*_] ){2,}[-*_]|(?:[＊☆★※◆◇△▲]\s*+){3,}+)\s*+",
    re.IGNORECASE,
)

_LABEL = re.compile(r"[（(][^（()）]{1,6}[)）]\s*$")


class LineLedger:
    """The ledger of one file: its lines (references decoded), and what each became.

    Indexes count from 0. A line is entered once; what nobody entered is ``blank`` or ``unknown``.
    ``stripped`` holds the lines without the spaces at their ends.
    """

    def __init__(self, file: DecodedFile) -> None:
        self.path = file.path
        texts = (line.text for line in file.lines)
        self.texts = tuple(map(decode_entities, texts) if "&" in file.text else texts)
        self.stripped = tuple(map(strip_spaces, self.texts))
        self._readings: dict[int, LineReading] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def enter(self, index: int, field: str, language: str = "", block: int = 0) -> None:
        """Enter what a line became. Raises `Refused` where a faulty layout enters it twice."""
        if before := self._readings.get(index):
            found = f"a line that the layout read as {before.field} and then as {field}"
            expected = f"one reading of each line: the fault is the layout's (see {MANUAL})"
            raise self.refusal(index, "layout", found, expected)
        self._readings[index] = LineReading(index + 1, field, language, block)

    def is_blank(self, index: int) -> bool:
        return not self.stripped[index]

    def is_entered(self, index: int) -> bool:
        return index in self._readings

    def readings(self) -> tuple[LineReading, ...]:
        """Every line with what it became, in order."""
        entered = self._readings
        return tuple(
            entered.get(index) or LineReading(index + 1, "unknown" if text else "blank")
            for index, text in enumerate(self.stripped)
        )

    def refusal(self, index: int, field: str, found: str, expected: str) -> Refused:
        """A refusal at one line; -1 means the file as a whole."""
        return Refused(Fault(self.path, index + 1, field, found, expected))


def count_repeated_headline_lines(
    ledger: LineLedger, indexes: list[int], headline: tuple[str, ...], byline: str = ""
) -> int:
    """The number of leading lines that repeat the headline: all of it, or whole lines of it.

    Lines are compared by their letters alone, since copies differ in spaces and marks; a headline
    without letters is never matched. A label such as （图片） at the headline's end may be missing,
    and the author may stand on its last line.
    """
    title = "".join(headline)
    wholes = {letters_only(title), letters_only(_LABEL.sub("", title))} - {""}
    wholes |= {whole + letters_only(byline) for whole in wholes}
    pieces = {letters_only(line) for line in headline} - {""}
    seen = ""
    best = 0
    for count, index in enumerate(indexes, start=1):
        line = letters_only(ledger.texts[index])
        seen += line
        if seen in wholes or (line in pieces and best == count - 1):
            best = count
        elif not line or not any(whole.startswith(seen) for whole in wholes):
            break
    return best


def shorten(text: str, length: int = 40) -> str:
    """A line shortened for a message."""
    text = strip_spaces(text)
    return repr(text if len(text) <= length else text[: length - 1] + "…")
