"""The interface's languages: their tags, address prefixes, names and text directions.

The setting lists them; no other module names one. What else a language has (its name for itself,
how it writes dates) stands in its catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import pgettext

P = ParamSpec("P")
R = TypeVar("R")

SOURCE = "en"  # the language that messages are written in: it needs no catalogue
DEFAULT = "en zh-Hans"
DEFAULT_NAMES = {"en": "Parallel Archive", "zh-Hans": "对照文献"}

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class InterfaceLanguage:
    """A language of the interface.

    ``code`` is Django's and stands in addresses (``zh-hans``), ``tag`` is BCP 47 (``zh-Hans``),
    ``name`` the language's own name for itself, ``locale`` is as Open Graph writes it, ``prefix``
    is "" for the first language.
    """

    code: str
    tag: str
    name: str
    locale: str
    prefix: str

    def address(self, path: str) -> str:
        """The address of an unprefixed path in this language."""
        return f"{self.prefix}{path}"


# -- which there are -----------------------------------------------------------------------------


def interface_languages() -> tuple[InterfaceLanguage, ...]:
    """Every language of the interface, the unprefixed one first."""
    return _describe_all(tuple(code for code, _ in settings.LANGUAGES))


@cache
def _describe_all(codes: tuple[str, ...]) -> tuple[InterfaceLanguage, ...]:
    return tuple(_describe(code, "" if code == codes[0] else f"/{code}") for code in codes)


def _describe(code: str, prefix: str) -> InterfaceLanguage:
    with translation.override(code):
        return InterfaceLanguage(
            code=code,
            tag=bcp47(code),
            name=pgettext("this language's name for itself", "English"),
            locale=pgettext("this language's locale in Open Graph", "en_US"),
            prefix=prefix,
        )


def remove_language_prefix(path: str) -> str:
    """A path without its language prefix: ``/zh-hans/about/`` is ``/about/``."""
    for language in interface_languages():
        if language.prefix and path.startswith(f"{language.prefix}/"):
            return path.removeprefix(language.prefix)
    return path


# -- the one in force ----------------------------------------------------------------------------


def language_code() -> str:
    """Django's code of the active language."""
    return translation.get_language() or settings.LANGUAGE_CODE


def interface_tag() -> str:
    """The BCP 47 tag of the active language."""
    return bcp47(language_code())


def current_language() -> InterfaceLanguage:
    """The active language."""
    code = language_code()
    return next(language for language in interface_languages() if language.code == code)


def is_right_to_left() -> bool:
    """Whether the active language is written from right to left."""
    return translation.get_language_bidi()


def other_languages() -> tuple[InterfaceLanguage, ...]:
    """The interface's languages without the active one."""
    code = language_code()
    return tuple(language for language in interface_languages() if language.code != code)


def cache_per_language(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator: ``lru_cache`` with the active language as part of the key."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def cached(_language: str | None, *args: Any, **kwargs: Any) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            found: R = cached(translation.get_language(), *args, **kwargs)  # type: ignore[arg-type]
            return found

        return wrapper

    return decorate


# -- tags and settings ---------------------------------------------------------------------------


@cache
def bcp47(code: str) -> str:
    """A language code as BCP 47 writes it: ``zh-hans`` is ``zh-Hans``, ``pt-br`` is ``pt-BR``."""
    language, *rest = code.lower().split("-")
    written = [
        part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part
        for part in rest
    ]
    return "-".join([language, *written])


def read_tags(words: Iterable[str], catalogues: Path) -> tuple[str, ...]:
    """The BCP 47 tags that the setting lists; each but English must have a compiled catalogue.

    Raises `ImproperlyConfigured`.
    """
    tags: list[str] = []
    for word in words:
        if not _TAG.fullmatch(word) or bcp47(word) in tags:
            raise ImproperlyConfigured(
                f"ARCHIVE_LANGUAGES: found {word!r} expected language tags such as {DEFAULT!r}, "
                "each once"
            )
        tag = bcp47(word)
        file = catalogues / translation.to_locale(tag.lower()) / "LC_MESSAGES" / "django.mo"
        if tag != SOURCE and not file.exists():
            raise ImproperlyConfigured(
                f"ARCHIVE_LANGUAGES: found {word!r} expected a language that has a catalogue; "
                f"there is no {file}"
            )
        tags.append(tag)
    return tuple(tags)


def read_names(
    tags: Iterable[str], read: Callable[[str, str], str], given: Mapping[str, str]
) -> Mapping[str, str]:
    """The site's name by language, out of the settings; ``read`` reads a variable with a default.

    ``given`` are names that the collection itself has: with one of them, no usual name is left.

    The first language's is ``ARCHIVE_NAME``. The others' have the primary subtag behind it, or the
    whole tag where an earlier one has taken that (``ARCHIVE_NAME_ZH``, ``ARCHIVE_NAME_ZH_HANT``).
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for tag in tags:
        primary, whole = tag.partition("-")[0].upper(), tag.replace("-", "_").upper()
        suffix = whole if primary in taken else primary
        taken.add(primary)
        first = next(iter(names.values()), "")
        if given:
            default = given.get(tag) or first or next(iter(given.values()))
        else:
            default = DEFAULT_NAMES.get(tag) or first or DEFAULT_NAMES[SOURCE]
        names[tag] = read(f"ARCHIVE_NAME_{suffix}" if names else "ARCHIVE_NAME", default)
    return names
