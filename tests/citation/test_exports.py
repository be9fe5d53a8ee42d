from __future__ import annotations

import json
from datetime import date

import pytest

from documents.citation.exports import EXPORTS, LISTS
from tests.citation.samples import encyclopedia_entry, newspaper_article
from tests.citation.zotero import import_rdf


@pytest.mark.parametrize("suffix", EXPORTS)
def test_every_export_of_an_article_names_it(suffix: str) -> None:
    assert "h4x9k2m7q0b" in EXPORTS[suffix].write(newspaper_article())


RECORDS = tuple(suffix for suffix in LISTS if not EXPORTS[suffix].of_pairs)


@pytest.mark.parametrize("suffix", RECORDS)
def test_a_list_has_every_article_in_order(suffix: str) -> None:
    text = EXPORTS[suffix].write_list([encyclopedia_entry(), newspaper_article()])
    assert 0 < text.index("z0c1d2f3g4h") < text.index("h4x9k2m7q0b")


def test_an_empty_list_is_still_a_document() -> None:
    written = {suffix: EXPORTS[suffix].write_list([]) for suffix in RECORDS}
    assert import_rdf(written.pop("zotero.rdf")) == []
    assert written == {
        "csl.json": "[]\n",
        "bib": "",
        "ris": "",
    }


def test_a_list_in_a_format_of_single_articles_is_refused() -> None:
    with pytest.raises(ValueError, match=r"expected one of zotero\.rdf, csl\.json, bib"):
        EXPORTS["tei.xml"].write_list([newspaper_article()])


def test_only_records_about_an_article_carry_the_day_it_was_read() -> None:
    day = date(2026, 11, 22)
    dated = {
        suffix
        for suffix, export in EXPORTS.items()
        if export.write(newspaper_article(), day) != export.write(newspaper_article())
    }
    assert dated == set(RECORDS) - {"zotero.rdf"}  # Zotero itself notes the day


def test_the_json_ld_of_an_address_is_that_of_the_page() -> None:
    assert json.loads(EXPORTS["jsonld"].write(newspaper_article()))["@type"] == "NewsArticle"


def test_text_types_say_their_charset_and_json_types_do_not() -> None:
    assert EXPORTS["txt"].content_type == "text/plain; charset=utf-8"
    assert EXPORTS["bib"].content_type == "application/x-bibtex; charset=utf-8"
    assert EXPORTS["csl.json"].content_type == "application/vnd.citationstyles.csl+json"
    assert EXPORTS["tei.xml"].content_type == "application/tei+xml"
