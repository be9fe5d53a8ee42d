"""Identifiers typed into the search box."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from documents.hints.typed_identifier import read_identifier
from tests.helpers.page_elements import links, read_page, words
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Served


@pytest.mark.parametrize(
    "typed",
    [
        SEED,
        f" {SEED.upper()} ",
        "xt66-nzth-bgz",
        f"{SEED}。",
        f"ark:99999/{SEED}",
        f"ark:/99999/{SEED}/v1",
        f"https://archive.example.org/articles/{SEED}/",
        f"https://archive.example.org/zh-hans/articles/{SEED}/v1/cite/?p=3",
        f"/articles/{SEED}/v1/#p3",
    ],
)
def test_an_identifier_in_the_box_leads_to_its_article(served: Served, typed: str) -> None:
    answer = served.ask(f"/articles/?q={quote(typed)}")
    assert (answer.status, answer.headers["location"]) == (302, f"/articles/{SEED}/")
    answer = served.ask(f"/zh-hans/articles/?q={quote(typed)}")
    assert answer.headers["location"] == f"/zh-hans/articles/{SEED}/"


@pytest.mark.parametrize("typed", ["xt66nzthbgx", "xt66nzthbg", "xt666nzthbgz", "ark:1/xt6nzthbgz"])
def test_an_identifier_with_a_slip_asks_whether_its_article_was_meant(
    served: Served, typed: str
) -> None:
    page = read_page(served, f"/articles/?q={quote(typed)}")
    assert "Did you mean" in words(page)
    assert f"/articles/{SEED}/" in links(page).values()


@pytest.mark.parametrize(
    "typed", ["cooperation", "1958", "文化合作", "COMECON", "scientific cooperation", "24 Jan 1958"]
)
def test_words_are_no_identifiers(typed: str) -> None:
    assert read_identifier(typed) == ""
