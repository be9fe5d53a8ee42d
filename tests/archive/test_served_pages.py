"""Pages as they are served: validated exactly, the same for every visitor, by GET and HEAD."""

from __future__ import annotations

from urllib.parse import quote as percent_encode

import pytest

from tests.helpers.site_process import (
    PAGES,
    Served,
)


def encode(address: str) -> str:
    return percent_encode(address, safe="/?&=")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_validated_exactly(served: Served, path: str) -> None:
    page = served.ask(path)
    assert page.status == 200
    assert page.headers["cache-control"] == "public, no-cache"
    assert page.headers["etag"].startswith('"')
    again = served.ask(path, headers={"If-None-Match": page.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]
    assert again.headers["cache-control"] == "public, no-cache"
    stale = served.ask(path, headers={"If-None-Match": '"another"'})
    assert (stale.status, stale.body) == (200, page.body)


@pytest.mark.parametrize("path", PAGES)
def test_no_visitor_enters_a_page(served: Served, path: str) -> None:
    page = served.ask(path)
    visitor = {
        "Host": "elsewhere.example",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Cookie": "django_language=zh-hans; theme=dark",
        "User-Agent": "another",
    }
    other = served.ask(path, headers=visitor)
    assert other.body == page.body
    assert other.headers["etag"] == page.headers["etag"]
    assert "set-cookie" not in other.headers
    assert page.headers["vary"] in {"Accept, Accept-Encoding", "Accept-Encoding"}


@pytest.mark.parametrize("path", [*PAGES, "/articles/?q=合作", "/robots.txt", "/nothing/"])
def test_unknown_parameters_change_nothing(served: Served, path: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}utm_source=letter"
    page, tracked = served.ask(encode(path)), served.ask(encode(joined))
    assert tracked.status == page.status
    assert tracked.body == page.body


@pytest.mark.parametrize("path", [*PAGES, "/nothing/", "/healthz"])
def test_head_says_what_get_would(served: Served, path: str) -> None:
    page, head = served.ask(path), served.ask(path, "HEAD")
    assert head.body == b""
    assert head.status == page.status
    changing = {"date", "transfer-encoding"}
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in page.headers.items() if k not in changing
    }
