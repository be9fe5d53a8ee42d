"""How citations and corrections are printed: runs as elements, changes as ``ins`` and ``del``."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from documents.citation.runs import Citation, Run
from documents.reading.revision import Piece

register = template.Library()

_STYLES = {
    "chicago": gettext_lazy("Chicago"),
    "apa": "APA",
    "mla": "MLA",
    "gbt7714": "GB/T 7714",
}
_FORMS = {
    "bibliography": gettext_lazy("bibliography"),
    "note": gettext_lazy("note"),
    "in-text": gettext_lazy("in the text"),
}


@register.simple_tag
def style_name(citation: Citation) -> str:
    """What a style and its form are called: Chicago, note."""
    style = str(_STYLES.get(citation.style, citation.style))
    form = _FORMS.get(citation.form)
    return gettext("%(style)s, %(form)s") % {"style": style, "form": form} if form else style


@register.simple_tag
def runs_of(citation: Citation) -> SafeString:
    """A citation's runs; the access statement carries the pattern that the script fills in."""
    return format_html_join("", "{}", ((_run(run),) for run in citation.runs))


@register.simple_tag
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """A changed text, what went and what came marked."""
    elements = {
        "same": "{}",
        "gone": "<del>{}</del>",
        "new": "<ins>{}</ins>",
    }
    return format_html_join(
        "", "{}", ((format_html(elements[one.operation], one.text),) for one in pieces)
    )


def _run(run: Run) -> SafeString:
    lang = format_html(' lang="{}"', run.language) if run.language else ""
    if run.kind == "url":
        return format_html('<a href="{}">{}</a>', run.text, run.text)
    if run.kind == "access":
        return format_html('<span data-pattern="{}"{}>{}</span>', run.pattern, lang, run.text)
    if run.kind == "italic":
        return format_html("<i{}>{}</i>", lang, run.text)
    return format_html("<span{}>{}</span>", lang, run.text) if lang else format_html("{}", run.text)
