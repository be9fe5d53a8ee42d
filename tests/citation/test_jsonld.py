from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given

from documents.citation import jsonld
from documents.citation.runs import one_line
from tests.citation.hostile_titles import titles
from tests.citation.samples import (
    encyclopedia_entry,
    newspaper_article,
    signed,
    titled,
    translated_by,
    with_ark,
)

NEWS = newspaper_article()
# Properties of schema.org's types that are used here; ``sha256`` is MediaObject's alone.
_ARTICLE = {
    *("@context", "@type", "@id", "headline", "inLanguage", "author", "translator", "url"),
    *("archivedAt", "version", "identifier", "datePublished", "articleSection", "isPartOf"),
    *("license", "usageInfo", "copyrightNotice", "isAccessibleForFree", "encoding"),
    *("workTranslation", "translationOfWork"),
}
_TYPES = {
    "NewsArticle": _ARTICLE | {"printPage", "printSection"},
    "Article": _ARTICLE,
    "MediaObject": {"@type", "contentUrl", "encodingFormat", "sha256"},
    "PropertyValue": {"@type", "propertyID", "value"},
    "Person": {"@type", "name"},
    "Organization": {"@type", "name"},
    "PublicationIssue": {"@type", "datePublished", "isPartOf"},
    "Newspaper": {"@type", "name", "alternateName", "publisher"},
    "Book": {"@type", "name", "alternateName", "publisher", "bookEdition", "datePublished"},
}


def _check(value: Any) -> None:
    if isinstance(value, dict):
        if "@type" in value:
            assert set(value) <= _TYPES[value["@type"]], value["@type"]
        else:
            assert set(value) == {"@id"}
        for each in value.values():
            _check(each)
    elif isinstance(value, list):
        for each in value:
            _check(each)


def test_original_and_translation_name_each_other() -> None:
    article = with_ark(translated_by(signed(NEWS, "王力"), "Ann Lee"))
    work = jsonld.node(article)
    assert work["@type"] == "NewsArticle"
    assert work["@id"] == "https://archive.example/ark:12345/h4x9k2m7q0b"
    assert (work["inLanguage"], work["headline"]) == (
        "zh-Hans",
        "麦收以前修好水渠　河西各社合力兴修",
    )
    [translation] = work["workTranslation"]
    assert translation["@id"] == work["@id"] + "#en"
    assert translation["translationOfWork"] == {"@id": work["@id"]}
    assert translation["inLanguage"] == "en"
    assert translation["translator"] == [{"@type": "Person", "name": "Ann Lee"}]
    assert "translator" not in work
    assert work["printPage"] == "6"
    assert work["isPartOf"]["@type"] == "PublicationIssue"
    assert work["isPartOf"]["isPartOf"]["@type"] == "Newspaper"
    assert work["encoding"]["sha256"] == "ab" * 32


def test_a_translation_whose_original_is_not_held_says_what_it_translates() -> None:
    work = jsonld.node(encyclopedia_entry())
    assert work["translationOfWork"] == {"@type": "Article", "inLanguage": "ru"}
    assert work["isPartOf"] == {
        "@type": "Book",
        "name": "The Great Soviet Encyclopedia",
        "alternateName": ["苏联大百科全书", "Большая советская энциклопедия"],
        "bookEdition": "3",
        "datePublished": "1970/1979",
    }
    assert "workTranslation" not in work


def test_a_trial_ark_names_nothing_for_good() -> None:
    assert jsonld.node(with_ark(NEWS, "99999"))["@id"] == NEWS.permalink


@given(titles)
def test_no_title_ends_the_script_block_or_changes_its_meaning(title: str) -> None:
    article = signed(titled(NEWS, title), title)
    script = jsonld.script(article)
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(script)
    work = json.loads(script)
    assert work == jsonld.node(article)
    assert work.get("headline", "") == one_line(title)
    _check(work)


def test_a_body_is_an_organization_and_a_person_a_person() -> None:
    authors = jsonld.node(signed(NEWS, "Xinhua News Agency", "王社", "本报评论员"))[
        "workTranslation"
    ]
    assert [author["@type"] for author in authors[0]["author"]] == [
        "Organization",
        "Person",
        "Organization",
    ]


def test_each_translation_has_the_address_of_its_headline() -> None:
    further = replace(NEWS.texts[1], language="fr")
    article = with_ark(replace(NEWS, texts=(*NEWS.texts, further)))
    assert [work["@id"] for work in jsonld.node(article)["workTranslation"]] == [
        "https://archive.example/ark:12345/h4x9k2m7q0b#en",
        "https://archive.example/articles/h4x9k2m7q0b/?beside=fr#fr",
    ]
