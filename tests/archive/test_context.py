"""What pages say of the site: the picture that link previews show."""

from __future__ import annotations

import struct

import pytest
from pytest_django.fixtures import Settings

from archive.context import Site
from archive.page_cache.fingerprint import SHOWN_SETTINGS
from tests.helpers.page_elements import read_page
from tests.helpers.reading_collection import PUBLIC, SEED
from tests.helpers.site_process import Served

OWN = "https://elsewhere.example/picture.png"
IMAGE = "//meta[@property='og:image']/@content"


@pytest.mark.parametrize("path", ["/", f"/articles/{SEED}/", "/zh-hans/sources/"])
def test_every_page_names_a_picture_of_the_size_that_previews_ask(
    library: Served, path: str
) -> None:
    page = read_page(library, path)
    (address,) = page.xpath(IMAGE)
    picture = library.ask(str(address).removeprefix(PUBLIC)).body
    assert str(address).startswith(f"{PUBLIC}/static/")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 40_000
    said = page.xpath("//meta[@property='og:image:alt']/@content")
    assert "对照文献" in str(said[0])
    assert "Parallel Archive" in str(said[0])


def test_a_site_without_a_public_address_names_no_picture(served: Served) -> None:
    assert read_page(served, "/").xpath(IMAGE) == []


def test_a_site_of_another_name_has_its_own_picture_or_none(
    settings: Settings, plain_static: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "base_url", "https://archive.example.org")
    assert Site().picture == "https://archive.example.org/static/masthead.png"
    settings.ARCHIVE_NAMES = {"en": "County Papers", "zh-Hans": "对照文献"}
    assert Site().picture == ""
    settings.ARCHIVE_PICTURE = OWN
    assert Site().picture == OWN
    monkeypatch.setattr(Site, "base_url", "")
    assert Site().picture == ""


def test_a_page_made_with_another_picture_is_another_page() -> None:
    assert "ARCHIVE_PICTURE" in SHOWN_SETTINGS
