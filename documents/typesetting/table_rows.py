"""Tables whose line ends were lost: the rows of one line, found by the cells that run together."""

from __future__ import annotations

import re

from documents.text import HAN

_GAP = re.compile(r"([ \u3000\t]{2,}|\t)")
_NUMERAL = "0-9０-９〇○零一二三四五六七八九十百千万萬"
_FIGURE = rf"[{_NUMERAL}][{_NUMERAL}．.·,，]*"
_UNIT = "元角分厘斤两兩亩畝吨噸担擔石斗户戶个個度％%里尺米匹时時点點"
_IS_FIGURE = re.compile(rf"[+\-－]?{_FIGURE}(?:[{_UNIT}]|\s?[A-Za-z]{{1,4}}\.?)?")
# A figure, and the first cell of the next row grown to it.
_GLUED = re.compile(
    rf"(?P<figure>[{_NUMERAL}]*[．.·][{_NUMERAL}]+[{_UNIT}]?|[0-9０-９]{{2,}}[{_UNIT}]?|{_FIGURE}[{_UNIT}])"
    rf"(?P<rest>(?![{_NUMERAL}{_UNIT}])[{HAN}A-Z].*)"
)
_GLUED_DECIMAL = re.compile(
    rf"(?P<figure>[{_NUMERAL}]+[．.·][{_NUMERAL}]+[{_UNIT}]?)"
    rf"(?P<rest>(?![{_NUMERAL}{_UNIT}])[{HAN}A-Z].*)"
)
_FEWEST_CELLS = 5
_FEWEST_FIGURES = 2


def has_lost_rows(text: str) -> bool:
    """Whether one line holds so many cells and figures that it was several rows."""
    if "  " not in text and "\u3000\u3000" not in text and "\t" not in text:
        return False
    cells = _GAP.split(text.strip())[::2]
    figures = sum(bool(_IS_FIGURE.fullmatch(cell) or _GLUED.fullmatch(cell)) for cell in cells)
    return (
        len(cells) >= _FEWEST_CELLS
        and figures >= _FEWEST_FIGURES
        and not text.rstrip().endswith("。")
    )


def restore_rows(text: str) -> str:
    """The line with its rows parted again, all spaces kept.

    Where the rows would not be even, it is parted only behind a figure with a decimal point: that
    one has ended, whatever the rows are.

    >>> restore_rows("白面    一斤    四三．○○小米    一斤    二七．○○")
    '白面    一斤    四三．○○\\n小米    一斤    二七．○○'
    """
    rows = _part(text, _GLUED)
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 3:
        rows = _part(text, _GLUED_DECIMAL)
    return "\n".join("".join(row) for row in rows)


def _part(text: str, glued: re.Pattern[str]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for place, part in enumerate(_GAP.split(text)):
        match = None if place % 2 else glued.fullmatch(part)
        rows[-1].append(match["figure"] if match else part)
        if match:
            rows.append([match["rest"]])
    return rows
