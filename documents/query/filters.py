"""The table of filters: every public parameter of a list, declared once with all it needs.

Order is the order of addresses. A new facet is one declaration here and one column in
`documents.search.request`, filled in `documents.ingest.rows`. The file is longer than others
because it is one table: parted, no place would show all that may be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from documents.models import Article, Source
from documents.query.checks import (
    LONGEST_COLUMN,
    check_dated,
    check_language,
    check_mentions,
    check_month,
    check_name,
    check_newspaper_page,
    check_page,
    check_sort,
    check_source,
    check_switch,
    check_translation,
    check_year,
)
from documents.query.filter_types import (
    ArticleFilter,
    BoundFilter,
    FacetFilter,
    FilterExample,
    KnownValues,
    NameFilter,
    PageFilter,
    PersonFilter,
    SortFilter,
    SwitchFilter,
    TranslatedNameFilter,
    ValuesFilter,
    WordsFilter,
)
from documents.query.form import SearchForm
from documents.query.typed_values import (
    read_bound,
    read_language,
    read_mentions,
    read_newspaper_page,
    read_source,
    read_year,
)


def _name_translation(value: str) -> str:
    return gettext("Translation held") if value == "held" else gettext("No translation")


class ArticleFilters(django_filters.FilterSet):  # type: ignore[misc]
    """The filter set of the article list: every public parameter, and the form that checks them.

    ``sources`` are all the archive has: a key or a language that none of them knows is refused.
    """

    class Meta:
        model = Article
        fields = ()  # Tantivy selects by what is declared; no filter is made of a column
        form = SearchForm

    q = WordsFilter(label=gettext_lazy("Search"))
    source = FacetFilter(
        label=gettext_lazy("Source"),
        kind="source",
        check=check_source,
        typed_names={"en": ("source",), "zh": ("来源", "來源", "出处", "出處")},
        read_typed=read_source,
        examples=[
            FilterExample(
                gettext_lazy("People’s Daily"),
                gettext_lazy("one source"),
                {"source": ("peoples-daily",)},
            )
        ],
    )
    year = FacetFilter(
        label=gettext_lazy("Year"),
        kind="date",
        check=check_year,
        typed_names={"en": ("year",), "zh": ("年份",)},
        read_typed=read_year,
        examples=[FilterExample("1958", gettext_lazy("one year"), {"year": ("1958",)})],
    )
    # Months are listed once a year is chosen; as typed, 1958-01 is said by from: and to:.
    month = FacetFilter(
        label=gettext_lazy("Month"),
        kind="date",
        check=check_month,
        examples=[
            FilterExample(
                gettext_lazy("January 1958"),
                gettext_lazy("one month of it"),
                {"year": ("1958",), "month": ("1958-01",)},
            )
        ],
    )
    # What a day of the timeline leads to; as typed, a day is said by from: and to:.
    dated = ValuesFilter(
        label=gettext_lazy("Exact date"),
        kind="date",
        sentence=gettext_lazy("dated {values}"),
        check=check_dated,
        help_topic="dates",
        examples=[
            FilterExample(
                gettext_lazy("dated 24 January 1958"),
                gettext_lazy("of exactly this date, as a day of the calendar leads to it"),
                {"dated": ("1958-01-24",)},
            )
        ],
    )
    mentions = FacetFilter(
        label=gettext_lazy("Years mentioned"),
        kind="date",
        sentence=gettext_lazy("mentioning {values}"),
        check=check_mentions,
        typed_names={"en": ("mentions",), "zh": ("提及",)},
        read_typed=read_mentions,
        help_topic="spoken-of",
        examples=[
            FilterExample(
                gettext_lazy("mentioning 1957"),
                gettext_lazy("whenever it was printed"),
                {"mentions": ("1957",)},
            )
        ],
    )
    language = FacetFilter(
        label=gettext_lazy("Language"),
        kind="language",
        check=check_language,
        typed_names={"en": ("language", "lang"), "zh": ("语言", "語言")},
        read_typed=read_language,
        examples=[
            FilterExample(
                gettext_lazy("English"),
                gettext_lazy("articles of which an English text is held"),
                {"language": ("en",)},
            )
        ],
    )
    translation = FacetFilter(
        label=gettext_lazy("Translation"),
        value_label=_name_translation,
        check=check_translation,
        examples=[
            FilterExample(
                gettext_lazy("Translation held"),
                gettext_lazy("articles with a translation"),
                {"translation": ("held",)},
            )
        ],
    )
    newspaper_page = FacetFilter(
        label=gettext_lazy("Page"),
        value_label=lambda value: gettext("Page %(number)s") % {"number": value},
        check=check_newspaper_page,
        typed_names={"en": ("page",), "zh": ("版面",)},
        read_typed=read_newspaper_page,
        examples=[
            FilterExample(
                gettext_lazy("Page 6"),
                gettext_lazy("printed on this page of a newspaper"),
                {"newspaper_page": ("6",)},
            )
        ],
    )
    place = TranslatedNameFilter(
        label=gettext_lazy("Dateline place"),
        suggestion=gettext_lazy("from {values}"),
        check=check_name(gettext_lazy("Not a place name.")),
        typed_names={"en": ("place",), "zh": ("地点", "地點")},
        examples=[
            FilterExample(
                "莫斯科", gettext_lazy("reported from this place"), {"place": ("莫斯科",)}
            )
        ],
    )
    agency = TranslatedNameFilter(
        label=gettext_lazy("News agency"),
        sentence=gettext_lazy("reported by {values}"),
        suggestion=gettext_lazy("reported by {values}"),
        by_first_words=True,
        check=check_name(gettext_lazy("Not the name of a news agency.")),
        typed_names={"en": ("agency",), "zh": ("通讯社", "通訊社")},
        examples=[
            FilterExample(
                "新华社", gettext_lazy("reported by this news agency"), {"agency": ("新华社",)}
            )
        ],
    )
    author = PersonFilter(
        label=gettext_lazy("Author"),
        sentence=gettext_lazy("by {values}"),
        suggestion=gettext_lazy("by {values}"),
        check=check_name(gettext_lazy("Not an author’s name.")),
        typed_names={"en": ("author",), "zh": ("作者",)},
    )
    translator = PersonFilter(
        label=gettext_lazy("Translator"),
        sentence=gettext_lazy("translated by {values}"),
        suggestion=gettext_lazy("translated by {values}"),
        check=check_name(gettext_lazy("Not a translator’s name.")),
        typed_names={"en": ("translator",), "zh": ("译者", "譯者")},
    )
    section = NameFilter(
        label=gettext_lazy("Section"),
        sentence=gettext_lazy("in the section {values}"),
        suggestion=gettext_lazy("in the section {values}"),
        check=check_name(gettext_lazy("Not the name of a section.")),
        typed_names={"en": ("section",), "zh": ("版名",)},
    )
    column = NameFilter(
        label=gettext_lazy("Column"),
        sentence=gettext_lazy("in the column {values}"),
        suggestion=gettext_lazy("in the column {values}"),
        check=check_name(gettext_lazy("Not the name of a column."), longest=LONGEST_COLUMN),
        typed_names={"en": ("column",), "zh": ("专栏", "專欄")},
    )
    # What the list's offer of untranslated articles leads to.
    across = SwitchFilter(label=gettext_lazy("In the other language"), check=check_switch)
    rendering = ValuesFilter(
        label=gettext_lazy("Translation searched for"),
        sentence=gettext_lazy("searched as {values}"),
        check=check_name(gettext_lazy("Not a word.")),
    )
    from_ = BoundFilter(
        field_name="date_from",
        label=gettext_lazy("From"),
        last=False,
        typed_names={"en": ("from",), "zh": ("从", "從")},
        read_typed=read_bound("date_from", last=False),
        help_topic="dates",
        examples=[
            FilterExample(
                gettext_lazy("from 1950 to 1960"),
                gettext_lazy("eleven years"),
                {"date_from": date(1950, 1, 1), "date_to": date(1960, 12, 31)},
            ),
            FilterExample(
                gettext_lazy("24 January 1958 in both fields"),
                gettext_lazy("a single day"),
                {"date_from": date(1958, 1, 24), "date_to": date(1958, 1, 24)},
            ),
            FilterExample(
                gettext_lazy("from 1975"),
                gettext_lazy("also an article dated 1970–1979"),
                {"date_from": date(1975, 1, 1)},
            ),
        ],
    )
    to = BoundFilter(
        field_name="date_to",
        label=gettext_lazy("To"),
        last=True,
        typed_names={"en": ("to",), "zh": ("至",)},
        read_typed=read_bound("date_to", last=True),
        help_topic="dates",
    )
    sort = SortFilter(
        label=gettext_lazy("Order"),
        check=check_sort,
        help_topic="order",
        examples=[
            FilterExample(
                gettext_lazy("newest first"), gettext_lazy("all articles"), {"sort": "newest"}
            ),
            FilterExample(
                gettext_lazy("by title"), gettext_lazy("all articles"), {"sort": "title"}
            ),
            FilterExample(
                gettext_lazy("recently added"),
                gettext_lazy("what came or was corrected last"),
                {"sort": "recorded"},
            ),
        ],
    )
    page = PageFilter(field_name="offset", label=gettext_lazy("Page of results"), check=check_page)

    _form_classes: ClassVar[dict[type, type[SearchForm]]] = {}

    def __init__(self, data: QueryDict, sources: Iterable[Source]) -> None:
        super().__init__(data)
        self.known = KnownValues.of(sources)

    @classmethod
    def get_filters(cls) -> dict[str, ArticleFilter]:
        """The declared filters; ``from_`` is the parameter ``from``, a word Python keeps."""
        return {name.rstrip("_"): one for name, one in super().get_filters().items()}

    def get_form_class(self) -> type[SearchForm]:
        """The form class, made once: making it takes longer than many a search."""
        made = self._form_classes.get(type(self))
        if made is None:
            made = self._form_classes[type(self)] = super().get_form_class()
        return made

    @property
    def form(self) -> Any:
        """The form, with the values that this set knows."""
        form = super().form
        form.filterset = self
        return form


FILTERS: Mapping[str, ArticleFilter] = ArticleFilters.base_filters
FACET_FILTERS: Mapping[str, FacetFilter] = {
    name: one for name, one in FILTERS.items() if isinstance(one, FacetFilter)
}
VALUES_FILTERS: Mapping[str, ValuesFilter] = {
    name: one for name, one in FILTERS.items() if isinstance(one, ValuesFilter)
}
