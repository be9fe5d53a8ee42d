"""``make messages``: brings the Chinese catalogue up to date and compiles it.

Django's own ``makemessages`` needs GNU gettext; Babel does the same without it. What is new stands
in the ``.po`` with an empty ``msgstr`` afterwards; what nobody says any more is gone from it.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "documents" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

_Found: TypeAlias = tuple[str | tuple[str, ...], str | None]  # message (or both numbers), context
_FOLDERS = ("archive", "documents", "templates")
_WORDS = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}  # arguments that are words
_CALLS: dict[str, Any] = {  # the same as Babel says it; (1, "c") is a context
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_OPTIONS = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


def extract() -> Catalog:
    """Every message marked in the code and the templates, untranslated."""
    catalog = Catalog(locale="zh_Hans", charset="utf-8")
    for folder in _FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.*")):
            reader = _READERS.get(file.suffix)
            for words, context in reader(file) if reader else ():
                where = file.relative_to(ROOT).as_posix()
                catalog.add(words, locations=[(where, 0)], context=context)
    return catalog


def _read_python(file: Path) -> Iterator[_Found]:
    """The calls in a module, those inside f-strings too, which no lexer sees before Python 3.12."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id.removesuffix("_lazy")
            if name in _WORDS:
                said = [ast.literal_eval(argument) for argument in node.args[: _WORDS[name]]]
                context = said.pop(0) if name.startswith(("p", "np")) else None
                yield tuple(said) if len(said) > 1 else said[0], context


def _read_template(file: Path) -> Iterator[_Found]:
    """The messages of a template, as its own extension lays them out."""
    with file.open("rb") as template:
        for _, said, _, context in extract_messages("jinja2", template, _CALLS, options=_OPTIONS):
            yield said, context


_READERS = {".py": _read_python, ".html": _read_template}


def read() -> Catalog:
    """The committed catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update(catalog: Catalog, found: Catalog) -> None:
    """Makes a catalogue hold exactly the messages found; nothing is guessed from what was there."""
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()


def write(catalog: Catalog) -> bytes:
    """A catalogue as the ``.po`` has it: files without line numbers, which change all the time."""
    output = io.BytesIO()
    write_po(output, catalog, width=100, sort_by_file=True, include_lineno=False)
    return output.getvalue()


def compile_catalog(catalog: Catalog) -> bytes:
    """A catalogue as the ``.mo`` has it."""
    output = io.BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def messages(catalog: Catalog) -> Iterable[Message]:
    """The messages without the header."""
    return (message for message in catalog if message.id)


def is_missing(message: Message) -> bool:
    """Whether a reader of Chinese would get English, or nothing."""
    said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.fuzzy or not said or not all(said)


def main() -> int:
    catalog = read()
    update(catalog, extract())
    PO.write_bytes(write(catalog))
    MO.write_bytes(compile_catalog(catalog))
    missing = [message for message in messages(catalog) if is_missing(message)]
    for message in missing:
        where = ", ".join(file for file, _ in message.locations)
        print(f"not translated: {message.id!r} ({where})", file=sys.stderr)  # noqa: T201
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
