"""An Arabic and Hebrew archive: every text of the sources says its language and its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from documents.identifiers import mint
from documents.text_direction import RIGHT_TO_LEFT_WORDS, text_direction
from tests.helpers.invented_reports import parse, use_archive
from tests.helpers.seed_workshop import Workshop, publish_once, workshop

__all__ = ["workshop"]

pytestmark = pytest.mark.django_db

SOURCES = """
[nahr]
kind = "newspaper"
layout = "document"
languages = ["ar", "en", "he"]
rights = "http://rightsstatements.org/vocab/NoC-US/1.0/"
names = { en = "The River Gazette", ar = "جريدة النهر" }
place = { en = "Port Salam", ar = "مرفأ السلام" }
"""
SCHOOL = """---
title:
  ar: افتتاح المدرسة في القرية
  en: The School Opens in the Village
authors: [سليم الخوري]
translators: {en: Ann Lee}
date: 1931-04-05
page: 1
section: أخبار محلية
column: بريد القراء
place: مرفأ السلام
place.en: Port Salam
notes: نسخة مطبوعة.
---

## [ar]

افتُتحت المدرسة الجديدة في القرية، وحضر 120 رجلاً من أهل البلدة[^1].

### برنامج الدروس

وقال المعلّم إن المدرسة للأولاد والبنات، وللقرية كلها (The River Gazette).

[^1]: انظر العدد 17.

## [en]

The new school was opened in the village; 120 men of the town came[^1].

### The lessons

The teacher said that the school was for boys and girls, and for the whole village.

[^1]: See number 17.
"""
CORRECTED = SCHOOL.replace("للأولاد والبنات", "للأولاد والبنات معاً")
LETTER = """---
title:
  he: מכתב מן הספרייה
  en: A Letter from the Library
authors: [רות אלמוג]
date: 1931-12-30
---

## [he]

הספרייה הקטנה נפתחה אתמול, ובאו 47 קוראים.

## [en]

The small library was opened yesterday, and 47 readers came.
"""
LOST = """---
title: {ar: الجسر القديم}
date: 1932
---

## [ar]

الجسر القديم شاهد على تاريخ القرية.
"""
FIRST, LAST = mint("school"), mint("bridge")
PAGES = (
    "/",
    "/articles/?q=قريه",
    "/articles/?q=120",
    "/articles/?q=village",
    "/concordance/?q=القرية",
    "/concordance/?q=120 OR 47",
    "/concordance/?q=village",
    "/renderings/?q=القرية",
    "/collocations/?q=القرية",
    "/trends/?q=القرية",
    "/keywords/?source=nahr",
    f"/articles/{FIRST}/",
    f"/articles/{FIRST}/?view=stacked",
    f"/articles/{FIRST}/?view=original&q=القرية",
    f"/articles/{FIRST}/?view=translation",
    f"/articles/{FIRST}/v1/",
    f"/articles/{FIRST}/v2/changes/",
    f"/articles/{FIRST}/v2/cite/?p=1-2",
    f"/articles/{FIRST}/v2/source/",
    f"/articles/{FIRST}/related/",
    f"/articles/{LAST}/",
    f"/list/?id={FIRST}-v2&id={FIRST}-v2:p1",
    "/sources/",
    "/sources/nahr/",
    "/sources/nahr/authors/",
    "/sources/nahr/1931/04/05/",
    "/help/",
)
LETTERS = re.compile("[\u0590-\u08ff]")


def _publish(made: Workshop) -> None:
    made.write("seeds/sources.toml", SOURCES)
    for name, text in {"school": SCHOOL, "letter": LETTER, "bridge": LOST}.items():
        made.write(f"seeds/{name}.md", text)
    made.ingest()
    made.write("seeds/school~2.md", CORRECTED)
    made.ingest()


@pytest.fixture
def river(workshop: Workshop, tmp_path: Path, settings: Settings) -> None:
    """The archive of a newspaper in Arabic, with a letter in Hebrew."""
    use_archive(tmp_path, settings)
    publish_once(workshop, _publish)


def read(client: Client, address: str) -> HtmlElement:
    path, _, query = address.partition("?")
    response = client.get(path, query_string(query))
    assert response.status_code == 200, address
    return parse(response.content)


def query_string(query: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return [(name, value) for name, _, value in pairs]


def direction_of(element: HtmlElement) -> str:
    """The direction that an element has, its own or inherited."""
    said = element.xpath("ancestor-or-self::*[@dir][1]/@dir")
    return str(said[-1]) if said else "ltr"


def unmarked(page: HtmlElement) -> Iterator[str]:
    """The texts on a page whose letters run to the left, in elements that do not; none drawn."""
    for element in page.xpath("//main//*[text()][not(self::title or self::text)]"):
        texts = [text for text in element.xpath("text()") if LETTERS.search(text)]
        if texts and direction_of(element) == "ltr" and element.tag != "bdi":
            yield f"<{element.tag}> {texts[0].strip()}"


@pytest.mark.parametrize("address", PAGES)
def test_every_text_says_its_language_and_runs_in_its_direction(
    client: Client, river: None, address: str
) -> None:
    for prefix in ("", "/zh-hans"):
        page = read(client, f"{prefix}{address}")
        marked = page.xpath("//body//*[@lang][not(self::input)]")
        wrong = [
            (one.tag, one.get("lang"), direction_of(one))
            for one in marked
            if direction_of(one) not in {text_direction(one.get("lang")), "auto"}
        ]
        assert wrong == []
        assert list(unmarked(page)) == []


def test_a_concordance_runs_as_its_lines_do(client: Client, river: None) -> None:
    arabic = read(client, "/concordance/?q=القرية")
    assert arabic.xpath("//table/@dir") == ["rtl"]
    assert arabic.xpath("//td[@colspan]") == []
    assert {direction_of(one) for one in arabic.xpath("//td[contains(@class, 'other')]")} == {
        "ltr",
        "rtl",  # an empty one
    }
    mixed = read(client, "/concordance/?q=120 OR 47")
    assert mixed.xpath("//table/@dir") == []
    assert {one.get("lang") for one in mixed.xpath("//td[@colspan=3]")} == {"ar", "he"}
    assert "dir" not in read(client, "/concordance/?q=village").xpath("//table")[0].attrib


def test_what_stands_before_a_hit_is_named_by_its_side(client: Client, river: None) -> None:
    def orders(q: str) -> dict[str, str]:
        page = read(client, f"/concordance/?q={q}")
        links = page.xpath("//ul[@aria-label='Order']//a")
        return {one.text_content(): one.get("href").partition("order=")[2] for one in links}

    assert orders("village")["By left context"] == "left"
    assert orders("القرية")["By left context"] == "right"


def test_boxes_go_by_what_is_typed_and_name_the_languages(client: Client, river: None) -> None:
    (box,) = read(client, "/articles/?q=قريه").xpath("//input[@id='q']")
    assert (box.get("lang"), box.get("dir")) == ("ar", "auto")
    (label,) = read(client, "/articles/?q=village").xpath("//label[@for='q']")
    assert label.text_content() == "Search the articles, in English, Arabic or Hebrew"
    assert box.get("placeholder") == "Search the articles"


def test_an_arabic_page_loads_the_style_sheet_of_further_languages(
    client: Client, river: None
) -> None:
    sheets = read(client, "/").xpath("//link[@rel='stylesheet']/@href")
    assert [sheet for sheet in sheets if "languages" in sheet] != []


def test_a_name_in_a_citation_keeps_its_place_before_the_year(client: Client, river: None) -> None:
    page = read(client, f"/articles/{FIRST}/v2/cite/?p=1")
    said = [one for one in page.xpath("//bdi") if one.text_content() == "سليم الخوري"]
    assert said != []
    assert any((one.tail or "").startswith(", 1931") for one in said)


def test_a_copied_citation_isolates_what_runs_the_other_way(client: Client, river: None) -> None:
    cited = client.get(f"/articles/{FIRST}.json").json()["citations"]
    assert cited
    for said in cited.values():
        assert said.count("\u2068") == said.count("\u2069") > 0
        bare = RIGHT_TO_LEFT_WORDS.search(re.sub("\u2068[^\u2069]*\u2069", "", said))
        assert bare is None, said
    facts = client.get(f"/articles/{FIRST}.txt").content.decode().partition("\n== ")[0]
    assert "Section: \u2068أخبار محلية\u2069" in facts
    for form in ("bib", "ris", "csl.json"):
        exported = client.get(f"/articles/{FIRST}.{form}").content.decode()
        assert "\u2068" not in exported


def test_a_line_of_a_file_runs_as_its_first_letter_does(client: Client, river: None) -> None:
    page = read(client, f"/articles/{FIRST}/v2/source/")
    said = {" ".join(one.text_content().split()): one for one in page.xpath("//td[@lang]")}
    assert said["section: أخبار محلية"].get("dir") == "auto"
    assert said["translators: {en: Ann Lee}"].get("dir") is None


def test_what_is_missing_is_said_by_the_languages_that_are_held(
    client: Client, river: None
) -> None:
    page = read(client, "/articles/?q=ships سفينة")
    (verdicts,) = page.xpath("//ul[contains(@class, 'verdicts')]") or [page]
    said = " ".join(verdicts.text_content().split())
    assert "(English)" in said
    assert "(Arabic)" in said


def test_a_language_is_typed_by_its_name(client: Client, river: None) -> None:
    for name in ("Arabic", "العربية", "ar", "ara"):
        page = read(client, f"/articles/?q=language:{name}")
        assert page.xpath("//h1")[0].text_content().strip().startswith("2 articles"), name


def test_the_help_of_an_archive_without_chinese_says_nothing_of_finding_it(
    client: Client, river: None
) -> None:
    headings = [one.text_content() for one in read(client, "/help/").xpath("//h2")]
    assert "Find words" in headings
    assert [one for one in headings if "Chinese" in one] == []


def test_suggestions_are_of_what_was_typed_and_held(client: Client, river: None) -> None:
    found = client.get("/suggest", {"q": "القر"}).json()
    assert found[1] != []
    assert client.get("/suggest", {"q": "he zuo"}).json()[1] == []
