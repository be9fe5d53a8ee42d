"""Moves lengths in the style sheets to the nearest step: ``python -m tools.snap_lengths``.

The scales are the tables of ``docs/design.md``. Spacing is every ``rem`` of a margin, a padding or
a gap; type is every ``rem`` of a font's size outside ``clamp()``, where a size is fluid.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DESIGN = ROOT / "docs" / "design.md"
SHEETS = sorted((ROOT / "static").glob("*.css"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACING = re.compile(
    r"(?<![\w-])(?:margin|padding)(?:-[a-z-]+)?\s*:\s*[^;{}]+"
    r"|(?<![\w-])(?:row-|column-)?gap\s*:\s*[^;{}]+"
)
_TYPE = re.compile(r"(?<![\w-])font(?:-size)?\s*:\s*[^;{}]+")
_REM = re.compile(r"(?<![\w.])-?(\d*\.?\d+)rem\b")
_FLUID = re.compile(r"clamp\([^()]*\)")


def read_scale(heading: str) -> tuple[float, ...]:
    """The steps under a heading of the design page, in rem, from its first table."""
    section = DESIGN.read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\| `([\d.]+)rem`", section, re.MULTILINE)
    return tuple(sorted(map(float, steps)))


def find_strays(css: str, spacing: Sequence[float], sizes: Sequence[float]) -> Iterator[str]:
    """Every declaration with a length that is no step, as it stands."""
    bare = _COMMENT.sub("", css)
    for declarations, scale, is_type in ((_SPACING, spacing, False), (_TYPE, sizes, True)):
        for found in declarations.finditer(bare):
            if snap_declaration(found[0], scale, is_type=is_type) != found[0]:
                yield found[0]


def snap(css: str, spacing: Sequence[float], sizes: Sequence[float]) -> str:
    """The style sheet with every length at its nearest step."""
    css = _SPACING.sub(lambda found: snap_declaration(found[0], spacing), css)
    return _TYPE.sub(lambda found: snap_declaration(found[0], sizes, is_type=True), css)


def snap_declaration(declaration: str, scale: Sequence[float], *, is_type: bool = False) -> str:
    """One declaration with its lengths at their nearest steps."""
    if not is_type:
        return _REM.sub(lambda found: _nearest(found, scale), declaration)
    pieces = _FLUID.split(declaration)
    fluid = [*_FLUID.findall(declaration), ""]
    # Behind a slash stands the height of a line.
    snapped = (re.sub(r"(?<!/)" + _REM.pattern, lambda f: _nearest(f, scale), p) for p in pieces)
    return "".join(piece + kept for piece, kept in zip(snapped, fluid, strict=True))


def _nearest(found: re.Match[str], scale: Sequence[float]) -> str:
    length = float(found[1])
    if length == 0:
        return found[0]
    # By proportion, as the eye compares: 0.35 is nearer to 0.3 than to 0.45.
    step = min(scale, key=lambda one: max(one / length, length / one))
    return found[0].replace(found[1], f"{step:g}") if step != length else found[0]


def main() -> None:
    """Rewrite the style sheets, and say what was moved."""
    spacing, sizes = read_scale("Spacing"), read_scale("Type")
    for sheet in SHEETS:
        css = sheet.read_text("utf-8")
        moved = list(find_strays(css, spacing, sizes))
        sheet.write_text(snap(css, spacing, sizes), "utf-8")
        sys.stdout.write("".join(f"{sheet.name}: {one}\n" for one in moved))


if __name__ == "__main__":
    main()
