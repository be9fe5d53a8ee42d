"""View options of an article: read from the address, with the links that change them.

No permalink carries any of it. Defaults stand in no address we print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from archive.languages import (
    cache_per_language,
    interface_tag,
    other_languages,
    remove_language_prefix,
)
from archive.safe_html import EMPTY, HtmlPattern
from documents.chinese.scripts import Script, convert_script, is_chinese
from documents.dictionaries.installed import has_dictionary
from documents.models import Article, Translation
from documents.presentation.labels import name_language
from documents.presentation.text_languages import language_attributes
from documents.presentation.translation_names import name_translations
from documents.reading.glosses import can_gloss
from documents.reading.markup import NO_HELPS, ReadingAids
from documents.reading.rows import VIEWS, View
from documents.translation_tags import written_language

# As they stand in every address we print.
SHOWN_BY = ("view", "left", "beside", "script", "pinyin", "glossary")
ONE_TEXT: tuple[View, ...] = ("original", "glossed")  # views of the original alone
_TWO_TEXTS: tuple[View, ...] = ("parallel", "stacked", "original", "translation")
_SCRIPTS: Mapping[str, Script] = {"hant": "hant", "hans": "hans"}
_LANGUAGE_OF_LINK = HtmlPattern('{} hreflang="{}"')


class ViewOption(NamedTuple):
    """A link that shows the same thing in another way. ``name`` is for style and script."""

    label: str
    href: str
    current: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class ViewState:
    """The view options in force; ``beside`` is the translation shown or to be shown.

    ``asked`` is the view that the reader chose, where this article has it not to show.
    """

    view: View
    asked: View
    beside: Translation | None
    is_default_beside: bool = True
    translation_first: bool = False
    helps: ReadingAids = NO_HELPS

    @property
    def two_columns(self) -> bool:
        return self.view in {"parallel", "stacked"}

    @property
    def parameters(self) -> dict[str, str]:
        """The view's parameters, all in the order of `SHOWN_BY`; "" for a default."""
        values = (
            self.asked if self.asked != "parallel" else "",
            "translation" if self.translation_first else "",
            "" if self.is_default_beside or not self.beside else self.beside.language,
            self.helps.script,
            "1" if self.helps.pinyin else "",
            "1" if self.helps.glossary else "",
        )
        return dict(zip(SHOWN_BY, values, strict=True))


def read_view_state(
    query: Mapping[str, str], shown: Article, translations: Sequence[Translation]
) -> ViewState:
    """Read the view options of an address, as far as the texts held allow; defaults else."""
    chosen = (one for one in translations if one.language == query.get("beside"))
    beside = next(chosen, translations[0] if translations else None)
    asked = next((view for view in VIEWS if view == query.get("view")), VIEWS[0])
    return ViewState(
        view=_view(shown, translations, beside, asked),
        asked=asked,
        beside=beside,
        is_default_beside=not translations or beside is translations[0],
        translation_first=query.get("left") == "translation",
        helps=ReadingAids(
            script=_SCRIPTS.get(query.get("script", ""), ""),
            pinyin=query.get("pinyin") == "1",
            glossary=query.get("glossary") == "1",
        ),
    )


def _view(
    shown: Article, translations: Sequence[Translation], beside: Translation | None, asked: View
) -> View:
    """The view asked for, where the article has it; else the only one of one text, or parallel."""
    if not shown.original_held:
        return "translation"
    if asked == "glossed":
        if can_gloss(shown, translations, interface_tag()):
            return asked
        asked = VIEWS[0]
    return asked if beside is not None else "original"


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """The links of one page. ``carried`` is what its address says of the results it came from."""

    path: str
    carried: list[tuple[str, str]]
    shown: Article
    held: Sequence[Translation]
    showing: ViewState

    @property
    def has_two(self) -> bool:
        return self.shown.original_held and self.showing.beside is not None

    @property
    def carried_parameters(self) -> str:
        """The parameters that links to the articles before and after keep."""
        return _query(self.showing.parameters)

    def views(self) -> list[ViewOption]:
        """The links to the views: of two texts, and of one that is offered glossed."""
        plain = VIEWS[0] if self.has_two else "original"
        return [
            ViewOption(
                label,
                self._href(view="" if view == plain else view),
                view == self.showing.view,
                view,
            )
            for view, label in self._labels().items()
        ]

    def order(self) -> list[ViewOption]:
        """The link that changes which text comes first: on the left, or above."""
        if not self.has_two or not self.showing.two_columns:
            return []
        turned = not self.showing.translation_first
        leading = self.showing.beside if turned else self.shown
        label = gettext("%(language)s first") % {
            "language": name_language(written_language(_language(leading)))
        }
        href = self._href(left="translation" if turned else "")
        return [ViewOption(label, href, current=False, name="order")]

    def translations(self) -> list[ViewOption]:
        """The links to the translations, where there is more than one."""
        if len(self.held) < 2:
            return []
        return [
            ViewOption(
                name,
                self._href(beside="" if one is self.held[0] else one.language),
                one is self.showing.beside,
            )
            for one, name in zip(self.held, name_translations(self.held), strict=True)
        ]

    def helps(self) -> list[ViewOption]:
        """The switches of the reading aids: for Chinese, and for languages with a dictionary."""
        shown = [text.language for text in self._texts()]
        languages = [*filter(is_chinese, shown)]
        helps = self.showing.helps
        if not languages:
            if not any(map(has_dictionary, shown)):
                return []
            href = self._href(glossary="" if helps.glossary else "1")
            return [ViewOption(gettext("Glossary"), href, helps.glossary, "glossary")]
        other: Script = "hans" if languages[0].endswith("Hant") else "hant"
        script = gettext("Traditional") if other == "hant" else gettext("Simplified")
        asked = (
            ("pinyin", gettext("Pinyin"), "1", helps.pinyin),
            ("glossary", gettext("Glossary"), "1", helps.glossary),
            ("script", script, other, helps.script == other),
        )
        return [
            ViewOption(label, self._href(**{name: "" if on else value}), on, name)
            for name, label, value, on in asked
        ]

    def converted_script(self) -> ViewOption | None:
        """The script that a program converted the text to; its link shows the text as printed."""
        script = self.showing.helps.script
        printed = (
            line
            for text in self._texts()
            if is_chinese(text.language)
            for line in (*text.headline, *(block.text for block in text.blocks))
        )
        if not script or all(convert_script(line, script) == line for line in printed):
            return None
        if script == "hant":
            label = gettext(
                "A program converted the Chinese text to Traditional characters and may have chosen"
                " wrongly here and there; quote from the text as the source prints it."
            )
        else:
            label = gettext(
                "A program converted the Chinese text to Simplified characters and may have chosen"
                " wrongly here and there; quote from the text as the source prints it."
            )
        return ViewOption(label, self._href(script=""), current=True, name="script")

    def links_to_other_views(
        self, views: Iterable[ViewOption]
    ) -> tuple[tuple[str, str, SafeString], ...]:
        """The other views and languages: address, words, ``lang`` attribute."""
        others = [
            (choice.href, choice.label, EMPTY)
            for choice in views
            if not choice.current and choice.name != "glossed"
        ]
        path = remove_language_prefix(self.path)
        for one in other_languages():
            attributes = _LANGUAGE_OF_LINK(language_attributes(one.tag), one.tag)
            others.append((self._href(one.address(path)), one.name, attributes))
        return tuple(others)

    def _texts(self) -> list[Article | Translation]:
        """The texts that this view shows."""
        view, beside = self.showing.view, self.showing.beside
        texts: list[Article | Translation] = [] if view == "translation" else [self.shown]
        return texts if beside is None or view in ONE_TEXT else [*texts, beside]

    def _labels(self) -> Mapping[View, str]:
        offered = set(_TWO_TEXTS if self.has_two else ())
        if can_gloss(self.shown, self.held, interface_tag()):
            offered |= set(ONE_TEXT)
        return {view: label for view, label in _name_views().items() if view in offered}

    def _href(self, path: str = "", **changed: str) -> str:
        query = _query(self.showing.parameters | changed)
        if self.carried:
            query = f"{urlencode(self.carried)}&{query}".rstrip("&")
        return f"{path or self.path}?{query}" if query else path or self.path


@cache_per_language(maxsize=64)
def _name_views() -> Mapping[View, str]:
    return {
        "parallel": gettext("Parallel"),
        "stacked": gettext("Stacked"),
        "original": gettext("Original"),
        "translation": gettext("Translation"),
        "glossed": gettext("Glossed"),
    }


def _query(said: Mapping[str, str]) -> str:
    """Parameters as a query string; our own words and language tags need no encoding."""
    return "&".join([f"{name}={value}" for name, value in said.items() if value])


def _language(text: Article | Translation | None) -> str:
    return text.language if text else ""
