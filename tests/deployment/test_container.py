"""The image of `deploy/Containerfile`, built by the documented command and run as documented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.bare_debian import BareDebian, copy_debian, make_repository, read_commands
from tests.helpers.container_image import ImageStore, RunningImage, running_image
from tests.helpers.reading_collection import SEED

BASE_URL = "https://archive.example.org"


@pytest.fixture(scope="module")
def store(
    pristine_debian: BareDebian, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ImageStore]:
    """A store with the image that the documented command built."""
    folder = tmp_path_factory.mktemp("images")
    made = ImageStore(folder)
    made.add_base(copy_debian(pristine_debian, folder))
    make_repository(folder / "checkout")
    build, _ = read_commands("deployment.md", "A container")[0].split("\n", 1)
    made.build(build, folder / "checkout")
    yield made
    made.run("rm", "--all")
    made.run("rmi", "--all", "--force")


@pytest.fixture(scope="module")
def config(store: ImageStore) -> dict[str, Any]:
    return store.describe("archive")


@pytest.fixture(scope="module")
def running(
    store: ImageStore, config: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningImage]:
    volume = tmp_path_factory.mktemp("volume") / "archive"
    root = store.unpack("archive")
    with running_image(root, config, volume, f"ARCHIVE_BASE_URL={BASE_URL}") as first:
        assert json.loads(ask(first, "/readyz"))["articles"] == 2
    with running_image(root, config, volume, f"ARCHIVE_BASE_URL={BASE_URL}") as again:
        yield again


def ask(container: RunningImage, path: str) -> str:
    """A page, as the proxy in front asks for it."""
    script = (
        "import sys; from urllib.request import Request, urlopen;"
        "asked = Request('http://127.0.0.1:8000' + sys.argv[1],"
        " headers={'X-Forwarded-Proto': 'https'});"
        "sys.stdout.buffer.write(urlopen(asked, timeout=30).read())"
    )
    done = container.run(".venv/bin/python", "-c", script, path)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_serves_from_a_volume_that_it_was_started_with_before(running: RunningImage) -> None:
    assert f"{BASE_URL}/articles/{SEED}/" in ask(running, f"/articles/{SEED}/")
    assert "steel" in ask(running, "/articles/?q=steel")


def test_the_image_names_its_user_and_its_health_check_answers(
    running: RunningImage, config: dict[str, Any]
) -> None:
    assert config["User"] == "archive"
    kind, *command = config["Healthcheck"]["Test"]
    assert kind == "CMD"
    done = running.run(*command)
    assert done.returncode == 0, done.stderr


def test_nothing_but_the_volume_and_tmp_can_be_written(running: RunningImage) -> None:
    for folder, status in (("/opt/archive", 1), ("/etc", 1), ("/tmp", 0), ("/var/lib/archive", 0)):
        assert running.run("touch", f"{folder}/written").returncode == status, folder


def test_the_checkouts_own_environment_stays_out(store: ImageStore) -> None:
    names = {path.name for path in (store.unpack("archive") / "opt/archive").iterdir()}
    assert names == {
        *(".ci", ".venv", "archive", "documents", "manage.py", "requirements.lock"),
        *("static", "templates"),
    }


def test_commands_run_in_it(running: RunningImage, config: dict[str, Any]) -> None:
    settings = [f"{key}" for key in config["Env"]]
    done = running.run("env", *settings, *config["Entrypoint"], "doctor")
    assert "FAULT" not in done.stdout, done.stdout
    assert Path(config["WorkingDir"]) == Path("/opt/archive")
