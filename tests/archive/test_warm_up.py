"""What a worker reads when it starts, and who waits for it."""

from __future__ import annotations

import json
import threading

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from archive import warm_up
from documents.views import health

release = threading.Event()


def read_slowly() -> None:
    release.wait(10)


def fail() -> None:
    raise OSError("no dictionary")


def test_it_is_not_ready_before_all_is_read(settings: Settings) -> None:
    release.clear()
    settings.ARCHIVE_WARM_UP = f"{__name__}.read_slowly"
    warm_up.start_warm_up()
    assert not warm_up.wait_until_warm(0.01)
    assert health.healthz(RequestFactory().get("/healthz")).status_code == 200
    release.set()
    assert warm_up.wait_until_warm(10)


def test_the_answer_says_what_is_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    release.clear()
    monkeypatch.setattr("documents.views.health._PATIENCE", 0.01)
    settings.ARCHIVE_WARM_UP = f"{__name__}.read_slowly"
    warm_up.start_warm_up()
    answer = health.readyz(RequestFactory().get("/readyz"))
    release.set()
    assert answer.status_code == 503
    assert "dictionaries" in json.loads(answer.content)["reason"]
    assert warm_up.wait_until_warm(10)


def test_what_cannot_be_read_keeps_no_worker_from_being_ready(settings: Settings) -> None:
    settings.ARCHIVE_WARM_UP = f"{__name__}.fail"
    warm_up.start_warm_up()
    assert warm_up.wait_until_warm(10)
