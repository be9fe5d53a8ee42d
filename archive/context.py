"""What every page may say of the site itself."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language

# Where a page says which edition it was made from, in its request's WSGI environment.
EDITION = "archive.edition"


class Site:
    """The site's name, address and contact, and the edition it shows."""

    base_url: str = settings.ARCHIVE_BASE_URL
    contact: str = settings.ARCHIVE_CONTACT
    notice: str = settings.ARCHIVE_NOTICE

    def __init__(self, path: str = "/", environ: MutableMapping[str, Any] | None = None) -> None:
        self._path = path
        self._environ = environ

    @property
    def name(self) -> str:
        """The site's name in the interface's language."""
        return self._names[0]

    @property
    def other_name(self) -> str:
        """Its name in the other language, which stands beside the first."""
        return self._names[1]

    @property
    def other_language(self) -> str:
        """The language of the other name, as a BCP 47 tag."""
        return "en" if self._is_chinese else "zh-Hans"

    @cached_property
    def _names(self) -> tuple[str, str]:
        names = (settings.ARCHIVE_NAME, settings.ARCHIVE_NAME_ZH)
        return (names[1], names[0]) if self._is_chinese else names

    @cached_property
    def _is_chinese(self) -> bool:
        """Whether the interface is; a site is described for one request."""
        return (get_language() or "").startswith("zh")

    @property
    def contact_href(self) -> str:
        """What a link to the contact points at, "" where there is none."""
        return f"mailto:{self.contact}" if "@" in self.contact else self.contact

    @property
    def is_local(self) -> bool:
        """Whether the site was given no public address: citations then say so."""
        return not self.base_url

    def permalink(self, path: str) -> str:
        """A path's absolute address; the bare path where the site has no public address.

        The Host header is never asked: whoever sends a request must not choose what is cited.
        """
        return f"{self.base_url}{path}"

    @property
    def canonical(self) -> str:
        """This page's address without query and without the language prefix."""
        return self.permalink(unprefixed(self._path))

    @cached_property
    def edition(self) -> Any:
        """The edition being served, or None before the first ingest; looked up when first asked."""
        edition = import_string(settings.ARCHIVE_EDITION)()
        if self._environ is not None:  # the cache keeps no page of another edition than it thinks
            self._environ[EDITION] = str(edition or "")
        return edition


def unprefixed(path: str) -> str:
    """A path in the source language of the interface: ``/zh-hans/about/`` is ``/about/``."""
    for code, _ in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}")
    return path


def site(request: HttpRequest) -> dict[str, Site]:
    """The context processor: ``site`` in every template."""
    return {"site": Site(request.path, request.META)}
