"""The template globals: functions and filters for this archive's templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as translate  # what is marked elsewhere
from jinja2 import Environment

from archive import templating
from archive.context import Site
from archive.languages import (
    cache_per_language,
    interface_languages,
    language_code,
    remove_language_prefix,
)
from archive.negotiation import json_address
from archive.safe_html import (
    EMPTY,
    HtmlPattern,
    escape_html,
    join_html,
    literal,
    rewrite_html,
    split_html,
)
from documents.citation.runs import Citation, Run
from documents.citation.styles import NAMES
from documents.harvesting.atom_feed import ATOM_TYPE
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, say_articles
from documents.presentation.numbers import group_digits
from documents.presentation.search_prompts import (
    search_label,
    search_placeholder,
    short_search_placeholder,
    word_placeholder,
)
from documents.presentation.text_languages import (
    file_line_attributes,
    guess_language,
    holds_further_languages,
    language_attributes,
    query_attributes,
)
from documents.presentation.titles import plain_titles, write_phrases, write_titles
from documents.reading.version_changes import ChangedText
from documents.results.list_html import bar_rows, draw_bars, facet_values_html
from documents.text_direction import RIGHT_TO_LEFT_WORDS
from documents.views.feed import source_feed

if TYPE_CHECKING:
    from documents.views.landing import PageHead


_CHANGED = {"gone": HtmlPattern("<del{}>{}</del>"), "new": HtmlPattern("<ins{}>{}</ins>")}
_PARTED = literal(' class="parted"')
_THIS_PAGE = literal(' aria-current="page"')
_PAGE_ABOVE = literal(' aria-current="true"')
_BREAK, _LINE_END = literal("<br>"), re.compile("\n")
_LINK_ELEMENT = HtmlPattern('<link rel="{}" href="{}">')
_META = {
    "name": HtmlPattern('<meta name="{}" content="{}"{}>'),
    "property": HtmlPattern('<meta property="{}" content="{}"{}>'),
}
_ALTERNATE = HtmlPattern('<link rel="alternate" type="{}" href="{}" title="{}">')
_URL = HtmlPattern('<a href="{}">{}</a>')
_ACCESS = HtmlPattern('<span data-pattern="{}"{}{}>{}</span>')
_ITALIC = HtmlPattern("<i{}>{}</i>")
_SPAN = HtmlPattern("<span{}>{}</span>")
_NOT_BROKEN = HtmlPattern('<span class="nobr">{}</span>')
_NOWRAP = literal(' class="nobr"')
_ISOLATED = HtmlPattern("<bdi>{}</bdi>")
# What a citation's line never breaks inside: [J/OL], [2026-11-28], 1958-01-24(6).
_UNBROKEN = re.compile(r"\[[^\]\s]{1,12}\]|\d{4}-\d{2}(?:-\d{2})?(?:\(\d+\))?")


def environment(**options: Any) -> Environment:
    """The site's Jinja2 environment, with this archive's functions and filters."""
    env = templating.environment(**options)
    env.globals |= {
        "article_titles": write_titles,
        "bar_rows": bar_rows,
        "choice_list": facet_values_html,
        "current_page_attribute": current_page_attribute,
        "draw_bars": draw_bars,
        "feed_links": feed_links,
        "file_line_attributes": file_line_attributes,
        "head_elements": head_elements,
        "holds_further_languages": holds_further_languages,
        "json_address": json_address,
        "language_attributes": language_attributes,
        "language_links": language_links,
        "changed_text_html": changed_text_html,
        "plain_titles": plain_titles,
        "query_attributes": query_attributes,
        "citation_html": citation_html,
        "say_count": say_articles,
        "say_day": say_day,
        "search_label": search_label,
        "search_placeholder": search_placeholder,
        "short_search_placeholder": short_search_placeholder,
        "source_feed": source_feed,
        "style_name": style_name,
        "word_placeholder": word_placeholder,
    }
    env.filters |= {
        "grouped": group_digits,
        "language_of": language_of,
        "linebreaks": linebreaks,
        "phrases": write_phrases,
        "typed_language": guess_language,
    }
    return env


# -- the page and its links ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in one language of the interface; ``path`` has no query, ``href`` keeps it."""

    name: str
    tag: str
    path: str
    href: str
    current: bool


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Links to this page in every language of the interface, its query kept."""
    path = remove_language_prefix(request.path)
    # Where nothing stands, nobody has stripped what no page knows: no link of ours spreads it.
    query = request.GET.urlencode() if request.resolver_match else ""
    shown = language_code()
    links = []
    for one in interface_languages():
        there = one.address(path)
        href = f"{there}?{query}" if query else there
        links.append(LanguageLink(one.name, one.tag, there, href, one.code == shown))
    return links


def feed_links(site: Site, source: Label | None = None, key: str = "") -> SafeString:
    """The feeds a page belongs to, for programs that look for them: a source's, the archive's."""
    named = [(f"{site.name}: {source.text}", source_feed(key))] if source else []
    named.append((site.name, source_feed()))
    return format_html_join(
        "\n",
        '<link rel="alternate" type="{}" href="{}" title="{}">',
        (
            (ATOM_TYPE, address, gettext("Follow: %(name)s") % {"name": name})
            for name, address in named
        ),
    )


def current_page_attribute(request: HttpRequest, href: str) -> SafeString:
    """The attribute `` aria-current="page"`` of a link to this page; ``"true"`` for one above."""
    if request.path == href:
        return _THIS_PAGE
    return _PAGE_ABOVE if request.path.startswith(href) else EMPTY


# -- plain facts ---------------------------------------------------------------------------------


def say_day(day: date) -> str:
    """A day in words, in the interface's language."""
    return say_date(day.isoformat())


def language_of(text: str) -> str:
    """The language a plain text seems to be in, where nothing says so; ``en`` for Latin letters."""
    return guess_language(text) or "en"


def linebreaks(html: SafeString) -> SafeString:
    """A marked text with its lines kept."""
    return join_html(_BREAK, split_html(html, _LINE_END))


# -- citations and corrections: runs as elements, changes as ``ins`` and ``del`` -----------------


@cache_per_language(maxsize=64)
def style_name(style: str, form: str) -> str:
    """The name of a style and its form, in the interface's language: Chicago, note."""
    name, kind = map(translate, NAMES[style, form])
    return gettext("%(style)s, %(form)s") % {"style": name, "form": kind} if kind else name


def citation_html(citation: Citation) -> SafeString:
    """A citation's runs; the access statement has the pattern that the script fills in."""
    return join_html("", [_run(run, citation.language) for run in citation.runs])


def head_elements(head: PageHead) -> SafeString:
    """The elements of an article's head, one a line."""
    lines = [_LINK_ELEMENT(rel, href) for rel, href in head.schemas]
    lines += [
        _META[attribute](name, content, language_attributes(language))
        for attribute, name, content, language in head.tags
    ]
    lines += [_ALTERNATE(other.media_type, other.href, other.name) for other in head.alternates]
    return join_html("\n", lines)


def changed_text_html(pieces: tuple[ChangedText, ...]) -> SafeString:
    """A changed text with ``del`` and ``ins`` elements."""
    written, before = [], "same"
    for one in pieces:
        if one.operation == "same":
            written.append(escape_html(one.text))
        else:  # what went and what came are parted by a thin space, which is no part of either
            parted = EMPTY if before == "same" else _PARTED
            written.append(_CHANGED[one.operation](parted, one.text))
        before = one.operation
    return join_html("", written)


def _run(run: Run, around: str) -> SafeString:
    text, kind, language, pattern = run
    if kind == "url":
        return _URL(text, text)
    html = rewrite_html(escape_html(text), _UNBROKEN, _NOT_BROKEN)
    lang = language_attributes(language, around)
    if kind == "access":
        return _ACCESS(pattern, lang, _NOWRAP if pattern.startswith("[") else EMPTY, html)
    if kind == "italic":
        return _ITALIC(lang, html)
    return _SPAN(lang, html) if lang else rewrite_html(html, RIGHT_TO_LEFT_WORDS, _ISOLATED)
