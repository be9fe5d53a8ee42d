"""Archives that tests of pages ask through Django's client."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.helpers.invented_reports import daily_reports, publish


@pytest.fixture
def seeds(tmp_path: Path, settings: Settings) -> Client:
    """The project's seeds."""
    publish([], tmp_path, settings)
    return Client()


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Client:
    """The seeds and twelve reports; a file whose tests need others has a shelf of its own."""
    publish(daily_reports(12), tmp_path, settings)
    return Client()


@pytest.fixture
def decade(tmp_path: Path, settings: Settings) -> Client:
    """The seeds and ninety reports over ten years."""
    publish(daily_reports(90), tmp_path, settings)
    return Client()
