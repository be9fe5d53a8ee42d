"""Words in their contexts and along the years: concordance and trends, as pages and tables."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from documents.filters import BadQuery, SearchFilters, list_address, parameters
from documents.finding.advice import read_aloud
from documents.finding.asking import Found
from documents.finding.concordance import (
    MOST,
    ORDERS,
    PAGE,
    Line,
    Order,
    address_of,
    arrange,
    gather,
    write_table,
)
from documents.finding.facets import Choice, hidden_fields, lay_out_pages
from documents.finding.trends import MOST as MOST_WORDS
from documents.finding.trends import Trends, compare, write_csv
from documents.models import Source
from documents.search.request import SearchRequest
from documents.views.machine import machine_response
from documents.wording import Label, Names, guess_language, name_source, say_date

ORDER = "order"  # of a concordance's lines
_DELIMITERS = {"csv": (",", "text/csv"), "tsv": ("\t", "text/tab-separated-values")}


def concordance(request: HttpRequest) -> HttpResponse:
    """The page: a hundred lines of at most two thousand, in one of three orders."""
    asked, filters, error = _read(request)
    if asked is None:
        return _refuse_concordance(request, error)
    order = _order(request)
    lines, found = gather(asked)
    query = urlencode(_pairs(asked, order))
    path = reverse("documents:concordance")
    paging = lay_out_pages(f"{path}?{query}", request.GET.get("page", "1"), len(lines.lines), PAGE)
    if paging is None:
        said = gettext("The concordance has no such page: it ends sooner.")
        return _refuse_concordance(request, [said])
    names = Names(Source.objects.in_bulk())
    shown = arrange(lines.lines, order)[paging.first - 1 : paging.last]
    context = {
        "faults": [],
        "asked": asked,
        "found": found,
        "remarks": read_aloud(found, asked, filters.reading, names),
        "lines": [_shown(line, asked.q, names) for line in shown],
        "concordance": lines,
        "most": MOST,
        "paging": paging,
        "orders": _orders(asked, order),
        "kept": hidden_fields(asked, "q", "sort"),
        "list_url": list_address(asked),
        "exports": [
            (kind.upper(), f"{reverse('concordance_table', args=[kind])}?{query}")
            for kind in _DELIMITERS
        ],
        "lang_of_q": guess_language(asked.q),
    }
    return render(request, "documents/concordance.html", context)


def concordance_table(request: HttpRequest, kind: str) -> HttpResponse:
    """Every line for a spreadsheet, in the order asked for."""
    asked, _, error = _read(request)
    if asked is None:
        return machine_response("\n".join(error) + "\n", "text/plain; charset=utf-8", status=400)
    lines, _ = gather(asked)
    delimiter, content_type = _DELIMITERS[kind]
    body = write_table(arrange(lines.lines, _order(request)), delimiter)
    return machine_response(
        body, f"{content_type}; charset=utf-8; header=present", filename=f"concordance.{kind}"
    )


def trends(request: HttpRequest) -> HttpResponse:
    """Up to five searches along the years, as a drawing and a table."""
    drawn, error, words = _trends(request)
    if error:
        context: dict[str, object] = {"trends": None, "words": [], "left_out": [], "faults": error}
        return render(request, "documents/trends.html", context, status=400)
    context = {
        "faults": [],
        "trends": drawn,
        "words": [*words, *[""] * max(0, 2 - len(words))][:MOST_WORDS]
        + ([""] if 2 <= len(words) < MOST_WORDS else []),
        "left_out": _words(request)[MOST_WORDS:],
        "csv": f"{reverse('trends_table')}?{urlencode([('q', word) for word in words])}",
    }
    return render(request, "documents/trends.html", context)


def trends_table(request: HttpRequest) -> HttpResponse:
    """The same in numbers."""
    drawn, error, _ = _trends(request)
    if error or drawn is None:
        said = error or [gettext("Nothing to compare: ask with q=…, up to five times.")]
        return machine_response("\n".join(said) + "\n", "text/plain; charset=utf-8", status=400)
    body = write_csv(drawn)
    return machine_response(body, "text/csv; charset=utf-8; header=present", filename="trends.csv")


def _words(request: HttpRequest) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in request.GET.getlist("q") if word.strip()))


def _trends(request: HttpRequest) -> tuple[Trends | None, list[str], list[str]]:
    """The comparison asked for, what is wrong with it, and its words."""
    words = _words(request)[:MOST_WORDS]
    sources = list(Source.objects.all())
    requests = []
    for word in words:
        query = request.GET.copy()
        query.setlist("q", [word])
        try:
            requests.append(SearchFilters(query, sources).search_request())
        except BadQuery as bad:
            return None, _faults(bad), words
    return compare(requests), [], words


def _read(request: HttpRequest) -> tuple[SearchRequest | None, SearchFilters, list[str]]:
    query: QueryDict = request.GET.copy()
    for name in ("page", "sort"):
        query.pop(name, None)
    filters = SearchFilters(query, Source.objects.all())
    try:
        return filters.search_request(), filters, []
    except BadQuery as bad:
        return None, filters, _faults(bad)


def _faults(bad: BadQuery) -> list[str]:
    return [f"{name}: {text}" for name, texts in bad.errors.items() for text in texts]


def _refuse_concordance(request: HttpRequest, faults: list[str]) -> HttpResponse:
    """The page with an empty box, and what is wrong with the asking."""
    context = {
        "faults": faults,
        "asked": SearchRequest(),
        "found": Found(),
        "remarks": [],
        "lines": [],
        "kept": [],
        "lang_of_q": "",
    }
    return render(request, "documents/concordance.html", context, status=400)


def _order(request: HttpRequest) -> Order:
    """The order asked for; an unknown one is the order of dates, which the page shows chosen."""
    asked = request.GET.get(ORDER, "")
    return next((order for order in ORDERS if order == asked), "date")


def _pairs(asked: SearchRequest, order: Order) -> list[tuple[str, str]]:
    pairs = [(name, value) for name, value in parameters(asked) if name not in {"page", "sort"}]
    return pairs if order == "date" else [*pairs, (ORDER, order)]


def _orders(asked: SearchRequest, chosen: Order) -> list[Choice]:
    labels = {
        "date": pgettext("order", "By date"),
        "left": pgettext("order", "By what stands before"),
        "right": pgettext("order", "By what stands after"),
    }
    path = reverse("documents:concordance")
    return [
        Choice(
            Label(labels[order]), 0, f"{path}?{urlencode(_pairs(asked, order))}", order == chosen
        )
        for order in ORDERS
    ]


def _shown(line: Line, q: str, names: Names) -> dict[str, object]:
    """A line ready to print."""
    return {
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        "lang": line.language,
        "url": address_of(line, q),
        "date": say_date(line.date) if line.date else gettext("undated"),
        "source": name_source(names.sources[line.source]),
    }
