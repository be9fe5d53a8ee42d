"""Settings: typed, refused when not understood, every one of them in the documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from archive import settings
from archive.database import NETWORK, configure_database
from archive.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("/srv/archive.sqlite3")


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    assert documented == {*settings.env.declared, "DATABASE_URL"}


@pytest.mark.process
def test_documented_defaults_are_the_true_ones() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    documented = dict(re.findall(r"^\| `(ARCHIVE_[A-Z_]+)` \| (.*?) \|", page, re.MULTILINE))
    environment = {name: value for name, value in os.environ.items() if name == "PATH"}
    shown = subprocess.run(
        [sys.executable, "-c", "from archive.settings import env; print(env.declared)"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name, default in re.findall(r"'(ARCHIVE_\w+)': '([^']*)'", shown):
        value = default.replace(f"{ROOT}/", "")
        assert documented[name].strip("`") == (value or "not set"), name


@pytest.mark.process
@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"ARCHIVE_PORT": "eighty"}, "ARCHIVE_PORT: found 'eighty' expected a whole number"),
        ({"ARCHIVE_PORT": "65536"}, "ARCHIVE_PORT: found '65536'"),
        ({"ARCHIVE_DEBUG": "maybe"}, "ARCHIVE_DEBUG: found 'maybe' expected one of"),
        ({"ARCHIVE_BASE_URL": "archive.example.org"}, "expected an address that begins with"),
        ({"ARCHIVE_PICTURE": "picture.png"}, "ARCHIVE_PICTURE: found 'picture.png' expected an"),
        ({"ARCHIVE_BASEURL": "https://a.example"}, "did you mean ARCHIVE_BASE_URL?"),
        ({"DATABASE_URL": "mysql://localhost/a"}, "found scheme 'mysql' expected postgresql"),
        ({"ARCHIVE_LANGUAGES": "en Chinese!"}, "found 'Chinese!' expected language tags"),
        ({"ARCHIVE_LANGUAGES": "en zh-Hans EN"}, "found 'EN' expected language tags such as"),
        ({"ARCHIVE_LANGUAGES": "en tlh"}, "found 'tlh' expected a language that has a catalogue"),
        ({"ARCHIVE_NAME_FR": "Archives"}, "ARCHIVE_NAME_FR: no setting has this name"),
    ],
)
def test_a_value_that_is_not_understood_stops_the_start(
    variables: dict[str, str], complaint: str
) -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", "import archive.settings"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
    )
    assert outcome.returncode != 0
    assert complaint in outcome.stderr


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_words_for_yes(word: str) -> None:
    assert Environment("A_", {"A_X": word}).flag("A_X", False) is True


@pytest.mark.parametrize("word", ["0", "False", "no", "off"])
def test_words_for_no(word: str) -> None:
    assert Environment("A_", {"A_X": word}).flag("A_X", True) is False


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Environment("A_", {"A_X": "  "}).number("A_X", 7, 1, 9) == 7


@given(st.integers(-50, 150))
def test_numbers_keep_to_their_bounds(number: int) -> None:
    environment = Environment("A_", {"A_X": str(number)})
    if 0 <= number <= 100:
        assert environment.number("A_X", 1, 0, 100) == number
    else:
        with pytest.raises(ImproperlyConfigured):
            environment.number("A_X", 1, 0, 100)


@given(st.text().filter(lambda word: word.strip() and not word.strip().isascii()))
def test_digits_of_other_scripts_are_not_numbers(word: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        Environment("A_", {"A_X": word}).number("A_X", 1, 0, 100)


def test_without_an_address_the_database_is_a_file_under_var() -> None:
    assert configure_database("", FILE)["NAME"] == str(FILE)
    assert configure_database("sqlite:////data/a%20b.db", FILE)["NAME"] == "/data/a b.db"


def test_a_postgresql_address_keeps_all_its_hosts_and_parameters() -> None:
    database = configure_database(
        "postgresql://me:p%40ss@one.example,two.example:6432/texts?target_session_attrs=any", FILE
    )
    assert (database["NAME"], database["USER"], database["PASSWORD"]) == ("texts", "me", "p@ss")
    assert database["HOST"] == "one.example,two.example"
    assert database["PORT"] == ",6432"
    assert database["OPTIONS"] == NETWORK | {"target_session_attrs": "any"}


@pytest.mark.parametrize("name", NETWORK)
def test_an_address_may_say_how_long_a_dead_host_is_waited_for(name: str) -> None:
    assert int(configure_database("postgresql://db/a", FILE)["OPTIONS"][name]) > 0
    said = configure_database(f"postgresql://db/a?{name}=0", FILE)["OPTIONS"]
    assert said == NETWORK | {name: "0"}


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("postgresql://db.example/a", "db.example", ""),
        ("postgresql://db.example:6432/a", "db.example", "6432"),
        ("postgresql://[::1]:6432/a", "::1", "6432"),
        ("postgresql://[::1]/a", "::1", ""),
        ("postgresql://%2Frun%2Fpostgresql/a", "/run/postgresql", ""),
        ("postgresql:///a?host=/run/postgresql&port=6432", "/run/postgresql", "6432"),
        ("postgresql://me@/a", "", ""),
        ("postgresql://one:1,two:2/a", "one,two", "1,2"),
    ],
)
def test_hosts_and_ports_are_told_apart(address: str, host: str, port: str) -> None:
    database = configure_database(address, FILE)
    assert (database["HOST"], database["PORT"]) == (host, port)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("", None),
        ("127.0.0.1:9400", ("127.0.0.1", 9400)),
        ("10.1.2.3:80", ("10.1.2.3", 80)),
        ("[::1]:9400", ("::1", 9400)),
    ],
)
def test_an_address_to_listen_at_is_loopback_or_private(
    said: str, address: tuple[str, int] | None
) -> None:
    assert Environment("ARCHIVE_", {"ARCHIVE_METRICS": said}).address("ARCHIVE_METRICS") == address


@pytest.mark.parametrize(
    "said",
    [
        *("0.0.0.0:9400", "[::]:9400", "8.8.8.8:9400", "[2606:4700::1]:9400", "224.0.0.1:9400"),
        *("9400", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "localhost:9400", "127.0.0.1:x"),
    ],
)
def test_an_address_that_others_reach_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_METRICS: found"):
        Environment("ARCHIVE_", {"ARCHIVE_METRICS": said}).address("ARCHIVE_METRICS")
