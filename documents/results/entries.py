"""Entries of a list of articles: both titles, the facts, and quotations with the words searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.addresses import address
from archive.languages import cache_per_language
from archive.safe_html import EMPTY, HtmlPattern, join_html
from documents.author_names import join_wide_name
from documents.citation.record import record_id
from documents.models import Article, ArticleQuerySet, Source, Translation
from documents.presentation.dates import say_date
from documents.presentation.labels import Label, name_language, name_source
from documents.presentation.titles import (
    LONG_TITLE,
    gloss_title,
    order_texts,
    title_width,
    titled_texts,
    write_phrases,
)
from documents.presentation.written_dates import label_written_date
from documents.raw_queries import fetch_newest
from documents.results.matched_words import MatchedWord, MatchedWordFinder
from documents.results.quotations import (
    HitQuotation,
    mark_matches,
    mark_texts,
    quote,
)
from documents.search.text_matches import Matcher
from documents.translation_tags import written_language

_LINE = HtmlPattern("<span>{}</span>")
_CLAMPED = HtmlPattern('<span class="clamped">{}</span>')

# What a list never prints, and would be slow to unpack.
_HEAVY = ("lines", "references", "sections", "stored_blocks")
_HEAVY_IN_TRANSLATIONS = ("references", "sections", "stored_blocks", "alignment", "sentences")
COLUMN = 42  # characters to a title's line beside another
_HTML_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")  # what <time> takes of EDTF


@dataclass(frozen=True, slots=True)
class Title:
    """A title in one language; ``lang`` is "" where there is none and the page says so."""

    text: SafeString
    lang: str
    width: int = 0  # in characters, a Han one counting twice


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One article in a list. Titles and bylines in the interface's language come first.

    ``gloss`` stands for a title in that language where none is held.
    """

    url: str
    record_id: str  # of its newest version, by which reference managers ask for the record
    titles: tuple[Title, ...]
    gloss: str
    source: Label
    date: str
    written_date: Label | None  # in the source's words, where they say more
    datetime: str
    page: int | None
    place: Label | None
    bylines: tuple[Title, ...]
    section: SafeString  # "" unless it has what was searched
    column: SafeString
    lang: str
    languages: str
    quotations: tuple[HitQuotation, ...] = ()
    answered: tuple[MatchedWord, ...] = ()  # of words that were asked in another language
    coins: str = ""  # what a reference manager reads of it in a list (COinS)

    @property
    def leads_shorter(self) -> bool:
        """Whether the first title is set in fewer lines than another one beside it."""
        lines = [-(-title.width // COLUMN) for title in self.titles]
        return lines[0] < max(lines)


def with_titles(rows: ArticleQuerySet) -> ArticleQuerySet:
    """Rows as a list needs them, without texts, with translations: two queries."""
    translations = Translation.objects.defer(*_HEAVY_IN_TRANSLATIONS)
    rows = rows.select_related("seed")  # its date and digest; never its bytes
    return rows.defer(*_HEAVY, "seed__content").prefetch_related(
        Prefetch("translations", queryset=translations)
    )


def fetch_articles(
    identifiers: Sequence[str],
    *,
    texts: bool = False,
    seeds: bool = False,
    whole: bool = False,
    passages: bool = False,
) -> list[Article]:
    """The newest versions in the order given, in two queries; as `fetch_newest` has them.

    An identifier without a row is passed over: the index may answer from an older edition.
    """
    found = fetch_newest(identifiers, texts=texts, seeds=seeds, whole=whole, passages=passages)
    return [found[identifier] for identifier in identifiers if identifier in found]


def build_entries(
    articles: Iterable[Article],
    sources: Mapping[str, Source],
    *,
    query: Callable[[Article], str] = lambda article: "",
    matcher: Matcher | None = None,
    answers: MatchedWordFinder | None = None,
) -> list[ListEntry]:
    """Build entries ready to print. ``query`` is what an article's address carries along.

    With a ``matcher`` what it finds is marked in the titles and quoted from the texts; ``answers``
    says which words asked in another language that was.
    """
    rows = list(articles)
    named = {key: name_source(sources[key]) for key in {row.source_id for row in rows}}
    titles = _titles_of(rows, matcher)
    return [
        _entry(row, title, named[row.source_id], query(row), matcher, answers)
        for row, title in zip(rows, titles, strict=True)
    ]


def _entry(
    article: Article,
    titles: tuple[Title, ...],
    source: Label,
    query: str,
    matcher: Matcher | None,
    answers: MatchedWordFinder | None,
) -> ListEntry:
    quotations = quote(article, matcher) if matcher else ()
    section = mark_matches(article.section, matcher) if matcher else EMPTY
    return ListEntry(
        url=_url(article, query, quotations),
        record_id=record_id(article.identifier, article.version),
        titles=titles,
        gloss=gloss_title(article),
        source=source,
        date=say_date(article.date) if article.date else gettext("undated"),
        written_date=label_written_date(article),
        datetime=article.date if _HTML_DATE.fullmatch(article.date) else "",
        page=article.page,
        place=filing_place(article),
        bylines=_bylines(article, matcher),
        section=section if "<mark>" in section else EMPTY,
        column=mark_matches(article.column, matcher),
        lang=article.language,
        languages=_say_languages(article),
        quotations=quotations,
        answered=answers.find(article) if answers else (),
    )


def _url(article: Article, query: str, quotations: Sequence[HitQuotation]) -> str:
    """The article's address; with the translation beside it that alone has what was found."""
    besides = {quotation.beside for quotation in quotations}
    parts = [query] if query else []
    if len(besides) == 1 and (tag := besides.pop()):
        parts.append(f"beside={tag}")
    url = address("documents:article", article.identifier)
    return "?".join([url, "&".join(parts)]) if parts else url


def _bylines(article: Article, matcher: Matcher | None) -> tuple[Title, ...]:
    """The byline of each text, and translators where one of them is what was searched."""
    lines = [
        (mark_matches(text.byline, matcher), text.language) for text in order_texts(article.texts)
    ]
    printed = "".join(join_wide_name(text.byline) for text in article.texts)
    for names, language in _translators(article) if matcher else ():
        others = [name for name in names if join_wide_name(name) not in printed]
        said = mark_matches(gettext(", ").join(others), matcher)
        if "<mark>" in said:
            lines.append((said, language))
    return tuple(Title(line, written_language(language)) for line, language in lines if line)


def _translators(article: Article) -> Iterator[tuple[Sequence[str], str]]:
    """Who translated: what was a translation when it was printed, then each translation held."""
    printed = article.notes.get("translator", ())
    yield (printed,) if isinstance(printed, str) else printed, article.language
    for text in article.translated:
        yield text.translators, text.language


def titles_of(article: Article) -> tuple[Title, ...]:
    """The titles held, the interface's own first; an "untitled" one where there is none."""
    return _titles_of([article])[0]


def _titles_of(
    articles: Sequence[Article], matcher: Matcher | None = None
) -> list[tuple[Title, ...]]:
    """The titles of each article, with the words searched marked in them."""
    held = [titled_texts(article) for article in articles]
    lines = [(line, text.language) for texts in held for text in texts for line in _lines_of(text)]
    marked = iter(
        mark_texts([line for line, _ in lines], [language for _, language in lines], matcher)
    )
    return [
        tuple([_set(text, list(islice(marked, len(_lines_of(text))))) for text in texts])
        or (Title(format_html("{}", gettext("[untitled]")), ""),)
        for texts in held
    ]


def _lines_of(text: Article | Translation) -> list[str]:
    return text.headline or [text.title]


def _set(text: Article | Translation, lines: Sequence[SafeString]) -> Title:
    """A title line by line, so that a narrow column breaks it where the newspaper did."""
    width = title_width(_lines_of(text))
    html = join_html(" ", [_LINE(write_phrases(line)) for line in lines])
    if width > LONG_TITLE:
        html = _CLAMPED(html)
    return Title(html, written_language(text.language), width)


def filing_place(article: Article) -> Label | None:
    """The place of filing in the interface's language where a text has it, and in another."""
    named = [(one.place, one.language) for one in article.translated if one.place]
    if article.place:
        named.insert(0, (article.place, article.language))
    if not named:
        return None
    (text, lang), (note, note_lang) = named[0], (named[1] if len(named) > 1 else ("", ""))
    return Label(text, lang, note, note_lang).put_interface_language_first()


def _say_languages(article: Article) -> str:
    """The texts held: "Chinese with English translation", "English; Russian … not held"."""
    others = tuple(dict.fromkeys([written_language(one.language) for one in article.translated]))
    return _texts_said(article.language, article.original_held, others)


@cache_per_language(maxsize=256)
def _texts_said(language: str, held: bool, translated: tuple[str, ...]) -> str:
    original = name_language(language)
    others = gettext(", ").join(map(name_language, translated))
    if not held:
        return gettext("%(translations)s; %(original)s original not held") % {
            "translations": others,
            "original": original,
        }
    if not others:
        return original
    return gettext("%(original)s with %(translations)s translation") % {
        "original": original,
        "translations": others,
    }
