"""sources.toml: what it may say, and which file falls to which source."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.models import Article, Source
from documents.seed_store import sources
from documents.seed_store.records import NamedSource, Recognition, Refused
from documents.seed_store.report import Report
from documents.seed_store.source_claims import Claims
from documents.seed_store.sources import SourcesFile, parse_sources
from tests.helpers.seed_workshop import SOURCES, Workshop, article_text, counts, faults

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = ("great_soviet_encyclopedia", "peoples_daily", "peoples_daily_web")
GOOD = SOURCES.encode()


def source(key: str, more: str = "", layout: str = "peoples_daily") -> str:
    return SOURCES.replace("evening-paper", key).replace("peoples_daily", layout) + more + "\n"


def parsed(text: str) -> SourcesFile:
    return parse_sources(text.encode(), "sources.toml", LAYOUTS)


def winner(text: str, path: str, *layouts: str, named: str = "") -> str:
    claims = Claims(parsed(text).claims)
    said = NamedSource(1, named) if named else None
    return claims.choose_claim(path, path, lambda: Recognition(layouts, said)).key


def test_the_archives_own_sources_say_what_they_must() -> None:
    data = (ROOT / "seeds" / "sources.toml").read_bytes()
    paper, entry = parse_sources(data, "sources.toml", LAYOUTS).facts
    assert (paper.key, entry.key) == ("peoples-daily", "great-soviet-encyclopedia")
    assert paper.names == {"en": "People's Daily", "zh-Hans": "人民日报"}
    assert entry.names["ru"] == "Большая советская энциклопедия"
    assert (paper.place["zh-Hans"], entry.place["en"]) == ("北京", "Moscow")
    assert paper.rights_uri == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert entry.rights_uri == "http://rightsstatements.org/vocab/InC/1.0/"
    assert (paper.edition, entry.edition) == (None, 3)
    assert (paper.has_issues, entry.has_issues) == (True, False)
    assert set(paper.notes) == {"attribution", "translator"}
    assert set(entry.notes) == {"content", "original", "translator", "date"}


def test_the_encyclopedias_notes_are_the_copyists_own_words() -> None:
    text = (ROOT / "seeds" / "002_41d499eae482cac3.txt").read_text("utf-8").splitlines()
    data = (ROOT / "seeds" / "sources.toml").read_bytes()
    entry = parse_sources(data, "sources.toml", LAYOUTS).facts[1]
    assert entry.notes["content"]["en"] in text
    assert entry.rights_line in text


@pytest.mark.parametrize("key", ["peoples-daily", "great-soviet-encyclopedia"])
def test_every_note_of_the_archives_own_sources_is_in_both_languages(key: str) -> None:
    tables = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text("utf-8"))
    for note in tables[key]["notes"].values():
        assert {"en", "zh-Hans"} <= note.keys()


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('kind = "newspaper"', 'kind = "gazette"', "kind"),
        ('kind = "newspaper"', "", "kind"),
        ('"peoples_daily"', '"other"', "layout"),
        ('["zh-Hans", "en"]', "[]", "languages"),
        ('["zh-Hans", "en"]', '["Chinese"]', "languages"),
        ('["zh-Hans", "en"]', '"en"', "languages"),
        ('"http://rightsstatements.org/vocab/CNE/1.0/"', '"free"', "rights"),
        ('{ en = "Evening Paper" }', '{ zh-Hans = "晚报" }', "names"),
        ('{ en = "Evening Paper" }', '"Evening Paper"', "names"),
        ('{ en = "Evening Paper" }', '{ en = "" }', "names"),
        ("names =", 'colour = "red"\nnames =', "colour"),
        ("names =", 'place = "Beijing"\nnames =', "place"),
        ("names =", 'accession = "title"\nnames =', "accession"),
        ("names =", 'files = "*.txt"\nnames =', "files"),
        ("names =", "rights_line = 3\nnames =", "rights_line"),
        ("names =", 'notes = { gossip = { en = "x" } }\nnames =', "notes.gossip"),
        ("names =", 'notes = { content = "x" }\nnames =', "notes.content"),
        ("names =", 'notes = "x"\nnames =', "notes"),
        ("names =", 'edition = "3rd"\nnames =', "edition"),
        ("names =", "edition = 0\nnames =", "edition"),
        ("names =", "edition = true\nnames =", "edition"),
        ("[evening-paper]", "[Evening_Paper]", "key"),
    ],
)
def test_a_bad_fact_is_refused_by_name_and_line(before: str, after: str, field: str) -> None:
    assert before in SOURCES
    with pytest.raises(Refused) as caught:
        parsed(SOURCES.replace(before, after, 1))
    (fault,) = caught.value.faults
    assert fault.field.partition(".")[2] == field
    assert fault.line == 2


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as caught:
        parsed(SOURCES + "\n[broken\n")
    assert caught.value.faults[0].line == SOURCES.count("\n") + 2


def test_the_most_specific_pattern_wins() -> None:
    text = (
        source("wide", 'files = ["1958/**"]')
        + source("narrow", 'files = ["1958/01/*.txt"]')
        + source("exact", 'files = ["1958/01/a.txt"]')
        + source("rest")
    )
    assert winner(text, "1958/02/a.txt") == "wide"
    assert winner(text, "1958/01/b.txt") == "narrow"
    assert winner(text, "1958/01/a.txt") == "exact"
    assert winner(text, "1958/01/02/a.txt") == "wide"
    assert winner(text, "1959/a.txt", "peoples_daily") == "rest"


@pytest.mark.parametrize(
    ("glob", "fits", "fails"),
    [
        ("*.txt", ["a.txt", ".txt"], ["a/b.txt", "a.md"]),
        ("**/*.txt", ["a.txt", "a/b/c.txt"], ["a.md"]),
        ("a?.txt", ["ab.txt"], ["a/.txt", "a.txt", "abc.txt"]),
        ("[0-9]*/x.md", ["1958/x.md"], ["a/x.md"]),
        ("[!a]*.txt", ["b.txt"], ["a.txt"]),
        ("a.b+(c).txt", ["a.b+(c).txt"], ["aXb+(c).txt"]),
    ],
)
def test_patterns_stay_within_a_folder_unless_they_say_so(
    glob: str, fits: list[str], fails: list[str]
) -> None:
    claims = Claims(parsed(source("paper", f'files = ["{glob}"]')).claims)
    assert [path for path in fits if not claims.by_glob(path, path)] == []
    assert [path for path in fails if claims.by_glob(path, path)] == []


def test_a_key_goes_before_another_source_of_that_name() -> None:
    letters = source("letters-of-keats") + source("box").replace(
        "Evening Paper", "Letters of Keats"
    )
    assert winner(letters, "a.txt", "peoples_daily", named="letters-of-keats") == "letters-of-keats"
    assert winner(letters, "a.txt", "peoples_daily", named="Letters of Keats") == "box"


def test_a_file_that_many_sources_claim_is_refused_in_a_short_line() -> None:
    many = "".join(source(f"s{number:03}") for number in range(150))
    with pytest.raises(Refused, match=r"claim this file: s000, .*, s005 and 144 more"):
        winner(many, "a.txt", "peoples_daily")


def test_a_file_no_source_or_two_sources_claim_is_refused() -> None:
    papers = source("one") + source("two")
    with pytest.raises(Refused, match="several that claim this file: one, two"):
        winner(papers, "a.txt", "peoples_daily")
    with pytest.raises(Refused, match="none that claims this file"):
        winner(papers, "a.txt", "great_soviet_encyclopedia")
    with pytest.raises(Refused, match="several"):
        winner(source("one", 'files = ["a*.txt"]') + source("two", 'files = ["*a.txt"]'), "a.txt")


@pytest.mark.django_db
def test_a_folder_brings_its_own_sources(workshop: Workshop) -> None:
    workshop.write("other/sources.toml", source("morning-paper"))
    workshop.write("other/a.txt", article_text("wheat"))
    assert counts(workshop.ingest("other")) == {"new": 1}
    assert Article.objects.get().source_id == "morning-paper"


@pytest.mark.django_db
def test_a_folder_without_sources_falls_to_the_archives_own(workshop: Workshop) -> None:
    workshop.write("other/a.txt", article_text("wheat"))
    assert counts(workshop.ingest("other")) == {"new": 1}
    assert Article.objects.get().source_id == "evening-paper"


@pytest.mark.django_db
def test_a_sources_file_speaks_for_its_folder_and_below(workshop: Workshop) -> None:
    workshop.write("seeds/a.txt", article_text("wheat"))
    workshop.write("seeds/morning/sources.toml", source("morning-paper", 'files = ["1951/*"]'))
    workshop.write("seeds/morning/1951/b.txt", article_text("rye"))
    assert counts(workshop.ingest()) == {"new": 2}
    owners = dict(Article.objects.values_list("seed__path", "source"))
    assert owners == {"a.txt": "evening-paper", "1951/b.txt": "morning-paper"}


@pytest.mark.django_db
def test_a_known_key_with_other_facts_is_refused(workshop: Workshop) -> None:
    workshop.ingest()
    workshop.write("other/sources.toml", SOURCES.replace("Evening", "Nightly"))
    report = workshop.ingest("other")
    ((field, found),) = faults(report)
    assert field == "evening-paper"
    assert "names" in found
    assert Source.objects.get().name_in("en") == "Evening Paper"


@pytest.mark.django_db
@pytest.mark.parametrize("text", [SOURCES.replace("Evening", "Nightly"), "not TOML"])
def test_files_of_refused_sources_fall_to_no_other_source(workshop: Workshop, text: str) -> None:
    workshop.ingest()
    workshop.write("other/sources.toml", text)
    workshop.write("other/a.txt", article_text("wheat"))
    report = workshop.ingest("other", skip_bad=True)
    assert (counts(report), report.not_looked_at) == ({"refused": 1}, 1)
    assert report.fault_count == 1
    assert "1 file was not looked at" in "\n".join(report.lines())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "field"), [('accession = "path"', "accession"), ('files = ["b.txt"]', "source")]
)
def test_a_change_that_articles_cannot_follow_is_refused(
    workshop: Workshop, line: str, field: str
) -> None:
    workshop.write("seeds/x/a.txt", article_text("wheat"))
    edition = workshop.ingest().edition
    workshop.write("seeds/sources.toml", f"{SOURCES}{line}\n")
    report = workshop.ingest()
    assert field in dict(faults(report))
    assert (report.published, report.edition) == (False, edition)


@pytest.mark.django_db
def test_an_article_whose_layout_changes_is_read_again(
    workshop: Workshop, fresh_archive: Callable[[Path], Report]
) -> None:
    # Without its header such an article is still one, and prose enough for the other layout.
    text = "The wheat is sown.\n\nIt will be a good year.\n"
    paper = SOURCES + 'files = ["*.txt"]\n'
    workshop.write("seeds/sources.toml", paper.replace("peoples_daily", LAYOUTS[0]))
    workshop.write("seeds/a.txt", text)
    workshop.ingest()
    before = Article.objects.get()
    assert before.layout == "great_soviet_encyclopedia"
    workshop.write("seeds/sources.toml", paper)
    report = workshop.ingest()
    after = Article.objects.get()
    assert (after.identifier, after.layout) == (before.identifier, "peoples_daily")
    assert after.translations.count() == 1
    assert fresh_archive(workshop.seeds).edition == report.edition
    assert Article.objects.get().title == after.title


@pytest.mark.django_db
def test_the_archives_own_file_may_change_the_facts(workshop: Workshop) -> None:
    edition = workshop.ingest().edition
    workshop.write("seeds/sources.toml", SOURCES.replace("Evening", "Nightly"))
    report = workshop.ingest()
    assert (report.published, report.edition != edition) == (True, True)
    assert Source.objects.get().name_in("en") == "Nightly Paper"


@pytest.mark.django_db
def test_a_key_never_leaves_the_archives_own_file(workshop: Workshop) -> None:
    workshop.ingest()
    workshop.write("seeds/sources.toml", source("morning-paper"))
    assert [field for field, _ in faults(workshop.ingest())] == ["evening-paper"]


@pytest.mark.django_db
def test_the_path_is_the_accession_where_the_source_says_so(workshop: Workshop) -> None:
    workshop.write("seeds/sources.toml", SOURCES + 'accession = "path"\n')
    workshop.write("seeds/1951/03/04/1.txt", article_text("wheat"))
    workshop.write("seeds/1951/03/05/1.txt", article_text("rye"))
    workshop.write("seeds/1951/03/05/1~2.txt", article_text("oats"))
    assert counts(workshop.ingest()) == {"new": 2, "corrected": 1}
    accessions = set(Article.objects.values_list("seed__accession", flat=True))
    assert accessions == {"1951/03/04/1", "1951/03/05/1"}


@pytest.mark.django_db
def test_sources_that_count_accessions_differently_are_told_apart_by_layout(
    workshop: Workshop,
) -> None:
    entry = (ROOT / "seeds" / "002_41d499eae482cac3.txt").read_bytes()
    second = source("encyclopedia", 'accession = "path"', "great_soviet_encyclopedia")
    workshop.write("seeds/sources.toml", SOURCES + second)
    workshop.write("seeds/x/paper.txt", article_text("wheat"))
    workshop.write("seeds/x/entry.txt", entry)
    assert counts(workshop.ingest()) == {"new": 2}
    assert set(Article.objects.values_list("seed__accession", "source")) == {
        ("paper", "evening-paper"),
        ("x/entry", "encyclopedia"),
    }


@pytest.mark.parametrize("word", [*sources.KEYS, *sources.KINDS, *sources.NOTES])
def test_everything_a_sources_file_may_say_is_documented(word: str) -> None:
    assert f"`{word}`" in (ROOT / "docs" / "editing.md").read_text("utf-8")
