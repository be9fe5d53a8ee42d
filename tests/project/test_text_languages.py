"""The language of a source's text is written in one way, which says its direction too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.text_direction import text_direction
from tests.helpers.project_code import nodes_of
from tests.helpers.site_process import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = [
    file
    for folder in ("archive", "documents")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if file.name not in {"text_direction.py", "text_languages.py"}
]
LANGUAGE = re.compile(r"(?<![\w:-])lang=[\"']?((?:\{\{.*?\}\}|\{%.*?%\}|[^\"'{}>\s])*)")
# Those of pages and of XML, which has no directions.
OF_PAGES = {"{{ interface_tag() }}"}


def written(text: str) -> Iterator[str]:
    """The values of ``lang`` that a text writes itself and that need a direction."""
    for value in LANGUAGE.findall(text):
        is_plain = re.fullmatch(r"[A-Za-z][\w-]*", value) and text_direction(value) == "ltr"
        if value not in OF_PAGES and not is_plain:
            yield value


def html_in(file: Path) -> Iterator[str]:
    """The texts of a module that may be HTML, with ``{}`` where a value goes; no docstrings."""
    nodes = nodes_of(file)
    notes = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in notes and "<" in str(node.value):
            yield str(node.value)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_writes_the_language_of_a_text_without_its_direction(path: Path) -> None:
    assert list(written(path.read_text("utf-8"))) == []


def test_no_code_writes_the_language_of_a_text_without_its_direction() -> None:
    found = {
        file.relative_to(ROOT).as_posix(): text
        for file in CODE
        for text in html_in(file)
        if any(written(text.replace("{}", "{{ value }}")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="{{ line.lang }}">',
        '<p{% if tag %} lang="{{ tag }}"{% endif %}>',
        '<p lang="ar">',
        "<p lang={{ tag }}>",
        '<p lang="{% if x %}{{ a }}{% else %}{{ b }}{% endif %}">',
    ],
)
def test_a_language_without_a_direction_is_found(html: str) -> None:
    assert list(written(html)) != []


@pytest.mark.parametrize(
    "html", ['<b lang="zh-Hans">', "<p{{ language_attributes(x) }}>", '<a hreflang="{{ x }}">']
)
def test_what_needs_no_direction_is_left_alone(html: str) -> None:
    assert list(written(html)) == []
