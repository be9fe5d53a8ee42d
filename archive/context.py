"""The template variable ``site``: name, address, contact and edition of the site."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.utils import Error
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from archive.languages import DEFAULT_NAMES, interface_tag, remove_language_prefix
from archive.markdown_text import render_markdown
from archive.theme import Accent
from archive.theme_files import COLOURS

# Where a page says which edition it was made from, in its request's WSGI environment.
EDITION = "archive.edition"
INDEX = "archive.index"  # and whose index was asked: editions, parted by spaces; "" for none
PICTURE = "masthead.png"  # 1200 × 630 pixels; `tools/make_pictures.py` makes it


class SiteName(NamedTuple):
    """The site's name and the BCP 47 tag of its language."""

    text: str
    language: str


class SiteText(NamedTuple):
    """What the operator says, as HTML, and its BCP 47 tag where that is not the interface's."""

    html: SafeString
    language: str


class Site:
    """The site's name, address and contact, and the edition it shows."""

    base_url: str = settings.ARCHIVE_BASE_URL
    contact: str = settings.ARCHIVE_CONTACT
    notices: Mapping[str, str] = settings.ARCHIVE_NOTICES

    def __init__(self, path: str = "/", environ: MutableMapping[str, Any] | None = None) -> None:
        self._path = path
        self._environ = environ

    @property
    def name(self) -> str:
        """The site's name in the interface's language."""
        names: Mapping[str, str] = settings.ARCHIVE_NAMES
        return names[interface_tag()]

    @cached_property
    def other_names(self) -> tuple[SiteName, ...]:
        """The site's names in the other languages, where they differ.

        A site is described for one request.
        """
        return _other_names(tuple(settings.ARCHIVE_NAMES.items()), interface_tag())

    @property
    def notice(self) -> str:
        """What stands at the head of every page, "" where nothing does."""
        return self.notices[_nearest(self.notices)] if self.notices else ""

    @property
    def home_words(self) -> SiteText | None:
        """What the operator says on the home page."""
        return _render(settings.ARCHIVE_HOME)

    @property
    def about_words(self) -> SiteText | None:
        """What the operator says on the about page."""
        return _render(settings.ARCHIVE_ABOUT)

    @property
    def colours(self) -> str:
        """The address of the style sheet with this archive's own colours, "" where it has none."""
        return static(COLOURS) if settings.ARCHIVE_ACCENT else ""

    @property
    def accent(self) -> Accent:
        """The colours of the accent."""
        own: Accent | None = settings.ARCHIVE_ACCENT
        return own or Accent()

    @property
    def contact_href(self) -> str:
        """What a link to the contact points at, "" where there is none."""
        return f"mailto:{self.contact}" if "@" in self.contact else self.contact

    @property
    def is_local(self) -> bool:
        """Whether no public address is set: citations then say that the address is local."""
        return not self.base_url

    @property
    def picture(self) -> str:
        """The absolute address of the picture for link previews, "" where there is none.

        Ours shows the site's usual names, so a site of another name has none unless it brings one.
        """
        if self.is_local:
            return ""
        own: str = settings.ARCHIVE_PICTURE
        is_usual = set(settings.ARCHIVE_NAMES.values()) <= set(DEFAULT_NAMES.values())
        is_usual = is_usual and not settings.ARCHIVE_SEAL
        return own or (self.permalink(static(PICTURE)) if is_usual else "")

    def permalink(self, path: str) -> str:
        """A path's absolute address; the bare path where the site has no public address.

        The Host header is never asked: whoever sends a request must not choose what is cited.
        """
        return f"{self.base_url}{path}"

    @property
    def canonical(self) -> str:
        """This page's address without query and without the language prefix."""
        return self.permalink(remove_language_prefix(self._path))

    @cached_property
    def edition(self) -> Any:
        """The edition being served, or None before the first ingest; looked up when first asked.

        None too while the database is away: pages that say what is wrong need no edition.
        """
        try:
            edition = import_string(settings.ARCHIVE_EDITION)()
        except Error:
            edition = None
        if self._environ is not None:  # the cache keeps no page of another edition than it thinks
            self._environ[EDITION] = str(edition or "")
        return edition


def _nearest(words: Mapping[str, str]) -> str:
    """The interface's language, where words are held in it; else the first they are held in."""
    tag = interface_tag()
    return tag if tag in words else next(iter(words))


def _render(words: Mapping[str, str]) -> SiteText | None:
    if not words:
        return None
    tag = _nearest(words)
    return SiteText(render_markdown(words[tag]), "" if tag == interface_tag() else tag)


@lru_cache(maxsize=16)
def _other_names(names: tuple[tuple[str, str], ...], tag: str) -> tuple[SiteName, ...]:
    seen = {dict(names)[tag]}
    others = []
    for language, name in names:
        if name not in seen:
            seen.add(name)
            others.append(SiteName(name, language))
    return tuple(others)


def site(request: HttpRequest) -> dict[str, Site]:
    """The context processor: ``site`` in every template."""
    return {"site": Site(request.path, request.META)}
