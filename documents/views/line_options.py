"""What is asked of a concordance's lines beside the search: parameters, reading, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext

from documents.corpus.collocations import select_near
from documents.corpus.concordance import ORDERS, Concordance, Order
from documents.corpus.counterpart_words import CounterpartWords, LineLanguages, select_lines
from documents.presentation.labels import Label
from documents.query.addresses import query_pairs
from documents.query.form_fields import CONTROL
from documents.search.request import SearchRequest
from documents.views.bad_query import Faults

ORDER = "order"
WITH, WITHOUT, NEAR = "with", "without", "near"
TEXT, COUNTERPART = "text", "counterpart"  # languages
LINE_PARAMETERS = (WITH, WITHOUT, NEAR, TEXT, COUNTERPART, ORDER)
MOST_WORDS = 25  # entries of words that counterparts hold or lack
LONGEST_WORDS = 200  # characters of one
_LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class LineOptions:
    """What is asked of a concordance's lines beside the search."""

    order: Order = "date"
    words: CounterpartWords = field(default_factory=CounterpartWords)
    near: tuple[str, ...] = ()
    languages: LineLanguages = field(default_factory=LineLanguages)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The options as an address has them; the default order is not said."""
        found = [(WITH, one) for one in self.words.included]
        found += [(WITHOUT, one) for one in self.words.excluded]
        found += [(NEAR, one) for one in self.near]
        found += self.language_pairs
        return found if self.order == "date" else [*found, (ORDER, self.order)]

    @property
    def language_pairs(self) -> list[tuple[str, str]]:
        """The languages as an address has them."""
        asked = ((TEXT, self.languages.text), (COUNTERPART, self.languages.counterpart))
        return [(name, language) for name, language in asked if language]

    def select(self, concordance: Concordance) -> Concordance:
        """The lines that are asked for."""
        lines = self.languages.select(concordance)
        return select_near(select_lines(lines, self.words), self.near)


def read_line_options(request: HttpRequest) -> tuple[LineOptions, Faults]:
    """The options of the lines, by default all by date; and what is wrong with them."""
    faults: dict[str, tuple[Label, list[str]]] = {}
    asked = request.GET.get(ORDER) or "date"
    order = next((one for one in ORDERS if one == asked), None)
    if order is None:
        said = gettext("“%(value)s” is not an order; the orders are %(known)s.") % {
            "value": asked,
            "known": gettext(", ").join(ORDERS),
        }
        faults[ORDER] = (Label(gettext("Order")), [said])
    labels = {
        WITH: gettext("Counterpart with"),
        WITHOUT: gettext("Counterpart without"),
        NEAR: gettext("Near the hit"),
    }
    read: dict[str, tuple[str, ...]] = {}
    for name, label in labels.items():
        entries = (" ".join(entry.split()) for entry in request.GET.getlist(name))
        read[name] = tuple(dict.fromkeys(filter(None, entries)))
        if len(read[name]) > MOST_WORDS:
            said = gettext("At most %(count)s are taken.") % {"count": MOST_WORDS}
            faults[name] = (Label(label), [said])
        elif any(len(entry) > LONGEST_WORDS or CONTROL.search(entry) for entry in read[name]):
            said = gettext("Write at most %(count)s characters, none of them invisible.")
            faults[name] = (Label(label), [said % {"count": LONGEST_WORDS}])
    languages = {name: request.GET.get(name) or "" for name in (TEXT, COUNTERPART)}
    for name, language in languages.items():
        if language and not _LANGUAGE.fullmatch(language):
            said = gettext("“%(value)s” is no language: write a code such as en or zh.") % {
                "value": language
            }
            faults[name] = (Label(gettext("Language")), [said])
    if faults:
        return LineOptions(order or "date"), faults
    words = CounterpartWords(read[WITH], read[WITHOUT])
    chosen = LineLanguages(languages[TEXT], languages[COUNTERPART])
    return LineOptions(order or "date", words, read[NEAR], chosen), faults


def line_pairs(asked: SearchRequest, options: LineOptions | None = None) -> list[tuple[str, str]]:
    """The parameters of a concordance as its address has them."""
    pairs = [(name, value) for name, value in query_pairs(asked) if name not in {"page", "sort"}]
    return [*pairs, *(options.pairs if options else ())]
