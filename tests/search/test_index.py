from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from documents.search import (
    IndexBuilder,
    IndexDocument,
    IndexMissing,
    SearchRequest,
    SearchResponse,
    folding,
    has_index,
    newest_index,
    open_index,
    prepare,
    remove_stale,
    search,
)
from documents.search.index import index_path
from documents.search.schema import SCHEMA_VERSION
from tests.search.generated_articles import build, make_corpus

QUERIES = ["合作", "的", "science", '"the science"', "人 country", "国家 OR research", "-文化"]


def answers(root: Path, edition: str) -> list[SearchResponse]:
    index = open_index(root, edition)
    requests = [SearchRequest(q=q, limit=1000) for q in QUERIES]
    requests += [SearchRequest(sort=s, limit=1000) for s in ("oldest", "newest", "title")]
    return [search(index, request) for request in requests]


def extend(root: Path, previous: str, edition: str, articles: list[IndexDocument]) -> None:
    builder = IndexBuilder(root, previous, heap=20_000_000)
    assert not builder.starts_empty
    for article in articles:
        builder.add(article)
    builder.finish(edition)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix != ".lock"
    }


def test_an_index_grown_in_steps_answers_as_one_built_at_once(tmp_path: Path) -> None:
    corpus = make_corpus(120)
    build(tmp_path, corpus, "whole")
    build(tmp_path, corpus[:40], "0")
    for step in range(10):  # more than Tantivy merges at
        start = 40 + 8 * step
        extend(tmp_path, str(step), str(step + 1), corpus[start : start + 8])
    assert answers(tmp_path, "10") == answers(tmp_path, "whole")


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    corpus = make_corpus(120)
    build(tmp_path, corpus, "one")
    build(tmp_path, corpus[::-1], "other")
    assert answers(tmp_path, "one") == answers(tmp_path, "other")


def test_corrections_and_withdrawals_leave_nothing_behind(tmp_path: Path) -> None:
    old, new = make_corpus(60, seed=1), make_corpus(60, seed=2)
    corrected = [
        IndexDocument(before.identifier, "s", after.title, after.titles, after.texts)
        for before, after in zip(old[:30], new, strict=False)
    ]
    build(tmp_path, old, "old")
    builder = IndexBuilder(tmp_path, "old")
    for article in corrected:
        builder.add(article)
    for article in old[45:]:
        builder.remove(article.identifier)
    builder.remove("never there")
    builder.finish("new")
    build(tmp_path, [*corrected, *old[30:45]], "fresh")
    for grown, fresh in zip(answers(tmp_path, "new"), answers(tmp_path, "fresh"), strict=True):
        assert grown.total == fresh.total
        assert grown.facets == fresh.facets
        assert {hit.identifier for hit in grown.hits} == {hit.identifier for hit in fresh.hits}
        if not any(hit.score for hit in fresh.hits):
            assert grown.hits == fresh.hits


def test_the_previous_index_is_shared_and_untouched(tmp_path: Path) -> None:
    corpus = make_corpus(60)
    build(tmp_path, corpus[:50], "old")
    before = digests(index_path(tmp_path, "old"))
    expected = answers(tmp_path, "old")
    extend(tmp_path, "old", "new", corpus[50:])
    assert digests(index_path(tmp_path, "old")) == before
    old, new = (index_path(tmp_path, edition) for edition in ("old", "new"))
    shared = [path for path in old.iterdir() if path.suffix == ".term"]
    assert shared
    assert all(path.samefile(new / path.name) for path in shared)
    assert answers(tmp_path, "old") == expected


def test_an_open_index_answers_after_its_folder_is_gone(tmp_path: Path) -> None:
    corpus = make_corpus(60)
    build(tmp_path, corpus, "old")
    expected = answers(tmp_path, "old")
    extend(tmp_path, "old", "new", [])
    remove_stale(tmp_path, {"new"})
    assert [path.name for path in tmp_path.iterdir()] == [index_path(tmp_path, "new").name]
    assert answers(tmp_path, "old") == expected == answers(tmp_path, "new")


def test_an_unfinished_index_is_seen_by_nobody(tmp_path: Path) -> None:
    build(tmp_path, make_corpus(5), "old")
    builder = IndexBuilder(tmp_path, "old")
    builder.add(make_corpus(1, seed=5)[0])
    assert newest_index(tmp_path) == "old"
    assert not has_index(tmp_path, "new")
    builder.discard()
    assert [path.name for path in tmp_path.iterdir()] == [index_path(tmp_path, "old").name]
    with pytest.raises(RuntimeError, match="another IndexBuilder"):
        builder.remove("x")


def test_an_edition_can_be_built_again_over_what_a_killed_run_left(tmp_path: Path) -> None:
    build(tmp_path, make_corpus(5), "one")
    build(tmp_path, make_corpus(9), "two")
    extend(tmp_path, "two", "one", [])
    assert has_index(tmp_path, "one")
    assert newest_index(tmp_path) == "one"


def test_a_missing_index_is_said_to_be_missing(tmp_path: Path) -> None:
    assert newest_index(tmp_path / "nowhere") is None
    with pytest.raises(IndexMissing):
        open_index(tmp_path, "none")
    assert IndexBuilder(tmp_path, "none").starts_empty


def test_an_empty_index_answers(tmp_path: Path) -> None:
    build(tmp_path, [])
    assert [response.total for response in answers(tmp_path, "first")] == [0] * (len(QUERIES) + 3)


def test_reading_writes_nothing_into_the_folder(tmp_path: Path) -> None:
    build(tmp_path, make_corpus(20), "old")
    extend(tmp_path, "old", "new", make_corpus(20, seed=3))
    folder = index_path(tmp_path, "new")
    before = digests(folder)
    folder.chmod(0o555)
    assert answers(tmp_path, "new")[0].total
    folder.chmod(0o755)
    assert {path.name for path in folder.iterdir()} == before.keys()
    assert digests(folder) == before


def test_what_is_indexed_changes_only_with_the_schema_version(tmp_path: Path) -> None:
    """Where this fails, raise SCHEMA_VERSION: an index of older making would answer wrongly."""
    articles = make_corpus(3)
    build(tmp_path, articles)
    meta = (index_path(tmp_path, "first") / "meta.json").read_text("utf-8")
    schema = json.loads(meta)["schema"]
    terms = [prepare(article) for article in articles]
    lines = Path(folding.__file__).with_name("variants.txt").read_text("utf-8").splitlines()
    variants = [line for line in lines if not line.startswith("#")]
    made = json.dumps([schema, terms, variants], sort_keys=True, default=bytes.hex)
    assert (SCHEMA_VERSION, hashlib.sha256(made.encode()).hexdigest()[:16]) == (
        "13",
        "eaa36e4bf6b1a24b",
    )
