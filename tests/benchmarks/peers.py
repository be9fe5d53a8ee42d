"""The same pages and the same rows in other programs, where they are installed.

nginx and kiwix-serve serve the archive's own pages as files; Datasette searches the same texts with
SQLite's FTS5 and counts three facets. A program that is missing is named in the table.
"""

from __future__ import annotations

import base64
import http.client
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import zstandard

from tests.benchmarks.ingest import split_text
from tests.benchmarks.load import Measured, run
from tests.benchmarks.table import Line
from tests.helpers.site_process import Served

if TYPE_CHECKING:
    from tests.benchmarks.queries import Pairs

CONNECTIONS = 8
REPEATED = 50
SEARCHED = 40  # of the queries, where an answer takes seconds
# The smallest picture there is: zimwriterfs asks for one.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAAAAAByaaZbAAAAGElEQVR42mNgGAWjYBSMglEwCkbBKBgFAAAQAAE"
    "pFXHqAAAAAElFTkSuQmCC"
)


def compare(
    environment: dict[str, str], site: Served, pages: Sequence[str], asked: Sequence[Pairs]
) -> Iterator[Line]:
    """A line for every peer."""
    from tests.benchmarks.serving import say_rate, say_times

    folder = Path(environment["ARCHIVE_VAR"])
    work = folder / "peers"
    shutil.rmtree(work, ignore_errors=True)
    files = write_pages(site, pages, work / "pages")
    for name, needed, measure in (
        ("nginx, the same pages as files", ("nginx",), nginx),
        ("kiwix-serve, the same pages", ("kiwix-serve", "zimwriterfs"), kiwix),
    ):
        missing = [program for program in needed if shutil.which(program) is None]
        if missing:
            yield Line(name, f"absent: {', '.join(missing)} not installed")
        else:
            yield Line(name, say_rate(measure(work, files)))
    name = "Datasette with FTS5, the same words and rows, three facets"
    if environment.get("DATABASE_URL"):
        yield Line(name, "absent: it reads SQLite")
    elif shutil.which("datasette") is None:
        yield Line(name, "absent: datasette not installed")
    else:
        words = [pairs[0][1] for pairs in asked if pairs and pairs[0][0] == "q"]
        yield Line(name, say_times(datasette(folder, work, words[:SEARCHED])))


def write_pages(site: Served, pages: Sequence[str], folder: Path) -> list[str]:
    """The site's pages as files, and their names."""
    folder.mkdir(parents=True)
    names = []
    for page in pages:
        name = f"{page.strip('/').replace('/', '-')}.html"
        (folder / name).write_bytes(site.ask(page).body)
        names.append(name)
    return names


def nginx(work: Path, files: Sequence[str]) -> Measured:
    port = free_port()
    (work / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {work}/nginx.pid; error_log {work}/nginx.log;\n"
        "events {}\n"
        "http { access_log off; keepalive_requests 1000000; types { text/html html; }\n"
        f"  server {{ listen 127.0.0.1:{port}; root {work}/pages; }} }}\n"
    )
    with started("nginx", "-p", str(work), "-c", str(work / "nginx.conf"), port=port):
        return repeated(port, [f"/{name}" for name in files])


def kiwix(work: Path, files: Sequence[str]) -> Measured:
    port = free_port()
    (work / "pages" / "icon.png").write_bytes(PICTURE)
    book = work / "pages.zim"
    subprocess.run(
        [
            *("zimwriterfs", "--welcome", files[0], "--illustration", "icon.png"),
            *("--language", "eng", "--title", "pages", "--description", "pages", "--name", "pages"),
            *("--creator", "bench", "--publisher", "bench", "--withoutFTIndex"),
            *(str(work / "pages"), str(book)),
        ],
        check=True,
        capture_output=True,
    )
    arguments = ("--address=127.0.0.1", f"--port={port}", "--threads=2", str(book))
    with started("kiwix-serve", *arguments, port=port):
        # Since its release 3.4 a book's pages stand below /content/.
        folder = "/content/pages" if answers(port, f"/content/pages/{files[0]}") else "/pages/A"
        return repeated(port, [f"{folder}/{name}" for name in files])


def answers(port: int, path: str) -> bool:
    """Whether a server has a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status == 200


def datasette(folder: Path, work: Path, words: Sequence[str]) -> Measured:
    """FTS5 over titles and both texts; words are quoted, as Datasette does with a reader's."""
    port = free_port()
    database = work / "rows.db"
    copy_rows(folder / "archive.sqlite3", database)
    settings = [
        *("--setting", "sql_time_limit_ms", "120000"),
        *("--setting", "facet_time_limit_ms", "120000"),
        *("--setting", "num_sql_threads", "2"),
    ]
    facets = [("_facet", "source"), ("_facet", "year"), ("_facet", "page"), ("_size", "20")]
    paths = [f"/rows/articles?{urlencode([('_search', text), *facets])}" for text in words]
    with started("datasette", str(database), *settings, "-p", str(port), port=port):
        return run("127.0.0.1", port, paths)


def copy_rows(archive: Path, copy: Path) -> None:
    """Titles, facts and both texts of every article, as rows with an FTS5 index."""

    def half(content: bytes, which: int) -> str:
        return split_text(zstandard.decompress(content))[which]

    with sqlite3.connect(copy) as rows:
        rows.create_function("half", 2, half, deterministic=True)
        rows.execute("ATTACH ? AS archive", (f"{archive}",))
        rows.executescript(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, source TEXT, date TEXT,"
            " year TEXT, page INTEGER, original TEXT, translation TEXT);"
            "INSERT INTO articles SELECT a.id, a.title, a.source_id, a.date, substr(a.date, 1, 4),"
            " a.page, half(s.content, 2), half(s.content, 1)"
            " FROM archive.documents_article a"
            " JOIN archive.documents_seedfile s ON s.id = a.seed_id;"
            "CREATE INDEX by_source ON articles (source); CREATE INDEX by_year ON articles (year);"
            "CREATE VIRTUAL TABLE articles_fts USING fts5"
            " (title, original, translation, content='articles', content_rowid='id');"
            "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');"
        )


def repeated(port: int, paths: Sequence[str]) -> Measured:
    run("127.0.0.1", port, paths, connections=CONNECTIONS, headers=())
    measured = run("127.0.0.1", port, [*paths] * REPEATED, connections=CONNECTIONS, headers=())
    if measured.failed:
        raise SystemExit(f"{measured.failed} answers of a peer were not 200")
    return measured


@contextmanager
def started(*command: str, port: int) -> Iterator[None]:
    """A server, from its first answer until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
