"""How citations and corrections are printed: runs as elements, changes as ``ins`` and ``del``."""

from __future__ import annotations

from html import escape  # Django's own takes lazy texts too, at ten times the price
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from documents.citation.runs import Citation, Run
from documents.reading.revision import Piece

if TYPE_CHECKING:
    from documents.views.citing import Head

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
    return SafeString("".join(map(_run, citation.runs)))


@register.simple_tag
def head_elements(head: Head) -> SafeString:
    """The elements of an article's head, one a line."""
    lines = [f'<link rel="{escape(rel)}" href="{escape(href)}">' for rel, href in head.schemas]
    for tag in head.tags:
        named = f'{tag.attribute}="{escape(tag.name)}" content="{escape(tag.content)}"'
        lines.append(f"<meta {named}{_lang(tag.language)}>")
    lines += [
        f'<link rel="alternate" type="{escape(other.media_type)}" href="{escape(other.href)}" '
        f'title="{escape(other.name)}">'
        for other in head.alternates
    ]
    return SafeString("\n".join(lines))


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


def _run(run: Run) -> str:
    text, lang = escape(run.text), _lang(run.language)
    if run.kind == "url":
        return f'<a href="{text}">{text}</a>'
    if run.kind == "access":
        return f'<span data-pattern="{escape(run.pattern)}"{lang}>{text}</span>'
    if run.kind == "italic":
        return f"<i{lang}>{text}</i>"
    return f"<span{lang}>{text}</span>" if lang else text


def _lang(language: str) -> str:
    """A ``lang`` attribute, where there is a language to name."""
    return f' lang="{escape(language)}"' if language else ""
