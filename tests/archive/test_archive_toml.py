"""``archive.toml``: what it may say, and how it is told of a fault."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import archive_toml, theme
from archive.archive_toml import ArchiveToml, read_archive_toml
from archive.markdown_text import render_markdown
from archive.theme import Accent, Seal, contrast
from documents.dictionaries.description import KEYS
from tests.helpers.site_process import ROOT

WHOLE = """\
contact = "me@example.org"
base_url = "https://archive.example.org"
languages = ["zh-Hans", "en"]
notice = { en = "For trial" }
name = { en = "Letters", zh-Hans = "书信" }

[seal]
text = "书信"
colour = "#1F5A4C"

[accent]
light = "#1f5a4c"
dark = "#7fc4b0"

[home]
en = '''
# Welcome
'''

[about]
zh-Hans = "谁"
"""


def read(tmp_path: Path, text: str | bytes) -> ArchiveToml:
    file = tmp_path / "archive.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_archive_toml(file)


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert read_archive_toml(tmp_path / "nowhere" / "archive.toml") == ArchiveToml()


def test_every_key_is_read(tmp_path: Path) -> None:
    said = read(tmp_path, WHOLE)
    assert said.names == {"zh-Hans": "书信", "en": "Letters"}
    assert said.languages == "zh-Hans en"
    assert (said.contact, said.base_url) == ("me@example.org", "https://archive.example.org")
    assert said.notice == {"en": "For trial"}
    assert said.seal == Seal("书信", "#1f5a4c", "#fbf8f0")
    assert said.accent == Accent("#1f5a4c", "#7fc4b0")
    assert (said.home, said.about) == ({"en": "# Welcome"}, {"zh-Hans": "谁"})


def test_dictionaries_are_folders_beside_it(tmp_path: Path) -> None:
    for name in ("ru-en", "de-fr"):
        (tmp_path / name).mkdir()
    text = '[[dictionaries]]\nfolder = "ru-en"\n[[dictionaries]]\nfolder = "de-fr"\n'
    root = tmp_path.resolve()
    assert read(tmp_path, text).dictionaries == (root / "ru-en", root / "de-fr")
    with pytest.raises(
        ImproperlyConfigured, match=r"2\.folder: found 'ru-en'; expected each folder"
    ):
        read(tmp_path, text.replace("de-fr", "ru-en"))


def test_a_link_to_a_folder_elsewhere_is_no_dictionary(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "seeds" / "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImproperlyConfigured, match="a folder inside"):
        read(tmp_path / "seeds", '[[dictionaries]]\nfolder = "linked"')


def test_a_notice_may_be_one_for_all_languages(tmp_path: Path) -> None:
    said = read(tmp_path, 'languages = ["en", "de"]\nnotice = "Trial"')
    assert said.notice == {"en": "Trial", "de": "Trial"}


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ('en = "the letters"', "T"),
        ('en = "Letters"\nzh-Hans = "书信集"', "书信"),
        ('zh-Hans = "《信》"', "信"),
    ],
)
def test_a_seal_takes_its_signs_from_the_name(tmp_path: Path, name: str, signs: str) -> None:
    seal = read(tmp_path, f"[name]\n{name}").seal
    assert seal is not None
    assert seal.text == signs


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('contact = "a@b.c"\ntitel = "x"', ":2: titel: no such key; expected one of about"),
        ('nam = "x"', ":1: nam: no such key; expected one of .*; did you mean name?"),
        ("\n[seal]\ncolor = 1", ":3: seal.color: no such key; .*did you mean colour?"),
        ('name = "x"', ':1: name: found .x.; expected a table by language: .* en = "…"'),
        ('[name]\nfr = "x"', r":2: name.fr: .* a language of the interface \(en, zh-Hans\)"),
        ('[name]\nen = "x\\ny"', ":2: name.en: .* words on one line"),
        ("[home]\nen = 3", ":2: home.en: found 3; expected words in quotation marks"),
        ('contact = "nobody"', ":1: contact: .* an e-mail address"),
        ('base_url = "a.example"', ":1: base_url: .* begins with https://"),
        (
            '[dictionaries]\nfolder = "a"',
            r":1: dictionaries: .* expected \[\[dictionaries\]\] in two",
        ),
        ('[[dictionaries]]\nfolder = "a"', ":2: dictionaries.1.folder: .* there is no such folder"),
        (
            '[[dictionaries]]\nfolder = ".."',
            ":2: dictionaries.1.folder: found '..'; expected the name",
        ),
        ('[[dictionaries]]\nfolder = "/etc"', ":2: dictionaries.1.folder: found '/etc'; expected"),
        ('[[dictionaries]]\nfolder = "."', ":2: dictionaries.1.folder: found '.'; expected"),
        ("[[dictionaries]]\n\n[[dictionaries]]\nfile = 3", ":4: dictionaries.2.file: no such key"),
        ('languages = "en"', ":1: languages: .* a list of language tags"),
        ('languages = ["E N"]', ":1: languages: found 'E N'; expected a list"),
        ('[seal]\ntext = "abcdefg"', ":2: seal.text: .* at most 6 signs"),
        ('[seal]\ncolour = "#1f5a4c"', ":1: seal.text: .* or a name to take them from"),
        ('[seal]\ntext = "A"\ncolour = "red"', ":3: seal.colour: found 'red'; expected a colour"),
        (
            '[seal]\ntext = "A"\ncolour = "#eeeeee"',
            ":3: seal.colour: found #eeeeee, whose contrast under its signs is 1.1; expected 4.5",
        ),
        ('[accent]\nlight = "#a0281c"', ":1: accent: .* both light"),
        (
            '[accent]\nlight = "#ff8800"\ndark = "#e5887a"',
            ":2: accent.light: found #ff8800, whose contrast on light paper is 2.1; expected 4.5 "
            "at least, as #[0-9a-f]{6} has",
        ),
        (
            '[accent]\nlight = "#a0281c"\ndark = "#a0281c"',
            ":3: accent.dark: found #a0281c, whose contrast on dark paper is 2",
        ),
        ("name = x", ":1: found .*line 1.* expected TOML"),
        (b"a = 1\nname = '\xff'", ":2: found a byte that is not UTF-8"),
    ],
)
def test_a_fault_names_file_line_and_way_out(
    tmp_path: Path, text: str | bytes, complaint: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=complaint) as refusal:
        read(tmp_path, text)
    assert str(refusal.value).startswith(str(tmp_path / "archive.toml"))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, 'contact = "nobody"\nx = 1\n[accent]\nlight = "1"\ndark = "2"')
    assert [line.split(":")[1] for line in str(refusal.value).splitlines()] == ["2", "1", "4", "5"]


@pytest.mark.parametrize("colour", ["#ff8800", "#00ff00", "#fbf9f3", "#7fc4b0", "#123456"])
def test_the_colour_that_is_proposed_can_be_read(colour: str) -> None:
    for grounds in (theme.LIGHT_GROUNDS, theme.DARK_GROUNDS):
        proposed = theme.nearest_readable(colour, grounds)
        assert min(contrast(proposed, ground) for ground in grounds) >= theme.LEAST_CONTRAST


def test_grounds_and_usual_colours_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "static" / "archive.css").read_text("utf-8")
    paper, wash, accent = (
        re.findall(rf"--{name}: (#[0-9a-f]{{6}});", css)[:2] for name in ("paper", "wash", "accent")
    )
    assert (paper[0], wash[0]) == theme.LIGHT_GROUNDS
    assert (paper[1], wash[1]) == theme.DARK_GROUNDS
    assert Accent() == Accent(*accent)


def test_a_seal_is_an_image_that_holds_its_signs_and_nothing_raw() -> None:
    assert Seal("书信").svg().count("<text") == 2
    assert "&lt;&amp;" in Seal("<&").svg()


def test_raw_html_stays_text_and_no_picture_is_fetched() -> None:
    html = render_markdown(
        "<script>x</script> ![p](https://a.example/p.png) [j](javascript:x) [k](https://b.example)"
    )
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="https://b.example"' in html


@pytest.mark.process
def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    read(tmp_path, WHOLE)
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "from archive import settings as s; print(s.ARCHIVE_NAMES, s.ARCHIVE_CONTACT, "
            "s.ARCHIVE_BASE_URL, s.ARCHIVE_LANGUAGES, s.ARCHIVE_NOTICES)",
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "ARCHIVE_SEEDS": str(tmp_path),
            "ARCHIVE_NAME": "信",
            "ARCHIVE_CONTACT": "you@example.org",
            "ARCHIVE_NOTICE": "Copy",
            "ARCHIVE_LANGUAGES": "zh-Hans",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert shown == (
        "{'zh-Hans': '信'} you@example.org https://archive.example.org ('zh-Hans',) "
        "{'zh-Hans': 'Copy'}"
    )


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8").partition("## `archive.toml`")[2]
    page, _, of_dictionary = page.partition("### `dictionary.toml`")
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", page, re.MULTILINE))
    own = {f"seal.{key}" for key in archive_toml.SEAL_KEYS}
    own |= {f"accent.{key}" for key in archive_toml.ACCENT_KEYS}
    own |= {f"dictionaries.{key}" for key in archive_toml.DICTIONARY_KEYS}
    assert documented == (archive_toml.KEYS - {"seal", "accent", "dictionaries"}) | own
    assert tuple(re.findall(r"^\| `([a-z_]+)` \|", of_dictionary, re.MULTILINE)) == KEYS
