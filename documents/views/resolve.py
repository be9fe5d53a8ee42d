"""Resolves an identifier to a version of an article, or to a 301, 404 or 410."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from documents import identifiers
from documents.models import Article, Translation, Withdrawal
from documents.raw_queries import fetch_translations, fetch_versions
from documents.reading.replacements import ANCHOR, find_successor
from documents.reading.rows import Texts
from documents.views import errors

Address = Callable[[str, int | None], str]


@dataclass(frozen=True, slots=True)
class RequestedVersion:
    """The version that an address means, and all versions of its article, oldest first."""

    shown: Article
    versions: list[Article]
    translations: list[Translation]

    @property
    def newest(self) -> Article:
        return self.versions[-1]

    @property
    def before(self) -> Article | None:
        """The version that this one corrects."""
        place = self.versions.index(self.shown)
        return self.versions[place - 1] if place else None


def texts_of(shown: Article, beside: Translation | None) -> Texts:
    """The texts of a version's page, with one translation beside the original."""
    counted = shown if shown.original_held else beside
    return Texts(
        shown.blocks if shown.original_held else (),
        beside.blocks if beside else (),
        beside.alignment if beside else (),
        doubts=beside.doubts if beside else {},
        steps=beside.sentences if beside else (),
        languages=(shown.language, beside.language if beside else ""),
        sections=frozenset(counted.sections if counted else ()),
    )


def resolve(
    request: HttpRequest,
    identifier: str,
    version: int | None,
    address: Address,
    *,
    is_own: bool = False,
) -> RequestedVersion | HttpResponse:
    """The version asked for (the newest by default), else the whole answer: 301, 404 or 410.

    ``address`` gives the address of the same kind for another identifier, newest version for None.
    ``is_own`` is true of the article's own address, and of no other: that alone leads from a
    withdrawn article to the one in its place, since whatever is cited must not become another text.
    """
    true_form = identifiers.normalise(identifier)
    if true_form != identifier and identifiers.is_well_formed(true_form):
        return _move(request, address(true_form, version))
    versions = fetch_versions(identifier)
    if not versions:
        return _say_no(request, identifier, address if is_own else None)
    wanted = versions[-1].version if version is None else version
    shown = next((row for row in versions if row.version == wanted), None)
    if shown is None:
        return errors.version_not_found(request, versions[-1], wanted)
    translations = fetch_translations(shown)
    shown.translated = translations
    return RequestedVersion(shown, versions, translations)


def _say_no(request: HttpRequest, identifier: str, own: Address | None) -> HttpResponse:
    """The answer for an identifier without rows: withdrawn (410 or 301), or unknown (404)."""
    withdrawal = Withdrawal.objects.filter(identifier=identifier).first()
    if withdrawal is None:
        return errors.article_not_found(request, identifier)
    successor = find_successor(withdrawal)
    if own and successor:
        # With a fragment of its own, or a browser would keep the one that was asked for: a passage.
        return _move(request, own(successor.identifier, None), ANCHOR)
    return errors.gone(request, withdrawal, successor)


def _move(request: HttpRequest, path: str, anchor: str = "") -> HttpResponse:
    """A permanent redirect (301) that keeps the query."""
    query = request.META.get("QUERY_STRING", "")
    whole = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(f"{whole}#{anchor}" if anchor else whole)
