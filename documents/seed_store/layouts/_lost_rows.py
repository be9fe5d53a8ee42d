"""Tables whose line ends were lost: the rows of one line, found by the cells that run together."""

from __future__ import annotations

import re

from documents.text import HAN

_GAP = re.compile(r"([ \u3000\t]{2,}|\t)")
_NUMERAL = "0-9０-９〇○零一二三四五六七八九十百千万萬"
_FIGURE = rf"[{_NUMERAL}][{_NUMERAL}．.·,，]*"
_UNIT = "元角分厘斤两兩亩畝吨噸担擔石斗户戶个個度％%里尺米匹"
_IS_FIGURE = re.compile(rf"[+\-－]?{_FIGURE}(?:[{_UNIT}]|\s?[A-Za-z]{{1,4}}\.?)?")
# A figure, and the first cell of the next row grown to it.
_GLUED = re.compile(
    rf"(?P<figure>[{_NUMERAL}]*[．.·][{_NUMERAL}]+[{_UNIT}]?|[0-9０-９]{{2,}}[{_UNIT}]?|{_FIGURE}[{_UNIT}])"
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
    """The line with its rows parted again, all spaces kept; as it is where they would not be even.

    >>> restore_rows("白面    一斤    四三．○○小米    一斤    二七．○○")
    '白面    一斤    四三．○○\\n小米    一斤    二七．○○'
    """
    rows: list[list[str]] = [[]]
    for place, part in enumerate(_GAP.split(text)):
        glued = None if place % 2 else _GLUED.fullmatch(part)
        if glued:
            rows[-1].append(glued["figure"])
            rows.append([glued["rest"]])
        else:
            rows[-1].append(part)
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 3:
        return text
    return "\n".join("".join(row) for row in rows)
