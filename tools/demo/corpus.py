"""The corpus of the demo: issues of five newspapers, page by page, corrections and withdrawals.

The same arguments give the same bytes.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from documents.identifiers import mint
from tools.demo.articles import (
    Article,
    Writer,
    write_comment,
    write_feature,
    write_letter,
    write_names,
    write_news,
    write_picture,
    write_poem,
    write_serial,
    write_table,
)
from tools.demo.grammar import ANY, Pattern, Subject, chinese_number, read_subjects
from tools.demo.newspapers import NEWSPAPERS, Newspaper, write_sources
from tools.demo.seed_files import write_article, write_web_article
from tools.demo.terms import draw_name, make_authors

AN_ISSUE = 6  # articles, on average
AUTHORS = 400
TRANSLATORS = 12
SIGNED = 0.35
WITH_TRANSLATOR = 0.2
CORRECTED = 0.006
WITHDRAWN = 0.002
FAVOURED = 3.0  # times as much of what a newspaper favours
FIRST_RECORDED = datetime(2024, 1, 8, 9, tzinfo=UTC)
BATCH = 200  # articles entered in one week


@dataclass(slots=True)
class _Printed:
    """An article where it was printed."""

    article: Article
    paper: Newspaper
    day: date
    page: int


def generate(articles: int, *, seed: int = 1958) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file: ``sources.toml``, the seeds, and the accession register."""
    rng = Random(seed)  # nosec B311  # the same every run
    yield "sources.toml", write_sources().encode()
    register: list[tuple[str, str, str, str]] = []
    printed = _print_issues(rng, articles)
    for number, one in enumerate(sorted(printed, key=lambda one: (one.day, one.paper.key))):
        recorded = FIRST_RECORDED + timedelta(weeks=number // BATCH, minutes=number % BATCH)
        for name, data, version, after in _files(rng, one, number, seed):
            yield name, data
            accession = name.rpartition("_")[2][:16]
            time = (recorded + timedelta(days=after)).strftime("%Y-%m-%dT%H:%M:%SZ")
            register.append((accession, version, hashlib.sha256(data).hexdigest(), time))
    lines = ["\t".join(line) for line in register]
    yield "accessions.tsv", "\n".join(["accession\tversion\tsha256\ttime", *lines, ""]).encode()


def _files(
    rng: Random, one: _Printed, number: int, seed: int
) -> Iterator[tuple[str, bytes, str, int]]:
    """The files of one article: path, bytes, version, days after its entry into the register."""
    accession = hashlib.sha256(f"demo/{seed}/{number}".encode()).hexdigest()[:16]
    stem = f"{one.paper.key}/{one.day.year}/{number:06d}_{accession}"
    if one.day.year >= one.paper.web_from:
        text = write_web_article(one.article, one.day)
    else:
        english = rng.random() < one.paper.translated
        text = write_article(one.article, one.paper, one.day, one.page, english=english)
    drawn = rng.random()
    if drawn < CORRECTED and (slipped := _with_slip(text)):
        yield f"{stem}.txt", slipped.encode(), "1", 0
        yield f"{stem}~2.txt", text.encode(), "2", 20
        return
    yield f"{stem}.txt", text.encode(), "1", 0
    if drawn > 1 - WITHDRAWN:
        reason = "Entered twice by mistake; the other copy stays."
        later = (FIRST_RECORDED + timedelta(weeks=number // BATCH, days=40)).date()
        successor = hashlib.sha256(f"demo/{seed}/{number - 1}".encode()).hexdigest()[:16]
        withdrawal = f'reason = "{reason}"\ndate = {later}\n'
        if number and rng.random() < 0.5:
            withdrawal += f'successor = "{mint(successor)}"\n'
        yield f"{stem}.withdrawn.toml", withdrawal.encode(), "withdrawn", 40


def _with_slip(text: str) -> str:
    """The text with a copyist's slip: a line of the original left out; empty if it is too short."""
    lines = text.split("\n")
    body = [place for place, line in enumerate(lines) if line.startswith("    ") and "。" in line]
    if len(body) < 3:
        return ""
    return "\n".join(lines[: body[1]] + lines[body[1] + 1 :])


def _print_issues(rng: Random, articles: int) -> Iterator[_Printed]:
    authors = make_authors(rng, AUTHORS)
    translators = [draw_name(rng)[1] for _ in range(TRANSLATORS)]
    left = articles
    while left > 0:
        paper, day = _draw_issue(rng)
        printed = _print_issue(rng, paper, day, authors)[:left]
        for one in printed:
            if one.article.author == ("", "") and rng.random() < SIGNED:
                one.article.author = authors[min(int(rng.expovariate(1 / 60)), AUTHORS - 1)]
            if rng.random() < WITH_TRANSLATOR:
                one.article.translator = rng.choice(translators)
        yield from printed
        left -= len(printed)


def _draw_issue(rng: Random) -> tuple[Newspaper, date]:
    paper = rng.choice(NEWSPAPERS)
    first = date(paper.first, 5, 1)
    # Much of the 1950s and 1980s is held, less of the years between.
    while True:
        day = first + timedelta(days=rng.randrange((date(paper.last, 12, 31) - first).days))
        held = 1.0 if 1953 <= day.year <= 1962 or 1978 <= day.year <= 1990 else 0.4
        if rng.random() < held:
            return paper, day


def _print_issue(
    rng: Random, paper: Newspaper, day: date, authors: list[tuple[str, str]]
) -> list[_Printed]:
    """Articles on their pages, the first page's first; a serial goes on in the weeks after."""
    found = []
    for number in range(max(2, round(rng.gauss(AN_ISSUE, 2)))):
        page = min(paper.pages, 1 + number * paper.pages // AN_ISSUE)
        writer = Writer(rng, _draw_subject(rng, paper, day), ("", ""))
        kind = rng.random()
        if kind < 0.02:
            parts = write_serial(writer, 3)
            found += [
                _Printed(part, paper, _not_after(day + timedelta(days=7 * week), paper), page)
                for week, part in enumerate(parts)
            ]
            continue
        article = _write(writer, kind, day, first=number == 0)
        if number == 0:
            article.section = "要闻"
        found.append(_Printed(article, paper, day, page))
    return found


def _not_after(day: date, paper: Newspaper) -> date:
    return min(day, date(paper.last, 12, 31))


def _write(writer: Writer, kind: float, day: date, *, first: bool) -> Article:
    if writer.subject.key == "post":
        return write_letter(writer)
    if not first:
        for share, write in (
            (0.08, write_poem),
            (0.14, write_picture),
            (0.18, write_table),
            (0.21, write_names),
            (0.29, write_comment),
            (0.37, write_feature),
        ):
            if kind < share and (write is not write_table or writer.subject.key == "harvest"):
                return write(writer)
    return write_news(writer, lambda writer: _dateline(writer, day))


def _dateline(writer: Writer, day: date) -> tuple[str, str]:
    drawn = writer.rng.random()
    if drawn < 0.45:
        spoken_of = day - timedelta(days=1)
        abroad = "country" in writer.binding.bound and "city" not in writer.binding.bound
        slot = "{country.capital}" if abroad else "{city}"
        chinese, english = writer.binding.fill(Pattern(slot, slot))
        number = chinese_number(spoken_of.day)
        return (
            f"新华社{chinese}{number}日电　",
            f"Xinhua News Agency, {english}, {_ordinal(spoken_of.day)}: ",
        )
    return ("本报讯　", "Our own report: ") if drawn < 0.6 else ("", "")


def _draw_subject(rng: Random, paper: Newspaper, day: date) -> Subject:
    subjects = [one for one in read_subjects() if one.key != ANY]
    weights = [
        one.weight(day.year, day.month) * (FAVOURED if one.key in paper.favours else 1.0)
        for one in subjects
    ]
    sums = list(accumulate(weights))
    return subjects[bisect_right(sums, rng.random() * sums[-1])]


def _ordinal(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
