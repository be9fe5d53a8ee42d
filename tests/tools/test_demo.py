from __future__ import annotations

import io
import re
import tarfile
from datetime import date
from pathlib import Path
from random import Random

import zstandard

from documents.seed_store.check import check_seeds
from tools.demo.corpus import generate
from tools.demo.grammar import ANY, Binding, Pattern, read_subjects
from tools.demo.terms import read_lines, read_terms
from tools.seed_archive import write_archive

_SLOT = re.compile(r"\{[^}]*\}")
_FORM = re.compile(r"(?:\.(?:title|start|article))+")
PATTERNS = [
    pattern
    for subject in read_subjects()
    for patterns in subject.patterns.values()
    for pattern in patterns
] + [Pattern(*line.split(" | ")) for line in read_lines("verse.txt")]


def _slots(text: str) -> list[str]:
    """The slots of a text, but for how English writes the same word."""
    return sorted(_FORM.sub("", slot).lower() for slot in _SLOT.findall(text))


def test_both_languages_of_a_sentence_say_the_same_things() -> None:
    assert len(PATTERNS) > 500
    for pattern in PATTERNS:
        assert set(_slots(pattern.chinese)) == set(_slots(pattern.english)), pattern
        chinese, english = Binding(Random(1)).fill(pattern)
        assert not re.search(r"[{}]", chinese + english), pattern
        assert not re.search(r"[a-z]", chinese), pattern
        assert not re.search(r"[\u4e00-\u9fff]", english), pattern


def test_every_headline_has_its_lead() -> None:
    for subject in read_subjects():
        leads = len(subject.patterns.get("lead", ()))
        numbers = {
            int(part.removeprefix("headline"))
            for part in subject.patterns
            if part.startswith("headline")
        }
        assert numbers == set(range(1, leads + 1)), subject.key


def test_a_slot_stands_for_one_thing_in_one_article() -> None:
    binding = Binding(Random(3))
    first = binding.fill(Pattern("{crop}", "{crop.title}"))
    assert binding.fill(Pattern("{crop}", "{crop.title}")) == first
    assert binding.fill(Pattern("{crop2}", "{crop2.title}")) != first


def test_there_are_more_than_a_thousand_terms() -> None:
    assert sum(map(len, read_terms().values())) > 1200


def test_a_factory_makes_what_its_name_says() -> None:
    """What a report says of a factory's goods is true of that factory."""
    assert all("product" in factory.forms for factory in read_terms()["factory"])


def test_no_term_stands_twice_in_a_class() -> None:
    for kind, terms in read_terms().items():
        assert len({term.chinese for term in terms}) == len(terms), kind


def test_a_subject_is_written_about_in_its_years_and_months() -> None:
    subjects = {subject.key: subject for subject in read_subjects() if subject.key != ANY}
    reform, harvest = subjects["reform"], subjects["harvest"]
    assert reform.weight(1960, 6) == 0 < reform.weight(1981, 6) < reform.weight(1983, 6)
    assert harvest.weight(1958, 1) < harvest.weight(1958, 6)


def test_the_same_arguments_give_the_same_files() -> None:
    assert list(generate(30, seed=7)) == list(generate(30, seed=7))
    assert list(generate(30, seed=7)) != list(generate(30, seed=8))


def test_the_archive_reads_every_line_of_the_demo(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    files = list(generate(400))
    write_archive(tmp_path / "demo.tar.zst", files)
    report = check_seeds([tmp_path / "demo.tar.zst"], tmp_path / "seeds")
    assert report.fault_count == 0, list(report.faults)[:3]
    assert report.not_understood == 0


def test_the_archive_holds_what_was_generated(tmp_path: Path) -> None:
    files = dict(generate(20))
    write_archive(tmp_path / "demo.tar.zst", files.items())
    packed = zstandard.ZstdDecompressor().stream_reader((tmp_path / "demo.tar.zst").read_bytes())
    with tarfile.open(fileobj=io.BytesIO(packed.read())) as archive:
        assert archive.getnames() == list(files)


def test_articles_of_an_issue_share_its_day() -> None:
    days: dict[tuple[str, date], int] = {}
    for name, data in generate(200):
        if name.endswith(".txt") and (found := re.search(rb"\d{4}-\d\d-\d\d", data)):
            issue = (name.partition("/")[0], date.fromisoformat(found[0].decode()))
            days[issue] = days.get(issue, 0) + 1
    assert sum(days.values()) / len(days) > 3
