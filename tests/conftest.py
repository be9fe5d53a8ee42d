"""What every test may use: PostgreSQL and Chromium where they are installed, and a served archive.

A test marked ``postgresql`` or ``browser`` is skipped by name where the program is missing; with
``CI`` set that is an error, since nothing may go untested there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from archive import settings as archive_settings
from tests.helpers.citation_collection import serve_citing
from tests.helpers.garbage_collection import collect_less_often, kept_to_the_end
from tests.helpers.postgresql import find_programs, running_server
from tests.helpers.reading_collection import serve_library
from tests.helpers.site_process import NO_SITE, Served, serve_seeds

CHROMIUM_FLAGS = (
    "--no-sandbox",  # it refuses to run as root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Chromium paints two hidden pages of its own for the address bar of every window: half of what
    # a test costs. A list given here replaces Playwright's, whose entries therefore stand in it.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AimEnabled,"
    "AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,"
    "MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "ThirdPartyStoragePartitioning",
    "--in-process-gpu",
)
# Playwright keeps an event loop running for the whole session, and Django would then refuse every
# database call of the tests that follow a browser test in the same process.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# One table of the dictionary for this run, its processes and its sites.
os.environ["ARCHIVE_CACHE_DIR"] = str(archive_settings.ARCHIVE_CACHE_DIR)

# A law has no time limit: the machine may be busy, and speed is what benchmarks measure.
hypothesis_settings.register_profile("laws", deadline=None)
hypothesis_settings.register_profile("fast", deadline=None, max_examples=25)  # of 100 otherwise
hypothesis_settings.load_profile("laws")

MEMORY = "/dev/shm"  # Linux keeps files below it in memory
LEFT_OUT_BY_FAST = ("browser", "postgresql", "process", "site", "slow")
# A file that marks all its tests so: importing it takes as long as some of its neighbours' tests.
WHOLLY_LEFT_OUT = re.compile(rf"^pytestmark = pytest\.mark\.({'|'.join(LEFT_OUT_BY_FAST)})$", re.M)
SITE_FIXTURES = {"served", "library", "citing"}
DATABASE_FIXTURES = {"db", "transactional_db", *SITE_FIXTURES}


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="run only the tests that use a database"
    )
    parser.addoption(
        "--fast",
        action="store_true",
        help="leave out what needs a browser, PostgreSQL, a served site or processes, or is slow; "
        "try laws on fewer examples",
    )
    parser.addoption(
        "--deployment",
        action="store_true",
        help="also collect tests/deployment, which takes minutes and needs nginx and debootstrap",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out tests/deployment, and of a fast run the files that it would run nothing of."""
    if collection_path == Path(__file__).with_name("deployment"):
        return None if config.getoption("--deployment") else True
    is_test = collection_path.match("test_*.py") and config.getoption("--fast")
    return True if is_test and WHOLLY_LEFT_OUT.search(collection_path.read_text("utf-8")) else None


def pytest_configure(config: pytest.Config) -> None:
    collect_less_often()
    if config.getoption("--fast"):
        hypothesis_settings.load_profile("fast")
        os.environ[NO_SITE] = "1"
        if os.access(MEMORY, os.W_OK):  # every ingest waits for the disk some dozen times
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let no test of a fast run start a process; xdist's own have begun by now."""
    if session.config.getoption("--fast"):
        subprocess.Popen.__init__ = _refuse_process  # type: ignore[method-assign]


def _refuse_process(*_: object, **__: object) -> None:
    raise RuntimeError("a fast run starts no process: mark the test with pytest.mark.process")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    with kept_to_the_end():
        return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        _mark_by_fixtures(item)
    if config.getoption("--only-database"):
        _select(config, items, _uses_database)
    if config.getoption("--fast"):
        _select(config, items, _is_fast)
    missing = {}
    if find_programs() is None:
        missing["postgresql"] = "PostgreSQL is not installed: apt install postgresql"
    if find_chromium() is None:
        missing["browser"] = "Chromium is not installed: apt install chromium"
    if missing and os.environ.get("CI"):
        raise pytest.UsageError("; ".join(missing.values()))
    for item in items:
        for marker, reason in missing.items():
            needed_by_run = marker == "postgresql" and config.getoption("--only-database")
            if needed_by_run or item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that skipped itself fails the run: nothing may go untested there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("CI") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("FAILED: with CI set, a skipped test is a failure", red=True)


def _select(
    config: pytest.Config, items: list[pytest.Item], wanted: Callable[[pytest.Item], bool]
) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = filter(wanted, items)


def _mark_by_fixtures(item: pytest.Item) -> None:
    """Give a test that takes a server from a fixture the marker of what that starts."""
    fixtures = getattr(item, "fixturenames", ())
    if "postgresql" in fixtures:
        item.add_marker("postgresql")
    if not SITE_FIXTURES.isdisjoint(fixtures):
        item.add_marker("site")


def _is_fast(item: pytest.Item) -> bool:
    """Whether a test needs no other program, served site or process, and computes no long while."""
    return not any(item.get_closest_marker(name) for name in LEFT_OUT_BY_FAST)


def _uses_database(item: pytest.Item) -> bool:
    """Whether another database may change its outcome; a ``postgresql`` test brings its own.

    A browser sees bytes, and `tests/archive/test_database_engines.py` shows that they are the same.
    """
    if item.get_closest_marker("postgresql") or item.get_closest_marker("browser"):
        return False
    if item.get_closest_marker("django_db") or item.get_closest_marker("database"):
        return True
    return not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": find_chromium(),
        "args": list(CHROMIUM_FLAGS),
    }


@pytest.fixture
def plain_static(settings: Settings) -> None:
    """Static files under their own names: no test collects them."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {"staticfiles": {"BACKEND": plain}}


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: the one this run is on, else a fresh one."""
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        yield address
        return
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real site, `manage.py serve` over the seeds, on the database of this run."""
    folder: Path = tmp_path_factory.mktemp("served")
    with serve_seeds(folder) as site:
        yield site


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site over a collection with versions, a withdrawal, an issue and odd texts."""
    with serve_library(tmp_path_factory.mktemp("library")) as site:
        yield site


@pytest.fixture(scope="session")
def citing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site over a collection with a dated correction, odd titles and trial ARKs."""
    with serve_citing(tmp_path_factory.mktemp("citing")) as site:
        yield site
