"""Labels and sentences: names of languages, sources and places, ranges, a query in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import (
    gettext,
    gettext_lazy,
    ngettext,
    pgettext,
)

from archive.languages import cache_per_language, interface_tag
from archive.safe_html import HtmlPattern, escape_html, join_html
from documents.dates import parse_bound
from documents.models import Source
from documents.presentation.dates import say_date
from documents.presentation.language_names import language_name
from documents.presentation.numbers import group_digits
from documents.presentation.text_languages import guess_language, language_attributes
from documents.query.date_bounds import write_bound, write_dates, write_ends
from documents.query.exclusions import Exclusion, find_exclusions, remove_exclusions
from documents.query.filters import VALUES_FILTERS
from documents.search.query import parse
from documents.search.request import SearchRequest
from documents.translation_tags import translation_name, written_language

_LANGUAGES = {
    "en": gettext_lazy("English"),
    "zh-Hans": gettext_lazy("Chinese"),
    "zh-Hant": gettext_lazy("Chinese (Traditional)"),
    "ru": gettext_lazy("Russian"),
}


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\s|$)")
_NOTED = HtmlPattern("{}\u00a0· {}")
_IN_LANGUAGE = HtmlPattern("<span{}>{}</span>")


@dataclass(frozen=True, slots=True)
class Label:
    """A name to show. ``lang`` is its BCP 47 tag, "" where it is in the interface's language.

    ``note`` is the name in another language, shown beside it (莫斯科 · Moscow).
    """

    text: str
    lang: str = ""
    note: str = ""
    note_lang: str = ""

    @property
    def join_with_space(self) -> SafeString:
        """Both names with a space between, for lists of facts that use dots as separators."""
        names = (in_language(self.text, self.lang), in_language(self.note, self.note_lang))
        return format_html("{} {}", *names) if self.note else names[0]

    def put_interface_language_first(self) -> Label:
        """The same with the name in the interface's language first, where one of them is."""
        if self.note and self.note_lang == interface_tag():
            return Label(self.note, self.note_lang, self.text, self.lang)
        return self

    def __html__(self) -> str:
        """The label with the languages of its parts marked."""
        text = in_language(self.text, self.lang)
        return _NOTED(text, in_language(self.note, self.note_lang)) if self.note else text

    def __str__(self) -> str:
        """The same: a template asks for a text before it asks for HTML."""
        return self.__html__()


@dataclass(frozen=True, slots=True)
class Names:
    """The display names of filters' values: sources by key, names by filter and original.

    ``translated`` has those names of each filter that translations write otherwise.
    """

    sources: Mapping[str, Source]
    translated: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)

    def label(self, name: str, value: str) -> Label:
        """The name of one value of a filter; the value itself where it has none."""
        declared = VALUES_FILTERS[name]
        if declared.value_label:
            return Label(declared.value_label(value))
        match declared.kind:
            case "source" if value in self.sources:
                return name_source(self.sources[value])
            case "language":
                return Label(name_language(value))
            case "date":
                return Label(say_date(value))
            case "name":
                known = self.translated.get(name, {}).get(value)
                return (known or Label(value, guess_language(value))).put_interface_language_first()
        return Label(value)


def in_language(text: str, lang: str) -> SafeString:
    """A text in an element of its language; bare where that is the interface's."""
    return _IN_LANGUAGE(language_attributes(lang), text) if lang else escape_html(text)


def name_source(source: Source) -> Label:
    """A source's name, in the interface's language where it has one."""
    wanted = interface_tag()
    text = source.name_in(wanted)
    lang = next((tag for tag, name in source.names.items() if name == text), "")
    return Label(typeset(text), "" if lang == wanted else lang)


def typeset(text: str) -> str:
    """A name or note of ours with printers' apostrophes; for display only."""
    return _APOSTROPHE.sub("’", text) if "'" in text else text


@cache_per_language(maxsize=256)
def name_language(tag: str) -> str:
    """A language's name in the interface's language; the tag itself where nobody has named it.

    Of one of several translations the name that its tag bears stands behind: English · legge.
    """
    if name := translation_name(tag):
        return f"{name_language(written_language(tag))}\u00a0· {name}"
    if tag in _LANGUAGES:
        return str(_LANGUAGES[tag])
    return language_name(tag)


def name_primary_language(language: str) -> str:
    """A language's name without its script: "zh" is Chinese in either."""
    tag = next((tag for tag in _LANGUAGES if tag.partition("-")[0] == language), language)
    return name_language(tag)


def say_dates(first: date, last: date) -> str:
    """The days between two in the shortest words: 24 January 1958, 1958, 1970–1979."""
    return say_date(write_dates(first, last))


def say_bound(day: date, *, last: bool) -> str:
    """One end of a range in words, as exactly as it was asked for."""
    return say_date(write_bound(day, last=last))


def say_range(first: date | None, last: date | None) -> str:
    """A range of dates in words, "" where it is open at both ends."""
    if first and last:
        start, end = map(say_date, write_ends(first, last))
        if start == end:
            return start
        return gettext("%(first)s to %(last)s") % {"first": start, "last": end}
    if first:
        return gettext("from %(first)s") % {"first": say_bound(first, last=False)}
    return gettext("until %(last)s") % {"last": say_bound(last, last=True)} if last else ""


@cache_per_language(maxsize=4096)
def say_articles(total: int) -> str:
    """A number of articles in words: 2 articles."""
    number = group_digits(total)
    return ngettext("%(number)s article", "%(number)s articles", total) % {"number": number}


@cache_per_language(maxsize=4096)
def say_articles_of(name: str, total: int) -> str:
    """A number of articles of a day, a year or anything else: 1958: 2 articles."""
    articles = say_articles(total)
    return gettext("%(name)s: %(articles)s") % {"name": name, "articles": articles}


def quote_words(q: str) -> SafeString:
    """Typed words between quotation marks; the marks stay outside the words' language."""
    return format_html("{}{}{}", gettext("“"), in_language(q, guess_language(q)), gettext("”"))


def say_words(q: str) -> SafeString:
    """Typed words in a sentence: in quotation marks if they are one word or phrase, else bare."""
    clauses = parse(q).clauses
    if len(clauses) > 1 or '"' in q or "“" in q:
        return in_language(q, guess_language(q))
    return quote_words(q)


def say_query(total: int, request: SearchRequest, names: Names) -> SafeString:
    """A query and its total in one line: 2 articles, 1950 to 1960, People's Daily."""
    words = remove_exclusions(request.q)
    parts = {
        "articles": say_articles(total),
        "words": say_words(words),
        "filters": say_filters(request, names),
    }
    if across := request.translation_in_force:
        parts["language"] = name_primary_language(across.language)
        if parts["filters"]:
            return format_html(
                gettext("{articles} not held in {language} that may speak of {words}, {filters}"),
                **parts,
            )
        return format_html(
            gettext("{articles} not held in {language} that may speak of {words}"), **parts
        )
    if words and parts["filters"]:
        return format_html(gettext("{articles} with {words}, {filters}"), **parts)
    if words:
        return format_html(gettext("{articles} with {words}"), **parts)
    if parts["filters"]:
        return format_html(gettext("{articles}, {filters}"), **parts)
    return format_html(pgettext("a whole query", "{articles}"), **parts)


def say_filters(request: SearchRequest, names: Names) -> SafeString:
    """Every filter of a request in words, "" where there is none."""
    return join_html(pgettext("between clauses", ", "), _say_filters(request, names))


def say_values(name: str, values: Iterable[str], names: Names) -> SafeString:
    """Some values of a filter in its own words: mentioning 1957 or 1958."""
    labels = [format_html("{}", names.label(name, value)) for value in values]
    said = join_html(gettext(" or "), labels)
    return format_html(str(VALUES_FILTERS[name].sentence), values=said)


def _say_filters(request: SearchRequest, names: Names) -> list[SafeString]:
    """Every filter in words: the range, the other dates, what is no date, what is excluded.

    A year is not said beside the months that are chosen in it.
    """
    said = [say_range(request.date_from, request.date_to)]
    parts = [format_html("{}", text) for text in said if text]
    for name, values in sorted(_chosen(request), key=_place_in_sentence):
        if name != "year" or not request.month:
            parts.append(say_values(name, values, names))
    return parts + [say_exclusion(one, names) for one in find_exclusions(request.q)]


def say_exclusion(exclusion: Exclusion, names: Names) -> SafeString:
    """A filter that is excluded, in words: not 1958, not 1950 to 1960."""
    column, value = exclusion.column, exclusion.value
    if column in {"date_from", "date_to"}:
        bound = parse_bound(value)
        said = (
            say_range(bound.lower, None) if column == "date_from" else say_range(None, bound.upper)
        )
        return format_html(gettext("not {filter}"), filter=said)
    first, dash, last = value.partition("-")
    if column == "year" and dash:
        said = say_range(parse_bound(first).lower, parse_bound(last).upper)
        return format_html(gettext("not {filter}"), filter=said)
    return format_html(gettext("not {filter}"), filter=say_values(column, [value], names))


def _chosen(request: SearchRequest) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The filters with several values that a request has, with these values."""
    for name, one in VALUES_FILTERS.items():
        if values := getattr(request, one.field_name):
            yield name, values


def _place_in_sentence(chosen: tuple[str, object]) -> int:
    """The sort key of a filter in a sentence: dates first, bare ones last of these."""
    one = VALUES_FILTERS[chosen[0]]
    return 2 if one.kind != "date" else int(one.is_bare)
