"""HTML for what a list prints by the hundred: a facet's values, bars of a timeline.

A template looks up each part of each bar by its name; a list is drawn here in a fraction of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from documents.presentation.numbers import group_digits
from documents.results.facets import FacetValue
from documents.results.timeline import Timeline

_CHOSEN = ' aria-current="true"'
_CHECKED = " checked"


def facet_values_html(choices: Iterable[FacetValue], name: str) -> SafeString:
    """The values of a facet as list items with counts: each a link, and a box for narrow windows.

    Of the two, the style sheet shows one. ``name`` is the facet's parameter.
    """
    note = f'<span class="sr"> {gettext("(selected; activate to remove)")}</span>'
    items = [
        f'<li><a href="{escape(one.url)}"{_CHOSEN * one.selected} rel="nofollow">'
        f"<span>{one.label.__html__()}{note * one.selected}</span>"
        f' <span class="count">{group_digits(one.count)}</span></a>'
        f'<label><input type="checkbox" name="{name}" value="{escape(one.value)}"'
        f"{_CHECKED * one.selected}> <span>{one.label.__html__()}</span>"
        f' <span class="count">{group_digits(one.count)}</span></label></li>\n'
        for one in choices
    ]
    return SafeString(f'<ul class="choices">\n{"".join(items)}</ul>')


def draw_bars(timeline: Timeline) -> SafeString:
    """The bars above their axis, each a link to its articles; pale ones behind, if compared."""
    lines = list(_pale_bars(timeline)) if timeline.compared else []
    axis = timeline.axis
    lines.append(f'<line x1="0" x2="100%" y1="{axis}.5" y2="{axis}.5"/>')
    aside = ' tabindex="-1"' * timeline.dense
    for bar in timeline.bars:
        if bar.url:
            shape, label = bar.shape, escape(bar.label)
            lines.append(
                f'<a href="{escape(bar.url)}" aria-label="{label}"{_CHOSEN * bar.selected}{aside}'
                f' rel="nofollow">'
                f'<title>{label}</title><rect class="hit" x="{shape.slot}%" y="0"'
                f' width="{shape.slot_width}%" height="{axis}"/><rect x="{shape.x}%"'
                f' y="{shape.y}" width="{shape.width}%" height="{shape.height}"/></a>'
            )
    return SafeString("\n".join(lines))


def _pale_bars(timeline: Timeline) -> Iterator[str]:
    for bar in timeline.bars:
        if bar.of:
            shape = bar.shape
            yield (
                f'<rect class="all" x="{shape.x}%" y="{shape.of_y}" width="{shape.width}%"'
                f' height="{shape.of_height}"/>'
            )


def bar_rows(timeline: Timeline) -> SafeString:
    """The same numbers as table rows, one a bar."""
    rows = []
    for bar in timeline.bars:
        name = escape(bar.name)
        if bar.url:
            name = f'<a href="{escape(bar.url)}" rel="nofollow">{name}</a>'
        behind = f"<td>{group_digits(bar.of)}</td><td>{bar.share}</td>" if timeline.compared else ""
        count = group_digits(bar.count)
        rows.append(f'<tr><th scope="row">{name}</th><td>{count}</td>{behind}</tr>')
    return SafeString("\n".join(rows))
