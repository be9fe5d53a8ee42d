"""Documentation: what exists is documented, and what is documented exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from documents.citation.styles import STYLES, CitationStyle
from documents.query.addresses import PARAMETERS
from documents.reading.rows import VIEWS
from documents.reading.view_options import SHOWN_BY
from documents.search.request import FACETS, Sort
from documents.seed_store.layouts import known_layouts

SORTS: tuple[str, ...] = get_args(Sort)
ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address of the site, parameters by name: ``/articles/<identifier>/``."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", here)


def test_every_address_is_documented() -> None:
    documented = set(re.findall(r"`(/[^`?\s]*)`", text_of("docs", "addresses.md")))
    found = set(routes(get_resolver().url_patterns))
    assert "/articles/<identifier>/" in found
    assert found - documented == set()


def test_every_documented_page_is_an_address() -> None:
    tables = text_of("docs", "addresses.md").partition("## Identifiers")[0]
    documented = set(re.findall(r"^\| `(/[^`]*)`", tables, re.MULTILINE))
    served_otherwise = {"/static/<name>.<digest>.<type>"}
    assert documented - served_otherwise - set(routes(get_resolver().url_patterns)) == set()


def test_every_management_command_is_documented() -> None:
    names = {file.stem for file in ROOT.glob("documents/management/commands/[a-z]*.py")}
    documented = set(re.findall(r"^\| `(\w+)[^`]*` \|", text_of("README.md"), re.MULTILINE))
    assert names - documented == set()


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.MULTILINE))
    documented = set(re.findall(r"`make ([\w-]+)`", text_of("README.md")))
    assert targets == documented


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_is_documented(facet: str) -> None:
    assert f"`{facet}`" in text_of("docs", "search.md")


@pytest.mark.parametrize("parameter", [*PARAMETERS, *SORTS, *SHOWN_BY, *VIEWS])
def test_every_parameter_and_order_is_documented(parameter: str) -> None:
    section = text_of("docs", "addresses.md").partition("## Parameters")[2]
    assert f"`{parameter}`" in section


@pytest.mark.parametrize("layout", known_layouts())
def test_every_layout_is_documented(layout: str) -> None:
    assert f"`{layout}`" in text_of("docs", "layouts.md")


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.key)
def test_every_citation_style_is_documented(style: CitationStyle) -> None:
    text = text_of("docs", "citation.md")
    table = text.partition("## Styles")[2].partition("\n\nA citation")[0]
    assert f"\n| {style.name}" in table
    exported = re.findall(r"^\| `citations` \| (.*) as plain text", text, re.MULTILINE)[0]
    assert {f"`{form.export_key}`" for form in style.forms if form.export_key} <= set(
        exported.split(", ")
    )


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", document.read_text("utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []
