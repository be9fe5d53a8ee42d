"""No name of the code is used by tests alone, or by nobody. Read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from tests.helpers.project_code import read_tree
from tests.project.test_architecture import MODULES

# Used by a name in another place than Python's: by Django, by its settings, by a layout's name.
CALLED_BY_NAME = (
    "archive.server_log.ThreadCountFilter",  # in server_log.json
    "archive.serving.DATABASES",
    "archive.settings.*",
    "archive.number_formats.*",
    "archive.urls.handler???",
    "*.urlpatterns",
    "documents.urls.app_name",
    "documents.apps.DocumentsConfig",
    "documents.management.commands.*.Command",
    "documents.seed_store.layouts.*.named_source",
    "documents.seed_store.layouts.*.parse",
    "documents.seed_store.layouts.*.recognise",
)
_DOTTED = re.compile(r"(?:archive|documents)(?:\.\w+)+")


def defined(tree: ast.Module) -> Iterator[str]:
    """The names a module binds at its top level, imports apart."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                for part in ast.walk(target):
                    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                        yield part.id


def used(module: str, tree: ast.Module) -> Iterator[str]:
    """The dotted names a module uses: its own, those it imports and reads, those in strings.

    A name that is imported only to be handed on is not used.
    """
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield known.get(node.id, f"{module}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{known.get(node.value.id, '')}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _DOTTED.findall(node.value)


def test_every_name_is_used_by_the_code_itself() -> None:
    trees = {name: read_tree(file) for name, file in MODULES.items()}
    handed_on = {
        f"{module}.{alias.name}": f"{node.module}.{alias.name}"
        for module, tree in trees.items()
        if "__all__" in defined(tree)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
    }
    found = {name for module, tree in trees.items() for name in used(module, tree)}
    found |= {handed_on[name] for name in found & set(handed_on)}
    names = {f"{module}.{name}" for module, tree in trees.items() for name in defined(tree)}
    names = {name for name in names | set(handed_on) if not name.endswith("__")}
    assert "documents.sentences.sentences" in names & found
    unused = names - found
    unused = {name for name in unused if not any(fnmatch(name, one) for one in CALLED_BY_NAME)}
    assert sorted(unused) == []
