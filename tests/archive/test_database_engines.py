"""Both databases give the same bytes, which is why no browser has to look at them twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from uuid import uuid4

import lxml.html
import pytest

from tests.helpers.archive_crawl import ARTICLE_EXPORTS, STARTS
from tests.helpers.interface_words import ASKED, REFUSED
from tests.helpers.postgresql import create_database
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Answer, Served, serve

pytestmark = [pytest.mark.postgresql, pytest.mark.site]

LANGUAGES = ("", "/zh-hans")
# Pages whose links with a query are followed too: every facet, view, reading aid and passage.
QUERYING = ("/articles/", f"/articles/{SEED}/", f"/zh-hans/articles/{SEED}/")


def followed(path: str, answer: Answer) -> Iterator[str]:
    """The addresses of this site that a page's links lead to."""
    if not answer.body or not answer.headers.get("content-type", "").startswith("text/html"):
        return
    for href in lxml.html.document_fromstring(answer.text).xpath("//a/@href"):
        there = urlsplit(urljoin(path, str(href)))
        if there.path.endswith("/random/"):  # another answer each time
            continue
        is_query_followed = path in QUERYING
        if not there.netloc and (not there.query or is_query_followed):
            yield quote(there._replace(fragment="").geturl(), safe="/?&=%+:~,;@!$'()*")


@pytest.mark.parametrize("collection", ["library", "citing"])
def test_every_page_is_the_same_to_the_byte_on_sqlite_and_on_postgresql(
    request: pytest.FixtureRequest, postgresql: str, tmp_path: Path, collection: str
) -> None:
    site: Served = request.getfixturevalue(collection)
    own = {
        "ARCHIVE_VAR": str(tmp_path),
        "DATABASE_URL": create_database(postgresql, f"twin_{uuid4().hex[:12]}"),
    }
    waiting = {prefix + path for prefix in LANGUAGES for path in ("/", *ASKED, *REFUSED)}
    waiting |= {*STARTS, *(f"/articles/{SEED}.{suffix}" for suffix in ARTICLE_EXPORTS)}
    seen: set[str] = set()
    with serve(site.environment | own, "--prepare") as twin:
        while waiting:
            path = waiting.pop()
            seen.add(path)
            here, there = site.ask(path), twin.ask(path)
            for answer in (here, there):
                answer.headers.pop("date", None)
            assert (here.status, here.headers) == (there.status, there.headers), path
            assert here.body.replace(site.url.encode(), twin.url.encode()) == there.body, path
            waiting |= set(followed(path, here)) - seen
    assert {f"{prefix}/articles/{SEED}/?view=stacked" for prefix in LANGUAGES} <= seen
