"""HTML made by code: patterns whose values are escaped by where they stand, and their joins.

Here alone a text is said to be safe HTML. A test holds that, and that patterns are literals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from string import Formatter
from typing import Any

from django.utils.safestring import SafeString
from markupsafe import Markup
from markupsafe import escape as escape_markup

EMPTY = SafeString("")
# What an HTML parser could take for markup, and what ends a line for a script, in a script's text.
_IN_SCRIPT = re.compile("[<>&\u2028\u2029]")
_ESCAPED = re.compile("[&<>\"']").search  # what is escaped; most texts have none of it
_ATTRIBUTE = re.compile(r' [a-z-]+="')  # what a pattern of attributes begins with
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')


def escape_html(value: object) -> SafeString:
    """A value as HTML, fit for an attribute too; what is HTML already stays."""
    if type(value) is SafeString:
        return value
    if hasattr(value, "__html__"):
        return _trust(value.__html__())  # it calls itself HTML, as Jinja believes too
    text = str(value)
    return _trust(escape(text) if _ESCAPED(text) else text)  # escaped


class HtmlPattern:
    """HTML with places ``{}`` for values, each escaped as its place demands.

    Between tags, a value that is HTML already stays. In a quoted attribute no value ends the
    quotes. In a tag stand whole attributes only, themselves made by a pattern: anything else
    raises `TypeError`, as a wrong number of values does.

    >>> HtmlPattern('<a href="{}">{}</a>')('/?q="a"', "<b>")
    '<a href="/?q=&quot;a&quot;">&lt;b&gt;</a>'
    """

    __slots__ = ("_template", "_writers")

    def __init__(self, pattern: str) -> None:
        before, template, writers = "", "", []
        for text, place, spec, conversion in Formatter().parse(pattern):
            before += text
            template += text.replace("%", "%%")
            if place is not None:
                if place or spec or conversion:
                    raise ValueError(f"found the place {{{place}}} expected {{}}")
                writers.append(_writer(before))
                before += "x"
                template += "%s"
        self._template = template
        self._writers = tuple(writers)

    def __call__(self, *values: object) -> SafeString:
        writers = self._writers
        if len(values) != len(writers):
            raise TypeError(f"found {len(values)} values expected {len(writers)}")
        written = tuple([write(value) for write, value in zip(writers, values)])  # noqa: B905
        return _trust(self._template % written)  # each is escaped by its place


def literal(html: str) -> SafeString:
    """HTML that stands in the code, without values.

    >>> literal("<br>")
    '<br>'
    """
    return HtmlPattern(html)()


def join_html(between: str, parts: Iterable[object]) -> SafeString:
    """Parts in order with a text between them, each escaped that is not HTML.

    >>> join_html(", ", [literal("<br>"), "<b>"])
    '<br>, &lt;b&gt;'
    """
    written = [part if type(part) is SafeString else _content(part) for part in parts]
    return _trust(_content(between).join(written))  # each is escaped


def split_html(html: SafeString, pattern: re.Pattern[str]) -> list[SafeString]:
    """HTML in pieces, divided where a pattern matches; it must match no part of a tag."""
    return [_trust(piece) for piece in pattern.split(_checked(html))]  # it was


def rewrite_html(
    html: SafeString, pattern: re.Pattern[str], write: Callable[..., SafeString]
) -> SafeString:
    """HTML with each match of a pattern replaced by what ``write`` makes of its groups.

    ``write`` is given the groups or, where there is none, the match, as HTML.

    >>> rewrite_html(escape_html("a < 1958"), re.compile(r"[0-9]+"), HtmlPattern("<b>{}</b>"))
    'a &lt; <b>1958</b>'
    """

    def replacement(match: re.Match[str]) -> str:
        groups = match.groups() or (match[0],)
        parts = [_trust(group) for group in groups]  # they are of safe HTML
        return _checked(write(*parts))

    return _trust(pattern.sub(replacement, _checked(html)))  # both are safe


def fill_message(message: str, values: Mapping[str, object]) -> Markup:
    """A translated message, which may hold elements, with its ``%(name)s`` filled in, escaped."""
    written = {name: escape_markup(value) for name, value in values.items()}
    return Markup(message % written)  # noqa: S704  # nosec B704  # messages are the catalogues'


def write_script_data(document: str) -> SafeString:
    """JSON as the text of a ``script`` element: nothing in it is markup, and its meaning stays.

    >>> write_script_data('{"a": "</script>"}')
    '{"a": "\\\\u003c/script\\\\u003e"}'
    """
    escaped = _IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
    return _trust(escaped)  # no character of markup is left


def _trust(html: str) -> SafeString:
    return SafeString(html)  # nosec B703  # those who call it have escaped every value


def _writer(before: str) -> Callable[[Any], str]:
    """What writes a value behind the beginning of a pattern."""
    if _ATTRIBUTE.match(before):
        before = f"<{before}"
    _, in_tag, tag = _TAG.sub("", before).partition("<")
    if tag.count('"') % 2:
        return _attribute
    return _in_tag if in_tag else _content


def _content(value: object) -> str:
    if type(value) is SafeString:
        return value
    if type(value) is str:
        return escape(value, quote=False) if _ESCAPED(value) else value
    return value.__html__() if hasattr(value, "__html__") else escape(str(value), quote=False)


def _attribute(value: object) -> str:
    if type(value) is str:
        return escape(value) if _ESCAPED(value) else value
    return escape_html(value).replace('"', "&quot;")


def _in_tag(value: object) -> str:
    if not value:
        return ""
    if type(value) is not SafeString:
        raise TypeError(f"found {value!r} in a tag expected an attribute made by a pattern")
    return value


def _checked(html: str) -> str:
    if not isinstance(html, SafeString):
        raise TypeError(f"found the text {html[:40]!r} expected HTML")
    return html
