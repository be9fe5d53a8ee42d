"""An article whose stored bytes have changed on the disk: 503, and never another text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django.fixtures import Settings

from documents.models import Article
from tests.helpers.invented_reports import NEWSPAPER, Report, publish

pytestmark = pytest.mark.django_db

OTHER = Report(1, date(1958, 1, 24))
FROM_END = 6  # of a frame: within what it holds, before its checksum


@pytest.fixture
def archive(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Client:
    publish([OTHER], tmp_path, settings)
    # What met damage is closed and made anew: here the test's transaction would end with it.
    monkeypatch.setattr(connections, "close_all", lambda: None)
    return Client()


def flip(stored: bytes | memoryview) -> bytes:
    changed = bytearray(stored)
    changed[-FROM_END] ^= 1
    return bytes(changed)


def test_a_text_whose_bits_have_flipped_is_answered_503_and_others_are_read(
    archive: Client, caplog: pytest.LogCaptureFixture
) -> None:
    rows = Article.objects.filter(identifier=NEWSPAPER)
    stored = bytes(rows.get().stored_blocks)
    assert archive.get(f"/articles/{NEWSPAPER}/").status_code == 200
    rows.update(stored_blocks=flip(stored))
    answer = archive.get(f"/articles/{NEWSPAPER}/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "a stored value is damaged" in caplog.text
    assert archive.get(f"/articles/{OTHER.identifier}/").status_code == 200
    rows.update(stored_blocks=stored)
    assert archive.get(f"/articles/{NEWSPAPER}/").status_code == 200
