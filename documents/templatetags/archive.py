"""What templates ask for that Django has not: the page in another language, marks, plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from archive.context import unprefixed
from documents.routes import known_parameters
from documents.wording import guess_language, say_articles, say_date

register = template.Library()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in one language of the interface; ``path`` has no query, ``href`` keeps it."""

    name: str
    tag: str
    path: str
    href: str
    current: bool


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """This page in every language of the interface, its query kept."""
    request = context.get("request")
    path = unprefixed(request.path) if request else "/"
    query = _known_query(request) if request else ""
    links = []
    for code, name in settings.LANGUAGES:
        there = path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
        href = f"{there}?{query}" if query else there
        links.append(LanguageLink(name, bcp47(code), there, href, code == get_language()))
    return links


def _known_query(request: HttpRequest) -> str:
    """The query without what its page does not know (``utm_…``): no link of ours spreads it."""
    if not request.GET:
        return ""
    known = known_parameters(request.path)
    query = request.GET
    return urlencode(
        [(name, value) for name in query for value in query.getlist(name) if name in known]
    )


@register.simple_tag(takes_context=True)
def permalink(context: template.Context, path: str) -> str:
    """A path's absolute address, or the bare path where the site has no public address."""
    return str(context["site"].permalink(path)) if "site" in context else path


@register.simple_tag(takes_context=True)
def current(context: template.Context, href: str) -> SafeString:
    """`` aria-current="page"`` on a link to this very page, ``"true"`` on one to a page above."""
    path = context["request"].path if "request" in context else ""
    if path == href:
        return format_html(' aria-current="{}"', "page")
    return format_html(' aria-current="{}"', "true") if path.startswith(href) else SafeString("")


@register.simple_tag
def say_day(day: date) -> str:
    """A day in words, in the interface's language."""
    return say_date(day.isoformat())


@register.simple_tag
def say_count(total: int) -> str:
    """How many articles, in words."""
    return say_articles(total)


@register.filter
def bcp47(code: str | None) -> str:
    """Django's language code as a BCP 47 tag: ``zh-hans`` is ``zh-Hans``."""
    language, _, rest = (code or "en").partition("-")
    return f"{language}-{rest.title()}" if len(rest) == 4 else f"{language}-{rest}".rstrip("-")


@register.filter
def language_of(text: str) -> str:
    """The language a plain text seems to be in, where nobody says: ``zh``, else ``en``."""
    return guess_language(text) or "en"


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """One value of a mapping, None where it is not there."""
    return mapping.get(key)


@register.simple_tag
def article_title(article: Any) -> SafeString:
    """An article's title under its language; the held text's where the original is not held."""
    text = article if article.original_held else article.translations.first()
    title, language = (text.title, text.language) if text else (article.title, article.language)
    return format_html('<span lang="{}">{}</span>', language, title or article.identifier)
