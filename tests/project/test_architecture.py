"""The rooms and their floors: who may import whom. Read from the source, lazy imports included."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.helpers.project_code import modules, nodes_of, read_tree
from tests.helpers.site_process import ROOT

# From the top. A room imports from the floors below its own, never from its own or from above.
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "documents.urls",
        "documents.machine_urls",
        "documents.management",
        "documents.template_globals",
    ),
    ("documents.views", "documents.assistants"),
    ("documents.api",),
    (
        "documents.bulk",
        "documents.hints",
        "documents.corpus",
        "documents.browsing",
        "documents.harvesting",
        "documents.reading_lists",
    ),
    ("documents.reading", "documents.exchange", "documents.results"),
    ("documents.presentation",),
    ("documents.query",),
    ("documents.query_translation",),
    ("documents.ingest", "documents.current_index"),
    ("documents.edition",),
    ("documents.raw_queries", "documents.conversion", "documents.collection_template"),
    ("documents.renderings",),
    ("documents.dictionaries",),
    ("documents.seed_store", "documents.models", "documents.citation", "documents.search"),
    ("documents.source_dates",),
    ("documents.calendars", "documents.credits"),
    (
        "documents.alignment",
        "documents.chinese",
        "documents.apps",
        "documents.corporate_names",
        "documents.dates",
        "documents.held_text",
        "documents.typesetting",
    ),
    (
        "documents.author_names",
        "documents.month_names",
        "documents.sentences",
        "documents.text_direction",
    ),
    (
        "documents.array_file",
        "documents.blocks",
        "documents.cedict",
        "documents.csv_tables",
        "documents.fields",
        "documents.identifiers",
        "documents.other_formats",
        "documents.raw_instances",
        "documents.surnames",
        "documents.text",
        "documents.translation_tags",
        "documents.url_converters",
    ),
    ("documents.derived_tables",),
    ("archive",),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
LARGEST_SHARE = 0.17  # of the lines of Python that one room may have

# Rooms that work on plain values: no database, no index, no Django.
PURE = (
    "documents.alignment",
    "documents.array_file",
    "documents.author_names",
    "documents.blocks",
    "documents.calendars",
    "documents.cedict",
    "documents.chinese",
    "documents.citation",
    "documents.corporate_names",
    "documents.credits",
    "documents.csv_tables",
    "documents.dates",
    "documents.derived_tables",
    "documents.dictionaries.description",
    "documents.dictionaries.word_list",
    "documents.identifiers",
    "documents.month_names",
    "documents.other_formats",
    "documents.reading.rows",
    "documents.reading.contents",
    "documents.reading.version_changes",
    "documents.results.axis",
    "documents.seed_store",
    "documents.sentences",
    "documents.source_dates",
    "documents.surnames",
    "documents.typesetting",
    "documents.text",
    "documents.text_direction",
    "documents.translation_tags",
)
STATE = ("django", "documents.models", "psycopg", "tantivy")
DATABASE = ("django.db", "documents.models", "psycopg", "sqlite3")
# They keep what one run has met, or written, in a file of its own that is gone afterwards.
OWN_SQLITE = ("documents.seed_store.run_ledger", "documents.ingest.export_paths")
WRITERS = ("documents.ingest", "documents.migrations")
WRITING = {
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "create"),
    *("delete", "executemany"),
}
_WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|TRUNCATE)\s")
# What makes or changes files; what `open` is told where it does.
_CHANGING_FILES = {
    *("mkdir", "rename", "rmtree", "symlink_to", "touch", "truncate", "unlink"),
    *("write_bytes", "write_text"),
}
_CHANGING_MODE = re.compile("[rwaxbt+]*[wax+][rwaxbt+]*")


MODULES = modules("archive", "documents")


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports, wherever in it, by dotted name."""
    return frozenset(imported_names(name))


def imported_names(name: str) -> Iterator[str]:
    file = MODULES[name]
    for node in nodes_of(file):
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


def modules_in(room: str) -> list[str]:
    return [name for name in MODULES if within(name, room)]


def crossings(names: list[str], *rooms: str) -> list[str]:
    """``module -> import`` for every import that leads into one of the rooms."""
    return sorted(
        {f"{name} -> {to}" for name in names for to in imports(name) if within(to, *rooms)}
    )


def reached_from(names: Iterable[str]) -> list[str]:
    """These modules, and all that they import, and what these import."""
    found: set[str] = set()
    coming = list(names)
    while coming:
        name = coming.pop()
        if name in MODULES and name not in found:
            found.add(name)
            coming += map(module_of, imports(name))
    return sorted(found)


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a method or function in a module, by the last part of its name."""
    for node in nodes_of(MODULES[name]):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def texts(name: str) -> Iterator[tuple[int, str]]:
    """Every string in a module, with its line."""
    for node in nodes_of(MODULES[name]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@cache
def room_of(name: str) -> str:
    """The room a module stands in, "" for none."""
    return next((room for room in ROOMS if within(name, room)), "")


def module_of(name: str) -> str:
    """The module an imported name belongs to: itself, or the one that defines it."""
    return name if name in MODULES else name.rpartition(".")[0]


def test_the_reader_of_imports_sees_what_is_there() -> None:
    assert "documents.blocks.Block" in imports("documents.held_text")
    assert "documents.identifiers" in MODULES


def test_every_module_stands_in_a_room() -> None:
    homeless = [name for name in MODULES if name != "documents" and not room_of(name)]
    assert homeless == []


@pytest.mark.parametrize("room", [*ROOMS, *PURE, *OWN_SQLITE, "documents.ingest"])
def test_every_room_that_is_named_has_files(room: str) -> None:
    assert modules_in(room) != []


def test_no_import_leads_up_or_sideways() -> None:
    wrong = [
        f"{name} -> {to}"
        for name in MODULES
        for to in imports(name)
        if (here := room_of(name)) and (there := room_of(to)) and here != there
        if ROOMS[there] <= ROOMS[here]
    ]
    assert sorted(set(wrong)) == []


def test_no_two_files_import_each_other_by_any_way() -> None:
    graph = {
        name: {module for to in imports(name) if (module := module_of(to)) in MODULES} - {name}
        for name in MODULES
    }
    # A package hands on what its modules define: importing one of them is not importing it.
    for name, known in graph.items():
        known -= {package for package in known if within(name, package)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_touch_no_state_by_any_way(room: str) -> None:
    assert crossings(reached_from(modules_in(room)), *STATE) == []


def test_the_map_calls_pure_what_is_held_to_be_pure() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    drawn = re.findall(r"^  (\w+)(?:/|\.py) .* pure$", page, re.MULTILINE)
    assert "alignment" in drawn
    assert {f"documents.{name}" for name in drawn} - set(PURE) == set()


def test_two_modules_keep_a_file_database_of_their_own_and_no_other() -> None:
    names = [name for name in MODULES if not within(name, *OWN_SQLITE)]
    assert crossings(names, "sqlite3") == []


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, file in MODULES.items()
        if "Pure" in (ast.get_docstring(read_tree(file)) or "")
    ],
)
def test_a_module_that_calls_itself_pure_reaches_no_database(name: str) -> None:
    assert crossings(reached_from([name]), *DATABASE) == []


def test_only_search_knows_the_engine() -> None:
    names = [name for name in MODULES if not within(name, "documents.search")]
    assert crossings(names, "tantivy") == []


def test_only_commands_start_what_writes() -> None:
    allowed = ("documents.ingest", "documents.management", "documents.migrations")
    names = [name for name in MODULES if not within(name, *allowed)]
    assert crossings(names, "documents.ingest") == []


def test_only_ingest_writes_rows() -> None:
    others = [name for name in MODULES if not within(name, *WRITERS, *OWN_SQLITE)]
    written = [
        f"{name}:{call.lineno}: {called}"
        for name in others
        for called, call in calls(name)
        if called in WRITING or (called == "update" and is_of_a_call(call))
    ]
    written += [
        f"{name}:{line}: {text}"
        for name in others
        for line, text in texts(name)
        if _WRITING_SQL.match(text)
    ]
    assert written == []


def is_of_a_call(call: ast.Call) -> bool:
    """Whether it is a method of what another call gave: ``….filter(…).update(…)``."""
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call)


def test_the_seed_store_room_changes_no_file() -> None:
    changed = [
        f"{name}:{call.lineno}: {called}"
        for name in modules_in("documents.seed_store")
        for called, call in calls(name)
        if called in _CHANGING_FILES or (called == "open" and opens_to_change(call))
    ]
    assert changed == []


def opens_to_change(call: ast.Call) -> bool:
    """Whether a file is opened for more than reading."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(one, ast.Constant) and _CHANGING_MODE.fullmatch(str(one.value)) for one in given
    )


def test_the_site_names_the_app_in_settings_and_root_addresses_alone() -> None:
    named = [
        f"{name}:{line}: {text}"
        for name in modules_in("archive")
        if name not in {"archive.settings", "archive.urls"}
        for line, text in texts(name)
        if text.startswith("documents.")
    ]
    assert named == []


def test_no_room_outgrows_the_house() -> None:
    lines = {name: len(file.read_text("utf-8").splitlines()) for name, file in MODULES.items()}
    whole = sum(lines.values())
    shares = {room: sum(lines[name] for name in modules_in(room)) / whole for room in ROOMS}
    assert {room: share for room, share in shares.items() if share >= LARGEST_SHARE} == {}
