"""The rooms: who may import whom. Read from the source, so that no import escapes by being lazy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BASE = ("identifiers", "dates", "text", "blocks")  # pure, and known to everybody
PURE = (
    *BASE,
    "alignment",
    "citation",
    "revision",
    "listing",
    "ingest.files",
    "ingest.formats",
    "ingest.records",
)
STATE = ("django.db", "documents.models", "sqlite3", "psycopg", "tantivy")
WRITERS = ("documents.ingest", "documents.migrations")

# Arrows that would point backwards: room -> rooms it must not know.
BACKWARDS = {
    "models": ("filters", "ingest", "search", "citation", "views", "management"),
    "search": ("filters", "ingest", "citation", "views", "management"),
    "ingest": ("filters", "citation", "views", "management"),
    "filters": ("ingest", "views", "management"),
    "list_addresses": ("filters", "models", "ingest", "finding", "views", "management"),
    "reading": ("ingest.importer", "finding", "exchange", "views", "management"),
    "finding": ("ingest", "exchange", "views", "management"),
    "exchange": ("ingest", "views", "management"),
    "views": ("ingest", "management"),
}
WRITING = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "create"}


def modules() -> dict[str, Path]:
    """Every module of the project by its dotted name, migrations apart."""
    found = {}
    for folder in ("archive", "documents"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(part for part in parts if part != "__init__")] = file
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """What a module imports, wherever in it, by dotted name."""
    file = MODULES[name]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name if file.name == "__init__.py" else name.rpartition(".")[0]
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(name: str, *rooms: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(room: str) -> list[str]:
    return [name for name in MODULES if within(name, room)]


def crossings(names: list[str], *rooms: str) -> list[str]:
    """``module -> import`` for every import that leads into one of the rooms."""
    return sorted(
        {f"{name} -> {to}" for name in names for to in imports(name) if within(to, *rooms)}
    )


def test_the_reader_of_imports_sees_what_is_there() -> None:
    assert "documents.blocks.Block" in set(imports("documents.held_text"))
    assert "documents.identifiers" in MODULES


def test_the_project_knows_no_word_of_articles() -> None:
    assert crossings(room_of("archive"), "documents") == []


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_touch_no_state(room: str) -> None:
    assert crossings(room_of(f"documents.{room}"), *STATE) == []


@pytest.mark.parametrize("room", ["alignment", "citation"])
def test_pure_rooms_do_not_know_each_other(room: str) -> None:
    known = tuple(f"documents.{name}" for name in (*BASE, room))
    names = room_of(f"documents.{room}")
    strange = [to for name in names for to in imports(name) if within(to, "documents", "archive")]
    assert [to for to in strange if to != "documents" and not within(to, *known)] == []


@pytest.mark.parametrize("room", BASE)
def test_the_base_rooms_know_only_each_other(room: str) -> None:
    known = tuple(f"documents.{name}" for name in BASE)
    found = [to for to in imports(f"documents.{room}") if within(to, "documents", "archive")]
    assert [to for to in found if to != "documents" and not within(to, *known)] == []


@pytest.mark.parametrize("room", BACKWARDS)
def test_no_arrow_points_backwards(room: str) -> None:
    forbidden = (f"documents.{name}" for name in BACKWARDS[room])
    assert crossings(room_of(f"documents.{room}"), *forbidden) == []


def test_only_search_knows_the_engine() -> None:
    names = [name for name in MODULES if not within(name, "documents.search")]
    assert crossings(names, "tantivy") == []


def test_only_ingest_writes_rows() -> None:
    written = [
        f"{name}:{node.lineno}: {node.func.attr}"
        for name, file in MODULES.items()
        if not within(name, *WRITERS)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
    ]
    assert written == []
