"""The interface's languages: tags, names of the site, what is kept for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language, override

from archive.environment import Environment
from archive.languages import (
    bcp47,
    cache_per_language,
    interface_languages,
    other_languages,
    read_names,
    read_tags,
)


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("zh-hans", "zh-Hans"),
        ("pt-br", "pt-BR"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("SR-LATN", "sr-Latn"),
    ],
)
def test_a_code_of_django_s_is_written_as_bcp_47_writes_it(code: str, tag: str) -> None:
    assert bcp47(code) == tag


def test_a_language_has_what_its_catalogue_says_of_it() -> None:
    english, chinese = interface_languages()
    assert (english.code, english.tag, english.name, english.prefix) == ("en", "en", "English", "")
    assert (chinese.code, chinese.tag) == ("zh-hans", "zh-Hans")
    assert (chinese.name, chinese.locale, chinese.prefix) == ("中文", "zh_CN", "/zh-hans")
    assert english.address("/about/") == "/about/"
    assert chinese.address("/about/") == "/zh-hans/about/"
    for one, other in ((english, chinese), (chinese, english)):
        with override(one.code):
            assert other_languages() == (other,)


def write_catalogue(folder: Path, locale: str) -> None:
    (folder / locale / "LC_MESSAGES").mkdir(parents=True)
    (folder / locale / "LC_MESSAGES" / "django.mo").touch()


def test_only_the_language_of_the_messages_needs_no_catalogue(tmp_path: Path) -> None:
    assert read_tags(["en"], tmp_path) == ("en",)
    with pytest.raises(ImproperlyConfigured, match=r"pt_BR/LC_MESSAGES/django\.mo"):
        read_tags(["en", "pt-BR"], tmp_path)
    write_catalogue(tmp_path, "pt_BR")
    assert read_tags(["PT-br", "en"], tmp_path) == ("pt-BR", "en")


def names(tags: tuple[str, ...], **variables: str) -> list[str]:
    environment = Environment("ARCHIVE_", variables)
    found = read_names(tags, environment.text, {})
    environment.refuse_unknown()
    assert tuple(found) == tags
    return [*found.values()]


def test_the_site_is_named_by_a_variable_for_each_language() -> None:
    assert names(("en", "zh-Hans")) == ["Parallel Archive", "对照文献"]
    assert names(("zh-Hans", "en")) == ["对照文献", "Parallel Archive"]
    assert names(("en", "de"), ARCHIVE_NAME="Papers") == ["Papers", "Papers"]
    assert names(("en", "de"), ARCHIVE_NAME_DE="Zeitungen") == ["Parallel Archive", "Zeitungen"]
    assert names(("de", "en"), ARCHIVE_NAME="A", ARCHIVE_NAME_EN="B") == ["A", "B"]


def test_a_collection_with_a_name_of_its_own_has_no_usual_name() -> None:
    def named(tags: tuple[str, ...], own: dict[str, str], **variables: str) -> list[str]:
        return [*read_names(tags, Environment("ARCHIVE_", variables).text, own).values()]

    assert named(("en", "zh-Hans"), {"en": "Letters"}) == ["Letters", "Letters"]
    assert named(("en", "zh-Hans"), {"zh-Hans": "书信"}) == ["书信", "书信"]
    assert named(("en", "zh-Hans"), {"zh-Hans": "书信"}, ARCHIVE_NAME="L") == ["L", "书信"]


def test_of_languages_that_begin_alike_the_later_have_their_whole_tag() -> None:
    tags = ("en", "zh-Hans", "zh-Hant", "en-GB")
    given = {"ARCHIVE_NAME_ZH": "对照", "ARCHIVE_NAME_ZH_HANT": "對照", "ARCHIVE_NAME_EN_GB": "UK"}
    assert names(tags, **given) == ["Parallel Archive", "对照", "對照", "UK"]


def test_what_is_kept_is_kept_for_each_language() -> None:
    asked = []

    @cache_per_language(maxsize=8)
    def name(word: str) -> str:
        """Says where it was asked."""
        asked.append(word)
        return f"{word} {get_language()}"

    for _ in range(2):
        for language in ("en", "zh-hans"):
            with override(language):
                assert name("x") == f"x {language}"
    assert asked == ["x", "x"]
    assert name.__doc__ == "Says where it was asked."
