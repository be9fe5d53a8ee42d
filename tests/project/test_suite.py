"""The suite's own promises: what is missing is named, and in CI nothing goes untested."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import find_chromium
from tests.helpers.site_process import ROOT

pytestmark = pytest.mark.process

OPTIONS = (
    "-p",
    "tests.conftest",
    "-p",
    "no:cacheprovider",
    "-c",
    "pyproject.toml",
    f"--rootdir={ROOT}",
)


def run(test: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A pytest run of its own over one file, with this suite's conftest."""
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, *options, str(test)],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "test_sample.py"
    file.write_text(
        "import pytest\n"
        "@pytest.mark.browser\n"
        "def test_that_needs_chromium(): pass\n"
        "def test_that_needs_nothing(): pass\n",
        "utf-8",
    )
    return file


def test_without_chromium_its_tests_are_skipped_by_name(sample: Path) -> None:
    outcome = run(sample, PATH="/nowhere")
    assert outcome.returncode == 0
    assert "1 passed, 1 skipped" in outcome.stdout
    assert "Chromium is not installed: apt install chromium" in outcome.stdout


def test_in_ci_a_missing_program_is_an_error(sample: Path) -> None:
    outcome = run(sample, PATH="/nowhere", CI="true")
    assert outcome.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Chromium is not installed" in outcome.stderr


@pytest.mark.browser
@pytest.mark.postgresql
def test_in_ci_a_skipped_test_fails_the_run(sample: Path) -> None:
    assert find_chromium()
    sample.write_text("import pytest\ndef test_x(): pytest.skip('not today')\n", "utf-8")
    assert run(sample).returncode == 0
    outcome = run(sample, CI="true")
    assert outcome.returncode == pytest.ExitCode.TESTS_FAILED
    assert "a skipped test is a failure" in outcome.stdout


def test_a_fast_run_leaves_out_what_needs_more_than_this_process(tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text(
        "import pytest\n"
        "@pytest.mark.browser\n"
        "def test_browser(): pass\n"
        "@pytest.mark.postgresql\n"
        "def test_postgresql(): pass\n"
        "@pytest.mark.site\n"
        "def test_site(): pass\n"
        "@pytest.mark.process\n"
        "def test_process(): pass\n"
        "def test_shell(): import subprocess; subprocess.run(['true'])\n"
        "def test_served(served): pass\n"
        "@pytest.fixture\n"
        "def database(postgresql): pass\n"
        "def test_server(database): pass\n"
        "def test_plain(tmp_path): pass\n",
        "utf-8",
    )
    outcome = run(file, "--fast", "--verbose")
    assert "1 failed, 1 passed, 6 deselected" in outcome.stdout
    assert "mark the test with pytest.mark.process" in outcome.stdout
    assert "test_plain PASSED" in outcome.stdout
