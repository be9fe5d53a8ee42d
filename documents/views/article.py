"""The reading page: one version of one article, text beside text, and its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from documents import identifiers
from documents.facts import state_facts
from documents.filters import PARAMETERS
from documents.models import Article, Translation, Withdrawal
from documents.neighbours import find_neighbours
from documents.reading import VIEWS, Texts, View, arrange
from documents.trail import RANK, follow_trail
from documents.views import errors
from documents.wording import interface_language, name_language

# Characters, a Han one counting twice, past which a headline is set smaller, and smaller still.
LONG_TITLE = 200
HUGE_TITLE = 400


@dataclass(frozen=True, slots=True)
class Head:
    """A text's headline, line by line, and its byline."""

    language: str
    lines: tuple[str, ...]
    byline: str

    @property
    def size(self) -> str:
        """How it is set: "", "long", or "long huge"."""
        width = sum(2 if "\u2e80" <= c <= "\uffef" else 1 for line in self.lines for c in line)
        return "long huge" if width > HUGE_TITLE else "long" if width > LONG_TITLE else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that shows the same thing in another way."""

    label: str
    href: str
    current: bool


def article(request: HttpRequest, identifier: str, version: int | None = None) -> HttpResponse:
    """An article's newest version, or the one asked for; a published one never becomes a 404."""
    true_form = identifiers.normalise(identifier)
    if true_form != identifier and identifiers.is_well_formed(true_form):
        return _move_to(request, true_form, version)
    withdrawal = Withdrawal.objects.filter(identifier=identifier).first()
    if withdrawal is not None:
        if withdrawal.successor:
            return _move_to(request, withdrawal.successor)
        return errors.gone(request, withdrawal)
    versions = list(
        Article.objects.filter(identifier=identifier)
        .select_related("source", "seed")
        .defer("lines", "seed__content", "stored_blocks")
        .order_by("version")
    )
    if not versions:
        return errors.article_not_found(request, identifier)
    wanted = versions[-1].version if version is None else version
    shown = next((one for one in versions if one.version == wanted), None)
    if shown is None:
        return errors.version_not_found(request, versions[-1], wanted)
    return render(request, "documents/article.html", _page(request, shown, versions))


def _move_to(request: HttpRequest, identifier: str, version: int | None = None) -> HttpResponse:
    """301 to an article's address in the interface language of this one, its query kept."""
    name = "documents:article" if version is None else "documents:article_version"
    parts: dict[str, str | int] = {"identifier": identifier}
    if version is not None:
        parts["version"] = version
    query = request.META.get("QUERY_STRING", "")
    path = reverse(name, kwargs=parts)
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _page(request: HttpRequest, shown: Article, versions: list[Article]) -> dict[str, Any]:
    """What the template prints, by name."""
    translations = list(shown.translations.all())
    beside = _beside(translations, request.GET.get("beside", ""))
    view = _view(shown, beside, request.GET.get("view", ""))
    trail = follow_trail(request.GET, shown.identifier)
    carried = _carried(request) if trail else []
    choices = _Choices(request.path, carried, shown, translations, beside, view)
    return {
        "article": shown,
        "permanent_path": _permanent_path(shown),
        "versions": versions,
        "newest": versions[-1],
        "title": _title(shown, translations),
        "heads": _heads(shown, beside, view),
        "rows": arrange(_texts(shown, beside), view),
        "beside": beside,
        "columns": view if view in {"parallel", "stacked"} else "single",
        "views": choices.views(),
        "translations": choices.translations(),
        "references": _references(shown, beside),
        "facts": state_facts(shown, translations),
        "neighbours": find_neighbours(shown),
        "trail": trail,
    }


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address says of the results it was reached from; other parameters fall away."""
    names = (*PARAMETERS, RANK)
    return [(name, value) for name in names for value in request.GET.getlist(name)]


def _permanent_path(shown: Article) -> str:
    """What is cited: the article's address, a replaced version's own."""
    with translation.override(settings.LANGUAGE_CODE):
        if shown.is_newest:
            return reverse("documents:article", args=(shown.identifier,))
        return reverse("documents:article_version", args=(shown.identifier, shown.version))


def _beside(translations: list[Translation], language: str) -> Translation | None:
    """The translation asked for, else the first the file gives."""
    chosen = (one for one in translations if one.language == language)
    return next(chosen, translations[0] if translations else None)


def _view(shown: Article, beside: Translation | None, asked: str) -> View:
    """The view asked for; the only one possible where but one text is held."""
    if not shown.original_held:
        return "translation"
    if beside is None:
        return "original"
    return next((view for view in VIEWS if view == asked), "parallel")


def _texts(shown: Article, beside: Translation | None) -> Texts:
    counted = shown if shown.original_held else beside
    return Texts(
        shown.blocks if shown.original_held else (),
        beside.blocks if beside else (),
        beside.alignment if beside else (),
        frozenset(counted.sections if counted else ()),
    )


def _heads(shown: Article, beside: Translation | None, view: View) -> list[Head]:
    """The headlines that a view shows, the original's first."""
    texts: list[Article | Translation] = [] if view == "translation" else [shown]
    if beside is not None and view != "original":
        texts.append(beside)
    return [
        Head(text.language, tuple(text.headline) or (text.title or shown.identifier,), text.byline)
        for text in texts
    ]


def _title(shown: Article, translations: list[Translation]) -> str:
    """The title in the interface's language where there is one, else the original's, else any."""
    texts: list[Article | Translation] = [shown, *translations]
    titles = {text.language: text.title for text in texts if text.title}
    return titles.get(interface_language()) or next(iter(titles.values()), shown.identifier)


def _references(shown: Article, beside: Translation | None) -> list[tuple[str, list[str]]]:
    """Each text's list of references with its language. The first one's have the anchors."""
    texts = [shown, beside] if shown.original_held else [beside]
    return [(text.language, text.references) for text in texts if text and text.references]


@dataclass(frozen=True, slots=True)
class _Choices:
    """The links to other ways of showing the same article; each keeps what the others chose."""

    path: str
    carried: list[tuple[str, str]]
    shown: Article
    held: list[Translation]
    beside: Translation | None
    view: View

    def views(self) -> list[Choice]:
        """The four views, where there are two texts to view."""
        if self.beside is None or not self.shown.original_held:
            return []
        labels: dict[View, str] = {
            "parallel": gettext("Parallel"),
            "stacked": gettext("Stacked"),
            "original": gettext("Original"),
            "translation": gettext("Translation"),
        }
        return [
            Choice(label, self._href(name, self.beside), name == self.view)
            for name, label in labels.items()
        ]

    def translations(self) -> list[Choice]:
        """The translations, where there is more than one."""
        if len(self.held) < 2:
            return []
        return [
            Choice(name_language(one.language), self._href(self.view, one), one is self.beside)
            for one in self.held
        ]

    def _href(self, view: View, beside: Translation) -> str:
        """This page in one view; defaults are not said."""
        pairs = list(self.carried)
        if view != "parallel" and self.shown.original_held:
            pairs.append(("view", view))
        if beside is not self.held[0]:
            pairs.append(("beside", beside.language))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path
