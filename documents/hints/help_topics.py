"""The topics of the help page: every feature of the search, with examples that find the seeds.

The file is longer than others because it is one table: the page prints its topics in this order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from archive.safe_html import join_html
from documents.presentation.text_languages import guess_language, language_attributes
from documents.query.addresses import list_address
from documents.query.filters import FILTERS
from documents.query.paging import default_sort
from documents.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Example:
    """An example: something to type or to choose, and what it does."""

    shown: str | Promise
    does: str | Promise
    asks: Mapping[str, Any]
    page: str = ""  # the page that is asked, where it is not the list

    @property
    def url(self) -> str:
        q = self.asks.get("q", "")
        if self.page:
            return f"{reverse(f'documents:{self.page}')}?{urlencode(self.asks, doseq=True)}"
        return list_address(SearchRequest(**{"sort": default_sort(q), **self.asks}))

    @property
    def lang(self) -> str:
        """The language of an example that is typed; those to choose are in the interface's."""
        typed = str(self.asks.get("q", ""))
        return guess_language(typed or str(self.shown)) or ("en" if typed else "")


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A topic of the help page; ``anchor`` is its permanent fragment."""

    anchor: str
    heading: str | Promise
    text: str | Promise
    examples: tuple[Example, ...] = field(default=())


def _typed(q: str, does: str | Promise) -> Example:
    return Example(q, does, {"q": q})


def _examples(topic: str) -> tuple[Example, ...]:
    """The examples of the filters that a topic is about, in the order of parameters."""
    return tuple(
        Example(one.shown, one.does, one.asks)
        for declared in FILTERS.values()
        if declared.help_topic == topic
        for one in declared.examples
    )


def _explain_typed_filters() -> SafeString:
    """The help on typed filters.

    What is typed is in its own languages, whatever the interface's is.
    """
    names = [
        join_html(gettext(" or "), [_typed_name(*name) for name in one.typed_names.items()])
        for one in FILTERS.values()
        if one.typed_names
    ]
    return format_html(
        gettext(
            "A source’s name together with a year is read as a filter, and the page says so. Any "
            "filter can be typed as its name, in English or Chinese, and a value: {names}. Put a "
            "value with spaces in quotation marks."
        ),
        names=join_html(gettext(", "), names),
    )


def _typed_name(language: str, names: Sequence[str]) -> SafeString:
    """A filter's usual name in a language; either colon is read, its own script's is shown."""
    colon = "：" if guess_language(names[0]) else ":"
    return format_html("<code{}>{}{}</code>", language_attributes(language), names[0], colon)


HELP_TOPICS: tuple[HelpTopic, ...] = (
    HelpTopic(
        "words",
        gettext_lazy("Find words"),
        gettext_lazy(
            "Type words in English or Chinese. An article is found if it contains all of them, in "
            "its titles, bylines, section, column or text, in either language. English words are "
            "found in all their forms and spellings (labor and labour, USSR and U.S.S.R.). "
            "Capitals and accents make no difference."
        ),
        (
            _typed("scientific cooperation", gettext_lazy("both words, anywhere in an article")),
            _typed("cooperate", gettext_lazy("also finds “cooperation” and “cooperative”")),
            _typed("COMECON", gettext_lazy("a name, in capitals or not")),
        ),
    ),
    HelpTopic(
        "chinese",
        gettext_lazy("Find Chinese"),
        gettext_lazy(
            "Chinese is found exactly as typed, from one character on. Simplified characters find "
            "Traditional ones, and the reverse."
        ),
        (
            _typed("科学研究", gettext_lazy("these four characters in a row")),
            _typed("研", gettext_lazy("a single character")),
            _typed("科學研究", gettext_lazy("the same words in Traditional characters")),
            _typed("莫斯科 cooperation", gettext_lazy("words of both languages in one search")),
        ),
    ),
    HelpTopic(
        "phrases",
        gettext_lazy("Find an exact phrase"),
        gettext_lazy(
            "Words in quotation marks are found in this order and in exactly these forms, within "
            "one paragraph."
        ),
        (_typed('"scientific research"', gettext_lazy("these two words, one after the other")),),
    ),
    HelpTopic(
        "without",
        gettext_lazy("Exclude a word or a filter"),
        gettext_lazy(
            "A minus before a word or a phrase excludes the articles that contain it; before a "
            "filter, the articles that the filter finds. NOT in capitals does the same."
        ),
        (
            _typed("cooperation -COMECON", gettext_lazy("the first word, without the second")),
            _typed('cooperation -"works of art"', gettext_lazy("without this phrase")),
            _typed("cooperation -year:1958", gettext_lazy("not in articles of that year")),
        ),
    ),
    HelpTopic(
        "either",
        gettext_lazy("Find either of two words"),
        gettext_lazy("OR in capitals between two words finds articles with either."),
        (_typed("Pravda OR COMECON", gettext_lazy("either name")),),
    ),
    HelpTopic(
        "nearly",
        gettext_lazy("Find parts of words and misspellings"),
        gettext_lazy(
            "An asterisk after at least three letters finds every word that begins with them. A "
            "tilde after a word of at least four letters finds similarly spelt words. Chinese "
            "needs neither: any run of characters is found inside longer words. If nothing is "
            "found, the page says which word is missing and suggests other searches."
        ),
        (
            _typed("cooperat*", gettext_lazy("every word that begins with these letters")),
            _typed("Comecom~", gettext_lazy("also finds COMECON")),
        ),
    ),
    HelpTopic(
        "title",
        gettext_lazy("Search titles only"),
        gettext_lazy("Put title: before a word or a phrase to look for it in titles only."),
        (
            _typed("title:technical", gettext_lazy("a word of the title")),
            _typed('title:"spiritual wealth"', gettext_lazy("a phrase of the title")),
            _typed("title:文化合作", gettext_lazy("words of a Chinese title")),
        ),
    ),
    HelpTopic(
        "fields",
        gettext_lazy("Type a source, a year or a place"),
        lazy(_explain_typed_filters, SafeString)(),
        (
            _typed("people’s daily 1958", gettext_lazy("one source, one year")),
            _typed("year:1958 cooperation", gettext_lazy("a word in articles of that year")),
            _typed("来源：人民日报 合作", gettext_lazy("a word in one source")),
            _typed("place:Moscow", gettext_lazy("reported from this place, by either name")),
        ),
    ),
    HelpTopic(
        "people",
        gettext_lazy("Find an author or a translator"),
        gettext_lazy(
            "author: or translator: before a name finds what that person wrote or translated. Use "
            "any form of the name that a text gives, in Simplified or Traditional characters, or "
            "pinyin without tones. A name in a byline leads to all articles by that author, and a "
            "source’s page to its authors from A to Z."
        ),
        (),
    ),
    HelpTopic(
        "dates",
        gettext_lazy("Find a date or a period"),
        gettext_lazy(
            "Type a date in the search box in any usual form, or fill in the fields From and to: a "
            "year, a month (1958-01) or a day (1958-01-24), both ends included. An article dated "
            "to a span of years, such as 1970–1979, is found if its span overlaps yours."
        ),
        _examples("dates"),
    ),
    HelpTopic(
        "facets",
        gettext_lazy("Filter the results"),
        gettext_lazy(
            "Beside the results are filters: the sources, years, languages, pages, "
            "places, news agencies, authors, translators, sections and columns of the articles "
            "found, each with the number of articles it would leave. Several values of one filter "
            "are alternatives; different filters must all match. Months appear once a year is "
            "selected. To remove a filter, activate it again, or the × on it. On a phone, tick all "
            "the filters you want, then show the articles."
        ),
        _examples("facets"),
    ),
    HelpTopic(
        "spoken-of",
        gettext_lazy("Find years mentioned in the text"),
        gettext_lazy(
            "Apart from its own date, an article can be found by the years and decades that its "
            "texts mention: 1957, 一九五七年, “the 1960s”, 五十年代. A decade named as such is a "
            "value of its own. Centuries and years of two digits are not recognised."
        ),
        _examples("spoken-of"),
    ),
    HelpTopic(
        "untranslated",
        gettext_lazy("Find articles that were not translated"),
        gettext_lazy(
            "A list of results says how many articles held only in the other language may be about "
            "the same subject, and which of their words correspond: 合作 and 协作 to “cooperation”."
            " The link leads to a separate list, with filters and exports as usual. Above that "
            "list are the translations of each word: remove those that mislead, or choose others. "
            "Each result names the words that matched. Translations come from the archive’s own "
            "aligned sentences and from the dictionary CC-CEDICT; names are known in pinyin and in "
            "older spellings: “Mao Tse-tung” finds 毛泽东. Phrases in quotation marks, OR and a "
            "minus work as usual."
        ),
    ),
    HelpTopic(
        "beside",
        gettext_lazy("Read Chinese without knowing much of it"),
        gettext_lazy(
            "In an article in both languages, point at a word or tap it: the corresponding word in "
            "the other text is marked. Above a Chinese text are links for pinyin and the glossary. "
            "Where no English text is held, the view “Glossed” puts a likely meaning under each "
            "word. A program chooses it: it shows what an article is about, and must not be quoted."
        ),
    ),
    HelpTopic(
        "in-use",
        gettext_lazy("See a word in context, in translation and over time"),
        gettext_lazy(
            "A concordance shows every occurrence of a word or phrase, one line each, beside the "
            "corresponding sentence in the other language; the lines can be filtered by words that "
            "this sentence contains or does not contain. Renderings lists how a word was "
            "translated, with the lines of each translation. Trends shows the share of each year’s "
            "articles that contain a word; up to five can be compared. All can be downloaded as "
            "tables."
        ),
        (
            Example(
                gettext_lazy("concordance of 合作"),
                gettext_lazy("every occurrence in context"),
                {"q": "合作"},
                "concordance",
            ),
            Example(
                gettext_lazy("合作 not rendered as “cooperation”"),
                gettext_lazy("lines whose counterpart does not have the word"),
                {"q": "合作", "without": "cooperation"},
                "concordance",
            ),
            Example(
                gettext_lazy("renderings of 文化"),
                gettext_lazy("each translation with its share and its lines"),
                {"q": "文化"},
                "renderings",
            ),
            Example(
                gettext_lazy("合作 and cooperation by year"),
                gettext_lazy("two words compared"),
                {"q": ("合作", "cooperation")},
                "trends",
            ),
        ),
    ),
    HelpTopic(
        "order",
        gettext_lazy("Sort the results"),
        gettext_lazy(
            "A search for words shows the best match first; a list without words, the oldest "
            "article. Undated articles come last. Titles are sorted by their characters, Latin "
            "before Chinese."
        ),
        _examples("order"),
    ),
    HelpTopic(
        "keyboard",
        gettext_lazy("Use the keyboard"),
        gettext_lazy(
            "In a list, j goes to the next result and k to the one before; Enter opens it. In an "
            "article they go from row to row. The slash goes to the search box, and a question "
            "mark lists all keys. They can be switched off in that list. “Back to the results” on "
            "an article leads to the result it was opened from."
        ),
    ),
    HelpTopic(
        "follow",
        gettext_lazy("Follow"),
        gettext_lazy(
            "“Recently added” lists first what came or was corrected last. Every list, every "
            "source and the whole archive can be followed: the link leads to an Atom feed, for a "
            "feed reader, with what is new, corrected or withdrawn. Harvesters find the archive at "
            "/oai (OAI-PMH 2.0)."
        ),
        (
            Example(
                gettext_lazy("recently added"),
                gettext_lazy("what came or was corrected last"),
                {"sort": "recorded"},
            ),
        ),
    ),
)
