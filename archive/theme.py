"""A collection's own look: the signs and colours of its seal, the accent's colours. Pure.

`archive.theme_files` makes static files of it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape

# The grounds that the accent stands on, in light and dark: `--paper` and `--wash` of archive.css.
LIGHT_GROUNDS = ("#fbf9f3", "#f4efe3")
DARK_GROUNDS = ("#161412", "#29241d")
LEAST_CONTRAST = 4.5  # of text, by WCAG 2.2
MOST_SIGNS = 6  # a seal has room for

_SQUARE = (
    '<path fill="{colour}" d="M5 1.2 58.6.8q4.6.2 4.7 4.6l.2 53.4q0 4.5-4.6 4.7L5.2 63.3Q.7 '
    '63.2.8 58.7L.6 5.6Q.7 1.3 5 1.2Z"/><rect fill="none" stroke="{ink}" x="4" y="4" '
    'width="56" height="56" rx="1.6" stroke-width="1.3"/>'
)
_FACES = (
    "'Songti SC','Source Han Serif SC','Noto Serif CJK SC',SimSun,'Iowan Old Style',Palatino,"
    "'Noto Serif',serif"
)
_MOST_IN_SQUARE = 4


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal beside the name: its signs, its colour, and the colour of the signs on it."""

    text: str
    colour: str = "#a62b1f"
    ink: str = "#fbf8f0"

    def svg(self) -> str:
        """The seal as an SVG image, 64 units wide."""
        signs = "".join(_draw_sign(*one) for one in _place_signs(self.text))
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
            f"{_SQUARE.format(colour=self.colour, ink=self.ink)}"
            f'<g fill="{self.ink}" font-family="{_FACES}" font-weight="600" '
            f'text-anchor="middle">{signs}</g></svg>\n'
        )


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of controls and of what is chosen, on light and on dark paper."""

    light: str = "#a0281c"
    dark: str = "#e5887a"

    def css(self) -> str:
        """A style sheet that sets the accent; in print it stays black."""
        dark = f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {self.dark}; }} }}"
        return (
            f":root {{ --accent: {self.light}; }}\n{dark}\n"
            "@media print { :root { --accent: #000; } }\n"
        )


def choose_signs(name: str) -> str:
    """The signs of a seal for a name: its first two Han characters, else its first letter.

    >>> choose_signs("乡村书信"), choose_signs("the Letters"), choose_signs("élan")
    ('乡村', 'T', 'É')
    """
    letters = [sign for sign in name if sign.isalnum()]
    if letters and is_square(letters[0]):
        return "".join(sign for sign in letters[:2] if is_square(sign))
    return letters[0].upper() if letters else ""


def is_square(sign: str) -> bool:
    """Whether a sign fills a square, as Han, kana and Hangul do."""
    return unicodedata.east_asian_width(sign) in {"W", "F"}


# -- colours ---------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, from 1 to 21.

    >>> contrast("#000000", "#ffffff"), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def nearest_readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour nearest to one, towards black or white, that can be read on all grounds."""
    target = 0 if _luminance(grounds[0]) > 0.18 else 255
    parts = _parts(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(one + (target - one) * step / 100):02x}" for one in parts)
        if all(contrast(mixed, ground) >= LEAST_CONTRAST for ground in grounds):
            return mixed
    return "#000000" if target == 0 else "#ffffff"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = []
    for part in _parts(colour):
        share = part / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# -- the signs in their square -----------------------------------------------------------------


def _place_signs(text: str) -> list[tuple[str, float, float, float]]:
    """Each sign with its middle and its size: squares in columns, letters in a line."""
    signs = list(text)
    if all(map(is_square, signs)) and len(signs) <= _MOST_IN_SQUARE:
        if len(signs) == 1:
            return [(signs[0], 32, 32, 44)]
        if len(signs) == 2:
            return [(signs[0], 32, 20, 25), (signs[1], 32, 44, 25)]
        places = ((44, 20), (44, 44), (20, 20), (20, 44))
        return [(sign, x, y, 24) for sign, (x, y) in zip(signs, places, strict=False)]
    return [(text, 32, 32, min(44, 72 / len(signs)))]


def _draw_sign(text: str, x: float, y: float, size: float) -> str:
    drop = 0.37 if is_square(text[0]) else 0.34  # from the middle of a sign to its base line
    return f'<text x="{x:g}" y="{y + drop * size:.3g}" font-size="{size:.3g}">{escape(text)}</text>'
