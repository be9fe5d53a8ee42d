"""The facts beside an article are true of its very file."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from documents.citation import csl, jsonld
from documents.exchange.citation_records import cite_article
from documents.models import Article
from documents.reading.facts import build_facts, says_nothing_of_source
from documents.views.provenance import source_view
from tests.helpers.seed_workshop import SOURCES, Workshop

pytestmark = pytest.mark.django_db

ENGLISH = "This spring the county finished three canals, and the wheat was watered.\n"
CHINESE = "    县里今年春天修好了三条水渠，两岸的麦田都浇上了水。\n"


def facts_of(workshop: Workshop, text: str, language: str = "en") -> tuple[list[str], list[str]]:
    """Notes and translators of the only article of an archive, in words."""
    workshop.write("seeds/a.txt", text)
    assert workshop.ingest().published
    article = Article.objects.get()
    with translation.override(language):
        facts = build_facts(article, article.translated)
    return [note.text for note in facts.notes], [name for name, _ in facts.translators]


def source_page(article: Article) -> str:
    request = RequestFactory().get(f"/articles/{article.identifier}/source/")
    return source_view(request, identifier=article.identifier).content.decode()


def test_a_file_known_by_its_marks_shows_them(workshop: Workshop) -> None:
    said = "The file does not name its source: the archive attributed it by these marks:"
    text = f"### 水渠修好了\n\n1951-03-04\n第2版(要闻)\n专栏：今日谈\n\n{CHINESE}"
    assert facts_of(workshop, text)[0] == [said, "第2版(要闻)\u3000专栏：今日谈"]


def test_a_translation_alone_is_known_by_its_page_and_by_no_other_mark(workshop: Workshop) -> None:
    text = f"Title: Canals\nDate: 1951-03-04\nPage: 2\n\n{ENGLISH}"
    assert facts_of(workshop, text)[0][1:] == ["Page: 2"]


def test_a_page_of_the_web_edition_is_known_by_its_line_of_author_and_time(
    workshop: Workshop,
) -> None:
    both = SOURCES.replace('"peoples_daily"', '["peoples_daily", "peoples_daily_web"]')
    workshop.write("seeds/sources.toml", both)
    text = f"水渠修好了\n时间：2015-03-04\n\n{CHINESE}"
    assert facts_of(workshop, text, "zh-hans")[0] == [
        "文件未注明出处，由本馆据以下标志判定：",
        "时间：2015-03-04",
    ]


def test_a_file_that_names_its_source_is_quoted(workshop: Workshop) -> None:
    text = f"Title: Canals\nPage: 2\nSource: Evening Paper, p. 2\n\n{ENGLISH}"
    assert facts_of(workshop, text)[0] == [
        "The file itself names its source:",
        "Evening Paper, p. 2",
    ]


def test_of_a_file_that_only_the_list_of_sources_assigns_its_own_page_says_so(
    workshop: Workshop,
) -> None:
    workshop.write("seeds/sources.toml", f'{SOURCES}files = ["*.txt"]\n')
    assert facts_of(workshop, f"Title: Canals\nDate: 1951-03-04\n\n{ENGLISH}")[0] == []
    article = Article.objects.get()
    assert says_nothing_of_source(article)
    assert "Not named in the file; given by the archive" in source_page(article)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("evening-paper", []),
        ("Evening Paper", ["The file itself names its source:", "Evening Paper"]),
    ],
)
def test_a_file_that_has_the_key_of_its_source_says_nothing_of_it(
    workshop: Workshop, name: str, said: list[str]
) -> None:
    workshop.write("seeds/sources.toml", SOURCES.replace('"peoples_daily"', '"document"'))
    text = f"---\ntitle: A\nsource: {name}\n---\n\n## [en]\n\n{ENGLISH}"
    assert facts_of(workshop, text)[0] == said


def test_the_page_of_a_file_that_names_its_source_adds_nothing(workshop: Workshop) -> None:
    facts_of(workshop, f"Title: Canals\nPage: 2\nSource: Evening Paper, p. 2\n\n{ENGLISH}")
    article = Article.objects.get()
    assert not says_nothing_of_source(article)
    assert "Not named in the file" not in source_page(article)


def test_a_converted_record_says_in_one_line_where_it_comes_from(workshop: Workshop) -> None:
    workshop.write(
        "seeds/sources.toml", SOURCES.replace('"peoples_daily"', '["peoples_daily", "document"]')
    )
    origin = "origin: {file: b.csv, sha256: 0e9f, number: 17}"
    text = f"---\ntitle: Canals\n{origin}\n---\n\n## [en]\n\n{ENGLISH}"
    notes = facts_of(workshop, text)[0]
    assert notes[-1] == "From b.csv, record 17"
    assert not [note for note in notes if "0e9f" in note]
    with translation.override("zh-hans"):
        article = Article.objects.get()
        assert build_facts(article, []).notes[-1].text == "取自b.csv，第17条"


@pytest.mark.parametrize(
    ("lines", "language", "date", "written", "note"),
    [
        ("date: 昭和20年8月15日", "en", "15 August 1945", "昭和20年8月15日", ""),
        ("date: 1917-10-25 O.S.", "zh-hans", "1917年11月7日", "1917-10-25 O.S.", ""),
        (
            "date: 1958-01-24\ndate_as_written: 24.1.1958",
            *("zh-hans", "1958年1月24日", "", "原文所记日期：24.1.1958"),
        ),
        ("date_as_written: the flood", "en", "undated", "the flood", ""),
    ],
)
def test_a_date_is_said_in_the_words_of_its_source_and_of_the_reader(
    workshop: Workshop, lines: str, language: str, date: str, written: str, note: str
) -> None:
    workshop.write("seeds/sources.toml", SOURCES.replace('"peoples_daily"', '"document"'))
    text = f"---\ntitle: Canals\n{lines}\n---\n\n## [en]\n\n{ENGLISH}"
    notes = facts_of(workshop, text, language)[0]
    article = Article.objects.get()
    with translation.override(language):
        facts = build_facts(article, [])
    assert facts.date == date
    assert (facts.written_date.text if facts.written_date else "") == written
    assert "".join(one for one in notes if "日期" in one) == note


# -- translators -----------------------------------------------------------------------------------

BILINGUAL = (
    f"Title: Canals\nTranslator: John Smith\nDate: 1951-03-04\nPage: 2\n\n{ENGLISH}\n<hr />\n\n"
    f"Original:\n\n### 水渠修好了\n莫日阿耶夫著　王小河译\n1951-03-04\n第2版()\n专栏：\n\n{CHINESE}"
)


def test_the_translators_of_both_texts_are_shown_and_told_apart(workshop: Workshop) -> None:
    assert facts_of(workshop, BILINGUAL)[1] == ["王小河 (Chinese)", "John Smith"]


def test_the_translator_of_a_translation_is_in_its_row_and_in_citations(
    workshop: Workshop,
) -> None:
    facts_of(workshop, BILINGUAL)
    article = Article.objects.get()
    assert article.translated[0].translators == ["John Smith"]
    assert csl.item(cite_article(article, article.translated))["translator"] == [
        {"literal": "John Smith"}
    ]
    assert "John Smith" in jsonld.script(cite_article(article, article.translated))


def test_the_translator_of_a_chinese_text_alone_is_shown_and_cited(workshop: Workshop) -> None:
    text = f"### 水渠修好了\n莫日阿耶夫\n1951-03-04\n第2版()\n专栏：\n\n{CHINESE}    王小河译\n"
    assert facts_of(workshop, text)[1] == ["王小河"]
    cited = cite_article(Article.objects.get(), ())
    assert csl.item(cited)["translator"] == [{"literal": "王小河"}]
