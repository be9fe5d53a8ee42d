"""The commands of the operators' pages, one after another, in a bare Debian under systemd.

Each test goes on where the one before ended, as an operator would: run the whole file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.helpers.bare_debian import (
    REPOSITORY,
    BareDebian,
    booted,
    copy_debian,
    make_repository,
    read_commands,
)
from tests.helpers.reading_collection import SEED
from tests.helpers.seed_workshop import accession_of, article_text

IN_CHECKOUT = "cd /opt/archive\n"
ASK = (
    "curl --silent --show-error --cacert /etc/ssl/archive.pem"
    " --resolve archive.example.org:443:127.0.0.1"
)
DELIVERED = "甘蔗"


@pytest.fixture(scope="module")
def debian(
    pristine_debian: BareDebian, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BareDebian]:
    """A Debian where the first block is done, and the packages of all others are installed.

    Only then has it a network: booted, it has one of its own, so that no port here is taken.
    """
    made = copy_debian(pristine_debian, tmp_path_factory.mktemp("bare"))
    make_repository(made.root / REPOSITORY)
    first, *others = read_commands(
        "deployment.md", "One machine with systemd", "nginx in front", "PostgreSQL"
    )
    made.run(first.replace("<this repository>", f"/{REPOSITORY}"))
    for line in "".join(others).splitlines():
        if line.startswith("apt install"):
            made.run(line)
    made.run("apt install openssl")
    make_certificate(made)
    with booted(made) as running:
        yield running
    shutil.rmtree(made.root)  # pytest would keep three of them


def make_certificate(debian: BareDebian) -> None:
    debian.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=archive.example.org"
        " -addext subjectAltName=DNS:archive.example.org"
        " -keyout /etc/ssl/archive.key -out /etc/ssl/archive.pem"
    )


def run_page(debian: BareDebian, page: str, *headings: str) -> str:
    """Every block below some headings that is not about packages; what they printed."""
    said = ""
    for block in read_commands(page, *headings):
        lines = [line for line in block.splitlines() if not line.startswith("apt install")]
        if "git clone <this repository>" not in block:
            said += debian.run(IN_CHECKOUT + "\n".join(lines))
    return said


def readyz(debian: BareDebian) -> dict[str, object]:
    found: dict[str, object] = json.loads(debian.run("curl --silent http://127.0.0.1:8000/readyz"))
    return found


def page_of(debian: BareDebian, path: str) -> tuple[str, str]:
    """The status and the body of a page by nginx, asked past its cache."""
    said = debian.run(f"{ASK} --write-out '\\n%{{http_code}}' 'https://archive.example.org{path}'")
    body, _, status = said.rpartition("\n")
    return status, body


def deliver(debian: BareDebian, words: str) -> None:
    """A folder with one article, where the ingest unit finds it."""
    debian.run("rm -rf /srv/delivery")
    debian.write(f"srv/delivery/010_{accession_of(words)}.txt", article_text(words))


def test_the_site_is_installed_and_serves(debian: BareDebian) -> None:
    deliver(debian, DELIVERED)
    said = run_page(debian, "deployment.md", "One machine with systemd")
    assert '"status": "ready"' in said
    assert "FAULT" not in said
    assert debian.run("systemctl is-enabled archive-verify.timer").endswith("enabled\n")
    assert readyz(debian)["articles"] == 3


def test_the_services_are_confined_and_able(debian: BareDebian) -> None:
    debian.run("systemctl start archive-verify.service")
    debian.run("systemctl start archive-reindex-follow.service; sleep 5")
    debian.run("systemctl is-active archive.service archive-reindex-follow.service")
    debian.run("systemctl stop archive-reindex-follow.service")
    debian.run("systemd-analyze verify /etc/systemd/system/archive*")
    log = debian.run("journalctl --no-pager --unit 'archive*'")
    assert "All is as it should be." in log
    assert "Traceback" not in log
    assert "Operation not permitted" not in log


def test_nginx_serves_it(debian: BareDebian) -> None:
    run_page(debian, "deployment.md", "nginx in front")
    debian.run("for i in $(seq 600); do curl --silent http://127.0.0.1/ && break; sleep 0.1; done")
    status, body = page_of(debian, f"/articles/{SEED}/")
    assert status == "200"
    assert "https://archive.example.org" in body
    assert DELIVERED in page_of(debian, "/articles/?q=%E7%94%98%E8%94%97")[1]


def test_bulk_data_is_written_and_served(debian: BareDebian) -> None:
    run_page(debian, "deployment.md", "Bulk data")
    assert "texts.jsonl.zst" in page_of(debian, "/data/")[1]


def test_a_backup_is_restored_to_the_same_edition(debian: BareDebian) -> None:
    before = readyz(debian)
    run_page(debian, "backup.md", "Backup")
    debian.run("rm -rf /var/lib/archive/seeds /var/lib/archive/index")  # a disk is lost
    said = run_page(debian, "backup.md", "Restore")
    assert "All is as it should be." in said
    assert readyz(debian) == before


def test_a_release_is_upgraded_and_rolled_back(debian: BareDebian) -> None:
    before, page = readyz(debian), page_of(debian, "/about/")
    release(debian, "Later Archive")
    run_page(debian, "upgrades.md", "Upgrade of a release")
    debian.run("sleep 3")  # nginx asks again after a second
    assert "Later Archive" in page_of(debian, "/about/")[1]
    run_page(debian, "upgrades.md", "Rollback of a release")
    debian.run("sleep 3")
    assert readyz(debian) == before
    assert page_of(debian, "/about/") == page
    debian.run("rm -r /var/lib/archive-failed")


def release(debian: BareDebian, name: str) -> None:
    """A newer release in the repository: with another name, and a migration that adds a table."""
    folder = debian.root / REPOSITORY
    settings = folder / "archive" / "settings.py"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"ARCHIVE_NAMES = {{**ARCHIVE_NAMES, ARCHIVE_LANGUAGES[0]: {name!r}}}\n")
    migrations = folder / "documents" / "migrations"
    last = max(file.stem for file in migrations.glob("[0-9]*.py"))
    (migrations / "9999_later.py").write_text(
        "from django.db import migrations\n\n\n"
        "class Migration(migrations.Migration):\n"
        f"    dependencies = [('documents', {last!r})]\n"
        "    operations = [migrations.RunSQL('CREATE TABLE later (word text)')]\n",
        "utf-8",
    )
    git = ["git", "-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@example.org"]
    subprocess.run([*git, "add", "--all"], cwd=folder, check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "Later release"], cwd=folder, check=True)


def test_an_edition_is_upgraded_and_rolled_back(debian: BareDebian) -> None:
    before = readyz(debian)
    deliver(debian, "茶叶")
    run_page(debian, "upgrades.md", "Upgrade of an edition")
    debian.run("sleep 3")
    assert readyz(debian)["articles"] == 4
    run_page(debian, "upgrades.md", "Rollback of an edition")
    assert readyz(debian) == before
    debian.run("rm -r /var/lib/archive-failed")
    # A later ingest of the same delivery is a first one again.
    run_page(debian, "upgrades.md", "Upgrade of an edition")
    debian.run("sleep 3")
    assert readyz(debian)["articles"] == 4


def test_it_moves_to_postgresql(debian: BareDebian) -> None:
    before = readyz(debian)
    run_page(debian, "deployment.md", "PostgreSQL")
    debian.run(read_commands("deployment.md", "One machine with systemd")[1].splitlines()[-1])
    said = debian.run(IN_CHECKOUT + "deploy/manage doctor")
    assert re.search("(?i)postgresql", said)
    assert readyz(debian) == before
    assert "FAULT" not in said
    status, _ = page_of(debian, f"/articles/{SEED}/?view=stacked")
    assert status == "200"
