"""No query costs more than it may, and what is given up for that is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.search import IndexDocument, OpenIndex, SearchRequest, SearchResponse, cost, search
from documents.search.cost import limit_cost
from documents.search.query import parse
from tests.search.generated_articles import build

ARTICLES = 60
WORDS = ("the", "of", "party", "people", "科学", "研究", "合作", "人民")


@pytest.fixture(scope="module")
def common(tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    """Sixty articles that have the same words, each in its own order, and one a rare one."""
    articles = []
    for number in range(ARTICLES):
        turned = WORDS[number % len(WORDS) :] + WORDS[: number % len(WORDS)]
        rare = " harvest" if number == 7 else ""
        blocks = (" ".join(turned) + rare, "，".join(WORDS[4:]))
        articles.append(IndexDocument(f"{number:011}", "s", f"t{number}", {}, {"zh-Hans": blocks}))
    return build(tmp_path_factory.mktemp("common"), tuple(articles))


def ask(index: OpenIndex, q: str, monkeypatch: pytest.MonkeyPatch, budget: int) -> SearchResponse:
    """The answer with so much to spend on searching alone.

    It is asked for in its own spelling, since counts are remembered.
    """
    monkeypatch.setattr(cost, "BUDGET", budget)
    monkeypatch.setattr(cost, "_COUNTED", 0)
    return search(index, SearchRequest(q=q + " " * budget))


def test_with_enough_to_spend_nothing_is_given_up(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    for q in ('"the of"', "科学研究", '"the of" OR "of party"', "party -people", "“科学，研究”"):
        response = ask(common, q, monkeypatch, 100_000)
        assert (response.loosened, response.left_out) == ((), ())


@pytest.mark.parametrize("q", ['"the of"', "科学研究", "“科学，研究”"])
def test_a_phrase_of_common_words_is_loosened_and_said_back(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch, q: str
) -> None:
    response = ask(common, q, monkeypatch, 300)
    assert response.total == ARTICLES
    assert response.left_out == ()
    assert len(response.loosened) == 1
    assert response.loosened[0].replace("…", "，") in q


def test_a_phrase_with_a_rare_word_stays_exact(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = ask(common, '"人民 harvest"', monkeypatch, 300)
    assert (response.loosened, response.left_out) == ((), ())


def test_alternatives_and_exclusions_beyond_the_budget_are_left_out(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = ask(common, 'harvest OR party OR people OR "of the"', monkeypatch, 200)
    assert response.left_out == ("people", "of the")
    assert response.total == ARTICLES
    response = ask(common, "harvest -party -people", monkeypatch, 200)
    assert response.left_out == ("people",)


def test_counting_what_is_found_is_paid_for_too(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parse("party OR people OR the OR of")
    searched = 4 * ARTICLES
    counted = 3 * ARTICLES  # nothing is required, so every article may be found
    for budget, left_out in ((searched + counted, 0), (searched + counted - 1, 1)):
        monkeypatch.setattr(cost, "BUDGET", budget)
        assert len(limit_cost(query, common.searcher, common.schema, 1).left_out) == left_out


def test_a_long_phrase_costs_more_than_a_short_one(common: OpenIndex) -> None:
    prices = [
        limit_cost(
            parse(f'"{" ".join(["the of"] * pairs)}"'), common.searcher, common.schema, 1
        ).price
        for pairs in (1, 2, 4)
    ]
    assert prices[0] < prices[1] < prices[2]


def test_a_query_of_which_nothing_is_left_finds_nothing(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = ask(common, '"the of" OR "party people"', monkeypatch, 10)
    assert response.total == 0
    assert response.unread == ("the of", "party people")


def test_every_further_filter_costs_another_pass(common: OpenIndex) -> None:
    query = parse('"the of" "of party" "party people"')
    given_up = [
        len(limit_cost(query, common.searcher, common.schema, 3000 * passes).loosened)
        for passes in (1, 2, 4, 8)
    ]
    assert given_up == sorted(given_up)
    assert given_up[0] < given_up[-1]


def test_the_searches_of_one_page_share_what_it_may_cost(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost, "BUDGET", 9_000)
    monkeypatch.setattr(cost, "_COUNTED", 0)
    q = '"the of" "of party" "party people"' + " " * 9
    given_up = [
        len(search(common, SearchRequest(q=q, limit=0, searches_on_page=number)).loosened)
        for number in (1, 2, 5)
    ]
    assert given_up == sorted(given_up)
    assert given_up[0] < given_up[-1]


@given(st.lists(st.sampled_from([*WORDS, '"the of"', "科学研究", "OR", "-party"]), max_size=12))
def test_what_was_afforded_is_affordable(common: OpenIndex, pieces: list[str]) -> None:
    query = parse(" ".join(pieces))
    once = limit_cost(query, common.searcher, common.schema, cost.BUDGET // 400)
    again = limit_cost(once.query, common.searcher, common.schema, cost.BUDGET // 400)
    assert again.loosened == ()
    assert replace(again.query, unread=()) == replace(once.query, unread=())


def test_a_misspelt_word_costs_what_the_words_near_it_cost(
    common: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost, "SPELLINGS", 0)
    response = ask(common, "harvest OR peeple~", monkeypatch, ARTICLES)
    assert response.left_out == ("peeple",)
    enough = 2 * (ARTICLES + 1) + ARTICLES  # in two passes, and to know what it costs
    response = ask(common, "harvest OR peeple~", monkeypatch, enough)
    assert (response.left_out, response.total) == ((), ARTICLES)
    monkeypatch.setattr(cost, "SPELLINGS", ARTICLES)
    response = ask(common, "harvest OR peeple~", monkeypatch, enough + 1)
    assert response.left_out == ("peeple",)
