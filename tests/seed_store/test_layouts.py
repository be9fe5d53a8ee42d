"""Laws of every layout: no line lost, none counted twice, no exception but a refusal."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import BlockKind, MarkKind
from documents.seed_store import layouts
from documents.seed_store.files import DecodedFile, decode
from documents.seed_store.layouts import known_layouts, parse_file, recognise
from documents.seed_store.layouts._lines import LineLedger
from documents.seed_store.records import ArticleRecord, Refused
from documents.text import decode_entities, letters_only
from tests.helpers.layout_samples import DISCLAIMER, RIGHTS, bilingual, chinese, read, refusal

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
NOT_TEXT = {"blank", "furniture", "unknown"}

# Lines that mean something to one layout or another, to be mixed with any text.
TELLING = [
    "Title: A",
    "Translator: B C",
    "译者：王小河",
    "来源：某报",
    "本报记者 王小河",
    "（新华社延安12日电　记者王小河）",
    "白面    一斤    四三．○○小米    一斤    二七．○○",
    "（甲）存款",
    "一、办法",
    "清河",
    "Author: B C",
    "Date: 1947-03-03",
    "Page: 2",
    "<hr /> ",
    "Original: ",
    "### 各村  救灾",
    "王大年",
    "1947-03-03",
    "第2版(要闻)",
    "专栏：诗",
    "    各村　救灾",
    "    【新华社延安十二日电】各村积极展开救灾工作，干部带头下乡帮助灾民。",
    "            一  放水围困",
    "                            杨秀峰",
    "     春风吹过山岗，",
    "——斯大林",
    "张一一　李二二　王三三　赵四",
    "│甲│乙│",
    "新华社记者 鞠 鹏摄",
    "（注）：见第三页。",
    "Xinhua News Agency, Moscow, 23rd: The villages are helping with the relief.",
    "I'm sorry, but I cannot translate this.",
    "- item",
    "| a | b |",
    "&nbsp;&nbsp;",
    "A &amp; B&#0;",
    "作者：杜甲乙;鞠鹏  时间：2019-06-21",
    "Tea Growing",
    DISCLAIMER,
    RIGHTS,
    "REFERENCES",
    "Petrov, A. B. Chai. Moscow, 1965.",
    "V. I. IVANOV",
    "Full browser ?",
    "---",
    "title: A",
    "date: 1958",
    "+++",
    "title = 'A'",
    "## [en]",
    "## [zh-Hans]",
    "# A",
    "*a* **社会** [a](b) ![b](a 'c') `a`",
    "a[^1] and [b]",
    "[^1]: a note",
    "[b]: a",
    "> 1. a",
    "   - b",
    "| 社会",
    "|---|:--|",
    "```a",
    "a\\",
    "",
    " \t\u3000",
]
lines = st.one_of(st.sampled_from(TELLING), st.text(alphabet="ab社会。 \u3000#*:：-1", max_size=12))
ends = st.sampled_from(["\n", "\n", "\r\n", "\r", "\u2028"])
mangled = st.lists(st.tuples(lines, ends), max_size=25).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


def check(file: DecodedFile, record: ArticleRecord) -> None:
    """What must hold of any record of any file."""
    assert [line.number for line in record.lines] == [line.number for line in file.lines]
    for text in record.texts:
        for number, block in enumerate(text.blocks, start=1):
            assert block.kind in get_args(BlockKind)
            assert block.text.strip()
            assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
            written = [
                file.lines[line.number - 1].text
                for line in record.lines
                if (line.field, line.language, line.block) == ("body", text.language, number)
            ]
            assert letters_only(decode_entities("".join(written))) == letters_only(block.text)
    for reading in record.lines:
        blank = not letters_only(decode_entities(file.lines[reading.number - 1].text))
        assert blank or reading.field != "blank"
        assert (reading.block > 0) == (reading.field == "body")


@settings(deadline=None)  # the machine may be busy
@given(mangled, st.sampled_from([None, *known_layouts()]))
def test_mangled_files_are_read_without_loss_or_refused(text: str, layout: str | None) -> None:
    file = decode(text.encode(), "x.txt")
    try:
        record = parse_file(file, layout)
    except Refused as refused:
        assert all(0 <= fault.line <= len(file.lines) for fault in refused.faults)  # noqa: PT017
    else:
        check(file, record)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_seed_with_lines_lost_doubled_or_moved_is_read_or_refused(seed: Path) -> None:
    whole = seed.read_text("utf-8").splitlines(keepends=True)
    chance = random.Random(1958)
    for _ in range(150):
        parts = list(whole)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(parts))
            action = chance.choice(["drop", "double", "swap", "cut"])
            if action == "drop" and len(parts) > 1:
                del parts[place]
            elif action == "double":
                parts.insert(place, parts[place])
            elif action == "swap":
                other = chance.randrange(len(parts))
                parts[place], parts[other] = parts[other], parts[place]
            else:
                parts[place] = parts[place][: len(parts[place]) // 2]
        file = decode("".join(parts).encode(), seed.name)
        try:
            record = parse_file(file)
        except Refused:
            continue
        check(file, record)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_one_layout_recognises_each_seed(seed: Path) -> None:
    file = decode(seed.read_bytes(), seed.name)
    assert len(recognise(file)) == 1
    check(file, parse_file(file))


def test_every_module_of_the_package_is_a_layout_of_its_own_name() -> None:
    modules = {path.stem for path in Path(layouts.__path__[0]).glob("[!_]*.py")}
    assert set(known_layouts()) == modules


def test_a_new_module_is_a_new_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (Path(layouts.__path__[0]) / "peoples_daily_web.py").read_text("utf-8")
    (tmp_path / "third_layout.py").write_text(
        source.replace('NAME = "peoples_daily_web"', 'NAME = "third_layout"'), "utf-8"
    )
    monkeypatch.setattr(layouts, "__path__", [*layouts.__path__, str(tmp_path)])
    known_layouts.cache_clear()
    try:
        assert "third_layout" in known_layouts()
        record = read("标题\n时间：2019-06-21\n\n正文一句。\n", "third_layout")
        assert record.layout == "third_layout"
    finally:
        monkeypatch.undo()
        known_layouts.cache_clear()


def test_an_unknown_layout_and_an_unrecognised_file_are_refused() -> None:
    assert "x.txt:0: layout: found 'nonesuch' expected one of" in refusal("text", "nonesuch")
    assert "x.txt:0: layout: found no known layout expected one of" in refusal("text")


def test_a_file_of_two_layouts_is_refused() -> None:
    both = chinese("    正文。\n") + f"\n{DISCLAIMER}\n"
    message = refusal(both)
    assert "looks like great_soviet_encyclopedia and peoples_daily" in message


def test_a_layout_that_reads_one_line_twice_is_refused_by_file_and_line() -> None:
    ledger = LineLedger(decode(b"a\nb\n", "x.txt"))
    ledger.enter(1, "title")
    with pytest.raises(Refused) as caught:
        ledger.enter(1, "body", "en", 1)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.field) == ("x.txt", 2, "layout")
    assert "read as title and then as body" in fault.found
    assert "docs/layouts.md" in fault.expected


def documented() -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "layouts.md").read_text("utf-8")))


def test_every_layout_block_kind_and_mark_is_documented() -> None:
    assert {*known_layouts(), *get_args(BlockKind), *get_args(MarkKind)} - documented() == set()


@settings(deadline=None)
@given(mangled, st.sampled_from([*known_layouts()]))
def test_every_field_and_note_is_documented(text: str, layout: str) -> None:
    try:
        record = read(text, layout)
    except Refused as refused:
        used = {fault.field for fault in refused.faults}
    else:
        used = {line.field for line in record.lines} | set(record.notes)
    assert used - documented() == set()


def test_every_field_the_parsers_name_is_documented() -> None:
    """Read from the source, so that a field met once in a million files is not forgotten."""
    named = set()
    for path in Path(layouts.__path__[0]).glob("*.py"):
        source = path.read_text("utf-8")
        named |= set(re.findall(r"\.enter\([^()]*?(?:\([^()]*\))?[^()]*?, \"([a-z_]+)\"", source))
        named |= set(re.findall(r"notes\[\"([a-z_]+)\"\]", source))
        named |= set(re.findall(r"_add\(notes, \"([a-z_]+)\"", source))
        named |= set(re.findall(r"refuse\([^\"]*\"([a-z_]+)\"", source))
    assert {"furniture", "translation", "other_entry", "rights", "title"} <= named
    assert named - documented() == set()


def test_bilingual_files_give_both_texts() -> None:
    record = read(bilingual("The villages are helping.", chinese("    各村积极展开救灾工作。\n")))
    assert [text.language for text in record.texts] == ["zh-Hans", "en"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_source_that_names_the_wrong_layout_is_not_believed(seed: Path) -> None:
    file = decode(seed.read_bytes(), seed.name)
    (right,) = recognise(file)
    for wrong in set(known_layouts()) - {right}:
        with pytest.raises(Refused):
            parse_file(file, wrong)
