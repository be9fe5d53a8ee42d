"""The article as its own TimeGate (RFC 7089), and the same answers from the seeds alone."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest

from tests.helpers.citation_collection import (
    CORRECTED,
    PUBLIC,
    RECALLED,
    serve_citing,
    write_citing,
)
from tests.helpers.site_process import Answer, Served

ARTICLE = f"/articles/{CORRECTED}/"
FIRST, SECOND = f"{ARTICLE}v1/", f"{ARTICLE}v2/"
FIRST_TIME = "Mon, 02 Mar 2026 08:00:00 GMT"
SECOND_TIME = "Mon, 15 Jun 2026 09:30:00 GMT"


def at(site: Served, when: str, path: str = ARTICLE) -> Answer:
    return site.ask(path, headers={"Accept-Datetime": when})


def links(answer: Answer) -> dict[str, dict[str, str]]:
    """A ``Link`` header's links by relation, each with its target and attributes."""
    found: dict[str, dict[str, str]] = {}
    for target, rest in re.findall(r"<([^>]*)>((?:; \w+=\"[^\"]*\")*)", answer.headers["link"]):
        attributes = dict(re.findall(r"(\w+)=\"([^\"]*)\"", rest))
        relation = attributes.pop("rel")
        found[relation] = {"target": target, **attributes}
    return found


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Thu, 31 May 2007 20:35:00 GMT", FIRST),  # before the first: the first (4.5.3)
        (FIRST_TIME, FIRST),
        ("Mon, 15 Jun 2026 09:29:59 GMT", FIRST),
        (SECOND_TIME, SECOND),
        ("Fri, 01 Jan 2100 00:00:00 GMT", SECOND),
    ],
)
def test_a_time_leads_to_the_version_that_stood_then(
    citing: Served, when: str, expected: str
) -> None:
    answer = at(citing, when)
    assert (answer.status, answer.headers["location"]) == (302, expected)
    assert "accept-datetime" in answer.headers["vary"].lower()
    assert "memento-datetime" not in answer.headers
    relations = links(answer)
    assert relations["original timegate"]["target"] == PUBLIC + ARTICLE
    assert relations["timemap"]["type"] == "application/link-format"
    assert relations["first memento"] == {"target": PUBLIC + FIRST, "datetime": FIRST_TIME}
    assert relations["last memento"] == {"target": PUBLIC + SECOND, "datetime": SECOND_TIME}


def test_a_reader_of_the_chinese_interface_stays_in_it(citing: Served) -> None:
    answer = at(citing, FIRST_TIME, f"/zh-hans{ARTICLE}")
    assert answer.headers["location"] == f"/zh-hans{FIRST}"


@pytest.mark.parametrize(
    "when",
    ["yesterday", "2026-03-02T08:00:00Z", "Tue, 02 Mar 2026 08:00:00 GMT", "Mon, 02 Mar 2026", ""],
)
def test_what_is_no_time_is_refused(citing: Served, when: str) -> None:
    answer = at(citing, when)
    assert answer.status == 400
    assert "expected a date like" in answer.text


def test_without_a_time_the_article_is_shown(citing: Served) -> None:
    answer = citing.ask(ARTICLE)
    assert answer.status == 200
    assert {"accept", "accept-datetime"} <= set(answer.headers["vary"].lower().split(", "))
    assert "memento-datetime" not in answer.headers
    assert links(answer)["latest-version"]["target"] == PUBLIC + SECOND


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_version_says_when_it_was_recorded_and_what_stands_around_it(
    citing: Served, method: str
) -> None:
    first, second = citing.ask(FIRST, method), citing.ask(SECOND, method)
    assert first.headers["memento-datetime"] == FIRST_TIME
    assert second.headers["memento-datetime"] == SECOND_TIME
    for answer in (first, second):
        assert links(answer)["original timegate"]["target"] == PUBLIC + ARTICLE
        assert links(answer)["version-history"]["target"].endswith(".timemap")
    assert links(first)["successor-version"]["target"] == PUBLIC + SECOND
    assert links(second)["predecessor-version"]["target"] == PUBLIC + FIRST
    assert "predecessor-version" not in links(first)


def test_a_version_is_no_timegate(citing: Served) -> None:
    assert at(citing, FIRST_TIME, SECOND).status == 200


def test_the_timemap_lists_every_version(citing: Served) -> None:
    answer = citing.ask(f"/articles/{CORRECTED}.timemap")
    assert answer.headers["content-type"].startswith("application/link-format")
    mementos = re.findall(r'<([^>]*)>; rel="([^"]*memento)"; datetime="([^"]*)"', answer.text)
    assert mementos == [
        (PUBLIC + FIRST, "first memento", FIRST_TIME),
        (PUBLIC + SECOND, "last memento", SECOND_TIME),
    ]
    assert 'rel="self"' in answer.text


def told(site: Served) -> dict[str, tuple[int, bytes, str]]:
    """What old citations lead to: status, body, and where they are sent."""
    paths = [ARTICLE, FIRST, SECOND, f"{FIRST}cite/?p=2", f"{SECOND}changes/"]
    paths += [f"/articles/{CORRECTED}.timemap", f"/articles/{CORRECTED}/v1.json"]
    paths += [f"/articles/{RECALLED}/", f"/articles/{RECALLED}/v1/", f"/articles/{RECALLED}.json"]
    answers = {path: site.ask(path) for path in paths}
    answers["then"] = at(site, FIRST_TIME)
    return {
        path: (answer.status, answer.body, answer.headers.get("location", ""))
        for path, answer in answers.items()
    }


@pytest.mark.site
def test_everything_comes_back_from_the_seeds_alone(tmp_path: Path) -> None:
    """The database and the index are deleted; a correction and a withdrawal come in between."""
    write_citing(tmp_path / "seeds")
    kept = tmp_path / "kept"
    kept.mkdir()
    later = ("ferry~2.txt", "recalled.withdrawn.toml")
    for name in later:
        (tmp_path / "seeds" / name).rename(kept / name)
    register = tmp_path / "seeds" / "accessions.tsv"
    dated = register.read_text("utf-8")
    register.write_text("".join(x for x in dated.splitlines(True) if "ferry\t2" not in x), "utf-8")
    with serve_citing(tmp_path) as site:
        cited = site.ask(FIRST)
        assert cited.status == 200
        assert site.ask(SECOND).status == 404
        assert site.ask(f"/articles/{RECALLED}/v1/").status == 200
        (kept / "ferry~2.txt").rename(tmp_path / "seeds" / "ferry~2.txt")
        (kept / later[1]).rename(tmp_path / "seeds" / later[1])
        line = next(x for x in dated.splitlines(True) if "ferry\t2" in x)
        register.write_text(register.read_text("utf-8") + line, "utf-8")
        outcome = site.manage("ingest")
        assert outcome.returncode == 0, outcome.stderr
        # By then every worker has polled the new edition (archive.page_cache.polled_value).
        time.sleep(2)
        after = told(site)
    assert after[FIRST][0] == 200
    assert after[f"/articles/{RECALLED}/v1/"][0] == 410
    shutil.rmtree(tmp_path / "var")
    with serve_citing(tmp_path) as site:
        assert told(site) == after
