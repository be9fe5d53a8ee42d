"""No code counts the interface's languages: one module names them, the rest asks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.helpers.project_code import nodes_of, read_tree
from tests.helpers.site_process import ROOT

TAG = re.compile(r"/?(en|zh([-_]?(hans|hant))?)([-_][a-z]{2})?/?", re.IGNORECASE)
NAMED_IN = "archive/languages.py"
# Where a language is a text's: what is written, paired, cited, exported, searched or chosen.
OF_TEXTS = (
    "documents/alignment/",
    "documents/bulk/cards/",  # in English, as data sets are described
    "documents/citation/",
    "documents/chinese/",
    "documents/conversion/",
    "documents/dictionaries/",
    "documents/harvesting/",
    "documents/hints/help_topics.py",  # what its examples look for
    "documents/models.py",
    "documents/presentation/labels.py",
    "documents/presentation/search_prompts.py",
    "documents/presentation/text_languages.py",
    "documents/presentation/written_dates.py",
    "documents/query/",
    "documents/query_translation/",  # from and into which languages words are translated
    "documents/reading/",
    "documents/seed_store/",
    "documents/template_globals.py",
    "documents/sentences.py",
    "documents/views/llms_text.py",
)
ASKS = {"get_language", "override", "interface_tag", "language_code", "current_language"}
CODE = [
    file.relative_to(ROOT).as_posix()
    for folder in ("archive", "documents")
    for file in sorted((ROOT / folder).rglob("*.py"))
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def tags(tree: ast.AST) -> Iterator[str]:
    """The language tags that stand in code as texts."""
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and TAG.fullmatch(value):
            yield value


def called(tree: ast.AST) -> set[str]:
    """The names of what is called."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        function.attr if isinstance(function, ast.Attribute) else function.id
        for function in functions
        if isinstance(function, ast.Attribute | ast.Name)
    }


def interface_tags(nodes: Iterable[ast.AST]) -> list[str]:
    """Functions that name a language and ask, or set, the interface's."""
    return [
        f"{node.name}: {tag}"
        for node in nodes
        if isinstance(node, ast.FunctionDef) and called(node) & ASKS
        for tag in tags(node)
    ]


@pytest.mark.parametrize("path", [path for path in CODE if path != NAMED_IN])
def test_no_other_module_names_a_language_of_the_interface(path: str) -> None:
    assert interface_tags(nodes_of(ROOT / path)) == []
    if not path.startswith(OF_TEXTS):
        assert list(tags(read_tree(ROOT / path))) == []


def test_every_place_that_knows_the_languages_of_texts_names_one() -> None:
    """So that the list above does not grow stale."""
    for place in OF_TEXTS:
        files = [path for path in CODE if path.startswith(place)]
        assert any([*tags(read_tree(ROOT / path))] for path in files), place


@pytest.mark.parametrize(
    "source",
    [
        'def name():\n    return "A" if get_language() == "zh-hans" else "B"',
        'def path():\n    with translation.override("en"):\n        return reverse("x")',
        'def is_chinese():\n    return (get_language() or "").startswith("zh")',
    ],
)
def test_a_language_that_is_asked_for_by_name_is_found(source: str) -> None:
    assert interface_tags(ast.walk(ast.parse(source))) != []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_chooses_by_a_language_s_name(path: Path) -> None:
    asked = re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8"), re.DOTALL)
    named = re.compile(rf"""(['"]){TAG.pattern}\1""", re.IGNORECASE)
    assert [one for one in asked if named.search(one)] == []
