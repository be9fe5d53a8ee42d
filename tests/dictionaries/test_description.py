"""``dictionary.toml``: what it says, and how it is told of a fault."""

from __future__ import annotations

import pytest

from documents.dictionaries.description import DictionaryDescription, parse_description
from documents.seed_store.records import Refused

WHOLE = """name = "A word list"
languages = ["ru", "en"]
licence = "CC BY-SA 4.0"
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"
source = "https://dictionary.example/"
"""


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        parse_description(text if isinstance(text, bytes) else text.encode(), "d.toml")
    return [str(fault) for fault in refused.value.faults]


def test_it_says_what_the_dictionary_is() -> None:
    assert parse_description(WHOLE.encode(), "d.toml") == DictionaryDescription(
        "A word list",
        "ru",
        "en",
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://dictionary.example/",
    )


def test_a_dictionary_without_a_licence_is_refused_with_the_way_out() -> None:
    (said,) = faults(WHOLE.replace('licence = "CC BY-SA 4.0"\n', ""))
    assert said.startswith("d.toml:0: licence: found none, expected the licence under which")
    assert 'licence = "CC BY-SA 4.0"; for a list of your own, "CC0 1.0"' in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"ru", "en"', '"ru"', "d.toml:2: languages: found ['ru'], expected two language tags"),
        ('"ru", "en"', '"en-GB", "en-US"', "d.toml:2: languages: found en-GB twice,"),
        (
            '"ru", "en"',
            '"en", "zh-Hans"',
            "headwords in Chinese: such a dictionary takes the place",
        ),
        ('"ru", "en"', '"русский", "en"', "d.toml:2: languages: found"),
        ('["ru", "en"]', '"ru-en"', "d.toml:2: languages: found ru-en,"),
        ('"A word list"', '" "', "d.toml:1: name: found ' ', expected what"),
        ('"A word list"', "7", "d.toml:1: name: found '7', expected what"),
        ('"A word list"', '"a\\u202eb"', "d.toml:1: name: found"),
        ("https://dictionary.example/", "javascript:alert(1)", "d.toml:5: source: found"),
        ("https://dictionary.example/", "https://[", "d.toml:5: source: found"),
        ("name =", "titel =", "d.toml:1: titel: found no such key, expected one of name,"),
        ("licence_url", "license_url", "did you mean licence_url?"),
        ('"A word list"', '"A word list', "d.toml:1: TOML: found"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(WHOLE.replace(old, new)))


def test_what_is_no_text_is_refused() -> None:
    assert faults(b"name = '\xff'")[0].startswith("d.toml:1: encoding:")
    assert "TOML" in faults("a = " + "[" * 5000)[0]
    assert "size" in faults("#" * 70_000)[0]
