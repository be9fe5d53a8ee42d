"""Partial templates: named alike, and each says at its head which variables it takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, meta, nodes

from tests.helpers.site_process import ROOT

TEMPLATES = ROOT / "templates"
PARTIALS = sorted(TEMPLATES.rglob("partials/*.html"))
# Every class of the code by module and name, as heads name them: ``facets.Paging``.
CLASSES = {
    f"{file.stem}.{name}"
    for folder in ("archive", "documents")
    for file in (ROOT / folder).rglob("*.py")
    for name in re.findall(r"^class (\w+)", file.read_text("utf-8"), re.MULTILINE)
}


def head(partial: Path) -> str:
    return partial.read_text("utf-8").partition("#}")[0]


def name_of(partial: Path) -> str:
    return partial.relative_to(TEMPLATES).as_posix()


@pytest.fixture(scope="module")
def environment() -> Environment:
    found: Environment = engines.all()[0].env  # type: ignore[attr-defined]
    return found


def test_partials_lie_in_folders_of_that_name_and_are_named_without_underscores() -> None:
    assert TEMPLATES / "documents" / "partials" / "pagination.html" in PARTIALS
    files = {file for file in TEMPLATES.rglob("*") if file.is_file()}
    assert [name_of(file) for file in files if "/_" in f"/{name_of(file)}"] == []


def test_every_partial_is_used() -> None:
    texts = {file: file.read_text("utf-8") for file in TEMPLATES.rglob("*.html")}
    unused = [
        name_of(partial)
        for partial in PARTIALS
        if not any(f'"{name_of(partial)}"' in text for text in texts.values())
    ]
    assert unused == []


@pytest.mark.parametrize("partial", PARTIALS, ids=name_of)
def test_a_partial_names_at_its_head_what_it_takes(partial: Path, environment: Environment) -> None:
    assert head(partial).startswith("{# ")
    tree = environment.parse(partial.read_text("utf-8"))
    taken = meta.find_undeclared_variables(tree) - set(environment.globals)
    taken |= {argument.name for macro in tree.find_all(nodes.Macro) for argument in macro.args}
    assert set(re.findall(r"`(\w+)`", head(partial))) == taken


@pytest.mark.parametrize("partial", PARTIALS, ids=name_of)
def test_a_partial_names_classes_that_are_there(partial: Path) -> None:
    assert set(re.findall(r"\b([a-z_]+\.[A-Z]\w+)", head(partial))) - CLASSES == set()
