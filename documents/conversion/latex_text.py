"""Reads what bibliographies write in LaTeX as plain text: accents, signs, braces. Pure."""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
    "d": "\u0323",
}
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "i", "j": "j", "dh": "ð", "th": "þ", "dj": "đ",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…",
    "textbackslash": "\\", "textasciitilde": "~", "S": "§", "P": "¶", "pounds": "£",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\(?:([`'^~\"=.])\s*|([uvHckrbd])(?:\s+|(?=\{)))(?:\{(\\?[^\W\d_])\}|(\\?[^\W\d_]))"
)
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(rf"\\({_NAMES})(?![A-Za-z])(?:\{{\}}|\s)?")
_STYLE = re.compile(
    r"\\(?:textit|textbf|textsc|textsuperscript|textsubscript|emph|mkbibquote|textrm|texttt|url"
    r"|href)\s*(?=\{)"
)


def read_latex(text: str) -> str:
    r"""A value as plain text; a command that is not known stays as it is.

    >>> read_latex(r"Lef{\`e}vre, {\"O}l and 10--12 \& \emph{more}")
    'Lefèvre, Öl and 10–12 & more'
    """
    if "\\" in text:
        text = _ACCENT.sub(_accent, text)
        text = _STYLE.sub("", _LETTER.sub(lambda match: _LETTERS[match[1]], text))
        text = re.sub(r"\\([&%$#_ ])", r"\1", text)
    text = text.replace("---", "—").replace("--", "–")
    text = re.sub(r"(?<!\\)~", " ", text)
    text = re.sub(r"(?<!\\)[{}]", "", text)
    text = re.sub(r"\\([{}])", r"\1", text)
    return re.sub(r"[ \t\n]+", " ", text).strip()


def _accent(match: re.Match[str]) -> str:
    mark, letter = match[1] or match[2], (match[3] or match[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _MARKS[mark])
