"""The fixtures of a seed workshop, and of a client that asks the archive made there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.helpers.seed_workshop import fresh_archive, workshop

__all__ = ["fresh_archive", "workshop"]

PUBLIC = "https://archive.example.org"


@pytest.fixture
def reader(
    settings: Settings, plain_static: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Client:
    """A client of an archive with a public address."""
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns of a folder that is not there
    monkeypatch.setattr("archive.context.Site.base_url", PUBLIC)
    return Client()
