"""Attribution: by which marks a file falls to a source, and which files fall to none."""

from __future__ import annotations

import pytest

from documents.ingest.importer import Options, ingest
from documents.models import Article, Edition
from documents.seed_store.files import decode
from documents.seed_store.layouts import choose_layout, recognise, recognise_file
from documents.seed_store.records import Fault, NamedSource
from documents.seed_store.report import Report
from tests.helpers.layout_samples import blocks, chinese, read, refusal
from tests.helpers.seed_workshop import SOURCES, THEN, Workshop, article_text, counts

ENGLISH = "This spring the county finished three canals, and the wheat on both banks was watered."
PROSE = "    县里今年春天修好了三条水渠，两岸的麦田都浇上了水。\n"
WEB = f"水渠修好了\n作者：王小河  时间：2015-03-04\n\n{PROSE}"


def minutes(*fields: str) -> str:
    return "\n".join(
        ["Title: Minutes of Conversation", "Date: March 4, 1958", *fields, "", ENGLISH, ""]
    )


def shows(text: str) -> tuple[str, ...]:
    return recognise(decode(text.encode(), "x.txt"))


def only_fault(report: Report) -> Fault:
    (fault,) = report.faults
    return fault


# -- marks -----------------------------------------------------------------------------------------


def test_a_title_and_a_date_are_nobodys_marks() -> None:
    assert shows(minutes()) == ()
    assert shows(minutes("Author: Li Ming", "Column: Letters")) == ()
    assert shows(minutes("Page: ")) == ()
    assert shows(minutes("Page: unknown")) == ()
    assert shows(f"### 水渠修好了\n\n1951-03-04\n\n{PROSE}") == ()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (minutes("Page: 6"), ("Page: 6",)),
        (minutes("Page：第６版"), ("Page：第６版",)),
        (
            f"{minutes('Page: 6')}\n<hr />\n\nOriginal:\n\n### 纪要\n\n1958-03-04\n\n{PROSE}",
            ("Page: 6",),
        ),
        (chinese(PROSE, column="专栏：今日谈"), ("第2版()", "专栏：今日谈")),
        (f"### 水渠修好了\n\n1951-03-04\n专栏：\n\n{PROSE}", ("专栏：",)),
        (f"### 水渠修好了\n\n１９５１－０３－０４\n第２版（要闻）\n\n{PROSE}", ("第２版（要闻）",)),
    ],
)
def test_a_page_or_a_column_line_is_the_newspapers_mark(text: str, marks: tuple[str, ...]) -> None:
    assert shows(text) == ("peoples_daily",)
    assert read(text).marks == marks


def test_the_web_editions_mark_is_its_line_of_author_and_time() -> None:
    assert read(WEB).marks == ("作者：王小河  时间：2015-03-04",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            minutes("Page: 6", "Source: Some Digital Archive"),
            NamedSource(4, "Some Digital Archive"),
        ),
        (minutes("Page: 6", "Newspaper: Pravda"), NamedSource(4, "Pravda")),
        (minutes("Page: 6", "来源：某数字档案馆"), NamedSource(4, "某数字档案馆")),
        (minutes("Page: 6", "Source: "), None),
        (chinese(PROSE, author="\r\n来源：某晚报"), NamedSource(3, "某晚报")),
        (WEB.replace("\n\n", "\n来源：人民网\n\n", 1), NamedSource(3, "人民网")),
        (minutes("Page: 6"), None),
        (chinese(PROSE), None),
    ],
)
def test_a_header_may_name_its_source(text: str, source: NamedSource | None) -> None:
    assert recognise_file(decode(text.encode(), "x.txt")).source == source


@pytest.mark.parametrize("end", ["\n\n", "\n"])
@pytest.mark.parametrize("layout", ["transcription", "web"])
def test_the_line_that_names_the_source_is_no_part_of_the_text(layout: str, end: str) -> None:
    text = (
        WEB.replace("\n\n", f"\n来源：某晚报{end}", 1)
        if layout == "web"
        else f"### 水渠修好了\n\n来源：某晚报\n1951-03-04\n第2版()\n专栏：{end}{PROSE}"
    )
    record = read(text)
    assert record.notes["source"] == ("某晚报",)
    assert record.not_understood == ()
    assert blocks(record.texts[0]) == [("paragraph", PROSE.strip())]


# -- which source ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_stray_file_is_refused_and_told_the_ways_out(workshop: Workshop) -> None:
    workshop.write("seeds/a.txt", minutes())
    fault = only_fault(workshop.ingest())
    assert (fault.line, fault.field, fault.found) == (0, "layout", "no known layout")
    for name in (
        "great_soviet_encyclopedia",
        "peoples_daily",
        "peoples_daily_web",
        "docs/layouts.md",
    ):
        assert name in fault.expected


@pytest.mark.django_db
def test_a_stray_file_is_read_once_sources_toml_says_whose_it_is(workshop: Workshop) -> None:
    workshop.write("seeds/sources.toml", f'{SOURCES}files = ["minutes/*"]\n')
    workshop.write("seeds/minutes/a.txt", minutes("Source: Some Digital Archive"))
    assert counts(workshop.ingest()) == {"new": 1}
    assert Article.objects.get().source_id == "evening-paper"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Some Digital Archive", "Evening Paper Overseas Edition", "晚报"])
def test_a_file_that_names_another_source_is_refused_with_its_line(
    workshop: Workshop, name: str
) -> None:
    workshop.write("seeds/a.txt", minutes("Page: 6", f"Source: {name}"))
    fault = only_fault(workshop.ingest())
    assert (fault.line, fault.field) == (4, "source")
    assert name in fault.found
    assert "sources.toml" in fault.expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Evening Paper", "the evening paper", "Evening Paper, p. 6", "evening-paper"]
)
def test_a_file_that_names_its_source_falls_to_it(workshop: Workshop, name: str) -> None:
    other = SOURCES.replace("evening-paper", "morning-paper").replace("Evening", "Morning")
    workshop.write("seeds/sources.toml", SOURCES + other)
    workshop.write("seeds/a.txt", minutes("Page: 6", f"Source: {name}"))
    assert counts(workshop.ingest()) == {"new": 1}
    assert Article.objects.get().source_id == "evening-paper"


# -- several layouts -------------------------------------------------------------------------------

BOTH = SOURCES.replace('"peoples_daily"', '["peoples_daily", "peoples_daily_web"]')


@pytest.mark.django_db
def test_one_source_may_be_held_in_several_layouts(workshop: Workshop) -> None:
    workshop.write("seeds/sources.toml", BOTH)
    workshop.write("seeds/a.txt", article_text())
    workshop.write("seeds/b.txt", WEB)
    assert counts(workshop.ingest()) == {"new": 2}
    held = set(Article.objects.values_list("source", "layout"))
    assert held == {("evening-paper", "peoples_daily"), ("evening-paper", "peoples_daily_web")}


LETTERS = SOURCES.replace("evening-paper", "letters").replace('"peoples_daily"', '"document"')


@pytest.mark.django_db
def test_a_text_without_marks_is_a_document_where_a_source_has_that_layout(
    workshop: Workshop,
) -> None:
    workshop.write("seeds/sources.toml", SOURCES + LETTERS)
    workshop.write("seeds/a.txt", article_text())
    workshop.write("seeds/b.md", "# 一封信\n\n今天天气很好。\n")
    workshop.write("seeds/c.md", "---\ntitle: A\nsource: letters\n---\n\n## [en]\n\nText.\n")
    assert counts(workshop.ingest()) == {"new": 3}
    held = Article.objects.order_by("path_key").values_list("source", "layout", "language")
    assert list(held) == [
        ("evening-paper", "peoples_daily", "zh-Hans"),
        ("letters", "document", "zh-Hans"),
        ("letters", "document", "en"),
    ]


@pytest.mark.django_db
def test_a_layout_added_to_a_source_leaves_its_articles_as_they_are(workshop: Workshop) -> None:
    workshop.write("seeds/a.txt", article_text())
    workshop.ingest()
    before = Article.objects.get()
    workshop.write("seeds/sources.toml", BOTH)
    workshop.write("seeds/b.txt", WEB)
    assert counts(workshop.ingest()) == {"new": 1, "unchanged": 1}
    after = Article.objects.get(pk=before.pk)
    assert (after.layout, after.source_id) == ("peoples_daily", "evening-paper")


def test_a_file_of_several_layouts_is_read_as_the_one_it_looks_like() -> None:
    listed = ["great_soviet_encyclopedia", "peoples_daily", "peoples_daily_web"]
    file = decode(WEB.encode(), "x.txt")
    assert choose_layout(file, listed) == "peoples_daily_web"
    assert choose_layout(decode(minutes().encode(), "x.txt"), listed[1:]) == "peoples_daily"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "layout", ["[]", '["peoples_daily", "other"]', "3", '["peoples_daily", 3]']
)
def test_a_list_of_layouts_that_is_none_is_refused(workshop: Workshop, layout: str) -> None:
    workshop.write("seeds/sources.toml", SOURCES.replace('"peoples_daily"', layout))
    assert only_fault(workshop.ingest()).field == "evening-paper.layout"


# -- other rules, and other formats ----------------------------------------------------------------


@pytest.mark.django_db
def test_articles_that_newer_rules_attribute_to_nobody_are_reported(workshop: Workshop) -> None:
    """As a release meets them that attributed less strictly: the files are in the database only."""
    workshop.write("seeds/sources.toml", f'{SOURCES}files = ["minutes/*"]\n')
    workshop.write("seeds/minutes/a.txt", minutes())
    edition = workshop.ingest().edition
    workshop.write("seeds/sources.toml", SOURCES)
    Edition.objects.update(derivation=1)
    report = workshop.ingest()
    assert "layout" in {fault.field for fault in report.faults}
    assert (report.published, report.edition) == (False, edition)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"title": "水渠修好了", "date": "1951-03-04"}', "JSON"),
        ('[{"title": "a"}]', "JSON"),
        ("<!DOCTYPE html>\n<html><head></head></html>", "HTML"),
        ("<html><body>a</body></html>", "HTML"),
        ("title,date,text\na,1951,b\nc,1952,d\n", "CSV"),
        ("title\tdate\ttext\na\t1951\tb\nc\t1952\td\n", "CSV"),
    ],
)
def test_a_text_in_another_format_is_told_so(text: str, name: str) -> None:
    message = refusal(text)
    assert f"layout: found a file that looks like {name} expected" in message
    way = "manage.py convert makes seeds of it, see docs/collections.md"
    assert f"not read by ingest; {way}" in message


@pytest.mark.parametrize(
    "text",
    [
        "<teiHeader>\n<fileDesc/>\n</teiHeader>\n<text/>\n",
        '<?xml version="1.0"?>\n<TEI></TEI>',
        "<article>\n<p>a</p>\n</article>\n",
    ],
)
def test_xml_that_is_no_tei_is_told_so(text: str) -> None:
    message = refusal(text)
    assert "layout: found a file that looks like XML expected TEI, in its namespace" in message


def test_tei_p4_is_refused_with_the_way_to_p5() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE TEI.2 SYSTEM "tei2.dtd" [\n<!ENTITY a "b">\n]>\n'
    message = refusal(f"{head}<TEI.2><text><body><p>a</p></body></text></TEI.2>\n")
    assert "found a file that looks like TEI P4 (<TEI.2>) expected TEI P5: convert it" in message


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.HTML", "a.epub", "a.xlsx"])
@pytest.mark.django_db
def test_a_file_of_another_format_is_told_the_way_out(workshop: Workshop, name: str) -> None:
    workshop.write(f"other/{name}", "x")
    fault = only_fault(workshop.ingest(f"other/{name}"))
    way = "convert it to a text file" if name == "a.xml" else "manage.py convert makes seeds"
    assert f"is not read by ingest; {way}" in fault.expected
    workshop.write("other/b.txt", article_text())
    report = ingest([workshop.root / "other"], Options(date=THEN))
    (line,) = (line for line in report.lines() if line.startswith("skipped"))
    assert f"{name} (expected a text: " in line
