"""The registry of layouts: one module each. To add one, add a module here; it is found.

A layout's module defines ``NAME`` (what ``sources.toml`` calls it), ``recognise(file)`` (whether a
file looks like it, cheaply) and ``parse(file)`` (the record, or `Refused`). Modules whose names
begin with an underscore are shared by layouts and are none themselves. See ``docs/layouts.md``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from documents.seed_store.files import DecodedFile
from documents.seed_store.records import ArticleRecord, Fault, Refused


class Layout(Protocol):
    """The protocol of a layout's module."""

    NAME: str

    def recognise(self, file: DecodedFile) -> bool: ...
    def parse(self, file: DecodedFile) -> ArticleRecord: ...


@cache
def known_layouts() -> dict[str, Layout]:
    """Every layout by name."""
    modules = (
        cast(Layout, importlib.import_module(f"{__name__}.{module.name}"))
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    )
    return {module.NAME: module for module in modules}


def recognise(file: DecodedFile) -> tuple[str, ...]:
    """The names of the layouts that a file looks like."""
    return tuple(name for name, module in known_layouts().items() if module.recognise(file))


def parse_file(file: DecodedFile, layout: str | None = None) -> ArticleRecord:
    """Parse a file by a layout, by default the one it looks like. Raises `Refused`.

    A source that names the wrong layout is not believed: a file that looks like another one, and
    not like this one, is refused however much of it could be read. One that looks like none passes.
    """
    if layout is not None and layout not in known_layouts():
        raise _refusal(file, repr(layout), f"one of {', '.join(sorted(known_layouts()))}")
    if not any(line.text.strip() for line in file.lines):
        raise Refused(Fault(file.path, 0, "body", "an empty file", "an article"))
    if layout is None:
        names = recognise(file)
        if len(names) != 1:
            found = f"a file that looks like {' and '.join(names)}" if names else "no known layout"
            raise _refusal(file, found, f"one of {', '.join(sorted(known_layouts()))}")
        layout = names[0]
    module = known_layouts()[layout]
    record = module.parse(file)  # first, since its refusals name the line that is wrong
    if not module.recognise(file) and (others := recognise(file)):
        found = f"a file that looks like {' or '.join(others)}"
        raise _refusal(file, found, f"{layout}, which its source names in sources.toml")
    return record


def _refusal(file: DecodedFile, found: str, expected: str) -> Refused:
    return Refused(Fault(file.path, 0, "layout", found, expected))
