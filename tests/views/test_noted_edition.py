"""What a page was made from is told to the page cache, whatever kind of page it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from archive.context import EDITION, INDEX
from documents.edition import current_edition
from tests.helpers.invented_reports import NEWSPAPER, Report, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(tmp_path: Path, settings: Settings) -> Client:
    publish([Report(1, date(1958, 1, 24))], tmp_path, settings)
    return Client()


@pytest.mark.parametrize("path", ["/", "/articles/?q=steel", "/articles.json", "/articles.csv"])
def test_a_page_of_searches_notes_its_edition_and_its_index(archive: Client, path: str) -> None:
    edition = current_edition()
    assert edition
    noted = archive.get(path).wsgi_request.META
    assert (noted[EDITION], noted[INDEX]) == (edition.digest, edition.digest)


def test_one_that_found_no_index_notes_that_too(archive: Client, settings: Settings) -> None:
    settings.INDEX_ROOT = settings.INDEX_ROOT / "none"
    assert archive.get(f"/articles/{NEWSPAPER}/").wsgi_request.META[INDEX] == ""
