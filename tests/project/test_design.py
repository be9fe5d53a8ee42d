"""The design page and the style sheets: scales, colours, contrast, widths, names of components."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

from tools.snap_lengths import find_strays, read_scale, snap, snap_declaration

ROOT = Path(__file__).resolve().parents[2]
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
SHEETS = sorted((ROOT / "static").glob("*.css"))
CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / "archive.css").read_text("utf-8"), flags=re.S)
SPACING, SIZES = read_scale("Spacing"), read_scale("Type")
BUDGETS = {
    "archive.css": 14 * 1024,
    "archive.js": 10 * 1024,
    "word_links.js": 2048,
}  # bytes, compressed


def section(heading: str) -> str:
    return DESIGN.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def tokens(scheme: str) -> dict[str, str]:
    """The colours that the style sheet gives in light or in dark."""
    light, _, rest = CSS.partition("@media (prefers-color-scheme: dark)")
    block = light if scheme == "light" else rest.partition("}")[0]
    return dict(re.findall(r"(--[a-z]+): (#[0-9a-f]{6});", block))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    levels = sorted((luminance(one), luminance(other)), reverse=True)
    return (levels[0] + 0.05) / (levels[1] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# -- scales ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_margin_gap_and_size_is_a_step_of_its_scale(sheet: Path) -> None:
    strays = list(find_strays(sheet.read_text("utf-8"), SPACING, SIZES))
    assert strays == [], "python -m tools.snap_lengths moves them to the nearest step"


def test_every_step_is_used() -> None:
    used = {float(length) for length in re.findall(r"(?<![\w.])-?(\d*\.?\d+)rem\b", CSS)}
    assert set(SPACING) - used == set()
    assert set(SIZES) - used == set()


@pytest.mark.parametrize(
    ("declaration", "snapped"),
    [
        ("margin: 0.28rem -0.8rem 0 2em", "margin: 0.3rem -0.9rem 0 2em"),
        ("gap: 0.2rem var(--gap)", "gap: 0.2rem var(--gap)"),
        ("padding-block: clamp(1.6rem, 3vw, 5rem)", "padding-block: clamp(1.5rem, 3vw, 4.5rem)"),
    ],
)
def test_a_length_moves_to_the_nearest_step(declaration: str, snapped: str) -> None:
    assert snap_declaration(declaration, SPACING) == snapped


def test_a_font_keeps_its_line_height_and_a_fluid_size() -> None:
    css = "p { font: 1.02rem/2.1rem serif; } h1 { font-size: clamp(1.9rem, 4vw, 2.6rem); }"
    assert snap(css, SPACING, SIZES) == css.replace("1.02rem", "1rem")
    assert list(find_strays(css, SPACING, SIZES)) == ["font: 1.02rem/2.1rem serif"]


def test_a_page_changes_at_few_widths() -> None:
    said = re.search(r"changes at ([\d., and]+)rem", section("Widths"))
    assert said is not None
    allowed = {float(width) for width in re.findall(r"[\d.]+\d", said[1])}
    widths = {float(width) for width in re.findall(r"(?:min|max)-width: ([\d.]+)rem\)", CSS)}
    # A hundredth of a rem keeps two rules from one width.
    assert {width for width in widths if min(abs(width - one) for one in allowed) > 0.011} == set()


# -- colours ---------------------------------------------------------------------------------------


def test_the_colours_of_the_page_are_those_of_the_style_sheet() -> None:
    rows = re.findall(r"^\| `(--\w+)` \| `(#\w+)` \| `(#\w+)` \|", section("Colours"), re.M)
    assert tokens("light") == {name: light for name, light, _ in rows}
    assert tokens("dark") == {name: dark for name, _, dark in rows}


PAIRS = re.findall(
    r"^\| `(--\w+)` on `(--\w+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", section("Colours"), re.M
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_text_stands_out_as_the_page_says(pair: tuple[str, ...], scheme: str) -> None:
    text, ground, *said, least = pair
    colours = tokens(scheme)
    found = contrast(colours[text], colours[ground])
    assert found >= float(least)
    assert f"{found:.1f}" == said[scheme == "dark"]


def test_every_colour_of_text_is_compared_with_the_grounds_it_stands_on() -> None:
    compared = {(text, ground) for text, ground, *_ in PAIRS}
    texts, grounds = ("--ink", "--soft", "--accent"), ("--paper", "--wash")
    assert {(text, ground) for text in texts for ground in grounds} <= compared


def test_no_colour_stands_outside_the_tokens() -> None:
    named = {*tokens("light").values(), *tokens("dark").values()}
    printed = CSS.partition("@media print {\n  :root")[2].partition("}")[0]
    elsewhere = CSS.replace(printed, "")
    found = set(re.findall(r"#[0-9a-f]{3,8}\b(?=[\s;,)])", elsewhere)) - named
    # Masks are no colours: black keeps what it lies on.
    assert found <= {"#000"}
    assert all("mask" in line for line in elsewhere.splitlines() if re.search(r"#000\b", line))


# -- components ------------------------------------------------------------------------------------

COMPONENTS = [
    (name, re.findall(r"`\.([\w-]+)`", classes), re.findall(r"`([\w/.]+)`", files))
    for name, classes, files in re.findall(
        r"^\| ([a-z][^|]+) \| (`\.[^|]+) \| ([^|]+) \|$", section("Components"), re.M
    )
]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component[0])
def test_a_component_has_its_name_in_style_sheet_and_templates(
    component: tuple[str, list[str], list[str]],
) -> None:
    _, classes, files = component
    sources = [
        (ROOT / ("" if file.endswith(".py") else "templates") / file).read_text("utf-8")
        for file in files
    ]
    assert sources
    for name in classes:
        assert re.search(rf"\.{name}(?![\w-])", CSS), name
        used = rf'(?<![\w-]){name}(?:-["{{]|(?![\w-]))'
        assert any(re.search(used, source) for source in sources), name
    for file, source in zip(files, sources, strict=True):
        assert any(re.search(rf"(?<![\w-]){name}(?![\w-])", source) for name in classes), file


def test_the_table_of_components_is_read_whole() -> None:
    assert len(COMPONENTS) == len(re.findall(r"^\| ", section("Components"), re.M)) - 2


def test_there_is_one_kind_of_control() -> None:
    rules = re.findall(r"([^{}]*button[^{}]*)\{([^{}]*)\}", CSS)
    dressed = [
        selector.strip()
        for selector, rule in rules
        if re.search(r"(?<![-\w])(color|font|background|border)\b", rule)
    ]
    # The colophon's stands among links, in their colour.
    assert sorted(dressed) == [
        ".colophon li button",
        "button",
        "button, input, select",
        'button[type="button"]',
    ]


# -- budgets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUDGETS)
def test_style_and_script_keep_to_their_budgets(name: str) -> None:
    assert len(brotli.compress((ROOT / "static" / name).read_bytes())) <= BUDGETS[name]
