"""Facets, totals and orders of any request are what counting and sorting give."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.search import IndexDocument, OpenIndex, SearchRequest, adjacent_hits, search
from tests.search.generated_articles import (
    CORPUS,
    flat,
    values,
)

YEARS = ["1957", "1958", "1970/1979", "../1958", "1958/..", "1900"]
Request = st.builds(
    SearchRequest,
    q=st.sampled_from(["", "合作", "science", "的", "-合作"]),
    source=st.lists(st.sampled_from(["peoples-daily", "red-flag", "nothing"]), max_size=2).map(
        tuple
    ),
    year=st.lists(st.sampled_from(YEARS), max_size=2).map(tuple),
    month=st.sampled_from([(), (), ("1958-01",), ("1958-01", "1958-02")]),
    language=st.lists(st.sampled_from(["zh-Hans", "zh-Hant", "en", "ru"]), max_size=2).map(tuple),
    translation=st.sampled_from([(), ("held",), ("none",), ("held", "none")]),
    newspaper_page=st.lists(st.sampled_from(["1", "6", "11"]), max_size=2).map(tuple),
    place=st.sampled_from([(), (), ("莫斯科",), ("北京", "Moscow")]),
    agency=st.sampled_from([(), (), ("新华社",), ("塔斯社", "路透社")]),
    author=st.sampled_from([(), (), ("艾青",), ("鞠鹏", "王大年"), ("无人",)]),
    translator=st.sampled_from([(), (), ("李又明",)]),
    section=st.sampled_from([(), (), ("国际",), ("国际", "副刊")]),
    column=st.sampled_from([(), (), ("文化生活",)]),
    date_from=st.sampled_from([None, None, date(1958, 3, 1), date(1975, 5, 5)]),
    date_to=st.sampled_from([None, None, date(1958, 6, 30), date(1970, 1, 1)]),
    sort=st.sampled_from(["relevance", "oldest", "newest", "title", "recorded"]),
    offset=st.sampled_from([0, 3]),
    limit=st.sampled_from([1, 20, 500]),
)
# Nearly everything chosen, or all of it: counted by what is left out.
Generous = st.builds(
    SearchRequest,
    source=st.sampled_from([(), ("peoples-daily", "great-soviet-encyclopedia")]),
    year=st.sampled_from([(), ("1957", "1958"), ("1957", "1958", "1970/1979"), tuple(YEARS)]),
    language=st.sampled_from([(), ("zh-Hans", "en"), ("zh-Hant", "en", "ru")]),
    translation=st.sampled_from([(), ("held", "none")]),
    newspaper_page=st.sampled_from([(), ("1", "2", "6")]),
    sort=st.sampled_from(["oldest", "title"]),
    limit=st.just(500),
)


def failed_by(article: IndexDocument, request: SearchRequest) -> set[str]:
    """The parameters of a request that an article fails, read off its facts."""
    first, last = article.date_from, article.date_to
    failed = {
        name
        for name, kept in FACTS[article.identifier].items()
        if (wanted := getattr(request, name)) and not kept & set(wanted)
    }
    if request.date_from and (last is None or last < request.date_from):
        failed.add("date_from")
    if request.date_to and (first is None or first > request.date_to):
        failed.add("date_to")
    if request.q and (
        any(flat(request.q.strip("-")) in flat(value) for value in values(article))
        == request.q.startswith("-")
    ):
        failed.add("q")
    return failed


def facts(article: IndexDocument) -> dict[str, set[str]]:
    first, last = article.date_from, article.date_to
    year = month = set[str]()
    if first and last:
        same = first.year == last.year
        begun, ended = (".." if first == date.min else first.year), last.year
        year = {f"{begun}"} if same else {f"{begun}/{'..' if last == date.max else ended}"}
        month = {f"{first:%Y-%m}"} if same and first.month == last.month else set()
    return {
        "source": {article.source},
        "year": year,
        "month": month,
        "mentions": {
            year
            for year, written in (("1958", "1958"), ("1950", "一九五○年"))
            for text in (*article.titles.values(), *(b for t in article.texts.values() for b in t))
            if written in text
        },
        "language": set(article.texts),
        "translation": {"held" if article.has_translation else "none"},
        "newspaper_page": {str(article.page)} if article.page else set(),
        "place": {article.place} - {""},
        "agency": {article.agency} - {""},
        "author": set(article.author),
        "translator": set(article.translator),
        "section": {article.section} - {""},
        "column": {article.column} - {""},
    }


FACTS = {article.identifier: facts(article) for article in CORPUS}


@given(Request | Generous)
@settings(max_examples=200, deadline=None)
def test_facets_and_totals_are_what_counting_gives(
    index: OpenIndex, request: SearchRequest
) -> None:
    response = search(index, request)
    failed = {article.identifier: failed_by(article, request) for article in CORPUS}
    selected = [article for article in CORPUS if not failed[article.identifier]]
    assert response.total == len(selected)
    assert response.undated == sum(article.date_from is None for article in selected)
    years = {count.value for count in response.facets["year"]}
    assert years >= {str(year) for year in response.timeline} | set(response.spans)
    assert sum(response.timeline.values()) + sum(response.spans.values()) == (
        response.total - response.undated
    )
    for name, counts in response.facets.items():
        others = [article for article in CORPUS if failed[article.identifier] <= {name}]
        expected: dict[str, int] = dict.fromkeys(getattr(request, name), 0)
        for article in others:
            for value in FACTS[article.identifier][name]:
                if name != "month" or (value[:4],) == request.year:
                    expected[value] = expected.get(value, 0) + 1
        assert {count.value: count.count for count in counts} == expected
        assert {c.value for c in counts if c.selected} == set(getattr(request, name))


@given(Request)
@settings(max_examples=100, deadline=None)
def test_every_order_is_what_sorting_gives(index: OpenIndex, request: SearchRequest) -> None:
    if request.sort == "relevance" and request.q and not request.q.startswith("-"):
        return
    selected = sorted(
        (article for article in CORPUS if not failed_by(article, request)),
        key=lambda a: a.identifier,
    )
    if request.sort == "title":
        selected.sort(key=lambda article: article.title)
    elif request.sort == "recorded":
        selected.sort(key=lambda article: str(article.recorded_at), reverse=True)
    else:
        sign = 1 if request.sort == "oldest" else -1
        dated = [(a.date_from.toordinal() * sign, a.identifier, a) for a in selected if a.date_from]
        undated = [article for article in selected if not article.date_from]
        selected = [article for _, _, article in sorted(dated)] + undated
    expected = [article.identifier for article in selected]
    end = request.offset + request.limit
    hits = [hit.identifier for hit in search(index, request).hits]
    assert hits == expected[request.offset : end]
    assert adjacent_hits(index, request, 1) == tuple((*expected, None, None, None)[:3])
