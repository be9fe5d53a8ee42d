"""ARKs: every way of writing one leads to the article; without a NAAN there is none."""

from __future__ import annotations

import pytest

from documents.identifiers import ALPHABET
from tests.helpers.citation_collection import CORRECTED, NAAN, PUBLIC, RECALLED
from tests.helpers.page_elements import links, read_page, select, words
from tests.helpers.reading_collection import SEED
from tests.helpers.site_process import Served


@pytest.mark.parametrize(
    "path",
    [
        f"/ark:{NAAN}/{SEED}",
        f"/ark:/{NAAN}/{SEED}",
        f"/ark:{NAAN}/{SEED}/",
        f"/ark:{NAAN}/xt66-nzth-bgz",
        f"/ark:/{NAAN}/xt66%E2%80%90nzth%E2%80%91bgz",
    ],
)
def test_an_ark_leads_to_the_permalink(citing: Served, path: str) -> None:
    answer = citing.ask(path)
    assert answer.status == 302
    assert answer.headers["location"] == f"{PUBLIC}/articles/{SEED}/"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("/v1", f"{CORRECTED}/v1/"),
        ("/v1.bib", f"{CORRECTED}/v1.bib"),
        (".csl.json", f"{CORRECTED}.csl.json"),
    ],
)
def test_what_stands_behind_an_ark_names_a_version_or_an_export(
    citing: Served, behind: str, expected: str
) -> None:
    answer = citing.ask(f"/ark:{NAAN}/{CORRECTED}{behind}")
    assert (answer.status, answer.headers["location"]) == (302, f"{PUBLIC}/articles/{expected}")


@pytest.mark.parametrize("behind", ["/v9", "/nothing", ".exe", "/v1.timemap"])
def test_what_is_not_there_is_not_found(citing: Served, behind: str) -> None:
    assert citing.ask(f"/ark:{NAAN}/{CORRECTED}{behind}").status == 404


def test_info_answers_with_the_record(citing: Served) -> None:
    answer = citing.ask(f"/ark:{NAAN}/{SEED}?info")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.text.startswith("erc:\nwho: ")
    assert "trial identifier, no promise is made for it" in answer.text
    assert f"where: {PUBLIC}/articles/{SEED}/v1/" in answer.text


def test_a_mistyped_ark_names_the_article_it_may_have_meant(citing: Served) -> None:
    wrong = SEED[:-1] + next(c for c in ALPHABET if c != SEED[-1])
    page = read_page(citing, f"/ark:{NAAN}/{wrong}", 404)
    assert f"/articles/{SEED}/" in links(page).values()


def test_another_archives_ark_is_not_ours(citing: Served) -> None:
    assert citing.ask(f"/ark:12345/{SEED}").status == 404
    assert citing.ask(f"/ark:{SEED}").status == 404


def test_a_withdrawn_article_is_gone_by_its_ark_too(citing: Served) -> None:
    assert citing.ask(f"/ark:{NAAN}/{RECALLED}").status == 410


@pytest.mark.parametrize("path", [f"/articles/{SEED}/", f"/articles/{SEED}/v1/cite/?p=2"])
def test_every_page_that_shows_a_trial_ark_announces_it(citing: Served, path: str) -> None:
    page = words(select(read_page(citing, path), "main")[0])
    assert f"ark:{NAAN}/{SEED}" in page
    assert "99999 is for trials" in page
    assert page.count(f"ark:{NAAN}") == sum(
        map(page.count, ("[trial NAAN]", "[试用NAAN]", "(99999 is for"))
    )


def test_a_trial_ark_is_no_address_to_cite(citing: Served) -> None:
    link = citing.ask(f"/articles/{SEED}/").headers["link"]
    assert f'<{PUBLIC}/articles/{SEED}/>; rel="cite-as"' in link


def test_without_a_naan_there_is_no_ark_anywhere(library: Served) -> None:
    for path in (f"/articles/{SEED}/", f"/articles/{SEED}.json", f"/articles/{SEED}/v1/cite/"):
        assert "ark:" not in library.ask(path).text
    assert library.ask(f"/ark:{NAAN}/{SEED}").status == 404
