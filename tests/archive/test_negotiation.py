"""Which media type an ``Accept`` header gets: the page, unless another is liked better."""

from __future__ import annotations

import pytest

from archive.negotiation import HTML, choose_media_type

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OFFERED = (
    HTML,
    "application/json",
    "application/vnd.citationstyles.csl+json",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/ld+json",
    "text/plain",
)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("application/x-bibtex", "application/x-bibtex"),
        (
            "application/vnd.citationstyles.csl+json, */*;q=0.1",
            "application/vnd.citationstyles.csl+json",
        ),
        (
            "application/x-bibtex;q=0.3, application/x-research-info-systems;q=0.9",
            "application/x-research-info-systems",
        ),
        ("APPLICATION/LD+JSON", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/plain; charset=utf-8", "text/plain"),
        ("application/*", "application/json"),
        ("text/*;q=0.5, application/*", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("application/json;q=0.5, text/html;q=0.4", "application/json"),
    ],
)
def test_a_client_gets_the_format_it_asks_for(accept: str, chosen: str) -> None:
    assert choose_media_type(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    "accept",
    [
        *("", "*/*", BROWSER, "text/html;q=0.9, application/x-bibtex;q=0.5", "image/png", ";;,="),
        *("a/b", "text/*", "application/json;q=0", "application/json, text/html", "*/*;q=0.1"),
    ],
)
def test_everybody_else_gets_the_page(accept: str) -> None:
    assert choose_media_type(accept, OFFERED) == HTML
