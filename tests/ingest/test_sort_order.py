"""One order on every machine: of paths as people count them, and of text by code point."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.rows import order_key
from tests.helpers.postgresql import running_server
from tests.helpers.site_process import ROOT, clean_environment

paths = st.text(alphabet="0017a/_", max_size=12)


@given(paths, paths)
def test_no_two_paths_share_a_place(one: str, other: str) -> None:
    assert (order_key(one) == order_key(other)) == (one == other)


def test_numbers_count_and_leading_zeros_only_break_ties() -> None:
    ordered = ["1958/2.txt", "1958/02.txt", "1958/002.txt", "1958/10.txt", "1958/0010.txt", "a"]
    assert sorted(set(ordered), key=order_key) == ordered


@pytest.mark.postgresql
def test_text_stands_in_the_order_of_code_points_whatever_the_servers_order(
    tmp_path: Path,
) -> None:
    with running_server() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(
                "CREATE DATABASE worded TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
            )
        worded = address.replace("/postgres?", "/worded?")
        migrate(clean_environment(tmp_path, DATABASE_URL=worded))
        with psycopg.connect(worded) as connection:
            words = "SELECT w FROM (VALUES ('b'), ('B'), ('a'), ('书'), ('A')) AS t (w) ORDER BY w"
            assert "".join(row[0] for row in connection.execute(words)) == "aAbB书"
            columns = connection.execute(
                "SELECT table_name, column_name, collation_name FROM information_schema.columns"
                " WHERE table_name LIKE 'documents_%' AND data_type IN"
                " ('character varying', 'text')"
            ).fetchall()
            assert len(columns) > 30
            assert [column for column in columns if column[2] != "C"] == []
            connection.execute(
                "SELECT a.id FROM documents_article a JOIN documents_source s"
                " ON s.key = a.source_id ORDER BY a.title, a.path_key"
            )


def migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
