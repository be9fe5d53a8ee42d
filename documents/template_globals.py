"""The template globals: functions and filters for this archive's templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape  # Django's own takes lazy texts too, at ten times the price
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
    unprefixed,
)
from archive.negotiation import json_address
from documents.citation.runs import Citation, Run
from documents.citation.styles import NAMES
from documents.harvesting.atom_feed import ATOM_TYPE
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, say_articles
from documents.presentation.numbers import group_digits
from documents.presentation.search_prompts import (
    search_label,
    search_placeholder,
    word_placeholder,
)
from documents.presentation.text_languages import (
    guess_language,
    holds_further_languages,
    language_attributes,
    query_attributes,
)
from documents.presentation.titles import plain_titles, write_phrases, write_titles
from documents.reading.version_changes import ChangedText
from documents.results.list_html import bar_rows, draw_bars, facet_values_html
from documents.text_direction import isolate_right_to_left
from documents.views.feed import source_feed

if TYPE_CHECKING:
    from documents.views.landing import PageHead


_CHANGED = {"gone": "<del{}>{}</del>", "new": "<ins{}>{}</ins>"}
# What a citation's line never breaks inside: [J/OL], [2026-11-28], 1958-01-24(6).
_UNBROKEN = re.compile(r"\[[^\]\s]{1,12}\]|\d{4}-\d{2}(?:-\d{2})?(?:\(\d+\))?")


def environment(**options: Any) -> Environment:
    """The site's Jinja2 environment, with this archive's functions and filters."""
    env = templating.environment(**options)
    env.globals |= {
        "article_titles": write_titles,
        "bar_rows": bar_rows,
        "choice_list": facet_values_html,
        "current": current,
        "draw_bars": draw_bars,
        "feed_links": feed_links,
        "head_elements": head_elements,
        "holds_further_languages": holds_further_languages,
        "json_address": json_address,
        "language_attributes": language_attributes,
        "language_links": language_links,
        "marked": marked,
        "plain_titles": plain_titles,
        "query_attributes": query_attributes,
        "runs_of": runs_of,
        "say_count": say_articles,
        "say_day": say_day,
        "search_label": search_label,
        "search_placeholder": search_placeholder,
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
    path = unprefixed(request.path)
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


def current(request: HttpRequest, href: str) -> SafeString:
    """The attribute `` aria-current="page"`` of a link to this page; ``"true"`` for one above."""
    if request.path == href:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if request.path.startswith(href) else "")


# -- plain facts ---------------------------------------------------------------------------------


def say_day(day: date) -> str:
    """A day in words, in the interface's language."""
    return say_date(day.isoformat())


def language_of(text: str) -> str:
    """The language a plain text seems to be in, where nothing says so; ``en`` for Latin letters."""
    return guess_language(text) or "en"


def linebreaks(html: SafeString) -> SafeString:
    """A marked text with its lines kept."""
    return SafeString(html.replace("\n", "<br>"))


# -- citations and corrections: runs as elements, changes as ``ins`` and ``del`` -----------------


@cache_per_language(maxsize=64)
def style_name(style: str, form: str) -> str:
    """The name of a style and its form, in the interface's language: Chicago, note."""
    name, kind = map(translate, NAMES[style, form])
    return gettext("%(style)s, %(form)s") % {"style": name, "form": kind} if kind else name


def runs_of(citation: Citation) -> SafeString:
    """A citation's runs; the access statement has the pattern that the script fills in."""
    return SafeString("".join([_run(run, citation.language) for run in citation.runs]))


def head_elements(head: PageHead) -> SafeString:
    """The elements of an article's head, one a line.

    Their names are ours and need no escaping.
    """
    lines = [f'<link rel="{rel}" href="{href}">' for rel, href in head.schemas]
    lines += [
        f'<meta {attribute}="{name}" content="{escape(content)}"{language_attributes(language)}>'
        for attribute, name, content, language in head.tags
    ]
    lines += [
        f'<link rel="alternate" type="{other.media_type}" href="{escape(other.href)}" '
        f'title="{other.name}">'
        for other in head.alternates
    ]
    return SafeString("\n".join(lines))


def marked(pieces: tuple[ChangedText, ...]) -> SafeString:
    """A changed text with ``del`` and ``ins`` elements."""
    html, before = "", "same"
    for one in pieces:
        if one.operation == "same":
            html += escape(one.text)
        else:  # what went and what came are parted by a thin space, which is no part of either
            parted = "" if before == "same" else ' class="parted"'
            html += _CHANGED[one.operation].format(parted, escape(one.text))
        before = one.operation
    return SafeString(html)


def _run(run: Run, around: str) -> str:
    text, kind, language, pattern = run
    text, lang = escape(text), language_attributes(language, around)
    if kind != "url":
        text = _UNBROKEN.sub(r'<span class="nobr">\g<0></span>', text)
    if kind == "url":
        return f'<a href="{text}">{text}</a>'
    if kind == "access":
        unbroken = ' class="nobr"' if pattern.startswith("[") else ""
        return f'<span data-pattern="{escape(pattern)}"{lang}{unbroken}>{text}</span>'
    if kind == "italic":
        return f"<i{lang}>{text}</i>"
    return f"<span{lang}>{text}</span>" if lang else isolate_right_to_left(text)
