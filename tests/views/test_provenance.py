"""Original file: every line with what it became, its digest, its exact bytes."""

from __future__ import annotations

import hashlib

import pytest

from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import CORRECTED, ENTRY, SEED, WITHDRAWN
from tests.helpers.site_process import ROOT, Served

FILES = {SEED: "000_7f36bf76d8e05e4c.txt", ENTRY: "002_41d499eae482cac3.txt"}


@pytest.mark.parametrize("article", FILES)
def test_every_line_stands_there_as_the_file_has_it(served: Served, article: str) -> None:
    page = read_page(served, f"/articles/{article}/source/")
    rows = page.xpath("//table[@class='file']/tbody/tr")
    shown = [str(row.xpath("string(td[2])")) for row in rows]
    assert shown == (ROOT / "seeds" / FILES[article]).read_text("utf-8").splitlines()
    assert all(words(row.xpath("td[1]")[0]) for row in rows)


@pytest.mark.parametrize("article", FILES)
def test_the_bytes_are_the_file_and_the_page_says_their_digest(
    served: Served, article: str
) -> None:
    page = read_page(served, f"/articles/{article}/source/")
    answer = served.ask(links(page)["Download original file"])
    assert answer.body == (ROOT / "seeds" / FILES[article]).read_bytes()
    assert hashlib.sha256(answer.body).hexdigest() in words(select(page, "dl.holding")[0])
    assert answer.headers["content-disposition"] == f'attachment; filename="{FILES[article]}"'
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_line_of_text_leads_to_the_block_it_became(served: Served) -> None:
    page = read_page(served, f"/articles/{SEED}/source/")
    article = read_page(served, f"/articles/{SEED}/")
    hrefs = [str(href) for href in page.xpath("//table//td/a/@href")]
    assert {href.partition("#")[2] for href in hrefs} == {
        f"{letter}{number}" for letter in "pt" for number in range(1, 8)
    }
    line = page.xpath("//td[a[contains(@href, '#t3')]]/following-sibling::td")[0]
    assert words(line) in words(select(article, "#t3")[0])


def test_each_version_has_its_own_file(library: Served) -> None:
    old = library.ask(f"/articles/{CORRECTED}/v1/source/file").body
    new = library.ask(f"/articles/{CORRECTED}/v2/source/file").body
    assert "更正前的题目" in old.decode()
    assert "更正后的题目" in new.decode()
    assert "更正前" in words(read_page(library, f"/articles/{CORRECTED}/v1/source/"))
    assert "更正后" in words(read_page(library, f"/articles/{CORRECTED}/source/"))


@pytest.mark.parametrize("address", ["source/", "v1/source/", "v1/source/file"])
def test_a_withdrawn_file_is_gone(library: Served, address: str) -> None:
    assert library.ask(f"/articles/{WITHDRAWN}/{address}").status == 410
    assert library.ask(f"/articles/nothing/{address}").status == 404
