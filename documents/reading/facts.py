"""The facts of an article in words; none made up where the source is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from archive.addresses import address
from archive.languages import interface_tag
from archive.safe_html import escape_html
from documents.blocks import Dateline
from documents.citation.language_tags import base
from documents.models import Article, Translation
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, in_language, name_language, name_source, typeset
from documents.presentation.rights import name_rights
from documents.presentation.text_languages import guess_language
from documents.presentation.translation_names import describe_translations
from documents.presentation.written_dates import label_written_date
from documents.reading.byline import link_translators
from documents.source_dates.reader import WRITTEN_NOTE
from documents.translation_tags import DATES_NOTE

# Notes whose matter has a line of its own among the facts.
_SAID_ELSEWHERE = frozenset(
    {"rights", "pages", "translator", "original", "attribution", "source", "marks", "origin"}
    | {DATES_NOTE}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one version of an article, ready to print."""

    source: Label
    date: str
    written_date: Label | None  # in the source's words, where they say more
    date_href: str
    page: SafeString
    pages: tuple[str, ...]  # where it is continued, as the source says it
    datelines: tuple[Label, ...]
    languages: tuple[str, ...]
    original_language: str
    translators: tuple[tuple[str, str], ...]  # each with the list of what they translated
    rights: str
    rights_lines: tuple[str, ...]
    notes: tuple[Label, ...]


def build_facts(article: Article, translations: Sequence[Translation]) -> Facts:
    """The facts of an article in the interface's language, the source's own words in theirs."""
    held = [name_language(article.language)] if article.original_held else []
    held += describe_translations(article, translations)
    lines = (article.source.rights_line, *_words(article, "rights"))
    return Facts(
        source=name_source(article.source),
        date=say_date(article.date) if article.date else gettext("undated"),
        written_date=label_written_date(article),
        date_href=_date_href(article),
        page=_say_page(article),
        pages=_words(article, "pages"),
        datelines=tuple(_datelines(article, translations)),
        languages=tuple(held),
        original_language=name_language(article.language),
        translators=tuple(dict.fromkeys(_translators(article, translations))),
        rights=name_rights(article.source.rights_uri),
        rights_lines=tuple(dict.fromkeys(line for line in lines if line)),
        notes=tuple(_notes(article)),
    )


def _say_page(article: Article) -> SafeString:
    """The page as the interface's language says it and, where that differs, as printed."""
    printed = " ".join(one for one in (article.page_label, article.section) if one)
    own = gettext("p. %(page)s") % {"page": article.page} if article.page else ""
    if article.page_label and base(article.language) == base(interface_tag()):
        own = ""  # 第6版 says it in Chinese
    if not printed:
        return escape_html(own)
    label = in_language(printed, article.language)
    return format_html("{} ({})", own, label) if own else label


def _translators(
    article: Article, translations: Sequence[Translation]
) -> Iterator[tuple[str, str]]:
    """Each translator that the file names, and the list of all that they translated, if linked.

    The language is said of a text that was a translation in print.
    """
    for name in _words(article, "translator"):
        if translations:
            parts = {"name": name, "language": name_language(article.language)}
            yield gettext("%(name)s (%(language)s)") % parts, ""
        else:
            yield name, ""
    for one in translations:
        yield from link_translators(one.translators)


def _date_href(article: Article) -> str:
    """The link of a date: the issue of a day, the calendar of a month or a year; "" beyond."""
    first, last = article.date_from, article.date_to
    if first is None or last is None or first.year != last.year:
        return ""
    key = article.source.key
    if first.month != last.month:
        return address("documents:source_year", key, first.year)
    if first.day != last.day:
        return address("documents:source_month", key, first.year, first.month)
    return address("documents:issue", key, first.year, first.month, first.day)


def _datelines(article: Article, translations: Sequence[Translation]) -> Iterator[Label]:
    """The dateline of each text, the original's first."""
    texts: list[Article | Translation] = [article, *translations]
    for text in texts:
        dateline = text.dateline
        if dateline is not None:
            yield Label(_say_dateline(dateline, text.language), text.language)


def _say_dateline(dateline: Dateline, language: str) -> str:
    parts = [part for part in (dateline.agency, dateline.place, dateline.day) if part]
    return (" " if language.startswith("zh") else ", ").join(parts)


def _words(article: Article, name: str) -> tuple[str, ...]:
    """The file's own notes under one name."""
    notes: dict[str, Sequence[str] | str] = article.notes
    said = notes.get(name, ())
    return (said,) if isinstance(said, str) else tuple(said)


def _attribution(article: Article) -> Iterator[Label]:
    """How the archive knows the source of this very file, where the file says or shows it.

    A file that does neither is the source's by the archive's list alone: `says_nothing_of_source`.
    """
    named = _words(article, "source")
    if named == (article.source.key,):
        return  # the archive's own key says nothing that the source's name does not
    if named:
        yield Label(gettext("The file itself names its source:"))
        yield from (Label(name, guess_language(name) or "en") for name in named)
    elif (marks := _words(article, "marks")) and not _has_rights(article):
        yield Label(
            gettext("The file does not name its source: the archive attributed it by these marks:")
        )
        yield Label("\u3000".join(marks), guess_language("".join(marks)) or "en")


def says_nothing_of_source(article: Article) -> bool:
    """Whether a file neither names its source nor bears a mark of it: its own page says so."""
    named = _words(article, "source") or _words(article, "marks")
    return not named and not _has_rights(article)


def _has_rights(article: Article) -> bool:
    """Whether a line on rights names the source."""
    return bool(_words(article, "rights") or _words(article, "disclaimer"))


def _notes(article: Article) -> Iterator[Label]:
    """How the file was attributed, the archive's notes on the source, and the file's on itself."""
    yield from _attribution(article)
    wanted = interface_tag()
    said: set[str] = set()
    for name, by_language in article.source.notes.items():
        lang = wanted if wanted in by_language else next(iter(by_language), "")
        if lang and name not in _SAID_ELSEWHERE:
            said |= set(by_language.values())
            yield Label(typeset(by_language[lang]), "" if lang == wanted else lang)
    for name in article.notes:
        if name == "elements":
            yield Label(gettext("Elements of the file that are not understood, with their number:"))
        for text in _words(article, name):
            if name == WRITTEN_NOTE:
                if label_written_date(article) is None:
                    yield Label(gettext("Date in the source's words: %(date)s") % {"date": text})
            elif name not in _SAID_ELSEWHERE and text not in said:
                yield _name_note(text)
    if origin := _words(article, "origin"):
        yield Label(_say_origin(*origin))


def _say_origin(first: str, *others: str) -> str:
    """Which record of which file an article was converted from."""
    file, mark, number = first.rpartition("#")
    if others:
        parts = {"file": file or first, "count": len(others)}
        said = ngettext(
            "From %(file)s and %(count)s more file",
            "From %(file)s and %(count)s more files",
            len(others),
        )
        return said % parts
    if mark and number.isdecimal():
        return gettext("From %(file)s, record %(number)s") % {"file": file, "number": number}
    return gettext("From %(file)s") % {"file": first}


def _name_note(text: str) -> Label:
    """A note of the file, with the language it seems to be in."""
    return Label(text, guess_language(text) or "en")
