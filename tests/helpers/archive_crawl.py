"""Builds an archive step by step, then reads every page and export of it, as a crawler does.

``python -m tests.helpers.archive_crawl FILE STEP…`` in an environment that names an empty archive.
A step is ``ingest``, ``ingest=PATH``, ``export=FOLDER``, or ``grow=FOLDER``: its seeds come in a
few at a time, in no order. FILE gets a digest of each answer, by address and by its headers.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from wsgiref.types import WSGIApplication

import django

HOST = "archive.example.org"
DATE = "2026-01-02"
STEPS = 4  # in which a folder grows
STARTS = (
    *("/", "/zh-hans/", "/articles/", "/zh-hans/articles/", "/sitemap.xml", "/opensearch.xml"),
    *(f"/articles/?sort={order}" for order in ("newest", "oldest", "title")),
    *(
        "/articles/?q=the",
        "/articles/?q=%E4%BA%BA",
        "/zh-hans/articles/?q=%E7%9A%84",
        "/robots.txt",
    ),
    *("/concordance/?q=the", "/trends/?q=the&q=%E4%BA%BA", "/suggest?q=th", "/suggest?q=%E4%BA%BA"),
    *(f"/articles.{suffix}" for suffix in ("json", "csv", "atom", "bib", "ris", "csl.json")),
    *(f"/articles.{suffix}" for suffix in ("pairs.tsv", "tmx")),
    *("/articles.json?sort=title", "/articles.json?q=the", "/articles.json?q=%E4%BA%BA"),
)
ARTICLE_EXPORTS = ("timemap", "linkset.json", "json", "md")  # no page links to them
_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_ARTICLE = re.compile(r"/articles/([0-9a-z]{11})(?=[/.])")
_DAY_OF_YEAR = re.compile(r"/on-this-day/(?!0[16]-24)\d")
_UNSAID = {"date", "server"}


def main(file: str, *steps: str) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    for step in steps:
        name, _, value = step.partition("=")
        if name == "ingest":
            call_command("ingest", *([value] if value else []), date=_date(), verbosity=0)
        elif name == "export":
            call_command("export", "seeds", value, verbosity=0)
        elif name == "grow":
            _grow(Path(value), lambda: call_command("ingest", date=_date(), verbosity=0))
    Path(file).write_text(json.dumps(dict(_crawl())), encoding="utf-8")


def _date() -> object:
    from documents.management.commands.ingest import read_time

    return read_time(DATE)


def _grow(source: Path, ingest: Callable[[], object]) -> None:
    """Copy a folder of seeds into the empty archive's own, a part at a time, and ingest each."""
    target = Path(os.environ["ARCHIVE_SEEDS"])
    files = [file for file in sorted(source.rglob("*")) if file.is_file()]
    registers = [file for file in files if file.name == "accessions.tsv"]
    first = [file for file in files if file.name == "sources.toml"]
    texts = [file for file in files if file not in {*registers, *first}]
    random.Random(7).shuffle(texts)
    # What corrects or withdraws comes behind what it speaks of.
    texts.sort(key=lambda file: file.name.endswith(".toml") or "~" in file.name)
    lines = {
        line.split("\t")[2]: (register, line)
        for register in registers
        for line in register.read_text(encoding="utf-8").splitlines()[1:]
    }
    size = -(-len(texts) // STEPS)
    for start in range(0, len(texts), size):
        for file in (*(() if start else (*first, *registers)), *texts[start : start + size]):
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            if file in registers:
                place.write_text(file.read_text(encoding="utf-8").partition("\n")[0] + "\n")
                continue
            shutil.copyfile(file, place)
            register, line = lines.get(hashlib.sha256(file.read_bytes()).hexdigest(), (None, ""))
            if register:
                with (target / register.relative_to(source)).open("a", encoding="utf-8") as out:
                    out.write(f"{line}\n")
        ingest()


def _crawl() -> Iterator[tuple[str, str]]:
    from django.core.handlers.wsgi import WSGIHandler

    from archive.page_cache.cache import add_page_cache

    application = add_page_cache(WSGIHandler())
    waiting = list(STARTS)
    known = set(waiting)
    while waiting:
        path = waiting.pop()
        status, headers, body = _ask(application, path)
        yield path, hashlib.sha256(repr((status, headers, body)).encode()).hexdigest()
        if "text/html" in dict(headers).get("content-type", ""):
            for found in _links(path, body.decode()):
                if found not in known:
                    known.add(found)
                    waiting.append(found)


def _links(path: str, page: str) -> Iterator[str]:
    """The addresses that a page links to; of searches, those from pages that are none."""
    for href in _LINK.findall(page):
        address = urlsplit(urljoin(f"https://{HOST}{path}", unescape(href)))
        article = _ARTICLE.search(address.path)
        if address.netloc != HOST or address.path.startswith("/static/"):
            continue
        if address.path.endswith("/random/"):  # another answer each time
            continue
        if _DAY_OF_YEAR.search(address.path):  # a few of them are read
            continue
        if article and not _is_sampled(article[1]):
            continue
        if not address.query:
            yield address.path
        elif "?" not in path and "/articles/" not in path:
            yield f"{address.path}?{address.query}"
        if article:
            yield from (f"/articles/{article[1]}.{suffix}" for suffix in ARTICLE_EXPORTS)
            yield f"/articles/{article[1]}/related/"
            yield f"/zh-hans/articles/{article[1]}/related/"


def _is_sampled(identifier: str) -> bool:
    """Whether an article's own pages are read: one in four, as its identifier has it."""
    return hashlib.sha256(identifier.encode()).digest()[0] % 4 == 0


def _ask(application: WSGIApplication, path: str) -> tuple[str, list[tuple[str, str]], bytes]:
    plain, _, query = path.partition("?")
    started: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": plain,
        "QUERY_STRING": query,
        "HTTP_HOST": HOST,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
    }

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        started.append((status, headers))
        return lambda piece: None

    body = b"".join(application(environ, start))
    status, headers = started[-1]
    said = sorted((name.lower(), value) for name, value in headers if name.lower() not in _UNSAID)
    return status, said, body


if __name__ == "__main__":
    main(*sys.argv[1:])
