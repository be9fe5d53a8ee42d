"""The project's own Python files as syntax trees, each parsed once a run."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.helpers.garbage_collection import kept_to_the_end
from tests.helpers.site_process import ROOT


@cache
def read_tree(file: Path) -> ast.Module:
    """The syntax tree of a file, shared by all who ask: nobody changes it."""
    with kept_to_the_end():
        return ast.parse(file.read_text("utf-8"))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, in the order `ast.walk` gives them."""
    with kept_to_the_end():
        return tuple(ast.walk(read_tree(file)))


def modules(*folders: str) -> dict[str, Path]:
    """Every module of these folders by its dotted name, migrations apart."""
    found = {}
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(part for part in parts if part != "__init__")] = file
    return found
