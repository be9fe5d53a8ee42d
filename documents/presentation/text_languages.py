"""The languages of texts on a page: ``lang`` and ``dir`` of elements, and guesses by script.

What is typed, and names that nobody marked, say no language: their letters name the script, and
the languages of the archive's texts decide between those that are written in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.safestring import SafeString

from archive.languages import interface_tag
from archive.safe_html import EMPTY, HtmlPattern, literal
from documents.edition import held_languages
from documents.text_direction import direction_beside
from documents.translation_tags import written_language

_LANGUAGE = HtmlPattern(' lang="{}"')
_DIRECTED = HtmlPattern(' lang="{}" dir="{}"')
_EITHER_WAY = literal(' dir="auto"')
_USUAL = frozenset({"en", "zh", "ru"})
# Languages by script, the likeliest first: the first is taken where the archive holds none of them.
_BY_SCRIPT = tuple(
    (languages.split(), re.compile(f"[{letters}]"))
    for languages, letters in (
        ("ja", "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"),
        ("zh lzh ja ko vi", "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"),
        ("ko", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
        ("zh", "\u3105-\u312f"),
        ("ru uk be bg sr mk mn kk ky tg uz az", "\u0400-\u052f"),
        (
            "ar fa ur ps ug ku ckb sd ota chg",
            "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
        ),
        ("he yi arc", "\u0590-\u05ff"),
        ("el grc", "\u0370-\u03ff\u1f00-\u1fff"),
        ("hy", "\u0531-\u058f"),
        ("syr arc", "\u0700-\u074f"),
        ("hi sa mr ne pi", "\u0900-\u097f"),
        ("bn as", "\u0980-\u09ff"),
        ("pa", "\u0a00-\u0a7f"),
        ("gu", "\u0a80-\u0aff"),
        ("ta", "\u0b80-\u0bff"),
        ("te", "\u0c00-\u0c7f"),
        ("kn", "\u0c80-\u0cff"),
        ("ml", "\u0d00-\u0d7f"),
        ("si pi", "\u0d80-\u0dff"),
        ("th pi", "\u0e00-\u0e7f"),
        ("lo", "\u0e80-\u0eff"),
        ("bo dz", "\u0f00-\u0fff"),
        ("my pi", "\u1000-\u109f"),
        ("ka", "\u10a0-\u10ff"),
        ("am gez ti", "\u1200-\u137f"),
        ("km", "\u1780-\u17ff"),
        ("mn mnc", "\u1800-\u18af"),
        ("cop", "\u2c80-\u2cff"),
    )
)


def language_attributes(tag: str, around: str = "") -> SafeString:
    """The attributes of an element with a text: `` lang="ar" dir="rtl"``, "" for no language.

    ``dir`` is written where it differs from that of the text ``around``, the interface's if nothing
    else is said.
    """
    return _attributes(tag, around or interface_tag()) if tag else EMPTY


@lru_cache(maxsize=1024)
def _attributes(tag: str, around: str) -> SafeString:
    direction = direction_beside(tag, around)
    language = written_language(tag)
    return _DIRECTED(language, direction) if direction else _LANGUAGE(language)


def file_line_attributes(tag: str) -> SafeString:
    """The attributes of a line of a file, which may begin with a word of its layout.

    Where the language runs against the page, the line runs as its first letter does.
    """
    if tag and direction_beside(tag, interface_tag()):
        return _DIRECTED(written_language(tag), "auto")
    return language_attributes(tag)


def query_attributes(q: str) -> SafeString:
    """The attributes of a box that words are typed into: their language, and a direction.

    Where the archive holds texts that run against the interface's direction, a browser goes by what
    is typed.
    """
    language, page = guess_language(q), interface_tag()
    if not any(direction_beside(tag, page) for tag in held_languages()):
        return language_attributes(language)
    return _DIRECTED(language, "auto") if language else _EITHER_WAY


def holds_further_languages() -> bool:
    """Whether the archive holds texts in a language that the usual style sheet has no faces for."""
    return any(tag.partition("-")[0] not in _USUAL for tag in held_languages())


def holds_chinese() -> bool:
    """Whether the archive holds texts in Chinese."""
    return any(tag.partition("-")[0] == "zh" for tag in held_languages())


def held_in_latin_letters() -> list[str]:
    """The languages held that no other script is known of, by primary subtag and in order."""
    others = {language for languages, _ in _BY_SCRIPT for language in languages}
    held = {tag.partition("-")[0] for tag in held_languages()}
    return sorted(held - others)


def guess_language(text: str) -> str:
    """The language that letters of a script name, "" for Latin ones: ``zh``, ``ru``, ``ar``."""
    if text.isascii():
        return ""
    for languages, letters in _BY_SCRIPT:
        if letters.search(text):
            return _held_first(languages)
    return ""


def _held_first(languages: list[str]) -> str:
    """The first of some languages that the archive holds texts in; else the first."""
    if len(languages) == 1:
        return languages[0]
    held = {tag.partition("-")[0] for tag in held_languages()}
    return next((one for one in languages if one in held), languages[0])
