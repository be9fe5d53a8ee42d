"""The registry of layouts: one module each. To add one, add a module here; it is found.

A layout's module defines ``NAME`` (what ``sources.toml`` calls it), ``recognise(file)`` (whether a
file bears its marks, cheaply), ``named_source(file)`` (the source that the file names, if it names
one) and ``parse(file)`` (the record, or `Refused`). Modules whose names begin with an underscore
are shared by layouts and are none themselves. See ``docs/layouts.md``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from documents.other_formats import MANUAL, format_of_text, way_out
from documents.seed_store.files import DecodedFile
from documents.seed_store.records import (
    ArticleRecord,
    Fault,
    NamedSource,
    Recognition,
    Refused,
)

# The layout of a file that bears no layout's marks, where a source that may be its own has it.
FALLBACK = "document"


class Layout(Protocol):
    """The protocol of a layout's module."""

    NAME: str

    def recognise(self, file: DecodedFile) -> bool: ...
    def named_source(self, file: DecodedFile) -> NamedSource | None: ...
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


def recognise_file(file: DecodedFile) -> Recognition:
    """What a file says of the source it is of: the layouts it looks like, and a source's name."""
    names = recognise(file)
    named = (known_layouts()[name].named_source(file) for name in names)
    return Recognition(names, next((source for source in named if source), None))


def refuse_unrecognised(file: DecodedFile, names: Sequence[str] = ()) -> Refused:
    """The refusal of a file that looks like no layout, or like more than one."""
    if names:
        return _refusal(file, f"a file that looks like {' and '.join(names)}", _one_of_all())
    other = format_of_text(file.text)
    if other:
        return _refusal(file, f"a file that looks like {other}", way_out(other))
    return _refusal(file, "no known layout", _one_of_all())


def parse_file(file: DecodedFile, layout: str | Sequence[str] | None = None) -> ArticleRecord:
    """Parse a file by a layout, by default the one it looks like. Raises `Refused`.

    Of several layouts the file is read as the one it looks like; if it looks like none, as
    `FALLBACK` where that is listed, else as the first. A source that names the wrong layout is not
    believed: a file that looks like another one, and not like this one, is refused however much of
    it could be read.
    """
    listed = (layout,) if isinstance(layout, str) else tuple(layout or ())
    if unknown := [name for name in listed if name not in known_layouts()]:
        raise _refusal(file, repr(unknown[0]), _one_of_all())
    if not any(line.text.strip() for line in file.lines):
        raise Refused(Fault(file.path, 0, "body", "an empty file", "an article"))
    name = choose_layout(file, listed)
    module = known_layouts()[name]
    is_recognised = module.recognise(file)
    if not is_recognised and format_of_text(file.text) not in {"", "CSV"}:
        raise refuse_unrecognised(file)
    record = module.parse(file)  # first, since its refusals name the line that is wrong
    if not is_recognised and (others := recognise(file)):
        found = f"a file that looks like {' or '.join(others)}"
        raise _refusal(file, found, f"{name}, which its source names in sources.toml")
    return record


def choose_layout(file: DecodedFile, listed: Sequence[str]) -> str:
    """The one layout, of those listed or of all, that a file is read as. Raises `Refused`."""
    if len(listed) == 1:
        return listed[0]
    names = [name for name in recognise(file) if not listed or name in listed]
    if len(names) == 1:
        return names[0]
    if listed and not names:
        return FALLBACK if FALLBACK in listed else listed[0]
    raise refuse_unrecognised(file, names)


def _one_of_all() -> str:
    return f"one of {', '.join(sorted(known_layouts()))} (see {MANUAL})"


def _refusal(file: DecodedFile, found: str, expected: str) -> Refused:
    return Refused(Fault(file.path, 0, "layout", found, expected))
