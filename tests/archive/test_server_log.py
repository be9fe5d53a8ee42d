"""What Granian's log leaves out: one warning, and no other."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import cast

import granian
import pytest
from granian.log import LOGGING_CONFIG

from archive import server_log
from documents.management.commands.serve import LOG_CONFIG

THREADS = (
    "Configuration allows spawning up to 44 Python threads, which seems quite high compared to the "
    "number of CPU cores available."
)


@pytest.mark.parametrize(
    ("message", "is_told"),
    [
        (THREADS, False),
        ("Unexpected exit from worker-1", True),
        ("Configured number of workers appears to be higher than the amount of CPU cores", True),
    ],
)
def test_only_the_warning_of_many_threads_is_left_out(message: str, is_told: bool) -> None:
    record = logging.LogRecord("_granian", logging.WARNING, "", 0, message, None, None)
    assert server_log.ThreadCountFilter().filter(record) is is_told


def test_granian_warns_in_these_words() -> None:
    """Where it words the warning anew, it would be told again."""
    code = Path(granian.__file__).with_name("server") / "mp.py"
    assert server_log._THREADS in code.read_text("utf-8")


def test_its_configuration_has_granians_own_loggers() -> None:
    said = json.loads(LOG_CONFIG.read_text("utf-8"))
    assert {*said["loggers"]} == {*cast(dict[str, object], LOGGING_CONFIG["loggers"])}
    assert said["handlers"]["console"]["filters"] == ["threads"]
    assert said["filters"]["threads"]["()"] == f"{server_log.__name__}.ThreadCountFilter"
