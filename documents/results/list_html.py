"""HTML for what a list prints by the hundred: a facet's values, bars of a timeline.

A template looks up each part of each bar by its name; a list is drawn here in a fraction of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.safe_html import EMPTY, HtmlPattern, escape_html, join_html, literal
from documents.presentation.numbers import group_digits
from documents.results.facets import FacetValue
from documents.results.timeline import Timeline

_CHOSEN = literal(' aria-current="true"')
_CHECKED = literal(" checked")
_FACET_VALUE = HtmlPattern(
    '<li><a href="{}"{} rel="nofollow"><span>{}{}</span> <span class="count">{}</span></a>'
    '<label><input type="checkbox" name="{}" value="{}"{}> <span>{}</span>'
    ' <span class="count">{}</span></label></li>\n'
)
_FACET_VALUES = HtmlPattern('<ul class="choices">\n{}</ul>')
_SELECTED = HtmlPattern('<span class="sr"> {}</span>')
_AXIS = HtmlPattern('<line x1="0" x2="100%" y1="{}.5" y2="{}.5"/>')
_BESIDE_TAB_ORDER = literal(' tabindex="-1"')
_BAR = HtmlPattern(
    '<a href="{}" aria-label="{}"{}{} rel="nofollow"><title>{}</title>'
    '<rect class="hit" x="{}%" y="0" width="{}%" height="{}"/>'
    '<rect x="{}%" y="{}" width="{}%" height="{}"/></a>'
)
_PALE_BAR = HtmlPattern('<rect class="all" x="{}%" y="{}" width="{}%" height="{}"/>')
_BAR_LINK = HtmlPattern('<a href="{}" rel="nofollow">{}</a>')
_BAR_ROW = HtmlPattern('<tr><th scope="row">{}</th><td>{}</td>{}</tr>')
_COMPARED = HtmlPattern("<td>{}</td><td>{}</td>")


def facet_values_html(choices: Iterable[FacetValue], name: str) -> SafeString:
    """The values of a facet as list items with counts: each a link, and a box for narrow windows.

    Of the two, the style sheet shows one. ``name`` is the facet's parameter.
    """
    note = _SELECTED(gettext("(selected; activate to remove)"))
    items = []
    for one in choices:
        label, count = escape_html(one.label), group_digits(one.count)
        chosen, noted, checked = (_CHOSEN, note, _CHECKED) if one.selected else (EMPTY,) * 3
        items.append(
            _FACET_VALUE(
                *(one.url, chosen, label, noted, count),
                *(name, one.value, checked, label, count),
            )
        )
    return _FACET_VALUES(join_html("", items))


def draw_bars(timeline: Timeline) -> SafeString:
    """The bars above their axis, each a link to its articles; pale ones behind, if compared."""
    lines = list(_pale_bars(timeline)) if timeline.compared else []
    axis = timeline.axis
    lines.append(_AXIS(axis, axis))
    aside = _BESIDE_TAB_ORDER if timeline.dense else EMPTY
    for bar in timeline.bars:
        if bar.url:
            shape, chosen = bar.shape, _CHOSEN if bar.selected else EMPTY
            lines.append(
                _BAR(
                    *(bar.url, bar.label, chosen, aside, bar.label),
                    *(shape.slot, shape.slot_width, axis),
                    *(shape.x, shape.y, shape.width, shape.height),
                )
            )
    return join_html("\n", lines)


def _pale_bars(timeline: Timeline) -> Iterator[SafeString]:
    for bar in timeline.bars:
        if bar.of:
            shape = bar.shape
            yield _PALE_BAR(shape.x, shape.of_y, shape.width, shape.of_height)


def bar_rows(timeline: Timeline) -> SafeString:
    """The same numbers as table rows, one a bar."""
    rows = []
    for bar in timeline.bars:
        name = _BAR_LINK(bar.url, bar.name) if bar.url else bar.name
        behind = _COMPARED(group_digits(bar.of), bar.share) if timeline.compared else EMPTY
        rows.append(_BAR_ROW(name, group_digits(bar.count), behind))
    return join_html("\n", rows)
